"""`setlist schema list|show`."""

from __future__ import annotations

import json

import pytest

from setlist.cli.app import run
from setlist.schema import kinds, schema_text


def test_the_list_has_every_kind_and_the_shared_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in rows] == [*kinds(), "common"]
    assert rows[1] == {"kind": "exercise", "id": "urn:setlist:exercise:1", "title": "A file of exercises: exercises/*.yaml"}
    assert run(["schema", "list"]) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["KIND", "ID", "TITLE"]


@pytest.mark.parametrize("option", [[], ["--json"]])
def test_show_prints_the_file_itself(option: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "show", "profile", *option]) == 0
    out = capsys.readouterr().out
    assert out.rstrip("\n") == schema_text("profile").rstrip("\n")
    assert out.endswith("\n")


def test_an_unknown_kind_gets_the_closest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "show", "exercse"]) == 2
    assert capsys.readouterr().err == "Error: there is no schema 'exercse'; did you mean 'exercise'? (`setlist schema list` shows them)\n"
