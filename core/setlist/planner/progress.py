"""Doses over the weeks of a cycle, inside the range that safety has left; what carries over to the next cycle; deload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from setlist.model import EMPTY, Dose, DoseRange, Exercise, Template

Step = Callable[[Dose, Dose, int, int], Dose]  # (start, top, week of the cycle from 1, build weeks) -> dose
HOLD_STEP_S = 5
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
    """The progression for a role: the template's by name, else by measure. An unknown name is a KeyError that names it."""
    name = template.progression.get(role)
    if name is None or name == "by-measure":
        name = by_measure(progressions, dose)
    if name == "none":
        return unchanged
    if name not in progressions:
        raise KeyError(f"template {template.ref} asks for the progression {name!r}, which no plugin provides")
    return progressions[name]


def unchanged(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    return start


def weekly(start: Dose, allowed: DoseRange, step: Step, weeks: int, deload: Mapping[str, Any] | None) -> tuple[Dose, ...]:
    """The doses of every week of a cycle; the last is the deload where there is one. None leaves the allowed range."""
    top = replace(allowed.at("high"), sets=start.sets)
    build = weeks - 1 if deload and weeks > 1 else weeks
    doses = [clamp(step(start, top, week, build), allowed) for week in range(1, build + 1)]
    if build < weeks:
        doses.append(lighter(doses[-1], allowed, deload or EMPTY))
    return tuple(doses)


def clamp(dose: Dose, allowed: DoseRange) -> Dose:
    """A dose brought back into the range that safety allows: a progression cannot leave it, whoever wrote it."""
    values: dict[str, Any] = {}
    for field in ("sets", "reps", "hold_s", "breaths", "minutes", "distance_m", "load_kg", "load_pct_1rm", "rpe"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if have is not None and bounds is not None and have > bounds[1]:
            values[field] = bounds[1]
    for field in ("rest_s", "rir"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if bounds is not None and (have is None or have < bounds[0]):
            values[field] = bounds[0]
    return replace(dose, **values)


def lighter(dose: Dose, allowed: DoseRange, deload: Mapping[str, Any]) -> Dose:
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


def working_load(exercise: Exercise, loads: Mapping[str, Any]) -> float | None:
    """The person's working weight for an exercise in kg, by full or short id."""
    working = loads.get("working", EMPTY)
    value = working.get(exercise.ref, working.get(exercise.id))
    return None if value is None else float(value)
