"""The audit: re-checks a finished program against every rule, exclusion, time and count, sharing no code with the solver.

It reads the program document, the catalog, the rules and the filters; it never sees columns, rows or the solution. What a program
itself says gave way (`relaxed`) is not found again, unless it is a matter of safety, which never gives way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from math import ceil, floor
from typing import Any

from msgspec import Struct, field

from setlist.hookspecs import SafetyFilter
from setlist.model import BREATH_S, EMPTY, Block, Catalog, Dose, Exercise, Finding, Template
from setlist.planner import times
from setlist.planner.audit_turns import wrong_turns
from setlist.planner.evaluate import missed, score
from setlist.planner.held import Held, Matcher, held
from setlist.program import BlockPlan, Item, Program, SessionPlan, Suggestion, Week
from setlist.rules import Forbid, Order, Rule
from setlist.safety import Judgement, judge, session_limits, within

__all__ = ["Broken", "audit", "disordered", "score"]

CLOSE = 0.051  # minutes: items are rounded to hundredths, a session to tenths
NEAR = 1e-6
FIRM = ("core/", "safety/")  # never excused by `relaxed`


class Broken(Struct, frozen=True):
    """One thing that does not hold: which rule, where, in plain words."""

    rule: str
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.text} [{self.rule}]"


class _Audit(Struct, frozen=True):
    """What a program is held against. `judged` remembers verdicts by exercise and dose."""

    program: Program
    catalog: Catalog
    template: Template
    rules: Sequence[Rule]
    filters: Sequence[SafetyFilter]
    matching: Matcher
    judged: dict[tuple[str, Dose], Judgement] = field(default_factory=dict)

    @property
    def minutes(self) -> int:
        return self.program.profile.minutes

    def judge(self, exercise: Exercise, dose: Dose) -> Judgement:
        """The verdict of all filters on an exercise with a dose as it is written."""
        key = (exercise.ref, dose)
        if key not in self.judged:
            profile = self.program.profile
            findings: list[Finding] = [f.named(s.name) for s in self.filters for f in s.judge(exercise, dose)]
            usual = exercise.dose_for(profile.goal)
            has_condition = bool(profile.conditions or profile.pain)
            self.judged[key] = judge(exercise, usual, findings, self.catalog.vocabulary, has_condition=has_condition)
        return self.judged[key]

    def least_rest(self, item: Item) -> int:
        """The seconds between two sets below which safety does not let an item's rest fall."""
        exercise = self.catalog.exercises.get(item.exercise)
        allowed = None if exercise is None else self.judge(exercise, item.dose).dose
        return 0 if allowed is None or allowed.rest_s is None else allowed.rest_s[0]

    def held(self, week: Week) -> Held:
        return held(week, self.catalog, self.template, self.minutes, self.matching)


def audit(
    program: Program, catalog: Catalog, template: Template, rules: Sequence[Rule], filters: Sequence[SafetyFilter]
) -> tuple[Broken, ...]:
    """Everything that does not hold, in the order of the program, once for weeks that are alike; empty when the program is sound.

    Sessions that are done are a record, and are not judged again.
    """
    a = _Audit(program, catalog, template, rules, filters, Matcher(catalog, _refs(program)))
    firm = {r.id for r in rules if _forbids(r)}  # applied before anything is chosen: they have no way to give
    gave_way = {r.rule for r in program.relaxed if not r.rule.startswith(FIRM) and r.rule not in firm}
    seen: dict[tuple[str, str, str], Broken] = {}
    before: Held | None = None
    for number, week in enumerate(program.weeks, 1):
        around = a.held(week)
        begun = any(session.done for session in week.sessions)  # rules of a week are for weeks that are all to come
        for b in (*_calendar(a, week, number), *_week(a, week), *(() if begun else _rules(a, around, before))):
            if b.rule not in gave_way:
                seen.setdefault((b.rule, b.where.partition(", ")[2], b.text), b)
        before = None if begun else around
    return (*seen.values(), *(b for s in program.suggestions for b in _suggestion(a, s)))


