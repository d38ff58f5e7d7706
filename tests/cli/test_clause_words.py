"""Selectors and facts in words, and pages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.cli.clauses import clause_words, when_words
from setlist.cli.layout import bullets, facts, numbered, section, title, wrapped
from setlist.cli.terminal import WIDTH


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        ({}, "anything"),
        ({"kind": "strength"}, "kind strength"),
        ({"kind": {"any": ["stretch", "rest"]}, "traits": {"none": ["impact"]}}, "kind stretch or rest, traits not impact"),
        ({"traits": {"all": ["gentle", "slow"], "none": ["a", "b", "c"]}}, "traits gentle and slow, traits not a, b or c"),
        ({"level": "beginner"}, "level beginner"),
        ({"level": {"min": "beginner", "max": "intermediate"}}, "level from beginner up to intermediate"),
        (
            {"muscles": {"any": ["back"], "primary": {"any": ["lats"], "none": ["neck"]}}},
            "muscles back, primary muscles lats, primary muscles not neck",
        ),
        ({"equipment": {"within": ["barbell", "mat"]}}, "equipment among barbell, mat"),
        ({"equipment": {"within": []}}, "equipment among nothing"),
        ({"reviewed": False, "id": "gym:squat"}, "not reviewed, id gym:squat"),
        ({"any": [{"kind": "rest"}, {"not": {"pack": "yoga", "kind": "stretch"}}]}, "(kind rest) or (not (pack yoga, kind stretch))"),
        ({"all": [{"kind": "rest"}, {}]}, "(kind rest) and (anything)"),
    ],
)
def test_a_selector_in_one_line(clause: dict[str, Any], words: str) -> None:
    assert clause_words(clause) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ({"weeks_since": {"max": 5}}, "weeks since at most 5"),
        ({"weeks_since": {"min": 6, "max": 11}}, "weeks since from 6 to 11"),
        ({"phase": ("early", "late"), "active": True, "seen": False, "grade": 2}, "phase early or late, active yes, seen no, grade 2"),
    ],
)
def test_facts_in_one_line(when: dict[str, Any], words: str) -> None:
    assert when_words(when) == words


def test_a_page_has_its_columns() -> None:
    assert facts([("La\u202ebel\n", "a")]) == ["Label  a"]
    assert title("Bird dog") == ["Bird dog", "========"]
    assert section("Cues", []) == []
    assert section("Cues", bullets(["Long", "Level"])) == ["", "Cues", "  - Long", "  - Level"]
    assert numbered(["Kneel.", "Reach."]) == ["  1. Kneel.", "  2. Reach."]
    assert facts([("Id", "a"), ("Also", ""), ("Muscles", "b")]) == ["Id       a", "Muscles  b"]
    assert wrapped("word " * 20, "- ", "  ")[1].startswith("  word")


def test_a_number_stays_with_its_unit() -> None:
    assert wrapped("x" * 77 + " 20 s") == ["x" * 77, "20 s"]


@given(st.text(), st.integers(0, 8))
def test_lines_are_safe_to_print_and_as_wide_as_a_page(text: str, indent: int) -> None:
    lines = wrapped(text, " " * indent, " " * indent)
    assert lines
    assert all(line.isprintable() or "\u200c" in line or "\u200d" in line for line in lines)
    assert all(len(line) <= WIDTH or " " not in line.strip() for line in lines)
