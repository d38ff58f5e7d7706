"""Which template a person gets: the one that fits best, and never one that is not for their conditions."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from setlist import HasCondition, Profile, Template
from setlist.builder import NoTemplate, choose_template
from setlist.model import Condition, Term, Vocabulary
from small_week import PERSON, TEMPLATE, a_catalog


def a_template(name: str, **changes: Any) -> Template:
    return replace(TEMPLATE, ref=f"club:{name}", id=name, **changes)


def chosen(profile: Profile, *templates: Template, name: str | None = None) -> str:
    vocabulary = Vocabulary(terms={"goals": {"for-two": Term("for-two", "For two", data={"means": "expecting"})}})
    catalog = replace(a_catalog(), templates={t.ref: t for t in templates}, conditions=CONDITIONS, vocabulary=vocabulary)
    return choose_template(catalog, profile, name).id


SPRAIN = Condition("club:sprain", "sprain", "Sprain", ())
ACHE = Condition(
    "club:ache",
    "ache",
    "Ache",
    (),
    resolves=({"when": {"weeks_since": {"max": 6}}, "to": "sprain"}, {"when": {"weeks_since": {"min": 7}}, "to": "strain"}),
)
EXPECTING = Condition(
    "club:expecting",
    "expecting",
    "Expecting",
    (),
    facts={"weeks": {"ask": "How many weeks?", "type": "number", "grows": "weeks"}},
    resolves=({"when": {"weeks": {"max": 13}}, "to": "first-third"}, {"when": {"weeks": {"min": 14}}, "to": "later"}),
)
CONDITIONS = {
    "sprain": SPRAIN,
    "ache": ACHE,
    "expecting": EXPECTING,
    **{name: Condition(f"club:{name}", name, name, ()) for name in ("first-third", "later")},
    "older": Condition("club:older", "older", "Older", (), applies_min_age=65),
}
HURT = replace(PERSON, conditions=(HasCondition("sprain"),))


def test_the_template_that_fits_best() -> None:
    short, long = a_template("a-short", minutes=(5, 15)), a_template("b-long", minutes=(20, 60))
    assert chosen(PERSON, short, long) == "b-long"
    assert chosen(replace(PERSON, minutes=10), short, long) == "a-short"
    assert chosen(PERSON, a_template("b"), a_template("a")) == "a"
    assert chosen(PERSON, short, long, name="a-short") == "a-short"
    assert chosen(replace(PERSON, days=1, weekdays=(1, 2, 3, 3)), a_template("a", days=(4, 5)), a_template("b", days=(3, 3))) == "b"


def test_a_template_that_is_not_for_a_condition_is_never_chosen() -> None:
    wild, calm = a_template("a-wild", excludes_conditions=("sprain",)), a_template("b-calm")
    assert chosen(PERSON, wild, calm) == "a-wild"
    assert chosen(HURT, wild, calm) == "b-calm"
    with pytest.raises(NoTemplate, match="no template for the goal 'strong' is for people with sprain"):
        chosen(HURT, wild)
    with pytest.raises(NoTemplate, match="club:a-wild is not for people with sprain"):
        chosen(HURT, wild, calm, name="a-wild")


@pytest.mark.parametrize(("facts", "expected"), [({}, "b"), ({"weeks_since": 3}, "b"), ({"weeks_since": 30}, "a")])
def test_nor_one_that_is_not_for_what_a_condition_may_turn_out_to_be(facts: dict[str, Any], expected: str) -> None:
    aching = replace(PERSON, conditions=(HasCondition("ache", facts),))
    assert chosen(aching, a_template("a", excludes_conditions=("sprain",)), a_template("b")) == expected


def test_a_template_for_a_condition_is_for_those_who_have_it() -> None:
    plain, meant = a_template("a-plain"), a_template("b-meant", for_conditions=("sprain",))
    assert chosen(PERSON, plain, meant) == "a-plain"
    assert chosen(HURT, plain, meant) == "b-meant"


def test_of_two_that_suit_whoever_has_the_gym_gets_the_one_made_for_it() -> None:
    plain, gym = a_template("a-plain"), a_template("b-gym", for_equipment=("gym",))
    assert chosen(replace(PERSON, equipment=("gym",)), plain, gym) == "b-gym"
    assert chosen(PERSON, plain, gym) == "a-plain"
    assert chosen(PERSON, replace(plain, for_equipment=("pool",)), gym, a_template("c")) == "c"
    assert chosen(PERSON, gym) == "b-gym", "better than none"


@pytest.mark.parametrize(
    ("said", "expected"),
    [({"age": 64}, "a"), ({"age": 65}, "b"), ({"goal": "for-two"}, "b"), ({"conditions": (HasCondition("expecting"),)}, "b")],
)
def test_nor_one_that_is_not_for_what_an_age_or_a_goal_brings(said: dict[str, Any], expected: str) -> None:
    goals = ("strong", "for-two")
    wild, calm = a_template("a", goals=goals, excludes_conditions=("older", "expecting")), a_template("b", goals=goals)
    person = replace(PERSON, **said)
    assert chosen(person, wild, calm) == expected
    if expected == "b":
        with pytest.raises(NoTemplate, match="club:a is not for people with"):
            chosen(person, wild, calm, name="a")


@pytest.mark.parametrize(("weeks", "expected"), [(4, "a"), (5, "b"), (None, "b")])
def test_nor_one_that_is_not_for_what_comes_within_its_weeks(weeks: int | None, expected: str) -> None:
    """Ten weeks along: the fifth week is the fourteenth. Who does not say how long gets the weeks of the template."""
    person = replace(PERSON, weeks=weeks, conditions=(HasCondition("expecting", {"weeks": 10}),))
    early, late = a_template("a", excludes_conditions=("later",), weeks=8), a_template("b", for_conditions=("later",))
    assert chosen(person, replace(early, for_conditions=("first-third",)), replace(late, weeks=8)) == expected
