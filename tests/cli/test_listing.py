"""Tables for people, JSON for programs."""

from __future__ import annotations

import json
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


WISHES: list[dict[str, Any]] = [
    {"id": "acme:walk", "name": "Walk round the park", "kind": "cardio", "because": "Walking is good for most backs, and it costs nothing"},
    {"id": "acme:row", "name": "Row", "kind": "strength", "because": "Pulls hold the shoulders"},
]


def table_at(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], spare: tuple[str, ...]
) -> tuple[list[str], str]:
    monkeypatch.setattr("setlist.cli.terminal.columns", lambda stream: columns)
    emit(WISHES, ("id", "name", "kind", "because"), False, spare)
    out, err = capsys.readouterr()
    assert all(len(line) <= columns for line in out.splitlines())
    return out.splitlines(), err


def test_on_a_terminal_wide_columns_share_what_there_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert table_at(66, monkeypatch, capsys, ()) == (
        [
            "ID         NAME                 KIND      BECAUSE",
            "acme:walk  Walk round the park  cardio    Walking is good for most",
            "                                          backs, and it costs",
            "                                          nothing",
            "acme:row   Row                  strength  Pulls hold the shoulders",
        ],
        "",
    )


def test_where_it_is_too_narrow_columns_go_and_stderr_says_so(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    lines, err = table_at(40, monkeypatch, capsys, ("colour", "kind", "name"))
    assert lines[:2] == ["ID         BECAUSE", "acme:walk  Walking is good for most"]
    assert err == "cut to the width (without KIND, NAME); --json has all\n"
    lines, err = table_at(24, monkeypatch, capsys, ())
    assert lines[0] == "ID         NAME…"
    assert err == "cut to the width; --json has all\n"


def test_letters_that_are_wide_count_twice_where_they_wrap(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("setlist.cli.terminal.columns", lambda stream: 16)
    emit([{"id": "a", "name": "スイングスイング"}], ("id", "name"), as_json=False)
    assert capsys.readouterr().out.splitlines() == ["ID  NAME", "a   スイングスイ", "    ング"]


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
