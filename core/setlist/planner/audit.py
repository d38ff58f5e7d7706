"""The audit: re-checks a finished program against every rule, exclusion, time and count, sharing no code with the solver.

It reads the program document, the catalog, the rules and the filters; it never sees columns, rows or the solution.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Any

from setlist.model import EMPTY, Block, Catalog, Exercise, Finding, Session, Template, Vocabulary
from setlist.hookspecs import SafetyFilter
from setlist.planner import times
from setlist.program import Item, Program, SessionPlan, Week
from setlist.rules import Forbid, Limit, Linear, Order, Prefer, Ratio, Require, Rest, Rule
from setlist.safety import judge, session_limits, within
from setlist.selectors import compile_clause

CLOSE = 0.051  # minutes: items are rounded to hundredths, a session to tenths
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that does not hold: which rule, where, in plain words."""

    rule: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Placed:
    """An item with what the audit needs to know of its place."""

    item: Item
    exercise: Exercise
    session: int
    block: str
    day: int


def audit(
    program: Program, catalog: Catalog, template: Template, rules: Sequence[Rule], filters: Sequence[SafetyFilter]
) -> tuple[Broken, ...]:
    """Everything that does not hold, in the order of the program; empty when the program is sound."""
    broken: list[Broken] = []
    seen: set[tuple[str, ...]] = set()
    for week in program.weeks:
        found = [*_week(program, week, catalog, template, rules, filters)]
        for b in found:
            key = (b.rule, b.where.partition(", ")[2], b.text)
            if key not in seen:
                seen.add(key)
                broken.append(b)
    return tuple(broken)


def _week(
    program: Program, week: Week, catalog: Catalog, template: Template, rules: Sequence[Rule], filters: Sequence[SafetyFilter]
) -> Iterable[Broken]:
    placed: list[Placed] = []
    deload = week.phase == "deload"
    for number, session in enumerate(week.sessions):
        where = f"week {week.number}, day {session.day}"
        names = [item.exercise for item in session.items]
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield Broken("core/once", where, f"{name} is there more than once")
        for block in session.blocks:
            for item in block.items:
                exercise = catalog.exercises.get(item.exercise)
                if exercise is None:
                    yield Broken("core/catalog", where, f"{item.exercise} is not in the chosen packs")
                    continue
                placed.append(Placed(item, exercise, number, block.id, session.day))
                yield from _item(program, item, exercise, catalog, filters, where, deload)
        yield from _counts(session, template, program.profile.minutes, where)
        yield from _time(session, program.profile.minutes, where, deload)
        yield from _trait_limits(session, program, catalog, filters, where)
    for rule in rules:
        if rule.hard:
            for text, amount in missed(rule, placed, week, catalog.vocabulary, deload=deload):
                if amount > NEAR:
                    yield Broken(rule.id, f"week {week.number}, {text}", rule.because or rule.id)


def _item(
    program: Program, item: Item, exercise: Exercise, catalog: Catalog, filters: Sequence[SafetyFilter], where: str, deload: bool
) -> Iterable[Broken]:
    if not item.reasons:
        yield Broken("core/reasons", where, f"{item.exercise} has no reason")
    findings = [f.named(s.name) for s in filters for f in s.judge(exercise, item.dose)]
    verdict = judge(
        exercise,
        exercise.dose_for(program.profile.goal),
        findings,
        catalog.vocabulary,
        has_condition=bool(program.profile.conditions or program.profile.pain),
    )
    for finding in verdict.findings:
        if finding.severity == "exclude":
            yield Broken(finding.filter or "safety", where, f"{item.exercise} is excluded ({finding.trait or 'exercise'}): {finding.reason}")
    if verdict.dose is not None:
        for problem in within(item.dose, verdict.dose):
            yield Broken("safety/limits", where, f"{item.exercise}: {problem}")
    seconds = times.setup_seconds(exercise, catalog.vocabulary)
    if abs(times.item_minutes(item.dose, seconds) - item.minutes) > CLOSE:
        yield Broken("core/time", where, f"{item.exercise} takes {times.item_minutes(item.dose, seconds):.1f} minutes, not {item.minutes}")


