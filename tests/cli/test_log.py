"""`setlist log`: a table to fill in, another file, or questions."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from commands import Command


def items(path: Path, week: int = 1, session: int = 1) -> list[dict]:
    found = json.loads(path.read_text("utf-8"))["weeks"][week - 1]["sessions"][session - 1]
    return [item for block in found["blocks"] for item in block["items"]]


def rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(Path(path).read_text("utf-8").splitlines()))


def test_a_template_has_a_row_for_every_item(setlist: Command, relief: Path) -> None:
    said = setlist("log", relief, "--template", "--week", "2", "--session", "1")
    assert said.code == 0
    table = list(csv.DictReader(said.out.splitlines()))
    assert [row["exercise"] for row in table] == [item["exercise"] for item in items(relief, 2)]
    assert {(row["week"], row["session"], row["date"]) for row in table} == {("2", "1", "2026-12-08")}
    assert not any(row["done"] or row["pain"] for row in table)
    assert len(setlist("log", relief, "--template").out.splitlines()) > 12 * len(table) / 2


def test_another_log_is_added_and_what_it_says_wins(setlist: Command, relief: Path) -> None:
    ref = items(relief)[0]["exercise"]
    head = "week,session,exercise,done,pain\n"
    Path("mine.csv").write_text(f"{head}1,1,{ref},1,2\n")
    Path("more.csv").write_text(f"{head}1,1,{ref},3,0\n1,2,{items(relief, 1, 2)[0]['exercise']},1,\n")
    said = setlist("log", relief, "-o", "mine.csv", "--from", "more.csv")
    assert (said.code, said.err) == (0, "wrote mine.csv; next: setlist advance relief.json --log mine.csv\n")
    assert [(r["session"], r["done"], r["pain"]) for r in rows("mine.csv")] == [("1", "3", "2"), ("2", "1", "")]  # no pain is taken away
    assert setlist("log", relief, "-o", "mine.csv", "--template").code == 0
    table = rows("mine.csv")
    assert [r["done"] for r in table if r["done"]] == ["3", "1"]  # what was written is kept
    assert len(table) == len(setlist("log", relief, "--template").out.splitlines()) - 1


def test_a_session_is_asked_on_a_terminal(setlist: Command, relief: Path) -> None:
    answers = []
    for item in items(relief):
        answers.append("x")  # what cannot be read is asked again
        answers.append("1")
        if _asks_for_load(relief, item):
            answers.append("")
        if "rir" in item["dose"]:
            answers.append("3")
        answers += ["5", "0"]
    said = setlist("log", relief, "-o", "log.csv", answers=answers)
    assert said.code == 0
    assert "Week 1, session 1: " in said.err
    assert "it should be a number for each set, such as 8 8 7 or 3x8, found 'x', or empty" in said.err
    table = rows("log.csv")
    assert [r["exercise"] for r in table] == [item["exercise"] for item in items(relief)]
    assert {(r["done"], r["pain"], r["pain_next_day"], r["date"]) for r in table} == {("1", "5", "0", "2026-12-01")}
    said = setlist("log", relief, "-o", "log.csv", answers=[""] * 60)
    assert "Week 1, session 2: " in said.err  # the next that is not written down


def _asks_for_load(path: Path, item: dict) -> bool:
    card = json.loads(path.read_text("utf-8"))["exercises"][item["exercise"]]
    return "load_kg" in item["dose"] or bool(card.get("equipment"))


def test_leaving_before_anything_was_said_writes_nothing(setlist: Command, relief: Path) -> None:
    said = setlist("log", relief, "-o", "log.csv", answers=["1"])
    assert said.code == 130
    assert not Path("log.csv").exists()


@pytest.mark.parametrize("filled", [False, True])
def test_leaving_in_the_middle_keeps_what_was_said_and_goes_on_there(setlist: Command, relief: Path, filled: bool) -> None:
    if filled:
        assert setlist("log", relief, "--template", "-o", "log.csv").code == 0
    names = [item["exercise"] for item in items(relief)]
    said = setlist("log", relief, "-o", "log.csv", answers=["", "6", "1", "", "4"])  # no amounts; of the second no pain the next day
    assert said.code == 130
    assert "kept 1 exercise in log.csv; run again to go on\n" in said.err
    assert [(r["exercise"], r["pain"]) for r in rows("log.csv") if (r["week"], r["session"]) == ("1", "1")] == [(names[0], "6")]
    said = setlist("log", relief, "-o", "log.csv", answers=["", "0"] * (len(names) - 1))
    assert (said.code, said.err.splitlines()[0][:20]) == (0, "Week 1, session 1: B")
    assert [r["pain"] for r in rows("log.csv") if (r["week"], r["session"]) == ("1", "1")] == ["6", *["0"] * (len(names) - 1)]


def test_a_log_with_mistakes_says_where(setlist: Command, relief: Path) -> None:
    Path("bad.csv").write_text("week,session,exercise,pain\n1,1,yoga:none,12\n")
    said = setlist("log", relief, "-o", "bad.csv", "--template")
    assert said.code == 1
    assert said.line.startswith("bad.csv:2:4: E403 pain should be a number from 0 to 10, found '12'")


def test_without_a_terminal_or_a_file_it_says_what_to_do(setlist: Command, relief: Path) -> None:
    assert setlist("log", relief).code == 2
    said = setlist("log", relief, "-o", "log.csv")
    assert (said.code, said.line) == (
        2,
        "Error: there is no terminal to ask on: fill in what --template writes, or add a file with --from",
    )
    said = setlist("log", relief, "--template", "--week", "99")
    assert said.line == "Error: relief.json has no week 99: it has 4 weeks of 3 sessions"
    said = setlist("log", relief, "--template", "--week", "2", "--session", "5")
    assert said.line == "Error: relief.json has no session 5 in week 2: it has 4 weeks of 3 sessions"
    assert "has no session 5: it has" in setlist("log", relief, "--template", "--session", "5").line
