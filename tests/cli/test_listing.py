"""Tables for people, JSON for programs."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.cli.listing import cell_text, emit, emit_one

ROWS: list[dict[str, Any]] = [
    {"id": "yoga:balasana", "name": "Balāsana", "kind": "stretch", "tags": ["rest", "floor"], "reviewed": True},
    {"id": "kb:swing", "name": "スイング", "kind": None, "tags": [], "reviewed": False},
]


def test_a_table_lines_up_also_where_letters_are_wide(capsys: pytest.CaptureFixture[str]) -> None:
    emit(ROWS, ("id", "name", "tags", "reviewed"), as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "ID             NAME      TAGS         REVIEWED",
        "yoga:balasana  Balāsana  rest, floor  yes",
        "kb:swing       スイング               no",
    ]


def test_json_is_an_array_with_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    emit(ROWS, ("id",), as_json=True)
    assert json.loads(capsys.readouterr().out) == ROWS
    emit([], ("id",), as_json=True)
    assert json.loads(capsys.readouterr().out) == []


def test_an_empty_table_is_its_header(capsys: pytest.CaptureFixture[str]) -> None:
    emit([], ("built_in", "name"), as_json=False)
    assert capsys.readouterr().out == "BUILT IN  NAME\n"


def test_one_thing_is_shown_field_by_field(capsys: pytest.CaptureFixture[str]) -> None:
    emit_one(ROWS[1], as_json=False)
    assert capsys.readouterr().out == "id: kb:swing\nname: スイング\nreviewed: no\n"
    emit_one(ROWS[1], as_json=True)
    assert json.loads(capsys.readouterr().out) == ROWS[1]


def test_on_a_terminal_long_lines_are_cut(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setattr("shutil.get_terminal_size", lambda: os.terminal_size((20, 24)))
    emit(ROWS, ("id", "name"), as_json=False)
    assert capsys.readouterr().out.splitlines()[1:] == ["yoga:balasana  Balā…", "kb:swing       スイ…"]


@given(st.text())
def test_no_text_reaches_the_terminal_as_a_command(text: str) -> None:
    shown = cell_text(f"\x1b[2J\u202e{text}")
    assert shown.startswith("\\u001b[2J\\u202e")
    assert not any(
        ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or c in "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069" for c in shown
    )


def test_json_stays_json_and_hides_no_commands_either(capsys: pytest.CaptureFixture[str]) -> None:
    emit_one({"name": "a\x1b\x9b\u202eb"}, as_json=True)
    out = capsys.readouterr().out
    assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert json.loads(out) == {"name": "a\x1b\x9b\u202eb"}
