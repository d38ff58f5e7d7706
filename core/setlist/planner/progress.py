"""Doses over the weeks of a cycle, inside the range that safety has left; what carries over to the next cycle; deload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from setlist.model import EMPTY, Dose, DoseRange, Exercise, Template, Vocabulary

NO_PLUGIN = ("none", "by-measure")  # progressions that need none
Step = Callable[[Dose, Dose, int, int], Dose]  # (start, top, week of the cycle from 1, build weeks) -> dose
LOAD_STEP_PCT = (2, 10)  # per cent a step (source: ACSM-2009, row rt-progress)


def start_dose(allowed: DoseRange, sets: int, *, minutes: int | None = None) -> Dose:
    """The first dose of a range: few reps, short holds, the chosen sets (or minutes), the most reserve and rest."""
    low = allowed.at("low")
    rpe = low.rpe
    return replace(low, sets=sets, minutes=minutes if allowed.minutes else None, rpe=rpe)


def by_measure(progressions: Mapping[str, Step], dose: Dose) -> str:
    """The progression a dose takes where the template names none: what it is measured in decides."""
    if dose.breaths is not None:
        name = "breath"
    elif dose.reps is not None:
        name = "double"
    elif dose.hold_s is not None:
        name = "hold"
    else:
        name = "none"
    return name if name in progressions else "none"


def choose(template: Template, role: str, progressions: Mapping[str, Step], dose: Dose) -> Step:
    """The progression for a role: the template's by name, else by measure. Without the plugin that has it doses stay as they are."""
    name = template.progression.get(role, "by-measure")
    if name == "by-measure":
        name = by_measure(progressions, dose)
    return progressions.get(name, unchanged)


def unknown(template: Template, progressions: Mapping[str, Step]) -> tuple[str, ...]:
    """The progressions that a template asks for and no plugin provides."""
    return tuple(sorted({name for name in template.progression.values() if name not in progressions and name not in NO_PLUGIN}))


def unchanged(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    return start


def weekly(start: Dose, allowed: DoseRange, step: Step, weeks: int, deload: Mapping[str, Any] | None) -> tuple[Dose, ...]:
    """The doses of every week of a cycle; the last is the deload where there is one. None leaves the allowed range."""
    top = replace(allowed.at("high"), sets=start.sets)
    build = weeks - 1 if deload and weeks > 1 else weeks
    reached: dict[Dose, Dose] = {}  # many weeks are like the one before
    doses: list[Dose] = []
    for week in range(1, build + 1):
        wished = step(start, top, week, build)
        if wished not in reached:
            reached[wished] = clamp(grown(start, wished), allowed)
        doses.append(reached[wished])
    if build < weeks:
        doses.append(lighter(doses[-1], deload or EMPTY))
    return tuple(doses)


GROWING = ("reps", "hold_s", "breaths", "minutes", "distance_m", "load_kg", "load_pct_1rm", "rest_s", "rir", "rpe")


def grown(start: Dose, wished: Dose) -> Dose:
    """What a progression may change, of a dose it wishes for: how much and how hard of what was there. Sets were chosen by the search,
    and a measure, a slower breath or a faster tempo is not its to add."""
    if wished is start:
        return start
    values = {
        f: getattr(wished, f) for f in GROWING if getattr(wished, f) not in (None, getattr(start, f)) and getattr(start, f) is not None
    }
    return replace(start, **values) if values else start


def clamp(dose: Dose, allowed: DoseRange) -> Dose:
    """A dose brought back into the range that safety allows: a progression cannot leave it, whoever wrote it."""
    values: dict[str, Any] = {}
    for field in ("reps", "hold_s", "breaths", "minutes", "distance_m"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if have is not None and (bounds is None or not bounds[0] <= have <= bounds[1]):
            values[field] = None if bounds is None else min(max(have, bounds[0]), bounds[1])
    for field in ("sets", "load_kg", "load_pct_1rm", "rpe", "times_per_day"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if have is not None and bounds is not None and have > bounds[1]:
            values[field] = bounds[1]
    for field in ("rest_s", "rir"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if bounds is not None and (have is None or have < bounds[0]):
            values[field] = bounds[0]
    return replace(dose, **values) if values else dose


def lighter(dose: Dose, deload: Mapping[str, Any]) -> Dose:
    """The deload dose: fewer sets, more reserve (row rt-deload: DELOAD-2024)."""
    share = deload.get("sets_pct", 60) / 100
    rir = None if dose.rir is None else dose.rir + int(deload.get("add_rir", 2))
    return replace(dose, sets=max(1, int(dose.sets * share)), rir=rir)


def carry_on(last: Dose, allowed: DoseRange, *, loaded: bool) -> Dose:
    """Where the next cycle starts for an exercise that is kept: loaded lifts go back to few reps with more load, the rest goes on."""
    if loaded and last.reps is not None and allowed.reps is not None:
        return replace(last, reps=allowed.reps[0])
    return last


def next_load(load_kg: float, step_kg: float) -> float:
    """The next load that can be made: one step up when that is 2-10 %, else the nearest step in that band, else the same load."""
    low, high = (load_kg * (1 + pct / 100) for pct in LOAD_STEP_PCT)
    up = load_kg + step_kg
    if up > high:
        return load_kg
    while up < low:
        up += step_kg
    return up if up <= high else load_kg


def deload_for(template: Template, level: str) -> Mapping[str, Any] | None:
    """The template's deload where it is meant for this level."""
    return template.deload if template.deload and level in template.deload.get("levels", ()) else None


def known_load(kind: str, exercise: Exercise, loads: Mapping[str, Any]) -> float | None:
    """What the person said of an exercise in kg, by full or short id: `working` (the weight used now) or `one_rm`."""
    told = loads.get(kind, EMPTY)
    value = told.get(exercise.ref, told.get(exercise.id))
    return None if value is None else float(value)


def load_step(exercise: Exercise, vocabulary: Vocabulary) -> float | None:
    """The smallest step in kg of the equipment an exercise needs; None where no weight can be chosen."""
    things = vocabulary.terms.get("equipment", EMPTY)
    needs = (*exercise.equipment.all, *exercise.equipment.any)
    return min((float(things[n].data["load_step_kg"]) for n in needs if n in things and things[n].data.get("load_step_kg")), default=None)


def load_in(exercise: Exercise, loads: Mapping[str, Any], vocabulary: Vocabulary, cycle: int) -> float | None:
    """The person's working weight in a cycle (from 0), a step heavier each; None where it is not known."""
    load, step = known_load("working", exercise, loads), load_step(exercise, vocabulary)
    if load is not None and step is not None:
        for _ in range(cycle):
            load = next_load(load, step)
    return load


def within_share(load_kg: float, most_pct: int, exercise: Exercise, loads: Mapping[str, Any], vocabulary: Vocabulary) -> float | None:
    """A weight brought below a share of the one-repetition maximum, to a step that can be made; None where the maximum is not known:
    then reps in reserve say how heavy it may be, and a number in kg would only contradict them."""
    maximum = known_load("one_rm", exercise, loads)
    if maximum is None:
        return None
    most = maximum * most_pct / 100
    if load_kg <= most:
        return load_kg
    step = load_step(exercise, vocabulary)
    return most if step is None else int(most / step) * step
