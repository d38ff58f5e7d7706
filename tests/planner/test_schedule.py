"""Days, dates and order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from setlist import Dose, Exercise, Rule, limit, order, where
from setlist.model import Block, Slot, Vocabulary
from setlist.planner.columns import Column, Place
from setlist.planner.schedule import SPREAD, in_order, on_date, week_days
from small_week import MOVES, PERSON, TEMPLATE, TERMS, a_move, hard, refs, soft, solved

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


def in_line(moves: list[Exercise], *rules: Rule, role: str = "main", style: str = "straight", lifts: Sequence[Exercise] = ()) -> list[str]:
    """The ids of moves as they are done in one block."""
    slot = Slot("lift", {}, (0, 9), role)
    block = Block("main", "Main", role, (slot,), style)
    columns = [Column(0, 0, move, (Dose(),), (1.0,)) for move in moves]
    return [c.exercise.id for c in in_order(columns, block, [Place(0, 0, slot, (0, 9))], VOCABULARY, rules, lifts)]


def in_slots(*filled: tuple[Slot, Exercise]) -> list[str]:
    """The ids of moves, each in a slot of its own, as they are done in one block of lifts."""
    block = Block("main", "Main", "main", tuple(slot for slot, _ in filled))
    places = [Place(0, 0, slot, (0, 9)) for slot, _ in filled]
    columns = [Column(0, n, move, (Dose(),), (1.0,)) for n, (_, move) in enumerate(filled)]
    return [c.exercise.id for c in in_order(columns, block, places, VOCABULARY, ())]


ROLES = {role: Slot(role, {}, (0, 9), role) for role in ("main", "accessory", "core")}


def test_main_lifts_come_before_accessories_and_these_before_the_core() -> None:
    """Whatever is hard, heavy or named first in the template: what the program is about is done fresh."""
    core = a_move("dead-bug", level="advanced", traits=("heavy-load",))
    extra = a_move("split-squat", level="advanced", traits=("heavy-load",))
    assert in_slots((ROLES["core"], core), (ROLES["accessory"], extra), (ROLES["main"], a_move("row"))) == [
        "row",
        "split-squat",
        "dead-bug",
    ]
    swing = a_move("swing", tags=("power",))
    assert in_slots((ROLES["main"], a_move("row")), (ROLES["accessory"], swing)) == ["swing", "row"], "power needs fresh legs"


def test_the_place_in_the_template_outranks_the_level() -> None:
    first, second = replace(ROLES["main"], id="first"), replace(ROLES["main"], id="second")
    assert in_slots((first, a_move("row")), (second, a_move("muscle-up", level="advanced"))) == ["row", "muscle-up"]


def test_what_tires_the_grip_ends_its_role() -> None:
    carry, curl = a_move("carry", patterns=("carry",), traits=("heavy-load",)), a_move("curl", patterns=("push",))
    row, plank = a_move("row"), a_move("plank", patterns=("push",))
    extra = ROLES["accessory"]
    assert in_slots((extra, carry), (ROLES["core"], plank), (extra, curl), (extra, row)) == ["row", "curl", "carry", "plank"]


def test_a_warm_up_raises_the_pulse_loosens_wakes_up_and_rehearses_the_first_lift_last() -> None:
    bike = a_move("bike", kind="cardio", patterns=())
    circles, cat = (a_move(n, kind="mobility", patterns=(), position=p) for n, p in (("circles", "standing"), ("cat", "lying")))
    bridge, rotations = (a_move(n, patterns=("push",), position=p) for n, p in (("bridge", "lying"), ("rotations", "standing")))
    squat = a_move("empty-squat", kind="mobility", patterns=("squat",), position="standing")
    hinge = a_move("empty-hinge", patterns=("pull",), position="standing")
    lifts = [a_move("deadlift", patterns=("pull",)), a_move("back-squat", patterns=("squat",))]
    line = in_line([squat, hinge, rotations, bridge, cat, circles, bike], role="warm-up", lifts=lifts)
    assert line == ["bike", "circles", "cat", "bridge", "rotations", "empty-squat", "empty-hinge"]
    assert in_line([squat, hinge], role="warm-up", lifts=lifts[::-1]) == ["empty-hinge", "empty-squat"]


def test_people_get_up_from_the_floor_before_they_rehearse_standing() -> None:
    """What lies on the floor wakes up the muscles of a lift and rehearses none."""
    bridge, squat = (a_move(n, patterns=("squat",), position=p) for n, p in (("bridge", "lying"), ("air-squat", "standing")))
    press = a_move("light-press", patterns=("push",), position="standing")
    lifts = [a_move("back-squat", patterns=("squat",)), a_move("bench", patterns=("push",))]
    assert in_line([squat, press, bridge], role="warm-up", lifts=lifts) == ["bridge", "light-press", "air-squat"]


def test_a_program_rehearses_what_its_session_lifts() -> None:
    """The planner tells the warm-up what comes after it."""
    warm = Block(
        "warm-up", "Warm-up", "warm-up", (Slot("prepare", {"id": {"any": ["club:rehearse-squat", "club:wake"]}}, (2, 2), "warm-up"),)
    )
    session = TEMPLATE.sessions["one"]
    template = replace(TEMPLATE, week=(("one",),), sessions={"one": replace(session, blocks=(warm, *session.blocks))})
    moves = (
        *MOVES,
        a_move("rehearse-squat", patterns=("squat",), roles=("warm-up",)),
        a_move("wake", patterns=("grip",), roles=("warm-up",)),
    )
    only = hard(limit(where(id="club:squat"), exercises=(1, None), per="session"))
    program = solved(only, moves=moves, template=template, profile=replace(PERSON, days=1))
    assert refs(program)[0][:2] == ["wake", "rehearse-squat"]


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
