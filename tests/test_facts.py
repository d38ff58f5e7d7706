"""Facts against a `when`: yes, no, or nobody knows."""

from __future__ import annotations

import pytest

from setlist import match_facts


@pytest.mark.parametrize(
    ("when", "facts", "expected"),
    [
        ({}, {}, True),
        ({"site": "spine"}, {"site": "spine"}, True),
        ({"site": "spine"}, {"site": "joint"}, False),
        ({"site": ["spine", "abdomen"]}, {"site": "abdomen"}, True),
        ({"site": ("spine", "abdomen")}, {"site": "joint"}, False),
        ({"weeks": {"max": 5}}, {"weeks": 5}, True),
        ({"weeks": {"max": 5}}, {"weeks": 6}, False),
        ({"weeks": {"min": 6, "max": 11}}, {"weeks": 8.5}, True),
        ({"brace": True}, {"brace": True}, True),
        ({"brace": True}, {"brace": False}, False),
    ],
)
def test_values_lists_and_ranges(when: dict[str, object], facts: dict[str, object], expected: bool) -> None:
    assert match_facts(when, facts) is expected


@pytest.mark.parametrize("value", [None, "unknown"])
def test_a_fact_that_is_not_known_is_neither_yes_nor_no(value: object) -> None:
    assert match_facts({"site": "spine"}, {"site": value}) is None
    assert match_facts({"site": "spine"}, {}) is None


@pytest.mark.parametrize("value", ["many", True, float("nan")])
def test_what_is_no_number_says_nothing_about_a_range(value: object) -> None:
    assert match_facts({"weeks": {"min": 1}}, {"weeks": value}) is None


@pytest.mark.parametrize(("value", "fits"), [("spine", True), ("joint", False), ("keyhole", None), ("unknown", None)])
def test_a_value_that_whoever_asks_has_never_heard_of_is_not_known(value: object, fits: bool | None) -> None:
    assert match_facts({"site": {"values": ("spine",), "unknown": ("keyhole",)}}, {"site": value}) is fits


def test_one_fact_that_says_no_is_enough_whatever_else_is_unknown() -> None:
    assert match_facts({"site": "spine", "weeks": {"max": 5}}, {"weeks": 9}) is False
    assert match_facts({"site": "spine", "weeks": {"max": 5}}, {"weeks": 3}) is None


def test_true_is_not_the_number_one() -> None:
    assert match_facts({"grade": 1}, {"grade": True}) is False
    assert match_facts({"brace": True}, {"brace": 1}) is False
