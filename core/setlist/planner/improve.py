"""A good answer soon: the relaxation rounded, then picks exchanged for better ones, one at a time. It proves nothing; bounds do.

Steepest ascent over the columns nearest to the relaxation's optimum, without chance: the same problem gives the same answer. With an
answer this good known beforehand, most integer programs are proven within a few nodes.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from setlist.planner.alike import nearest
from setlist.planner.matrix import Answer, Array, Matrix
from setlist.planner.terms import HELPER

CANDIDATES = 200  # columns that take part
BROKEN = 40.0  # points a unit that breaking a hard row costs on the way; no answer keeps one broken
ROUNDED = 0.4  # what the relaxation picks this much of is picked
GAIN = 1e-6  # points: less is rounding
KEPT = 1e-7  # by how much a hard row may be missed, in floating point


class Move(Struct, frozen=True):
    """Picking `put` in place of `out` (None: nothing), for so many points."""

    gain: float
    out: int | None
    put: int | None


class Group(Struct, frozen=True):
    """The columns of a session, with the rows and helpers that any of them changes."""

    columns: Array
    rows: Array
    helpers: Array
    factors: Array
    members: Array
    of_helpers: Array
    low: Array
    high: Array
    weight: Array


def candidates(matrix: Matrix, relaxed: Answer, count: int = CANDIDATES) -> Array:
    """The picks with the smallest reduced costs, those of the relaxation first."""
    picks = matrix.problem.picks
    distance = np.where(relaxed.values[:picks] > GAIN, -1.0, -relaxed.reduced[:picks])
    return nearest(matrix.kinds, matrix.places, distance, count)


def missed(activity: Array, low: Array, high: Array) -> Array:
    """By how much each row is missed."""
    over = np.maximum(low - activity, activity - high)
    return np.maximum(over, 0.0, out=over)


class Table:
    """Some columns, what they add to which rows, and which of them are picked. Rows that allow one of several picks are kept as pairs that
    exclude each other; helpers follow from the picks."""

    def __init__(self, matrix: Matrix, columns: Array) -> None:
        problem, count = matrix.problem, len(columns)
        self.matrix, self.columns = matrix, columns
        place = np.full(matrix.total, -1)
        place[columns] = np.arange(count)
        place[problem.picks : matrix.free] = count + np.arange(problem.helpers)
        entries = np.flatnonzero(place[matrix.index] >= 0)
        rows, at, value = matrix.row_of[entries], place[matrix.index[entries]], matrix.value[entries]
        pairing = matrix.packing.copy()
        pairing[matrix.row_of[matrix.index >= problem.picks]] = False  # one of some helpers is a row like any other
        self.excludes = _excluding(rows[pairing[rows]], at[pairing[rows]], count)
        used = np.flatnonzero(~pairing & np.asarray([row.rule != HELPER for row in matrix.rows], dtype=bool))
        number = np.full(len(matrix.rows), -1)
        number[used] = np.arange(len(used))
        ours = number[rows] >= 0
        factors = np.zeros((len(used), count + problem.helpers))
        factors[number[rows[ours]], at[ours]] = value[ours]
        self.factors, self.of_helpers = factors[:, :count], factors[:, count:]
        self.low, self.high = matrix.low[used], matrix.high[used]
        self.hard = np.asarray([row.hard for row in matrix.rows], dtype=bool)[used]
        self.weight = np.asarray([BROKEN if row.hard else row.weight for row in matrix.rows], dtype=float)[used]
        self.points = matrix.costs[columns]
        self.members = np.zeros((problem.helpers, count), dtype=np.int32)
        for helper, switched in enumerate(problem.switched):
            inside = place[np.asarray(switched, dtype=np.int64)]
            self.members[helper, inside[inside >= 0]] = 1
        sessions = len(problem.frame.sessions)
        session = np.asarray([problem.columns[i].session for i in columns]) if sessions > 1 else np.zeros(count)
        self.groups = [self._group(np.flatnonzero(session == s)) for s in range(max(sessions, 1))]

    def _group(self, columns: Array) -> Group:
        helpers = np.flatnonzero(self.members[:, columns].any(axis=1))
        rows = np.flatnonzero(self.factors[:, columns].any(axis=1) | self.of_helpers[:, helpers].any(axis=1))
        return Group(
            columns,
            rows,
            helpers,
            self.factors[np.ix_(rows, columns)],
            self.members[np.ix_(helpers, columns)],
            self.of_helpers[np.ix_(rows, helpers)],
            self.low[rows],
            self.high[rows],
            self.weight[rows],
        )

    def climb(self, values: Array) -> Array | None:
        """From the values of all variables, whole or split, to an answer that no single exchange makes better; None where it breaks a hard
        row."""
        self.begin(values)
        while self.exchange():
            pass
        return self.values() if self.kept() else None

    def begin(self, values: Array) -> None:
        """Picks what the values pick most of, as far as picks do not exclude each other."""
        self.made = 0  # exchanges so far,
        self.tried: dict[tuple[int, int | None], int] = {}  # and after how many of them one was tried in vain
        wanted = values[self.columns]
        self.on = np.zeros(len(self.columns), dtype=bool)
        blocked = np.zeros(len(self.columns), dtype=bool)
        for i in np.argsort(-wanted, kind="stable"):
            if wanted[i] >= ROUNDED and not blocked[i]:
                self.on[i] = True
                blocked |= self.excludes[i] > 0
        self._count()

    def _count(self) -> None:
        self.blocked = self.excludes[self.on].sum(axis=0)
        self.held = self.members[:, self.on].sum(axis=1)
        self.activity = self.factors[:, self.on].sum(axis=1) + self.of_helpers @ (self.held > 0)

    def score(self) -> float:
        """The objective, less what broken hard rows cost on the way."""
        lost = self.weight @ missed(self.activity, self.low, self.high)
        return float(self.points[self.on].sum() + self.matrix.credit - lost)

    def kept(self) -> bool:
        """Whether every hard row holds."""
        return bool((missed(self.activity, self.low, self.high)[self.hard] <= KEPT).all())

    def values(self) -> Array:
        """What is picked, as values of all variables of the matrix."""
        picks = self.matrix.problem.picks
        out = np.zeros(self.matrix.total)
        out[self.columns[self.on]] = 1.0
        out[picks : self.matrix.free] = self.held > 0
        return self.matrix.with_slacks(out)

    def moves(self, group: Group, out: int | None) -> tuple[Array, float]:
        """What it gains to pick each column of a session in place of `out`, and to pick nothing in its place."""
        activity, held, blocked, lost = self.activity[group.rows], self.held[group.helpers], self.blocked[group.columns], 0.0
        lost -= float(group.weight @ missed(activity, group.low, group.high))
        activity = activity - group.of_helpers @ (held > 0)
        if out is not None:
            activity -= self.factors[group.rows, out]
            held = held - self.members[group.helpers, out]
            blocked = blocked - self.excludes[out, group.columns]
            lost += float(self.points[out])
        after = activity[:, None] + group.factors
        if len(group.helpers):
            after += group.of_helpers @ (held[:, None] + group.members > 0)
            activity += group.of_helpers @ (held > 0)
        gains = self.points[group.columns] - lost - group.weight @ missed(after, group.low[:, None], group.high[:, None])
        gains[(blocked > 0) | self.on[group.columns]] = -np.inf
        return gains, -lost - float(group.weight @ missed(activity, group.low, group.high))

    def best(self, group: Group, out: int | None) -> Move | None:
        """The move that gains most; picking nothing in place of what goes is one too."""
        gains, nothing = self.moves(group, out)
        if out is not None and (not len(gains) or nothing >= gains.max()):
            return Move(nothing, out, None)
        put = int(gains.argmax()) if len(gains) else None
        return None if put is None else Move(float(gains[put]), out, int(group.columns[put]))

    def outs(self, group: Group) -> list[int | None]:
        """What could be given up in a session: nothing, or one of its picks."""
        return [None, *(int(i) for i in group.columns[self.on[group.columns]])]

    def apply(self, move: Move) -> None:
        if move.out is not None:
            self.on[move.out] = False
        if move.put is not None:
            self.on[move.put] = True
        self.made += 1
        self._count()

    def exchange(self) -> bool:
        """Each pick in turn is exchanged for the best there is; whether anything was. What was tried since the last exchange would find
        nothing again."""
        moved = False
        for number, group in enumerate(self.groups):
            for out in self.outs(group):
                if self.tried.get((number, out)) == self.made:
                    continue
                move = self.best(group, out)
                if move is not None and move.gain > GAIN:
                    self.apply(move)
                    moved = True
                else:
                    self.tried[number, out] = self.made
        return moved


def _excluding(rows: Array, at: Array, count: int) -> Array:
    """Which columns stand in one row that allows a single one of them; `rows` ascend."""
    together = np.zeros((count, count), dtype=np.int32)
    for members in np.split(at, np.flatnonzero(np.diff(rows)) + 1):
        together[members[:, None], members] = 1
    np.fill_diagonal(together, 0)
    return together
