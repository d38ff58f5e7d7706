"""`setlist rule list`."""

from __future__ import annotations

from pathlib import Path

import pytest
from clubs import Answers, write_club

from setlist.cli.app import run
from setlist.cli.entries import field_names

PLUGIN = """
from setlist import Rule, hookimpl, limit, prefer, where

@hookimpl
def setlist_rules(context):
    goal = context.profile.goal
    one = limit(where(family="swing"), exercises=(None, 1), per="session")
    yield Rule("kb/swings", one, weight=3, because=f"Swings tire {goal}", source="A, B")
    yield Rule("kb/advanced", prefer(where(), 2.5), because="Strong", scope={"levels": ["advanced"]})
    yield Rule("kb/each", prefer(where(muscles={"any": ["$it"]}), -1), because="Some of each", each="muscles")
"""


@pytest.fixture
def club(tmp_path: Path, home: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> Answers:
    return Answers(write_club(tmp_path / "packs"), capsys)


@pytest.fixture
def swings(tmp_path: Path) -> str:
    file = tmp_path / "kb.py"
    file.write_text(PLUGIN)
    return str(file)


def lines(club: Answers, *options: str) -> list[str]:
    return [" ".join(line.split()) for line in club.text("rule", "list", *options).splitlines()]


def test_hard_rules_come_first_each_with_who_says_so_and_why(club: Answers, swings: str) -> None:
    shown = lines(club, "--goal", "back-strength", "--plugin", swings)
    assert shown[0] == "ID WEIGHT PROVIDER SOURCE BECAUSE"
    hard = [line.split()[1] == "hard" for line in shown[1:]]
    assert hard == sorted(hard, reverse=True)
    assert "club/one-hinge hard pack club GK Hinges tire the back" in shown
    assert "kb/swings 3 plugin kb A, B Swings tire back-strength" in shown
    assert "kb/each -1 points plugin kb Some of each (for each muscle group)" in shown
    assert "level/skill hard plugin rules-level Asks for more practice than a beginner has" in shown


def test_scope_decides_what_is_listed(club: Answers, swings: str) -> None:
    ids = {row["id"] for row in club.data("rule", "list", "-t", "simple", "--plugin", swings)}
    assert "kb/advanced" not in ids
    advanced = {row["id"] for row in club.data("rule", "list", "-t", "simple", "--level", "advanced", "--plugin", swings)}
    assert "kb/advanced" in advanced and "level/skill" not in advanced


def test_a_template_brings_its_goal(club: Answers, swings: str) -> None:
    assert any("Swings tire back-strength" in line for line in lines(club, "-t", "Simple", "--plugin", swings))


def test_json_has_the_fields_of_the_schema_and_the_provider(club: Answers, swings: str) -> None:
    rows = {row["id"]: row for row in club.data("rule", "list", "-t", "simple", "--plugin", swings)}
    assert all(tuple(row) == (*field_names("rule"), "provider") for row in rows.values())
    hinge = rows["club/one-hinge"]
    assert (hinge["form"], hinge["hard"], hinge["measure"], hinge["per"], hinge["max"]) == ("limit", True, "exercises", "session", 1)
    assert (hinge["where"], hinge["sources"]) == ({"patterns": {"any": ["hinge"]}}, ["GK"])
    assert rows["kb/swings"]["sources"] == ["A", "B"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--goal", "back-strenght"], "--goal: there is no goal 'back-strenght'; did you mean 'back-strength'?"),
        (["--template", "simpel"], "--template: there is no template 'simpel'; did you mean 'base:simple'?"),
        (["--goal", "back-relief"], "no template of the chosen packs serves the goal 'back-relief'"),
        (["--level", "expert"], "--level: there is no level 'expert'"),
        (["--no-plugin", "safety-pain"], "this is a built-in safety filter, which cannot be disabled"),
    ],
)
def test_what_cannot_be_asked_for(club: Answers, options: list[str], message: str) -> None:
    assert message in club.error("rule", "list", *options)


def test_a_plugin_that_raises_is_named(club: Answers, tmp_path: Path) -> None:
    file = tmp_path / "broken.py"
    file.write_text("from setlist import hookimpl\n@hookimpl\ndef setlist_rules(context):\n    raise RuntimeError('no rules today')\n")
    error = club.error("rule", "list", "-t", "simple", "--plugin", str(file), code=1)
    assert "plugin broken" in error and "broken.py:4" in error and "no rules today" in error


def test_the_default_build_has_rules(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rule", "list"]) == 0
    assert "equipment/owned" in capsys.readouterr().out
