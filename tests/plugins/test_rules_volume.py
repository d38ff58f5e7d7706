"""Weekly sets by level: a range for what the goal is after, a ceiling for the rest."""

from __future__ import annotations

import pytest
from rule_world import built, lost, planned, yielded

from safety_world import real_catalog
from setlist_plugins.rules import volume

TARGETS = set(real_catalog().vocabulary.terms["goals"]["back-strength"].data["targets"])
GROUPS = set(real_catalog().vocabulary.terms["groups"])


@pytest.mark.parametrize(("level", "low", "high"), [("beginner", 4, 8), ("intermediate", 8, 14), ("advanced", 12, 18), ("olympic", 4, 8)])
def test_a_range_for_each_group(level: str, low: int, high: int) -> None:
    rules = yielded(volume, goal="back-strength", level=level)
    assert {id.rpartition("/")[2] for id in rules} == GROUPS
    for id, rule in rules.items():
        form = rule.form
        wanted = id.rpartition("/")[2] in TARGETS
        assert (form.min, form.max, rule.hard) == (low if wanted else None, high, False)  # type: ignore[union-attr]


def test_only_strength_is_counted_in_sets() -> None:
    for goal, count in (("flexibility", 0), ("back-strength", len(GROUPS))):
        assert sum(rule.id.startswith("rules/volume/") for rule in planned(volume, goal=goal).rules) == count


def test_a_program_does_as_much_as_it_should_and_says_where_it_does_not() -> None:
    strength = {"goal": "back-strength", "days": 3, "minutes": 45}
    program, plan = built(volume, **strength), planned(volume, **strength)
    assert lost(program, plan, "rules/volume/") < lost(built(**strength), plan, "rules/volume/") / 2
    assert {v.muscle for v in program.volume} == GROUPS
    assert all((v.why is None) is (v.min <= v.sets <= v.max) for v in program.volume)


def test_a_program_without_the_time_says_what_it_lacks() -> None:
    program = built(volume, goal="back-strength", level="advanced", equipment=("gym",), days=1, minutes=20)
    assert any(v.why and "more do not fit in" in v.why for v in program.volume)
