"""What could be picked: frames, counts that scale, doses inside what a slot asks for, and nothing that is not admissible."""

from __future__ import annotations

from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from setlist import Dose, DoseRange, Finding, SafetyFilter, where
from setlist.limits import within
from setlist.model import Block, Slot
from setlist.planner.columns import TIE, Column, frame, in_rounds, minute_options, narrow, per_30, scale, tie
from setlist.planner.cycles import days_of, make_problem
from small_week import MOVES, PERSON, TEMPLATE, a_move, a_plan


def columns_of(**world: object) -> list[Column]:
    made = a_plan(**world)  # type: ignore[arg-type]
    return list(make_problem(made, frame(made.template, days_of(made), made.profile.minutes), 0, 0, {}, ()).columns)


def test_a_session_that_comes_twice_a_week_is_one_session_on_two_days() -> None:
    shape = frame(TEMPLATE, (1, 3, 5), 30)
    assert [s.id for s in shape.sessions] == ["one", "two"]
    assert shape.days == ((1, 5), (3,))


def test_blocks_take_part_from_their_minutes_on() -> None:
    session = TEMPLATE.sessions["one"]
    late = replace(session, blocks=(session.blocks[0], replace(session.blocks[1], from_minutes=20), session.blocks[2]))
    template = replace(TEMPLATE, sessions={"one": late, "two": late})
    assert [b.id for b in frame(template, (1,), 19).blocks[0]] == ["main", "finish"]
    assert [b.id for b in frame(template, (1,), 20).blocks[0]] == ["main", "ease", "finish"]


@pytest.mark.parametrize(
    ("count", "minutes", "expected"),
    [((1, 2), 30, (1, 2)), ((1, 2), 15, (0, 2)), ((1, 2), 60, (1, 4)), ((2, 3), 45, (2, 5)), ((2, 3), 20, (1, 3)), ((0, 1), 90, (0, 3))],
)
def test_counts_are_for_thirty_minutes(count: tuple[int, int], minutes: int, expected: tuple[int, int]) -> None:
    assert scale(count, minutes) == expected
    assert scale(count, minutes, always=True) == (count[0], expected[1])


@pytest.mark.parametrize(
    ("bounds", "minutes", "expected"),
    [((3, 5), 30, (3, 5)), ((3, 5), 45, (5, 7)), ((3, 4), 25, (3, 3)), ((3, 5), 10, (1, 1)), ((3, 3), 25, (2, 2)), ((1, 1), 5, (1, 1))],
)
def test_a_block_holds_so_many_for_each_thirty_minutes(bounds: tuple[int, int], minutes: int, expected: tuple[int, int]) -> None:
    assert per_30(bounds, minutes) == expected


@given(st.integers(0, 15), st.integers(0, 15), st.integers(1, 240))
def test_a_count_per_thirty_minutes_is_exact_and_never_empty(low: int, more: int, minutes: int) -> None:
    least, most = per_30((low, low + more), minutes)
    assert most >= 1 and least <= most
    exact = low * minutes / 30, (low + more) * minutes / 30
    if ceil(exact[0]) <= floor(exact[1]):
        assert (least, most) == (ceil(exact[0]), max(floor(exact[1]), 1))


def test_a_column_for_each_slot_and_number_of_sets() -> None:
    rows = [c for c in columns_of(profile=replace(PERSON, days=1)) if c.exercise.id == "row"]
    assert [(c.place, c.sets) for c in rows] == [(0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3)]
    assert [c.minutes for c in rows[:3]] == [(0.92, 0.92), (1.92, 1.92), (2.92, 2.92)]


def test_only_what_is_admissible_suits_the_slot_and_has_its_role() -> None:
    refuse = SafetyFilter("no-kneeling", lambda e, d: [Finding("exclude", trait="kneeling")] if "kneeling" in e.traits else [])
    made = columns_of(filters=[refuse])
    assert {c.exercise.id for c in made} == {"row", "high-row", "pull-down", "squat", "press", "lat-stretch", "quad-stretch", "walk"}
    assert {c.exercise.id for c in made if c.place == 3} == {"walk"}


def test_a_slot_narrows_a_dose_and_never_widens_it() -> None:
    allowed = DoseRange(sets=(2, 3), reps=(8, 12), rest_s=(60, 90))
    assert narrow(allowed, DoseRange(sets=(1, 2), reps=(10, 20))) == DoseRange(sets=(2, 2), reps=(10, 12), rest_s=(60, 90))
    assert narrow(allowed, DoseRange(reps=(15, 20))) is None
    assert narrow(allowed, DoseRange(hold_s=(5, 90), minutes=(1, 9))) == allowed  # it is not dosed so
    assert narrow(allowed, DoseRange(rest_s=(0, 30))) == allowed  # less rest than is safe is not to be had


