"""What columns match and how much they count: the words that rules are written in, over the columns of one week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from setlist.index import Bits, Clause
from setlist.model import EMPTY, Catalog
from setlist.planner.columns import Place
from setlist.planner.problem import Problem, Row, Terms
from setlist.rules import Rule, Within, stands_in

Key = tuple[int, tuple[tuple[str, Any], ...]]  # a clause (its id), and where it applies
Picks = Collection[tuple[int, str]]  # (place, exercise)
HELPER = "core/helper"  # rows that define a yes/no variable: no rule, and never relaxed


class Period(NamedTuple):
    """A part of the week that a rule speaks of, and how many times a pick counts in each of its places."""

    words: str
    counts: Mapping[int, float]


class Compiler:
    """Compiles rules over one problem; knows which columns match what. `previous` holds last cycle's picks;
    `weeks` says in how many weeks from the first a rule about minutes must hold, for doses grow."""

    def __init__(self, problem: Problem, catalog: Catalog, previous: Picks, weeks: int = 1) -> None:
        self.problem = problem
        self.catalog = catalog
        self.index = index = catalog.index
        self.previous = previous
        self.weeks = weeks
        self.place = [column.place for column in problem.columns]
        self.sets = [float(column.sets) for column in problem.columns]
        self.on: dict[tuple[int, ...], int] = {}
        self.found: dict[Key, tuple[Clause, list[int]]] = {}  # here and below the clause is kept: its id stays its own
        self.measured: dict[tuple[Key, str, int], tuple[Clause, list[float]]] = {}
        self.cut: dict[tuple[str, tuple[tuple[str, Any], ...]], list[Period]] = {}
        self.families: dict[str, list[int]] = {}
        self.of_exercise: dict[int, list[int]] = {}
        for i, column in enumerate(problem.columns):
            self.of_exercise.setdefault(index.number[column.exercise.ref], []).append(i)
            self.families.setdefault(column.exercise.family or "", []).append(i)

    def matching(self, clause: Clause, inside: Within = EMPTY) -> list[int]:
        """The columns whose exercise matches, in the block, slot or role named; ascending."""
        if clause.keys() == {"family"} and isinstance(clause["family"], str) and not inside:
            return self.families.get(clause["family"], [])  # there are as many such rules as families
        key = id(clause), tuple(inside.items())
        if key not in self.found:
            if inside:
                places = {number for number, place in enumerate(self.problem.frame.places) if self.place_inside(place, inside)}
                found = [i for i in self.matching(clause) if self.place[i] in places]
            else:
                found = sorted(self.columns(self.index.bits(clause)))
            self.found[key] = clause, found
        return self.found[key][1]

    def place_inside(self, place: Place, inside: Within) -> bool:
        shape = self.problem.frame
        return stands_in(inside, shape.blocks[place.session][place.block].id, place.slot.id, place.slot.role, shape.days[place.session])

    def amounts(self, clause: Clause, inside: Within, measure: str, week: int) -> list[float]:
        """What each match counts: its sets (half where the muscles asked for are secondary), or its minutes in a week of the cycle."""
        key = (id(clause), tuple(inside.items())), measure, week
        if key not in self.measured:
            members, columns = self.matching(clause, inside), self.problem.columns
            if measure == "minutes":
                found = [columns[i].minutes[week] for i in members]
            else:
                found = [self.sets[i] for i in members]
                asked = self.asked(clause)
                if asked:
                    whole = set(self.columns(self.index.having("primary", asked)))
                    found = [sets if i in whole else sets / 2 for i, sets in zip(members, found, strict=True)]
            self.measured[key] = clause, found
        return self.measured[key][1]

    def inside(self, columns: Sequence[int], period: Period) -> list[int]:
        """Those of some columns that stand in a period."""
        return [i for i in columns if self.place[i] in period.counts]

    def columns(self, exercises: Bits) -> Iterator[int]:
        """The columns of some of the catalog's exercises."""
        return chain.from_iterable([self.of_exercise[k] for k in self.index.numbers(exercises) if k in self.of_exercise])

    def asked(self, clause: Clause) -> list[str]:
        """The muscles that a clause names, groups spelled out."""
        names = clause.get("muscles", EMPTY).get("any", ())
        return [muscle for name in names for muscle in self.index.vocabulary.muscles(name)]

    def total(self, clause: Clause, inside: Within, measure: str, period: Period, week: int = 0) -> dict[int, float]:
        """The measure of what matches in a period, as terms. Exposures are the sessions in which something matches."""
        members, place, counts = self.matching(clause, inside), self.place, period.counts
        if measure == "exercises":
            return {i: counts[place[i]] for i in members if place[i] in counts}
        if measure in ("sets", "minutes"):
            amounts = zip(members, self.amounts(clause, inside, measure, week), strict=True)
            return {i: counts[place[i]] * amount for i, amount in amounts if place[i] in counts}
        by_session: dict[int, list[int]] = {}
        for i in members:
            if place[i] in counts:
                by_session.setdefault(self.problem.columns[i].session, []).append(i)
        return {self.exposed(tuple(group)): counts[place[group[0]]] for group in by_session.values()}

    def exposed(self, members: tuple[int, ...]) -> int:
        """A helper that is on exactly when one of the members is picked."""
        if members not in self.on:
            on = self.on[members] = self.switch(members)
            self.define([(on, -1.0), *((i, 1.0) for i in members)])
        return self.on[members]

    def switch(self, members: Sequence[int]) -> int:
        """A helper that is on as soon as one member is picked: one row for each place, tight where the place takes one exercise."""
        on = self.problem.helper(tuple(members))
        by_place: dict[int, list[int]] = {}
        for i in members:
            by_place.setdefault(self.problem.columns[i].place, []).append(i)
        for place, inside in by_place.items():
            most = max(self.problem.frame.places[place].count[1], 1)
            self.define([*((i, -1.0) for i in inside), (on, float(most))])
        return on

    def define(self, terms: Iterable[tuple[int, float]]) -> None:
        self.problem.add(Row(HELPER, "", Terms.of(terms), 0, None))

    def weeks_for(self, rule: Rule, measure: str) -> range:
        """The weeks of the cycle for which a rule has rows of its own: minutes grow, everything else stays."""
        return range(self.weeks if rule.hard and measure == "minutes" else 1)

    def periods(self, per: str, inside: Within = EMPTY) -> list[Period]:
        """Each session, pair of successive days, the week, or each slot or block named by `inside`."""
        key = per, tuple(inside.items())
        if key not in self.cut:
            self.cut[key] = list(self._periods(per, inside))
        return self.cut[key]

    def _periods(self, per: str, inside: Within) -> Iterator[Period]:
        shape, places = self.problem.frame, self.problem.frame.places
        if per == "week":
            yield Period("a week", {k: float(len(shape.days[p.session])) for k, p in enumerate(places)})
        elif per == "session":
            for s, session in enumerate(shape.sessions):
                yield Period(session.title, {k: 1.0 for k, p in enumerate(places) if p.session == s})
        elif per == "two-days":
            for (a, s), (b, t) in self.neighbours(1):
                counts = {k: float((p.session == s) + (p.session == t)) for k, p in enumerate(places)}
                yield Period(f"days {a} and {b}", {k: times for k, times in counts.items() if times})
        else:
            named = [(k, p) for k, p in enumerate(places) if self.place_inside(p, inside)]
            if per == "slot":
                yield from (Period(p.slot.id, {k: 1.0}) for k, p in named)
            else:
                for s, b in dict.fromkeys((p.session, p.block) for _, p in named):
                    yield Period(shape.blocks[s][b].name, {k: 1.0 for k, p in enumerate(places) if (p.session, p.block) == (s, b)})

    def neighbours(self, apart: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Pairs of ((day, session), (day, session)) at most `apart` days apart, the week closing on itself."""
        held = sorted((day, s) for s, days in enumerate(self.problem.frame.days) for day in days)
        pairs = [(held[i], held[j]) for i in range(len(held)) for j in range(i + 1, len(held)) if held[j][0] - held[i][0] <= apart]
        pairs += [(b, a) for i, a in enumerate(held) for b in held[i + 1 :] if a[0] + 7 - b[0] <= apart]
        return pairs

    def add(
        self, rule: Rule, terms: Terms, low: float | None, high: float | None, text: str | None = None, *, firm: bool | None = None
    ) -> None:
        """A row of the rule; the same one twice (weeks in which nothing grew) is one. Without terms it is kept where zero is not enough."""
        if (low is None and high is None) or (not terms and (low is None or low <= 0) and (high is None or high >= 0)):
            return
        firm = not rule.hard and (rule.firm if firm is None else firm)
        row = Row(rule.id, text or rule.because, terms, low, high, rule.hard, rule.weight, rule.priority, firm)
        if not self.problem.rows or self.problem.rows[-1] != row:
            self.problem.add(row)
