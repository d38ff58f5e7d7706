"""`setlist swap`: offers for a place, and the program with one of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commands import Command, built

from safety_world import real_catalog


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
    assert "with what changed since it was built it is within" in " ".join(setlist("explain", "new.json").out.split())


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


def test_files_and_formats_are_for_a_program(setlist: Command, relief: Path) -> None:
    for option in (("-o", "new.json"), ("-f", "json")):
        said = setlist("swap", relief, first(relief)[0], *option)
        assert (said.code, said.out) == (2, "")
        assert said.line == "Error: -o and -f need --with: without it the offers are listed, and no program is written"


def test_offers_compare_the_minutes_of_the_first_week_to_come(setlist: Command, relief: Path) -> None:
    ref, at = first(relief)
    was = json.loads(relief.read_text("utf-8"))["weeks"][0]["sessions"][0]["minutes"]
    rows = setlist("swap", "--json", relief, f"{ref}@{at}").json
    assert {row["minutes"]["before"] for row in rows} == {was}


def test_the_first_page_says_what_the_profile_asks_for_now(setlist: Command, relief: Path) -> None:
    data = json.loads(relief.read_text("utf-8"))
    question = next(q.id for q in real_catalog().questions.values() if q.gate == "see-someone")
    pain = {
        "step": "see-someone",
        "reason": "Too much pain: Row",
        "advice": "Have it seen",
        "filter": "feedback",
        "urgency": "soon",
        "source": "S",
    }
    data |= {"screened": True, "disclaimers": [], "gates": [pain]}
    data["profile"]["screening"] = {question: True}
    relief.write_text(json.dumps(data), "utf-8")
    said = setlist("check", relief)
    assert said.code == 1
    assert said.out.startswith("the first page: it does not say whom to see: ")
    ref, at = first(relief)
    best = setlist("swap", "--json", relief, f"{ref}@{at}").json[0]
    assert setlist("swap", relief, f"{ref}@{at}", "--with", best["name"], "-o", "new.json").code == 0
    new = built("new.json")
    assert question in {gate.get("question") for gate in new["gates"]}
    assert "Too much pain: Row" in {gate["reason"] for gate in new["gates"]}  # what a log had to say stays
    assert new["disclaimers"]
    assert setlist("check", "new.json").code == 0


NO_BIRD_DOG = """
from setlist import Finding, SafetyFilter, hookimpl

@hookimpl
def setlist_safety_filters(context):
    def judge(exercise, dose):
        if exercise.ref == "home:bird-dog":
            yield Finding("exclude", reason="Never", source="physio")
    yield SafetyFilter("physio/no-bird-dog", judge)
"""


def test_a_plugin_that_a_program_was_made_with_is_not_forgotten(setlist: Command, relief: Path) -> None:
    Path("physio.py").write_text(NO_BIRD_DOG)
    wish = ("--no-screening", "--days", "1", "--minutes", "20", "--weeks", "2")
    assert setlist("build", *wish, "--plugin", "physio.py", "-o", "plan.json").code == 0
    ref = built("plan.json")["weeks"][0]["sessions"][0]["blocks"][1]["items"][0]["exercise"]
    Path("log.csv").write_text(f"week,session,exercise,done\n1,1,{ref},5\n")
    for command in (("swap", "plan.json", ref), ("advance", "plan.json", "--log", "log.csv"), ("check", "plan.json")):
        said = setlist(*command)
        assert (said.code, said.out) == (1, "")
        assert said.line == (
            "Error: plan.json: this program was made with the plugin physio; name it with --plugin, or leave it out on purpose with "
            "--no-plugin physio"
        )
        assert setlist(*command, "--plugin", "physio.py").code == 0
        assert setlist(*command, "--no-plugin", "physio").code == 0
    assert setlist("explain", "plan.json").code == 0  # nothing comes back there
    best = setlist("swap", "plan.json", ref, "--no-plugin", "physio", "--no-plugin", "rules-variety", "--json").json[0]["exercise"]
    left_out = ("--no-plugin", "physio", "--no-plugin", "rules-variety")
    assert setlist("swap", "plan.json", ref, "--with", best, *left_out, "-o", "new.json").code == 0
    assert built("new.json")["disabled_plugins"] == ["physio", "rules-variety"]
    Path("log.csv").write_text(f"week,session,exercise,done\n1,1,{best},5\n")
    assert setlist("advance", "new.json", "--log", "log.csv", "--no-plugin", "rules-variety", "-o", "next.json").code == 0
    assert built("next.json")["disabled_plugins"] == ["physio", "rules-variety"]
    assert setlist("check", "next.json", "--no-plugin", "rules-variety").code == 0
    assert "rules-variety" not in json.dumps(built("next.json")["plugins"])
