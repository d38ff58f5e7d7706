"""Which conditions count in some week of a program, and with which facts."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from safety_world import a_catalog, a_condition, real_catalog
from setlist import HasCondition, Profile, in_force
from setlist.inforce import ids_in_force

EXPERT = Profile(level="advanced")  # no condition applies by itself
EXPECTING = a_condition(
    "expecting",
    facts={"weeks": {"ask": "How many weeks?", "type": "number", "grows": "weeks"}, "twins": {"ask": "Twins?", "type": "boolean"}},
    resolves=(
        {"when": {"weeks": {"max": 13}}, "to": "first"},
        {"when": {"weeks": {"min": 14, "max": 27}}, "to": "second"},
        {"when": {"weeks": {"min": 28}}, "to": "third"},
    ),
)
HEALING = a_condition(
    "healing",
    facts={"weeks_since": {"ask": "How many weeks ago?", "type": "number"}},
    resolves=({"when": {"weeks_since": {"max": 11}}, "to": "fresh"}, {"when": {"weeks_since": {"min": 12}}, "to": "old"}),
)
CATALOG = a_catalog(known=[EXPECTING, HEALING, *map(a_condition, ("first", "second", "third", "fresh", "old"))])


def counts(name: str, lasting: int | None, **facts: Any) -> set[str]:
    return ids_in_force(replace(EXPERT, weeks=lasting, conditions=(HasCondition(name, facts),)), CATALOG) - {name}


@pytest.mark.parametrize(
    ("along", "weeks", "expected"),
    [
        (10, 4, {"first"}),
        (10, 5, {"first", "second"}),
        (10, None, {"first"}),
        (22, 6, {"second"}),
        (22, 12, {"second", "third"}),
        (13, 16, {"first", "second", "third"}),
        (30, 12, {"third"}),
        ("unknown", 4, {"first", "second", "third"}),
    ],
)
def test_what_grows_is_followed_through_the_weeks_of_the_program(along: Any, weeks: int | None, expected: set[str]) -> None:
    assert counts("expecting", weeks, weeks=along) == expected


def test_each_week_has_its_own_facts() -> None:
    person = replace(EXPERT, weeks=3, conditions=(HasCondition("expecting", {"weeks": 12, "twins": True}),))
    found = [(one.condition.id, dict(one.facts)) for one in in_force(person, CATALOG)[0] if one.condition.id != "expecting"]
    assert found == [
        ("first", {"weeks": 12, "twins": True}),
        ("first", {"weeks": 13, "twins": True}),
        ("second", {"weeks": 14, "twins": True}),
    ]


def test_what_makes_things_easier_with_time_stays_as_it_is_on_the_first_day() -> None:
    assert counts("healing", 52, weeks_since=3) == {"fresh"}
    assert counts("healing", 52, weeks_since=12) == {"old"}


def test_the_weeks_of_a_pregnancy_go_on_in_the_built_in_packs() -> None:
    person = replace(EXPERT, weeks=12, conditions=(HasCondition("pregnancy", {"weeks": 22}),))
    assert ids_in_force(person, real_catalog()) == {"pregnancy", "pregnancy-trimester-2", "pregnancy-trimester-3"}


def test_what_no_pack_knows_is_told() -> None:
    person = replace(EXPERT, conditions=(HasCondition("nowhere"), HasCondition("old")))
    found, unknown = in_force(person, CATALOG)
    assert ([one.condition.id for one in found], unknown) == (["old"], ("nowhere",))
