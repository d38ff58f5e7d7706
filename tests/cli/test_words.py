"""The short lists: goals, equipment, advice."""

from __future__ import annotations

from pathlib import Path

import pytest
from clubs import Answers, write_club

from setlist.cli.entries import field_names


@pytest.fixture
def club(tmp_path: Path, home: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> Answers:
    return Answers(write_club(tmp_path / "packs"), capsys)


def test_goals_are_those_that_a_template_serves(club: Answers) -> None:
    assert club.text("goal", "list").splitlines() == [
        "ID             NAME           TEMPLATES    SUMMARY",
        "back-strength  Back strength  base:simple",
    ]
    (goal,) = club.data("goal", "list")
    assert (goal["id"], goal["templates"], goal["screens"], goal["targets"]) == ("back-strength", ["base:simple"], ["spine"], None)
    assert goal["prefer"] == [{"where": {"equipment": {"any": ["yoga-mat"]}}, "points": 1, "because": "soft"}]


def test_equipment_by_the_names_that_options_use(club: Answers) -> None:
    assert club.text("equipment", "list").splitlines() == [
        "ID         NAME       ASSUMED  EXERCISES  ALSO      CONTAINS",
        "yoga-mat   Yoga mat   yes      0          mat",
        "barbell    Barbell    no       1          bar",
        "dumbbells  Dumbbells  no       1          dumbbell",
    ]
    mat = club.data("equipment", "list")[0]
    assert (mat["assumed"], mat["aliases"], mat["exercises"], mat["load_step_kg"]) == (True, ["mat"], 0, None)


def test_advice_comes_by_place_and_importance(club: Answers) -> None:
    assert club.text("advice", "list").splitlines() == [
        "ID            PLACEMENT  PRIORITY  DISCLAIMER  CONFIRMED  TEXT",
        "not-clinical  about      50        yes         no         Not reviewed.",
        "walk          about      5         no          no         Walk every day.",
    ]
    assert all(tuple(entry) == field_names("advice") for entry in club.data("advice", "list"))
