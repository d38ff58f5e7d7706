"""A goal that means a condition brings its gates and rows along, whether or not the person names it."""

from __future__ import annotations

import pytest

from setlist import Catalog, Clearance, HasCondition, Profile, Program, Refused, build, load_catalog
from setlist.builder import NoTemplate
from setlist.feedback.advance import Advanced, advance
from setlist.feedback.log import Entry
from setlist.plugins import builtin_plugins

GOAL = "pregnancy-back-care"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def test_back_care_in_pregnancy_needs_a_clearance_though_nobody_named_the_pregnancy(catalog: Catalog) -> None:
    result = build(Profile(goal=GOAL), catalog)
    assert isinstance(result, Refused)
    assert result.step == "clearance"
    assert {g.condition for g in result.gates} >= {"pregnancy-trimester-1", "pregnancy-trimester-2", "pregnancy-trimester-3"}


def test_a_clearance_opens_the_gate_and_lifts_no_exclusion(catalog: Catalog) -> None:
    result = build(Profile(goal=GOAL, cleared=(Clearance("pregnancy"),)), catalog)
    assert isinstance(result, Program)
    assert {f.condition for e in result.excluded for f in e.findings} & {"pregnancy-trimester-3"}


def test_a_trimester_that_is_named_is_the_one_that_counts(catalog: Catalog) -> None:
    result = build(Profile(goal=GOAL, conditions=(HasCondition("pregnancy-trimester-2"),)), catalog)
    assert isinstance(result, Refused)
    assert {g.condition for g in result.gates} == {"pregnancy-trimester-2"}


@pytest.mark.parametrize(
    ("along", "weeks", "template", "thirds"),
    [
        (9, 4, "base:pregnancy-back-care-early", {1}),
        (12, 4, "base:pregnancy-back-care-middle", {1, 2}),
        (22, 4, "base:pregnancy-back-care-middle", {2}),
        (26, 4, "base:pregnancy-back-care", {2, 3}),
    ],
)
def test_a_pregnancy_goes_on_within_the_program(along: int, weeks: int, template: str, thirds: set[int], catalog: Catalog) -> None:
    """A plan that runs into the next third is that third's, and what either third leaves out stays out of all its weeks."""
    has = (HasCondition("pregnancy", {"weeks": along}),)
    made = build(Profile(goal=GOAL, weeks=weeks, conditions=has, cleared=(Clearance("pregnancy"),)), catalog, proof=False)
    assert isinstance(made, Program)
    assert made.template == template
    found = {f.condition for e in made.excluded for f in e.findings if f.condition and f.condition.startswith("pregnancy")}
    assert found == {f"pregnancy-trimester-{n}" for n in thirds}


@pytest.mark.parametrize("has", [(), (HasCondition("pregnancy"),), (HasCondition("pregnancy-trimester-2"),)])
def test_whoever_is_pregnant_is_told_when_to_stop_and_when_to_make_a_new_plan(has: tuple[HasCondition, ...], catalog: Catalog) -> None:
    cleared = (Clearance("pregnancy"), Clearance("pregnancy-trimester-2"))
    made = build(Profile(goal=GOAL, conditions=has, cleared=cleared), catalog, proof=False)
    assert isinstance(made, Program)
    told = {a["id"]: a["placement"] for a in made.advice}
    assert {told[name] for name in ("pregnancy-stop-signs", "baby-moves-less", "pregnancy-new-plan")} == {"first-page"}


def test_a_plan_is_not_carried_on_into_a_third_that_it_is_not_for(catalog: Catalog) -> None:
    has = (HasCondition("pregnancy", {"weeks": 9}),)
    made = build(Profile(goal=GOAL, weeks=4, conditions=has, cleared=(Clearance("pregnancy"),)), catalog, proof=False)
    assert isinstance(made, Program)
    done = [Entry(1, 1, made.weeks[0].sessions[0].items[0].exercise, (5.0,))]
    assert isinstance(advance(made, done, catalog, builtin_plugins(), weeks=4), Advanced)  # up to the thirteenth week
    with pytest.raises(NoTemplate, match="is not for people with pregnancy-trimester-2"):
        advance(made, done, catalog, builtin_plugins(), weeks=5)
