"""Rules that cannot all hold: small sets, each irreducible, and changes that were tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from building import built_in, planned
from safety_world import real_catalog
from setlist import Profile, Program, Rule, build, limit, load_catalog, where
from setlist.planner.changes import apply, changes
from setlist.planner.columns import Column, frame
from setlist.planner.conflicts import conflicts, irreducible, smallest
from setlist.planner.cycles import Stuck, attempt, days_of, make_problem
from setlist.planner.problem import Problem, Row, ones
from setlist.planner.solve import could_hold
from setlist.results import Infeasible
from small_week import MOVES, PERSON, a_plan, hard

PULLS = where(patterns={"any": ["pull"]})
SETTINGS = {"minutes", "days", "pins", "dislikes", "equipment", "weeks"}


def problem_of(*rules: Rule, **world: Any) -> Problem:
    made = a_plan(*rules, **world)
    return make_problem(made, frame(made.template, days_of(made), made.profile.minutes), 0, 0, {}, ())


def is_irreducible(problem: Problem, rules: Sequence[str]) -> bool:
    """The rules cannot hold together, and without any one of them the others can."""
    rows = [row for row in problem.rows if row.hard and (row.rule in rules or row.rule.startswith("core/"))]
    without = [[row for row in rows if row.rule != rule] for rule in rules]
    return not could_hold(problem, rows) and all(could_hold(problem, left) for left in without)


MANY = hard(limit(PULLS, exercises=(4, None), per="week"), name="club/many")
FEW = hard(limit(PULLS, exercises=(None, 1), per="session"), name="club/few")
IDLE = [hard(limit(where(id=e.ref), exercises=(None, 3), per="week"), name=f"club/idle-{e.id}") for e in MOVES]


def test_only_the_rules_in_the_way_are_named() -> None:
    problem = problem_of(*IDLE, MANY, FEW)
    (conflict,) = conflicts(problem)
    assert {rule for rule, _ in conflict.rules} == {"club/many", "club/few"}
    assert is_irreducible(problem, [rule for rule, _ in conflict.rules])


def test_words_are_those_of_the_rows() -> None:
    (conflict,) = conflicts(problem_of(MANY, FEW))
    assert conflict.rules == (("club/many", "club/many (a week)"), ("club/few", "club/few (One); club/few (Two)"))


def test_a_rule_that_nothing_can_meet_stands_alone_and_says_so() -> None:
    lonely = hard(limit(where(id="club:nowhere"), exercises=(1, None), per="week"), name="club/pin")
    (conflict,) = conflicts(problem_of(*IDLE, lonely))
    assert conflict.rules == (("club/pin", "club/pin (a week) - nothing that is left fits"),)


def test_separate_conflicts_are_told_separately() -> None:
    lonely = [hard(limit(where(id=f"club:{n}"), exercises=(1, None), per="week"), name=f"club/pin-{n}") for n in range(2)]
    found = conflicts(problem_of(*lonely, MANY, FEW, *IDLE))
    assert sorted(sorted(rule for rule, _ in c.rules) for c in found) == [["club/few", "club/many"], ["club/pin-0"], ["club/pin-1"]]


def test_what_only_whole_exercises_cannot_do_is_found_too() -> None:
    halves = hard(limit(where(id={"any": ["club:row", "club:squat"]}), exercises=(3, 3), per="week"), name="club/odd")
    one_day = {"profile": replace(PERSON, days=4)}  # every session comes twice: three is no even number
    problem = problem_of(halves, *IDLE, **one_day)
    hard_rows = [row for row in problem.rows if row.hard]
    assert could_hold(problem, hard_rows, whole=False)
    (conflict,) = conflicts(problem)
    assert [rule for rule, _ in conflict.rules] == ["club/odd"]


def test_nothing_is_found_where_everything_holds() -> None:
    assert conflicts(problem_of(MANY, *IDLE)) == []


@settings(max_examples=60, derandomize=True)
@given(st.sets(st.integers(0, 19), min_size=1, max_size=4), st.integers(0, 2**20))
def test_the_smallest_part_is_irreducible_and_found_in_few_questions(core: set[int], noise: int) -> None:
    other = {n for n in range(20) if noise >> n & 1} | {0}
    names = [str(n) for n in range(20)]
    asked = 0

    def hold(given: list[str]) -> bool:
        nonlocal asked
        asked += 1
        have = {int(n) for n in given}
        return not (core <= have or other <= have)

    found = {int(n) for n in smallest([], names, hold)}
    assert found in (core, other) or (found <= core | other and not hold([str(n) for n in found]))
    assert all(hold([str(n) for n in found - {one}]) for one in found)
    assert asked <= 2 * 20 + 2 * len(found) * 5


def test_safety_and_important_rules_are_dropped_last() -> None:
    """Three rows of which any two cannot hold: the set names the least important ones."""
    nothing: Any = None
    problem = Problem([Column(0, 0, nothing, (), ())], frame_of_nothing(), [0.0])
    rows = [
        Row("club/low", "", ones([0]), 1, None, priority=10),
        Row("safety/twist", "", ones([0]), None, 0, priority=100),
        Row("club/high", "", ones([0]), None, 0, priority=90),
    ]
    assert irreducible(problem, rows) in (("club/low", "safety/twist"), ("club/low", "club/high"))
    assert len(irreducible(problem, rows)) == 2


def frame_of_nothing() -> Any:
    from setlist.planner.columns import Frame

    return Frame((), (), (), (), 0)


REQUESTS = {
    "too short": (Profile(goal="back-strength", days=2, minutes=5), ["sports"]),
    "a pin that needs a barbell": (Profile(goal="back-relief", days=2, minutes=20, pins=("gym:deadlift",)), None),
    "too many weeks": (Profile(goal="back-relief", days=2, minutes=20, weeks=40), None),
    "nothing liked": (Profile(goal="back-relief", days=1, minutes=25, dislikes=("neutral-spine-core",)), None),
    "too many days": (Profile(goal="back-relief", days=8, minutes=10), None),
}


@pytest.mark.parametrize(("profile", "packs"), REQUESTS.values(), ids=REQUESTS)
def test_a_change_that_is_told_gives_a_program(profile: Profile, packs: list[str] | None) -> None:
    catalog = real_catalog() if packs is None else load_catalog(packs)
    made = build(profile, catalog, built_in())
    assert isinstance(made, Infeasible)
    assert made.conflicts
    assert made.changes
    for change in made.changes[:1]:
        values = {name: value for name, value in change.settings.items() if name in SETTINGS}
        wider = load_catalog([*(packs or []), change.settings["packs"]]) if "packs" in change.settings else catalog
        changed = planned(replace(profile, **values), built_in(), wider)
        assert isinstance(attempt(changed, target=0.1), Program), change.text


def test_real_conflicts_are_irreducible() -> None:
    profile = Profile(goal="back-strength", days=2, minutes=30)
    made = planned(profile, built_in(), load_catalog(["yoga"]))
    stuck = attempt(made)
    assert isinstance(stuck, Stuck)
    found = conflicts(stuck.problem)
    assert found
    rows_left = list(stuck.problem.rows)
    for conflict in found:
        names = [rule for rule, _ in conflict.rules]
        assert is_irreducible(replace(stuck.problem, rows=rows_left), names)
        rows_left = [row for row in rows_left if row.rule not in names]


def test_a_change_that_only_looks_right_is_not_told() -> None:
    """Three of them a week cannot be on four days, when every session comes twice. Halves could: any other minutes look as good."""
    odd = hard(limit(where(id={"any": ["club:row", "club:squat"]}), exercises=(3, 3), per="week"), name="club/odd")
    made = a_plan(odd, profile=replace(PERSON, days=4))
    assert {name for change in changes(made, 0) for name in change.settings} == {"days"}


def test_a_template_that_was_asked_for_stays_asked_for() -> None:
    made = planned(Profile(goal="back-relief", days=2, minutes=20))
    assert made.wanted is None
    asked = replace(made, wanted="base:flexibility")
    changed = apply(asked, ())
    assert changed is not None
    assert changed.template.ref == "base:flexibility"
