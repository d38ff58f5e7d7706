"""Rules to rows: each form of the rule vocabulary over the columns of a week."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from setlist.model import EMPTY, Exercise, Template, Vocabulary
from setlist.planner.problem import Problem, Row, merged
from setlist.rules import Form, Keep, Limit, Linear, Prefer, Ratio, Require, Rest, Rotate, Rule
from setlist.selectors import compile_clause

Terms = tuple[tuple[int, float], ...]
TWO_DAYS_H = 48
HOURS_A_DAY = 24


class Compiler:
    """Compiles rules over one problem; knows which columns match what. `previous` maps session ids to last cycle's (role, ref)."""

    def __init__(self, problem: Problem, vocabulary: Vocabulary, previous: Mapping[str, tuple[str, ...]]) -> None:
        self.problem = problem
        self.vocabulary = vocabulary
        self.previous = previous
        self.of_exercise: dict[str, list[int]] = {}
        self.exercises: dict[str, Exercise] = {}
        self.families: dict[str, list[int]] = {}
        for i, column in enumerate(problem.columns):
            self.exercises.setdefault(column.exercise.ref, column.exercise)
            self.of_exercise.setdefault(column.exercise.ref, []).append(i)
            self.families.setdefault(column.exercise.family or "", []).append(i)

    def matching(self, clause: Mapping[str, Any], inside: Mapping[str, str] = EMPTY) -> list[int]:
        """The columns whose exercise matches, in the block, slot or role named."""
        if clause.keys() == {"family"} and isinstance(clause["family"], str) and not inside:
            return self.families.get(clause["family"], [])  # there are as many such rules as families
        test = compile_clause(clause, self.vocabulary)
        found = [i for ref, exercise in self.exercises.items() if test(exercise) for i in self.of_exercise[ref]]
        if inside:
            found = [i for i in found if self._inside(i, inside)]
        return sorted(found)

    def _inside(self, i: int, inside: Mapping[str, str]) -> bool:
        place = self.problem.frame.places[self.problem.columns[i].place]
        block = self.problem.frame.blocks[place.session][place.block]
        have = {"block": block.id, "slot": place.slot.id, "role": place.slot.role}
        return all(have[key] == value for key, value in inside.items())

    def amount(self, i: int, measure: str, clause: Mapping[str, Any]) -> float:
        """What a pick counts: 1, its sets (half where the muscles asked for are secondary), or its minutes."""
        column = self.problem.columns[i]
        if measure == "minutes":
            return column.minutes[0]
        if measure == "sets":
            return column.sets * share(column.exercise, clause, self.vocabulary)
        return 1.0

    def periods(self, per: str) -> list[tuple[str, Callable[[int], float]]]:
        """(words, times a column counts) for each slot, block, session, pair of successive days, or the week."""
        shape, columns = self.problem.frame, self.problem.columns
        if per == "week":
            return [("a week", lambda i: len(shape.days[columns[i].session]))]
        if per == "session":
            return [(s.title, lambda i, k=k: float(columns[i].session == k)) for k, s in enumerate(shape.sessions)]  # type: ignore[misc]
        if per == "slot":
            return [(p.slot.id, lambda i, k=k: float(columns[i].place == k)) for k, p in enumerate(shape.places)]  # type: ignore[misc]
        if per == "block":
            keys = [(s, b) for s, blocks in enumerate(shape.blocks) for b in range(len(blocks))]
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
        if low is None and high is None:
            return
        if not terms and (low is None or low <= 0):
            return
        self.problem.add(Row(rule.id, text or rule.because, terms, low, high, rule.hard, rule.weight, rule.priority))


def share(exercise: Exercise, clause: Mapping[str, Any], vocabulary: Vocabulary) -> float:
    """How much of a set counts for the muscles a clause names: 1 as a primary muscle, 0.5 as a secondary, 1 where it names none."""
    names = clause.get("muscles", EMPTY).get("any", ())
    if not names:
        return 1.0
    asked = {m for name in names for m in vocabulary.muscles(name)}
    return 1.0 if not asked.isdisjoint(exercise.primary) else 0.5


