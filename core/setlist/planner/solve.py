"""Solving with proof: LP relaxation, columns fixed by reduced cost, a small integer program, widened until the gap is proven.

The bound is the larger of the restricted program's dual bound and the LP value less the smallest excluded reduced cost; the gap
is (bound - objective) / max(1, |bound|). No wall-clock limits: one thread, a fixed seed, node and iteration limits.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from setlist.planner.problem import Problem, Row

TARGET = 0.0075  # where the search stops
PROVEN = 0.01  # the gap at which a program counts as proven
NODES = 1000
FIRST_WIDTH = 2.0  # points of reduced cost within which a column stays in the first restricted program
WIDER = 3.0
INTEGRAL = 1e-6
BROKEN = 1e3  # points a unit for a hard rule that --best-effort may relax, before its priority
FOUND = 2  # HiGHS: a feasible solution is known


class Undecided(Exception):
    """The node limit ended the search before any whole-number answer was found: neither a program nor a proof that there is none."""


@dataclass(frozen=True, slots=True)
class Solution:
    """`picked` are column indices; `missed[row]` is by how much a soft (or relaxed) row is missed. Seconds are for the bench alone."""

    picked: tuple[int, ...]
    objective: float
    bound: float
    gap: float
    proven: bool
    missed: tuple[tuple[int, float], ...]
    seconds: tuple[float, float]  # (LP, integer programs)


def credit(row: Row) -> float:
    """What a soft row is worth when it holds: its weight for every unit up to its minimum. A miss takes that away, unit by unit."""
    return row.weight * row.low if not row.hard and row.low is not None and row.low > 0 else 0.0


def gap(objective: float, bound: float) -> float:
    return max(0.0, (bound - objective) / max(1.0, abs(bound)))


def solve(problem: Problem, *, rows: Sequence[Row] | None = None, target: float = TARGET, nodes: int = NODES) -> Solution | None:
    """The best picks, or None when the hard rows cannot all hold."""
    model = _Model(problem, problem.rows if rows is None else rows)
    began = time.perf_counter()
    relaxed = model.run(None, target, nodes)
    lp_seconds = time.perf_counter() - began
    if relaxed is None:
        return None
    began = time.perf_counter()
    width, start = FIRST_WIDTH, None
    while True:
        keep, ceiling = _restricted(relaxed, model.free, width)
        found = model.run(keep, target, nodes, start)
        if found is None and len(keep) == model.free:
            return None
        if found is not None:
            bound = min(max(found.bound, ceiling), relaxed.objective)
            if gap(found.objective, bound) <= target or len(keep) == model.free or ceiling <= found.bound:
                break
            # what lies further away cannot be part of an answer that is better by more than the target
            start, width = found.values, max(width, relaxed.objective - found.objective - target * max(1.0, abs(found.objective)))
            if len(_restricted(relaxed, model.free, width)[0]) == len(keep):
                break
        else:
            width *= WIDER
    picked = tuple(i for i in range(problem.picks) if found.values[i] > 0.5)
    left = gap(found.objective, bound)
    return Solution(
        picked,
        round(found.objective, 6),
        round(max(bound, found.objective), 6),
        round(left, 6),
        left <= PROVEN,
        model.missed(found.values),
        (lp_seconds, time.perf_counter() - began),
    )


def _restricted(relaxed: _Run, free: int, width: float) -> tuple[list[int], float]:
    """The columns within `width` of the LP's optimum, and the most that any answer with another column can be worth."""
    keep, best = [], float("-inf")
    for i in range(free):
        if relaxed.reduced[i] >= -width or relaxed.values[i] > INTEGRAL:
            keep.append(i)
        else:
            best = max(best, relaxed.reduced[i])
    return keep, relaxed.objective + best


def feasible(problem: Problem, rows: Sequence[Row]) -> bool:
    """Whether the rows can hold together, whole exercises only."""
    hard = [row for row in rows if row.hard]
    model = _Model(problem, hard, scored=False)
    if model.run(None, 1.0, NODES) is None:
        return False
    return model.run(list(range(model.free)), 1.0, NODES) is not None


@dataclass(frozen=True, slots=True)
class _Run:
    values: list[float]
    reduced: list[float]
    objective: float
    bound: float


