"""`setlist swap`: offers for a place, and the program with one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commands import Command, built


def first(path: Path, role: str = "main") -> tuple[str, str]:
    """(exercise, its place as week.session) of an item of the first session."""
    session = json.loads(path.read_text("utf-8"))["weeks"][0]["sessions"][0]
    return next((i["exercise"], "1.1") for b in session["blocks"] for i in b["items"] if i["role"] == role)


def test_offers_say_what_they_cost_and_change(setlist: Command, relief: Path) -> None:
    ref, at = first(relief)
    said = setlist("swap", relief, f"{ref}@{at}")
    assert said.code == 0
    assert said.out.startswith("Instead of ")
    assert "points: " in said.out or "costs nothing: " in said.out
    assert said.out.endswith("Take one with --with EXERCISE -o FILE.json.\n")
    rows = setlist("swap", "--json", relief, f"{ref}@{at}").json
    assert rows and all(row["exercise"] != ref for row in rows)
    assert [row["cost"] for row in rows] == sorted(row["cost"] for row in rows)
    assert {"exercise", "name", "cost", "gap", "dose", "minutes", "muscles", "needs", "spares", "reasons"} == set(rows[0])


def test_the_swapped_program_holds_and_says_so(setlist: Command, relief: Path) -> None:
    ref, at = first(relief)
    best = setlist("swap", "--json", relief, f"{ref}@{at}").json[0]
    said = setlist("swap", relief, f"{ref}@{at}", "--with", best["name"], "-o", "new.json")
    assert said.code == 0
    assert f"{best['name']} instead of " in said.err
    new: Any = built("new.json")
    assert new["certificate"]["status"] == "swapped"
    items = [i for b in new["weeks"][0]["sessions"][0]["blocks"] for i in b["items"]]
    assert next(i for i in items if i["exercise"] == best["exercise"])["reasons"][1]["rule"] == "swap/chosen"
    assert setlist("check", "new.json").code == 0
    assert "were swapped: by the stated rules another could be up to" in " ".join(setlist("render", "new.json").out.split())
    assert "with what was swapped it is within" in " ".join(setlist("explain", "new.json").out.split())


def test_what_a_filter_excludes_is_refused_with_its_reason(setlist: Command, relief: Path) -> None:
    ref, at = first(relief)
    bad = json.loads(relief.read_text("utf-8"))["excluded"][0]["exercise"]
    said = setlist("swap", relief, f"{ref}@{at}", "--with", bad, "-o", "new.json")
    assert (said.code, said.out) == (4, "")
    assert f"{bad} cannot take the place of {ref}:" in " ".join(said.err.split())
    assert "is excluded (" in said.err
    assert not Path("new.json").exists()


def test_what_no_slot_takes_says_so(setlist: Command, relief: Path) -> None:
    ref, at = first(relief)
    warm, _ = first(relief, "warm-up")
    session = json.loads(relief.read_text("utf-8"))["weeks"][0]["sessions"][0]
    assert warm in {i["exercise"] for b in session["blocks"] for i in b["items"]}
    said = setlist("swap", relief, f"{ref}@{at}", "--with", warm)
    assert (said.code, said.line) == (2, f"Error: {warm} is in that session already")
    said = setlist("swap", relief, f"{warm}@{at}", "--with", "savasana")
    assert said.code == 4
    assert "is not what the slot is for" in said.err


def test_where_it_is_has_to_be_clear(setlist: Command, relief: Path) -> None:
    ref, _ = first(relief)
    said = setlist("swap", relief, "nothing-like-it")
    assert said.code == 2
    assert "is not in the sessions to come" in said.line
    said = setlist("swap", relief, f"{ref}@1")
    assert said.line == f"Error: after @ comes week.session, such as {ref}@1.2, found '1'"
    said = setlist("swap", relief, f"{ref}@99.1")
    assert said.line.startswith(f"Error: {ref} is not to come in week 99, session 1; it is in 1.1 (")
    program = json.loads(relief.read_text("utf-8"))
    ids = [(s["id"], i["exercise"]) for s in program["weeks"][0]["sessions"] for b in s["blocks"] for i in b["items"]]
    twice = next(e for _, e in ids if len({s for s, other in ids if other == e}) > 1)
    said = setlist("swap", relief, twice)
    assert said.line.startswith(f"Error: {twice} stands in several sessions; say which: {twice}@1.1 (")


def test_a_program_that_does_not_hold_is_not_compared(setlist: Command, relief: Path) -> None:
    data = json.loads(relief.read_text("utf-8"))
    data["weeks"][0]["sessions"][0]["blocks"][0]["items"][0]["minutes"] += 5
    relief.write_text(json.dumps(data), "utf-8")
    ref, at = first(relief)
    said = setlist("swap", relief, f"{ref}@{at}")
    assert (said.code, said.line) == (
        1,
        "relief.json: it does not hold as it is, so nothing can be compared with it; `setlist check relief.json` says why",
    )


def test_json_is_for_the_offers(setlist: Command, relief: Path) -> None:
    said = setlist("swap", "--json", relief, "x", "--with", "y")
    assert (said.code, said.line[:28]) == (2, "Error: --json lists the offe")
