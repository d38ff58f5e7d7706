"""Balance of pulls and pushes, hinges and squats, the trunk, and stretches for what worked."""

from __future__ import annotations

from rule_world import built, lost, planned, yielded

from safety_world import real_catalog
from setlist import Context, Profile
from setlist_plugins.rules import balance

STRENGTH = {"goal": "back-strength", "days": 2, "minutes": 40}


def test_soft_rules_for_strength_programs_only() -> None:
    rules = yielded(balance, goal="back-strength")
    assert {"balance/pull-push", "balance/hinge-squat", "balance/horizontal-pull", "balance/anti-rotation", "balance/stretch-back"} <= set(
        rules
    )
    assert not any(rule.hard for rule in rules.values())
    assert all(rule.because for rule in rules.values())
    assert not any(rule.id.startswith("balance/") for rule in planned(balance, goal="flexibility").rules)


def test_a_week_with_the_time_holds_it_and_a_short_one_only_leans_to_it() -> None:
    assert all(rule.firm for rule in yielded(balance, goal="back-strength", days=3, minutes=45).values())
    soft = {id for id, rule in yielded(balance, goal="balanced-body", days=3, minutes=25).items() if not rule.firm}
    assert soft == {"balance/press-up"}, "a second kind of push wants two hours a week"
    assert not any(rule.firm for rule in yielded(balance, goal="back-strength", days=6, minutes=10).values())


def test_pulls_stay_inside_what_pushes_allow() -> None:
    plan = planned(balance, **STRENGTH)
    assert lost(built(balance, **STRENGTH), plan, "balance/pull-push") == 0
    assert lost(built(**STRENGTH), plan, "balance/pull-push") > 0


def test_balance_weighs_more_where_it_is_the_goal() -> None:
    def weight(goal: str) -> float:
        rules = {r.id: r for r in balance.setlist_rules(Context(Profile(goal=goal), real_catalog()))}
        return rules["balance/pull-push"].weight

    assert weight("balanced-body") > weight("back-strength")


def test_a_week_is_more_balanced_with_it() -> None:
    plan = planned(balance, **STRENGTH)
    assert lost(built(balance, **STRENGTH), plan, "balance/") < lost(built(**STRENGTH), plan, "balance/") / 2
