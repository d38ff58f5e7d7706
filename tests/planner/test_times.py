"""The time model: what a dose takes, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist import Dose, Exercise
from setlist.model import Equipment, Term, Vocabulary
from setlist.planner.times import STATION_S, item_minutes, overhead, rep_seconds, setup_seconds, work_seconds
from small_week import a_move

THINGS = {
    "barbell": Term("barbell", "Barbell", data={"setup_s": 45}),
    "flat-bench": Term("flat-bench", "Bench", data={"setup_s": 10}),
    "band": Term("band", "Band"),
}
VOCABULARY = Vocabulary(terms={"equipment": THINGS})


@pytest.mark.parametrize(("tempo", "seconds"), [(None, 4), ("2-0-2", 4), ("3-1-3", 7), ("3-1-3-1", 8), ("1-0-0", 2), ("0-0-0", 2)])
def test_a_repetition_takes_the_sum_of_its_phases(tempo: str | None, seconds: float) -> None:
    assert rep_seconds(tempo) == seconds


@pytest.mark.parametrize(
    ("dose", "seconds"),
    [
        (Dose(reps=10), 40),
        (Dose(reps=10, tempo="3-0-3"), 60),
        (Dose(hold_s=30), 33),  # and 3 s to get in and out
        (Dose(reps=6, hold_s=10), 78),
        (Dose(breaths=5), 35),  # 6 s a breath, 5 s to change the pose
        (Dose(breaths=5, breath_s=8), 45),
        (Dose(distance_m=20), 20),
        (Dose(minutes=3), 180),
    ],
)
def test_one_set_on_one_side(dose: Dose, seconds: float) -> None:
    assert work_seconds(dose) == seconds


@pytest.mark.parametrize(
    ("dose", "minutes"),
    [
        (Dose(sets=3, reps=10, rest_s=60), (3 * 40 + 2 * 60 + 15) / 60),
        (Dose(sets=3, reps=10, rest_s=60, per_side=True), (3 * (2 * 40 + 5) + 2 * 60 + 15) / 60),
        (Dose(sets=2, hold_s=30, per_side=True), (2 * (2 * 33 + 5) + 15) / 60),
        (Dose(minutes=5), 5),  # what it says, without a change of station
        (Dose(sets=2, minutes=5, rest_s=30), 10.5),
        (Dose(sets=1, minutes=5, per_side=True), 5),  # both sides are inside
    ],
)
def test_an_item_takes_its_sets_sides_rests_and_the_change_of_station(dose: Dose, minutes: float) -> None:
    assert item_minutes(dose, STATION_S) == pytest.approx(minutes)


@pytest.mark.parametrize(
    ("needs", "seconds"),
    [
        (Equipment(), 15),
        (Equipment(all=("barbell", "flat-bench")), 70),
        (Equipment(any=("band", "barbell")), 15),
        (Equipment(any=("barbell", "band")), 60),
        (Equipment(all=("unknown-thing",)), 15),
        (Equipment(optional=("barbell",)), 15),
    ],
)
def test_what_has_to_be_set_up_is_charged(needs: Equipment, seconds: float) -> None:
    exercise: Exercise = a_move("press", equipment=needs)
    assert setup_seconds(exercise, VOCABULARY) == seconds


def test_a_session_begins_and_ends_and_a_short_one_needs_less_of_it() -> None:
    assert overhead(60) == (2.0, 1.1)
    assert overhead(15) == (1.0, 1.1)


DOSES = st.builds(
    Dose,
    sets=st.integers(1, 5),
    reps=st.integers(1, 30),
    hold_s=st.none() | st.integers(1, 60),
    rest_s=st.none() | st.integers(0, 180),
    per_side=st.booleans(),
)


@given(DOSES, st.sampled_from(["sets", "reps", "hold_s", "rest_s"]))
def test_more_never_takes_less_time(dose: Dose, field: str) -> None:
    from msgspec.structs import replace

    more: Any = (getattr(dose, field) or 0) + 1
    assert item_minutes(replace(dose, **{field: more}), STATION_S) >= item_minutes(dose, STATION_S)
