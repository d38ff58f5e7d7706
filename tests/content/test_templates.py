"""The templates: all of them load, every goal has one, and a balanced week is there for whatever is at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import setlist_packs
from building import built, used
from safety_world import real_catalog
from setlist import Profile, Program

FILES = sorted(Path(next(iter(setlist_packs.__path__))).glob("*/templates/*.yaml"))
THINGS = {
    "nothing at all": (),
    "a band": ("resistance-band",),
    "dumbbells": ("dumbbells",),
    "a gym": ("gym",),
}
WEEK = {"push", "pull", "squat", "core"}  # groups of patterns that a balanced week holds
HIPS = {"hinge", "hinge-accessory"}  # and one of these: a hip hinge or a bridge


def test_every_template_in_the_files_is_in_the_catalog() -> None:
    written = [f"{file.parts[-3]}:{name}" for file in FILES for name in re.findall(r"^- id: (\S+)$", file.read_text(), re.MULTILINE)]
    assert len(written) >= 26
    assert sorted(written) == sorted(real_catalog().templates)


def test_every_goal_has_a_template() -> None:
    served = {goal for template in real_catalog().templates.values() for goal in template.goals}
    assert served == set(real_catalog().vocabulary.terms["goals"])


@pytest.fixture(scope="module", params=THINGS)
def week(request: pytest.FixtureRequest) -> tuple[str, Program]:
    equipment = THINGS[request.param]
    return request.param, built(Profile(goal="balanced-body", days=3, minutes=45, weeks=1, equipment=equipment))


def groups(program: Program) -> set[str]:
    """The groups of patterns that the strength work of a program trains."""
    catalog = real_catalog()
    patterns = {p for ref in used(program) if catalog.exercises[ref].kind == "strength" for p in catalog.exercises[ref].patterns}
    return {str(catalog.vocabulary.terms["patterns"][p].data["group"]) for p in patterns}


def test_a_week_is_balanced_with(week: tuple[str, Program]) -> None:
    _, program = week
    assert program.template == "base:balanced-body"
    trained = groups(program)
    assert trained >= WEEK
    assert trained & HIPS
    muscles = {v.muscle: v.sets for v in program.volume if v.week == 1}
    targets = real_catalog().vocabulary.terms["goals"]["balanced-body"].data["targets"]
    assert [target for target in targets if not muscles.get(target)] == []


def test_it_needs_nothing_else(week: tuple[str, Program]) -> None:
    name, program = week
    owned = real_catalog().vocabulary.owned(THINGS[name])
    for ref in used(program):
        needs = real_catalog().exercises[ref].equipment
        assert set(needs.all) <= owned and (not needs.any or set(needs.any) & owned), ref


def test_it_makes_use_of_what_there_is(week: tuple[str, Program]) -> None:
    name, program = week
    needs = [real_catalog().exercises[ref].equipment for ref in used(program)]
    things = {thing for need in needs for thing in (*need.all, *need.any)}
    given = real_catalog().vocabulary.owned(THINGS[name]) - real_catalog().vocabulary.owned(())
    assert bool(things & given) == bool(given)
