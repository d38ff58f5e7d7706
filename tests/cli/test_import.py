"""`setlist import`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from commands import Command

from free_exercises import ENTRIES, entry, write
from setlist import documents

DOCS = Path(__file__).parents[2] / "docs" / "importing.md"


@pytest.fixture
def data(setlist: Command) -> Path:
    return write(Path("exercises.json"))


def test_the_list_names_the_built_in_importer(setlist: Command) -> None:
    rows = {row["name"]: row for row in setlist("import", "--list", "--json").json}
    assert rows["free-exercise-db"]["plugin"] == "importer-free-exercise-db"
    assert "free-exercise-db" in setlist("import", "--list").out


def test_an_import_ends_in_a_pack_that_passes_its_check(setlist: Command, data: Path) -> None:
    said = setlist("import", "free-exercise-db", data, "-o", "mine")
    assert said.code == 0
    assert "Imported free-exercise-db: 30 exercises" in said.out
    assert "no-instructions" in said.out and "bench-missing" in said.out
    assert said.err.startswith("wrote mine; to build from it: setlist build -p ./mine")
    assert setlist("pack", "check", "./mine").code == 0
    assert setlist("exercise", "show", "-p", "./mine", "goblet-squat").code == 0


def test_the_report_as_data_has_every_name(setlist: Command, data: Path) -> None:
    report = setlist("import", "free-exercise-db", data, "-o", "mine", "--json").json
    assert (report["read"], report["written"], report["left_out"], report["reviewed"]) == (len(ENTRIES), len(ENTRIES) - 2, 2, 0)
    assert (report["pack"], report["license"], report["folder"]) == ("free-exercise-db", "Unlicense", "mine")
    found = {row["rule"]: row for row in report["corrections"]}
    assert found["bar-missing"]["entries"] == ["Chin-Up", "Pullups"] and found["bar-missing"]["count"] == 2
    assert found["duplicate"]["left_out"] is True
    assert set(report["warnings"]) == {"W307"}


def test_an_imported_pack_builds(setlist: Command, data: Path) -> None:
    setlist("import", "free-exercise-db", data, "-o", "mine")
    goal = ("--goal", "balanced-body", "--days", "1", "--weeks", "1", "--minutes", "15", "--equipment", "gym")
    assert setlist("build", "-p", "./mine", "-p", "home", *goal, "-o", "plan.json").code == 0


@pytest.mark.parametrize("missing", [(), ("free-exercise-db",), ("free-exercise-db", "exercises.json")])
def test_kind_path_and_folder_are_needed(setlist: Command, data: Path, missing: tuple[str, ...]) -> None:
    said = setlist("import", *missing)
    assert (said.code, "write `setlist import KIND PATH -o DIR`" in said.line) == (2, True)


def test_an_unknown_kind_gets_the_closest(setlist: Command, data: Path) -> None:
    said = setlist("import", "free-exercises-db", data, "-o", "mine")
    assert (said.code, "did you mean 'free-exercise-db'" in said.line) == (2, True)


def test_a_folder_in_use_is_left_alone(setlist: Command, data: Path) -> None:
    Path("mine").mkdir()
    Path("mine/diary.txt").write_text("dear me")
    said = setlist("import", "free-exercise-db", data, "-o", "mine")
    assert (said.code, "-o mine is there already" in said.line) == (2, True)
    assert [path.name for path in Path("mine").iterdir()] == ["diary.txt"]


def test_data_at_fault_are_told_with_their_place(setlist: Command) -> None:
    write(Path("odd.json"), [entry("Plank", "abdominals", level="easy"), entry("Row", "lats", equipment="anvil")])
    said = setlist("import", "free-exercise-db", "odd.json", "-o", "mine")
    assert said.code == 1
    assert said.err.splitlines()[0].startswith("odd.json:6:12: E104 level should be one of beginner, intermediate, expert")
    assert "odd.json:" in said.err.splitlines()[1]
    assert not Path("mine").exists()


def test_the_importer_that_the_docs_show_works(setlist: Command) -> None:
    (sample,) = re.findall(r"```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    Path("notes.py").write_text(sample)
    Path("notes.txt").write_text("row\n\nsquat\n")
    report = setlist("import", "my-notes", "notes.txt", "-o", "mine", "--plugin", "notes.py", "--json").json
    assert (report["pack"], report["read"], report["left_out"]) == ("my-notes", 3, 1)
    assert report["corrections"][0]["entries"] == ["line 2"]


def test_a_hostile_name_is_shown_as_plain_text(setlist: Command) -> None:
    write(Path("odd.json"), [entry("Plank", "abdominals", name="Plank\x1b[31m\u202e: yes # no")])
    assert setlist("import", "free-exercise-db", "odd.json", "-o", "mine").code == 0
    (exercise,) = documents.read(Path("mine/exercises/abdominals.yaml").read_bytes(), "abdominals.yaml")
    assert exercise["name"] == "Plank[31m: yes # no"