def applies(rule: Rule, template: Template, goal: str, level: str) -> bool:
    """Whether a rule's scope covers this template, goal and level."""
    scope = rule.scope
    return (
        (not scope.get("templates") or template.id in scope["templates"])
        and (not scope.get("families") or template.family in scope["families"])
        and (not scope.get("goals") or goal in scope["goals"])
        and (not scope.get("levels") or level in scope["levels"])
    )


def spread(rule: Rule, vocabulary: Vocabulary, families: Iterable[str]) -> list[Rule]:
    """A rule with `each` as one rule for every muscle group, pattern or family, `$it` bound."""
    if rule.each is None:
        return [rule]
    names = {
        "muscles": sorted(vocabulary.terms.get("groups", EMPTY)),
        "patterns": sorted(vocabulary.terms.get("patterns", EMPTY)),
        "families": sorted(families),
    }[rule.each]
    return [replace(rule, id=f"{rule.id}/{name}", form=bind(rule.form, name), each=None) for name in names]


def bind(form: Form, name: str) -> Form:
    values = {f: _bound(getattr(form, f), name) for f in form.__dataclass_fields__}
    return type(form)(**values)


def _bound(value: Any, name: str) -> Any:
    if value == "$it":
        return name
    if isinstance(value, Mapping):
        return {k: _bound(v, name) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return type(value)(_bound(v, name) for v in value)
    return value


def compile_rule(c: Compiler, rule: Rule) -> None:
    """Adds the rows of one rule. Forbid was applied before columns were made; order is kept when blocks are put in order."""
    form = rule.form
    if isinstance(form, Prefer):
        for i in c.matching(form.where, rule.where_in):
            c.problem.points[i] += form.points
    elif isinstance(form, Limit):
        _limit(c, rule, form)
    elif isinstance(form, Ratio):
        _ratio(c, rule, form)
    elif isinstance(form, Require):
        _require(c, rule, form)
    elif isinstance(form, Rest):
        _rest(c, rule, form)
    elif isinstance(form, (Keep, Rotate)):
        _continuity(c, rule, form)
    elif isinstance(form, Linear):
        _linear(c, rule, form)


def _limit(c: Compiler, rule: Rule, form: Limit) -> None:
    members = c.matching(form.where, rule.where_in)
    if form.measure == "exposures":
        _exposures(c, rule, form, members)
        return
    for words, count in c.periods(form.per):
        terms = tuple((i, count(i) * c.amount(i, form.measure, form.where)) for i in members if count(i))
        c.add(rule, terms, form.min, form.max, f"{rule.because} ({words})" if rule.because else words)


def _exposures(c: Compiler, rule: Rule, form: Limit, members: list[int]) -> None:
    """Sessions in which something matches: a helper per session that is on exactly when a pick is."""
    seen: dict[int, int] = {}
    for s in range(len(c.problem.frame.sessions)):
        inside = [i for i in members if c.problem.columns[i].session == s]
        if not inside:
            continue
        on = seen[s] = c.problem.helper()
        always = replace(rule, hard=True)
        c.add(always, ((on, -1.0), *((i, 1.0) for i in inside)), 0, None)
        _switch(c, rule, on, inside)
    days = c.problem.frame.days
    if form.per == "two-days":
        for (_, s), (_, t) in c.neighbours(1):
            totals: dict[int, float] = {}
            for k in (s, t):
                if k in seen:
                    totals[seen[k]] = totals.get(seen[k], 0) + 1
            c.add(rule, merged(totals), form.min, form.max)
    else:
        c.add(rule, tuple((on, float(len(days[s]))) for s, on in seen.items()), form.min, form.max)


def _ratio(c: Compiler, rule: Rule, form: Ratio) -> None:
    days = c.problem.frame.days
    of, to = c.matching(form.of, rule.where_in), c.matching(form.to, rule.where_in)

    def row(factor: float) -> Terms:
        totals: dict[int, float] = {}
        for i in of:
            totals[i] = totals.get(i, 0) + len(days[c.problem.columns[i].session]) * c.amount(i, form.measure, form.of)
        for i in to:
            totals[i] = totals.get(i, 0) - factor * len(days[c.problem.columns[i].session]) * c.amount(i, form.measure, form.to)
        return merged(totals)

    low, high = form.between
    c.add(rule, row(low), 0, None)
    c.add(rule, row(high), None, 0)


def _require(c: Compiler, rule: Rule, form: Require) -> None:
    then = c.matching(form.then, rule.where_in)
    for words, count in c.periods(form.per):
        have = {i: count(i) for i in then if count(i)}
        if form.if_ is None:
            c.add(rule, merged(have), form.min, None, f"{rule.because} ({words})")
            continue
        causes = [i for i in c.matching(form.if_) if count(i)]
        if causes:
            on = c.problem.helper()
            _switch(c, rule, on, causes)
            c.add(rule, merged({**have, on: -form.min}), 0, None, f"{rule.because} ({words})")


def _rest(c: Compiler, rule: Rule, form: Rest) -> None:
    """A helper per session and muscle, on when it is trained; two sessions too close together may not both be on."""
    pairs = c.neighbours((form.hours - 1) // HOURS_A_DAY) if form.hours > HOURS_A_DAY else []
    if not pairs:
        return
    clauses = [form.where] if form.where is not None else [{"muscles": {"primary": {"any": [m]}}} for m in form.muscles]
    for clause in clauses:
        by_session: dict[int, list[int]] = {}
        for i in c.matching(clause, rule.where_in):
            by_session.setdefault(c.problem.columns[i].session, []).append(i)
        on: dict[int, int] = {}
        for s in sorted({s for (_, a), (_, b) in pairs for s in (a, b)}):
            if s in by_session:
                on[s] = c.problem.helper()
                _switch(c, rule, on[s], by_session[s])
        for (first, s), (second, t) in pairs:
            if s in on and t in on:
                terms = ((on[s], 2.0),) if s == t else ((on[s], 1.0), (on[t], 1.0))
                c.add(rule, terms, None, 1, f"{rule.because} (days {first} and {second})")


def _switch(c: Compiler, rule: Rule, on: int, members: Sequence[int]) -> None:
    """A helper that is on as soon as one member is picked: one row for each place, tight where the place takes one exercise."""
    by_place: dict[int, list[int]] = {}
    for i in members:
        by_place.setdefault(c.problem.columns[i].place, []).append(i)
    always = replace(rule, hard=True)
    for place, inside in by_place.items():
        most = max(c.problem.frame.places[place].count[1], 1)
        c.add(always, (*((i, -1.0) for i in inside), (on, float(most))), 0, None)


def _continuity(c: Compiler, rule: Rule, form: Keep | Rotate) -> None:
    """From cycle to cycle: how many of last time's picks come back. Within a cycle every week has the same picks."""
    if form.every != "cycle" or not c.previous:
        return
    members = set(c.matching(form.where, rule.where_in))
    sessions = c.problem.frame.sessions
    old = {(s, ref) for s, session in enumerate(sessions) for ref in c.previous.get(session.id, ())}
    back = [i for i in sorted(members) if (c.problem.columns[i].session, c.problem.columns[i].exercise.ref) in old]
    known = {(c.problem.columns[i].session, c.problem.columns[i].exercise.ref) for i in back}
    terms = tuple((i, 1.0) for i in back)
    if isinstance(form, Keep):
        c.add(rule, terms, form.share * len(known), None)
    else:
        c.add(rule, terms, None, (1 - form.share) * len(known))


def _linear(c: Compiler, rule: Rule, form: Linear) -> None:
    for words, count in c.periods(form.per):
        totals: dict[int, float] = {}
        for clause, factor in form.terms:
            for i in c.matching(clause, rule.where_in):
                totals[i] = totals.get(i, 0) + factor * count(i) * c.amount(i, form.measure, clause)
        c.add(rule, merged(totals), form.min, form.max, f"{rule.because} ({words})")
