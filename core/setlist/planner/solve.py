"""Solving with proof: LP relaxation, columns fixed by reduced cost, a small integer program, widened until the gap is proven.

The bound is the larger of the restricted program's dual bound and the LP value less the smallest excluded reduced cost; the gap
is (bound - objective) / max(1, |bound|). No wall-clock limits: one thread, a fixed seed, node and iteration limits.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from setlist.planner.problem import Problem, Row, worth

if TYPE_CHECKING:
    from setlist.planner.matrix import Answer, Array, Matrix

TARGET = 0.0095  # where the search stops
PROVEN = 0.01  # the gap at which a program counts as proven
NODES = 1000
FIRST_WIDTH = 1.0  # points of reduced cost within which a column stays in the first restricted program,
FIRST_COLUMNS = 600  # and about how many columns at most: a large catalog has thousands that are nearly as good
WIDER = 3.0
INTEGRAL = 1e-6


class Solution(Struct, frozen=True):
    """`picked` are column indices; `missed[row]` is by how much a soft (or relaxed) row is missed. `solver` names it with its version, as
    programs record it. Seconds are for the bench alone."""

    picked: tuple[int, ...]
    objective: float
    bound: float
    gap: float
    proven: bool
    missed: tuple[tuple[int, float], ...]
    seconds: tuple[float, float]  # (LP, integer programs)
    solver: str = ""


def gap(objective: float, bound: float) -> float:
    return max(0.0, (bound - objective) / max(1.0, abs(bound)))


def solve(problem: Problem, *, rows: Sequence[Row] | None = None, target: float = TARGET, nodes: int = NODES) -> Solution | None:
    """The best picks, or None when the hard rows cannot all hold. Raises Undecided when the node limit ends the search with nothing."""
    from setlist.planner.matrix import SOLVER, Matrix

    rows = problem.rows if rows is None else rows
    matrix = Matrix(problem, rows)
    began = time.perf_counter()
    relaxed = matrix.relax()
    lp_seconds = time.perf_counter() - began
    if relaxed is None:
        return None
    began = time.perf_counter()
    answered = _widen(matrix, relaxed, target, nodes)
    if answered is None:
        return None
    found, bound = answered
    picked = tuple(i for i in range(problem.picks) if found.values[i] > 0.5)
    objective, missed = worth(problem, rows, picked)
    bound = max(bound, objective)
    left = round(gap(objective, bound), 6)
    seconds = (lp_seconds, time.perf_counter() - began)
    return Solution(picked, round(objective, 6), round(bound, 6), left, left <= PROVEN, missed, seconds, SOLVER)


def _widen(matrix: Matrix, relaxed: Answer, target: float, nodes: int) -> tuple[Answer, float] | None:
    """Restricted programs, each wider than the last, until what was left out cannot matter; (answer, bound)."""
    width, start = _first_width(relaxed, matrix.free), None
    while True:
        keep, ceiling = _restricted(relaxed, matrix.free, width)
        everything = len(keep) == matrix.free
        found = matrix.restrict(keep, target, nodes, start)
        if found is None:
            if everything:
                return None
            width *= WIDER
            continue
        bound = min(max(found.bound, ceiling), relaxed.objective)
        # what lies further away than this cannot be part of an answer that is better by more than the target
        reach = relaxed.objective - found.objective - target * max(1.0, abs(found.objective))
        if everything or reach <= width or ceiling <= found.bound or gap(found.objective, bound) <= target:
            return found, bound
        width, start = reach, found.values


def _first_width(relaxed: Answer, free: int) -> float:
    import numpy as np

    if free <= FIRST_COLUMNS:
        return FIRST_WIDTH
    distance = np.partition(-relaxed.reduced[:free], FIRST_COLUMNS)[FIRST_COLUMNS]
    return min(FIRST_WIDTH, max(float(distance), INTEGRAL))


def _restricted(relaxed: Answer, free: int, width: float) -> tuple[Array, float]:
    """The columns within `width` of the LP's optimum, and the most that any answer with another column can be worth."""
    import numpy as np

    near = (relaxed.reduced[:free] >= -width) | (relaxed.values[:free] > INTEGRAL)
    left_out = relaxed.reduced[:free][~near]
    ceiling = relaxed.objective + float(left_out.max()) if len(left_out) else float("-inf")
    return np.flatnonzero(near), ceiling


def could_hold(problem: Problem, rows: Sequence[Row], *, whole: bool = True) -> bool:
    """Whether the hard rows among `rows` can hold together, as far as anybody knows: with exercises split, or `whole` ones only."""
    import numpy as np

    from setlist.planner.matrix import Matrix
    from setlist.results import Undecided

    hard = [row for row in rows if row.hard]
    if any(not row.terms and not (row.low or 0) <= 0 <= (row.high or 0) for row in hard):
        return False  # nothing can be picked that would count
    matrix = Matrix(problem, hard, scored=False)
    try:
        if matrix.relax() is None:
            return False
        return not whole or matrix.restrict(np.arange(matrix.free), 1.0, NODES) is not None
    except Undecided:
        return True
