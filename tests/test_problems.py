"""Problems, their texts and the table of codes."""

from __future__ import annotations

import re
from pathlib import Path

import setlist
from setlist.problems import CODES, InputError, Problem, did_you_mean


def test_a_problem_reads_like_a_compiler_message() -> None:
    assert str(Problem("a.yaml", 3, 7, "E102", "unknown key rep", "did you mean 'reps'?")) == (
        "a.yaml:3:7: E102 unknown key rep (did you mean 'reps'?)"
    )
    assert str(Problem("--days", 0, 0, "E106", "days should be from 1 to 7, found 9")) == "--days: E106 days should be from 1 to 7, found 9"


def test_an_input_error_says_all_its_problems() -> None:
    error = InputError([Problem("a", 1, 1, "E003", "the file is empty"), Problem("b", 2, 1, "E005", "a second document")])
    assert [p.file for p in error.problems] == ["a", "b"]
    assert str(error) == "a:1:1: E003 the file is empty\nb:2:1: E005 a second document"


def test_did_you_mean() -> None:
    assert did_you_mean("hamstring", ["quadriceps", "hamstrings"]) == "did you mean 'hamstrings'?"
    assert did_you_mean("Strength", ["strength", "stretch"]) == "did you mean 'strength'?"
    assert did_you_mean("inter", ["advanced", "beginner", "intermediate"]) == "did you mean 'intermediate'?", "a word that was cut short"
    assert did_you_mean("zzz", ["strength", "stretch"]) is None
    assert did_you_mean("x", []) is None


def test_codes_are_unique_and_documented_in_their_block() -> None:
    assert all(re.fullmatch(r"E[0-24][0-9]{2}|W3[0-9]{2}", code) for code in CODES)
    assert all(doc.endswith(".") and "\n" not in doc for doc in CODES.values())


def test_every_code_in_the_sources_has_a_line_of_documentation() -> None:
    folder = Path(next(iter(setlist.__path__)))
    used = {code for path in folder.rglob("*.py") for code in re.findall(r'"([EW][0-9]{3})"', path.read_text("utf-8"))}
    assert sorted(used - set(CODES)) == []
    assert sorted(code for code in CODES if code not in used) == []
