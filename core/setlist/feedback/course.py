"""The doses of the sessions to come: what the log says decides the next one, the template's progression the ones after it.

Every exercise has a course for each session of the template that it stands in. Where nothing was recorded of one that was done, it stays
as it was: nobody knows that it went well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from setlist.feedback.ahead import redosed
from setlist.feedback.doses import Grounds, Move, beside, follow, grounds, grow, lay_over, next_cycle, permitted, rested, safe
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
    short: bool = False

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


class Past(Struct, frozen=True):
    """The last time that an exercise was done in a session: its dose, its week and day, and the block and slot it stood in."""

    dose: Dose
    when: tuple[int, int]
    block: str
    slot: str


def last_done(program: Program) -> dict[Spot, Past]:
    """When each exercise of each session was done last, lighter weeks aside where there are others."""
    light: dict[Spot, Past] = {}
    full: dict[Spot, Past] = {}
    for week in program.weeks:
        for session in week.sessions:
            for block in session.blocks if session.done else ():
                for item in block.items:
                    past = Past(item.dose, (week.number, session.day), block.id, item.slot)
                    (light if week.phase == "deload" else full)[session.id, item.exercise] = past
    return {**light, **full}


def course(verdict: Verdict | None, last: Dose, on: Grounds) -> Course:
    """The course of an exercise that was done, from what was recorded of it."""
    if verdict is None:
        return Course("hold", safe(last, on), Move(safe(last, on), "it stays as it was"), "Nothing was recorded for it", OURS)
    move = follow(verdict, on)
    base = safe(verdict.planned, on)
    decision: Decision = "hold" if verdict.decision == "progress" and move.dose == base else verdict.decision
    return Course(decision, base, move, verdict.text, verdict.source, verdict.pain > 0, verdict.short)


def shared(own: Course, others: Sequence[tuple[tuple[int, int], Course]], on: Grounds) -> Course:
    """A course with the load that the exercise comes to in all its sessions: where it fell short somewhere no more than there, else what
    the latest of them came to. `others`: (when, course) of those that were recorded."""
    have = own.base.load_kg
    short = [c.move.dose.load_kg for _, c in others if c.short and c.move.dose.load_kg is not None]
    loads = [(when, c.move.dose.load_kg) for when, c in others if c.move.dose.load_kg is not None]
    if have is None or own.move.dose.load_kg is None or not loads:
        return own
    load = min(own.move.dose.load_kg, *short) if short else max(loads)[1]
    if load == own.move.dose.load_kg:
        return own
    move = beside(own.base, load, on)
    now = move.dose.load_kg or 0.0
    decision: Decision = "step-back" if now < have else "progress" if now > have else "hold"
    return replace(own, decision=decision, base=move.dose if now < have else own.base, move=move)


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
            own = self.alone(spot, on)
            if own is None:
                return None
            self.courses[spot] = shared(own, self.recorded(spot[1]), on)
        return self.courses[spot]

    def alone(self, spot: Spot, on: Grounds) -> Course | None:
        """The course of an exercise as if it had no other session."""
        last = self.before.get(spot) or next((self.before[s] for s in sorted(self.before) if s[1] == spot[1]), None)
        return None if last is None else course(self.verdict(spot), last.dose, on)

    def recorded(self, ref: str) -> list[tuple[tuple[int, int], Course]]:
        """When an exercise was done last in each session that the log speaks of, and its course there."""
        out = []
        for spot in sorted(self.found):
            past = self.before.get(spot)
            place = None if past is None else self.at.spots.get((spot[0], past.block, past.slot))
            on = None if spot[1] != ref or place is None else grounds(self.at.plan, ref, self.at.shape.places[place].slot)
            own = None if on is None else self.alone(spot, on)
            if past is not None and own is not None:
                out.append((past.when, own))
        return out

    def verdict(self, spot: Spot) -> Verdict | None:
        """What was found for an exercise in its session. Where it is new there, or where it hurts, another session's verdict counts."""
        if spot in self.found:
            return self.found[spot]
        others = [self.found[s] for s in sorted(self.found) if s[1] == spot[1] and (self.found[s].pain or spot not in self.before)]
        if not others:
            return None
        return replace(others[0], planned=self.before[spot].dose if spot in self.before else others[0].planned)

    def dose(self, week: Week, spot: Spot, course: Course, on: Grounds) -> tuple[Dose, Reason]:
        """The dose of an exercise in a week, and why. Sessions of the same week have the same."""
        if week.phase == "deload":
            light = course.base if course.decision == "progress" else course.move.dose
            return self.current.get(spot, (light, 0, 0))[0], course.forecast if spot in self.current else course.reason
        known = self.current.get(spot)
        if known is None or known[2] < week.cycle:
            known = self.brought(spot, week.cycle)
        if known is None:
            self.current[spot] = (course.move.dose, week.number, week.cycle)
            return course.move.dose, course.reason
        dose, since, cycle = known
        if since < week.number and not course.pain:  # what hurts waits for the next log
            later = next_cycle(dose, on) if cycle < week.cycle else grow(dose, on)
            dose = dose if not self.permitted(on.exercise.ref, later) else later
        self.current[spot] = (dose, week.number, week.cycle)
        first = amount(dose) == amount(course.move.dose) and dose.load_kg == course.move.dose.load_kg
        return dose, course.reason if first else course.forecast

    def brought(self, spot: Spot, cycle: int) -> tuple[Dose, int, int] | None:
        """What an exercise came to in the cycles before, in its own session where it was there last; None where it comes from none."""
        before = [(known[1], other == spot, known) for other, known in self.current.items() if other[1] == spot[1] and known[2] < cycle]
        return max(before, key=lambda b: b[:2])[2] if before else None

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