def disordered(program: Program, catalog: Catalog, template: Template, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """The hard order rules that the order of the program does not keep."""
    orders = [r for r in rules if r.hard and isinstance(r.form, Order)]
    if not orders:
        return ()
    a = _Audit(program, catalog, template, orders, (), Matcher(catalog, _refs(program)))
    weeks = [a.held(week) for week in program.weeks]
    return tuple(r for r in orders if any(amount > NEAR for week in weeks for _, amount in missed(r, week)))


def _forbids(rule: Rule) -> bool:
    """Whether a rule keeps exercises out of the program wherever they might stand."""
    return rule.hard and isinstance(rule.form, Forbid) and not rule.where_in


def _refs(program: Program) -> set[str]:
    return {item.exercise for week in program.weeks for s in week.sessions for item in s.items} | {s.exercise for s in program.suggestions}


def _calendar(a: _Audit, week: Week, number: int) -> Iterator[Broken]:
    """The right weeks, phases, days, dates and sessions."""
    profile, template = a.program.profile, a.template
    span, where = template.cycle_weeks, f"week {week.number}"
    last = span > 1 and number % span == 0
    deload = bool(template.deload) and last and profile.level in (template.deload or EMPTY).get("levels", ())
    if (week.number, week.cycle, week.phase) != (number, (number - 1) // span + 1, "deload" if deload else "build"):
        yield Broken("core/weeks", where, f"'{week.phase}' week {week.number} of cycle {week.cycle} is out of place")
    days = [s.day for s in week.sessions]
    asked = len(set(profile.weekdays)) or min(max(profile.days, 1), 7)
    if days != sorted(set(days)) or not all(1 <= day <= 7 for day in days):
        yield Broken("core/days", where, "sessions are on different days from 1 to 7, in order")
    plan = template.week[min(asked, len(template.week)) - 1]
    if [s.id for s in week.sessions] != [plan[n % len(plan)] for n in range(asked)]:
        yield Broken(
            "core/days", where, f"sessions {', '.join(s.id for s in week.sessions) or 'none'} are not those of {asked} days a week"
        )
    for session in week.sessions:
        start = None if profile.start is None else date.fromisoformat(profile.start)
        due = None if start is None else start + timedelta(weeks=number - 1, days=session.day - 1)
        if session.date != (None if due is None else due.isoformat()):
            yield Broken("core/days", f"{where}, day {session.day}", f"the date is {session.date}, not {due}")
        elif profile.weekdays and (session.day if due is None else due.isoweekday()) not in profile.weekdays:
            yield Broken("core/days", f"{where}, day {session.day}", "not one of the weekdays asked for")


def _week(a: _Audit, week: Week) -> Iterator[Broken]:
    for session in week.sessions:
        if session.done:
            continue  # what was done cannot be undone
        where = f"week {week.number}, day {session.day}"
        names = [item.exercise for item in session.items]
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield Broken("core/once", where, f"{name} is there more than once")
        for block in session.blocks:
            sets = max((item.dose.sets for item in block.items), default=1)
            if block.rounds is not None and block.rounds != sets:
                yield Broken("core/rounds", where, f"{block.rounds} rounds of '{block.name}', {sets} sets: a set is done each round")
            yield from (Broken("core/turns", where, text) for text in wrong_turns(block, a.catalog, a.least_rest))
            for item in block.items:
                yield from _item(a, item, block.style, where)
        yield from _places(a, session, where)
        yield from _time(a, session, where, deload=week.phase == "deload")
        yield from _trait_limits(a, session, where)


def _item(a: _Audit, item: Item, style: str, where: str) -> Iterator[Broken]:
    exercise = a.catalog.exercises.get(item.exercise)
    if exercise is None:
        yield Broken("core/catalog", where, f"{item.exercise} is not in the chosen packs")
        return
    if not item.reasons:
        yield Broken("core/reasons", where, f"{item.exercise} has no reason")
    yield from _safe(a, exercise, item.dose, where)
    for step in item.build_up:
        lighter = step.load_kg is None or (item.dose.load_kg is not None and step.load_kg < item.dose.load_kg)
        if not (lighter and 0 < step.share_pct < 100):
            yield Broken("safety/limits", where, f"{item.exercise}: a set to build up is no lighter than the working sets")
    how = times.manner(style, item.group is not None)
    needed = times.item_minutes(item.dose, times.setup_seconds(exercise, a.catalog.vocabulary), how)
    if abs(needed - item.minutes) > CLOSE:
        yield Broken("core/time", where, f"{item.exercise} takes {needed:.1f} minutes, not {item.minutes:g}")


def _safe(a: _Audit, exercise: Exercise, dose: Dose, where: str) -> Iterator[Broken]:
    """Not excluded, and no more than safety allows."""
    verdict = a.judge(exercise, dose)
    for finding in verdict.findings:
        if finding.severity == "exclude":
            about = f"{exercise.ref} is excluded ({finding.trait or 'exercise'}): {finding.reason}"
            yield Broken(f"safety/{finding.filter or 'core'}", where, about)
    if verdict.dose is not None:
        for problem in within(dose, verdict.dose):
            yield Broken("safety/limits", where, f"{exercise.ref}: {problem}")
        if getattr(dose, verdict.dose.measure) is None:
            yield Broken(
                "core/dose", where, f"{exercise.ref}: the dose does not say how many {verdict.dose.measure.replace('_s', ' seconds')}"
            )
        if (dose.breath_s or BREATH_S) > (verdict.dose.breath_s or BREATH_S):
            yield Broken(
                "safety/limits", where, f"{exercise.ref}: {dose.breath_s} s a breath is longer than {verdict.dose.breath_s or BREATH_S}"
            )
    if dose.per_side != (exercise.sides != "none"):
        yield Broken("safety/limits", where, f"{exercise.ref}: counts are {'' if dose.per_side else 'not '}said to be per side")
    share = verdict.limits.get("max_load_pct_1rm", dose.load_pct_1rm)
    if share is not None and dose.load_kg is not None:
        known: Mapping[str, Any] = a.program.profile.loads.get("one_rm", EMPTY)
        maximum = known.get(exercise.ref, known.get(exercise.id))
        if maximum is None or dose.load_kg > maximum * share / 100 + NEAR:
            whose = "an unknown maximum" if maximum is None else f"a maximum of {maximum:g} kg"
            yield Broken("safety/limits", where, f"{exercise.ref}: {dose.load_kg:g} kg is not known to be within {share:g} % of {whose}")


def _places(a: _Audit, session: SessionPlan, where: str) -> Iterator[Broken]:
    """Every block and slot holds what the template says, and as many."""
    plan = a.template.sessions.get(session.id)
    if plan is None:
        yield Broken("core/template", where, f"the template has no session {session.id!r}")
        return
    held = {block.id: block for block in session.blocks}
    if len(held) < len(session.blocks) or [b.id for b in plan.blocks if b.id in held] != list(held):
        yield Broken(
            "core/template", where, f"the blocks {', '.join(b.id for b in session.blocks)} are not those of {session.id!r}, in order"
        )
    for block in plan.blocks:
        items = held[block.id].items if block.id in held else ()
        if a.minutes >= block.from_minutes:
            yield from _counts(session.id, block, items, a.minutes, where)
            yield from _fits(a, block, held.get(block.id), where)
        elif items:
            yield Broken("core/template", where, f"'{block.name}' is for sessions of {block.from_minutes} minutes or more")


def _counts(session: str, block: Block, items: Sequence[Item], minutes: int, where: str) -> Iterator[Broken]:
    share = minutes / 30
    for slot in block.slots:
        have = sum(1 for item in items if item.slot == slot.id)
        low = slot.count[0] if slot.always else floor(slot.count[0] * min(1.0, share))
        high = ceil(slot.count[1] * max(1.0, share))
        if not low <= have <= high:
            yield Broken(f"template/{session}/{slot.id}", where, f"{have} exercises for '{slot.id}', {low} to {high} wanted")
    if block.per_30 is not None:
        least, most = (bound * minutes for bound in block.per_30)  # thirtieths
        low, high = ceil(least / 30), floor(most / 30)
        if low > high:
            low = high = max(1, round((least + most) / 60))
        if not low <= len(items) <= max(high, 1):
            yield Broken(f"template/{session}/{block.id}/count", where, f"{len(items)} in '{block.name}', {low} to {max(high, 1)} wanted")


def _fits(a: _Audit, block: Block, held: BlockPlan | None, where: str) -> Iterator[Broken]:
    """The block is done as the template says, or in straight sets, and each item stands in a slot of it that is for such exercises."""
    slots = {slot.id: slot for slot in block.slots}
    style = block.lasting(a.minutes).style
    if held and held.style not in (style, "straight"):
        yield Broken("core/template", where, f"'{block.name}' is {held.style}, not {style}")
    for item in held.items if held else ():
        slot = slots.get(item.slot)
        exercise = a.catalog.exercises.get(item.exercise)
        if slot is None:
            yield Broken("core/template", where, f"'{block.name}' has no slot {item.slot!r}")
        elif exercise is not None and (
            item.role != slot.role or slot.role not in exercise.roles or item.exercise not in a.matching(slot.where)
        ):
            yield Broken("core/template", where, f"{item.exercise} is not what '{item.slot}' is for")


def _time(a: _Audit, session: SessionPlan, where: str, *, deload: bool) -> Iterator[Broken]:
    """Times add up, and are those asked for; a deload week may be shorter."""
    items = sum(item.minutes for item in session.items)
    fixed, factor = times.overhead(a.minutes)
    if abs(items + session.overhead - session.minutes) > 2 * CLOSE or abs(fixed + (factor - 1) * items - session.overhead) > 2 * CLOSE:
        yield Broken("core/time", where, f"{session.minutes:g} minutes is not the sum of its items and overhead")
    if session.minutes > 1.1 * a.minutes + CLOSE or (not deload and session.minutes < 0.9 * a.minutes - CLOSE):
        text = f"{session.minutes:g} minutes, {a.minutes} asked for (10 % either way)"
        yield Broken(f"profile/minutes/{session.id}", where, text)


def _trait_limits(a: _Audit, session: SessionPlan, where: str) -> Iterator[Broken]:
    found = [(a.catalog.exercises[item.exercise], item.dose) for item in session.items if item.exercise in a.catalog.exercises]
    verdicts = {exercise.ref: a.judge(exercise, dose) for exercise, dose in found}
    for trait, most in session_limits(verdicts, a.catalog).items():
        have = sum(1 for exercise, _ in found if trait in exercise.traits)
        if have > most:
            yield Broken(f"safety/{trait}", where, f"{have} exercises with {trait}, at most {most}")


def _rules(a: _Audit, around: Held, before: Held | None) -> Iterator[Broken]:
    for rule in a.rules:
        if rule.hard:
            for text, amount in missed(rule, around, before):
                if amount > NEAR:
                    yield Broken(rule.id, f"week {around.week.number}, {text}", rule.because or rule.id)


def _suggestion(a: _Audit, suggestion: Suggestion) -> Iterator[Broken]:
    """What is suggested for a free day passes the same filters and hard rules."""
    where, ref = f"free day {suggestion.day}", suggestion.exercise
    exercise, wanted = a.catalog.exercises.get(ref), a.template.rest_days
    if exercise is None:
        yield Broken("core/catalog", where, f"{ref} is not in the chosen packs")
        return
    if any(suggestion.day == s.day for week in a.program.weeks for s in week.sessions):
        yield Broken("core/days", where, "there is a session on that day")
    if not wanted or ref not in a.matching(wanted["where"]):
        yield Broken("core/template", where, f"{ref} is not what free days are for")
    if not suggestion.reasons:
        yield Broken("core/reasons", where, f"{ref} has no reason")
    yield from _safe(a, exercise, suggestion.dose, where)
    if any(f.severity == "modify" for f in a.judge(exercise, suggestion.dose).findings):
        yield Broken("safety/suggested", where, f"{ref} may only be done with care, and a suggestion cannot say how")
    for rule in a.rules:
        there = _forbids(rule) or (rule.hard and rule.where_in.keys() == {"days"} and suggestion.day in rule.where_in["days"])
        if isinstance(rule.form, Forbid) and there and ref in a.matching(rule.form.where):
            yield Broken(rule.id, where, f"{ref}: {rule.because or rule.id}")
    needed = times.item_minutes(suggestion.dose, times.STATION_S)
    if abs(needed - suggestion.minutes) > 2 * CLOSE:
        yield Broken("core/time", where, f"{ref} takes {needed:.1f} minutes, not {suggestion.minutes:g}")
