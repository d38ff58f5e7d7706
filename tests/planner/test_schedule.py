"""Days, dates and order."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from setlist import Dose, Exercise, Rule, order, where
from setlist.model import Block, Slot, Vocabulary
from setlist.planner.columns import Column, Place
from setlist.planner.schedule import SPREAD, in_order, on_date, week_days
from small_week import TERMS, a_move, hard, soft

VOCABULARY = Vocabulary(terms=TERMS)


@pytest.mark.parametrize("count", range(1, 8))
def test_days_are_spread_so_that_as_few_as_possible_follow_each_other(count: int) -> None:
    days = week_days(count, (), None)
    assert len(days) == len(set(days)) == count
    assert (not any(b - a == 1 for a, b in pairwise(days))) is (count <= 3)
    assert week_days(count, (), "2026-12-02") == SPREAD[count]


def test_a_number_of_days_that_no_week_has_is_brought_to_the_nearest() -> None:
    assert week_days(9, (), None) == SPREAD[7]
    assert week_days(0, (), None) == SPREAD[1]


@pytest.mark.parametrize(
    ("start", "days"),
    [
        (None, (1, 3, 5)),  # Monday is day 1
        ("2026-11-30", (1, 3, 5)),  # a Monday
        ("2026-12-01", (2, 4, 7)),  # a Tuesday: Wednesday, Friday, Monday
        ("2026-12-06", (2, 4, 6)),  # a Sunday
    ],
)
def test_weekdays_are_counted_from_the_start(start: str | None, days: tuple[int, ...]) -> None:
    assert week_days(3, (1, 3, 5), start) == days


def test_a_weekday_that_is_named_twice_is_one_day() -> None:
    assert week_days(3, (5, 1, 5), None) == (1, 5)


@given(st.sets(st.integers(1, 7), min_size=1), st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 60))
def test_dates_fall_on_the_weekdays_asked_for_from_the_start_on(weekdays: set[int], start: date, week: int) -> None:
    days = week_days(3, tuple(sorted(weekdays)), start.isoformat())
    dates = [date.fromisoformat(on_date(start.isoformat(), week, day) or "") for day in days]
    assert sorted(d.isoweekday() for d in dates) == sorted(weekdays)
    assert dates == sorted(dates)
    assert 0 <= (dates[0] - start).days - 7 * (week - 1) < 7


def test_without_a_start_there_are_no_dates() -> None:
    assert on_date(None, 3, 2) is None
    assert on_date("2028-02-28", 1, 3) == "2028-03-01"  # over the leap day


def in_line(moves: list[Exercise], *rules: Rule, role: str = "main", style: str = "straight") -> list[str]:
    """The ids of moves as they are done in one block."""
    slot = Slot("lift", {}, (0, 9), role)
    block = Block("main", "Main", role, (slot,), style)
    columns = [Column(0, 0, move, (Dose(),), (1.0,)) for move in moves]
    return [c.exercise.id for c in in_order(columns, block, [Place(0, 0, slot, (0, 9))], VOCABULARY, rules)]


def test_power_then_multi_joint_then_heavy_then_skill() -> None:
    curl = a_move("curl", patterns=("push",))  # single-joint
    row = a_move("row")
    heavy = a_move("deadlift", traits=("heavy-load",))
    swing = a_move("swing", tags=("power",), patterns=("push",))
    skilled = a_move("muscle-up", level="advanced")
    assert in_line([curl, row, heavy, swing, skilled]) == ["swing", "deadlift", "muscle-up", "row", "curl"]


def test_stretches_go_from_standing_to_lying_and_rest_comes_last() -> None:
    rest = a_move("a-rest", patterns=("rest-pose",), position="standing")
    lying, standing = a_move("b-lying", position="lying"), a_move("c-standing", position="standing")
    assert in_line([rest, lying, standing], role="stretch") == ["c-standing", "b-lying", "a-rest"]


def test_a_counterpose_follows_its_pose() -> None:
    pose = a_move("a-pose", counterposes=("club:z-counter",))
    moves = [pose, a_move("b-other"), a_move("z-counter")]
    assert in_line(moves, role="stretch") == ["a-pose", "z-counter", "b-other"]


A, B, C = (a_move(name) for name in "abc")


def first(before: str, after: str, name: str = "club/order", **more: object) -> Rule:
    return hard(order(where(id=f"club:{before}"), where(id=f"club:{after}")), name=name, **more)  # type: ignore[arg-type]


def test_order_rules_are_kept_together() -> None:
    """The second rule moves what the first has put in its place: both hold in the end."""
    assert in_line([A, B, C], first("b", "a", "r1"), first("c", "b", "r2")) == ["c", "b", "a"]
    assert in_line([A, B, C], first("c", "b", "r2"), first("b", "a", "r1")) == ["c", "b", "a"]


def test_what_no_rule_speaks_of_keeps_its_place() -> None:
    assert in_line([A, B, C], first("c", "a")) == ["b", "c", "a"]


def test_of_contradicting_rules_the_hard_one_stands_else_the_first() -> None:
    wish = soft(order(where(id="club:b"), where(id="club:a")), name="wish")
    assert in_line([A, B, C], wish, first("a", "b")) == ["a", "b", "c"]
    assert in_line([A, B, C], first("b", "a", "r1"), first("a", "b", "r2")) == ["b", "a", "c"]


def test_directly_after_means_directly() -> None:
    rule = hard(order(where(id="club:a"), where(id="club:c"), "next"))
    assert in_line([A, B, C], rule) == ["a", "c", "b"]
    near = hard(order(where(id="club:a"), where(id="club:c"), 1))
    assert in_line([A, B, C], near) == ["a", "c", "b"]


def test_a_rule_for_another_place_says_nothing() -> None:
    assert in_line([A, B], first("b", "a", where_in={"block": "warm-up"})) == ["a", "b"]
    assert in_line([A, B], first("b", "a", where_in={"slot": "lift", "role": "main"})) == ["b", "a"]


def test_what_is_last_in_its_block_stays_last() -> None:
    slots = (Slot("hold", {}, (0, 9), "stretch"), replace(Slot("end", {}, (0, 9), "stretch"), last=True))
    block = Block("main", "Main", "stretch", slots)
    places = [Place(0, 0, slot, (0, 9)) for slot in slots]
    columns = [Column(0, 1, A, (Dose(),), (1.0,)), Column(0, 0, B, (Dose(),), (1.0,))]
    assert [c.exercise.id for c in in_order(columns, block, places, VOCABULARY, ())] == ["b", "a"]
