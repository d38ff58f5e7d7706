"""From a program and a log to the weeks after it. What was done stays as it was; what is to come follows from it, and from nothing else.

What hurts (above 5 of 10: TRAFFIC-PAIN) is taken for a report of pain in the profile, so that the safety filters leave it out here and in
every program after; another exercise takes its place, or none does, or the weeks are chosen anew. The result passes the audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import AuditFailed, Plan
from setlist.builder import plan as make_plan
from setlist.feedback.ahead import Chosen, chosen, cut_or_copied
from setlist.feedback.course import Course, Spot, Walk, verdicts
from setlist.feedback.fit import fitted, planned_doses, short, without_short
from setlist.feedback.judge import PAIN_SOURCE, Verdict
from setlist.feedback.log import Entry
from setlist.feedback.swaps import Swaps
from setlist.model import Catalog, Gate
from setlist.planner.cycles import Stuck
from setlist.planner.document import refreshed
from setlist.planner.scale import Scale, rescored
from setlist.planner.substitute import Setting, setting
from setlist.planner.swap import broken
from setlist.plugins import Plugins
from setlist.profile import Profile
from setlist.program import Certificate, CycleProof, Program, Relaxed, Week
from setlist.results import Infeasible, Refused
from setlist.safety import sort_gates

ADVICE = (
    "Leave out what hurt until it is calm again, and have a physiotherapist or a doctor look at it before you come back to it. Pain that "
    "spreads, numbness or new weakness should be seen sooner."
)


class NotNow(Exception):
    """There is nothing to advance from, or nowhere to go: the message says which, and what helps."""


class Change(Struct, frozen=True):
    """What becomes of an exercise in a session of the template: progress, hold, step-back or swap; `instead` took its place, if any did."""

    session: str
    exercise: str
    name: str
    decision: str
    text: str
    instead: str | None = None


class Advanced(Struct, frozen=True):
    """The program with its next weeks, and what was decided, in the order of the program."""

    program: Program
    changes: tuple[Change, ...]


def advance(
    program: Program, entries: Iterable[Entry], catalog: Catalog, plugins: Plugins, weeks: int | None = None
) -> Advanced | Refused | Infeasible:
    """The weeks after the last session that the log says anything of: as many as `weeks`, or all that the program has left.

    Raises NotNow; NoTemplate and PluginFailure as a build does; NoPlace where the template is no longer the program's.
    """
    said = [entry for entry in entries if entry.says]
    if not said:
        raise NotNow("the log says nothing yet: write down what you did (`setlist log PROGRAM -o LOG.csv`)")
    last = max((entry.week, entry.session) for entry in said)
    found = verdicts(program, said)
    person = replace(_sore(program.profile, found), weeks=len(program.weeks) if weeks is None else last[0] + weeks)
    made = make_plan(person, catalog, plugins, template=program.template)
    if isinstance(made, Refused):
        return made
    horizon = _horizon(made, program, last, weeks)
    at = setting(made)
    record = replace(program, weeks=_recorded(program.weeks, last), relaxed=without_short(program))
    return _Advance(at, record, found, last, horizon).run()


def _horizon(plan: Plan, program: Program, last: tuple[int, int], weeks: int | None) -> int:
    """The number of the last week to come."""
    if weeks is None:
        left = any((w.number, n) > last for w in program.weeks for n, _ in enumerate(w.sessions, 1))
        if not left:
            span = plan.template.cycle_weeks
            raise NotNow(f"all {len(program.weeks)} weeks are done: say how many more there should be, such as --weeks {span}")
        return len(program.weeks)
    if last[0] + weeks > plan.template.max_weeks:
        raise NotNow(
            f"that would be {last[0] + weeks} weeks, and {plan.template.ref} lasts {plan.template.max_weeks} at most: build a new program"
        )
    return last[0] + weeks


def _sore(profile: Profile, found: Mapping[Spot, Verdict]) -> Profile:
    """The profile with a report of pain for each exercise that hurt too much."""
    hurts = {ref: ceil(verdict.pain) for (_, ref), verdict in found.items() if verdict.decision == "swap"}
    known = {entry.get("exercise") for entry in profile.pain}
    return replace(profile, pain=(*profile.pain, *({"exercise": r, "level": level} for r, level in hurts.items() if r not in known)))


def _recorded(weeks: Sequence[Week], last: tuple[int, int]) -> tuple[Week, ...]:
    return tuple(
        replace(week, sessions=tuple(replace(s, done=True if (week.number, n) <= last else s.done) for n, s in enumerate(week.sessions, 1)))
        for week in weeks
    )


class _Advance:
    """One advance: each step takes the program as the last one left it."""

    def __init__(self, at: Setting, record: Program, found: Mapping[Spot, Verdict], last: tuple[int, int], horizon: int) -> None:
        self.at, self.record, self.found, self.last, self.horizon = at, record, found, last, horizon
        self.swaps = Swaps(at, found, last)
        self.proofs: tuple[CycleProof, ...] = ()
        self.gave_way: tuple[Relaxed, ...] = ()
        self.renewed = False

    def run(self) -> Advanced | Infeasible:
        program = replace(self.record, weeks=cut_or_copied(self.at, self.record, self.horizon))
        swapped = self.swaps.replaced(program)
        whole = self.anew() if swapped is None else self.longer(swapped)
        if isinstance(whole, Stuck):
            from setlist.planner.conflicts import infeasible

            return infeasible(self.at.plan, self.record.seed, whole)
        return self.finished(whole)

    def longer(self, program: Program) -> Program | Stuck:
        """The program with cycles that it did not have, up to the horizon."""
        if len(program.weeks) >= self.horizon:
            return program
        return self.with_chosen(program, program.weeks, chosen(self.at, self.record, program.weeks, self.horizon))

    def anew(self) -> Program | Stuck:
        """Everything that is to come chosen anew, from the cycle that it begins in; what was done stays."""
        span = self.at.plan.template.cycle_weeks
        past = sum(1 for week in self.record.weeks if all(session.done for session in week.sessions))
        begun = self.record.weeks[: past // span * span]
        self.swaps.instead, self.renewed = {}, True
        found = chosen(self.at, self.record, begun, self.horizon)
        return self.with_chosen(self.record, begun, found)

    def with_chosen(self, program: Program, begun: Sequence[Week], found: Chosen | Stuck) -> Program | Stuck:
        if isinstance(found, Stuck):
            return found
        self.proofs, self.gave_way = found.proofs, found.relaxed
        done = {(w.number, n): s for w in self.record.weeks for n, s in enumerate(w.sessions, 1) if s.done}
        weeks = [
            replace(w, sessions=tuple(done.get((w.number, n), s) for n, s in enumerate(w.sessions, 1))) for w in (*begun, *found.weeks)
        ]
        return replace(program, weeks=tuple(weeks))

    def finished(self, program: Program) -> Advanced:
        """Doses, minutes, everything around the weeks, and the audit."""
        walk = Walk(self.at, self.record, self.found, self.last)
        weeks = fitted(self.at, walk.weeks(program.weeks), planned_doses(program.weeks))
        relaxed = (*self.record.relaxed, *self.gave_way, *short(self.at, weeks))
        done = refreshed(self.at.plan, self.at.shape, self.record, weeks)
        done = replace(
            done,
            gates=sort_gates((*done.gates, *self.gates())),
            relaxed=tuple({(r.rule): r for r in relaxed}.values()),
            certificate=self.certificate(weeks),
        )
        found = broken(self.at, done)
        if found:
            raise AuditFailed("the audit found what the next weeks let through:\n" + "\n".join(str(b) for b in found))
        return Advanced(done, tuple(self.changes(walk.courses)))

    def gates(self) -> Iterator[Gate]:
        """For whoever reads the first page: what hurt too much, and that somebody should see it."""
        hurts = {ref: verdict.text for (_, ref), verdict in self.found.items() if verdict.decision == "swap"}
        if hurts:
            told = ", ".join(f"{self.name(ref)} ({text[0].lower()}{text[1:]})" for ref, text in hurts.items())
            yield Gate("see-someone", f"Too much pain: {told}", ADVICE, PAIN_SOURCE, urgency="soon", filter="feedback")

    def certificate(self, weeks: Sequence[Week]) -> Certificate:
        """The proof of every cycle that is left, re-scored where exercises were changed, and of those that were chosen now."""
        last = weeks[-1].cycle
        old = self.record.certificate
        new = {p.cycle for p in self.proofs}
        proofs = tuple(p for p in old.cycles if p.cycle <= last and p.cycle not in new)
        kept = replace(old, cycles=proofs)
        if self.swaps.instead and proofs:
            before = replace(self.record, certificate=kept, weeks=cut_or_copied(self.at, self.record, weeks[-1].number))
            kept = rescored(Scale(self.at, before), weeks)
        if not kept.cycles and not self.proofs:
            return old
        return _summed((*kept.cycles, *self.proofs))

    def changes(self, courses: Mapping[Spot, Course]) -> Iterator[Change]:
        """What was decided of everything that the log speaks of."""
        for (session, ref), verdict in self.found.items():
            spot = (session, ref)
            decision, other = verdict.decision, self.swaps.instead.get(spot)
            if spot not in self.swaps.instead and spot in courses:
                yield Change(session, ref, self.name(ref), courses[spot].decision, courses[spot].reason.text)
                continue
            if other is not None:
                words = f"{other} takes its place"
            elif decision == "swap":
                words = "the weeks to come were chosen anew without it" if self.renewed else "it is left out"
            else:
                words = "it is not in the weeks to come"
            yield Change(session, ref, self.name(ref), decision, f"{verdict.text}; {words} ({verdict.source})", other)

    def name(self, ref: str) -> str:
        card = self.record.exercises.get(ref, {})
        exercise = self.at.plan.catalog.exercises.get(ref)
        return exercise.name if exercise is not None else str(card.get("name", ref))


def _summed(proofs: Sequence[CycleProof]) -> Certificate:
    """The certificate of some cycles: the worst gap, and the weakest word."""
    found = {p.status for p in proofs}
    status = next((word for word in ("swapped", "not proven") if word in found), "proven")
    objective, bound = round(sum(p.objective for p in proofs), 4), round(sum(p.bound for p in proofs), 4)
    ordered = tuple(sorted(proofs, key=lambda p: p.cycle))
    return Certificate(status, objective, bound, max(p.gap for p in proofs), ordered)