PAIRS = st.tuples(st.integers(1, 20), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1]))
ANY_RANGE = st.builds(
    DoseRange,
    sets=PAIRS,
    reps=st.none() | PAIRS,
    hold_s=st.none() | PAIRS,
    minutes=st.none() | PAIRS,
    rest_s=st.none() | PAIRS,
    rir=st.none() | PAIRS,
)


@given(ANY_RANGE, ANY_RANGE)
def test_what_a_slot_leaves_is_inside_what_safety_left(allowed: DoseRange, asked: DoseRange) -> None:
    left = narrow(allowed, asked)
    if left is not None:
        assert within(left.at("high"), allowed) == []


def test_a_block_of_rounds_takes_a_set_each_round() -> None:
    """Three rounds of three sets would be nine: rounds never multiply what is allowed."""
    assert in_rounds(DoseRange(sets=(1, 3)), (2, 4)) == DoseRange(sets=(2, 3))
    assert in_rounds(DoseRange(sets=(1, 1)), (2, 4)) is None
    session = TEMPLATE.sessions["one"]
    circuit = replace(session.blocks[0], style="circuit", rounds=(2, 2))
    template = replace(TEMPLATE, sessions={"one": replace(session, blocks=(circuit, *session.blocks[1:])), "two": session})
    made = columns_of(template=template, profile=replace(PERSON, days=1))
    assert {c.sets for c in made if c.place in (0, 1)} == {2}


@pytest.mark.parametrize(
    ("allowed", "session", "options"),
    [
        (DoseRange(reps=(5, 5)), 30, [None]),
        (DoseRange(minutes=(3, 6)), 30, [3, 4, 5, 6]),
        (DoseRange(minutes=(5, 60)), 8, [5, 6, 7, 8]),
        (DoseRange(minutes=(20, 60)), 10, [20]),
        (DoseRange(minutes=(1, 29)), 60, [1, 5, 9, 13, 17, 21, 25, 29]),
    ],
)
def test_minutes_to_choose_from(allowed: DoseRange, session: int, options: list[int | None]) -> None:
    assert minute_options(allowed, session) == options


def test_an_exercise_whose_dose_safety_has_emptied_has_no_column() -> None:
    strict = SafetyFilter("short", lambda e, d: [Finding("modify", limits={"max_reps": 5})])
    assert {c.exercise.id for c in columns_of(filters=[strict], moves=MOVES)} == {"lat-stretch", "quad-stretch"}


def test_doses_of_a_column_stay_within_limits_in_every_week() -> None:
    careful = SafetyFilter("careful", lambda e, d: [Finding("modify", limits={"max_sets": 2, "min_rest_s": 45})])
    moves = [a_move("row"), a_move("walk", kind="cardio", roles=("fill",), dose=DoseRange(minutes=(1, 15)))]
    for column in columns_of(filters=[careful], moves=moves):
        assert all(dose.sets <= 2 and (dose.rest_s or 0) >= 45 for dose in column.doses)


def test_a_kept_lift_keeps_its_sets_and_a_new_one_may_have_few() -> None:
    made = a_plan()
    shape = frame(made.template, days_of(made), made.profile.minutes)
    kept = make_problem(made, shape, 0, 1, {"club:row": Dose(sets=3, reps=10)}, ()).columns
    assert {c.sets for c in kept if c.exercise.id == "row"} == {2, 3}
    assert {c.sets for c in kept if c.exercise.id == "high-row"} == {1, 2, 3}


@pytest.mark.parametrize(("minutes", "sets"), [(20, {1}), (60, {1, 2})])
def test_work_in_a_warm_up_is_light_whatever_the_template_says(minutes: int, sets: set[int]) -> None:
    warm = Block("warm-up", "Warm-up", "warm-up", (Slot("prepare", where(kind="strength"), (0, 2), "warm-up"),))
    sessions = {name: replace(s, blocks=(warm, *s.blocks)) for name, s in TEMPLATE.sessions.items()}
    move = a_move("bridge", roles=("warm-up", "main"), dose=DoseRange(sets=(1, 4), reps=(8, 12), rir=(2, 4), rest_s=(20, 60)))
    found = columns_of(moves=(*MOVES, move), template=replace(TEMPLATE, sessions=sessions), profile=replace(PERSON, minutes=minutes))
    bridges = [d for c in found if c.exercise.id == "bridge" for d in c.doses]
    warming = [d for d in bridges if d.rir == 5]
    assert {d.sets for d in warming} == sets
    assert {d.rest_s for d in warming} == {30}
    assert max(d.sets for d in bridges) == 4, "as a main lift it is work"


def test_a_tie_is_smaller_than_anything_a_rule_says_and_the_same_everywhere() -> None:
    assert 0 <= tie(0, "a", "b") < TIE
    assert tie(3, "one", "row") == tie(3, "one", "row") != tie(4, "one", "row")
    assert tie(0, "ab", "c") != tie(0, "a", "bc")
