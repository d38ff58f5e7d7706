"""Other exercises in the place of what hurts, of what may not be done any more, and of what cannot be made any less."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from setlist.builder import Plan
from setlist.feedback.course import SWAP, Spot, Walk
from setlist.feedback.judge import Verdict
from setlist.model import EMPTY, LEVELS
from setlist.planner.substitute import Place, Setting, places, without
from setlist.planner.swap import broken, offers
from setlist.program import Item, Program, Reason


class Swaps:
    """The swaps that a log asks for. `instead`: what came in the place of each exercise of a session, None where nothing did."""

    def __init__(self, at: Setting, found: Mapping[Spot, Verdict], last: tuple[int, int]) -> None:
        self.at, self.found, self.last = at, found, last
        self.instead: dict[Spot, str | None] = {}

    def replaced(self, program: Program) -> Program | None:
        """The program with others in the place of what may not be done any more; None where nothing fits in somewhere."""
        for place in [*_unfit(self.at.plan, program)]:
            swapped = self.exchanged(program, place)
            if swapped is None:
                return None
            program = swapped
        for place in [*self.spent(program)]:
            easier = self.at.plan.catalog.steps_down(place.exercise, self.at.plan.admissible)
            program = self.taken(program, place, easier, "stepped back to this easier version") or program
        return program

    def exchanged(self, program: Program, place: Place) -> Program | None:
        """Another exercise for a place, the best of those that are gentler; else the weeks without it; None where neither holds."""
        for others in gentler(self.at.plan, place.exercise):
            swapped = self.taken(program, place, others, "is left out, and this takes its place")
            if swapped is not None:
                return swapped
        left = replace(program, weeks=without(self.at, program, place))
        if set(broken(self.at, left)) <= set(broken(self.at, program)) and all(s.blocks for w in left.weeks for s in w.sessions):
            self.instead[place.session, place.exercise] = None
            return left
        return None

    def taken(self, program: Program, place: Place, refs: Iterable[str], words: str) -> Program | None:
        """The program with the best of some exercises in a place; None where none of them keeps what held before."""
        verdict = next((v for (_, ref), v in self.found.items() if ref == place.exercise and v.decision == "swap"), None)
        verdict = self.found.get((place.session, place.exercise), verdict)

        def why(old: Item) -> Reason:
            cause = f"{verdict.text} ({verdict.source}): " if verdict is not None else ""
            return Reason(SWAP, f"{cause}{old.name} {words}")

        found = offers(self.at, program, place, refs, why, broken(self.at, program), most=1)
        if not found:
            return None
        self.instead[place.session, place.exercise] = found[0].name
        return replace(program, weeks=found[0].program.weeks)

    def spent(self, program: Program) -> Iterator[Place]:
        """Where an exercise should ask for less and is at its least already."""
        walk = Walk(self.at, program, self.found, self.last)
        walk.weeks(program.weeks)
        for (session, ref), course in walk.courses.items():
            if course.decision == "step-back" and course.move.spent:
                yield from (place for place in places(program, ref) if place.session == session)


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


def _unfit(plan: Plan, program: Program) -> Iterator[Place]:
    """The places of exercises that may not be done any more, in the order of the program."""
    refs = dict.fromkeys(i.exercise for w in program.weeks for s in w.sessions if not s.done for i in s.items)
    for ref in refs:
        if ref not in plan.admissible:
            yield from places(program, ref)
