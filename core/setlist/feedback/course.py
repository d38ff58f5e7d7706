"""The doses of the sessions to come: what the log says decides the next one, the template's progression the ones after it.

Every exercise has a course for each session of the template that it stands in. Where nothing was recorded of one that was done, it stays
as it was: nobody knows that it went well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from setlist.feedback.ahead import redosed
from setlist.feedback.doses import Grounds, Move, follow, grounds, grow, lay_over, next_cycle, permitted, rested, safe
from setlist.feedback.judge import OURS, Decision, Exposure, Verdict, amount, judge
from setlist.feedback.log import Entry, items
from setlist.model import Dose
from setlist.planner.progress import AS_EVER
from setlist.planner.substitute import Setting, timed
from setlist.program import BlockPlan, Item, Program, Reason, SessionPlan, Week

PREFIX = "feedback/"
SWAP = "feedback/swap"  # the reason of an item that took another one's place; it stays when the next log is read

Spot = tuple[str, str]  # session id, exercise


class Course(Struct, frozen=True):
    """How one exercise goes on in one session. `base` is the dose that it was judged at, `move` the next one and what is new about it."""

    decision: Decision
    base: Dose
    move: Move
    text: str
    source: str
    pain: bool = False

    @property
    def reason(self) -> Reason:
        return Reason(f"{PREFIX}{self.decision}", f"{self.text}{'; ' + self.move.text if self.move.text else ''} ({self.source})")

    @property
    def forecast(self) -> Reason:
        return Reason(f"{PREFIX}{self.decision}", f"{self.text}; from there on it is a forecast ({self.source})")


def verdicts(program: Program, entries: Iterable[Entry]) -> dict[Spot, Verdict]:
    """What the log says of each exercise of each session, in the order of the program."""
    told = {entry.key: entry for entry in entries if entry.says}
    titles = {(week.number, n): session.id for week in program.weeks for n, session in enumerate(week.sessions, 1)}
    exposures: dict[Spot, list[Exposure]] = {}
    for key, phase, item in items(program):
        if key in told:
            exposures.setdefault((titles[key[:2]], item.exercise), []).append(Exposure(item.dose, phase, told[key]))
    everywhere: dict[str, list[Exposure]] = {}
    for (_, ref), given in exposures.items():
        everywhere[ref] = sorted([*everywhere.get(ref, ()), *given], key=lambda e: e.entry.key)
    return {spot: judge(sorted(given, key=lambda e: e.entry.key), everywhere[spot[1]]) for spot, given in exposures.items()}


def last_done(program: Program) -> dict[Spot, Dose]:
    """The dose that each exercise of each session had the last time, lighter weeks aside where there are others."""
    light: dict[Spot, Dose] = {}
    full: dict[Spot, Dose] = {}
    for week in program.weeks:
        for session in week.sessions:
            for item in session.items if session.done else ():
                (light if week.phase == "deload" else full)[session.id, item.exercise] = item.dose
    return {**light, **full}


def course(verdict: Verdict | None, last: Dose, on: Grounds) -> Course:
    """The course of an exercise that was done, from what was recorded of it."""
    if verdict is None:
        return Course("hold", safe(last, on), Move(safe(last, on), ""), "Nothing was recorded for it, so it stays as it was", OURS)
    move = follow(verdict, on)
    base = safe(verdict.planned, on)
    decision: Decision = "hold" if verdict.decision == "progress" and move.dose == base else verdict.decision
    return Course(decision, base, move, verdict.text, verdict.source, verdict.pain > 0)


class Walk:
    """One way through the weeks to come, in order. `current` is the dose that each exercise has come to."""

    def __init__(self, at: Setting, program: Program, found: Mapping[Spot, Verdict], last: tuple[int, int]) -> None:
        self.at, self.found, self.last = at, found, last
        self.before = last_done(program)
        self.courses: dict[Spot, Course] = {}
        self.current: dict[Spot, tuple[Dose, int, int]] = {}  # dose, its week, its cycle
        self.allowed: dict[tuple[str, Dose], bool] = {}

    def weeks(self, weeks: Iterable[Week]) -> tuple[Week, ...]:
        return tuple(replace(week, sessions=tuple(self.session(week, session) for session in week.sessions)) for week in weeks)

    def session(self, week: Week, session: SessionPlan) -> SessionPlan:
        if session.done:
            return session
        return timed(self.at, replace(session, blocks=tuple(self.block(week, session.id, block) for block in session.blocks)))

    def block(self, week: Week, session: str, block: BlockPlan) -> BlockPlan:
        return replace(block, items=tuple(self.item(week, (session, item.exercise), block, item) for item in block.items))

    def item(self, week: Week, spot: Spot, block: BlockPlan, item: Item) -> Item:
        slot = self.at.shape.places[self.at.spot(spot[0], block.id, item.slot)].slot
        on = grounds(self.at.plan, item.exercise, slot)
        if on is None:
            return item  # nothing of it may be done: the audit says so
        course = self.course(spot, on)
        if course is None or (week.number == self.last[0] and course.decision != "step-back"):
            return self.redosed(item, block.style, [safe(item.dose, on)], None)
        dose, reason = self.dose(week, spot, course, on)
        stepped = course.decision == "step-back"
        doses = dict.fromkeys((dose, course.move.dose, course.base))
        if week.phase == "deload" and item.role not in AS_EVER:
            doses = dict.fromkeys(rested(d, item.dose, on) for d in doses)
        wished = [lay_over(item.dose, d, on, minutes=stepped) for d in doses]
        return self.redosed(item, block.style, [*wished, *([] if stepped else [safe(item.dose, on)])], reason)

    def course(self, spot: Spot, on: Grounds) -> Course | None:
        """The course of an exercise, also of one that comes over from another session; None for what was never done."""
        if spot not in self.courses:
            last = self.before.get(spot) or next((self.before[s] for s in sorted(self.before) if s[1] == spot[1]), None)
            if last is None:
                return None
            self.courses[spot] = course(self.verdict(spot), last, on)
        return self.courses[spot]

    def verdict(self, spot: Spot) -> Verdict | None:
        """What was found for an exercise in its session. Where it is new there, or where it hurts, another session's verdict counts."""
        if spot in self.found:
            return self.found[spot]
        others = [self.found[s] for s in sorted(self.found) if s[1] == spot[1] and (self.found[s].pain or spot not in self.before)]
        if not others:
            return None
        return replace(others[0], planned=self.before.get(spot, others[0].planned))

    def dose(self, week: Week, spot: Spot, course: Course, on: Grounds) -> tuple[Dose, Reason]:
        """The dose of an exercise in a week, and why. Sessions of the same week have the same."""
        if week.phase == "deload":
            light = course.base if course.decision == "progress" else course.move.dose
            return self.current.get(spot, (light, 0, 0))[0], course.forecast if spot in self.current else course.reason
        if spot not in self.current:
            self.current[spot] = (course.move.dose, week.number, week.cycle)
            return course.move.dose, course.reason
        dose, since, cycle = self.current[spot]
        if since < week.number and not course.pain:  # what hurts waits for the next log
            later = next_cycle(dose, on) if cycle < week.cycle else grow(dose, on)
            dose = dose if not self.permitted(on.exercise.ref, later) else later
            self.current[spot] = (dose, week.number, week.cycle)
        first = amount(dose) == amount(course.move.dose) and dose.load_kg == course.move.dose.load_kg
        return dose, course.reason if first else course.forecast

    def redosed(self, item: Item, style: str, wished: Iterable[Dose], reason: Reason | None) -> Item:
        """The item at the first dose that every filter permits; as it is where none is: the audit says so."""
        dose = next((d for d in wished if self.permitted(item.exercise, d)), item.dose)
        if reason is None and dose != item.dose:
            reason = Reason(f"{PREFIX}hold", "Brought back within what safety allows now")
        kept = [r for r in item.reasons if not r.rule.startswith(PREFIX) or r.rule == SWAP]
        said = kept if reason is None else [*kept[:1], reason, *kept[1:]]
        return replace(redosed(self.at, item, dose, style), reasons=tuple(said) or item.reasons)

    def permitted(self, ref: str, dose: Dose) -> bool:
        if (ref, dose) not in self.allowed:
            self.allowed[ref, dose] = permitted(dose, self.at.plan, ref)
        return self.allowed[ref, dose]
