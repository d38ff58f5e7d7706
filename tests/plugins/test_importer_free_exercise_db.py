"""free-exercise-db as a pack: what is inferred, corrected, left out and refused. Last, where they are, the data themselves."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from free_exercises import BACK, ENTRIES, entry, steps, write
from setlist import Catalog, Context, Imported, InputError, Profile, Program, build, load_catalog, profile_from_data
from setlist.importing import find_importer, write_pack
from setlist.packcheck import check_pack
from setlist.plugins import PluginInfo, Plugins
from setlist_plugins.importers import free_exercise_db

PLUGIN = "importer-free-exercise-db"
LEVELS = ("beginner", "intermediate", "advanced")
DATA = os.environ.get("SETLIST_THIRD_PARTY_DATA", "")
THERE = bool(DATA) and (Path(DATA) / "free-exercise-db" / "exercises.json").is_file()
real_data = pytest.mark.skipif(not THERE, reason="SETLIST_THIRD_PARTY_DATA names no folder with free-exercise-db/exercises.json")


@pytest.fixture(scope="module")
def base() -> Catalog:
    return load_catalog(["base"])


def load_file(path: Path, base: Catalog) -> Imported:
    plugins = Plugins.of((PLUGIN, free_exercise_db))
    _, importer = find_importer(plugins, Context(Profile(), base), "free-exercise-db")
    return importer.load(path)


@pytest.fixture(scope="module")
def imported(base: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return load_file(write(tmp_path_factory.mktemp("data") / "exercises.json"), base)


@pytest.fixture(scope="module")
def made(imported: Imported) -> dict[str, dict[str, Any]]:
    """The exercises by name."""
    return {data["name"]: data for name, items in imported.files.items() if name.startswith("exercises/") for data in items}


@pytest.fixture(scope="module")
def folder(imported: Imported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("packs") / "fedb"
    write_pack(imported, path, PluginInfo(PLUGIN))
    return path


def one(data: Mapping[str, Any], base: Catalog, tmp_path: Path) -> dict[str, Any]:
    """The exercise that a single entry becomes."""
    files = load_file(write(tmp_path / "one.json", [data]), base).files
    ((exercise,),) = (items for name, items in files.items() if name.startswith("exercises/"))
    return dict(exercise)


def rules(imported: Imported) -> dict[str, tuple[str, ...]]:
    return {correction.rule: correction.entries for correction in imported.corrections}


# What an entry becomes


@pytest.mark.parametrize(
    ("name", "kind", "patterns", "equipment"),
    [
        ("Pushups", "strength", ["horizontal-push"], []),
        ("One-Arm Dumbbell Row", "strength", ["horizontal-pull"], ["dumbbells"]),
        ("Wide-Grip Lat Pulldown", "strength", ["vertical-pull"], ["lat-pulldown-machine"]),
        ("Leg Press", "strength", ["squat"], ["leg-press-machine"]),
        ("EZ-Bar Curl", "strength", ["elbow-flexion"], ["barbell"]),
        ("Romanian Deadlift", "strength", ["hinge"], ["barbell"]),
        ("Front Box Jump", "strength", ["jump"], ["plyo-box"]),
        ("Tire Flip", "strength", ["hinge"], ["tire"]),
        ("Walking, Treadmill", "cardio", ["locomotion"], ["treadmill"]),
        ("Calves-SMR", "self-massage", ["soft-tissue"], ["foam-roller"]),
        ("Arm Circles", "mobility", ["shoulder-mobility"], []),
        ("Triceps Stretch", "stretch", ["shoulder-stretch"], []),
    ],
)
def test_kind_pattern_and_equipment(made: dict[str, Any], name: str, kind: str, patterns: list[str], equipment: list[str]) -> None:
    assert (made[name]["kind"], made[name]["patterns"], made[name]["equipment"]) == (kind, patterns, equipment)


@pytest.mark.parametrize(
    ("name", "sides"),
    [("One-Arm Dumbbell Row", "each"), ("Alternate Hammer Curl", "alternating"), ("Barbell Squat", "none"), ("Lying Hamstring", "each")],
)
def test_sides(made: dict[str, Any], name: str, sides: str) -> None:
    assert made[name]["sides"] == sides


def test_muscles_are_precise_where_the_pattern_tells(made: dict[str, Any]) -> None:
    assert made["One-Arm Dumbbell Row"]["muscles"] == {
        "primary": ["rhomboids", "mid-lower-trapezius"],
        "secondary": ["latissimus-dorsi", "biceps-brachii"],
    }
    assert made["Side Leg Raises"]["muscles"]["primary"] == ["gluteus-medius"]  # listed as adductors


def test_doses_and_roles_follow_the_movement(made: dict[str, Any]) -> None:
    assert made["Barbell Squat"]["dose"]["reps"] == [5, 10] and "roles" not in made["Barbell Squat"]
    assert made["EZ-Bar Curl"]["roles"] == ["accessory"] and made["EZ-Bar Curl"]["dose"]["reps"] == [8, 15]
    assert made["Plank"]["roles"] == ["core", "accessory"] and made["Plank"]["dose"]["hold"] == "15-30 s"
    assert made["Power Clean"]["tags"] == ["power"] and made["Power Clean"]["roles"] == ["accessory"]
    assert made["Walking, Treadmill"]["dose"] == {"minutes": [3, 20]}


@pytest.mark.parametrize(
    ("name", "hazards"),
    [
        ("Barbell Squat", {"heavy-load", "axial-compression", "valsalva", "deep-knee-flexion"}),
        ("Romanian Deadlift", {"heavy-load", "loaded-spinal-flexion", "axial-compression"}),
        ("Crunches", {"loaded-spinal-flexion", "repeated-spinal-flexion", "high-intra-abdominal-pressure", "supine-position"}),
        ("Pullups", {"hanging-traction", "overhead"}),
        ("Pushups", {"wrist-weight-bearing", "floor-transfer"}),
        ("Handstand Push-Ups", {"inversion", "head-below-heart", "neck-loading", "fall-risk"}),
        ("Front Box Jump", {"impact", "ballistic", "fall-risk"}),
        ("Plank", {"long-isometric-hold", "high-intra-abdominal-pressure"}),
        ("Lying Hamstring", {"neural-tension", "end-range-passive-stretch", "supine-position"}),
        ("Rope Jumping", {"impact", "high-intensity-cardio"}),
        ("Zebra Reach", {"ballistic", "loaded-spinal-flexion", "loaded-rotation", "overhead", "neck-loading"}),
    ],
)
def test_hazards_are_inferred_generously(made: dict[str, Any], name: str, hazards: set[str]) -> None:
    assert hazards <= set(made[name]["traits"])


def test_everything_inferred_is_named_and_nothing_is_called_reviewed(made: dict[str, Any]) -> None:
    for data in made.values():
        assert data["reviewed"] is False
        assert data["inferred"] == data["traits"]
        assert {"patterns", "sides", "dose", "equipment"} <= set(data["ext"][PLUGIN]["inferred"])


# What is corrected


@pytest.mark.parametrize(
    ("name", "least", "needs"),
    [
        ("Pullups", "advanced", "pull-up-bar"),
        ("Chin-Up", "intermediate", "pull-up-bar"),
        ("Muscle Up", "advanced", "gym-rings"),
        ("Handstand Push-Ups", "advanced", None),
        ("Barbell Bench Press", "intermediate", "squat-rack"),
        ("Power Clean", "advanced", "barbell"),
        ("Front Box Jump", "intermediate", "plyo-box"),
    ],
)
def test_what_is_called_easy_and_is_not(made: dict[str, Any], name: str, least: str, needs: str | None) -> None:
    assert made[name]["level"] == least
    assert needs is None or needs in made[name]["equipment"]


def test_a_level_is_never_lowered(made: dict[str, Any]) -> None:
    said = {e["name"]: {"expert": "advanced"}.get(e["level"], e["level"]) for e in ENTRIES}
    assert all(LEVELS.index(data["level"]) >= LEVELS.index(said[name]) for name, data in made.items())


def test_benches_and_helpers_come_from_the_instructions(made: dict[str, Any], imported: Imported) -> None:
    assert made["Dumbbell Bench Press"]["equipment"] == ["dumbbells", "flat-bench"]
    assert made["Lying Hamstring"]["equipment"] == ["partner"]
    assert "Dumbbell Bench Press" in rules(imported)["bench-missing"]
    assert rules(imported)["partner-missing"] == ("Lying Hamstring",)


def test_other_equipment_that_nobody_can_make_out_is_still_needed(base: Catalog, tmp_path: Path) -> None:
    assert one(entry("Zebra Reach", "glutes", equipment="other"), base, tmp_path)["equipment"] == ["other-equipment"]
    assert one(entry("Zebra Pull", "glutes", equipment="machine"), base, tmp_path)["equipment"] == ["other-machine"]


def test_a_bench_to_rest_the_feet_on_is_not_needed(base: Catalog, tmp_path: Path) -> None:
    crunch = entry(
        "Crunches", "abdominals", instructions=steps("Feet on the floor, or resting on a bench. With your feet on a bench it is easier.")
    )
    assert one(crunch, base, tmp_path)["equipment"] == []


def test_few_instructions_are_split_and_closed(made: dict[str, Any], imported: Imported) -> None:
    assert len(made["Triceps Stretch"]["steps"]) == 3
    assert made["Triceps Stretch"]["steps"][:2] == ["Put one hand between the shoulder blades.", "Draw the elbow in with the other hand."]
    assert rules(imported)["steps-added"] == ("Triceps Stretch",)
    assert made["Pushups"]["steps"][-1] == BACK


def test_what_cannot_be_done_or_is_there_twice_is_left_out(made: dict[str, Any], imported: Imported) -> None:
    assert {c.rule: c.entries for c in imported.corrections if c.left_out} == {
        "no-instructions": ("Iron Cross",),
        "duplicate": ("Seated Leg Tucks",),
    }
    assert imported.read == len(ENTRIES) == len(made) + 2


def test_an_unknown_movement_follows_from_its_muscle_and_is_reported(made: dict[str, Any], imported: Imported) -> None:
    assert made["Zebra Reach"]["patterns"] == ["hip-extension"]
    assert rules(imported)["pattern-guessed"] == ("Zebra Reach",)
    assert {"Zebra Reach", "Rope Jumping"} <= {*rules(imported)["force-null"], *rules(imported)["mechanic-null"]}


# What is refused


@pytest.mark.parametrize(
    ("field", "value", "code", "said"),
    [
        ("level", "easy", "E104", "level should be one of beginner, intermediate, expert"),
        ("equipment", "anvil", "E104", "equipment should be null or one of"),
        ("primaryMuscles", ["wings"], "E104", "a muscle should be one of"),
        ("primaryMuscles", [], "E103", "at least one muscle"),
        ("instructions", "Go", "E103", "instructions should be a list"),
        ("instructions", [7], "E105", "a step should be a text"),
        ("name", "", "E105", "name should be a text"),
    ],
)
def test_data_of_another_shape_are_refused_with_their_place(
    base: Catalog, tmp_path: Path, field: str, value: Any, code: str, said: str
) -> None:
    broken = {**entry("Pushups", "chest"), field: value}
    with pytest.raises(InputError) as caught:
        load_file(write(tmp_path / "exercises.json", [entry("Plank", "abdominals"), broken]), base)
    (problem,) = caught.value.problems
    assert (problem.code, said in problem.message) == (code, True)
    assert problem.line > 20, "the second entry"


@pytest.mark.parametrize(("text", "code"), [("{}", "E103"), ("[1]", "E103"), ("[", "E004"), ('[{"id": 1, "id": 2}]', "E006")])
def test_a_file_of_something_else_is_refused(base: Catalog, tmp_path: Path, text: str, code: str) -> None:
    (tmp_path / "exercises.json").write_text(text)
    with pytest.raises(InputError) as caught:
        load_file(tmp_path / "exercises.json", base)
    assert caught.value.problems[0].code == code


def test_a_file_that_is_none_or_has_no_end_is_refused(base: Catalog, tmp_path: Path) -> None:
    with (tmp_path / "endless.json").open("wb") as file:
        file.truncate(33 * 1024 * 1024)
    for path in (tmp_path / "endless.json", Path("/dev/null")):
        with pytest.raises(InputError, match="is no file, or a very large one"):
            load_file(path, base)


def test_two_entries_of_one_id_are_refused(base: Catalog, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is that of entry 1 too"):
        load_file(write(tmp_path / "exercises.json", [entry("Plank", "abdominals"), entry("plank", "abdominals")]), base)


def test_a_folder_stands_for_the_file_in_it(base: Catalog, tmp_path: Path) -> None:
    write(tmp_path / "clone" / "dist" / "exercises.json", [entry("Plank", "abdominals")])
    assert load_file(tmp_path / "clone", base).read == 1
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=r"holds no exercises\.json"):
        load_file(tmp_path / "empty", base)


# The pack


def test_the_pack_is_valid_and_says_whose_it_is(folder: Path, imported: Imported) -> None:
    assert [p for p in check_pack(folder) if p.code != "W307"] == []  # jumps and hard cardio: no template has a slot for them
    assert imported.files["pack.yaml"]["license"] == "Unlicense"


def test_the_same_data_give_the_same_bytes(folder: Path, base: Catalog, tmp_path: Path) -> None:
    again = load_file(write(tmp_path / "exercises.json", ENTRIES[::-1]), base)
    write_pack(again, tmp_path / "again", PluginInfo(PLUGIN))
    files = sorted(p.relative_to(folder) for p in folder.rglob("*.yaml"))
    assert files == sorted(p.relative_to(tmp_path / "again") for p in (tmp_path / "again").rglob("*.yaml"))
    assert all((folder / name).read_bytes() == (tmp_path / "again" / name).read_bytes() for name in files)


QUICK = {"days": 1, "weeks": 1, "minutes": 20, "equipment": ["gym"], "level": "advanced"}
FULL_BODY = {"goal": "balanced-body", **QUICK}


def refs(program: Program) -> set[str]:
    found = {item.exercise for week in program.weeks for s in week.sessions for block in s.blocks for item in block.items}
    return found | {suggestion.exercise for suggestion in program.suggestions}


def test_a_healthy_person_is_offered_imported_exercises(folder: Path) -> None:
    healthy = profile_from_data({**FULL_BODY, "pins": ["free-exercise-db:goblet-squat"]})
    program = build(healthy, load_catalog([str(folder), "home", "gym"]))
    assert isinstance(program, Program)
    assert "free-exercise-db:goblet-squat" in refs(program)


@pytest.mark.parametrize(
    "unwell",
    [
        {"conditions": [{"id": "glaucoma"}]},
        {"pain": [{"region": "neck", "level": 2}]},
        {"goal": "pregnancy-back-care", "cleared": [{"condition": "pregnancy", "date": "2026-11-01"}]},
    ],
    ids=["condition", "pain", "pregnancy"],
)
def test_nobody_with_a_condition_is_offered_any(folder: Path, unwell: dict[str, Any]) -> None:
    catalog = load_catalog([str(folder), "home", "gym"])
    program = build(profile_from_data({**FULL_BODY, **unwell}), catalog)
    assert isinstance(program, Program), program
    assert not [ref for ref in refs(program) if ref.startswith("free-exercise-db:")]
    left_out = {excluded.exercise for excluded in program.excluded}
    assert {e.ref for e in catalog if e.pack == "free-exercise-db"} <= left_out


# The real data


@pytest.fixture(scope="module")
def everything(base: Catalog) -> Imported:
    return load_file(Path(DATA) / "free-exercise-db", base)


@pytest.fixture(scope="module")
def whole_pack(everything: Imported, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "fedb"
    assert {problem.code for problem in write_pack(everything, path, PluginInfo(PLUGIN))} <= {"W307"}
    return path


@real_data
def test_the_real_data_are_turned_into_a_pack_in_time(base: Catalog) -> None:
    started = process_time()
    imported = load_file(Path(DATA) / "free-exercise-db", base)
    assert imported.read == 873
    assert process_time() - started < 4, "a fraction of a second where nobody else computes"


@real_data
def test_the_defects_of_the_real_data_are_counted(everything: Imported) -> None:
    counts = {correction.rule: len(correction.entries) for correction in everything.corrections}
    assert counts["no-instructions"] == 5 and counts["duplicate"] == 2
    assert counts["equipment-null"] == 77 and counts["equipment-other"] == 122
    assert counts["bar-missing"] == 10
    assert counts["bench-missing"] > 100
    assert "pattern-guessed" not in counts, "every movement in the data is known by name"


@real_data
def test_no_pull_up_of_the_real_data_is_for_beginners_or_needs_nothing(everything: Imported) -> None:
    exercises = [data for name, items in everything.files.items() if name.startswith("exercises/") for data in items]
    pulls = [data for data in exercises if data.get("family") in ("pull-up", "muscle-up")]
    assert len(pulls) == 14
    assert Counter(data["name"] for data in pulls if data["level"] == "beginner") == {"Band Assisted Pull-Up": 1}
    assert all({"pull-up-bar", "gym-rings", "climbing-rope"} & set(data["equipment"]) for data in pulls)


@real_data
@pytest.mark.parametrize("level", LEVELS)
def test_a_full_body_program_of_the_real_pack_keeps_muscles_in_range(whole_pack: Path, level: str) -> None:
    profile = Profile(goal="balanced-body", level=level, days=4, minutes=60, weeks=4, equipment=("gym",))
    program = build(profile, load_catalog([str(whole_pack)]))
    assert isinstance(program, Program)
    inside = [volume for volume in program.volume if volume.min <= volume.sets <= volume.max]
    assert len(inside) >= 0.95 * len(program.volume)
