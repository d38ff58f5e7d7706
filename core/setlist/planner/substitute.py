"""One exercise in the place of another, everything else as it was: doses, load, reasons, order and minutes worked out anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.limits import adjustable
from setlist.model import Block, Dose, Exercise
from setlist.planner import progress, times
from setlist.planner.buildup import built_up
from setlist.planner.columns import Column, Frame, Growth, frame, options
from setlist.planner.cycles import days_of
from setlist.planner.held import Matcher
from setlist.planner.layout import Speaking, loaded, reasons
from setlist.planner.schedule import LIFTS, in_order
from setlist.planner.turns import again
from setlist.program import BlockPlan, Item, Program, Reason, SessionPlan, Week
from setlist.rules import Prefer
from setlist.selectors import compile_clause

CLOSE = 0.05  # minutes: what rounding may add up to
Given = tuple[Column, Dose]  # an exercise over a cycle, and its dose in a week of it


class NoPlace(Exception):
    """An item stands in a slot that the template does not have: the program was made with another one."""


class Place(Struct, frozen=True):
    """Where an exercise stands: a session of the template (once in it), and the weeks to come that have it there."""

    session: str
    exercise: str
    weeks: tuple[int, ...]


class Choice(Struct, frozen=True):
    """How much of an exercise is taken: sets, and minutes where it is dosed in minutes."""

    sets: int
    minutes: int | None = None


class Setting(Struct, frozen=True):
    """What a program is made from, as a substitution needs it. `spots`: (session id, block id, slot id) -> its place in the frame."""

    plan: Plan
    shape: Frame
    spots: Mapping[tuple[str, str, str], int]
    speaking: Speaking
    matching: Matcher  # what the rules match, worked out when it is asked for and only once

    def spot(self, session: str, block: str, slot: str) -> int:
        if (session, block, slot) not in self.spots:
            raise NoPlace(f"the template {self.plan.template.ref} has no slot {slot!r} in {block!r} of the session {session!r}")
        return self.spots[session, block, slot]

    def block(self, spot: int) -> Block:
        place = self.shape.places[spot]
        return self.shape.blocks[place.session][place.block]


def setting(plan: Plan) -> Setting:
    shape = frame(plan.template, days_of(plan), plan.profile.minutes)
    spots = {
        (shape.sessions[place.session].id, shape.blocks[place.session][place.block].id, place.slot.id): n
        for n, place in enumerate(shape.places)
    }
    speaking = [(r, r.form, compile_clause(r.form.where, plan.catalog.vocabulary)) for r in plan.rules if isinstance(r.form, Prefer)]
    return Setting(plan, shape, spots, speaking, Matcher(plan.catalog))


def places(program: Program, ref: str) -> tuple[Place, ...]:
    """Where an exercise stands in the sessions to come, in the order of the program."""
    weeks: dict[str, dict[int, None]] = {}
    for week in program.weeks:
        for session in week.sessions:
            if not session.done and any(item.exercise == ref for item in session.items):
                weeks.setdefault(session.id, {})[week.number] = None
    return tuple(Place(session, ref, tuple(numbers)) for session, numbers in weeks.items())


def choices(at: Setting, program: Program, place: Place, ref: str) -> tuple[Choice, ...]:
    """How much of an exercise could be taken in a place; nothing where it is not for the slot or is in the session already."""
    exercise = at.plan.admissible.get(ref)
    held = [(week, session) for week in program.weeks for session in week.sessions if _holds(place, week, session)]
    if exercise is None or any(item.exercise == ref for _, session in held for item in session.items):
        return ()
    spots = dict.fromkeys(_spot(at, place, session) for _, session in held)
    found: dict[Choice, None] | None = None
    for spot in spots:
        slot = at.shape.places[spot].slot
        if slot.role not in exercise.roles or not compile_clause(slot.where, at.plan.catalog.vocabulary)(exercise):
            return ()
        here = dict.fromkeys(Choice(doses[0].sets, doses[0].minutes) for doses, _ in _options(at, exercise, spot, {}))
        found = here if found is None else {choice: None for choice in found if choice in here}
    return tuple(found or ())


def substitute(
    at: Setting, program: Program, place: Place, ref: str, choice: Choice, why: Callable[[Item], Reason]
) -> tuple[Week, ...] | None:
    """The weeks with the exercise `ref` in a place of another; None where no dose of it fits. `why`: the first reason of each new item."""
    exercise = at.plan.catalog.exercises[ref]
    affected = [week for week in program.weeks if week.number in place.weeks]
    doses = _doses(at, exercise, place, choice, affected)
    if doses is None:
        return None
    weeks = []
    for week in program.weeks:
        if week.number in doses:
            changed = (
                _exchange(at, s, week, place, exercise, doses[week.number], why) if _holds(place, week, s) else s for s in week.sessions
            )
            week = replace(week, sessions=tuple(changed))
        weeks.append(week)
    return tuple(weeks)


def without(at: Setting, program: Program, place: Place) -> tuple[Week, ...]:
    """The weeks without the exercise of a place; a block that is left empty goes."""

    def emptied(session: SessionPlan) -> SessionPlan:
        blocks = [replace(b, items=tuple(i for i in b.items if i.exercise != place.exercise)) for b in session.blocks]
        return timed(at, replace(session, blocks=tuple(b for b in blocks if b.items)))

    return tuple(
        replace(week, sessions=tuple(emptied(s) if _holds(place, week, s) else s for s in week.sessions)) for week in program.weeks
    )


def timed(at: Setting, session: SessionPlan) -> SessionPlan:
    """A session with its rounds and minutes added up again, as a build does."""
    catalog = at.plan.catalog
    blocks = built_up(at.plan, (again(b, catalog.exercises, at.plan.judgements, catalog.vocabulary) for b in session.blocks))
    total = sum(item.minutes for block in blocks for item in block.items)
    fixed, factor = times.overhead(at.shape.minutes)
    overhead = round(fixed + (factor - 1) * total, 2)
    return replace(session, blocks=blocks, overhead=overhead, minutes=round(total + overhead, 1))


def beyond_time(at: Setting, session: SessionPlan, phase: str) -> float:
    """By how many minutes a session is longer (below zero: shorter) than 10 % around what was asked for; a lighter week may be short."""
    asked = at.shape.minutes
    if session.minutes > 1.1 * asked + CLOSE:
        return session.minutes - 1.1 * asked
    return session.minutes - 0.9 * asked if phase != "deload" and session.minutes < 0.9 * asked - CLOSE else 0.0


def _holds(place: Place, week: Week, session: SessionPlan) -> bool:
    here = week.number in place.weeks and session.id == place.session and not session.done
    return here and any(item.exercise == place.exercise for item in session.items)


def _spot(at: Setting, place: Place, session: SessionPlan) -> int:
    """Where in the frame the exercise of a place stands in a session that holds it."""
    return next(at.spot(session.id, b.id, i.slot) for b in session.blocks for i in b.items if i.exercise == place.exercise)


def _options(
    at: Setting, exercise: Exercise, spot: int, starts: Mapping[str, Dose]
) -> Sequence[tuple[tuple[Dose, ...], tuple[float, ...]]]:
    plan, place = at.plan, at.shape.places[spot]
    deload = progress.deload_for(plan.template, plan.profile.level)
    growth = Growth(
        plan.template.cycle_weeks,
        deload,
        lambda role, dose: progress.choose(plan.template, role, plan.progressions, dose),
        starts,
        progress.effort(plan.profile, plan.catalog),
    )
    verdict = plan.judgements[exercise.ref]
    return options(exercise, place.slot, at.block(spot), verdict, plan.catalog, growth, at.shape.minutes)


def _doses(at: Setting, exercise: Exercise, place: Place, choice: Choice, weeks: Sequence[Week]) -> dict[int, Given] | None:
    """Week -> what is done in it, beginning afresh in the first week and carried on from cycle to cycle; None where a cycle has no such
    dose."""
    plan = at.plan
    allowed = plan.judgements[exercise.ref].dose
    deload = progress.deload_for(plan.template, plan.profile.level)
    starts: dict[str, Dose] = {}
    out: dict[int, Given] = {}
    for _, group in groupby(weeks, key=lambda w: w.cycle):
        cycle = list(group)
        spot = next(_spot(at, place, session) for week in cycle for session in week.sessions if _holds(place, week, session))
        grown = next((d for d, _ in _options(at, exercise, spot, starts) if Choice(d[0].sets, d[0].minutes) == choice), None)
        if grown is None or allowed is None:
            return None
        column = Column(at.shape.places[spot].session, spot, exercise, grown, ())
        last, built = grown[0], 0
        for week in cycle:
            if week.phase != "deload":
                last = grown[built]
                built += 1
            out[week.number] = (column, last)
            if week.phase == "deload":
                out[week.number] = (column, progress.lighter(grown[0], last, deload or {}, at.shape.places[spot].slot.role))
        starts = {exercise.ref: progress.carry_on(last, allowed, loaded=adjustable(exercise, plan.catalog.vocabulary))}
    return out


def _exchange(
    at: Setting, session: SessionPlan, week: Week, place: Place, exercise: Exercise, given: Given, why: Callable[[Item], Reason]
) -> SessionPlan:
    column, dose = given
    plan, where = at.plan, at.shape.places[column.place]
    light = week.phase == "deload" and where.slot.role not in progress.AS_EVER
    dose = loaded(plan, column, dose, week.cycle - 1, light=light)
    purpose, *others = reasons(plan, at.shape, column, at.speaking)
    blocks = []
    for block in session.blocks:
        old = next((item for item in block.items if item.exercise == place.exercise), None)
        if old is not None:
            findings = tuple(f for f in plan.judgements[exercise.ref].findings if f.severity in ("modify", "caution"))
            said = (purpose, why(old), *others)
            how = times.manner(block.style, old.group is not None)
            minutes = round(times.item_minutes(dose, times.setup_seconds(exercise, plan.catalog.vocabulary), how), 2)
            new = Item(exercise.ref, exercise.name, where.slot.role, dose, minutes, said, findings, where.slot.id, old.group)
            block = _ordered(at, session, replace(block, items=tuple(new if item is old else item for item in block.items)))
        blocks.append(block)
    return timed(at, replace(session, blocks=tuple(blocks)))


def _ordered(at: Setting, session: SessionPlan, block: BlockPlan) -> BlockPlan:
    """A block with its items in the order that a build gives them; one with an exercise that the packs lack stays as it is."""
    known = at.plan.catalog.exercises
    if any(item.exercise not in known for item in block.items):
        return block
    items = {}
    columns = []
    for item in block.items:
        spot = at.spot(session.id, block.id, item.slot)
        columns.append(Column(at.shape.places[spot].session, spot, known[item.exercise], (item.dose,), (item.minutes,)))
        items[item.exercise] = item
    lifts = [known[item.exercise] for item in session.items if item.role in LIFTS and item.exercise in known]
    line = in_order(columns, at.block(columns[0].place), at.shape.places, at.plan.catalog.vocabulary, at.plan.rules, lifts)
    return replace(block, items=tuple(items[column.exercise.ref] for column in line))
