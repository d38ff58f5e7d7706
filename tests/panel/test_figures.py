"""The panel's figures on programs made by hand: each is right where the program is, and is seen to fail where it is not."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from .balance import CHECKS, balance
from .bars import Pair, summary
from .figures import (
    Fact,
    Share,
    counted,
    exclusions,
    facts_of,
    in_range,
    kept,
    main_exercises,
    minutes,
    named,
    proven,
    reasons,
    weekly_sets,
)
from .measure import Result, catalog_of, result_from_data

FACTS = {
    "row": Fact("strength", ("horizontal-pull",), {"middle-back": 1.0, "lats": 1.0, "biceps": 0.5}),
    "pulldown": Fact("strength", ("vertical-pull",), {"lats": 1.0, "biceps": 0.5}),
    "press": Fact("strength", ("horizontal-push",), {"chest": 1.0, "triceps": 0.5}),
    "deadlift": Fact("strength", ("hinge",), {"lower-back": 1.0, "hamstrings": 1.0, "glutes": 1.0}),
    "squat": Fact("strength", ("squat",), {"quadriceps": 1.0, "glutes": 1.0}),
    "bird-dog": Fact("strength", ("anti-rotation", "anti-extension"), {"lower-back": 1.0}),
    "side-bridge": Fact("strength", ("anti-lateral-flexion",), {"abdominals": 1.0}),
    "fold": Fact("stretch", ("hamstring-stretch",), {"hamstrings": 1.0, "lower-back": 1.0}),
    "lunge-stretch": Fact("stretch", ("hip-flexor-stretch",), {"quadriceps": 1.0, "glutes": 0.5, "chest": 0.5}),
}
ROLES = {"bird-dog": "core", "side-bridge": "core", "fold": "stretch", "lunge-stretch": "stretch", "press": "accessory"}


def item(exercise: str, sets: int = 3, **changes: Any) -> dict[str, Any]:
    """An item of four minutes with one reason."""
    plain = {"exercise": exercise, "role": ROLES.get(exercise, "main"), "dose": {"sets": sets, "reps": 8}, "minutes": 4}
    return {**plain, "reasons": [{"rule": "template/a", "text": "A row"}], **changes}


def a_program() -> dict[str, Any]:
    """Two weeks of one day: 33 minutes where 30 were asked for, and everything in order."""
    week = {
        "cycle": 1,
        "phase": "build",
        "sessions": [
            {
                "day": 1,
                "minutes": 33,
                "overhead": 1,
                "blocks": [
                    {"items": [item("row"), item("deadlift"), item("squat"), item("press"), item("side-bridge", 2)]},
                    {"items": [item("fold", 1), item("lunge-stretch", 1), item("row", 1, role="warm-up")]},
                ],
            }
        ],
    }
    return {
        "profile": {"minutes": 30},
        "certificate": {"status": "proven", "gap": 0.008},
        "weeks": [{**deepcopy(week), "number": 1}, {**deepcopy(week), "number": 2}],
        "volume": [
            {"week": 1, "muscle": "lats", "sets": 3, "min": 2, "max": 4},
            {"week": 1, "muscle": "biceps", "sets": 1.5, "min": 4, "max": 8, "why": "no more fits into 30 minutes"},
            {"week": 1, "muscle": "glutes", "sets": 6, "min": 0, "max": 6},
        ],
        "excluded": [{"exercise": "plow", "findings": [{"reason": "the neck bears weight", "source": "GK"}]}],
        "suggestions": [{"day": 3, "exercise": "walking", "reasons": [{"rule": "core/free-day", "text": "An easy day"}]}],
    }


def session_of(document: dict[str, Any], week: int = 2) -> dict[str, Any]:
    found: dict[str, Any] = document["weeks"][week - 1]["sessions"][0]
    return found


def test_a_program_in_order_holds_every_figure() -> None:
    program = a_program()
    shares = [minutes(program), kept(program, "main"), kept(program, "accessory"), main_exercises(program), proven(program, 0.01)]
    shares += [reasons(program), exclusions(program), named(program), counted(program, FACTS)]
    assert all(share.whole and share.of for share in shares), shares


def test_a_primary_muscle_counts_a_set_and_a_helper_half_and_warming_up_none() -> None:
    assert weekly_sets(a_program()["weeks"][0], FACTS) == {
        "middle-back": 3, "lats": 3, "biceps": 1.5, "lower-back": 3, "hamstrings": 3, "glutes": 6, "quadriceps": 3,
        "chest": 3, "triceps": 1.5, "abdominals": 2,
    }  # fmt: skip


def test_a_target_out_of_range_is_a_miss_unless_it_could_not_be_met() -> None:
    program = a_program()
    assert in_range(program) == Share(1, 2, ("week 1: 1.5 sets for the biceps, 4 to 8 wanted",))
    assert in_range(program, [(1, "biceps")]) == Share(1, 1)
    assert in_range(program, [(1, "lats")]) == in_range(program)  # what is in range is never left out
    program["volume"][0]["sets"] = 4.5
    assert in_range(program).held == 0
    program["volume"][0]["max"] = 99  # no upper end: a least amount is no range
    assert in_range(program).of == 1


def test_facts_count_a_muscle_what_it_is_part_of_and_its_group() -> None:
    catalog = catalog_of(None)
    ref, exercise = next((ref, e) for ref, e in catalog.exercises.items() if "upper-trapezius" in e.primary and e.secondary)
    muscles = facts_of(catalog)[ref].muscles
    assert {muscles[name] for name in ("upper-trapezius", "trapezius", "traps")} == {1.0}
    assert {muscles[name] for name in exercise.secondary} == {0.5}
    assert exercise.groups.items() <= muscles.items()


def test_what_is_out_of_range_has_to_be_named_even_where_it_is_no_target() -> None:
    program = a_program()
    del program["volume"][1]["why"]
    program["volume"][2]["sets"] = 7
    assert named(program) == Share(
        0, 2, tuple(f"week 1: nothing says why the {m} has {s} sets" for m, s in (("biceps", 1.5), ("glutes", 7)))
    )


def test_sets_that_are_stated_are_those_of_the_items() -> None:
    program = a_program()
    program["volume"][0]["sets"] = 4
    assert counted(program, FACTS).misses == ("week 1: 4 sets stated for the lats, 3 in the items",)


@pytest.mark.parametrize("spent", [26.9, 33.1])
def test_a_session_a_tenth_off_is_a_miss(spent: float) -> None:
    program = a_program()
    session = session_of(program)
    session["overhead"], session["minutes"] = spent - 32, spent
    assert minutes(program) == Share(1, 2, (f"week 2, day 1: {spent} minutes, 30 asked for",))
    program["weeks"][1]["phase"] = "deload"
    assert minutes(program) == Share(1, 1)


def test_times_that_do_not_add_up_are_a_miss() -> None:
    program = a_program()
    session_of(program)["blocks"][0]["items"][0]["minutes"] = 5
    assert minutes(program).misses == ("week 2, day 1: 33 minutes stated, the items and their overhead take 34.0",)


def test_an_exercise_that_leaves_within_its_cycle_is_a_miss() -> None:
    program = a_program()
    session_of(program)["blocks"][0]["items"][0]["exercise"] = "pulldown"
    assert kept(program, "main") == Share(2, 3, ("week 2, day 1: row is gone",))
    assert kept(program, "accessory") == Share(1, 1)
    program["weeks"][1]["cycle"] = 2
    assert kept(program, "main") == Share(0, 0)


@pytest.mark.parametrize(("asked", "low", "high"), [(10, 1, 1), (15, 2, 2), (20, 2, 3), (25, 3, 4), (30, 3, 5), (60, 6, 10)])
def test_main_exercises_are_three_to_five_in_thirty_minutes(asked: int, low: int, high: int) -> None:
    def holds(count: int) -> bool:
        program = a_program()
        program["profile"]["minutes"] = asked
        for week in program["weeks"]:
            week["sessions"][0]["blocks"] = [{"items": [item("row") for _ in range(count)]}]
        return main_exercises(program).whole

    assert [count for count in range(12) if holds(count)] == list(range(low, high + 1))


def test_not_proven_is_a_miss_whatever_the_gap() -> None:
    program = a_program()
    assert proven(program, 0.005).misses == ("proven, gap 0.80%",)
    program["certificate"] = {"status": "not proven", "gap": 0.0}
    assert not proven(program, 0.03).whole


def test_a_pick_without_words_and_an_exclusion_without_a_source_are_misses() -> None:
    program = a_program()
    session_of(program)["blocks"][0]["items"][0]["reasons"] = []
    program["suggestions"][0]["reasons"][0]["text"] = " "
    program["excluded"][0]["findings"].append({"reason": "and the head is low", "source": ""})
    assert reasons(program).misses == ("week 2, day 1: row has no reason", "free day 3: walking has no reason")
    assert exclusions(program).held == 0


BALANCED = {
    "pull to push 1.0-1.5": ["row", "press"],
    "hinge to squat 0.8-1.25": ["deadlift", "squat"],
    "both pull directions": ["row", "pulldown"],
    "the trunk resists all three ways": ["bird-dog", "side-bridge"],
    "upper and lower back": ["row", "deadlift"],
    "what is strengthened is stretched": ["squat", "lunge-stretch"],
}


@pytest.mark.parametrize("name", CHECKS)
def test_balance_holds_and_is_seen_to_fail(name: str) -> None:
    program = a_program()
    for week in program["weeks"]:
        week["sessions"][0]["blocks"] = [{"items": [item(exercise) for exercise in BALANCED[name]]}]
    assert balance(program, FACTS)[name] == Share(2, 2)
    del session_of(program)["blocks"][0]["items"][1]
    assert balance(program, FACTS)[name].held == 1


def test_more_pushing_than_pulling_and_far_less_are_both_out_of_balance() -> None:
    check = CHECKS["pull to push 1.0-1.5"]
    found = []
    for pulls in (2, 3, 4, 5):
        week = {"sessions": [{"blocks": [{"items": [item("row", pulls), item("press", 3)]}]}]}
        found.append(check(week, FACTS))
    assert found == ["2 sets to 3", None, None, "5 sets to 3"]


def a_result(name: str = "somebody", **changes: Any) -> Result:
    whole = Share(1, 1)
    keys = ["hard rules", "targets in range", "out of range and named", "sets as stated", "minutes", "main kept", "accessories kept"]
    keys += ["gap 1 %", "gap 3 %", "reasons", "exclusions", "main exercises", "changes"]
    return Result(
        **{"name": name, "kind": "program", "healthy": True, "seconds": 1.0, "digest": "a", "shares": dict.fromkeys(keys, whole), **changes}
    )


def missed(pairs: list[Pair], explained: list[Result]) -> list[str]:
    return [row.figure for row in summary(pairs, explained) if row.missed]


def test_the_bars_hold_and_each_is_seen_to_be_missed() -> None:
    good = a_result()
    assert missed([Pair(good, good)], [good]) == []
    assert missed([Pair(good, a_result(digest="b"))], [good]) == ["same inputs, same bytes"]
    refused = a_result(kind="refused", shares={})
    assert missed([Pair(good, good), Pair(refused, refused)], [good]) == ["programs for healthy people"]
    barred = [row for row in summary([Pair(good, good)], [good]) if row.bar is not None]
    assert missed([], []) == [row.figure for row in barred]  # nothing shown is nothing held
    for key in good.shares:
        bad = a_result(shares={**good.shares, key: Share(0, 1, ("no",))})
        assert len(missed([Pair(bad, bad)], [bad])) == 1, key


def test_nineteen_of_twenty_are_enough_for_the_small_gap() -> None:
    good, wide = a_result(), a_result(shares={**a_result().shares, "gap 1 %": Share(0, 1, ("wide",))})
    assert missed([Pair(good, good)] * 19 + [Pair(wide, wide)], [good]) == []
    assert missed([Pair(good, good)] * 18 + [Pair(wide, wide)], [good]) == ["proven gap at most 1 %"]


def test_a_result_survives_the_way_between_two_processes() -> None:
    result = a_result(shares={"minutes": Share(0, 1, ("late",))})
    assert result_from_data(result.to_data()) == result
