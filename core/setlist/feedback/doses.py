"""From a verdict to the next dose of an exercise, and from that to the weeks after it. No dose leaves what safety allows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.feedback.judge import MEASURES, Verdict
from setlist.limits import LOAD_LIMITS, adjustable
from setlist.model import Dose, DoseRange, Exercise, Finding, Slot
from setlist.planner import progress
from setlist.planner.columns import narrow
from setlist.planner.loads import deloaded, load_step, weights, within_share
from setlist.safety import judge, within

SHARE = 0.9  # of an amount that has no load to take off
UNITS: Mapping[str, tuple[str, int]] = {  # field -> (word, the least that is taken off)
    "reps": ("reps", 1),
    "breaths": ("breaths", 1),
    "minutes": ("minutes", 1),
    "distance_m": ("m", 1),
    "hold_s": ("s", 5),
}
LEAST = "it asks for its least already: do what you can of it"
LEAST_PAIN = "it asks for its least already: move through half the way, and stop where it hurts"
CARRIED = ("reps", "hold_s", "breaths", "distance_m", "load_kg")  # what goes on from week to week; sets, minutes and effort are the plan's


class Grounds(Struct, frozen=True):
    """What the next dose of an exercise depends on beside the log: the plan, and the range that safety and its slot leave."""

    plan: Plan
    exercise: Exercise
    slot: Slot
    allowed: DoseRange

    @property
    def limits(self) -> Mapping[str, Any]:
        return self.plan.judgements[self.exercise.ref].limits

    @property
    def loaded(self) -> bool:
        return adjustable(self.exercise, self.plan.catalog.vocabulary)


class Move(Struct, frozen=True):
    """The next dose and what is new about it, in words. `spent`: it should be less and cannot be."""

    dose: Dose
    text: str
    spent: bool = False


def grounds(plan: Plan, ref: str, slot: Slot) -> Grounds | None:
    """The grounds of an exercise that may be done; None where it may not, or not in this slot."""
    verdict = plan.judgements.get(ref)
    allowed = verdict.dose if verdict is not None and ref not in plan.forbidden else None
    if allowed is not None and slot.dose is not None:
        allowed = narrow(allowed, slot.dose)
    return None if allowed is None else Grounds(plan, plan.catalog.exercises[ref], slot, allowed)


def follow(verdict: Verdict, on: Grounds) -> Move:
    """The dose that a verdict leads to."""
    base = safe(verdict.planned, on)
    if verdict.decision == "progress":
        return forward(base, verdict.reached or base, on)
    if verdict.decision == "step-back":
        move = back(base, on)
        return replace(move, text=LEAST_PAIN if verdict.pain else LEAST) if move.spent and not move.text else move
    return Move(base, "")


def forward(dose: Dose, reached: Dose, on: Grounds) -> Move:
    """Double progression, from the dose that was planned and what was reached: a heavier load that was used, as far as one step goes; else
    a little more of the same to the top of the range, then 2 to 10 % more load and the bottom of the range."""
    if progress.choose(on.plan.template, on.slot.role, on.plan.progressions, dose) is progress.unchanged:
        return Move(dose, "the plan keeps it as it is")
    made = weights(on.exercise, on.plan.profile.loads, on.plan.catalog.vocabulary, dose.load_kg or 0.0)
    if dose.load_kg is not None and reached.load_kg is not None:
        taken = safe(replace(dose, load_kg=made.towards(dose.load_kg, reached.load_kg)), on)
        if taken.load_kg is not None and taken.load_kg > dose.load_kg:
            return Move(taken, f"{dose.load_kg:g} to {taken.load_kg:g} kg, as you used more than was planned")
    start = _as_far(dose, reached, on)
    more = grow(start, on)
    if more != start:
        return Move(more, _change(dose, more))
    if not on.loaded or start.reps is None or on.allowed.reps is None or start.reps < on.allowed.reps[1]:
        return Move(start, _change(dose, start) if start != dose else "it is as much as the plan asks for" + _harder(on))
    fewer = replace(start, reps=on.allowed.reps[0])
    if dose.load_kg is None:
        if any(key in on.limits for key in LOAD_LIMITS):
            return Move(start, "its load is limited for your safety: write down what you lift (load_kg) to go on")
        return Move(fewer, f"{fewer.reps} reps again, with 2 to 10 % more load")
    heavier = made.heavier(dose.load_kg)
    if heavier == dose.load_kg:
        return Move(start, "the next load that can be made is more than 10 % heavier")
    wished = safe(replace(fewer, load_kg=heavier), on)
    if wished.load_kg is None or wished.load_kg <= dose.load_kg:
        return Move(start, "it is as heavy as safety allows")
    return Move(wished, f"{dose.load_kg:g} to {wished.load_kg:g} kg and {wished.reps} reps again")


def _as_far(dose: Dose, reached: Dose, on: Grounds) -> Dose:
    """A dose with the amount that was reached, up to the top of the range. Minutes are the session's to give."""
    name = next((n for n in MEASURES if getattr(dose, n) is not None), "minutes")
    have, most = getattr(reached, name), getattr(on.allowed, name)
    if name == "minutes" or have is None or most is None:
        return dose
    return replace(dose, **{name: max(getattr(dose, name), min(have, most[1]))})


