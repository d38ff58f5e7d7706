"""Only what the person owns."""

from __future__ import annotations

import pytest
from rule_world import built, exercises, planned, yielded

from safety_world import real_catalog
from setlist_plugins.rules import equipment


def test_one_hard_rule_that_forbids_what_needs_anything_else() -> None:
    rules = yielded(equipment)
    assert list(rules) == ["equipment/owned"]
    assert rules["equipment/owned"].hard


@pytest.mark.parametrize(
    ("owned", "refs"), [((), set()), (("barbell",), {"gym:deadlift"}), (("gym",), {"gym:deadlift", "gym:lat-pulldown"})]
)
def test_what_may_be_offered_grows_with_what_is_owned(owned: tuple[str, ...], refs: set[str]) -> None:
    assert {"gym:deadlift", "gym:lat-pulldown"} & set(planned(equipment, equipment=owned).admissible) == refs


@pytest.mark.parametrize("owned", [(), ("dumbbells",), ("resistance-band", "pull-up-bar")])
def test_a_program_needs_nothing_else(owned: tuple[str, ...]) -> None:
    have = real_catalog().vocabulary.owned(owned)
    for exercise in exercises(built(equipment, goal="back-strength", minutes=30, equipment=owned)):
        assert have.issuperset(exercise.equipment.all)
        assert not exercise.equipment.any or not have.isdisjoint(exercise.equipment.any)


def test_what_is_assumed_to_be_there_need_not_be_named() -> None:
    assert any("wall" in e.equipment.all + e.equipment.any for e in planned(equipment).admissible.values())
