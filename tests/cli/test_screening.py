"""The health questions before a program: who is asked, what, and what becomes of the answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from commands import QUICK, SETLIST, Command, built


def test_a_person_at_a_terminal_is_asked_first(setlist: Command) -> None:
    said = setlist(
        "build",
        *QUICK,
        "-o",
        "p.json",
        answers=[
            "what?",
            "n",
            "77",
            "1, 2",
        ],
    )
    assert said.code == 3
    assert said.out == ""
    assert said.err.count("Does any of these fit you? [y/n]") == 2
    assert "please answer with numbers from 1 to" in said.err
    assert "You said yes to:" in said.err


def test_their_answers_are_in_the_program(setlist: Command) -> None:
    said = setlist("build", *QUICK, "-o", "p.json", answers=["n", "n"])
    assert (said.code, said.out) == (0, "")
    assert "Not screened" not in said.err
    data = built("p.json")
    assert data["screened"] is True
    assert data["profile"]["screening"]["emergency"] is False
    assert data["profile"]["screening"]["night-pain"] is False


def test_only_what_goal_and_conditions_need_is_asked(setlist: Command) -> None:
    assert "maternity" not in setlist("build", *QUICK, answers=["n", "n"]).err
    said = setlist("build", *QUICK, "--goal", "flexibility", answers=["n"])
    assert said.code == 0
    assert "And which of these fit you?" not in said.err
    said = setlist("build", *QUICK, "--goal", "flexibility", "--condition", "pregnancy-trimester-1", answers=["n", "n"])
    assert "maternity" in said.err


def test_an_emergency_sign_ends_the_questions(setlist: Command) -> None:
    said = setlist("build", answers=["y", ""])
    assert said.code == 3
    assert "No program: this may be an emergency." in said.err
    assert "Call your local emergency number" in said.err
    assert "And which of these fit you?" not in said.err


def test_a_yes_that_means_a_condition_brings_what_it_rules_out(setlist: Command) -> None:
    signs = setlist("build", "--condition", "heart disease", answers=["n"]).err
    number = next(line.split(".")[0].strip() for line in signs.partition("And which")[2].splitlines() if "160/100" in line)
    said = setlist("build", "--condition", "heart disease", "--cleared", "heart disease", answers=["n", number])
    assert said.code == 3
    assert "(hypertension-uncontrolled)" in said.err


def test_answers_of_the_profile_are_not_asked_again_and_leaving_is_no_answer(setlist: Command) -> None:
    setlist("profile", "new", "-o", "me.yaml", answers=["n", "", "", "", "", "", "", "", "n"])
    said = setlist("build", *QUICK, "--profile", "me.yaml", answers=[])
    assert (said.code, "fit you" in said.err) == (0, False)
    said = setlist("build", *QUICK, answers=[])
    assert (said.code, said.out) == (130, "")
    assert setlist("build", *QUICK, "--no-screening", answers=[]).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_questions_and_answers_stay_out_of_the_output(tmp_path: Path) -> None:
    import pty

    master, slave = pty.openpty()
    environment = {**os.environ, "SETLIST_HOME": str(tmp_path / "home")}
    with subprocess.Popen(
        [SETLIST, "build", *QUICK], env=environment, stdin=slave, stderr=slave, stdout=subprocess.PIPE, text=True
    ) as process:
        os.write(master, b"n\nn\n")
        out, _ = process.communicate(timeout=30)
    os.close(slave)
    os.close(master)
    assert process.returncode == 0
    assert out.startswith("Back relief: 1 week\n===")
    assert "Not screened" not in out
