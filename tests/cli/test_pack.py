"""`setlist pack list|show|check`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clubs import write_club

import setlist_packs
from packfolders import base, exercise, pack, write
from setlist.cli.app import run
from setlist.cli.entries import field_names
from sites import Site

GOOD = exercise("good")
CHECK = """
from setlist import PackCheck, hookimpl

def check(catalog):
    for e in catalog:
        if len(e.name) < 6:
            yield "W900", e.ref, "a name should say more"
    yield "E901", "club:nothing", "there is no nothing"

@hookimpl
def setlist_pack_checks(context):
    yield PackCheck("names", check)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_json(capsys: pytest.CaptureFixture[str], *args: str, code: int = 0) -> Any:
    capsys.readouterr()
    assert run([*args, "--json"]) == code
    return json.loads(capsys.readouterr().out)


# List


def test_the_list_says_where_packs_are_from_and_what_is_shadowed(folder: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack(home / "packs", "mine", {"exercises/e.yaml": [GOOD]})
    pack(home / "packs", "yoga")
    pack(folder, "mine", {"exercises/e.yaml": [GOOD, exercise("more")]}, version="2.0")
    write(pack(folder, "torn"), {"exercises/e.yaml": "- {id: torn\n"})
    assert run(["pack", "list", "-p", "./mine", "-p", "torn"]) == 0
    shown = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert shown[0] == ["ID", "VERSION", "TITLE", "ORIGIN", "EXERCISES", "SHADOWED", "PROBLEMS"]
    assert ["mine", "2.0", "Mine", "path", "2", "no"] in shown
    assert ["mine", "1.0", "Mine", "home", "1", "yes"] in shown
    assert ["yoga", "1.0", "Yoga", "home", "no", "1"] in shown, "the id of a built-in pack is taken"
    assert any(line[0] == "yoga" and line[-3] == "built-in" and line[-1] == "yes" for line in shown)
    assert ["torn", "1.0", "Torn", "path", "no", "1"] in shown, "what cannot be read is listed with its problems"


def test_json_has_the_manifest_and_the_problems(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(folder / "torn", {"pack.yaml": "id: torn\n"})
    rows = {row["id"]: row for row in run_json(capsys, "pack", "list", "-p", "./torn")}
    assert set(field_names("pack")) <= set(rows["torn"])
    assert rows["torn"]["exercises"] is None
    assert {problem["code"] for problem in rows["torn"]["problems"]} == {"E101"}
    assert rows["yoga"]["built_in"] is True
    assert rows["yoga"]["exercises"] > 0


def test_a_folder_without_packs_is_a_usage_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "list", "-p", "nowhere"]) == 2
    assert capsys.readouterr() == ("", "Error: nowhere is no pack: no such folder\n")


# Show


