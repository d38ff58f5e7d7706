"""The bars that the panel is held against, and how figures of many people add up to one line each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from .figures import Share
from .measure import Result


@dataclass(frozen=True, slots=True)
class Row:
    """A figure over the panel: its bar (a share, None where it is only shown), what holds of what, and who misses it."""

    figure: str
    bar: float | None
    held: int
    of: int
    missing: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.held / self.of if self.of else 1.0

    @property
    def missed(self) -> bool:
        return self.bar is not None and (self.share < self.bar or not self.of)

    def to_data(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("figure", "bar", "held", "of", "missed", "missing")}


@dataclass(frozen=True, slots=True)
class Pair:
    """What two processes made of one person; `first` is the one that was measured."""

    first: Result
    second: Result

    @property
    def same(self) -> bool:
        return (self.first.kind, self.first.digest) == (self.second.kind, self.second.digest)


def over_things(figure: str, bar: float | None, key: str, results: Iterable[Result]) -> Row:
    """Adds up what a figure counts: sessions, targets, picks."""
    shares = [(r.name, r.shares[key]) for r in results if key in r.shares]
    return Row(figure, bar, sum(s.held for _, s in shares), sum(s.of for _, s in shares), _missing(shares))


def over_people(figure: str, bar: float | None, key: str, results: Iterable[Result]) -> Row:
    """Counts the people for whom a figure holds throughout."""
    shares = [(r.name, r.shares[key]) for r in results if key in r.shares]
    missing = _missing(shares)
    return Row(figure, bar, len(shares) - len(missing), len(shares), missing)


def over_programs(figure: str, bar: float | None, holds: Callable[[Result], bool], results: Iterable[Result]) -> Row:
    judged = [(r.name, holds(r)) for r in results]
    missing = tuple(name for name, held in judged if not held)
    return Row(figure, bar, len(judged) - len(missing), len(judged), missing)


def summary(pairs: Sequence[Pair], explained: Sequence[Result]) -> list[Row]:
    """Every figure over the panel, those with a bar first."""
    measured = [pair.first for pair in pairs]
    same = {pair.first.name: pair.same for pair in pairs}
    rows = [
        over_people("hard rules that hold, by the audit", 1.0, "hard rules", measured),
        over_things("feasible muscle targets in range", 0.95, "targets in range", measured),
        over_things("  every other one named with its reason", 1.0, "out of range and named", measured),
        over_things("  sets as the document states them are those of its items", 1.0, "sets as stated", measured),
        over_things("session minutes within 10 %", 1.0, "minutes", measured),
        over_things("main lifts kept within a cycle", 1.0, "main kept", measured),
        over_things("accessories kept within a cycle", 0.8, "accessories kept", measured),
        over_people("proven gap at most 1 %", 0.95, "gap 1 %", measured),
        over_people("proven gap at most 3 %", 1.0, "gap 3 %", measured),
        over_things("3-5 main exercises per 30 minutes, strength and relief", 1.0, "main exercises", measured),
        over_programs("programs for healthy people", 1.0, lambda r: r.kind == "program", (r for r in measured if r.healthy)),
        over_things("a reason on every pick", 1.0, "reasons", measured),
        over_things("a reason and source on every exclusion", 1.0, "exclusions", measured),
        over_programs("same inputs, same bytes", 1.0, lambda r: same[r.name], measured),
        over_people("explanations whose smallest change gives a program", 1.0, "changes", (*measured, *explained)),
    ]
    shown = [
        over_things("muscle targets in range, of those that could be alone", None, "targets in range, each for itself", measured),
        over_things("muscle targets in range, of all", None, "targets in range, all", measured),
        over_programs("programs for people with conditions", None, lambda r: r.kind == "program", (r for r in measured if not r.healthy)),
        over_people("explanations whose further changes all give a program", None, "changes, further ones", (*measured, *explained)),
        over_programs("requests thought impossible that are explained", None, lambda r: r.kind == "infeasible", explained),
    ]
    names = dict.fromkeys(key for r in measured for key in r.shares if key.startswith("balance: "))
    shown += [over_people(key, None, key, measured) for key in names]
    return [*rows, *shown]


def _missing(shares: Iterable[tuple[str, Share]]) -> tuple[str, ...]:
    return tuple(name for name, share in shares if not share.whole)
