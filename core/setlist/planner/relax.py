"""For --best-effort: which hard rules give way, and by how little. Safety, and what is no rule, never does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from setlist.planner.problem import Problem, Row, Terms
from setlist.planner.solve import solve
from setlist.program import Relaxed

UNRELAXED = ("core/", "safety/")
EXACT = 1e-4  # the gap of this search: how little gives way is not a matter of taste
ROUNDED = 1e-4  # misses come rounded to four digits

Misses = Mapping[tuple[int, str], float]  # (row, side: low or high) -> by how much


def least_misses(problem: Problem) -> Misses | None:
    """By how much hard rows have to be missed at least, the important ones (priority) least. None: no row may give way and still hold."""
    rows, side_of = _giving(problem)
    found = solve(replace(problem, points=[0.0] * problem.picks), rows=rows, target=EXACT)
    return None if found is None else {side_of[row]: amount for row, amount in found.missed}


def shortfall(problem: Problem) -> float:
    """How far the hard rows are from holding together when exercises may be split; infinite where safety alone cannot hold."""
    from setlist.planner.matrix import Matrix

    rows, _ = _giving(problem)
    answer = Matrix(replace(problem, points=[0.0] * problem.picks), rows).relax()
    return float("inf") if answer is None else max(0.0, -answer.objective)


def _giving(problem: Problem) -> tuple[list[Row], dict[int, tuple[int, str]]]:
    """The hard rows, each side of those that may give way as a soft row of its own, and which side of which row that is."""
    rows: list[Row] = []
    side_of: dict[int, tuple[int, str]] = {}
    for number, row in enumerate(problem.rows):
        if row.hard and row.rule.startswith(UNRELAXED):
            rows.append(row)
        elif row.hard:
            for side, most in (("low", row.low), ("high", row.high)):
                if most is not None:
                    sign = -1.0 if side == "low" else 1.0
                    side_of[len(rows)] = (number, side)
                    terms = Terms.of((i, sign * factor) for i, factor in row.terms)
                    # an upper end only: a soft lower end would earn credit, and the gap would be a share of that
                    rows.append(replace(row, terms=terms, low=None, high=sign * most, hard=False, weight=1.0 + row.priority))
    return rows, side_of


def loosened(rows: Sequence[Row], misses: Misses) -> list[Row]:
    """The rows with those that give way moved by as much as they are missed."""
    out = list(rows)
    for (number, side), amount in misses.items():
        row = out[number]
        if side == "low" and row.low is not None:
            out[number] = replace(row, low=row.low - amount - ROUNDED)
        elif row.high is not None:
            out[number] = replace(row, high=row.high + amount + ROUNDED)
    return out


def gave_way(rows: Sequence[Row], misses: Misses) -> list[Relaxed]:
    """Every row that gave way, as what its rule says and by how much."""
    return [Relaxed(rows[number].rule, rows[number].text, amount) for (number, _), amount in sorted(misses.items())]


def largest(relaxed: Iterable[Relaxed]) -> tuple[Relaxed, ...]:
    """Each rule once, with the most by which it gave way, by id."""
    worst: dict[str, Relaxed] = {}
    for r in relaxed:
        if r.rule not in worst or worst[r.rule].by < r.by:
            worst[r.rule] = r
    return tuple(worst[rule] for rule in sorted(worst))
