"""48 hours between hard sessions for a muscle group."""

from __future__ import annotations

from msgspec.structs import replace
from rule_world import built, planned, yielded

from safety_world import real_catalog
from setlist.rules import Rest
from setlist_plugins.rules import recovery

SPARED = {"abdominals", "neck", "forearms"}


def test_a_soft_rule_for_each_group_that_needs_it() -> None:
    rules = yielded(recovery, goal="back-strength")
    assert {id.removeprefix("recovery/") for id in rules} == set(real_catalog().vocabulary.terms["groups"]) - SPARED
    assert all(isinstance(rule.form, Rest) and rule.form.hours == 48 and not rule.hard for rule in rules.values())
    assert not any(isinstance(rule.form, Rest) for rule in planned(recovery, goal="back-relief").rules)


def clashes(*weekdays: int, rules: bool) -> int:
    """How often a group is worked hard on two days that follow each other."""
    modules = (recovery,) if rules else ()
    bare = replace(real_catalog(), rules=())  # what a pack prefers may be worth more than an hour of rest
    program = built(*modules, catalog=bare, goal="back-strength", minutes=30, weekdays=weekdays, target=0.0)
    worked = {
        session.day: {
            real_catalog().vocabulary.group(m)
            for block in session.blocks
            if block.id == "main"
            for item in block.items
            if "main" in real_catalog().exercises[item.exercise].roles
            for m in real_catalog().exercises[item.exercise].primary
        }
        - SPARED
        for session in program.weeks[0].sessions
    }
    return sum(len(worked[day] & worked[day + 1]) for day in worked if day + 1 in worked)


def test_days_in_a_row_share_as_little_as_can_be() -> None:
    assert clashes(1, 2, rules=True) < clashes(1, 2, rules=False)
    assert clashes(1, 2, rules=True) <= 1
