"""Checking a pack: every error of its own, and warnings about what a stranger would stumble over."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from packfolders import TEMPLATE, VOCABULARY, base, condition, exercise, pack, row, write
from safety_world import real_catalog
from setlist import problems
from setlist.movements import PLAIN, plain_traits
from setlist.packcheck import check_pack
from setlist.problems import InputError

PRESS = {"patterns": ["vertical-push"], "equipment": "dumbbells"}


@pytest.fixture(autouse=True)
def private(home: Path, no_packs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SETLIST_CACHE", raising=False)


def check(folder: Path, pack_id: str = "one") -> list[str]:
    """What is said of a pack in a folder, without the folder."""
    if not (folder / "base").exists():
        base(folder)
    return [str(problem).replace(f"{folder}{os.sep}", "") for problem in check_pack(pack_id, paths=[folder])]


def checked(folder: Path, *items: dict[str, Any], **files: Any) -> list[str]:
    """What is said of a pack `one` with these exercises."""
    pack(folder, "one", {"exercises/e.yaml": list(items), **files})
    return check(folder)


def test_nothing_is_said_of_a_good_pack(tmp_path: Path) -> None:
    assert checked(tmp_path, exercise("a"), exercise("b", easier=["a"], level="intermediate")) == []


def test_a_pack_is_checked_by_id_or_by_folder(tmp_path: Path) -> None:
    base(tmp_path)
    folder = pack(tmp_path, "one", {"exercises/e.yaml": [exercise("a", sources=None)]})
    by_id = check_pack("one", paths=[tmp_path])
    assert [problem.code for problem in by_id] == ["W303"]
    assert check_pack(folder, paths=[tmp_path]) == check_pack(f"{folder}{os.sep}", paths=[tmp_path]) == by_id


def test_a_pack_that_is_not_there(tmp_path: Path) -> None:
    base(tmp_path)
    pack(tmp_path, "one")
    with pytest.raises(InputError, match="E201 there is no pack 'oen'"):
        check_pack("oen", paths=[tmp_path])
    with pytest.raises(InputError, match="E201 is no pack"):
        check_pack(tmp_path / "nowhere")


def test_errors_come_with_warnings_sorted_by_file_and_line(tmp_path: Path) -> None:
    pack(
        tmp_path,
        "one",
        {"exercises/b.yaml": [exercise("b", sources=None)], "exercises/a.yaml": [exercise("x", cues=[]), exercise("y", tags=["t"])]},
    )
    places = [line.split(" ")[:2] for line in check(tmp_path)]
    assert [code for _, code in places] == ["W302", "E210", "W303"]
    assert [place.split(":")[0] for place, _ in places] == ["one/exercises/a.yaml", "one/exercises/a.yaml", "one/exercises/b.yaml"]


def test_a_pack_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, exercise("a", traits=None))
    assert "E101" in problem
    pack(tmp_path, "one", version=1.0)
    (problem,) = check(tmp_path)
    assert "E103" in problem
    assert problem.startswith("one/pack.yaml:")


def test_a_broken_requirement_is_one_problem(tmp_path: Path) -> None:
    base(tmp_path, {"templates/simple.yaml": TEMPLATE.replace("[back-strength]", "[g1, g2]")})
    (problem,) = checked(tmp_path, exercise("a"))
    assert "E204 the required pack 'base' is broken: unknown goal 'g1'" in problem
    assert "`setlist pack check base` shows its 2 problems" in problem
    base(tmp_path, {"templates/simple.yaml": "{}"})
    (problem,) = check(tmp_path)
    assert "E204 the required pack 'base' is broken" in problem


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"steps": ["One.", "Two."]}, "W302 'a' has 2 steps (write at least 3"),
        ({"cues": ["One"]}, "W302 'a' has 1 cues (write at least 2)"),
        ({"sources": None}, "W303 'a' names no source"),
        ({"name": "LIFT"}, "W304 'one:a' is called 'Lift' too"),
        ({"position": None}, "W311 'a' has no position"),
        ({"position": "quadruped"}, "W305 'a' has 'kneeling' because of the position 'quadruped' (write kneeling under traits too)"),
        ({"traits": ["valsalva"]}, "W305 'a' has 'high-pressure' because 'valsalva' implies it"),
        (PRESS, "W306 'a' plainly has overhead: a weight is pressed overhead (write it under traits)"),
        (
            {"level": "intermediate", "harder": ["lift"]},
            "W309 'one:a' is meant to be easier than 'one:lift', but is intermediate while that is beginner",
        ),
        ({"easier": ["absent:x"]}, "W310 the pack 'absent' is not installed"),
    ],
)
def test_what_a_stranger_would_stumble_over(change: dict[str, Any], said: str, tmp_path: Path) -> None:
    (problem,) = checked(tmp_path, exercise("lift"), exercise("a", **change))
    assert said in problem
    assert problem.startswith("one/exercises/e.yaml:")


def test_what_is_not_performed_needs_no_steps(tmp_path: Path) -> None:
    assert checked(tmp_path, exercise("a", kind="habit", dose={"minutes": 1}, steps=[], cues=None, position=None)) == []


def test_exercises_that_no_template_reaches(tmp_path: Path) -> None:
    words = "kinds:\n  - {id: stretch, name: Stretch, performed: true, roles: [stretch], dose: {hold: 20 s}}\n"
    (problem,) = checked(tmp_path, exercise("a"), exercise("b", kind="stretch"), **{"vocabulary/w.yaml": words})
    assert "W307 no slot of any template matches 'b'" in problem
    write(tmp_path / "one", {"templates/t.yaml": TEMPLATE.replace("{kind: strength}", "{kind: stretch}")})
    assert check(tmp_path) == []


def test_rows_that_say_modify_say_how(tmp_path: Path) -> None:
    rows = [
        row("impact", "modify"),
        row("kneeling", "modify", limits={"max_sets": 1}),
        row("overhead", "modify", variant={}, cue="Low"),
        row("heavy-load"),
    ]
    pack(tmp_path, "one", {"conditions/c.yaml": [condition("back", *rows)]})
    assert [line.split(" ", 1)[1] for line in check(tmp_path)] == [
        "E222 'back' says modify 'impact' and not how: it acts as exclude (add limits or a variant, or write exclude)",
        "W308 'back' says modify 'impact' without a cue (add `cue:`, the sentence that the program prints)",
        "W308 'back' says modify 'kneeling' without a cue (add `cue:`, the sentence that the program prints)",
        "E222 'back' says modify 'overhead' and not how: it acts as exclude (add limits or a variant, or write exclude)",
    ]


def test_files_that_are_not_used(tmp_path: Path) -> None:
    pack(
        tmp_path,
        "one",
        {"exercise/a.yaml": "[]", "exercises/a.txt": "", "README.md": "", "tests/t.yaml": "a: 1", "translations/de.yaml": "a: ["},
    )
    found = check(tmp_path)
    assert found[0] == "one/exercise: W301 is no part of a pack and is not used (did you mean 'exercises'?)"
    assert found[1].startswith("one/exercises/a.txt: W301")
    assert "E004" in found[2]
    assert found[2].startswith("one/translations/de.yaml:")


def test_every_code_is_documented(tmp_path: Path) -> None:
    source = "".join(path.read_text() for path in (Path(problems.__file__).parent).rglob("*.py") if path.name != "problems.py")
    codes = {*problems.CATALOG_CODES, *problems.PACK_CODES}
    assert {code for code in codes if f'"{code}"' not in source} == set()


# the table of movements


def plain(folder: Path, words: str = VOCABULARY, **changes: Any) -> list[str]:
    """The traits that are proposed for an exercise."""
    from setlist.catalog import load_catalog

    base(folder, {"vocabulary/words.yaml": words})
    pack(folder, "one", {"exercises/e.yaml": [exercise("a", **changes)]})
    catalog = load_catalog(["one"], paths=[folder])
    return [trait for trait, _ in plain_traits(catalog.exercises["one:a"], catalog.vocabulary)]


def test_a_long_hold_is_proposed_for_strength(tmp_path: Path) -> None:
    words = VOCABULARY.replace("traits:\n", "traits:\n  - {id: long-isometric-hold, name: Hold, kind: hazard, definition: Long}\n")
    assert plain(tmp_path, words, dose={"hold": "20-40 s"}) == ["long-isometric-hold"]
    assert plain(tmp_path, words, dose={"hold": "20-30 s"}) == []
    assert plain(tmp_path, words, dose={"hold": "20-40 s"}, traits=["long-isometric-hold"]) == []


def test_traits_that_no_vocabulary_has_are_not_proposed(tmp_path: Path) -> None:
    assert plain(tmp_path, patterns=["hinge"], equipment="barbell") == ["heavy-load"]


BUILT_IN = [
    (
        {"patterns": ["squat"], "position": "standing", "equipment": "barbell"},
        ["axial-compression", "heavy-load", "high-intra-abdominal-pressure"],
    ),
    ({"patterns": ["squat"], "position": "standing"}, []),
    ({"patterns": ["carry"], "equipment": ["kettlebell"]}, ["axial-compression"]),
    ({"patterns": ["vertical-push"], "equipment": ["dumbbells"]}, ["overhead"]),
    ({"patterns": ["vertical-pull"], "equipment": ["cable-machine"]}, ["overhead"]),
    ({"patterns": ["hang"]}, ["overhead"]),  # what the pattern implies is there already
    ({"patterns": ["trunk-flexion"]}, ["loaded-spinal-flexion"]),
    ({"patterns": ["trunk-flexion"], "tags": ["mcgill-big-three"]}, []),
    ({"patterns": ["rotation"]}, ["loaded-rotation or combined-flexion-rotation"]),
    ({"tags": ["power"]}, ["ballistic"]),
    ({"tags": ["deep-backbend"]}, ["spinal-extension-end-range"]),
    ({"tags": ["gentle-backbend"]}, ["gentle-spinal-extension or spinal-extension-end-range"]),
    ({"tags": ["twist"]}, ["gentle-rotation or spinal-rotation-end-range or loaded-rotation"]),
    ({"tags": ["twist"], "traits": ["gentle-rotation"]}, []),
    ({"kind": "balance"}, ["balance-training or single-leg-balance"]),
    ({"kind": "cardio", "intensity": "vigorous"}, ["high-intensity-cardio"]),
    ({"kind": "cardio", "intensity": "moderate"}, []),
    ({"kind": "sport", "equipment": "climbing-wall"}, ["fall-risk"]),
    ({"dose": {"hold": "10-60 s"}}, ["long-isometric-hold"]),
]


@pytest.mark.parametrize(("change", "proposed"), BUILT_IN)
def test_the_table_speaks_the_words_of_the_built_in_packs(change: dict[str, Any], proposed: list[str], tmp_path: Path) -> None:
    from setlist.catalog import load_catalog
    from setlist_packs import __path__ as folders

    own = {"muscles": {"primary": ["erector-spinae"]}, "sources": ["GK"], "patterns": ["breathing"], "position": "varies"}
    pack(tmp_path, "one", {"exercises/e.yaml": [exercise("a", **{**own, **change})]})
    catalog = load_catalog(["one"], paths=[tmp_path, f"{folders[0]}/base"])
    assert [trait for trait, _ in plain_traits(catalog.exercises["one:a"], catalog.vocabulary)] == proposed


def test_the_table_proposes_only_traits_of_the_base_pack() -> None:
    known = real_catalog().vocabulary.terms["traits"]
    assert {trait for line in PLAIN for trait in line.traits if trait not in known} == set()
