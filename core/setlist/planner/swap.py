"""Other exercises for a place of a program: those that keep every hard rule, what each costs in points and what it changes.

Nothing is estimated: every offer is a whole program with the exercise in place, scored by the rules and passed by the audit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.model import Exercise
from setlist.planner.audit import Broken, audit
from setlist.planner.document import refreshed
from setlist.planner.scale import Scale, rescored
from setlist.planner.substitute import Place, Setting, beyond_time, choices, substitute
from setlist.program import Item, Program, Reason, SessionPlan, Week
from setlist.safety import sort_gates

FEEDBACK = "feedback"  # the filter that gates from a log name
Because = Callable[[Item], Reason]


class Offer(Struct, frozen=True):
    """An exercise that may take the place. `cost`: points that the program loses (below zero: wins), over all cycles that are affected.

    `item` is its first item; `minutes` are the session's (before, after) in the first week to come; `muscles` (group, before, after) are
    weekly sets where they differ; `needs` and `spares` are equipment that it asks for in addition and no more.
    """

    exercise: str
    name: str
    cost: float
    item: Item
    minutes: tuple[float, float]
    muscles: tuple[tuple[str, float, float], ...]
    needs: tuple[str, ...]
    spares: tuple[str, ...]
    program: Program


def chosen(item: Item) -> Reason:
    """Why an exercise that the person chose is where it is."""
    return Reason("swap/chosen", f"You chose it instead of {item.name}")


def offers(
    at: Setting,
    program: Program,
    place: Place,
    refs: Iterable[str] | None = None,
    why: Because = chosen,
    known: Collection[Broken] = (),
    most: int | None = None,
) -> tuple[Offer, ...]:
    """The exercises that may take a place, the cheapest first; ids decide ties.

    refs: only these; None for all that may be picked. known: what the audit says of the program as it is, where that is not to be held
    against an offer. most: so many will do.
    """
    scale = Scale(at, program)
    found: dict[str, Offer] = {}
    for ref, weeks in _ranked(at, scale, place, sorted(at.plan.admissible if refs is None else refs), why):
        if len(found) == most:
            break
        if ref not in found:
            made = _dressed(at, program, weeks)
            if set(broken(at, made)) <= set(known):
                made = replace(made, certificate=rescored(scale, weeks, (ref, place.exercise)))
                found[ref] = _offer(at, program, made, place, ref)
    return tuple(sorted(found.values(), key=lambda o: (o.cost, o.exercise)))


def against(at: Setting, program: Program, place: Place, ref: str, why: Because = chosen) -> tuple[Broken, ...]:
    """What does not hold with an exercise in a place, at the dose that breaks least; empty where it may stand there, or no dose fits."""
    tried = [broken(at, _dressed(at, program, weeks)) for weeks in _weeks(at, program, place, ref, why)]
    return min(tried, key=len, default=())


def broken(at: Setting, program: Program) -> tuple[Broken, ...]:
    """What the audit finds."""
    return audit(program, at.plan.catalog, at.plan.template, at.plan.rules, at.plan.filters)


def _ranked(at: Setting, scale: Scale, place: Place, refs: Sequence[str], why: Because) -> list[tuple[str, tuple[Week, ...]]]:
    """(exercise, weeks) for every exercise and every number of sets of it that keeps the time and the rules about it, the best first."""
    program = scale.program
    cycles = sorted({week.cycle for week in program.weeks if week.number in place.weeks})
    made = []
    for ref in refs:
        about = (ref, place.exercise)
        for n, weeks in enumerate(_weeks(at, program, place, ref, why)):
            if _in_time(at, weeks, place) and not any(scale.breaks(weeks, cycle, about) for cycle in cycles):
                made.append((-round(sum(scale.gain(weeks, cycle, about) for cycle in cycles), 6), ref, n, weeks))
    return [(ref, weeks) for _, ref, _, weeks in sorted(made, key=lambda m: m[:3])]


def _weeks(at: Setting, program: Program, place: Place, ref: str, why: Because) -> Iterator[tuple[Week, ...]]:
    for choice in choices(at, program, place, ref):
        weeks = substitute(at, program, place, ref, choice, why)
        if weeks is not None:
            yield weeks


def _dressed(at: Setting, program: Program, weeks: tuple[Week, ...]) -> Program:
    """A program with other weeks, and with what a log had to say on its first page."""
    made = refreshed(at.plan, at.shape, program, weeks)
    return replace(made, gates=sort_gates((*made.gates, *(gate for gate in program.gates if gate.filter == FEEDBACK))))


def _touched(weeks: Sequence[Week], place: Place) -> list[tuple[Week, SessionPlan]]:
    return [(w, s) for w in weeks if w.number in place.weeks for s in w.sessions if s.id == place.session and not s.done]


def _in_time(at: Setting, weeks: Sequence[Week], place: Place) -> bool:
    return not any(beyond_time(at, session, week.phase) for week, session in _touched(weeks, place))


def _offer(at: Setting, before: Program, after: Program, place: Place, ref: str) -> Offer:
    pairs = [
        (old.minutes, new.minutes) for (_, old), (_, new) in zip(_touched(before.weeks, place), _touched(after.weeks, place), strict=True)
    ]
    items = {item.exercise: item for _, session in reversed(_touched(after.weeks, place)) for item in session.items}
    exercises = at.plan.catalog.exercises
    has, had = (_things(at.plan, exercises.get(name)) for name in (ref, place.exercise))
    return Offer(
        exercise=ref,
        name=exercises[ref].name,
        cost=round(before.certificate.objective - after.certificate.objective, 2) + 0.0,
        item=items[ref],
        minutes=pairs[0],
        muscles=_muscles(at, before, after, place),
        needs=tuple(sorted(has - had)),
        spares=tuple(sorted(had - has)),
        program=after,
    )


def _things(plan: Plan, exercise: Exercise | None) -> set[str]:
    """The equipment that an exercise takes of what the person owns; what every home has is not named."""
    if exercise is None:
        return set()
    vocabulary = plan.catalog.vocabulary
    own, at_home = vocabulary.owned(plan.profile.equipment), vocabulary.owned(())
    return {*exercise.equipment.all, *[t for t in exercise.equipment.any if t in own][:1]} - at_home


def _muscles(at: Setting, before: Program, after: Program, place: Place) -> tuple[tuple[str, float, float], ...]:
    """Weekly sets by muscle group where they differ, in the first week that is affected."""

    def sets(program: Program) -> dict[str, float]:
        week = next(w for w in program.weeks if w.number == place.weeks[0])
        out: dict[str, float] = {}
        for item in (item for session in week.sessions for item in session.items):
            exercise = at.plan.catalog.exercises.get(item.exercise)
            for group, share in exercise.groups.items() if exercise is not None else ():
                out[group] = out.get(group, 0.0) + share * item.dose.sets
        return out

    old, new = sets(before), sets(after)
    changed = [(group, old.get(group, 0.0), new.get(group, 0.0)) for group in sorted({*old, *new})]
    return tuple(change for change in changed if change[1] != change[2])
