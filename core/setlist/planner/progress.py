"""Doses over the weeks of a cycle, inside the range that safety has left; what carries over to the next cycle; deload."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec.structs import replace

from setlist.inforce import in_force
from setlist.model import EMPTY, Catalog, Dose, DoseRange, Level, Template
from setlist.profile import Profile

NO_PLUGIN = ("none", "by-measure")  # progressions that need none
Step = Callable[[Dose, Dose, int, int], Dose]  # (start, top, week of the cycle from 1, build weeks) -> dose


def start_dose(allowed: DoseRange, sets: int, *, minutes: int | None = None, level: Level = "beginner") -> Dose:
    """The first dose of a range: few reps, short holds, the chosen sets (or minutes), the most rest, and the reserve of the level."""
    return replace(allowed.at("low"), sets=sets, minutes=minutes if allowed.minutes else None, rir=reserve(allowed, level))


def effort(profile: Profile, catalog: Catalog) -> Level:
    """The level that effort begins at: a person in pain or with a condition, also one that the goal or the age brings, begins as a
    beginner does (row rt-rir-back-pain)."""
    delicate = profile.conditions or profile.pain or any(one.about_health for one in in_force(profile, catalog)[0])
    return "beginner" if delicate else profile.level


def reserve(allowed: DoseRange, level: Level) -> int | None:
    """The reps in reserve that a level begins with: the most of the range for a beginner, the middle for an intermediate person, the
    fewest for an advanced one (rows rt-rir-main and rt-level-volume: the harder end is for trained people)."""
    if allowed.rir is None:
        return None
    low, high = allowed.rir
    return {"beginner": high, "intermediate": (low + high + 1) // 2, "advanced": low}[level]


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


def weekly(
    start: Dose, allowed: DoseRange, step: Step, weeks: int, deload: Mapping[str, Any] | None, held: int | None = None
) -> tuple[Dose, ...]:
    """The doses of the weeks of a cycle, of all or the first `held` ones; its last is the deload where there is one. None leaves the
    allowed range."""
    top = replace(allowed.at("high"), sets=start.sets)
    build = weeks - 1 if deload and weeks > 1 else weeks
    reached: dict[Dose, Dose] = {}  # many weeks are like the one before
    doses: list[Dose] = []
    held = weeks if held is None else held
    for week in range(1, min(build, held) + 1):
        wished = step(start, top, week, build)
        if wished not in reached:
            reached[wished] = clamp(grown(start, wished), allowed)
        doses.append(reached[wished])
    if build < weeks == held:
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


def deload_for(template: Template, level: str) -> Mapping[str, Any] | None:
    """The template's deload where it is meant for this level."""
    return template.deload if template.deload and level in template.deload.get("levels", ()) else None
