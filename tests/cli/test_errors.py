"""Exceptions in, messages and exit codes out."""

from __future__ import annotations

import errno
import re
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from setlist.cli import errors
from setlist.cli.errors import exit_code
from setlist.failures import PluginChoiceError, PluginConflict, PluginFailure, PluginInfo
from setlist.problems import InputError, Problem
from setlist.results import Undecided

ACME = PluginInfo("acme", "acme_plugin", "acme-rules", "1.0")


def raising(error: BaseException) -> Callable[[], object]:
    def call() -> object:
        raise error

    return call


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (3, 3), (4, 4), ("text", 0)])
def test_a_command_may_return_its_code(result: object, code: int) -> None:
    assert exit_code(lambda: result, verbose=False) == code


@pytest.mark.parametrize(
    ("error", "code", "err"),
    [
        (
            InputError(
                [Problem("a.yaml", 3, 5, "E103", "expected text", "quote it"), Problem("b.yaml", 0, 0, "E003", "the file is empty")]
            ),
            1,
            "a.yaml:3:5: E103 expected text (quote it)\nb.yaml: E003 the file is empty\n",
        ),
        (
            PluginFailure(ACME, "setlist_rules", ValueError("x")),
            1,
            "Error: plugin acme (acme-rules 1.0) failed in setlist_rules: ValueError: x (--no-plugin acme leaves it out)\n",
        ),
        (PluginConflict("two plugins are called 'acme'"), 1, "Error: two plugins are called 'acme'\n"),
        (PluginChoiceError("there is no such plugin"), 2, "Error: there is no such plugin\n"),
        (click.UsageError("no such option"), 2, "Error: no such option\n"),
        (click.ClickException("no"), 1, "Error: no\n"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "plan.json"), 1, "Error: plan.json: No such file or directory\n"),
        (OSError(errno.ENOSPC, "No space left on device"), 1, "Error: cannot write: No space left on device\n"),
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (click.exceptions.Abort(), 130, "interrupted\n"),
    ],
)
def test_each_kind_of_error_has_its_code_and_its_lines(
    error: BaseException, code: int, err: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(raising(error), verbose=False) == code
    assert capsys.readouterr() == ("", err)


def test_a_hostile_file_cannot_speak_to_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(raising(InputError([Problem("a.yaml", 1, 1, "E102", "unknown key '\x1b[2J'")])), verbose=False)
    assert capsys.readouterr().err == "a.yaml:1:1: E102 unknown key '\\u001b[2J'\n"


def test_a_bug_is_one_line_and_a_log(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(raising(KeyError("weeks\nor days")), verbose=False) == 70
    log = home / "cache" / "last-error.log"
    assert capsys.readouterr().err == f"Error: a bug in setlist: KeyError: 'weeks\\nor days' (details: {log})\n"
    assert "Traceback (most recent call last)" in log.read_text()
    assert log.stat().st_mode & 0o777 == 0o600


def test_without_a_place_for_the_log_the_line_says_how_to_see_more(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "cache").write_text("a file where the folder should be")
    assert exit_code(raising(ZeroDivisionError()), verbose=False) == 70
    assert capsys.readouterr().err == "Error: a bug in setlist: ZeroDivisionError: (setlist -v ... shows the details)\n"


@pytest.mark.parametrize(("error", "code"), [(RuntimeError("x"), 70), (PluginFailure(ACME, "setlist_rules", ValueError("x")), 1)])
def test_verbose_shows_the_traceback(error: Exception, code: int, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(raising(error), verbose=True) == code
    assert "Traceback (most recent call last)" in capsys.readouterr().err
    assert not (home / "cache").exists()


def test_a_search_without_an_answer_is_no_bug(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(raising(Undecided("the search ended undecided (Solution limit reached)")), verbose=False) == 4
    assert "--best-effort" in capsys.readouterr().err


def test_the_readme_names_every_exit_code() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    listed = readme[readme.index("Exit codes:") :].partition("\n\n")[0]
    codes = [value for name, value in vars(errors).items() if name.isupper() and isinstance(value, int)]
    assert sorted(codes) == [int(code) for code in re.findall(r"\b([0-9]{1,3}) [a-z]", listed)]
