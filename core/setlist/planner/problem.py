"""The week as an integer program: rows over columns, each row belonging to a named rule. Plain data; the solver reads it."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from setlist.planner import times
from setlist.planner.columns import Column, Frame, per_30

NOTICED = 1e-4  # of a unit: less is rounding


class Terms(Struct, frozen=True, gc=False):
    """(variable, factor) for each term of a sum, in two arrays: a large catalog has millions, and a pair of objects takes ten times the
    memory."""

    at: array[int]
    by: array[float]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, float]]) -> Terms:
        pairs = tuple(pairs)
        return cls(array("i", (i for i, _ in pairs)), array("d", (factor for _, factor in pairs)))

    def __len__(self) -> int:
        return len(self.at)

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self.at, self.by, strict=True)


class Row(Struct, frozen=True, gc=False):
    """low <= sum of terms <= high (None: open). A soft row may be missed at `weight` points a unit, a `firm` one only where no week holds
    it; `rule` names its rule."""

    rule: str
    text: str
    terms: Terms
    low: float | None
    high: float | None
    hard: bool = True
    weight: float = 0.0
    priority: int = 50
    firm: bool = False


class Problem(Struct):
    """`points[i]` for each column, place by place; what follows `picks` are yes/no helpers of rows: `switched` says on whose account each
    is on. Filled by `frame_rows` and `compile`. `known` are columns to begin a search from: those of the last cycle's picks."""

    columns: Sequence[Column]
    frame: Frame
    points: list[float]
    rows: list[Row] = field(default_factory=list)
    switched: list[tuple[int, ...]] = field(default_factory=list)
    known: Sequence[int] = ()

    @property
    def picks(self) -> int:
        return len(self.columns)

    @property
    def helpers(self) -> int:
        return len(self.switched)

    def at_places(self) -> list[range]:
        """The columns of each place."""
        starts = [bisect_left(self.columns, place, key=_place) for place in range(len(self.frame.places) + 1)]
        return [range(first, end) for first, end in pairwise(starts)]

    def helper(self, members: tuple[int, ...]) -> int:
        """A new yes/no variable that stands for 'one of these is picked'."""
        self.switched.append(members)
        return self.picks + self.helpers - 1

    def add(self, row: Row) -> None:
        """Adds a row; a hard row without terms is kept, for it may be what stands in the way."""
        if row.terms or row.hard:
            self.rows.append(row)


def credit(row: Row) -> float:
    """What a soft row is worth when it holds: its weight for every unit up to its minimum. A miss takes that away, unit by unit."""
    return row.weight * row.low if not row.hard and row.low is not None and row.low > 0 else 0.0


def worth(problem: Problem, rows: Sequence[Row], picked: Collection[int]) -> tuple[float, tuple[tuple[int, float], ...]]:
    """The score of some picks, and (row, by how much) for each soft row that is missed. Helpers are on where one of theirs is picked and
    nowhere else: a search that may stop early sometimes leaves one on for nothing."""
    chosen = set(picked)
    chosen |= {problem.picks + n for n, members in enumerate(problem.switched) if not chosen.isdisjoint(members)}
    total = sum(problem.points[i] for i in sorted(picked))
    missed = []
    for number, row in enumerate(rows):
        if not row.hard:
            have = sum(factor for i, factor in row.terms if i in chosen)
            under = 0.0 if row.low is None else max(0.0, row.low - have)
            amount = under + (0.0 if row.high is None else max(0.0, have - row.high))
            total += credit(row) - row.weight * amount
            if amount > NOTICED:
                missed.append((number, round(amount, 4)))
    return total, tuple(missed)


def frame_rows(problem: Problem, deload: bool) -> None:
    """The rows of the template itself: counts of slots and blocks, one of each exercise in a session, shares, and time in every week."""
    shape = problem.frame
    by_block: dict[tuple[int, int], list[int]] = {(s, b): [] for s, blocks in enumerate(shape.blocks) for b in range(len(blocks))}
    by_session: dict[int, list[int]] = {s: [] for s in range(len(shape.sessions))}
    for place, members in zip(shape.places, problem.at_places(), strict=True):
        by_block[(place.session, place.block)].extend(members)
        by_session[place.session].extend(members)
        session = shape.sessions[place.session]
        low, high = place.count
        text = f"{session.title}: {count_words(low, high)} for '{place.slot.id.replace('-', ' ')}'"
        problem.add(Row(f"template/{session.id}/{place.slot.id}", text, ones(members), low or None, high))
    for (s, b), inside in by_block.items():
        _block_rows(problem, s, b, inside)
    for s, inside in by_session.items():
        _once_rows(problem, inside)
        _time_rows(problem, s, inside, deload)


def _once_rows(problem: Problem, members: Sequence[int]) -> None:
    by_exercise: dict[str, list[int]] = {}
    for i in members:
        by_exercise.setdefault(problem.columns[i].exercise.ref, []).append(i)
    for found in by_exercise.values():
        if len(found) > 1:
            problem.add(Row("core/once", "An exercise is picked once in a session", ones(found), None, 1))


def _block_rows(problem: Problem, s: int, b: int, members: Sequence[int]) -> None:
    shape = problem.frame
    block, session = shape.blocks[s][b], shape.sessions[s]
    if block.per_30 is not None:
        low, high = per_30(block.per_30, shape.minutes)
        text = f"{session.title}: {count_words(low, high)} in '{block.name}' for {shape.minutes} minutes"
        problem.add(Row(f"template/{session.id}/{block.id}/count", text, ones(members), low or None, high))
    if block.share is not None and members:
        least, most = (share / 100 * shape.minutes for share in block.share)
        terms = _minutes(problem, members, 0)
        text = f"{session.title}: '{block.name}' takes {block.share[0]}-{block.share[1]} % of the session"
        problem.add(Row(f"template/{session.id}/{block.id}/share", text, terms, least or None, most, hard=False, weight=1.0))


def _time_rows(problem: Problem, s: int, members: Sequence[int], deload: bool) -> None:
    """Within 10 % of the minutes asked for, in every week of the cycle but the deload. Equal weeks give one row."""
    shape = problem.frame
    fixed, factor = times.overhead(shape.minutes)
    low, high = (0.9 * shape.minutes + 0.01 - fixed) / factor, (1.1 * shape.minutes - 0.01 - fixed) / factor
    weeks = max((len(problem.columns[i].minutes) for i in members), default=1) - (1 if deload else 0)
    seen = set()
    for week in range(max(weeks, 1)):
        terms = _minutes(problem, members, week)
        minutes = terms.by.tobytes()
        if minutes not in seen:
            seen.add(minutes)
            session = shape.sessions[s]
            text = f"{session.title}: {shape.minutes} minutes, give or take 10 %"
            problem.add(Row(f"profile/minutes/{session.id}", text, terms, low, high, priority=90))


def _minutes(problem: Problem, members: Sequence[int], week: int) -> Terms:
    return Terms(array("i", members), array("d", [problem.columns[i].minutes[week] for i in members]))


def ones(members: Sequence[int]) -> Terms:
    return Terms(array("i", members), array("d", (1.0,)) * len(members))


def merged(terms: Mapping[int, float]) -> Terms:
    """The terms that count for something, in the order of their variables."""
    found = [i for i in sorted(terms) if terms[i]]
    return Terms(array("i", found), array("d", [terms[i] for i in found]))


def _place(column: Column) -> int:
    return column.place


def count_words(low: int, high: int) -> str:
    many = f"{low}" if low == high else f"{low} to {high}"
    return f"{many} exercise{'' if low == high == 1 else 's'}"
