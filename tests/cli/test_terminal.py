"""How wide text is: as wide as the terminal up to 80 columns, and always the same where there is none."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest
from commands import Command

from setlist.cli.app import Talk
from setlist.cli.notices import notice, patience
from setlist.cli.terminal import NARROWEST, WIDTH, text_width


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> int:
    """A terminal of so many columns."""
    monkeypatch.setattr("setlist.cli.terminal.columns", lambda stream: 50)
    return 50


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


@pytest.mark.parametrize(("columns", "width"), [(200, WIDTH), (60, 60), (10, NARROWEST)])
def test_text_is_as_wide_as_is_good_to_read(columns: int, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((columns, 24)))
    assert text_width(sys.stdout) == WIDTH
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert text_width(sys.stdout) == width


def test_programs_and_pages_fit_the_terminal(setlist: Command, relief: Path, narrow: int) -> None:
    for asked in (("render", relief), ("exercise", "show", "bird-dog"), ("explain", relief)):
        assert widest(setlist(*asked).out) <= narrow


def test_a_file_is_the_same_whatever_the_terminal_is_like(setlist: Command, relief: Path, narrow: int) -> None:
    assert setlist("render", relief, "-o", "plan.txt").code == 0
    assert narrow < widest(Path("plan.txt").read_text("utf-8")) <= WIDTH


def test_a_notice_is_one_line_but_on_a_terminal(narrow: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a remark " * 9
    notice(None, text)
    assert capsys.readouterr().err == f"{text}\n"
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    notice(None, text)
    assert widest(capsys.readouterr().err) <= narrow


@pytest.mark.parametrize(("terminal", "quiet", "told"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_who_waits_at_a_terminal_hears_once_that_it_goes_on(
    terminal: bool, quiet: bool, told: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("setlist.cli.notices.LONG_S", 0.01)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    with patience(Talk(quiet=quiet)):
        time.sleep(0.2)
    assert capsys.readouterr().err.count("still searching") == told


def test_what_is_quick_says_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with patience(None):
        pass
    assert capsys.readouterr().err == ""
