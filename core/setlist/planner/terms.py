"""What columns match and how much they count: the words that rules are written in, over the columns of one week."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from setlist.model import EMPTY, Exercise, Vocabulary
from setlist.planner.columns import Place
from setlist.planner.problem import Problem, Row
from setlist.rules import Rule, Within, stands_in
from setlist.selectors import compile_clause

Terms = tuple[tuple[int, float], ...]
Picks = Collection[tuple[int, str]]  # (place, exercise)
HELPER = "core/helper"  # rows that define a yes/no variable: no rule, and never relaxed


class Compiler:
    """Compiles rules over one problem; knows which columns match what. `previous` holds last cycle's picks; `weeks` says in how many
    weeks from the first a rule about minutes must hold, for doses grow."""

    def __init__(self, problem: Problem, vocabulary: Vocabulary, previous: Picks, weeks: int = 1) -> None:
        self.problem = problem
        self.vocabulary = vocabulary
        self.previous = previous
        self.weeks = weeks
        self.on: dict[tuple[int, ...], int] = {}
        self.found: dict[tuple[int, tuple[tuple[str, Any], ...]], tuple[Mapping[str, Any], list[int]]] = {}
        self.named: dict[int, tuple[Mapping[str, Any], frozenset[str]]] = {}  # the clause is kept: its id stays its own
        self.of_exercise: dict[str, list[int]] = {}
        self.exercises: dict[str, Exercise] = {}
        self.families: dict[str, list[int]] = {}
        for i, column in enumerate(problem.columns):
            self.exercises.setdefault(column.exercise.ref, column.exercise)
            self.of_exercise.setdefault(column.exercise.ref, []).append(i)
            self.families.setdefault(column.exercise.family or "", []).append(i)

    def matching(self, clause: Mapping[str, Any], inside: Within = EMPTY) -> list[int]:
        """The columns whose exercise matches, in the block, slot or role named."""
        if clause.keys() == {"family"} and isinstance(clause["family"], str) and not inside:
            return self.families.get(clause["family"], [])  # there are as many such rules as families
        key = (id(clause), tuple(inside.items()))
        if key not in self.found:
            test, columns = compile_clause(clause, self.vocabulary), self.problem.columns
            found = [i for ref, exercise in self.exercises.items() if test(exercise) for i in self.of_exercise[ref]]
            if inside:
                places = {number for number, place in enumerate(self.problem.frame.places) if self.place_inside(place, inside)}
                found = [i for i in found if columns[i].place in places]
            self.found[key] = clause, sorted(found)  # the clause is kept: its id stays its own
        return self.found[key][1]

    def place_inside(self, place: Place, inside: Within) -> bool:
        shape = self.problem.frame
        return stands_in(inside, shape.blocks[place.session][place.block].id, place.slot.id, place.slot.role, shape.days[place.session])

    def amount(self, i: int, measure: str, clause: Mapping[str, Any], week: int = 0) -> float:
        """What a pick counts: 1, its sets (half where the muscles asked for are secondary), or its minutes in a week of the cycle."""
        column = self.problem.columns[i]
        if measure == "minutes":
            return column.minutes[week]
        if measure == "sets":
            return column.sets * share(column.exercise, self.asked(clause))
        return 1.0

    def asked(self, clause: Mapping[str, Any]) -> frozenset[str]:
        """The muscles that a clause names, groups spelled out."""
        if id(clause) not in self.named:
            names = clause.get("muscles", EMPTY).get("any", ())
            self.named[id(clause)] = clause, frozenset(m for name in names for m in self.vocabulary.muscles(name))
        return self.named[id(clause)][1]

    def total(
        self, clause: Mapping[str, Any], inside: Within, measure: str, count: Callable[[int], float], week: int = 0
    ) -> dict[int, float]:
        """The measure of what matches in a period, as terms. Exposures are the sessions in which something matches."""
        members = [i for i in self.matching(clause, inside) if count(i)]
        if measure != "exposures":
            return {i: count(i) * self.amount(i, measure, clause, week) for i in members}
        by_session: dict[int, list[int]] = {}
        for i in members:
            by_session.setdefault(self.problem.columns[i].session, []).append(i)
        return {self.exposed(tuple(group)): count(group[0]) for group in by_session.values()}

    def exposed(self, members: tuple[int, ...]) -> int:
        """A helper that is on exactly when one of the members is picked."""
        if members not in self.on:
            on = self.on[members] = self.switch(members)
            self.define(((on, -1.0), *((i, 1.0) for i in members)))
        return self.on[members]

    def switch(self, members: Sequence[int]) -> int:
        """A helper that is on as soon as one member is picked: one row for each place, tight where the place takes one exercise."""
        on = self.problem.helper(tuple(members))
        by_place: dict[int, list[int]] = {}
        for i in members:
            by_place.setdefault(self.problem.columns[i].place, []).append(i)
        for place, inside in by_place.items():
            most = max(self.problem.frame.places[place].count[1], 1)
            self.define((*((i, -1.0) for i in inside), (on, float(most))))
        return on

    def define(self, terms: Terms) -> None:
        self.problem.add(Row(HELPER, "", terms, 0, None))

    def weeks_for(self, rule: Rule, measure: str) -> range:
        """The weeks of the cycle for which a rule has rows of its own: minutes grow, everything else stays."""
        return range(self.weeks if rule.hard and measure == "minutes" else 1)

    def periods(self, per: str, inside: Within = EMPTY) -> list[tuple[str, Callable[[int], float]]]:
        """(words, times a column counts) for each session, pair of successive days, the week, or each slot or block named by `inside`."""
        shape, columns = self.problem.frame, self.problem.columns
        if per == "week":
            return [("a week", lambda i: len(shape.days[columns[i].session]))]
        if per == "session":
            return [(s.title, lambda i, k=k: float(columns[i].session == k)) for k, s in enumerate(shape.sessions)]  # type: ignore[misc]
        places = [(k, p) for k, p in enumerate(shape.places) if per in ("slot", "block") and self.place_inside(p, inside)]
        if per == "slot":
            return [(p.slot.id, lambda i, k=k: float(columns[i].place == k)) for k, p in places]  # type: ignore[misc]
        if per == "block":
            keys = dict.fromkeys((p.session, p.block) for _, p in places)
            return [
                (shape.blocks[s][b].name, lambda i, s=s, b=b: float((columns[i].session, shape.places[columns[i].place].block) == (s, b)))  # type: ignore[misc]
                for s, b in keys
            ]
        return [
            (f"days {a} and {b}", lambda i, s=s, t=t: float(columns[i].session == s) + float(columns[i].session == t))  # type: ignore[misc]
            for (a, s), (b, t) in self.neighbours(1)
        ]

    def neighbours(self, apart: int) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        """Pairs of ((day, session), (day, session)) at most `apart` days apart, the week closing on itself."""
        held = sorted((day, s) for s, days in enumerate(self.problem.frame.days) for day in days)
        pairs = [(held[i], held[j]) for i in range(len(held)) for j in range(i + 1, len(held)) if held[j][0] - held[i][0] <= apart]
        pairs += [(b, a) for i, a in enumerate(held) for b in held[i + 1 :] if a[0] + 7 - b[0] <= apart]
        return pairs

    def add(self, rule: Rule, terms: Terms, low: float | None, high: float | None, text: str | None = None) -> None:
        """A row of the rule; the same one twice (weeks in which nothing grew) is one. Without terms it is kept where zero is not enough."""
        if (low is None and high is None) or (not terms and (low is None or low <= 0) and (high is None or high >= 0)):
            return
        row = Row(rule.id, text or rule.because, terms, low, high, rule.hard, rule.weight, rule.priority)
        if not self.problem.rows or self.problem.rows[-1] != row:
            self.problem.add(row)


def share(exercise: Exercise, asked: frozenset[str]) -> float:
    """How much of a set counts for the muscles a clause names: 1 as a primary muscle, 0.5 as a secondary, 1 where it names none."""
    return 1.0 if not asked or not asked.isdisjoint(exercise.primary) else 0.5
