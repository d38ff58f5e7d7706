"""Doses over the weeks: never outside the range that safety has left, whoever wrote the progression."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from setlist import Dose, DoseRange, HasCondition, Profile
from setlist.limits import within
from setlist.model import Condition, Equipment, Term, Vocabulary
from setlist.planner import progress
from setlist.planner.progress import Step
from setlist_plugins.rules.progression import breath, distance, double, hold, linear
from small_week import TEMPLATE, TERMS, a_catalog, a_move

REPS = DoseRange(sets=(2, 4), reps=(8, 12), rest_s=(60, 90), rir=(2, 4))
BUILT_IN: dict[str, Step] = {"double": double, "linear": linear, "hold": hold, "distance": distance, "breath": breath}
VOCABULARY = Vocabulary(terms=TERMS)
BARBELL = a_move("deadlift", equipment=Equipment(all=("barbell",)))


def test_a_start_is_few_reps_much_rest_and_much_in_reserve() -> None:
    assert progress.start_dose(REPS, 3) == Dose(sets=3, reps=8, rest_s=90, rir=4)
    assert [progress.start_dose(REPS, 3, level=level).rir for level in ("intermediate", "advanced")] == [3, 2]
    assert progress.start_dose(DoseRange(minutes=(5, 20)), 1, minutes=12) == Dose(sets=1, minutes=12)


@pytest.mark.parametrize(
    ("allowed", "step", "grown"),
    [
        (REPS, double, [8, 9, 10, 11, 12, 12]),
        (REPS, linear, [8, 8, 8, 8, 8, 8]),
        (DoseRange(hold_s=(20, 35)), hold, [20, 25, 30, 35, 35, 35]),
        (DoseRange(breaths=(5, 8)), breath, [5, 6, 7, 8, 8, 8]),
        (DoseRange(minutes=(5, 9)), double, [5, 5, 5, 5, 5, 5]),
    ],
)
def test_built_in_progressions_grow_to_the_top_and_stay_there(allowed: DoseRange, step: Step, grown: list[int]) -> None:
    start = progress.start_dose(allowed, allowed.sets[0], minutes=5)
    doses = progress.weekly(start, allowed, step, 6, None)
    assert [getattr(d, allowed.measure) for d in doses] == grown


def test_the_last_week_of_a_cycle_with_a_deload_is_lighter() -> None:
    doses = progress.weekly(progress.start_dose(REPS, 4), REPS, double, 4, {"sets_pct": 60, "add_rir": 2})
    assert [(d.sets, d.reps, d.rir) for d in doses] == [(4, 8, 4), (4, 9, 3), (4, 10, 2), (2, 8, 6)], "few reps again, so that six are left"
    single = progress.weekly(progress.start_dose(REPS, 1), REPS, double, 2, {"sets_pct": 20})
    assert single[-1].sets == 1


@pytest.mark.parametrize(("sets", "light"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 4)])
def test_a_deload_takes_a_third_to_a_half_of_the_sets(sets: int, light: int) -> None:
    """Row rt-deload: 30 to 50 % less volume."""
    dose = Dose(sets=sets, reps=8, rir=3)
    assert progress.lighter(dose, dose, {"sets_pct": 60, "add_rir": 2}, "main") == Dose(sets=light, reps=8, rir=5)


@pytest.mark.parametrize("role", ["warm-up", "stretch", "cool-down"])
def test_a_deload_leaves_alone_what_tires_nobody(role: str) -> None:
    doses = progress.weekly(Dose(sets=2, hold_s=20), DoseRange(sets=(2, 2), hold_s=(20, 40)), hold, 3, {"sets_pct": 50}, role=role)
    assert [(d.sets, d.hold_s) for d in doses] == [(2, 20), (2, 25), (2, 25)]


def test_reps_come_out_of_the_reserve_as_far_as_it_may_fall() -> None:
    """A load that leaves four after eight leaves three after nine."""
    rising = progress.weekly(progress.start_dose(REPS, 2), REPS, double, 5, None)
    assert [(d.reps, d.rir) for d in rising] == [(8, 4), (9, 3), (10, 2), (11, 2), (12, 2)]
    safe = replace(REPS, rir=(3, 4))  # what a limit of safety leaves
    assert [d.rir for d in progress.weekly(progress.start_dose(safe, 2), safe, double, 5, None)] == [4, 3, 3, 3, 3]


def test_a_beginner_keeps_three_in_reserve() -> None:
    assert progress.spared(REPS, "beginner").rir == (3, 4)
    assert progress.spared(replace(REPS, rir=(1, 2)), "beginner").rir == (2, 2), "never more than the exercise asks for"
    assert progress.spared(REPS, "advanced") == REPS


@pytest.mark.parametrize(("had", "sets"), [(None, 1), (1, 1), (2, 2), (3, 2), (4, 3), (6, 4)])
def test_what_is_kept_does_not_lose_its_sets(had: int | None, sets: int) -> None:
    """One less at most, and never a single set after two; four are all that is allowed here."""
    last = None if had is None else Dose(sets=had, reps=8)
    assert progress.fewest_sets(replace(REPS, sets=(1, 4)), last, "core") == sets
    assert progress.fewest_sets(replace(REPS, sets=(1, 4)), last, "stretch") == 1


@pytest.mark.parametrize(("minutes", "sets"), [(30, (1, 1)), (60, (2, 2)), (120, (2, 2))])
def test_work_in_a_warm_up_tires_nobody(minutes: int, sets: tuple[int, int]) -> None:
    light = progress.warming_up(replace(REPS, rest_s=(20, 90)), minutes)
    assert (light.sets, light.reps, light.rir, light.rest_s) == (sets, (8, 12), (5, 5), (20, 30))
    assert progress.warming_up(REPS, minutes).rest_s == (60, 60), "no rest is shorter than the exercise asks for"
    loosen = DoseRange(sets=(1, 3), reps=(5, 10))
    assert progress.warming_up(loosen, minutes) == loosen


def test_a_cycle_of_one_week_is_not_all_deload() -> None:
    assert progress.weekly(progress.start_dose(REPS, 4), REPS, double, 1, {"sets_pct": 50})[0].sets == 4


@pytest.mark.parametrize(("level", "there"), [("beginner", False), ("advanced", True)])
def test_a_deload_is_for_the_levels_it_names(level: str, there: bool) -> None:
    template = replace(TEMPLATE, deload={"levels": ["advanced"], "sets_pct": 50})
    assert bool(progress.deload_for(template, level)) is there


@pytest.mark.parametrize(
    "greedy",
    [
        lambda start, top, week, weeks: replace(start, reps=1000, sets=9, load_kg=500.0, rest_s=0, rir=0),
        lambda start, top, week, weeks: replace(start, hold_s=600, minutes=90),
        lambda start, top, week, weeks: replace(start, tempo="0-0-1", breath_s=60, per_side=False, times_per_day=9),
        lambda start, top, week, weeks: replace(start, reps=-4),
        lambda start, top, week, weeks: Dose(),
    ],
)
@pytest.mark.parametrize(
    "allowed",
    [
        REPS,
        replace(REPS, tempo="3-1-3", load_kg=(20, 20), times_per_day=(1, 2), per_side=True),
        DoseRange(breaths=(5, 8), breath_s=6),
        DoseRange(sets=(1, 2), reps=(4, 6), hold_s=(5, 10)),
    ],
)
def test_a_greedy_progression_stays_inside_and_changes_nothing_but_how_much(greedy: Step, allowed: DoseRange) -> None:
    start = progress.start_dose(allowed, allowed.sets[0])
    for dose in progress.weekly(start, allowed, greedy, 4, None):
        assert within(dose, allowed) == []
        assert (dose.sets, dose.tempo, dose.breath_s, dose.per_side) == (start.sets, start.tempo, start.breath_s, start.per_side)
        low, high = getattr(allowed, allowed.measure)
        assert low <= getattr(dose, allowed.measure) <= high


def test_a_load_grows_by_a_tenth_at_most_and_a_reserve_to_what_can_be_judged() -> None:
    start = Dose(sets=2, reps=8, rir=3, load_kg=60)
    assert progress.grown(start, replace(start, load_kg=500, rir=10**9)) == replace(start, load_kg=66, rir=6)
    assert progress.grown(start, replace(start, load_kg=50)).load_kg == 50


def test_a_dose_from_before_a_limit_gets_what_the_limit_asks_for() -> None:
    allowed = replace(REPS, load_pct_1rm=(60, 60), load_kg=(10, 10), rir=(6, 6), tempo="3-1-3")
    assert progress.clamp(Dose(sets=2, reps=8, rest_s=60), allowed) == Dose(
        sets=2, reps=8, rest_s=60, rir=6, load_pct_1rm=60, load_kg=10, tempo="3-1-3"
    )
    assert progress.clamp(Dose(sets=2, reps=8, rest_s=60, rir=6, tempo="2-0-4"), replace(REPS, tempo="3-1-3")).tempo == "3-1-4"


PAIRS = st.tuples(st.integers(1, 20), st.integers(0, 20)).map(lambda p: (p[0], p[0] + p[1]))
RANGES = st.one_of(
    st.builds(DoseRange, sets=PAIRS, reps=PAIRS, rest_s=st.none() | PAIRS, rir=st.none() | PAIRS, load_kg=st.none() | PAIRS),
    st.builds(DoseRange, sets=PAIRS, hold_s=PAIRS, rest_s=st.none() | PAIRS),
    st.builds(DoseRange, sets=PAIRS, breaths=PAIRS),
    st.builds(DoseRange, sets=PAIRS, distance_m=PAIRS, rest_s=st.none() | PAIRS),
    st.builds(DoseRange, sets=PAIRS, reps=PAIRS, hold_s=PAIRS, rpe=st.none() | PAIRS),
)


@settings(deadline=None)
@given(RANGES, st.sampled_from(sorted(BUILT_IN)), st.integers(1, 12), st.booleans())
def test_no_week_leaves_the_range(allowed: DoseRange, name: str, weeks: int, deload: bool) -> None:
    doses = progress.weekly(
        progress.start_dose(allowed, allowed.sets[1]), allowed, BUILT_IN[name], weeks, {"add_rir": 1} if deload else None
    )
    assert len(doses) == weeks
    assert all(within(dose, allowed) == [] for dose in doses)


def test_a_carry_goes_five_metres_further_a_week_up_to_its_top() -> None:
    doses = progress.weekly(Dose(sets=2, distance_m=15), DoseRange(sets=(2, 3), distance_m=(15, 28)), distance, 4, None)
    assert [dose.distance_m for dose in doses] == [15, 20, 25, 28]


def test_a_template_chooses_by_role_else_the_measure_does() -> None:
    template = replace(TEMPLATE, progression={"main": "linear", "core": "by-measure", "fill": "none"})
    reps, seconds = Dose(reps=8), Dose(hold_s=20)
    assert progress.choose(template, "main", BUILT_IN, reps) is linear
    assert progress.choose(template, "core", BUILT_IN, seconds) is hold
    assert progress.choose(template, "stretch", BUILT_IN, Dose(breaths=5)) is breath
    assert progress.choose(template, "accessory", BUILT_IN, reps) is double
    assert progress.choose(template, "accessory", BUILT_IN, seconds) is hold  # there are no repetitions to add to
    assert progress.choose(template, "accessory", BUILT_IN, Dose(distance_m=20)) is distance
    assert progress.choose(template, "fill", BUILT_IN, reps) is progress.unchanged
    for role in ("main", "accessory"):
        assert progress.choose(template, role, {}, reps) is progress.unchanged  # without the plugin doses stay
    assert progress.unknown(template, BUILT_IN) == ()
    assert progress.unknown(template, {}) == ("linear",)


def test_what_is_loaded_goes_back_to_few_reps_and_the_rest_goes_on() -> None:
    last = Dose(sets=3, reps=12)
    assert progress.carry_on(last, REPS, loaded=True).reps == 8
    assert progress.carry_on(last, REPS, loaded=False).reps == 12


CATALOG = replace(
    a_catalog(),
    conditions={
        "older": Condition("club:older", "older", "Older", (), applies_min_age=65),
        "novice": Condition("club:novice", "novice", "Novice", (), applies_levels=("beginner", "advanced")),
        "expecting": Condition("club:expecting", "expecting", "Expecting", ()),
    },
    vocabulary=Vocabulary(terms={"goals": {"for-two": Term("for-two", "For two", data={"means": "expecting"})}}),
)


def test_pain_and_conditions_begin_with_the_effort_of_a_beginner() -> None:
    assert progress.effort(Profile(level="advanced"), CATALOG) == "advanced"
    assert progress.effort(Profile(level="advanced", conditions=(HasCondition("scoliosis"),)), CATALOG) == "beginner"
    assert progress.effort(Profile(level="advanced", pain=({"region": "back", "level": 2},)), CATALOG) == "beginner"


@pytest.mark.parametrize(
    ("said", "level"), [({}, "advanced"), ({"age": 64}, "advanced"), ({"age": 70}, "beginner"), ({"goal": "for-two"}, "beginner")]
)
def test_so_do_an_age_and_a_goal_that_bring_a_condition(said: dict[str, Any], level: str) -> None:
    assert progress.effort(Profile(level="advanced", **said), CATALOG) == level
