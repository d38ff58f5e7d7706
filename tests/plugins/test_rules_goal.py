"""The preferences of a goal."""

from __future__ import annotations

from msgspec.structs import replace
from rule_world import built, exercises, planned, yielded

from safety_world import real_catalog
from setlist import Context, Profile
from setlist.rules import Prefer
from setlist_plugins.rules import goal


def test_a_rule_for_each_preference_with_its_points_and_words() -> None:
    wishes = real_catalog().vocabulary.terms["goals"]["back-relief"].data["prefer"]
    rules = [*yielded(goal).values()]
    assert [r.id for r in rules] == [f"goal/back-relief/{n}" for n in range(1, len(wishes) + 1)]
    assert [(r.form, r.because) for r in rules] == [(Prefer(w["where"], w["points"]), w["because"]) for w in wishes]


def test_a_goal_that_nobody_knows_prefers_nothing() -> None:
    assert [*goal.setlist_rules(Context(Profile(goal="flight"), real_catalog()))] == []


def test_a_program_serves_the_goal() -> None:
    core = exercises(built(goal, minutes=25), roles=("core",))
    assert core
    assert all("neutral-spine-core" in e.traits for e in core)


def test_another_goal_serves_another_end() -> None:
    strength = planned(goal, goal="back-strength")
    assert {r.id.split("/")[1] for r in strength.rules if r.id.startswith("goal/")} == {"back-strength"}
    assert strength.template != planned(goal).template
    assert replace(strength.profile, goal="back-relief") == planned(goal).profile
