"""One of a family in a session, few exercises, lifts that stay and accessories that change."""

from __future__ import annotations

from rule_world import built, exercises, planned, yielded

from safety_world import real_catalog
from setlist_plugins.rules import variety

FAMILIES = {e.family for e in real_catalog() if e.family}


def test_what_it_yields() -> None:
    rules = yielded(variety)
    assert set(rules) == {
        "variety/family",
        "variety/few",
        "variety/keep-main",
        "variety/onward",
        "variety/rotate-accessory",
        "variety/rotate-core",
        "variety/rotate-stretch",
    }
    assert [id for id, rule in rules.items() if rule.hard] == ["variety/family"]


def test_a_rule_for_every_family() -> None:
    hard = {r.id for r in planned(variety).rules if r.hard and r.id.startswith("variety/")}
    assert hard == {f"variety/family/{family}" for family in FAMILIES}


def test_no_session_has_two_of_a_family() -> None:
    program = built(variety, goal="flexibility", days=2, minutes=45)
    for session in program.weeks[0].sessions:
        families = [family for i in session.items if (family := real_catalog().exercises[i.exercise].family)]
        assert len(families) == len(set(families))


def test_fewer_exercises_rather_than_many() -> None:
    assert len(exercises(built(variety, minutes=30, target=0.0))) < len(exercises(built(minutes=30, target=0.0)))


def test_main_lifts_stay_and_accessories_change_from_cycle_to_cycle() -> None:
    program = built(variety, goal="back-strength", minutes=30, weeks=8, target=0.0)
    first, second = ([e.ref for e in exercises(program, roles=("main",), week=week)] for week in (1, 5))
    assert len(set(first) & set(second)) >= len(first) / 2
    for role in ("core", "stretch", "accessory"):
        before, after = ({e.ref for e in exercises(program, roles=(role,), week=week)} for week in (1, 5))
        assert len(before & after) <= 0.7 * len(before)
