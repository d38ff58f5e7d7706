"""The week as an integer program: rows over columns, each row belonging to a named rule. Plain data; the solver reads it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct, field

from setlist.planner import times
from setlist.planner.columns import Column, Frame, per_30

NOTICED = 1e-4  # of a unit: less is rounding


class Row(Struct, frozen=True):
    """low <= sum of terms <= high (None: open). A soft row may be missed at `weight` points a unit; `rule` names its rule."""

    rule: str
    text: str
    terms: tuple[tuple[int, float], ...]
    low: float | None
    high: float | None
    hard: bool = True
    weight: float = 0.0
    priority: int = 50


class Problem(Struct):
    """`points[i]` for each column; what follows `picks` are yes/no helpers of rows: `switched` says on whose account each is on. Filled by
    `frame_rows` and `compile`."""

    columns: Sequence[Column]
    frame: Frame
    points: list[float]
    rows: list[Row] = field(default_factory=list)
    switched: list[tuple[int, ...]] = field(default_factory=list)

    @property
    def picks(self) -> int:
        return len(self.columns)

    @property
    def helpers(self) -> int:
        return len(self.switched)

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
    by_place: dict[int, list[int]] = {i: [] for i in range(len(shape.places))}
    by_block: dict[tuple[int, int], list[int]] = {(s, b): [] for s, blocks in enumerate(shape.blocks) for b in range(len(blocks))}
    by_exercise: dict[tuple[int, str], list[int]] = {}
    by_session: dict[int, list[int]] = {s: [] for s in range(len(shape.sessions))}
    for i, column in enumerate(problem.columns):
        place = shape.places[column.place]
        by_place[column.place].append(i)
        by_block[(column.session, place.block)].append(i)
        by_exercise.setdefault((column.session, column.exercise.ref), []).append(i)
        by_session[column.session].append(i)
    for index, place in enumerate(shape.places):
        session = shape.sessions[place.session]
        low, high = place.count
        what = place.slot.id.replace("-", " ")
        problem.add(
            Row(
                f"template/{session.id}/{place.slot.id}",
                f"{session.title}: {count_words(low, high)} for '{what}'",
                ones(by_place[index]),
                low or None,
                high,
            )
        )
    for (s, b), members in by_block.items():
        _block_rows(problem, s, b, members)
    for members in by_exercise.values():
        if len(members) > 1:
            problem.add(Row("core/once", "An exercise is picked once in a session", ones(members), None, 1))
    for s, members in by_session.items():
        _time_rows(problem, s, members, deload)


def _block_rows(problem: Problem, s: int, b: int, members: list[int]) -> None:
    shape = problem.frame
    block, session = shape.blocks[s][b], shape.sessions[s]
    if block.per_30 is not None:
        low, high = per_30(block.per_30, shape.minutes)
        text = f"{session.title}: {count_words(low, high)} in '{block.name}' for {shape.minutes} minutes"
        problem.add(Row(f"template/{session.id}/{block.id}/count", text, ones(members), low or None, high))
    if block.share is not None and members:
        least, most = (share / 100 * shape.minutes for share in block.share)
        terms = tuple((i, problem.columns[i].minutes[0]) for i in members)
        text = f"{session.title}: '{block.name}' takes {block.share[0]}-{block.share[1]} % of the session"
        problem.add(Row(f"template/{session.id}/{block.id}/share", text, terms, least or None, most, hard=False, weight=1.0))


def _time_rows(problem: Problem, s: int, members: list[int], deload: bool) -> None:
    """Within 10 % of the minutes asked for, in every week of the cycle but the deload. Equal weeks give one row."""
    shape = problem.frame
    fixed, factor = times.overhead(shape.minutes)
    low, high = (0.9 * shape.minutes + 0.01 - fixed) / factor, (1.1 * shape.minutes - 0.01 - fixed) / factor
    weeks = max((len(problem.columns[i].minutes) for i in members), default=1) - (1 if deload else 0)
    seen = set()
    for week in range(max(weeks, 1)):
        terms = tuple((i, problem.columns[i].minutes[week]) for i in members)
        if terms not in seen:
            seen.add(terms)
            session = shape.sessions[s]
            text = f"{session.title}: {shape.minutes} minutes, give or take 10 %"
            problem.add(Row(f"profile/minutes/{session.id}", text, terms, low, high, priority=90))


def ones(members: Iterable[int]) -> tuple[tuple[int, float], ...]:
    return tuple((i, 1.0) for i in members)


def count_words(low: int, high: int) -> str:
    many = f"{low}" if low == high else f"{low} to {high}"
    return f"{many} exercise{'' if low == high == 1 else 's'}"


def merged(terms: Mapping[int, float]) -> tuple[tuple[int, float], ...]:
    return tuple((i, terms[i]) for i in sorted(terms) if terms[i])
