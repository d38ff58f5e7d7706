"""Solving with proof: LP relaxation, a good answer by exchanges and, where the gap between them is not small enough yet, a small integer
program over the nearest columns that looks for a better one. What is still open then is closed by a program over every column that could
matter, by its reduced cost.

The bound is the LP value, or the larger of the last program's dual bound and the LP value less the smallest excluded reduced cost; the gap
is (bound - objective) / max(1, |bound|). No wall-clock limits: one thread, a fixed seed, node and iteration limits.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from setlist.planner.problem import Problem, Row, credit, worth

if TYPE_CHECKING:
    from setlist.planner.matrix import Answer, Array, Matrix

TARGET = 0.0099  # where the search stops: within PROVEN by more than rounding
AIM = 0.005  # the gap that a search over the nearest columns tries for: between the two many a wish is decided
ANY = float("inf")  # the target at which the first answer will do,
LOOSEST = 0.1  # and the gap of the search where exchanges find none
PROVEN = 0.01  # the gap at which a program counts as proven
LEAST = 0.001  # the gap of a search for how little is missed, or for the last points that are wanting
NODES = 1000
NEAR_NODES = 500  # of the program over the nearest columns, which is there to find a better answer,
NEAR_GAP = 0.0065  # so that it stops when there can be none that is much better
MANY, MORE = 3000, 800  # before a program over so many columns, one over so many of the nearest looks for a better answer,
FAR, FAR_MANY, FAR_MORE = 0.04, 1000, 500  # and before one over so many already, where the relaxation is so far from what is known
WIDTH = 1.0  # points of reduced cost within which columns are searched where no answer is known yet
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
    return max(0.0, (bound - objective) / _size(bound))


def _size(score: float) -> float:
    """What a gap is a share of."""
    return max(1.0, abs(score))


def solve(problem: Problem, *, rows: Sequence[Row] | None = None, target: float = TARGET, nodes: int = NODES) -> Solution | None:
    """The best picks, or None when the hard rows cannot all hold. Raises Undecided when the node limit ends the search with nothing.

    Firm rows hold where all of them can; else those that can when the least is missed. `target` is the gap that will do; at ANY the first
    answer is taken, and the gap to the relaxation's bound is whatever it is.
    """
    from setlist.results import Undecided

    rows = problem.rows if rows is None else rows
    firm = frozenset(n for n, row in enumerate(rows) if row.firm)
    try:
        found = _solve(problem, rows, firm, target, nodes) if firm else None
        if found is None and firm:
            firm -= _out_of_reach(problem, rows, nodes)
            found = _solve(problem, rows, firm, target, nodes)
    except Undecided:
        found = None
    return found or _solve(problem, rows, frozenset(), target, nodes)


def _out_of_reach(problem: Problem, rows: Sequence[Row], nodes: int) -> frozenset[int]:
    """The firm rows that are missed when as little as can be is, and nothing else counts."""
    asked = [n for n, row in enumerate(rows) if row.hard or row.firm]
    found = _solve(replace(problem, points=[0.0] * problem.picks), [rows[n] for n in asked], frozenset(), LEAST, nodes)
    return frozenset(asked[n] for n, _ in found.missed) if found is not None else frozenset(asked)


def _solve(problem: Problem, rows: Sequence[Row], held: Collection[int], target: float, nodes: int) -> Solution | None:
    """The best picks with some soft rows held as if they were hard."""
    from setlist.planner.matrix import SOLVER, Matrix

    matrix = Matrix(problem, [replace(row, hard=True) if n in held else row for n, row in enumerate(rows)])
    began = time.perf_counter()
    relaxed = matrix.relax()
    lp_seconds = time.perf_counter() - began
    if relaxed is None:
        return None
    began = time.perf_counter()
    apart = sum(credit(rows[n]) for n in sorted(held))  # what firm rows are worth, which the search need not know
    answered = _search(matrix, relaxed, target * _size(relaxed.objective + apart) / _size(relaxed.objective), nodes)
    if answered is None:
        return None
    values, bound = answered
    picked = tuple(i for i in range(problem.picks) if values[i] > 0.5)
    objective, missed = worth(problem, rows, picked)
    bound = max(bound + apart, objective)
    left = round(gap(objective, bound), 6)
    seconds = (lp_seconds, time.perf_counter() - began)
    return Solution(picked, round(objective, 6), round(bound, 6), left, left <= PROVEN, missed, seconds, SOLVER)


def _search(matrix: Matrix, relaxed: Answer, target: float, nodes: int) -> tuple[Array, float] | None:
    """(values, bound) of an answer: one that exchanges find, where that is good enough, else of integer programs that start from it."""
    import numpy as np

    from setlist.planner.improve import Table, candidates

    first, target = target == ANY, min(target, LOOSEST)
    scale = _size(relaxed.objective)
    enough, aim = relaxed.objective - target * scale, relaxed.objective - min(target, AIM) * scale
    known = np.asarray(matrix.problem.known, dtype=np.int64)
    near = np.union1d(candidates(matrix, relaxed), known)
    table = Table(matrix, near)
    start = _better(matrix, table.climb(relaxed.values), table.climb(matrix.picking(known)) if len(known) else None)
    if start is None or not (first or matrix.worth(start) >= aim):
        start = _nearest(matrix, near, nodes, start, aim, NEAR_GAP)
        start = _better(matrix, start, None if start is None else table.climb(start))
    more = 0 if first or start is None or matrix.worth(start) >= enough else _more(matrix, relaxed, start, target)
    if more:
        start = _nearest(matrix, candidates(matrix, relaxed, more), nodes, start, enough, LEAST)
    if start is not None and (first or matrix.worth(start) >= enough):
        return start, relaxed.objective
    return _widen(matrix, relaxed, target, nodes, start)


def _more(matrix: Matrix, relaxed: Answer, start: Array, target: float) -> int:
    """How many of the nearest columns are to be searched before all that could matter; 0 where those are few."""
    within = _within(matrix, relaxed, start, target)
    if within > MANY:
        return MORE
    far = matrix.worth(start) < relaxed.objective - FAR * _size(relaxed.objective)
    return FAR_MORE if far and within > FAR_MANY else 0


def _better(matrix: Matrix, one: Array | None, other: Array | None) -> Array | None:
    """The answer that is worth more, the first where both are worth the same; either may be missing."""
    if one is None or other is None:
        return other if one is None else one
    return other if matrix.worth(other) > matrix.worth(one) else one


def _nearest(matrix: Matrix, near: Array, nodes: int, start: Array | None, aim: float, left: float) -> Array | None:
    """The best answer among the nearest columns (those of the answer known among them), as far as a short search finds one: up to the
    worth `aim`, or a gap `left` open among those columns."""
    import numpy as np

    from setlist.results import Undecided

    known = np.flatnonzero(start[: matrix.free] > INTEGRAL) if start is not None else near
    keep = np.union1d(np.union1d(near, known), np.arange(matrix.problem.picks, matrix.free))
    try:
        found = matrix.restrict(keep, left, nodes if start is None else min(nodes, NEAR_NODES), start, aim)
    except Undecided:
        return start
    return start if found is None else found.values


def _widen(matrix: Matrix, relaxed: Answer, target: float, nodes: int, start: Array | None) -> tuple[Array, float] | None:
    """(values, bound) of a program over everything that could be part of a better answer than the one known; where none is, programs each
    wider than the last look for it."""
    width = WIDTH
    while start is None:
        keep, ceiling = _restricted(relaxed, matrix.free, width, None)
        found = matrix.restrict(keep, target, nodes)
        if len(keep) == matrix.free:
            return None if found is None else (found.values, min(found.bound, relaxed.objective))
        start = None if found is None else found.values
        width *= WIDER
    keep, ceiling = _restricted(relaxed, matrix.free, _reach(relaxed, matrix.worth(start), target), start)
    found = matrix.restrict(keep, target, nodes, start)
    if found is None:  # an answer is known; what says otherwise is rounding
        return start, relaxed.objective
    return found.values, min(max(found.bound, ceiling), relaxed.objective)


def _within(matrix: Matrix, relaxed: Answer, start: Array, target: float) -> int:
    """How many columns could be part of an answer that is better than one known by more than the target."""
    return int((relaxed.reduced[: matrix.free] >= -_reach(relaxed, matrix.worth(start), target)).sum())


def _reach(relaxed: Answer, objective: float, target: float) -> float:
    """What lies further away than this cannot be part of an answer that is better than one known by more than the target."""
    return relaxed.objective - objective - target * max(1.0, abs(objective))


def _restricted(relaxed: Answer, free: int, width: float, start: Array | None) -> tuple[Array, float]:
    """The columns within `width` of the LP's optimum, those of the answer known among them, and the most that any answer with another
    column can be worth."""
    import numpy as np

    near = (relaxed.reduced[:free] >= -width) | (relaxed.values[:free] > INTEGRAL)
    if start is not None:
        near |= start[:free] > INTEGRAL
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