def back(dose: Dose, on: Grounds) -> Move:
    """A tenth less: of the load where it is known, else of the amount, to the bottom of the range."""
    if dose.load_kg is not None:
        lighter = weights(on.exercise, on.plan.profile.loads, on.plan.catalog.vocabulary, dose.load_kg).lighter(dose.load_kg)
        if lighter is not None:
            return Move(replace(dose, load_kg=lighter), f"{dose.load_kg:g} to {lighter:g} kg")
    unknown = on.loaded and dose.load_kg is None  # there is a load, and nobody wrote down how heavy
    name = next((n for n in MEASURES if getattr(dose, n) is not None), None)
    bounds = getattr(on.allowed, name) if name is not None else None
    have = getattr(dose, name) if name is not None else 0
    if name is None or bounds is None or have <= bounds[0]:
        return Move(dose, "with about a tenth less load" if unknown else "", spent=not unknown)
    word, least = UNITS[name]
    less = max(bounds[0], min(have - least, int(have * SHARE)))
    also = " and about a tenth less load" if unknown else ""
    return Move(replace(dose, **{name: less}), f"{have} to {less} {word}{also}")


def beside(dose: Dose, load_kg: float, on: Grounds) -> Move:
    """A dose at the load that its exercise has in another session: a heavier one as far as one step goes, at few reps."""
    have = dose.load_kg or 0.0
    if load_kg > have:
        load_kg = weights(on.exercise, on.plan.profile.loads, on.plan.catalog.vocabulary, have).towards(have, load_kg)
    if load_kg > have and dose.reps is not None and on.allowed.reps is not None:
        dose = replace(dose, reps=on.allowed.reps[0])
    dose = safe(replace(dose, load_kg=load_kg), on)
    return Move(dose, f"{load_kg:g} kg, as in its other sessions")


def grow(dose: Dose, on: Grounds) -> Dose:
    """A week further by the progression that the template has for the slot."""
    step = progress.choose(on.plan.template, on.slot.role, on.plan.progressions, dose)
    top = replace(on.allowed.at("high"), sets=dose.sets)
    more = progress.grown(dose, step(dose, top, 2, 2))
    if dose.load_kg is not None and more.load_kg is not None and more.load_kg > dose.load_kg:
        made = weights(on.exercise, on.plan.profile.loads, on.plan.catalog.vocabulary, dose.load_kg)
        more = replace(more, load_kg=made.towards(dose.load_kg, more.load_kg))
    return safe(more, on)


def next_cycle(dose: Dose, on: Grounds) -> Dose:
    """Where a new cycle begins, as far as anybody can tell: loaded lifts with more load and few reps, the rest as it was."""
    loads = on.plan.profile.loads
    start = progress.carry_on(dose, on.allowed, loaded=on.loaded)
    if start.load_kg is not None and start.reps is not None:
        start = replace(start, load_kg=weights(on.exercise, loads, on.plan.catalog.vocabulary, start.load_kg).heavier(start.load_kg))
    return safe(start, on)


def lay_over(planned: Dose, dose: Dose, on: Grounds, *, minutes: bool = False) -> Dose:
    """A planned dose with what carries over from another one (and its minutes), within what is allowed."""
    fields = (*CARRIED, "minutes") if minutes else CARRIED
    values = {f: getattr(dose, f) for f in fields if f == "load_kg" or (getattr(planned, f) is not None and getattr(dose, f) is not None)}
    return safe(replace(planned, **values), on)


def rested(dose: Dose, planned: Dose, on: Grounds) -> Dose:
    """A dose as a deload has it: no more reps than were planned for it, and a tenth less load."""
    load = dose.load_kg
    if load is not None:
        load = deloaded(load, on.exercise, on.plan.profile.loads, on.plan.catalog.vocabulary)
    reps = dose.reps if dose.reps is None or planned.reps is None else min(dose.reps, planned.reps)
    return replace(dose, reps=reps, load_kg=load)


def safe(dose: Dose, on: Grounds) -> Dose:
    """A dose within the range, with a load only where it can be chosen and is known to be within every limit."""
    inside = progress.clamp(dose, on.allowed)
    load = None if dose.load_kg is None else _safe_load(inside, dose.load_kg, on)
    return progress.clamp(replace(inside, load_kg=load), on.allowed)


def _safe_load(dose: Dose, load: float, on: Grounds) -> float | None:
    plan, exercise = on.plan, on.exercise
    if not on.loaded or load_step(exercise, plan.catalog.vocabulary) is None:
        return None
    shares = [int(share) for share in (dose.load_pct_1rm, on.limits.get("max_load_pct_1rm")) if share is not None]
    kept: float | None = load
    if shares:
        kept = within_share(load, min(shares), exercise, plan.profile.loads, plan.catalog.vocabulary)
    if kept is not None and on.allowed.load_kg is not None and kept > on.allowed.load_kg[1]:
        kept = weights(exercise, plan.profile.loads, plan.catalog.vocabulary, kept).below(on.allowed.load_kg[1])
    return kept


def permitted(dose: Dose, plan: Plan, ref: str) -> bool:
    """Whether every filter allows an exercise at this very dose: judged as the audit judges it."""
    exercise, profile = plan.catalog.exercises[ref], plan.profile
    findings: list[Finding] = [f.named(s.name) for s in plan.filters for f in s.judge(exercise, dose)]
    has_condition = bool(profile.conditions or profile.pain)
    verdict = judge(exercise, exercise.dose_for(profile.goal), findings, plan.catalog.vocabulary, has_condition=has_condition)
    return verdict.dose is not None and not within(dose, verdict.dose)


def _change(old: Dose, new: Dose) -> str:
    parts = [f"{getattr(old, f)} to {getattr(new, f)} {UNITS[f][0]}" for f in MEASURES if getattr(old, f) != getattr(new, f)]
    return ", ".join(parts) or "as the plan goes on"


def _harder(on: Grounds) -> str:
    """The harder version that could be next, where one may be done."""
    names = [on.plan.catalog.exercises[ref].name for ref in on.exercise.harder if ref in on.plan.admissible]
    return f"; when it stays easy, swap it for {names[0]}" if names else ""
