"""What holds for the evidence as a whole: totals that no single id shows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.coverage.evidence import read_activities, read_rows, read_sources
from tests.coverage.homes import Homes, read_homes

FREE_EXERCISE_DB = {  # its 17 muscle names
    *("abdominals", "abductors", "adductors", "biceps", "calves", "chest", "forearms", "glutes", "hamstrings"),
    *("lats", "lower-back", "middle-back", "neck", "quadriceps", "shoulders", "traps", "triceps"),
}


@pytest.fixture(scope="module")
def homes() -> Homes:
    return read_homes()


def every(kind: str, homes: Homes) -> dict[str, Any]:
    return {name: entry for (of, name), entry in homes.entries.items() if of == kind}


def rows(homes: Homes) -> Iterator[tuple[str, Any]]:
    for name, condition in every("condition", homes).items():
        for row in condition.get("rows", ()):
            yield f"{name}/{row['trait']}", row


def test_muscles_roll_up_to_the_17_names_and_every_name_has_a_muscle(homes: Homes) -> None:
    assert set(every("group", homes)) == FREE_EXERCISE_DB
    assert {muscle["group"] for muscle in every("muscle", homes).values()} == FREE_EXERCISE_DB


def test_every_muscle_of_an_exercise_rolls_up(homes: Homes) -> None:
    muscles = every("muscle", homes)
    used = {m for e in every("exercise", homes).values() for m in (*e["muscles"]["primary"], *e["muscles"].get("secondary", ()))}
    assert used - set(muscles) == set()


def test_every_modify_says_how(homes: Homes) -> None:
    assert [name for name, row in rows(homes) if row["severity"] == "modify" and not (row.get("limits") or row.get("variant"))] == []


def test_every_modify_is_explained_to_the_person(homes: Homes) -> None:
    assert [name for name, row in rows(homes) if row["severity"] == "modify" and not row.get("cue")] == []


def test_a_number_that_no_source_gives_is_marked_as_ours(homes: Homes) -> None:
    unmarked = [n for n, row in rows(homes) if row["severity"] == "modify" and row.get("limits") and not row.get("ours")]
    sourced = ["lumbar-spinal-stenosis/prolonged-static-standing"]  # 5 minutes: MSR-LSS
    slow_only = ["everyone-novice/ballistic", "osteoporosis/ballistic"]  # a word, no number
    assert sorted(unmarked) == sorted(sourced + slow_only)


def test_rows_are_chosen_by_facts_that_the_condition_asks_for(homes: Homes) -> None:
    for name, condition in every("condition", homes).items():
        for row in (*condition.get("rows", ()), *condition.get("gates", ())):
            for fact, wanted in row.get("when", {}).items():
                spec = condition["facts"][fact]
                chosen = wanted if isinstance(wanted, list) else [wanted]
                assert set(chosen) <= set(spec["values"]) if "values" in spec else spec["type"] in ("boolean", "number"), (name, fact)


def test_hazards_are_judged_and_benefits_preferred(homes: Homes) -> None:
    """A benefit is excluded or limited only where we say so ourselves; a hazard is never preferred."""
    kinds = {name: trait["kind"] for name, trait in every("trait", homes).items()}
    wrong = [n for n, row in rows(homes) if (row["severity"] == "prefer") != (kinds[row["trait"]] == "benefit") and not row.get("ours")]
    assert wrong == []


@pytest.mark.parametrize(
    ("milder", "graver"),
    [
        ("osteoporosis", "vertebral-fracture"),
        ("pregnancy-trimester-1", "pregnancy-trimester-2"),
        ("pregnancy-trimester-2", "pregnancy-trimester-3"),
        ("hypertension-controlled", "hypertension-uncontrolled"),
    ],
)
def test_a_graver_condition_is_at_least_as_strict(milder: str, graver: str, homes: Homes) -> None:
    strict = ("prefer", "caution", "modify", "exclude")

    def hazards(name: str) -> dict[str, int]:
        return {
            row["trait"]: strict.index(row["severity"]) for row in homes.find(f"condition {name}")["rows"] if row["severity"] != "prefer"
        }

    mild, grave = hazards(milder), hazards(graver)
    assert [trait for trait, rank in mild.items() if grave.get(trait, 0) < rank] == []


@pytest.mark.parametrize(
    "row",
    [
        *("acute-low-back-pain inversion", "acute-low-back-pain loaded-rotation", "acute-low-back-pain valsalva"),
        *("lumbar-disc-herniation-sciatica ballistic", "spondylolisthesis loaded-rotation", "osteoporosis loaded-rotation"),
        *("vertebral-fracture heavy-load", "vertebral-fracture fall-risk", "neck-pain rapid-head-movement", "hip-replacement ballistic"),
        *("pregnancy-trimester-3 breath-holding", "postpartum-early ballistic", "cardiovascular-disease breath-holding"),
        *("recent-surgery end-range-spinal-flexion", "recent-surgery loaded-rotation", "abdominal-hernia ballistic"),
    ],
)
def test_gaps_of_the_evidence_are_closed_by_rows_of_our_own(row: str, homes: Homes) -> None:
    found = homes.find(f"row {row}")
    assert (found["severity"], found["ours"], found["confirmed"]) == ("exclude", True, False)


@pytest.mark.parametrize(
    ("row", "most"),
    [
        ("acute-low-back-pain valsalva", 60),
        ("cardiovascular-disease valsalva", 60),
        ("pregnancy-trimester-2 valsalva", 70),
        ("pregnancy-trimester-3 valsalva", 70),
        ("postpartum-early valsalva", 50),
        ("recent-surgery heavy-load", 50),
        ("vertebral-fracture heavy-load", 50),
    ],
)
def test_an_exclusion_of_straining_caps_what_else_is_lifted(row: str, most: int, homes: Homes) -> None:
    assert homes.find(f"row {row}")["limits"]["max_load_pct_1rm"] == most


def test_a_compact_row_becomes_an_entry() -> None:
    data = {
        "osteoporosis": {
            "impact": ["caution", "expert", False, ["GK"], [{"at": "note", "says": "once"}]],
            "walking.1": ["prefer", "study", True, []],
        }
    }
    entries = read_rows(data)
    assert entries["osteoporosis/impact"]["homes"] == ["row osteoporosis impact"]
    assert {"at": "severity", "is": "caution"} in entries["osteoporosis/impact"]["checks"]
    assert {"at": "note", "says": "once"} in entries["osteoporosis/impact"]["checks"]
    assert {"at": "1.severity", "is": "prefer"} in entries["osteoporosis/walking"]["checks"]


def test_a_source_without_an_address_is_not_asked_for_one() -> None:
    entry = read_sources({"GK": ["Common knowledge", "2026", "", "general-knowledge", False]})["GK"]
    assert [check["at"] for check in entry["checks"]] == ["title", "year", "kind", "confirmed"]


def test_an_activity_is_a_sport_or_said_in_words() -> None:
    entries = read_activities(
        {"run": ["exercise sports:running", 8, "12150", "vigorous", ["impact"]], "fast": ["advice base/fast", 9, "12030", "vigorous"]}
    )
    assert {"at": "met.value", "is": 8} in entries["run"]["checks"]
    assert entries["fast"]["checks"] == [{"at": "text", "says": "9.0 MET (12030"}]
