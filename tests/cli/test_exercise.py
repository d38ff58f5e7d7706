"""`setlist exercise list|show`."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from clubs import Answers, write_club

from packfolders import base, exercise, pack, write
from setlist import schema
from setlist.cli.app import run
from setlist.cli.entries import field_names


@pytest.fixture
def club(tmp_path: Path, home: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> Answers:
    return Answers(write_club(tmp_path / "packs"), capsys)


def test_the_list_says_what_each_is_for_and_needs(club: Answers) -> None:
    assert club.text("exercise", "list").splitlines() == [
        "ID                   NAME            KIND      LEVEL         MUSCLES         EQUIPMENT",
        "club:good-morning    Good morning    strength  intermediate  erector-spinae  barbell",
        "club:hip-bow         Hip bow         strength  beginner      erector-spinae",
        "club:shoulder-press  Shoulder press  strength  beginner      deltoids        dumbbells",
        "club:wall-bow        Wall bow        strength  beginner      erector-spinae",
    ]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["bow", "HIP"], ["good-morning", "hip-bow"]),  # every word, in names, other names, summary and tags
        (["compound"], ["good-morning"]),
        (["--level", "intermediate"], ["good-morning"]),
        (["--level", "intermediate", "--level", "beginner", "--pattern", "vertical-push"], ["shoulder-press"]),
        (["--muscle", "back"], ["good-morning", "hip-bow", "wall-bow"]),
        (["--muscle", "deltoids", "--muscle", "Erector spinae"], ["good-morning", "hip-bow", "shoulder-press", "wall-bow"]),
        (["--equipment-owned", "dumbbell"], ["hip-bow", "shoulder-press", "wall-bow"]),
        (["--equipment-owned", "mat"], ["hip-bow", "wall-bow"]),
        (["--trait", "heavy-load", "--trait", "neutral-spine-core"], ["good-morning"]),
        (["--trait", "high-pressure"], ["good-morning"]),  # implied by implication
        (["--kind", "habit"], []),
    ],
)
def test_every_filter_narrows(club: Answers, options: list[str], found: list[str]) -> None:
    assert club.ids("exercise", "list", *options) == found


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (["--muscle", "bakc"], "there is no muscle 'bakc'; did you mean 'back'?"),
        (["--kind", "zzz"], "there is no kind 'zzz'; known: habit, strength"),
        (["--level", "expert"], "--level: there is no level 'expert'; known: beginner, intermediate, advanced"),
        (["--condition", "sore-bakc"], "there is no condition 'sore-bakc'; did you mean 'sore-back'? `setlist condition list` shows them"),
        (["--allowed"], "--allowed needs --condition"),
    ],
)
def test_unknown_names_are_usage_errors_of_one_line(club: Answers, option: list[str], message: str) -> None:
    assert club.error("exercise", "list", *option) == f"Error: {message}\n"


def test_an_empty_list_says_so_on_stderr(club: Answers) -> None:
    assert club.both("exercise", "list", "--kind", "habit", "--json") == ("[]\n", "no exercise matches\n")


def test_a_folder_stands_for_the_packs_in_it(club: Answers, tmp_path: Path) -> None:
    base(tmp_path / "packs", {"exercises/e.yaml": [exercise("floor-rest")]})
    assert club.ids("exercise", "list", "rest") == ["floor-rest"]


def test_a_pack_that_is_named_shows_what_is_its_own(tmp_path: Path, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    only = Answers(pack(tmp_path, "only", {"exercises/e.yaml": [exercise("squat", patterns=["squat"])]}), capsys)
    assert only.ids("exercise", "list") == ["squat"], "what base has is not listed"
    assert only.ids("exercise", "list", "-p", "base", "--pattern", "squat")[0] == "squat"
    assert "base:" in only.text("exercise", "list", "-p", "base")


def test_packs_that_are_not_there(club: Answers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "there is no pack 'clbu' (did you mean 'club'?)" in club.error("exercise", "list", "-p", "clbu")
    assert f"{tmp_path}/no is no pack: no such folder" in club.error("exercise", "list", "-p", f"{tmp_path}/no")
    pack(tmp_path, "mine")
    monkeypatch.chdir(tmp_path)
    assert "there is no pack 'mine' (for the folder of that name write ./mine)" in club.error("exercise", "list", "-p", "mine")


def test_a_damaged_pack_is_the_inputs_fault(club: Answers) -> None:
    write(club.folder / "club", {"exercises/e.yaml": [exercise("a", kind="strenght")]})
    error = club.error("exercise", "list", code=1)
    assert "e.yaml:" in error and "E104" in error


# Conditions


def test_a_condition_marks_what_it_leaves_out_and_says_why(club: Answers) -> None:
    out, err = club.both("exercise", "list", "--condition", "backache:phase=early")
    assert out.splitlines() == [
        "ID                   NAME            KIND      LEVEL         VERDICT    WHY",
        "club:good-morning    Good morning    strength  intermediate  left out   "
        "heavy-load: It hurts. Only a gentler version would be offered",
        "club:hip-bow         Hip bow         strength  beginner",
        "club:shoulder-press  Shoulder press  strength  beginner      with care  overhead: It hurts",
        "club:wall-bow        Wall bow        strength  beginner      left out   "
        "Nobody has reviewed what this movement does to a body with a condition",
    ]
    assert err == "with this condition a program needs clearance first: Ask first\n"


def test_allowed_hides_what_a_condition_leaves_out(club: Answers) -> None:
    out, err = club.both("exercise", "list", "--condition", "sore-back:phase=late", "--allowed", "--json")
    assert [row["id"] for row in json.loads(out)] == ["club:hip-bow", "club:shoulder-press"]
    assert err == "2 left out\n"


def test_json_has_the_findings_of_every_filter(club: Answers) -> None:
    good_morning = club.data("exercise", "list", "--condition", "sore-back")[0]
    assert good_morning["excluded"] is True
    assert [(f["severity"], f["trait"], f["condition"], f["filter"]) for f in good_morning["findings"]] == [
        ("exclude", "heavy-load", "sore-back", "conditions")
    ]


def test_a_filter_of_a_plugin_counts_as_in_a_build(club: Answers, tmp_path: Path) -> None:
    file = tmp_path / "no_presses.py"
    file.write_text(
        "from setlist import Finding, SafetyFilter, hookimpl\n"
        "@hookimpl\n"
        "def setlist_safety_filters(context):\n"
        "    yield SafetyFilter('presses', lambda e, dose: [Finding('exclude', reason='No presses')] if e.id == 'shoulder-press' else [])\n"
    )
    rows = club.data("exercise", "list", "--condition", "sore-back", "--plugin", str(file), "--pattern", "vertical-push")
    assert [(row["excluded"], row["findings"][0]["reason"]) for row in rows] == [(True, "No presses")]


# One exercise


def test_show_is_a_page_for_a_coach(club: Answers) -> None:
    assert club.text("exercise", "show", "good-morning") == (
        "Good morning\n"
        "============\n"
        "Id         club:good-morning\n"
        "Also       Hip bow\n"
        "About      A bow with a long back\n"
        "Kind       Strength, intermediate\n"
        "Used as    main, accessory\n"
        "Trains     hinge\n"
        "Muscles    Erector spinae\n"
        "Helped by  Gluteus maximus\n"
        "Position   Standing\n"
        "Needs      Barbell; optional: Yoga mat\n"
        "Tags       compound\n"
        "\n"
        "How to do it\n"
        "  1. Stand tall.\n"
        "  2. Bend from the hips.\n"
        "  3. Come back up.\n"
        "\n"
        "Cues\n"
        "  - Long back\n"
        "  - Soft knees\n"
        "\n"
        "Careful\n"
        "  - Stop when the back rounds\n"
        "\n"
        "Dose\n"
        "  usually      2-4 sets of 5-10, leave 2-4 in reserve, rest 60-90 s\n"
        "  back-relief  2-4 sets of 5, leave 2-4 in reserve, rest 60-90 s\n"
        "\n"
        "Good for\n"
        "  - Strong hips\n"
        "\n"
        "Hazards\n"
        "  - heavy-load: A lot\n"
        "  - high-pressure: In the vessels\n"
        "  - valsalva: Breath held\n"
        "\n"
        "Benefits\n"
        "  - neutral-spine-core: Bracing\n"
        "\n"
        "What conditions say of it\n"
        "  left out   sore-back\n"
        "  with care  novice\n"
        "\n"
        "Variations\n"
        "  - With a pause\n"
        "\n"
        "Easier\n"
        "  - Hip bow (club:hip-bow)\n"
        "  - Wall bow (club:wall-bow)\n"
        "\n"
        "Pictures\n"
        "  - A bow: https://example.org/a.png (CC-BY-4.0)\n"
        "\n"
        "Sources\n"
        "  - GK: General knowledge - not checked\n"
    )


def test_what_nobody_reviewed_says_so(club: Answers) -> None:
    page = club.text("exercise", "show", "wall-bow")
    assert "never offered to a person with a condition" in page
    assert "Harder\n  - Hip bow (club:hip-bow)\n  - Good morning (club:good-morning)\n" in page


@pytest.mark.parametrize("name", ["club:shoulder-press", "shoulder-press", "SHOULDER press"])
def test_an_exercise_is_found_by_id_or_name(club: Answers, name: str) -> None:
    assert club.data("exercise", "show", name)["id"] == "club:shoulder-press"


def test_a_name_that_means_nothing_or_several_things(club: Answers) -> None:
    assert "did you mean 'club:shoulder-press'? `setlist exercise list` shows them" in club.error("exercise", "show", "sholder-press")
    assert club.data("exercise", "show", "hip bow")["id"] == "club:hip-bow", "an id comes before another name"
    write(club.folder / "club", {"exercises/more.yaml": [exercise("a", aliases=["Same"]), exercise("b", aliases=["Same"])]})
    assert "'same' may be club:a or club:b; say which" in club.error("exercise", "show", "same")


def test_json_has_every_field_of_the_schema_and_is_what_a_pack_could_hold(club: Answers) -> None:
    for shown in club.data("exercise", "list"):
        assert tuple(shown) == field_names("exercise")
        said = {key: value for key, value in shown.items() if value is not None}
        assert schema.check("exercise", [{**said, "id": shown["id"].partition(":")[2]}], "shown") == []


def test_nothing_of_an_entry_is_lost(club: Answers) -> None:
    shown = club.data("exercise", "show", "good-morning")
    assert shown["dose"] == {"sets": [2, 4], "reps": [5, 10], "rest": "60-90 s", "effort": "RIR 2-4"}
    assert shown["doses"] == {"back-relief": {"sets": [2, 4], "reps": 5, "rest": "60-90 s", "effort": "RIR 2-4"}}
    assert shown["equipment"] == {"all": ["barbell"], "any": [], "optional": ["yoga-mat"]}
    assert shown["media"] == [{"url": "https://example.org/a.png", "licence": "CC-BY-4.0", "alt": "A bow"}]
    assert (shown["variations"], shown["benefits"]) == (["With a pause"], ["Strong hips"])
    assert shown["easier"] == ["club:hip-bow"]


def test_text_of_a_pack_cannot_steer_a_terminal(club: Answers) -> None:
    nasty = exercise("nasty", name="Nas\u202ety", cues=["a\u200e\u2066b"])
    write(club.folder / "club", {"exercises/nasty.yaml": [nasty]})
    shown = club.text("exercise", "show", "nasty") + club.text("exercise", "list", "nasty")
    assert not {"\u202e", "\u200e", "\u2066"} & set(shown)


def test_the_built_in_packs_are_the_default(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exercise", "list", "--muscle", "back", "--json"]) == 0
    assert len(capsys.readouterr().out) > 1000


def test_a_list_of_words_that_is_too_long_to_read_is_not_printed(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["exercise", "list", "--trait", "nohazard"]) == 2
    assert re.fullmatch(
        r"Error: there is no trait 'nohazard'; \d+ are known; `setlist exercise show NAME` shows those of an exercise\n",
        capsys.readouterr().err,
    )
