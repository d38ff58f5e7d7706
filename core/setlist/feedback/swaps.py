"""Other exercises in the place of what hurts, of what may not be done any more, and of what cannot be made any less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.feedback.course import SWAP, Spot, Walk
from setlist.feedback.doses import grounds, permitted, safe
from setlist.feedback.judge import PAIN_SOURCE, Verdict
from setlist.model import EMPTY, LEVELS
from setlist.planner.substitute import Place, Setting, places, without
from setlist.planner.swap import broken, offers
from setlist.program import Item, Program, Reason
from setlist.rules import Rule, forbid
from setlist.selectors import where

TWIN = "feedback/near-twin"


class Swapped(Struct, frozen=True):
    """What became of a place: the decision, why in words, and the name of what came in (None where nothing did)."""

    decision: str
    why: str
    instead: str | None = None


class Swaps:
    """The swaps that a log, and what safety says now, ask for. `made`: what became of each exercise of a session. `choosing` is the setting
    that others are chosen in: `at` without the near-twins of what hurt (twin -> what hurt)."""

    def __init__(
        self, at: Setting, choosing: Setting, twins: Mapping[str, str], found: Mapping[Spot, Verdict], last: tuple[int, int]
    ) -> None:
        self.at, self.choosing, self.twins, self.found, self.last = at, choosing, twins, found, last
        self.made: dict[Spot, Swapped] = {}

    def replaced(self, program: Program) -> Program | None:
        """The program with others in the place of what may not be done any more or is close to what hurt; None where nothing fits in."""
        for place, cause in [*self.unfit(program)]:
            swapped = self.exchanged(program, place, cause)
            if swapped is None:
                return None
            program = swapped
        for place, why in [*self.spent(program)]:
            easier = self.at.plan.catalog.steps_down(place.exercise, self.choosing.plan.admissible)
            cause = Swapped("step-back", why)
            program = self.taken(program, place, easier, cause, "stepped back to this easier version") or program
        return program

    def exchanged(self, program: Program, place: Place, cause: Swapped) -> Program | None:
        """Another exercise for a place, the best of those that are gentler; else the weeks without it; None where neither holds."""
        for others in gentler(self.choosing.plan, place.exercise):
            swapped = self.taken(program, place, others, cause, "is left out, and this takes its place")
            if swapped is not None:
                return swapped
        left = replace(program, weeks=without(self.at, program, place))
        if set(broken(self.at, left)) <= set(broken(self.at, program)) and all(s.blocks for w in left.weeks for s in w.sessions):
            self.made[place.session, place.exercise] = cause
            return left
        return None

    def taken(self, program: Program, place: Place, refs: Iterable[str], cause: Swapped, words: str) -> Program | None:
        """The program with the best of some exercises in a place; None where none of them keeps what held before."""

        def why(old: Item) -> Reason:
            return Reason(SWAP, f"{cause.why}: {old.name} {words}")

        found = offers(self.choosing, program, place, refs, why, broken(self.at, program), most=1)
        if not found:
            return None
        self.made[place.session, place.exercise] = replace(cause, instead=found[0].name)
        return replace(program, weeks=found[0].program.weeks)

    def unfit(self, program: Program) -> Iterator[tuple[Place, Swapped]]:
        """The places of what may not be done any more and of what is close to what hurt, in the order of the program, with the cause."""
        refs = dict.fromkeys(i.exercise for w in program.weeks for s in w.sessions if not s.done for i in s.items)
        for ref in refs:
            hurt = next((v for (_, other), v in self.found.items() if other == ref and v.decision == "swap"), None)
            for place in places(program, ref):
                if hurt is not None:
                    yield place, Swapped("swap", f"{hurt.text} ({hurt.source})")
                elif ref not in self.at.plan.admissible:
                    yield place, Swapped("left-out", _barred(self.at.plan, ref))
                elif ref in self.twins:
                    name = self.at.plan.catalog.exercises[self.twins[ref]].name
                    yield place, Swapped("swap", f"It is close to {name}, which hurt ({PAIN_SOURCE})")
                elif not self.dosed(program, place):
                    yield place, Swapped("left-out", "No dose of it is left within what safety allows now")

    def dosed(self, program: Program, place: Place) -> bool:
        """Whether a dose of an exercise may be done in its slots."""
        for session in (s for w in program.weeks if w.number in place.weeks for s in w.sessions if s.id == place.session and not s.done):
            for block in session.blocks:
                for item in block.items:
                    if item.exercise == place.exercise:
                        slot = self.at.shape.places[self.at.spot(session.id, block.id, item.slot)].slot
                        on = grounds(self.at.plan, item.exercise, slot)
                        if on is None or not permitted(safe(item.dose, on), self.at.plan, item.exercise):
                            return False
        return True

    def spent(self, program: Program) -> Iterator[tuple[Place, str]]:
        """Where an exercise should ask for less and is at its least already, and why."""
        walk = Walk(self.at, program, self.found, self.last)
        walk.weeks(program.weeks)
        for (session, ref), course in walk.courses.items():
            if course.decision == "step-back" and course.move.spent:
                yield from ((place, f"{course.text} ({course.source})") for place in places(program, ref) if place.session == session)


def near_twins(plan: Plan, program: Program) -> dict[str, str]:
    """What is close to something that was done in a program and hurt too much: of its family, or a harder version of it -> what hurt."""
    catalog = plan.catalog
    done = {item.exercise for week in program.weeks for session in week.sessions if session.done for item in session.items}
    told = {catalog.resolve(str(entry["exercise"])) for entry in plan.profile.pain if entry.get("exercise")}
    out: dict[str, str] = {}
    for ref in sorted(r for r in told if r in done and plan.judgements[r].excluded):
        family = catalog.exercises[ref].family
        close = {other for other, e in catalog.exercises.items() if family is not None and e.family == family}
        ahead = [ref]
        while ahead:
            harder = [h for h in catalog.exercises[ahead.pop()].harder if h not in close]
            close.update(harder)
            ahead += harder
        out |= {other: ref for other in sorted(close - {ref}) if other not in out}
    return out


def spared(plan: Plan, twins: Mapping[str, str]) -> Plan:
    """A plan that picks none of these."""
    rule = Rule(TWIN, forbid(where(id=sorted(twins))), hard=True, because="It is close to what hurt", source=PAIN_SOURCE)
    return replace(plan, forbidden={**plan.forbidden, **{ref: (*plan.forbidden.get(ref, ()), rule) for ref in twins}}) if twins else plan


def _barred(plan: Plan, ref: str) -> str:
    """Why an exercise may not be done any more."""
    judged = plan.judgements.get(ref)
    if judged is None:
        return "The packs have it no more"
    for finding in judged.findings:
        if finding.severity == "exclude":
            return f"{finding.reason}{f' ({finding.source})' if finding.source else ''}"
    return next(rule.because or rule.id for rule in plan.forbidden[ref])


def gentler(plan: Plan, ref: str) -> Iterator[list[str]]:
    """What may be done instead of an exercise that hurts, the gentlest first: no near-twin of it and nothing harder; at first only what
    has none but its hazards, then what has no more of them."""
    sore = plan.catalog.exercises.get(ref)
    if sore is None:
        yield [*plan.admissible]
        return
    traits = plan.catalog.vocabulary.terms.get("traits", EMPTY)
    benefits = {trait for trait in traits if traits[trait].data.get("kind") == "benefit"}
    same = {sore.ref, *sore.easier, *sore.harder}
    others = {
        other: set(e.traits) - benefits
        for other, e in plan.admissible.items()
        if other not in same and (sore.family is None or e.family != sore.family) and LEVELS.index(e.level) <= LEVELS.index(sore.level)
    }
    hazards = set(sore.traits) - benefits
    yield [other for other, bears in others.items() if bears <= hazards]
    yield [other for other, bears in others.items() if len(bears) <= len(hazards)]