def _plan(session: SessionPlan, template: Template) -> Session | None:
    return template.sessions.get(session.id)


def _counts(session: SessionPlan, template: Template, minutes: int, where: str) -> Iterable[Broken]:
    plan = _plan(session, template)
    if plan is None:
        yield Broken("core/template", where, f"the template has no session {session.id!r}")
        return
    held = {block.id: block for block in session.blocks}
    for block in plan.blocks:
        items = held[block.id].items if block.id in held else ()
        if minutes < block.from_minutes:
            if items:
                yield Broken("core/template", where, f"'{block.name}' is for sessions of {block.from_minutes} minutes or more")
            continue
        yield from _block_counts(block, items, minutes, where)
    for name in sorted(set(held) - {b.id for b in plan.blocks}):
        yield Broken("core/template", where, f"the template has no block {name!r}")


def _block_counts(block: Block, items: tuple[Item, ...], minutes: int, where: str) -> Iterable[Broken]:
    share = minutes / 30
    for slot in block.slots:
        have = sum(1 for item in items if item.slot == slot.id)
        low, high = floor(slot.count[0] * min(1.0, share)), ceil(slot.count[1] * max(1.0, share))
        if not low <= have <= high:
            yield Broken(f"template/{slot.id}", where, f"{have} exercises for '{slot.id}', {low} to {high} wanted")
    unknown = sorted({item.slot for item in items} - {slot.id for slot in block.slots})
    if unknown:
        yield Broken("core/template", where, f"'{block.name}' has no slot {', '.join(repr(u) for u in unknown)}")
    if block.per_30 is not None:
        low, high = ceil(block.per_30[0] * share), floor(block.per_30[1] * share)
        if low > high:
            low = high = max(1, round(sum(block.per_30) / 2 * share))
        if not low <= len(items) <= max(high, 1):
            yield Broken(f"template/{block.id}", where, f"{len(items)} exercises in '{block.name}', {low} to {max(high, 1)} wanted")


def _time(session: SessionPlan, minutes: int, where: str, deload: bool) -> Iterable[Broken]:
    items = sum(item.minutes for item in session.items)
    fixed, factor = times.overhead(minutes)
    if abs(items + session.overhead - session.minutes) > 2 * CLOSE or abs(fixed + (factor - 1) * items - session.overhead) > 2 * CLOSE:
        yield Broken("core/time", where, f"{session.minutes} minutes is not the sum of its items and overhead")
    if not deload and not 0.9 * minutes - CLOSE <= session.minutes <= 1.1 * minutes + CLOSE:
        yield Broken("profile/minutes", where, f"{session.minutes:g} minutes, {minutes} asked for (10 % either way)")


def _trait_limits(
    session: SessionPlan, program: Program, catalog: Catalog, filters: Sequence[SafetyFilter], where: str
) -> Iterable[Broken]:
    verdicts = {}
    for item in session.items:
        exercise = catalog.exercises.get(item.exercise)
        if exercise is not None:
            findings: list[Finding] = [f.named(s.name) for s in filters for f in s.judge(exercise, item.dose)]
            verdicts[exercise.ref] = judge(exercise, exercise.dose_for(program.profile.goal), findings, catalog.vocabulary, has_condition=False)
    for trait, most in session_limits(verdicts, catalog).items():
        have = sum(1 for item in session.items if item.exercise in catalog.exercises and trait in catalog.exercises[item.exercise].traits)
        if have > most:
            yield Broken("safety/per-session", where, f"{have} exercises with {trait}, at most {most}")