def test_show_says_what_is_in_a_pack(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_club(folder)
    (folder / "club" / "notes.txt").write_text("?")
    assert run(["pack", "show", "./club"]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Club\n====\nId       club\nVersion  1.0\nAbout    Bows and presses\nLicence  CC-BY-4.0\nFrom     path\nFolder   club\n"
    )
    assert "Needs    base >=0.1\n" in out
    assert "What is in it\n  exercises   4 (strength 4)\n  rules       1\n  conditions  2\n  advice      2\n" in out
    assert "Files that are no part of it\n  - notes.txt\n" in out


def test_show_as_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_club(folder)
    shown = run_json(capsys, "pack", "show", "./club")
    assert (shown["id"], shown["requires"], shown["origin"], shown["exercises"]) == ("club", {"packs": {"base": ">=0.1"}}, "path", 4)
    assert len(shown["digest"]) == 64
    assert shown["contents"]["conditions"] == 2
    assert run_json(capsys, "pack", "show", "base")["contents"]["vocabulary"] > 100


def test_show_wants_one_pack(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_club(folder)
    for name, message in (
        ("yogi", "there is no pack 'yogi'; did you mean 'yoga'? (`setlist pack list` shows them)"),
        (".", "holds 2 packs"),
    ):
        assert run(["pack", "show", name]) == 2
        assert message in capsys.readouterr().err
    write(folder / "club", {"pack.yaml": "id: club\n"})
    assert run(["pack", "show", "./club"]) == 1
    assert "pack.yaml:1:1: E101" in capsys.readouterr().err


# Check


def test_problems_are_data_and_the_sum_is_not(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder)
    pack(folder, "one", {"exercises/e.yaml": '- {"id": "a", "kind": "strenght"}\n'})
    assert run(["pack", "check", "./one", "./base"]) == 1
    out, err = capsys.readouterr()
    assert "one/exercises/e.yaml:1:23: E104 a: kind should be" in out
    assert err == f"2 packs checked: {len(out.splitlines())} errors, 0 warnings\n"


def test_warnings_fail_only_when_asked(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder)
    pack(folder, "one", {"exercises/e.yaml": [exercise("a", sources=None)]})
    assert run(["pack", "check", "./one", "./base"]) == 0
    out, err = capsys.readouterr()
    assert "W303" in out
    assert err == "2 packs checked: 0 errors, 1 warning\n"
    assert run(["-q", "pack", "check", "--strict", "./one", "./base"]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("where", ["base", "home/packs/base"])
def test_the_id_of_a_built_in_pack_is_taken(where: str, folder: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder / Path(where).parent)
    assert run(["pack", "check", f"./{where}"]) == 1
    assert f"{where}/pack.yaml: E207 the id 'base' is taken by a built-in pack" in capsys.readouterr().out
    named = ["-p", "./base"] if where == "base" else []
    assert run(["build", "--no-screening", *named]) == 1
    out, err = capsys.readouterr()
    assert out == "" and "E207" in err, "neither what stands there nor the built-in one is taken instead"


def test_the_folder_of_a_built_in_pack_may_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check", str(Path(setlist_packs.__file__).parent / "base")]) == 0
    assert capsys.readouterr() == ("", "1 pack checked: 0 errors, 0 warnings\n")


def test_a_folder_of_packs_stands_for_all_of_them(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder / "packs")
    pack(folder / "packs", "one", {"exercises/e.yaml": [GOOD]})
    assert run(["pack", "check", "./packs"]) == 0
    assert capsys.readouterr() == ("", "2 packs checked: 0 errors, 0 warnings\n")


def test_a_folder_needs_no_dot_where_no_pack_has_its_name(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_club(folder)
    said = [(run(["pack", "check", name, "base"]), *capsys.readouterr()) for name in ("club", "./club")]
    assert said[0] == said[1] and "2 packs checked" in said[0][2]
    assert run_json(capsys, "pack", "show", "club")["id"] == "club"
    pack(folder, "yoga")
    assert run_json(capsys, "pack", "show", "yoga")["built_in"], "an id comes before a folder"


def test_problems_as_json(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder)
    pack(folder, "one", {"exercises/e.yaml": [exercise("a", sources=None)]})
    (problem,) = run_json(capsys, "pack", "check", "./one", "./base")
    assert problem["code"] == "W303"
    assert problem["file"].endswith("e.yaml") and problem["line"] > 0
    assert set(problem) == {"file", "line", "col", "code", "message", "hint"}


def test_without_arguments_the_built_in_packs_are_checked_and_have_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check"]) == 0
    assert "6 packs checked: 0 errors" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("yogi", "Error: there is no pack 'yogi' (did you mean 'yoga'?)\n"),
        ("./nowhere", "Error: nowhere is no pack: no such folder\n"),
    ],
)
def test_what_is_no_pack_is_a_usage_error(name: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check", name]) == 2
    assert capsys.readouterr() == ("", message)


def test_checks_of_plugins_come_with_their_line(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder)
    pack(folder, "club", {"exercises/e.yaml": [GOOD, exercise("a-longer-name")]})
    (folder / "names.py").write_text(CHECK)
    assert run(["pack", "check", "./club", "./base", "--plugin", "names.py"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "club/exercises/e.yaml:2:2: W900 club:good: a name should say more",
        "club/pack.yaml:1:1: E901 club:nothing: there is no nothing",
    ]


def test_a_check_that_breaks_is_named_and_never_passes(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder)
    pack(folder, "club", {"exercises/e.yaml": [GOOD]})
    for wrong, message in (('yield "W900", e.ref', "names"), ("raise KeyError('oh')", "KeyError: 'oh'")):
        (folder / "names.py").write_text(CHECK.replace('yield "W900", e.ref, "a name should say more"', wrong))
        assert run(["pack", "check", "./club", "./base", "--plugin", "names.py"]) == 1
        out, err = capsys.readouterr()
        assert out == "" and "setlist_pack_checks" in err and message in err


def test_a_problem_cannot_steer_a_terminal(folder: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> None:
    base(folder)
    pack(folder, "one", {"exercises/e.yaml": [exercise("a", kind="\u001b[2J\u202ekind")]})
    assert run(["pack", "check", "./one", "./base"]) == 1
    assert not {"\u001b", "\u202e"} & set(capsys.readouterr().out)


def test_removing_a_distribution_removes_its_pack(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    pack(site.folder / "acme_packs", "acme")
    site.install("acme", "2.0", text="[setlist.packs]\nacme = acme_packs")
    assert [row["provider"] for row in run_json(capsys, "pack", "list") if row["id"] == "acme"] == ["acme 2.0"]
    site.uninstall("acme")
    assert [row for row in run_json(capsys, "pack", "list") if row["id"] == "acme"] == []
