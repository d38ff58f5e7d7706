"""`setlist format list`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from setlist.cli.app import run

GOOD = """
from setlist import Format, hookimpl
@hookimpl
def setlist_formats(context):
    yield Format("poster", lambda program: "", ".svg", "For the wall", shared=True)
"""


def test_formats_come_with_suffix_and_plugin(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "poster_plugin.py").write_text(GOOD)
    assert run(["format", "list", "--json", "--plugin", str(tmp_path / "poster_plugin.py")]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert list(rows) == sorted(rows)
    assert {"json", "markdown", "text"} <= set(rows)
    assert rows["poster"] == {"name": "poster", "suffix": ".svg", "summary": "For the wall", "shared": True, "plugin": "poster_plugin"}


def test_a_broken_format_costs_itself_only(home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bad.py").write_text(GOOD.replace("    yield", "    raise KeyError\n    yield"))
    assert run(["format", "list", "--plugin", str(tmp_path / "bad.py")]) == 0
    out, err = capsys.readouterr()
    assert "text" in out and "poster" not in out
    assert err.startswith("Warning: plugin bad (") and "setlist_formats" in err


def test_a_plugin_that_is_left_out_gives_no_formats(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["format", "list", "--no-plugin", "format-markdown"]) == 0
    assert "markdown" not in capsys.readouterr().out
