"""Limits tighten doses, in the measure an exercise is dosed in, and never loosen them."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from safety_world import VOCABULARY, an_exercise
from setlist import Dose, DoseRange
from setlist.limits import adjustable, merge_limits, reps_at, slowest, tighten, unknown_limits, within
from setlist.model import Equipment


def tightened(dose: DoseRange, limits: dict[str, Any], *, loaded: bool = True, **exercise: Any) -> DoseRange | None:
    return tighten(dose, limits, an_exercise(**exercise), adjustable=loaded)


@pytest.mark.parametrize(
    ("dose", "limits", "field", "expected"),
    [
        (DoseRange(sets=(2, 4), reps=(8, 12)), {"max_sets": 3}, "sets", (2, 3)),
        (DoseRange(reps=(8, 15)), {"max_reps": 10}, "reps", (8, 10)),
        (DoseRange(hold_s=(10, 40)), {"max_hold_s": 20}, "hold_s", (10, 20)),
        (DoseRange(breaths=(3, 10)), {"max_hold_s": 30}, "breaths", (3, 5)),
        (DoseRange(breaths=(3, 10), breath_s=10), {"max_hold_s": 35}, "breaths", (3, 3)),
        (DoseRange(minutes=(10, 40)), {"max_minutes": 20}, "minutes", (10, 20)),
        (DoseRange(hold_s=(30, 300)), {"max_minutes": 1}, "hold_s", (30, 60)),
        (DoseRange(distance_m=(20, 500)), {"max_minutes": 2}, "distance_m", (20, 120)),
        (DoseRange(reps=(5, 30)), {"max_minutes": 1}, "reps", (5, 15)),
        (DoseRange(reps=(8, 12)), {"min_rest_s": 60}, "rest_s", (60, 60)),
        (DoseRange(reps=(8, 12), rest_s=(45, 90)), {"min_rest_s": 59.5}, "rest_s", (60, 90)),
        (DoseRange(reps=(8, 12), rir=(1, 5)), {"min_rir": 3}, "rir", (3, 5)),
        (DoseRange(reps=(8, 12)), {"min_rir": 2.5}, "rir", (3, 3)),
        (DoseRange(reps=(8, 12), rpe=(7, 9)), {"min_rir": 4}, "rpe", (6, 6)),
        (DoseRange(reps=(8, 12), load_kg=(20, 40)), {"max_load_kg": 30}, "load_kg", (20, 30)),
        (DoseRange(reps=(8, 12)), {"max_load_pct_1rm": 70}, "load_pct_1rm", (70, 70)),
    ],
)
def test_a_limit_cuts_its_quantity(dose: DoseRange, limits: dict[str, Any], field: str, expected: tuple[int, int]) -> None:
    left = tightened(dose, limits)
    assert left is not None
    assert getattr(left, field) == expected


@pytest.mark.parametrize(
    ("dose", "limits"),
    [
        (DoseRange(sets=(3, 4), reps=(8, 12)), {"max_sets": 2}),
        (DoseRange(hold_s=(30, 60)), {"max_hold_s": 20}),
        (DoseRange(breaths=(5, 8)), {"max_hold_s": 20}),
        (DoseRange(minutes=(20, 40)), {"max_minutes": 10}),
        (DoseRange(reps=(8, 12)), {"max_per_session": 0}),
        (DoseRange(reps=(8, 12), load_kg=(5, 10)), {"max_load_kg": 0}),
        (DoseRange(reps=(20, 30)), {"max_minutes": 1}),
    ],
)
def test_a_range_that_begins_beyond_its_limit_leaves_nothing(dose: DoseRange, limits: dict[str, Any]) -> None:
    assert tightened(dose, limits) is None


def test_a_lighter_range_of_its_own_stays_lighter() -> None:
    left = tightened(DoseRange(reps=(8, 12), load_pct_1rm=(40, 50), load_kg=(5, 10)), {"max_load_pct_1rm": 80, "max_load_kg": 30})
    assert left is not None
    assert (left.load_pct_1rm, left.load_kg) == ((40, 50), (5, 10))


def test_a_share_of_1rm_is_said_in_reserve_for_who_does_not_know_it() -> None:
    """70 % can be done 11 times, so 8 repetitions of it leave 3."""
    left = tightened(DoseRange(reps=(8, 12)), {"max_load_pct_1rm": 70})
    assert reps_at(70) == 11
    assert left is not None
    assert left.rir == (3, 3)


def test_a_load_that_nobody_can_choose_cannot_be_limited() -> None:
    assert tightened(DoseRange(reps=(8, 12)), {"max_load_pct_1rm": 70}, loaded=False) is None


@pytest.mark.parametrize(
    ("equipment", "expected"),
    [
        (Equipment(), False),
        (Equipment(all=("rack",)), False),
        (Equipment(all=("rack", "barbell")), True),
        (Equipment(any=("barbell", "band")), True),
        (Equipment(any=("barbell", "rack")), False),
        (Equipment(optional=("barbell",)), False),
        (Equipment(all=("something",)), False),
    ],
)
def test_a_load_is_adjustable_whatever_the_person_takes(equipment: Equipment, expected: bool) -> None:
    assert adjustable(an_exercise(equipment=equipment), VOCABULARY) is expected


def test_time_counts_both_sides() -> None:
    left = tightened(DoseRange(hold_s=(15, 60)), {"max_minutes": 1}, sides="each")
    assert left is not None
    assert left.hold_s == (15, 30)


def test_time_bounds_repetitions_with_their_holds() -> None:
    """12 repetitions of 2 s, with 3 s between, fill a minute; the hold does not grow beyond that."""
    left = tightened(DoseRange(reps=(8, 15), hold_s=(2, 5)), {"max_minutes": 1})
    assert left is not None
    assert (left.reps, left.hold_s) == ((8, 12), (2, 2))


@pytest.mark.parametrize(("tempo", "expected"), [(None, "3-1-3"), ("2-0-2", "3-1-3"), ("5-0-4", "5-1-4"), ("2-0-2-2", "3-1-3-2")])
def test_slowly_never_makes_a_slow_tempo_faster(tempo: str | None, expected: str) -> None:
    left = tightened(DoseRange(reps=(8, 12), tempo=tempo), {"tempo": "slow"})
    assert left is not None
    assert left.tempo == expected


def test_reserve_is_effort_where_nothing_is_counted() -> None:
    plank = tightened(DoseRange(hold_s=(15, 40), rpe=(6, 8)), {"min_rir": 4})
    assert plank is not None
    assert (plank.rpe, plank.rir) == ((6, 6), None)


def test_reserve_means_nothing_to_a_stretch() -> None:
    assert tightened(DoseRange(hold_s=(15, 40)), {"min_rir": 4, "range": "mid"}, kind="stretch") == DoseRange(hold_s=(15, 40))


def test_the_strictest_number_wins() -> None:
    assert merge_limits([{"max_sets": 3, "min_rir": 2}, {"max_sets": 2, "min_rir": 4, "range": "mid"}]) == {
        "max_sets": 2,
        "min_rir": 4,
        "range": "mid",
    }


@pytest.mark.parametrize(
    "limits",
    [
        {"max_height": 3},
        {"range": "full"},
        {"tempo": 3},
        {"max_sets": -1},
        {"max_sets": "3"},
        {"max_sets": True},
        {"min_rir": float("nan")},
    ],
)
def test_limits_are_a_closed_list(limits: dict[str, Any]) -> None:
    assert unknown_limits(limits) == list(limits)


def test_infinity_is_no_limit() -> None:
    assert unknown_limits({"min_rest_s": float("inf"), "max_reps": 5}) == ["min_rest_s"]


@pytest.mark.parametrize(
    ("dose", "problem"),
    [
        (Dose(sets=4, reps=8, rir=3), "sets 4 is more than 3"),
        (Dose(sets=2, reps=8, rir=1), "rir 1 is less than 3"),
        (Dose(sets=2, reps=8), "rir None is less than 3"),
        (Dose(sets=2, minutes=60, rir=3), "minutes 60: this exercise is not dosed in minutes"),
        (Dose(sets=2, reps=8, rir=3, tempo="1-0-1"), "tempo 1-0-1 is faster than 3-1-3"),
    ],
)
def test_what_lies_outside_is_named(dose: Dose, problem: str) -> None:
    allowed = DoseRange(sets=(2, 3), reps=(8, 12), rir=(3, 4), tempo="3-1-3")
    assert problem in within(dose, allowed)


def test_a_load_limit_cannot_be_left_unsaid() -> None:
    allowed = DoseRange(reps=(8, 12), load_pct_1rm=(60, 60))
    assert within(Dose(reps=8), allowed) == ["load pct 1rm is missing, at most 60"]
    assert within(Dose(reps=8, load_pct_1rm=50), allowed) == []


def ranges(least: int, most: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(least, most), st.integers(least, most)).map(lambda pair: (min(pair), max(pair)))


MEASURES = st.one_of(
    st.fixed_dictionaries({"reps": ranges(1, 30)}, optional={"hold_s": ranges(1, 20)}),
    st.fixed_dictionaries({"hold_s": ranges(1, 300)}),
    st.fixed_dictionaries({"breaths": ranges(1, 30)}),
    st.fixed_dictionaries({"minutes": ranges(1, 60)}),
    st.fixed_dictionaries({"distance_m": ranges(10, 5000)}),
)
OTHERS = st.fixed_dictionaries(
    {"sets": ranges(1, 6)},
    optional={
        "rest_s": ranges(0, 120),
        "rir": ranges(0, 5),
        "rpe": ranges(4, 10),
        "load_pct_1rm": ranges(30, 100),
        "load_kg": ranges(1, 100),
        "tempo": st.sampled_from(["2-0-2", "4-0-1", "3-1-3-1"]),
    },
)
ENDS: tuple[Literal["low", "high"], ...] = ("low", "high")
DOSES = st.builds(lambda measure, others: DoseRange(**measure, **others), MEASURES, OTHERS)
LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "max_sets": st.integers(0, 8),
        "max_reps": st.integers(0, 30),
        "max_hold_s": st.integers(0, 120),
        "max_minutes": st.integers(0, 60),
        "max_load_pct_1rm": st.integers(0, 100),
        "max_load_kg": st.integers(0, 100),
        "min_rir": st.integers(0, 6),
        "min_rest_s": st.integers(0, 180),
        "range": st.just("mid"),
        "tempo": st.just("slow"),
    },
)


def inside(inner: DoseRange, outer: DoseRange) -> bool:
    """No quantity of `inner` goes beyond `outer`: none is more, and rest, reserve and tempo are none the less."""
    quantities = ("sets", "reps", "hold_s", "breaths", "minutes", "distance_m", "rpe", "load_kg", "load_pct_1rm")
    more = any(
        getattr(outer, field) is not None and (getattr(inner, field) is None or getattr(inner, field)[1] > getattr(outer, field)[1])
        for field in quantities
    )
    least = any((getattr(inner, field) or (0, 0))[0] < (getattr(outer, field) or (0, 0))[0] for field in ("rest_s", "rir"))
    return not more and not least and slowest(inner.tempo, outer.tempo) == slowest(inner.tempo)


@given(DOSES, LIMITS, st.booleans())
def test_no_limit_ever_loosens_a_dose(dose: DoseRange, limits: dict[str, Any], loaded: bool) -> None:
    left = tightened(dose, limits, loaded=loaded)
    assert left is None or inside(left, dose)


@given(DOSES, LIMITS, LIMITS)
def test_more_limits_leave_less(dose: DoseRange, some: dict[str, Any], more: dict[str, Any]) -> None:
    few, many = tightened(dose, some), tightened(dose, merge_limits([some, more]))
    assert many is None or (few is not None and inside(many, few))


@given(DOSES, LIMITS)
def test_what_is_left_is_a_range_that_can_be_done(dose: DoseRange, limits: dict[str, Any]) -> None:
    left = tightened(dose, limits)
    if left is not None:
        for end in ENDS:
            assert within(left.at(end), left) == []


@pytest.mark.parametrize("field", ["reps", "rest_s", "rir", "load_kg"])
def test_what_is_no_number_is_within_nothing(field: str) -> None:
    allowed = DoseRange(reps=(5, 8), rest_s=(60, 90), rir=(2, 4), load_kg=(0, 50))
    dose = Dose(reps=5, rest_s=60, rir=2, load_kg=20)
    assert within(dose, allowed) == []
    for wrong in (float("nan"), float("inf"), -1):
        assert any(field.replace("_", " ") in problem for problem in within(replace(dose, **{field: wrong}), allowed))
    assert within(Dose(reps=5, load_kg=float("nan")), DoseRange(reps=(5, 8))) == ["load kg nan is no number from 0"]
