"""Fixtures of all tests: a home for the user's files, and a folder on the path to install small distributions into."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from packfolders import forget_packs
from sites import Site


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty SETLIST_HOME, so that nothing of this machine's user takes part."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("SETLIST_HOME", str(folder))
    monkeypatch.delenv("SETLIST_DISABLE_PLUGINS", raising=False)
    return folder


@pytest.fixture
def no_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """No pack is installed, not even a built-in one: `base` is free for a base that a test writes."""
    forget_packs(monkeypatch)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A `Site` that is first on the path; what was imported from it is forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    yield Site(folder)
    for name, module in list(sys.modules.items()):
        if str(getattr(module, "__file__", None) or "").startswith(str(folder)):
            del sys.modules[name]


THIRD_PARTY = "SETLIST_THIRD_PARTY_DATA"  # names a folder of data that others wrote and that no checkout has


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With SETLIST_NO_SKIPS a skipped test is a failure: where everything should run, a skip hides something that is missing.

    Tests of third-party data are the exception; their reason for being skipped names the variable that would let them run.
    """
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = [report for report in reporter.stats.get("skipped", ()) if THIRD_PARTY not in str(report.longrepr)] if reporter else []
    if os.environ.get("SETLIST_NO_SKIPS") and skipped:
        reporter.write_line("tests were skipped, and SETLIST_NO_SKIPS says that none may be", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
