"""`setlist profile`: writing a profile down, and checking one."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import DISC, Command

from setlist import documents
from setlist.schema import check


def written(path: str) -> dict[str, object]:
    """The data of a profile file, which has to be valid."""
    source = Path(path).read_bytes()
    data = documents.read(source, path)
    assert check("profile", data, path, source) == []
    return data  # type: ignore[no-any-return]


def test_without_a_terminal_options_are_all_there_is(setlist: Command) -> None:
    said = setlist("profile", "new")
    assert (said.code, said.out, said.err) == (0, "goal: back-relief\nlevel: beginner\ndays: 3\nminutes: 25\n", "")


def test_what_is_written_can_be_read_and_is_fine(setlist: Command) -> None:
    args = (
        "--goal",
        "relief",
        "--equipment",
        "bands",
        "--condition",
        "sciatica:eases=flexion",
        "--start",
        "2026-12-01",
        "--weekday",
        "tue",
    )
    said = setlist("profile", "new", *args, "--age", "40", "-o", "me.yaml")
    assert (said.code, said.err) == (0, "wrote me.yaml; next: setlist build --profile me.yaml\n")
    assert written("me.yaml") == {
        "goal": "back-relief",
        "level": "beginner",
        "days": 1,
        "minutes": 25,
        "equipment": ["resistance-band"],
        "conditions": [{"id": DISC, "eases": "flexion"}],
        "weekdays": [2],
        "age": 40,
        "start": "2026-12-01",
    }
    assert setlist("profile", "check", "me.yaml").out == "me.yaml: fine\n"
    assert setlist("profile", "check", "me.yaml", "--json").json == []


def test_a_file_that_is_there_is_not_overwritten(setlist: Command) -> None:
    Path("me.yaml").write_text("goal: flexibility\n")
    said = setlist("profile", "new", "-o", "me.yaml", answers=[])
    assert (said.code, said.line) == (2, "Error: -o me.yaml: there is such a file already; choose another name, or remove it")
    assert Path("me.yaml").read_text() == "goal: flexibility\n"


def test_a_person_at_a_terminal_is_guided(setlist: Command) -> None:
    answers = [
        "n",
        "flexability",
        "flexibility",
        "intermediate",
        "9",
        "4",
        "",
        "band, pull-up bar",
        "",
        "slippd disc",
        "slipped disc",
        "flexion",
        "9",
    ]
    said = setlist("profile", "new", "-o", "me.yaml", answers=answers)
    assert (said.code, said.out) == (0, "")
    assert "there is no goal 'flexability'; did you mean 'flexibility'?" in said.err
    assert "please answer with a number from 1 to 7" in said.err
    assert "did you mean 'lumbar-disc-herniation-sciatica' (slipped disc)?" in said.err
    assert said.err.count("Which way of bending eases your leg") == 1
    data = written("me.yaml")
    screening = data.pop("screening")
    assert isinstance(screening, dict)
    assert screening["emergency"] is False
    assert [name for name, answer in screening.items() if answer] == [name for n, name in enumerate(screening) if n == 9]
    assert data == {
        "goal": "flexibility",
        "level": "intermediate",
        "days": 4,
        "minutes": 25,
        "equipment": ["resistance-band", "pull-up-bar"],
        "conditions": [{"id": DISC, "eases": "flexion"}],
    }


def test_options_answer_questions(setlist: Command) -> None:
    args = ("--goal", "flexibility", "--level", "beginner", "--days", "2", "--minutes", "30", "--age", "30", "--condition", "glaucoma")
    said = setlist("profile", "new", *args, "--no-screening", "-o", "me.yaml", answers=[""])
    assert said.code == 0
    assert "fit you" not in said.err
    assert "screening" not in written("me.yaml")


def test_an_emergency_sign_ends_it_and_nothing_is_written(setlist: Command) -> None:
    said = setlist("profile", "new", "-o", "me.yaml", answers=["y", "1"])
    assert (said.code, said.out) == (3, "")
    assert "What to do now: " in said.err
    assert not Path("me.yaml").exists()


def test_a_gate_is_said_and_the_profile_kept(setlist: Command) -> None:
    args = ("--goal", "flexibility", "--level", "beginner", "--days", "2", "--minutes", "30", "--age", "30", "--equipment", "band")
    said = setlist("profile", "new", *args, "-o", "me.yaml", answers=["n", "hypertension-uncontrolled", "n"])
    assert said.code == 0
    assert "No program until a professional agrees." in said.err
    assert written("me.yaml")["conditions"] == [{"id": "hypertension-uncontrolled"}]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("goal: back-relif\n", "1:7: E210 there is no goal 'back-relif' (did you mean 'back-relief'? `setlist goal list` shows them)"),
        ("level: expert\n", "1:8: E104 level should be one of beginner, intermediate, advanced, found the text 'expert'"),
        (
            "equipment:\n  - floor\n  - babell\n",
            "3:5: E210 there is no equipment 'babell' (did you mean 'barbell'? `setlist equipment list` shows them)",
        ),
        (
            "conditions: [{id: glucoma}]\n",
            "1:19: E210 there is no condition 'glucoma' (did you mean 'glaucoma'? `setlist condition list` shows them)",
        ),
        ("conditions:\n- id: glaucoma\n  intensty: light\n", "3:13: E210 there is no fact 'intensty' (did you mean 'intensity'?)"),
        (
            "conditions:\n- {id: glaucoma, intensity: hard}\n",
            "2:29: E210 intensity should be one of light, moderate, vigorous, found the text 'hard'",
        ),
        ("cleared: [{condition: glaucoma, until: '2026-02-30'}]\n", "1:40: E105 there is no day 2026-02-30 (write it as year-month-day)"),
        ("start: '2026-13-01'\n", "1:8: E105 "),
        ("likes: [birddog]\n", "1:9: E210 there is no exercise, family, muscle or equipment 'birddog' (did you mean 'home:bird-dog'?"),
        ("pain: [{region: elbw, level: 3}]\n", "1:17: E210 there is no region 'elbw' (known: "),
        ("pain: [{trait: impct, level: 3}]\n", "1:16: E210 there is no trait 'impct' (name a region or an exercise instead)"),
        ("pain: [{exercise: burpe, level: 3}]\n", "1:19: E210 there is no exercise 'burpe'"),
        ("screening: {q99: true}\n", "1:13: E210 there is no screening question 'q99' (remove it)"),
        ("loads: {owned: {dumbells: [4]}}\n", "1:17: E210 there is no equipment 'dumbells' (did you mean 'dumbbells'?"),
        ("days: 9\n", "1:7: E106 days should be from 1 to 7, found 9"),
        ("start: 2026-12-01\n", "1:8: E009 "),
        ("- goal\n", "1:1: E103 "),
        ("", "1:1: E003 the file is empty"),
    ],
)
def test_each_mistake_has_a_place_and_a_way_out(text: str, line: str, setlist: Command) -> None:
    Path("me.yaml").write_text(text)
    said = setlist("profile", "check", "me.yaml")
    assert (said.code, said.out) == (1, "")
    assert said.line.startswith(f"me.yaml:{line}")


def test_mistakes_as_data(setlist: Command) -> None:
    Path("me.yaml").write_text("goal: back-relif\nlikes: [birddog]\n")
    said = setlist("profile", "check", "me.yaml", "--json")
    assert said.code == 1
    first, second = said.json
    assert first == {
        "file": "me.yaml",
        "line": 1,
        "col": 7,
        "code": "E210",
        "message": "there is no goal 'back-relif'",
        "hint": "did you mean 'back-relief'? `setlist goal list` shows them",
    }
    assert (second["line"], second["col"]) == (2, 9)


def test_a_profile_in_full_is_fine(setlist: Command) -> None:
    Path("me.json").write_text(
        '{"goal": "relief", "equipment": ["bands"], "likes": ["bird-dog"], "pain": [{"region": "lower-back", "level": 3}],'
        ' "screening": {"emergency": false, "chest-pain": false}, "loads": {"owned": {"dumbbells": [4]}, "working": {"gym:deadlift": 40}},'
        ' "cleared": ["glaucoma", "q7"], "start": "2026-12-01"}'
    )
    assert setlist("profile", "check", "me.json").code == 0
