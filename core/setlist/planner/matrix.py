"""A problem as arrays, and HiGHS run over a part of it. The only module that knows the solver.

Rows that say "at most one of these" are most of a large problem and almost never bind, so the relaxation takes them in only when an
answer breaks them, and an integer program only where two of its columns meet in one.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import cached_property
from typing import Any

import highspy
import numpy as np
from msgspec import Struct

from setlist.planner.alike import kinds, nearest
from setlist.planner.problem import Problem, Row, credit
from setlist.results import Undecided

FOUND = 2  # HiGHS: a feasible solution is known
CLOSE = 1e-6
FEW_ROWS = 2000  # so many are taken in all at once
MOST_AT_FIRST = 4000  # picks that a relaxation begins with,
ENTERING = 2000  # and how many it takes in at a time
OPTIONS = (
    ("output_flag", False),
    ("threads", 1),
    ("random_seed", 0),
    ("mip_abs_gap", 1e-6),
    ("mip_pscost_minreliable", 0),  # measured: strong branching costs more than it saves on weeks
    ("mip_allow_restart", False),  # and so does presolving again: the answer is known to within a few points beforehand
    ("mip_heuristic_run_rens", False),  # and so does a search around the relaxation, which the climb has gone through
    ("mip_heuristic_run_feasibility_jump", False),  # a jump to a first answer is not wanted where a good one is known
    ("mip_heuristic_run_root_reduced_cost", False),  # nor one more search near the relaxation
    ("simplex_iteration_limit", 2_000_000),
)
Array = Any  # numpy arrays; their element types are said where they are made
RELAXING = (("presolve", "off"), ("simplex_scale_strategy", 0))  # measured: half the time; coefficients are of one size anyway
AGAIN = (("simplex_scale_strategy", 1), ("simplex_strategy", 4))  # 4: the primal simplex
HIGHS: Any = highspy.Highs  # untyped in its own package


class Quiet(HIGHS):  # type: ignore[misc]
    """HiGHS without a word. From 1.16 on it greets on standard output as soon as its callbacks are set up, which it does itself and before
    anybody could set an option from outside; standard output is for programs."""

    def enableCallbacks(self) -> None:
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()


SOLVER = f"HiGHS {Quiet().version()}"


class Answer(Struct, frozen=True):
    """`values` of the free columns and slacks, their `reduced` costs (of a relaxation), the objective and the bound that was proven."""

    values: Array
    reduced: Array
    objective: float
    bound: float


class Matrix:
    """The arrays of one problem: picks and helpers (`free` of them), then one slack for each side of each soft row."""

    def __init__(self, problem: Problem, rows: Sequence[Row], *, scored: bool = True) -> None:
        self.problem, self.rows = problem, rows
        self.free = problem.picks + problem.helpers
        self.credit = sum(credit(row) for row in rows) if scored else 0.0
        costs = [*problem.points, *([0.0] * problem.helpers)] if scored else [0.0] * self.free
        self.slacks: list[int] = []  # the row of each slack
        sides: list[float] = []  # 1 where it fills up to the low end, -1 where it takes off to the high one
        index, value, lengths = array("i"), array("d"), []
        for r, row in enumerate(rows):
            before = len(index)
            index.extend(row.terms.at)
            value.extend(row.terms.by)
            if not row.hard:
                for side in ((1.0,) if row.low is not None else ()) + ((-1.0,) if row.high is not None else ()):
                    index.append(self.free + len(self.slacks))
                    value.append(side)
                    costs.append(-row.weight if scored else 0.0)
                    self.slacks.append(r)
                    sides.append(side)
            lengths.append(len(index) - before)
        self.total = self.free + len(self.slacks)
        self.sides = np.asarray(sides, dtype=float)
        self.costs = np.asarray(costs, dtype=float)
        self.low = np.asarray([-np.inf if row.low is None else row.low for row in rows], dtype=float)
        self.high = np.asarray([np.inf if row.high is None else row.high for row in rows], dtype=float)
        self.index = np.frombuffer(index, dtype=np.int32) if index else np.zeros(0, dtype=np.int32)
        self.value = np.frombuffer(value, dtype=float) if value else np.zeros(0)
        self.row_of = np.repeat(np.arange(len(rows)), lengths)
        self.places = np.asarray([column.place for column in problem.columns], dtype=np.int64)
        alone = [row.hard and row.low is None and row.high == 1 for row in rows]
        others = np.bincount(self.row_of, self.value != 1, len(rows))
        self.packing = np.asarray(alone, dtype=bool) & (others == 0)

    @cached_property
    def kinds(self) -> Array:
        """The kind of each pick: those that stand in one place and count alike in every row but those of one among several."""
        ours = ~self.packing[self.row_of]
        return kinds(self.row_of[ours], self.index[ours], self.value[ours], self.places)

    def picking(self, columns: Array) -> Array:
        """The values of all variables with some columns picked and nothing else."""
        values = np.zeros(self.total)
        values[columns] = 1.0
        return values

    def with_slacks(self, values: Array) -> Array:
        """The values, with slacks set to what the soft rows miss."""
        have = np.bincount(self.row_of, self.value * values[self.index], len(self.rows))[self.slacks]
        ends = np.where(self.sides > 0, self.low[self.slacks], self.high[self.slacks])
        return np.concatenate([values[: self.free], np.maximum(0.0, self.sides * (ends - have))])

    def worth(self, values: Array) -> float:
        """The objective of some values."""
        return float(self.costs @ values) + self.credit

    def relax(self) -> Answer | None:
        """The relaxation over all columns; None when even that is infeasible. Of a large problem it takes in some columns first, and others
        as long as their reduced costs say that they would help."""
        inside = self._first_columns()
        active = ~self.packing if len(self.rows) > FEW_ROWS else np.ones_like(self.packing)
        while True:
            found = self._relax(inside, active)
            if found is None and len(inside) == self.total:
                return None
            if found is None:
                inside = np.arange(self.total)
                continue
            helping = found.reduced[: self.problem.picks] > CLOSE
            helping[inside[inside < self.problem.picks]] = False
            if not helping.any():
                return found
            more = np.flatnonzero(helping)
            most = nearest(self.kinds[more], self.places[more], -found.reduced[more], ENTERING)
            inside = np.union1d(inside, more[most])

    def _first_columns(self) -> Array:
        """All columns; of many picks so many that every place has some."""
        picks = self.problem.picks
        step = -(-picks // MOST_AT_FIRST) if picks else 1
        return np.concatenate([np.arange(0, picks, step), np.arange(picks, self.total)])

    def _relax(self, columns: Array, active: Array) -> Answer | None:
        """The relaxation over some columns. Rows of the packing kind are taken in, and marked as active, when an answer breaks them."""
        rows = np.flatnonzero(active)
        solver = _solver(self._program(columns, rows, whole=False), *RELAXING)
        while True:
            run_relaxation(solver)
            answer = _read(solver, integer=False)
            if answer is None:
                return None
            values = np.zeros(self.total)
            values[columns] = answer.values
            used = np.bincount(self.row_of, self.value * values[self.index], len(self.packing))
            broken = np.flatnonzero(~active & (used > self.high + CLOSE))
            if not len(broken):
                duals = np.zeros(len(self.packing))
                duals[rows] = solver.getSolution().row_dual
                prices = np.bincount(self.index, self.value * duals[self.row_of], self.total)
                return Answer(values, self.costs - prices, answer.objective, answer.bound)
            active[broken] = True
            rows = np.concatenate([rows, broken])
            inside, starts, place = self._part(columns, broken)
            added = (
                len(broken),
                self.low[broken],
                self.high[broken],
                len(inside),
                starts[:-1],
                place[self.index[inside]],
                self.value[inside],
            )
            solver.addRows(*added)

    def restrict(self, keep: Array, target: float, nodes: int, start: Array | None = None, enough: float | None = None) -> Answer | None:
        """The integer program over the free columns kept (the others are 0), from a known answer; None when infeasible. It stops at the
        gap, or as soon as an objective is `enough`."""
        columns = np.concatenate([keep, np.arange(self.free, self.total)])
        met = np.isin(self.index, columns)
        meeting = np.bincount(self.row_of[met], minlength=len(self.packing))
        rows = np.flatnonzero(~self.packing | (meeting > 1))
        solver = _solver(self._program(columns, rows, whole=True, kept=len(keep)))
        solver.setOptionValue("mip_rel_gap", target)
        solver.setOptionValue("mip_max_nodes", nodes)
        if enough is not None:
            solver.setOptionValue("objective_target", enough)
        if start is not None:
            known = highspy.HighsSolution()
            known.col_value = list(start[columns])
            solver.setSolution(known)
        solver.run()
        answer = _read(solver, integer=True)
        if answer is None:
            return None
        values = np.zeros(self.total)
        values[columns] = answer.values
        objective = self.worth(values)  # 1.16.0 adds what presolve fixed to objective and bound once too often, where a start is given
        return Answer(values, answer.reduced, objective, answer.bound - (answer.objective - objective))

    def _part(self, columns: Array, rows: Array) -> tuple[Array, Array, Array]:
        """Which entries belong to some columns and rows, where each row starts among them, and each column's number among the columns."""
        place = np.full(self.total, -1, dtype=np.int32)
        place[columns] = np.arange(len(columns), dtype=np.int32)
        asked = np.zeros(len(self.packing), dtype=bool)
        asked[rows] = True
        inside = np.flatnonzero(asked[self.row_of] & (place[self.index] >= 0))
        counts = np.bincount(self.row_of[inside], minlength=len(self.packing))[rows]
        return inside, np.concatenate([[0], np.cumsum(counts)]).astype(np.int32), place

    def _program(self, columns: Array, rows: Array, *, whole: bool, kept: int = 0) -> Any:
        """The HiGHS model of some columns and rows (both ascending), maximising."""
        inside, starts, place = self._part(columns, rows)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(columns), len(rows)
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.offset_ = self.credit
        lp.col_cost_ = self.costs[columns]
        lp.col_lower_ = np.zeros(len(columns))
        lp.col_upper_ = np.where(columns < self.free, 1.0, highspy.kHighsInf)
        lp.row_lower_, lp.row_upper_ = self.low[rows], self.high[rows]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = starts
        lp.a_matrix_.index_ = place[self.index[inside]]
        lp.a_matrix_.value_ = self.value[inside]
        if whole:
            kinds = highspy.HighsVarType
            lp.integrality_ = [kinds.kInteger] * kept + [kinds.kContinuous] * (len(columns) - kept)
        return lp


