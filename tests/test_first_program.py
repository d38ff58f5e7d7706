"""What a newcomer is promised, run as the newcomer runs it: whole processes, real packs, real plugins."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from setlist import load_catalog
from setlist.schema import check

CONDITION = "lumbar-disc-herniation-sciatica"
RELIEF = (
    "-p",
    "yoga",
    "-p",
    "home",
    "--goal",
    "back-relief",
    "--days",
    "3",
    "--minutes",
    "30",
    "--condition",
    CONDITION,
    "--start",
    "2026-12-01",
)
STRENGTH = (
    *("-p", "gym", "-p", "home", "--goal", "back-strength", "--level", "intermediate", "--days", "4", "--minutes", "60"),
    *("--equipment", "barbell", "--equipment", "dumbbells", "--equipment", "pull-up-bar"),
)


def setlist(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "SETLIST_HOME": str(home), "COLUMNS": "100", **environment}
    done = subprocess.run([sys.executable, "-m", "setlist", *arguments], env=env, capture_output=True, text=True)
    assert "Traceback" not in done.stderr
    return done


def build(home: Path, path: Path, arguments: Sequence[str]) -> dict[str, Any]:
    done = setlist(home, "build", *arguments, "-f", "json", "-o", str(path))
    assert done.returncode == 0, done.stderr
    return json.loads(path.read_text())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("first-program")


@pytest.fixture(scope="module")
def relief(place: Path) -> dict[str, Any]:
    return build(place, place / "plan.json", RELIEF)


@pytest.fixture(scope="module")
def strength(place: Path) -> dict[str, Any]:
    return build(place, place / "strength.json", STRENGTH)


def items(plan: dict[str, Any]) -> list[dict[str, Any]]:
    return [i for w in plan["weeks"] for s in w["sessions"] for b in s["blocks"] for i in b["items"]]


def test_the_first_command_gives_eight_weeks_that_a_beginner_can_read(home: Path) -> None:
    done = setlist(home, "build")
    assert done.returncode == 0
    text = done.stdout
    for part in ("8 weeks", "WEEK 1", "HOW IT GOES ON", "STOP IF", "Day 1", "Dose", "Why", "not medical advice", "doctor"):
        assert part in text
    for internal in ("certificate", "finding", "digest", "rules/", "base/"):
        assert internal not in text
    plan = json.loads(setlist(home, "build", "-f", "json").stdout)
    assert len(plan["weeks"]) == 8
    assert plan["certificate"]["status"] == "proven"
    assert plan["certificate"]["gap"] <= 0.01
    for item in items(plan):
        assert item["dose"] and item["minutes"] > 0 and item["reasons"]


def test_no_item_bears_a_trait_that_the_condition_excludes(relief: dict[str, Any]) -> None:
    catalog = load_catalog()
    excluded = {r.trait for r in catalog.conditions[CONDITION].rows if r.severity == "exclude"}
    assert "loaded-spinal-flexion" in excluded
    for item in items(relief):
        assert excluded.isdisjoint(catalog.exercises[item["exercise"]].traits), item["exercise"]


def test_every_exclusion_names_trait_reason_and_source(relief: dict[str, Any]) -> None:
    assert len(relief["excluded"]) > 20
    for entry in relief["excluded"]:
        for finding in entry["findings"]:
            assert finding["trait"] and finding["reason"] and finding["source"] and finding["grade"]


def test_it_says_that_nobody_was_screened(relief: dict[str, Any], place: Path) -> None:
    assert relief["screened"] is False
    assert "Not screened" in setlist(place, "render", str(place / "plan.json"), "-f", "text").stdout


def test_sessions_keep_their_minutes_and_three_to_five_main_exercises(relief: dict[str, Any]) -> None:
    for week in relief["weeks"]:
        for session in week["sessions"]:
            assert 27 <= session["minutes"] <= 33
            assert 3 <= sum(len(b["items"]) for b in session["blocks"] if b["id"] == "main") <= 5


def test_the_document_is_valid_and_comes_out_the_same_again(relief: dict[str, Any], place: Path) -> None:
    source = (place / "plan.json").read_bytes()
    assert check("program", relief, "plan.json", source) == []
    again = setlist(place, "build", *RELIEF, "-f", "json", PYTHONHASHSEED="7")
    assert again.stdout.encode() == source


def test_check_accepts_the_program_and_says_what_a_hand_made_change_breaks(relief: dict[str, Any], place: Path) -> None:
    assert setlist(place, "check", str(place / "plan.json")).returncode == 0
    damaged = copy.deepcopy(relief)
    block = next(b for b in damaged["weeks"][0]["sessions"][0]["blocks"] if b["id"] == "main")
    block["items"].append({**block["items"][0], "exercise": "gym:deadlift", "name": "Deadlift"})
    (place / "damaged.json").write_text(json.dumps(damaged))
    done = setlist(place, "check", str(place / "damaged.json"))
    assert done.returncode == 1
    for part in ("gym:deadlift", "not in the chosen packs", "excluded", "arbell"):
        assert part in done.stdout + done.stderr


def test_only_the_equipment_that_was_named_is_used(strength: dict[str, Any]) -> None:
    catalog = load_catalog()
    owned = catalog.vocabulary.owned(("barbell", "dumbbells", "pull-up-bar"))
    for item in items(strength):
        needs = catalog.exercises[item["exercise"]].equipment
        assert owned.issuperset(needs.all) and (not needs.any or not owned.isdisjoint(needs.any))


def test_explain_says_why_something_was_not_picked(strength: dict[str, Any], place: Path) -> None:
    done = setlist(place, "explain", str(place / "strength.json"), "gym:lat-pulldown")
    assert done.returncode == 0
    assert "lat pulldown machine" in done.stdout.lower() or "cable machine" in done.stdout.lower()


def test_a_condition_that_needs_a_doctor_first_gives_no_program(home: Path) -> None:
    done = setlist(home, "build", "--condition", "hypertension-uncontrolled")
    assert done.returncode == 3
    assert done.stdout == ""
    assert "doctor" in done.stderr


def test_rules_that_cannot_all_hold_are_named_with_the_smallest_change_that_helps(home: Path) -> None:
    done = setlist(home, "build", "-p", "sports", "--goal", "back-strength", "--minutes", "5")
    assert done.returncode == 4
    assert done.stdout == ""
    assert "5 asked for" in done.stderr
    assert "-p home" in done.stderr and "--minutes 10" in done.stderr
    helped = setlist(home, "build", "-p", "sports", "-p", "home", "--goal", "back-strength", "--minutes", "10", "-f", "json")
    assert helped.returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        (["--days", "9"], 2, "--days"),
        (["--minutes", "-3"], 2, "--minutes"),
        (["--condition", "herniatd-disc"], 2, "did you mean"),
        (["--profile", "there-is-no-such.yaml"], 1, "there-is-no-such.yaml"),
        (["--goal", "back-strenght"], 2, "back-strength"),
    ],
)
def test_what_was_mistyped_gets_one_clear_line(arguments: list[str], code: int, part: str, home: Path) -> None:
    done = setlist(home, "build", *arguments)
    assert done.returncode == code
    assert done.stdout == ""
    assert part in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.strip()]) <= 3


def test_a_broken_profile_is_told_with_its_place(home: Path, tmp_path: Path) -> None:
    profile = tmp_path / "me.yaml"
    profile.write_text("goal: back-relief\nminutes: many\n")
    done = setlist(home, "build", "--profile", str(profile))
    assert done.returncode == 1
    assert f"{profile}:2:" in done.stderr
