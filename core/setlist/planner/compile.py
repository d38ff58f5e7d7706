"""Rules to rows: each form of the rule vocabulary over the columns of a week."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import ceil, floor
from typing import Any

from msgspec.structs import replace

from setlist.model import EMPTY, Template, Vocabulary
from setlist.planner.problem import Terms, merged, ones
from setlist.planner.terms import Compiler, Period
from setlist.rules import Forbid, Form, Keep, Limit, Linear, Onward, Order, Prefer, Ratio, Require, Rest, Rotate, Rule

HOURS_A_DAY = 24
CHOICE = 3  # exercises: with fewer on a side a ratio would starve the other one


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
    values = {f: _bound(getattr(form, f), name) for f in form.__struct_fields__}
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
    """Adds the points or rows of one rule. A hard forbid without a place was applied before columns were made."""
    form = rule.form
    if isinstance(form, Prefer):
        for i in c.matching(form.where, rule.where_in):
            c.problem.points[i] += form.points
    elif isinstance(form, Forbid):
        if rule.where_in or not rule.hard:
            c.add(rule, ones(c.matching(form.where, rule.where_in)), None, 0)
    elif isinstance(form, Limit):
        if (form.min or 0) <= 0 and not c.matching(form.where, rule.where_in):
            return  # most rules are limits on what is not there
        for period in c.periods(form.per, rule.where_in):
            for week in c.weeks_for(rule, form.measure):
                terms = merged(c.total(form.where, rule.where_in, form.measure, period, week))
                c.add(rule, terms, form.min, form.max, _text(rule, period.words))
    elif isinstance(form, Linear):
        _linear(c, rule, form)
    elif isinstance(form, Ratio):
        _ratio(c, rule, form)
    elif isinstance(form, Require):
        _require(c, rule, form)
    elif isinstance(form, Rest):
        _rest(c, rule, form)
    elif isinstance(form, Order):
        _order(c, rule, form)
    elif isinstance(form, (Keep, Rotate)):
        _continuity(c, rule, form)
    elif isinstance(form, Onward):
        _onward(c, rule, form)


def _text(rule: Rule, words: str) -> str:
    return f"{rule.because} ({words})" if rule.because else words


def _linear(c: Compiler, rule: Rule, form: Linear) -> None:
    for period in c.periods(form.per, rule.where_in):
        for week in c.weeks_for(rule, form.measure):
            terms = _sum(c, rule, form.terms, form.measure, period, week)
            c.add(rule, terms, form.min, form.max, _text(rule, period.words))


def _ratio(c: Compiler, rule: Rule, form: Ratio) -> None:
    """Two cross-multiplied rows: nothing is divided, and both sides at zero pass. So a firm one would rather have neither side than one
    alone, and is firm only where there is a choice on both."""
    (whole,) = c.periods("week")
    low, high = form.between
    sides = ({c.problem.columns[i].exercise.ref for i in c.matching(side, rule.where_in)} for side in (form.of, form.to))
    firm = rule.firm and all(len(side) >= CHOICE for side in sides)
    for week in c.weeks_for(rule, form.measure):
        c.add(rule, _sum(c, rule, ((form.of, 1), (form.to, -low)), form.measure, whole, week), 0, None, _text(rule, whole.words), firm=firm)
        c.add(
            rule, _sum(c, rule, ((form.of, 1), (form.to, -high)), form.measure, whole, week), None, 0, _text(rule, whole.words), firm=firm
        )


def _sum(c: Compiler, rule: Rule, parts: Iterable[tuple[Mapping[str, Any], float]], measure: str, period: Period, week: int) -> Terms:
    totals: dict[int, float] = {}
    for clause, times in parts:
        for i, amount in c.total(clause, rule.where_in, measure, period, week).items():
            totals[i] = totals.get(i, 0.0) + times * amount
    return merged(totals)


def _require(c: Compiler, rule: Rule, form: Require) -> None:
    """A helper is on as soon as something matches `if`; then as many of `then` are due."""
    for period in c.periods(form.per, rule.where_in):
        have = c.total(form.then, rule.where_in, "exercises", period)
        if form.if_ is None:
            c.add(rule, merged(have), form.min, None, _text(rule, period.words))
            continue
        causes = c.inside(c.matching(form.if_), period)
        if causes:
            c.add(rule, merged({**have, c.switch(causes): -form.min}), 0, None, _text(rule, period.words))


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
                on[s] = c.switch(by_session[s])
        for (first, s), (second, t) in pairs:
            if s in on and t in on:
                terms = {on[s]: 2.0} if s == t else {on[s]: 1.0, on[t]: 1.0}
                c.add(rule, merged(terms), None, 1, _text(rule, f"days {first} and {second}"))


def _order(c: Compiler, rule: Rule, form: Order) -> None:
    """Blocks come in the template's order, so a hard rule keeps apart what no order inside a block can put right: picks of two blocks
    that stand the wrong way round, or too far apart for a rule that says how near."""
    if not rule.hard or form.within == "block":
        return
    columns, places = c.problem.columns, c.problem.frame.places
    early, late = set(c.matching(form.before, rule.where_in)), set(c.matching(form.after, rule.where_in))
    both = early & late
    groups: list[dict[tuple[int, int], list[int]]] = [{}, {}]
    for group, members in zip(groups, (early - both, late - both), strict=True):
        for i in sorted(members):
            group.setdefault((columns[i].session, places[columns[i].place].block), []).append(i)
    for (s, b), first in groups[0].items():
        for (t, other), second in groups[1].items():
            if s == t and (other < b or (other != b and form.within != "session")):
                terms = ones([c.exposed(tuple(first)), c.exposed(tuple(second))])
                c.add(rule, terms, None, 1, _text(rule, c.problem.frame.sessions[s].title))


NEAR = 1e-6  # shares of whole picks, in floating point


def _continuity(c: Compiler, rule: Rule, form: Keep | Rotate) -> None:
    """How many of last cycle's picks come back. Within a cycle every week has the same picks: all are kept and none changes."""
    if isinstance(form, Rotate) and form.every == "week" and c.weeks > 1:
        c.add(rule, merged(dict.fromkeys(c.matching(form.where, rule.where_in), form.share)), None, 0)
        return
    if not c.previous:
        return
    matching, places, columns = c.matching(form.where, rule.where_in), c.problem.frame.places, c.problem.columns
    known = {columns[i].exercise.ref for i in c.matching(form.where)}
    old = {(places[place].session, ref) for place, ref in c.previous if ref in known and c.place_inside(places[place], rule.where_in)}
    terms = ones([i for i in matching if (columns[i].session, columns[i].exercise.ref) in old])
    if isinstance(form, Keep):
        c.add(rule, terms, ceil(form.share * len(old) - NEAR), None)
    else:
        c.add(rule, terms, None, floor((1 - form.share) * len(old) + NEAR))


def _onward(c: Compiler, rule: Rule, form: Onward) -> None:
    """Nothing easier than what the session held in the last cycle; what it held itself may stay."""
    if not c.previous:
        return
    columns, places = c.problem.columns, c.problem.frame.places
    matching = c.matching(form.where, rule.where_in)
    for session in range(len(c.problem.frame.sessions)):
        old = {ref for place, ref in c.previous if places[place].session == session and c.place_inside(places[place], rule.where_in)}
        easier = frozenset[str]().union(*map(c.catalog.easier_than, old)) - old
        c.add(rule, ones([i for i in matching if columns[i].session == session and columns[i].exercise.ref in easier]), None, 0)