def missed(rule: Rule, placed: Sequence[Placed], week: Week, vocabulary: Vocabulary, *, deload: bool = False) -> list[tuple[str, float]]:
    """(where, by how much a rule is missed) on one week of a program; nothing for forms that score or that speak of cycles."""
    form = rule.form
    inside = [p for p in placed if _inside(p, rule.where_in)]
    if isinstance(form, Forbid):
        test = compile_clause(form.where, vocabulary)
        return [(f"day {p.day}, {p.item.exercise}", 1.0) for p in inside if test(p.exercise)]
    if isinstance(form, Limit):
        return [(text, _outside(value, form.min, form.max, deload)) for text, value in _limit_values(form, inside, week, vocabulary)]
    if isinstance(form, Ratio):
        of, to = (_total(c, form.measure, inside, vocabulary) for c in (form.of, form.to))
        return [("the week", max(0.0, form.between[0] * to - of)), ("the week", max(0.0, of - form.between[1] * to))]
    if isinstance(form, Require):
        return _require(form, inside, placed, week, vocabulary)
    if isinstance(form, Linear):
        return [
            (text, _outside(sum(f * _total(c, form.measure, group, vocabulary) for c, f in form.terms), form.min, form.max, deload))
            for text, group in _groups(form.per, inside, week)
        ]
    if isinstance(form, Rest):
        return _rest(form, inside, vocabulary)
    if isinstance(form, Order):
        return _order(form, week, inside, vocabulary)
    return []


def score(rules: Sequence[Rule], scores: Mapping[str, float], placed: Sequence[Placed], week: Week, vocabulary: Vocabulary) -> float:
    """The points of a week by the rules, each distinct session counted once: what the solver's objective should be, ties aside."""
    total = 0.0
    done: set[tuple[str, str]] = set()
    once = []
    for p in placed:
        key = (week.sessions[p.session].id, p.item.exercise)
        if key not in done:
            done.add(key)
            once.append(p)
    for p in once:
        total += scores.get(p.exercise.ref, 0.0)
    for rule in rules:
        if isinstance(rule.form, Prefer):
            test = compile_clause(rule.form.where, vocabulary)
            total += sum(rule.form.points for p in once if _inside(p, rule.where_in) and test(p.exercise))
        elif not rule.hard:
            values = missed(rule, placed, week, vocabulary)
            low = getattr(rule.form, "min", None) or 0.0
            total += rule.weight * (low * len(values) - sum(amount for _, amount in values))
    return total


def _inside(p: Placed, where: Mapping[str, str]) -> bool:
    have = {"block": p.block, "slot": p.item.slot, "role": p.item.role}
    return all(have[k] == v for k, v in where.items())


def _outside(value: float, low: float | None, high: float | None, deload: bool) -> float:
    under = 0.0 if low is None or deload else max(0.0, low - value)
    return under + (0.0 if high is None else max(0.0, value - high))


def _amount(p: Placed, measure: str, clause: Mapping[str, Any], vocabulary: Vocabulary) -> float:
    if measure == "minutes":
        return p.item.minutes
    if measure != "sets":
        return 1.0
    names = clause.get("muscles", EMPTY).get("any", ())
    if not names:
        return float(p.item.dose.sets)
    asked = {m for name in names for m in vocabulary.muscles(name)}
    return p.item.dose.sets * (1.0 if asked & set(p.exercise.primary) else 0.5)


def _total(clause: Mapping[str, Any], measure: str, group: Sequence[Placed], vocabulary: Vocabulary) -> float:
    test = compile_clause(clause, vocabulary)
    return sum(_amount(p, measure, clause, vocabulary) for p in group if test(p.exercise))