def _solver(lp: Any, *options: tuple[str, Any]) -> Any:
    solver = Quiet()
    for option, value in (*OPTIONS, *options):
        solver.setOptionValue(option, value)
    solver.passModel(lp)
    return solver


def run_relaxation(solver: Any) -> None:
    """Solve a linear program, and again from scratch, another way each time, where HiGHS cannot say what it found.

    Scaling, or doing without, now and then leaves a reduced cost a hair on the wrong side (3e-5 was seen), and the status is Unknown.
    """
    solver.run()
    for option, value in AGAIN:
        if solver.getModelStatus() != highspy.HighsModelStatus.kUnknown:
            return
        solver.clearSolver()
        solver.setOptionValue(option, value)
        solver.run()


def _read(solver: Any, *, integer: bool) -> Answer | None:
    status, statuses, info = solver.getModelStatus(), highspy.HighsModelStatus, solver.getInfo()
    if status in (statuses.kInfeasible, statuses.kUnboundedOrInfeasible):
        return None
    if status != statuses.kOptimal and not (integer and info.primal_solution_status == FOUND):
        raise Undecided(f"the search ended undecided ({solver.modelStatusToString(status)})")
    solution = solver.getSolution()
    objective = float(info.objective_function_value)
    bound = float(info.mip_dual_bound) if integer else objective
    return Answer(np.asarray(solution.col_value), np.asarray(solution.col_dual), objective, bound)
