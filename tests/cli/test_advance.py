"""`setlist advance`: the next weeks of a real program, as a person at the command line gets them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from commands import Command, built


@pytest.fixture
def log(setlist: Command, relief: Path) -> Path:
    """A log of week 1 in which everything went as planned."""
    assert setlist("-q", "log", relief, "--template", "--week", "1", "-o", "log.csv").code == 0
    return fill(Path("log.csv"))


def fill(path: Path, **cells: dict[str, str]) -> Path:
    """The rows of a log done as planned; `cells` of an exercise, by its short id with underscores, are written over that."""
    with path.open(newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        amount = row["planned"].split(" x ")[1].split()[0].strip(",")
        easy = "5" if "rir" in row["planned"] else ""
        told = cells.get(row["exercise"].partition(":")[2].replace("-", "_"), {})
        row.update({"done": amount, "rir": easy, "pain": "0", **told})
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, [*table[0]])
        writer.writeheader()
        writer.writerows(table)
    return path


def main_exercise(path: Path) -> str:
    session = json.loads(path.read_text("utf-8"))["weeks"][0]["sessions"][0]
    return next(i["exercise"] for b in session["blocks"] for i in b["items"] if i["role"] == "main")


def test_the_next_weeks_hold_and_say_why(setlist: Command, relief: Path, log: Path) -> None:
    said = setlist("advance", relief, "--log", log, "-o", "next.json")
    assert said.code == 0
    assert "The same again:\n" in said.err
    assert said.err.endswith("wrote next.json\n")
    program = built("next.json")
    assert [all(s.get("done") for s in w["sessions"]) for w in program["weeks"]] == [True, False, False, False]
    reasons = [r for s in program["weeks"][1]["sessions"] for b in s["blocks"] for i in b["items"] for r in i["reasons"]]
    assert {r["rule"].partition("/")[0] for r in reasons} >= {"feedback", "template"}
    said = setlist("check", "next.json")
    assert (said.code, said.err) == (0, "")
    shown = setlist("render", "next.json").out
    assert "WEEK 2\n" in shown and "WEEK 1\n" not in shown  # the one that is next
    assert setlist("advance", "next.json", "--log", log, "-o", "again.json").code == 0
    assert built("again.json")["weeks"] == program["weeks"]  # the same log, the same weeks


def test_what_hurts_goes_and_the_first_page_says_whom_to_see(setlist: Command, relief: Path, log: Path) -> None:
    ref = main_exercise(relief)
    fill(log, **{ref.partition(":")[2].replace("-", "_"): {"pain": "8"}})
    said = setlist("advance", relief, "--log", log, "-o", "next.json")
    assert said.code == 0
    assert "Too much pain: " in said.err and "Left out, because it hurt:\n" in said.err
    program = built("next.json")
    ahead = {i["exercise"] for w in program["weeks"][1:] for s in w["sessions"] for b in s["blocks"] for i in b["items"]}
    assert ref not in ahead
    assert {"exercise": ref, "level": 8} in program["profile"]["pain"]
    assert any(gate["source"] == "TRAFFIC-PAIN" and gate["step"] == "see-someone" for gate in program["gates"])
    assert setlist("check", "next.json").code == 0
    shared = setlist("render", "next.json", "-f", "markdown").out
    assert "pain 8 of 10" not in shared  # what is made to be shared keeps that to itself


def test_a_load_far_from_the_plan_is_asked_about(setlist: Command) -> None:
    wish = ("--goal", "balanced-body", "--days", "1", "--minutes", "30", "--weeks", "4", "--equipment", "gym", "--no-screening")
    Path("p.yaml").write_text("pins: ['gym:goblet-squat']\nloads: {working: {'gym:goblet-squat': 20}}\n")
    assert setlist("build", *wish, "--profile", "p.yaml", "-o", "plan.json").code == 0
    found = next(i for b in built("plan.json")["weeks"][0]["sessions"][0]["blocks"] for i in b["items"] if i["dose"].get("load_kg"))
    ref, load = found["exercise"], found["dose"]["load_kg"]
    Path("log.csv").write_text(f"week,session,exercise,load_kg\n1,1,{ref},{load * 10:g}\n")
    said = setlist("advance", "plan.json", "--log", "log.csv", "-o", "next.json")
    assert f"log.csv:2: {load * 10:g} kg of {ref} is far from the {load:g} kg planned; is it right?\n" in said.err


def test_more_weeks_than_the_program_had(setlist: Command, relief: Path, log: Path) -> None:
    assert setlist("-q", "advance", relief, "--log", log, "--weeks", "5", "-o", "next.json").code == 0
    program = built("next.json")
    assert (len(program["weeks"]), program["profile"]["weeks"]) == (6, 6)
    assert [proof["cycle"] for proof in program["certificate"]["cycles"]] == [1, 2]
    assert setlist("check", "next.json").code == 0
    said = setlist("advance", relief, "--log", log, "--weeks", "50")
    assert said.code == 2
    assert "build a new program" in said.line


def test_what_is_no_longer_in_it_has_a_heading_of_its_own(setlist: Command, relief: Path, log: Path) -> None:
    assert setlist("-q", "log", relief, "--template", "-o", "every.csv").code == 0
    said = setlist("advance", relief, "--log", fill(Path("every.csv")), "--weeks", "4", "-o", "next.json")
    assert said.code == 0
    _, _, gone = said.err.partition("Not in the weeks to come:\n")
    ahead = {i["name"] for w in built("next.json")["weeks"][4:] for s in w["sessions"] for b in s["blocks"] for i in b["items"]}
    names = [line[4:].partition(":")[0] for line in gone.splitlines() if line.startswith("  - ")]
    assert names and ahead.isdisjoint(names)
    explained = " ".join(setlist("explain", "next.json").out.split())
    assert "swapped" not in explained


def test_a_log_that_cannot_be_read_has_file_and_line(setlist: Command, relief: Path) -> None:
    Path("bad.csv").write_text("week,session,exercise,done\n1,1,home:nothing,8\n1,0,home:nothing,8\n")
    said = setlist("advance", relief, "--log", "bad.csv")
    assert said.code == 1
    assert [line.split()[0] for line in said.err.splitlines()] == ["bad.csv:2:1:", "bad.csv:3:2:"]
    Path("bad.csv").write_text("week,session,exercise,done\n")
    said = setlist("advance", relief, "--log", "bad.csv")
    assert (said.code, said.line[:40]) == (2, "Error: bad.csv: the log says nothing yet")
    assert setlist("advance", relief, "--log", "none.csv").code == 1


def test_in_the_middle_of_a_week_the_rest_of_it_is_shown(setlist: Command, relief: Path) -> None:
    assert setlist("-q", "log", relief, "--template", "--week", "1", "--session", "1", "-o", "log.csv").code == 0
    fill(Path("log.csv"))
    assert setlist("advance", relief, "--log", "log.csv", "-o", "next.json").code == 0
    assert [s.get("done", False) for s in built("next.json")["weeks"][0]["sessions"]] == [True, False, False]
    shown = setlist("render", "next.json").out
    assert "WEEK 1\n" in shown and "Tuesday 1 Dec 2026 (done)" in shown
    assert "; 1 done, which are not judged again)" in setlist("check", "next.json").out


def test_the_health_questions_are_due_again_after_four_weeks_and_after_new_pain(setlist: Command, relief: Path, log: Path) -> None:
    due = "Answer the health questions again"
    assert due not in setlist("advance", relief, "--log", log, "-o", "next.json").err
    fill(log, **{main_exercise(relief).partition(":")[2].replace("-", "_"): {"pain": "7"}})
    assert due in setlist("advance", relief, "--log", log, "-o", "next.json").err
    assert setlist("-q", "log", relief, "--template", "-o", "all.csv").code == 0
    assert due in setlist("advance", relief, "--log", fill(Path("all.csv")), "--weeks", "1", "-o", "next.json").err
