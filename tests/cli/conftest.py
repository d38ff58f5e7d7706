"""Fixtures of the command line's tests: the real command line, and programs that it built once."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from commands import OWNED, RELIEF, STRENGTH, Command, Keyboard, Said

from setlist.cli.app import run


@pytest.fixture(scope="session")
def pack_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Parsed packs of the whole run: reading them anew in every test takes longer than the tests."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def setlist(home: Path, pack_cache: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs the command line in an empty folder. `answers`: what a person at a terminal types; None is no terminal."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SETLIST_CACHE", str(pack_cache))

    def call(*args: object, answers: Sequence[str] | None = None) -> Said:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.StringIO() if answers is None else Keyboard("".join(f"{answer}\n" for answer in answers)))
            patch.setattr(sys.stderr, "isatty", lambda: answers is not None)
            code = run([*map(str, args)])
        return Said(code, *capsys.readouterr())

    return call


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, pack_cache: Path) -> Iterator[Path]:
    """A folder with programs: relief.json (yoga and home, a slipped disc) and strength.json (gym and home)."""
    folder = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SETLIST_HOME", str(folder / "home"))
        patch.setenv("SETLIST_CACHE", str(pack_cache))
        patch.setattr(sys, "stdin", io.StringIO())
        assert run(["-q", "build", *RELIEF, "--start", "2026-12-01", "-o", str(folder / "relief.json")]) == 0
        assert run(["-q", "build", *STRENGTH, *OWNED, "-o", str(folder / "strength.json")]) == 0
        yield folder


@pytest.fixture
def relief(shelf: Path, setlist: Command) -> Path:
    """A copy of relief.json in the working folder."""
    Path("relief.json").write_bytes((shelf / "relief.json").read_bytes())
    return Path("relief.json")


@pytest.fixture
def strength(shelf: Path) -> Path:
    return shelf / "strength.json"
