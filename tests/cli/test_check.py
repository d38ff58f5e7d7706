"""`setlist check`: what was broken by hand, or by time, is named."""

from __future__ import annotations

import copy
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from commands import DISC, QUICK, SETLIST, Command

Edit = Callable[[Any], None]


@pytest.fixture
def edited(relief: Path) -> Callable[[Edit], Path]:
    """Changes relief.json by hand."""

    def change(edit: Edit) -> Path:
        data = json.loads(relief.read_text("utf-8"))
        edit(data)
        relief.write_text(json.dumps(data, indent=2), "utf-8")
        return relief

    return change


def main_block(data: Any) -> Any:
    return next(b for b in data["weeks"][0]["sessions"][0]["blocks"] if b["items"][0]["role"] != "warm-up")


def add(ref: str) -> Edit:
    """Puts an exercise into the first session, as a copy of an item."""

    def edit(data: Any) -> None:
        items = main_block(data)["items"]
        items.append({**copy.deepcopy(items[0]), "exercise": ref, "name": "By hand"})

    return edit


def test_a_program_as_it_was_built_holds(setlist: Command, relief: Path, strength: Path) -> None:
    said = setlist("check", relief)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("relief.json: everything holds (4 weeks, 12 sessions, ")
    assert setlist("check", strength).code == 0
    assert setlist("check", "--json", relief).json == []


def test_a_deadlift_by_hand_breaks_all_that_it_breaks(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    said = setlist("check", edited(add("gym:deadlift")))
    assert said.code == 1
    lines = said.out.splitlines()
    assert "week 1, day 1: gym:deadlift is not in the chosen packs [core/catalog]" in lines
    assert any(line.startswith("week 1, day 1: gym:deadlift is excluded (axial-compression): ") for line in lines)
    assert any("gym:deadlift" in line and line.endswith(": Barbell and plates [equipment/owned]") for line in lines)
    assert any("gym:deadlift" in line and line.endswith(" [level/skill]") for line in lines)
    rows = setlist("check", "--json", "relief.json").json
    assert [f"{row['where']}: {row['text']} [{row['rule']}]" for row in rows] == lines


def test_an_exercise_that_nobody_has(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    said = setlist("check", edited(add("gym:unheard-of")))
    assert said.code == 1
    assert "week 1, day 1: gym:unheard-of is in no installed pack [core/catalog]\n" in said.out


def test_a_dose_and_a_time_by_hand(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    def longer(data: Any) -> None:
        item = main_block(data)["items"][0]
        item["dose"]["sets"] = 50
        item["minutes"] = 1

    said = setlist("check", edited(longer))
    assert said.code == 1
    assert "[safety/limits]" in said.out
    assert "[core/time]" in said.out


def test_a_suggestion_by_hand(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    def suggest(data: Any) -> None:
        item = main_block(data)["items"][0]
        keys = ("dose", "minutes", "reasons")
        data["suggestions"] = [{"day": 2, "exercise": "gym:deadlift", "name": "Deadlift", **{key: item[key] for key in keys}}]

    said = setlist("check", edited(suggest))
    assert said.code == 1
    assert (
        "free day 2: gym:deadlift is not in the chosen packs [core/catalog]\nfree day 2: gym:deadlift is excluded (axial-compression): "
        in said.out
    )


def test_a_person_who_would_get_no_program_now(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    said = setlist("check", edited(lambda data: data["profile"]["conditions"].append({"id": "hypertension-uncontrolled"})))
    assert said.code == 1
    assert said.out.startswith("the profile: there is no program for it now: Above 180/110")


def test_packs_and_plugins_that_changed_are_said(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    def older(data: Any) -> None:
        home = next(p for p in data["packs"] if p["id"] == "home")
        home["version"], home["digest"] = "0.0.9", "sha256:0123456789abcdef"
        data["plugins"] = [{"name": "acme", "version": "1.0"}, *data["plugins"][1:]]

    assert setlist("check", edited(older)).code == 1  # what a plugin excluded is not let in by leaving it away
    said = setlist("check", "relief.json", "--no-plugin", "acme")
    assert said.code == 0
    first, *others = said.err.splitlines()
    assert first.startswith("relief.json: the pack home has changed since: 0.0.9 (0123456789ab) then, ")
    assert "relief.json: the plugin acme is not used now: what it adds is not looked at" in others
    assert setlist("-q", "check", "relief.json", "--no-plugin", "acme").err == ""


def test_packs_that_are_not_here_are_a_usage_problem(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    said = setlist("check", edited(lambda data: data["packs"].append({"id": "club", "version": "1", "digest": "x"})))
    assert (said.code, said.out) == (2, "")
    assert said.line.startswith("Error: the program was built with packs that are not here: there is no pack 'club'")
    assert said.line.endswith("name a pack's folder with -p")
    folder = Path("club")
    folder.mkdir()
    (folder / "pack.yaml").write_text('format: 1\nid: club\nversion: "1.0"\ntitle: Club\nlicense: CC0-1.0\n')
    assert setlist("check", "relief.json", "-p", "./club").code == 0


def test_what_gave_way_is_no_news_but_safety_never_does(setlist: Command) -> None:
    args = ("--pin", "boat-pose", "--avoid", "boat-pose", "--condition", DISC, "--best-effort", "-o", "p.json")
    assert setlist("-q", "build", *QUICK, *args).code == 0
    said = setlist("check", "p.json")
    assert said.code == 0
    assert "p.json: gave way when it was built: " in said.err
    data = json.loads(Path("p.json").read_text("utf-8"))
    data["relaxed"] += [{"rule": rule, "because": "", "by": 1} for rule in ("conditions", "safety/conditions", "core/time", "core/catalog")]
    add("gym:deadlift")(data)
    Path("p.json").write_text(json.dumps(data), "utf-8")
    said = setlist("check", "p.json")
    assert said.code == 1
    assert "gym:deadlift is excluded (axial-compression)" in said.out
    assert "[core/time]" in said.out


def test_the_installed_command_checks(edited: Callable[[Edit], Path], tmp_path: Path) -> None:
    done = subprocess.run(
        [SETLIST, "check", str(edited(add("gym:deadlift")).absolute())],
        env={**os.environ, "SETLIST_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert "gym:deadlift is not in the chosen packs" in done.stdout


def mark_done(*places: tuple[int, int]) -> Edit:
    """Marks sessions as done, given as (week, session) from 0; all where none is given."""

    def edit(data: Any) -> None:
        for w, week in enumerate(data["weeks"]):
            for s, session in enumerate(week["sessions"]):
                if not places or (w, s) in places:
                    session["done"] = True

    return edit


def test_a_session_that_is_marked_as_done_before_its_turn_is_named(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    assert setlist("check", edited(mark_done((0, 0)))).code == 0
    said = setlist("check", edited(mark_done((2, 1))))
    assert said.code == 1
    assert said.out == "week 3, day 3: it is marked as done, and week 1, day 3 before it is not [core/done]\n"


def test_what_was_done_is_not_judged_again_and_not_silent_either(setlist: Command, edited: Callable[[Edit], Path]) -> None:
    edited(mark_done())

    def hurt(data: Any) -> None:
        data["profile"]["pain"] = [{"exercise": main_block(data)["items"][0]["exercise"], "level": 9}]

    said = setlist("check", edited(hurt))
    ref = json.loads(Path("relief.json").read_text("utf-8"))["profile"]["pain"][0]["exercise"]
    assert (said.code, said.out.startswith("relief.json: everything holds")) == (0, True)
    assert f"in sessions that are done: {ref} is excluded (exercise): You report that this hurts" in said.err
