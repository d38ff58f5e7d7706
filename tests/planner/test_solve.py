"""The search: as good as trying everything, a bound that holds, the same answer twice, and None where nothing holds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import setlist.planner.solve
from setlist import limit, prefer, where
from setlist.planner import matrix
from setlist.planner.columns import Column, Frame
from setlist.planner.cycles import attempt
from setlist.planner.problem import Problem, Row, Terms, credit, worth
from setlist.planner.solve import PROVEN, could_hold, gap, solve
from setlist.program import Program
from small_week import PERSON, a_plan, hard, soft, solved

EMPTY_FRAME = Frame((), (), (), (), 0)


def a_problem(points: Sequence[float], rows: Sequence[Row]) -> Problem:
    nothing: Any = None  # the search never looks at what a column stands for
    return Problem([Column(0, 0, nothing, (), ())] * len(points), EMPTY_FRAME, list(points), list(rows))


def a_row(terms: Sequence[tuple[int, float]], low: float | None, high: float | None, *, weight: float | None = None) -> Row:
    return Row("club/row", "a row", Terms.of(terms), low, high, hard=weight is None, weight=weight or 0.0)


def holds(row: Row, picked: Sequence[int]) -> bool:
    have = sum(factor for i, factor in row.terms if i in picked)
    return (row.low is None or have >= row.low - 1e-9) and (row.high is None or have <= row.high + 1e-9)


def every_answer(problem: Problem) -> list[tuple[int, ...]]:
    """All picks that the hard rows allow, by trying."""
    everything = (tuple(i for i, on in enumerate(choice) if on) for choice in product((0, 1), repeat=problem.picks))
    return [picked for picked in everything if all(holds(row, picked) for row in problem.rows if row.hard)]


def score_of(problem: Problem, picked: Sequence[int]) -> float:
    total = sum(problem.points[i] for i in picked)
    for row in problem.rows:
        if not row.hard:
            have = sum(factor for i, factor in row.terms if i in picked)
            under = max(0.0, row.low - have) if row.low is not None else 0.0
            over = max(0.0, have - row.high) if row.high is not None else 0.0
            total += row.weight * (max(row.low or 0.0, 0.0) - under - over)
    return total


COLUMNS = 8
FACTORS = st.sampled_from([-2.0, -1.0, 0.5, 1.0, 1.0, 1.0, 2.0, 3.5])
TERMS = st.dictionaries(st.integers(0, COLUMNS - 1), FACTORS, min_size=1, max_size=5).map(lambda d: tuple(sorted(d.items())))
ENDS = st.sampled_from([(None, 1.0), (None, 2.5), (1.0, None), (2.0, 4.0), (0.0, None), (None, 0.0), (1.0, 1.0), (-1.0, 3.0)])
ROWS = st.builds(lambda terms, ends, weight: a_row(terms, *ends, weight=weight), TERMS, ENDS, st.sampled_from([None, None, 0.5, 2.0, 8.0]))
PROBLEMS = st.builds(
    a_problem, st.lists(st.floats(-3, 6).map(lambda x: round(x, 2)), min_size=COLUMNS, max_size=COLUMNS), st.lists(ROWS, max_size=7)
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PROBLEMS)
def test_nothing_is_better_than_what_is_found(problem: Problem) -> None:
    answers = every_answer(problem)
    found = solve(problem, target=0.0)
    assert could_hold(problem, problem.rows) is bool(answers)
    assert (found is None) is not bool(answers)
    if found is not None:
        best = max(score_of(problem, picked) for picked in answers)
        assert found.picked in answers
        assert found.objective == pytest.approx(score_of(problem, found.picked), abs=1e-4)
        assert found.objective == pytest.approx(best, abs=1e-4)
        assert found.proven


@settings(max_examples=40, deadline=None, derandomize=True)
@given(PROBLEMS, st.sampled_from([0.01, 0.2, 1.0]))
def test_the_bound_holds_and_the_gap_is_its_distance(problem: Problem, target: float) -> None:
    found = solve(problem, target=target)
    if found is not None:
        assert found.bound >= max(score_of(problem, picked) for picked in every_answer(problem)) - 1e-4
        assert found.gap == pytest.approx(gap(found.objective, found.bound), abs=1e-4)
        assert found.proven is (found.gap <= PROVEN)
        assert found.gap <= target + 1e-6


@settings(max_examples=60, deadline=None, derandomize=True)
@given(PROBLEMS)
def test_a_search_in_small_steps_finds_the_same(problem: Problem) -> None:
    """As a large catalog is searched: a relaxation that begins with some columns and rows, and one more look before the widest program."""
    with pytest.MonkeyPatch.context() as small:
        for name, value in (("MOST_AT_FIRST", 2), ("ENTERING", 1), ("FEW_ROWS", 0)):
            small.setattr(matrix, name, value)
        small.setattr(setlist.planner.solve, "MANY", 0)
        stepwise = solve(problem, target=0.0)
    whole = solve(problem, target=0.0)
    assert (stepwise is None) is (whole is None)
    if stepwise is not None and whole is not None:
        assert stepwise.objective == pytest.approx(whole.objective, abs=1e-4)
        assert stepwise.bound >= whole.objective - 1e-4


def test_a_gap_is_a_share_of_the_bound_and_of_one_point_at_least() -> None:
    assert gap(99.0, 100.0) == pytest.approx(0.01)
    assert gap(-0.5, 0.1) == pytest.approx(0.6)
    assert gap(5.0, 5.0) == 0.0
    assert gap(5.0, 4.999) == 0.0


def test_rows_that_cannot_hold_give_none() -> None:
    apart = [a_row([(0, 1.0), (1, 1.0)], 2, None), a_row([(0, 1.0), (1, 1.0)], None, 1)]
    assert solve(a_problem([1.0, 1.0], apart)) is None
    halves = [a_row([(0, 2.0), (1, 2.0)], 1, 1)]  # only halves would do
    assert could_hold(a_problem([1.0, 1.0], halves), halves, whole=False)
    assert not could_hold(a_problem([1.0, 1.0], halves), halves)
    assert solve(a_problem([1.0, 1.0], halves)) is None


def test_a_hard_row_about_nothing_cannot_hold_when_it_asks_for_something() -> None:
    assert solve(a_problem([1.0], [a_row([], 1, None)])) is None
    assert not could_hold(a_problem([1.0], []), [a_row([], 1, None)])
    assert could_hold(a_problem([1.0], []), [a_row([], None, 1)])


def test_a_soft_row_earns_up_to_its_least_and_pays_for_what_is_missed() -> None:
    row = a_row([(0, 1.0), (1, 1.0), (2, 1.0)], 2, 2, weight=3)
    problem = a_problem([0.0] * 3, [row])
    assert credit(row) == 6
    assert [worth(problem, [row], range(n))[0] for n in range(4)] == [0, 3, 6, 3]
    assert worth(problem, [row], [0])[1] == ((0, 1.0),)
    assert credit(a_row([], 2, None)) == 0


def test_a_helper_is_on_where_one_of_its_own_is_picked_and_nowhere_else() -> None:
    problem = a_problem([0.0, 0.0, 0.0], [])
    on = problem.helper((0, 1))
    row = a_row([(on, 1.0)], None, 0, weight=5)
    assert (on, problem.helpers) == (3, 1)
    assert [worth(problem, [row], picked)[0] for picked in ([], [2], [1], [0, 1])] == [0, 0, -5, -5]


def test_far_columns_come_back_in_when_the_near_ones_have_no_answer() -> None:
    # Column 0 is worth the most by far, and the rows let it have only one companion, which the first narrow search leaves out.
    points = [100.0, 1.0, 0.9, 0.8, -50.0]
    rows = [a_row([(0, 1.0)], 1, None), a_row([(1, 1.0), (2, 1.0), (3, 1.0)], None, 0), a_row([(i, 1.0) for i in range(5)], 2, None)]
    found = solve(a_problem(points, rows))
    assert found is not None
    assert found.picked == (0, 4)


@pytest.mark.parametrize("target", [0.0, 0.01, 1.0])
def test_a_bound_speaks_for_what_the_first_narrow_search_left_out_too(target: float) -> None:
    """Split in thirds, column 7 looks so good that the relaxation wants nothing else; whole, it does not fit in at all."""
    points = [-2.1, -2.0, 0.9, 3.4, 5.4, 4.9, 0.4, 7.2, 0.0]
    rows = [
        a_row([(0, 3.0), (1, 3.0)], None, 2.5),
        a_row([(0, 1.5), (1, 1.5), (2, 1.0), (7, 1.5), (8, 1.5)], None, 2.5),
        a_row([(0, 2.0), (2, 1.0), (3, 2.0), (5, 3.0), (7, 3.0), (8, 3.0)], None, 2.0),
    ]
    found = solve(a_problem(points, rows), target=target)
    assert found is not None
    assert found.bound >= 9.2 - 1e-6
    if target < 1:
        assert found.picked == (3, 4, 6)
        assert found.objective == pytest.approx(9.2)


@pytest.mark.parametrize("seed", [0, 7])
def test_the_same_problem_has_the_same_answer(seed: int) -> None:
    rules = (soft(prefer(where(kind="strength"), 2)), hard(limit(where(kind="strength"), exercises=(None, 3), per="session")))
    assert solved(*rules, seed=seed).to_data() == solved(*rules, seed=seed).to_data()


def test_a_seed_only_chooses_among_equals() -> None:
    rules = (soft(prefer(where(kind="strength"), 2)), hard(limit(where(kind="strength"), exercises=(None, 3), per="session")))
    programs = [solved(*rules, seed=seed) for seed in range(4)]
    scores = [p.certificate.objective for p in programs]
    assert max(scores) - min(scores) < 0.05
    assert len({str([s.items for s in p.weeks[0].sessions]) for p in programs}) > 1


def test_the_certificate_is_that_of_the_worst_cycle() -> None:
    made = attempt(a_plan(soft(prefer(where(kind="strength"), 2)), profile=replace(PERSON, weeks=6)))
    assert isinstance(made, Program)
    proofs = made.certificate.cycles
    assert [p.cycle for p in proofs] == [1, 2, 3]
    assert made.certificate.gap == max(p.gap for p in proofs)
    assert made.certificate.objective == pytest.approx(sum(p.objective for p in proofs))
    assert made.certificate.status == "proven"