class _Model:
    """The arrays of one problem: picks, helpers, then one slack for each side of each soft row."""

    def __init__(self, problem: Problem, rows: Sequence[Row], *, scored: bool = True) -> None:
        self.rows = rows
        self.free = problem.picks + problem.helpers
        costs = [*problem.points, *([0.0] * problem.helpers)] if scored else [0.0] * self.free
        starts, index, value, low, high = [0], [], [], [], []
        self.slacks: list[int] = []  # row of each slack
        self.credit = sum(credit(row) for row in rows) if scored else 0.0
        infinite = float("inf")
        for r, row in enumerate(rows):
            for i, factor in row.terms:
                index.append(i)
                value.append(factor)
            if not row.hard:
                for side in (1.0 if row.low is not None else None, -1.0 if row.high is not None else None):
                    if side is not None:
                        index.append(self.free + len(self.slacks))
                        value.append(side)
                        costs.append(-row.weight)
                        self.slacks.append(r)
            starts.append(len(index))
            low.append(-infinite if row.low is None else row.low)
            high.append(infinite if row.high is None else row.high)
        self.costs, self.starts, self.index, self.value, self.low, self.high = costs, starts, index, value, low, high

    def run(self, keep: list[int] | None, target: float, nodes: int, start: list[float] | None = None) -> _Run | None:
        """The LP relaxation (keep None), or the integer program over the columns kept, from a known answer. None when infeasible."""
        import highspy
        import numpy as np

        total = self.free + len(self.slacks)
        infinite = highspy.kHighsInf
        upper = np.full(total, infinite)
        upper[: self.free] = 1.0
        if keep is not None:
            upper[: self.free] = 0.0
            upper[keep] = 1.0
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = total, len(self.rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.offset_ = self.credit
        lp.col_cost_ = np.asarray(self.costs, dtype=float)
        lp.col_lower_, lp.col_upper_ = np.zeros(total), upper
        lp.row_lower_, lp.row_upper_ = np.asarray(self.low, dtype=float), np.asarray(self.high, dtype=float)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.asarray(self.starts, dtype=np.int32)
        lp.a_matrix_.index_ = np.asarray(self.index, dtype=np.int32)
        lp.a_matrix_.value_ = np.asarray(self.value, dtype=float)
        if keep is not None:
            whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
            lp.integrality_ = [whole] * self.free + [part] * len(self.slacks)
        return _outcome(highspy, _solver(highspy, lp, target, nodes, start), integer=keep is not None)

    def missed(self, values: list[float]) -> tuple[tuple[int, float], ...]:
        amounts: dict[int, float] = {}
        for slack, row in enumerate(self.slacks):
            amounts[row] = amounts.get(row, 0.0) + values[self.free + slack]
        return tuple((row, round(amount, 4)) for row, amount in sorted(amounts.items()) if amount > 1e-4)


def _solver(highspy: Any, lp: Any, target: float, nodes: int, start: list[float] | None) -> Any:
    solver = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", target),
        ("mip_abs_gap", 1e-6),
        ("mip_max_nodes", nodes),
        ("mip_heuristic_run_rins", False),  # measured: the two cost more time than they save on weeks
        ("mip_heuristic_run_rens", False),
        ("simplex_iteration_limit", 2_000_000),
    ):
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    if start is not None:
        known = highspy.HighsSolution()
        known.col_value = start
        solver.setSolution(known)
    solver.run()
    return solver


def _outcome(highspy: Any, solver: Any, *, integer: bool) -> _Run | None:
    status = solver.getModelStatus()
    statuses = highspy.HighsModelStatus
    info = solver.getInfo()
    solution = solver.getSolution()
    if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        return None
    found = status == statuses.kOptimal or (integer and info.primal_solution_status == FOUND)
    if not found:
        raise Undecided(f"the search ended undecided ({solver.modelStatusToString(status)})")
    bound = float(info.mip_dual_bound) if integer else float(info.objective_function_value)
    return _Run(list(solution.col_value), list(solution.col_dual), float(info.objective_function_value), bound)


def version() -> str:
    """The solver and its version, as programs record it."""
    from importlib.metadata import version as installed

    return f"HiGHS {installed('highspy')}"