def _groups(per: str, placed: Sequence[Placed], week: Week) -> list[tuple[str, list[Placed]]]:
    """The items of each period a rule speaks of; sessions and blocks without any item count as empty."""
    if per == "week":
        return [("the week", list(placed))]
    sessions = range(len(week.sessions))
    if per == "session":
        return [(f"day {week.sessions[s].day}", [p for p in placed if p.session == s]) for s in sessions]
    if per == "block":
        keys = [(s, b.id) for s in sessions for b in week.sessions[s].blocks]
        return [(f"day {week.sessions[s].day}, {b}", [p for p in placed if p.session == s and p.block == b]) for s, b in keys]
    if per == "slot":
        slots = sorted({(p.session, p.item.slot) for p in placed})
        return [(f"day {week.sessions[s].day}, {slot}", [p for p in placed if (p.session, p.item.slot) == (s, slot)]) for s, slot in slots]
    days = sorted(s.day for s in week.sessions)
    pairs = [(a, b) for a, b in zip(days, days[1:], strict=False) if b - a == 1]
    if len(days) > 1 and days[0] + 7 - days[-1] == 1:
        pairs.append((days[-1], days[0]))
    return [(f"days {a} and {b}", [p for p in placed if p.day in (a, b)]) for a, b in pairs]


def _limit_values(form: Limit, placed: Sequence[Placed], week: Week, vocabulary: Vocabulary) -> list[tuple[str, float]]:
    test = compile_clause(form.where, vocabulary)
    hits = [p for p in placed if test(p.exercise)]
    if form.measure == "exposures":
        return [(text, float(len({p.session for p in group}))) for text, group in _groups(form.per, hits, week)]
    return [(text, sum(_amount(p, form.measure, form.where, vocabulary) for p in group)) for text, group in _groups(form.per, hits, week)]


def _require(
    form: Require, inside: Sequence[Placed], placed: Sequence[Placed], week: Week, vocabulary: Vocabulary
) -> list[tuple[str, float]]:
    then = compile_clause(form.then, vocabulary)
    cause = None if form.if_ is None else compile_clause(form.if_, vocabulary)
    out = []
    everything = dict(_groups(form.per, placed, week))
    for text, group in _groups(form.per, inside, week):
        if cause is None or any(cause(p.exercise) for p in everything[text]):
            out.append((text, max(0.0, form.min - sum(1 for p in group if then(p.exercise)))))
    return out


def _rest(form: Rest, placed: Sequence[Placed], vocabulary: Vocabulary) -> list[tuple[str, float]]:
    clauses: list[Mapping[str, Any]] = (
        [form.where] if form.where is not None else [{"muscles": {"primary": {"any": [m]}}} for m in form.muscles]
    )
    out = []
    for clause in clauses:
        test = compile_clause(clause, vocabulary)
        days = sorted({p.day for p in placed if test(p.exercise)})
        around = [*zip(days, days[1:], strict=False)] + ([(days[-1], days[0] + 7)] if len(days) > 1 else [])
        out += [(f"days {a} and {(b - 1) % 7 + 1}", 1.0) for a, b in around if (b - a) * 24 < form.hours]
    return out


def _order(form: Order, week: Week, placed: Sequence[Placed], vocabulary: Vocabulary) -> list[tuple[str, float]]:
    first, second = compile_clause(form.before, vocabulary), compile_clause(form.after, vocabulary)
    out = []
    for s, session in enumerate(week.sessions):
        line = [p for p in placed if p.session == s]
        early = [n for n, p in enumerate(line) if first(p.exercise) and not second(p.exercise)]
        late = [n for n, p in enumerate(line) if second(p.exercise) and not first(p.exercise)]
        pairs = [(a, b) for a in early for b in late if form.within != "block" or line[a].block == line[b].block]
        if any(a > b for a, b in pairs):
            out.append((f"day {session.day}", 1.0))
        elif form.within == "next" and early and late and min(late) != max(early) + 1:
            out.append((f"day {session.day}", 1.0))
        elif isinstance(form.within, int) and pairs and max(late) - min(early) > form.within:
            out.append((f"day {session.day}", 1.0))
    return out


def place_items(program: Program, week: Week, catalog: Catalog) -> list[Placed]:
    """The items of a week with their places, those of unknown exercises left out."""
    return [
        Placed(item, catalog.exercises[item.exercise], s, block.id, session.day)
        for s, session in enumerate(week.sessions)
        for block in session.blocks
        for item in block.items
        if item.exercise in catalog.exercises
    ]
