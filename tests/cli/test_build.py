"""`setlist build`: what one asks for, what one gets, and what is said when it cannot be."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import pytest
from commands import QUICK, RELIEF, SETLIST, Command, built

from setlist.catalog import load_catalog

# What one gets


def test_without_options_a_beginner_gets_eight_weeks_of_back_care(setlist: Command) -> None:
    said = setlist("build")
    assert said.code == 0
    assert "For a beginner: 3 sessions a week of about 25 minutes, for 8 weeks. Goal: back\nrelief. Equipment: none." in said.out
    assert "WEEK 1\n" in said.out
    assert "STOP IF\n" in said.out
    assert "WEEK 2\n" not in said.out
    assert said.err.startswith("Not screened")


def test_who_asked_not_to_be_screened_is_not_told_so_again(setlist: Command) -> None:
    assert setlist("build", *QUICK, "-o", "p.json").err.startswith("Not screened")
    assert setlist("build", *QUICK, "--no-screening", "-o", "p.json").line == "wrote p.json"
    assert built("p.json")["screened"] is False


def test_a_pain_goal_that_is_named_takes_four_weeks_as_the_help_says(setlist: Command) -> None:
    assert "pain goals take 4 weeks" in " ".join(setlist("build", "--help").out.split())
    for named in (("--goal", "back-relief"), ("--condition", "sciatica")):
        assert setlist("-q", "build", *named, "-o", "p.json").code == 0
        assert len(built("p.json")["weeks"]) == 4


def test_the_same_request_gives_the_same_bytes_and_nothing_that_safety_rules_out(setlist: Command, relief: Path) -> None:
    assert setlist("build", *RELIEF, "--start", "2026-12-01", "-f", "json", "-o", "again.json").code == 0
    assert Path("again.json").read_bytes() == relief.read_bytes()
    data = built(relief)
    used = {item["exercise"] for w in data["weeks"] for s in w["sessions"] for b in s["blocks"] for item in b["items"]}
    banned = {row["exercise"] for row in data["excluded"]}
    assert banned and not used & banned
    assert {ref.partition(":")[0] for ref in used} <= {"base", "home", "yoga"}
    assert data["screened"] is False
    assert data["weeks"][0]["sessions"][0]["date"] == "2026-12-01"


def test_only_equipment_that_was_named_is_used(setlist: Command, strength: Path) -> None:
    exercises = load_catalog(["gym", "home"])
    owned = exercises.vocabulary.owned(("barbell", "dumbbells", "pull-up-bar"))
    items = [item for s in built(strength)["weeks"][0]["sessions"] for b in s["blocks"] for item in b["items"]]
    assert all(owned.issuperset(exercises.exercises[item["exercise"]].equipment.all) for item in items)


def test_a_pack_may_be_a_folder(setlist: Command) -> None:
    folder = Path("club")
    folder.mkdir()
    (folder / "pack.yaml").write_text('format: 1\nid: club\nversion: "1.0"\ntitle: Club\nlicense: CC0-1.0\n')
    assert setlist("-q", "build", *QUICK, "-p", "home", "-p", "./club", "-o", "p.json").code == 0
    assert [p["id"] for p in built("p.json")["packs"]] == ["base", "club", "home"]
    said = setlist("build", "-p", "club")
    assert (said.code, said.line) == (2, "Error: there is no pack 'club' (for the folder of that name write ./club)")


# No program


def test_a_gate_says_why_what_to_do_and_what_opens_it(setlist: Command) -> None:
    said = setlist("build", "--condition", "hypertension-uncontrolled")
    assert (said.code, said.out) == (3, "")
    text = " ".join(said.err.split())
    assert text.startswith(
        "No program until a professional agrees. High blood pressure, uncontrolled (hypertension-uncontrolled): Above 180/110"
    )
    assert "What to do now: No program now. See your doctor first" in text
    assert "build again with --cleared hypertension-uncontrolled" in text
    assert "Please know: - setlist teaches and suggests exercise" in text


def test_a_clearance_opens_the_gate_and_brings_nothing_back(setlist: Command) -> None:
    asked = ("build", *QUICK, "--condition", "hypertension-uncontrolled", "--cleared", "hypertension-uncontrolled")
    assert setlist("-q", *asked, "-o", "p.json").code == 0
    assert {f["condition"] for row in built("p.json")["excluded"] for f in row["findings"]} >= {"hypertension-uncontrolled"}


def test_nobody_under_eighteen_gets_a_program(setlist: Command) -> None:
    said = setlist("build", "--age", "15")
    assert said.code == 3
    assert said.err.startswith("No program for now.\n")
    assert "--cleared" not in said.err


def test_rules_that_cannot_all_hold_are_named_with_commands_that_help(setlist: Command) -> None:
    said = setlist("build", *QUICK, "--pin", "boat-pose", "--avoid", "boat-pose", "-o", "out.json")
    assert (said.code, said.out, Path("out.json").exists()) == (4, "", False)
    assert said.err.startswith("No program: the rules cannot all hold (template base:back-relief).\n\nThis cannot hold:\n  - ")
    assert "[likes/pin-yoga:boat-pose]" in said.err
    typed = "setlist build --days 1 --minutes 15 --weeks 1 --avoid boat-pose -o out.json"
    assert f"    {typed}\n" in said.err
    assert setlist(*shlex.split(typed)[1:]).code == 0


def test_a_pin_that_equipment_keeps_out_says_what_to_have(setlist: Command) -> None:
    said = setlist("build", "--goal", "balanced-body", "--level", "intermediate", "--weeks", "1", "--pin", "barbell-back-squat")
    assert said.code == 4
    text = " ".join(said.err.split())
    assert (
        "You asked for Barbell back squat at least once (a week) - Barbell back squat: Needs equipment that you did not name (Barbell and "
        "plates, Squat rack) [likes/pin-gym:barbell-back-squat]" in text
    )
    typed = "setlist build --goal balanced-body --level intermediate --weeks 1 --equipment barbell --equipment squat-rack"
    assert f"    {typed} --pin barbell-back-squat\n" in said.err


def test_a_pack_of_gym_lifts_without_equipment_says_so_and_offers_one_change_of_a_kind(setlist: Command) -> None:
    said = setlist("build", "-p", "gym", "--goal", "back-strength", "--weeks", "1")
    assert said.code == 4
    assert "(Needs equipment that you did not name)" in " ".join(said.err.split())
    offered = [line.strip() for line in said.err.splitlines() if line.startswith("    setlist build")]
    assert offered[0] == "setlist build -p gym --goal back-strength --weeks 1 --equipment gym"
    assert len(offered) == 3 and sum("-p gym -p" in line for line in offered) == 1
    assert setlist("-q", *shlex.split(offered[0])[1:], "-o", "p.json").code == 0


def test_a_change_is_a_command_that_works(setlist: Command) -> None:
    said = setlist("build", "-p", "sports", "--goal", "back-strength", "--minutes", "5", "--days", "1", "--weeks", "1")
    assert said.code == 4
    typed = next(line.strip() for line in said.err.splitlines() if line.startswith("    setlist build"))
    assert typed.startswith("setlist build -p sports ")
    assert setlist(*shlex.split(typed)[1:]).code == 0


def test_best_effort_builds_and_says_what_gave_way(setlist: Command) -> None:
    args = ("-q", "build", *QUICK, "--pin", "boat-pose", "--avoid", "boat-pose", "--best-effort", "-o", "p.json")
    assert setlist(*args).code == 0
    assert "likes/pin-yoga:boat-pose" in [r["rule"] for r in built("p.json")["relaxed"]]


# Formats and files


def test_formats_go_to_the_files_beside_them(setlist: Command) -> None:
    said = setlist("build", *QUICK, "-f", "json", "-o", "plan.data", "-f", "text", "-o", "-", "-f", "markdown", "-o", "plan.md")
    assert said.code == 0
    assert built("plan.data")["format"] == 1
    assert said.out.startswith("Back relief: 1 week\n===")
    assert Path("plan.md").read_text("utf-8").startswith("# Back relief: 1 week\n")
    assert said.err.splitlines()[1:] == ["wrote plan.data", "wrote plan.md"]


def test_all_shows_every_week(setlist: Command) -> None:
    assert "WEEK 2\n" in setlist("build", "--days", "1", "--weeks", "2", "--all").out
    assert setlist("-q", "build", "--days", "1", "--weeks", "2", "--all", "-o", "plan.md").code == 0
    assert "## Week 2\n" in Path("plan.md").read_text("utf-8")


def test_what_is_made_to_share_says_nothing_of_health_unless_asked(setlist: Command) -> None:
    for args, there in (((), False), (("--with-health",), True)):
        out = setlist("build", *QUICK, "--condition", "glaucoma", "-f", "markdown", *args).out
        assert ("glaucoma" in out.lower()) is there
    assert "glaucoma" in setlist("build", *QUICK, "--condition", "glaucoma").out.lower()


@pytest.mark.parametrize("condition", ["glaucoma", "osteoporosis", "lumbar-disc-herniation-sciatica", "gerd"])
def test_no_row_of_a_condition_shows_in_what_is_made_to_share(setlist: Command, condition: str) -> None:
    """Whatever the words of a row: a reason that a safety filter gave tells of the condition."""
    catalog = load_catalog()
    shared = " ".join(setlist("build", *QUICK, "--condition", condition, "-f", "markdown").out.split())
    private = " ".join(setlist("build", *QUICK, "--condition", condition, "-f", "markdown", "--with-health").out.split())
    said = [row.reason for row in catalog.conditions[condition].rows if row.reason in private]
    assert said
    assert [reason for reason in said if reason in shared] == []


def test_a_file_is_written_whole_through_links_and_with_the_users_mask(setlist: Command) -> None:
    Path("real.json").write_text("old")
    Path("link.json").symlink_to("real.json")
    before = os.umask(0o027)
    try:
        assert setlist("-q", "build", *QUICK, "-o", "link.json").code == 0
    finally:
        os.umask(before)
    assert Path("link.json").is_symlink()
    assert Path("real.json").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in Path().iterdir()) == ["link.json", "real.json"]


def test_a_file_that_cannot_be_written_is_named(setlist: Command) -> None:
    said = setlist("-q", "build", *QUICK, "-o", "nowhere/plan.json")
    assert (said.code, said.line) == (1, "Error: nowhere/plan.json: No such file or directory")
    Path("nowhere").write_text("a file where a folder should be")
    said = setlist("-q", "build", *QUICK, "-o", "nowhere/plan.json")
    assert (said.code, said.line) == (1, "Error: nowhere/plan.json: Not a directory")


# Plugins


def test_a_format_that_fails_costs_only_itself(setlist: Command) -> None:
    Path("two.py").write_text(
        "from setlist import Format, hookimpl\n\n@hookimpl\ndef setlist_formats(context):\n"
        "    yield Format('bad', lambda program: 1 / 0)\n    yield Format('titles', lambda program: program.title)\n"
    )
    said = setlist("-q", "build", *QUICK, "--plugin", "two.py", "-f", "bad", "-f", "titles")
    assert (said.code, said.out) == (1, "Back relief: 1 week")
    assert "plugin two (" in said.line and "ZeroDivisionError" in said.line


def test_a_rule_that_fails_stops_the_build_and_is_named(setlist: Command) -> None:
    Path("bad.py").write_text(
        "from setlist import hookimpl\n\n@hookimpl\ndef setlist_rules(context):\n    raise ValueError('never mind')\n"
    )
    said = setlist("build", *QUICK, "--plugin", "bad.py")
    assert (said.code, said.out) == (1, "")
    assert "bad.py:5: ValueError: never mind" in said.line


# The installed command


def test_the_installed_command_builds(tmp_path: Path) -> None:
    environment = {**os.environ, "SETLIST_HOME": str(tmp_path / "home")}
    done = subprocess.run(
        [SETLIST, "build", *RELIEF, "-f", "json", "-o", "plan.json"],
        cwd=tmp_path, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert "Traceback" not in done.stderr
    assert len(built(tmp_path / "plan.json")["weeks"]) == 4
