"""Home and gym days in one program: what is there only on some weekdays is used on those days and on no others."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from setlist import Profile, build, load_catalog
from setlist.builder import plan
from setlist.planner.audit import audit
from setlist.profile import profile_from_data
from setlist.program import Program
from setlist.schema import check

PERSON = Profile(goal="balanced-body", level="intermediate", weekdays=(1, 4), minutes=45, weeks=1, equipment_on={"mon": ("gym",)})


@pytest.fixture(scope="module")
def program() -> Program:
    made = build(PERSON, load_catalog())
    assert isinstance(made, Program)
    return made


def needs(program: Program, day: int) -> set[str]:
    catalog = load_catalog()
    session = next(s for s in program.weeks[0].sessions if s.day == day)
    assumed = catalog.vocabulary.owned(())
    return {thing for item in session.items for thing in catalog.exercises[item.exercise].equipment.all if thing not in assumed}


def test_the_gym_is_used_on_the_gym_day_alone(program: Program) -> None:
    assert needs(program, 1)
    assert not needs(program, 4)


def test_a_session_held_in_two_places_is_two_sessions() -> None:
    person = replace(PERSON, goal="back-strength", weekdays=(1, 3, 5), minutes=60, equipment=("dumbbells",))
    catalog = load_catalog()
    made = build(person, catalog)
    assert isinstance(made, Program)
    own = catalog.vocabulary.owned(("dumbbells",))
    assert needs(made, 1) - own
    assert not needs(made, 3) - own
    assert not needs(made, 5) - own
    ids = [session.id for session in made.weeks[0].sessions]
    assert len(set(ids)) == 3
    assert {ids[0], ids[2]} == {ids[0], f"{ids[0]}-2"}
    alike = plan(replace(person, equipment_on={}), catalog)
    assert alike.template is catalog.templates[alike.template.ref]  # type: ignore[union-attr]


def test_the_audit_knows_the_days(program: Program) -> None:
    catalog = load_catalog()
    planned = plan(PERSON, catalog)
    moved = replace(PERSON, equipment_on={"thu": ("gym",)})
    swapped = plan(moved, catalog)
    week = program.weeks[0]
    assert not audit(program, catalog, planned.template, planned.rules, planned.filters)  # type: ignore[union-attr]
    broken = audit(replace(program, profile=moved, weeks=(week,)), catalog, swapped.template, swapped.rules, swapped.filters)  # type: ignore[union-attr]
    assert any(b.rule.startswith("equipment/day") for b in broken)


def test_day_one_is_the_weekday_of_the_start_date() -> None:
    person = Profile(start="2026-12-02", equipment=("dumbbells",), equipment_on={"wed": ("gym",)})  # a Wednesday
    assert person.equipment_by_day()[1] == ("dumbbells", "gym")
    assert person.equipment_by_day()[2] == ("dumbbells",)


def test_a_profile_file_says_it_by_weekday(tmp_path: Path) -> None:
    data = {"goal": "balanced-body", "weekdays": [1, 4], "equipment_on": {"mon": ["gym"]}}
    assert check("profile", data, "me.yaml", json.dumps(data).encode()) == []
    assert profile_from_data(data).to_data() == data | {k: v for k, v in Profile().to_data().items() if k not in data}
    wrong = {"equipment_on": {"monday": ["gym"]}}
    assert check("profile", wrong, "me.yaml", json.dumps(wrong).encode())
