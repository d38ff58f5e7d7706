"""`setlist render`: from the document alone."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from commands import SETLIST, Command


def test_a_program_is_rendered_as_it_was_built(setlist: Command, relief: Path) -> None:
    said = setlist("render", relief)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("Back relief: 4 weeks\n====")
    assert setlist("render", relief, "-f", "json").out == relief.read_text("utf-8")


def test_neither_packs_nor_rules_are_needed(setlist: Command, relief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("setlist.packs.find_packs", lambda *args: pytest.fail("packs were looked for"))
    data = json.loads(relief.read_text("utf-8"))
    data["packs"] = [{"id": "gone", "version": "9", "digest": "x"}]
    relief.write_text(json.dumps(data))
    Path("bad.py").write_text("from setlist import hookimpl\n\n@hookimpl\ndef setlist_rules(context):\n    raise ValueError\n")
    assert setlist("render", relief, "--plugin", "bad.py").code == 0


def test_what_is_made_to_share_leaves_health_out_unless_asked(setlist: Command, relief: Path) -> None:
    assert "slipped disc" not in setlist("render", relief, "-f", "markdown").out
    assert "slipped disc" in setlist("render", relief, "-f", "markdown", "--with-health").out


def test_files_and_every_week(setlist: Command, relief: Path) -> None:
    said = setlist("render", relief, "--all", "-o", "plan.txt", "-o", "plan.md")
    assert (said.code, said.out, said.err) == (0, "", "wrote plan.txt\nwrote plan.md\n")
    assert "\nWEEK 4\n" in Path("plan.txt").read_text("utf-8")
    assert "\n## Week 4\n" in Path("plan.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "plan.json:1:1: E004 this is not JSON: Expecting value"),
        (b'{"format": 1,\n oops}', "plan.json:2:2: E004 this is not JSON: Expecting property name enclosed in double quotes"),
        (
            b'{"format": 2}',
            "plan.json:1:1: E104 the program has format 2, this setlist reads format 1 (update setlist, or build the program again)",
        ),
        (b"[1]", "plan.json:1:1: E103 this should be a mapping, found a list of 1"),
        (b'{\n"\xff": 1}', "plan.json:2:1: E001 byte 0xff is not valid UTF-8 (build the program again)"),
    ],
)
def test_a_document_at_fault_is_one_line(content: bytes, line: str, setlist: Command) -> None:
    Path("plan.json").write_bytes(content)
    said = setlist("render", "plan.json")
    assert (said.code, said.out, said.line) == (1, "", line)


def test_what_the_schema_finds_has_line_and_column(setlist: Command, relief: Path) -> None:
    text = relief.read_text("utf-8")
    relief.write_text(text.replace('"screened": false', '"screened": "no"'), "utf-8")
    line = 1 + text[: text.index('"screened"')].count("\n")
    said = setlist("render", relief)
    assert (said.code, said.line) == (1, f"relief.json:{line}:15: E103 screened should be true or false, found the text 'no'")


def test_a_file_that_is_not_there_and_a_format_that_is_not(setlist: Command, relief: Path) -> None:
    said = setlist("render", "nowhere.json")
    assert (said.code, said.line) == (1, "Error: nowhere.json: No such file or directory")
    said = setlist("render", relief, "-f", "markdwn")
    assert (said.code, said.line) == (2, "Error: there is no format 'markdwn'; did you mean 'markdown'? (`setlist format list` shows them)")


def test_the_installed_command_renders(relief: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [SETLIST, "render", str(relief.absolute()), "-f", "json"],
        env={**os.environ, "SETLIST_HOME": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout == relief.read_bytes()
