"""Requests that make no sense, and files at fault: one line that says what to do."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from commands import DISC, Command


@pytest.mark.parametrize(
    ("args", "line"),
    [
        ("--days 9", "--days should be a whole number from 1 to 7, found 9"),
        ("--minutes -3", "--minutes should be a whole number from 5 to 240, found -3"),
        ("--minutes ten", "--minutes should be a whole number from 5 to 240, found ten"),
        ("--weeks 53", "--weeks should be a whole number from 1 to 52, found 53"),
        ("--age 200", "--age should be a whole number from 0 to 130, found 200"),
        ("--seed -1", "--seed should be a whole number from 0 to 2147483647, found -1"),
        ("--weekday xday", "--weekday should be a day such as mon, or 1 (Monday) to 7 (Sunday), found 'xday'"),
        ("--weekday t", "--weekday should be a day such as mon, or 1 (Monday) to 7 (Sunday), found 't'"),
        ("--days 3 --weekday mon", "--days 3 and 1 times --weekday: leave --days out"),
        ("--start 2026-02-30", "--start should be a date such as 2026-12-01, found '2026-02-30'"),
        ("--condition herniatd-disc", f"did you mean '{DISC}' (herniated disc)? `setlist condition list` shows them"),
        ("--condition back-pain:weeks=3", "--condition: there is no fact 'weeks'; did you mean 'weeks_since'?"),
        ("--condition back-pain:weeks_since=long", "weeks_since should be a number, found the text 'long'"),
        ("--condition back-pain:chronic", "--condition: 'chronic' is no fact; write fact=value, such as weeks_since=3"),
        ("--cleared hart", "--cleared: there is no condition 'hart'"),
        ("--goal back-relif", "--goal: there is no goal 'back-relif'; did you mean 'back-relief'?"),
        ("--level expert", "--level: there is no level 'expert'; known: beginner, intermediate, advanced"),
        ("--equipment babell", "--equipment: there is no equipment 'babell'; did you mean 'barbell'?"),
        ("--pin birddog", "--pin: there is no exercise, family, muscle or equipment 'birddog'; did you mean 'home:bird-dog'?"),
        ("-t back-strenght", "--template: there is no template 'back-strenght'; did you mean 'base:back-strength'?"),
        ("-p yog", "there is no pack 'yog' (did you mean 'yoga'?)"),
        ("-f jsn", "there is no format 'jsn'; did you mean 'json'?"),
        ("-o plan.xyz", "-o plan.xyz: no format writes .xyz; name one with -f (json, markdown"),
        ("-f json -f text -o a.json", "2 times -f and 1 times -o: give one -o for each -f, in their order (- is the terminal)"),
        ("-o a.json -o a.json", "-o a.json is there twice: each format needs a file of its own"),
        ("--no-plugin safety-pain", "--no-plugin safety-pain: this is a built-in safety filter, which cannot be disabled"),
        ("--no-plugin nothing", "--no-plugin nothing: there is no such plugin"),
    ],
)
def test_one_line_says_what_is_wrong_and_what_to_type(args: str, line: str, setlist: Command) -> None:
    said = setlist("build", *shlex.split(args))
    assert (said.code, said.out) == (2, "")
    assert said.line.startswith("Error: ")
    assert line in said.line


def test_a_goal_without_a_template_names_those_that_have_one(setlist: Command) -> None:
    folder = Path("club")
    (folder / "vocabulary").mkdir(parents=True)
    (folder / "pack.yaml").write_text('format: 1\nid: club\nversion: "1.0"\ntitle: Club\nlicense: CC0-1.0\n')
    (folder / "vocabulary" / "goals.yaml").write_text("goals:\n  - {id: juggling, name: Juggling, summary: Keep three balls in the air}\n")
    said = setlist("build", "-p", "./club", "--goal", "juggling")
    assert (said.code, said.out) == (2, "")
    assert said.line.startswith(
        "Error: no template of the chosen packs serves the goal 'juggling'; see `setlist goal list`; with a template: "
    )
    assert "back-relief" in said.line


def test_a_profile_at_fault_is_named_with_line_and_column(setlist: Command) -> None:
    said = setlist("build", "--profile", "nowhere.yaml")
    assert (said.code, said.line) == (1, "Error: nowhere.yaml: No such file or directory")
    Path("me.yaml").write_text("goal: back-relief\ndays: nine\n")
    said = setlist("build", "--profile", "me.yaml")
    assert (said.code, said.line) == (1, "me.yaml:2:7: E103 days should be a whole number, found the text 'nine'")
    Path("me.yaml").write_text("conditions:\n  - glaucoma\n  - herniatd-disc\n")
    said = setlist("build", "--profile", "me.yaml")
    assert (said.code, said.line.split(" (")[0]) == (1, "me.yaml:3:5: E210 there is no condition 'herniatd-disc'")
    Path("me.yaml").write_bytes(b"\xff\xfe")
    said = setlist("build", "--profile", "me.yaml")
    assert (said.code, said.line.split(": ")[0]) == (1, "me.yaml:1:1")
