"""A goal that means a condition brings its gates and rows along, whether or not the person names it."""

from __future__ import annotations

import pytest

from setlist import Catalog, Clearance, HasCondition, Profile, Program, Refused, build, load_catalog

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
