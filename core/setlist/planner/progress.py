"""Doses over the weeks of a cycle, inside the range that safety has left; what carries over to the next cycle; deload."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from setlist.inforce import in_force
from setlist.limits import MOST_RIR, slowest
from setlist.model import EMPTY, Catalog, Dose, DoseRange, Level, Template
from setlist.profile import Profile

NO_PLUGIN = ("none", "by-measure")  # progressions that need none
BY_REPS = "double"
NOVICE_RIR = 3  # what a beginner and a person in pain keep in reserve at least (rows rt-rir-novice, rt-rir-back-pain)
AS_EVER = ("warm-up", "stretch", "cool-down")  # roles that a deload leaves alone: nobody recovers from them
LONG_MINUTES = 60
WARM_UP_RIR, WARM_UP_REST_S = 5, 30  # work in a warm-up tires nobody (row wu-warmup: a light version; the numbers are GK)
MOST_STEP_PCT = 10  # per cent that a load may grow by at once (source: ACSM-2009, row rt-progress)
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


def spared(allowed: DoseRange, level: Level) -> DoseRange:
    """The range in which effort may grow: the harder end is not for beginners."""
    if level != "beginner" or allowed.rir is None:
        return allowed
    low, high = allowed.rir
    return replace(allowed, rir=(max(low, min(high, NOVICE_RIR)), high))


def warming_up(allowed: DoseRange, session_minutes: int) -> DoseRange:
    """Work as a warm-up does it: one set, two in a long session, far from tired, short rests. What has neither a reserve nor asks for
    several sets is no work."""
    if allowed.rir is None and allowed.sets[0] == 1:
        return allowed
    most = 2 if session_minutes >= LONG_MINUTES else 1
    values: dict[str, Any] = {"sets": (min(allowed.sets[0], most), min(allowed.sets[1], most))}
    if allowed.rir is not None:
        values["rir"] = (max(allowed.rir[0], WARM_UP_RIR), max(allowed.rir[1], WARM_UP_RIR))
    if allowed.rest_s is not None:
        low, high = allowed.rest_s
        values["rest_s"] = (low, max(low, min(high, WARM_UP_REST_S)))
    return replace(allowed, **values)


def fewest_sets(allowed: DoseRange, last: Dose | None, role: str) -> int:
    """The sets to choose from on: a lift that is kept goes on with one less than it `last` had at least, and no single set where it had
    two, so that a new cycle does not begin with less work than the one before."""
    fewest = max(allowed.sets[0], 1)
    if last is None or role in AS_EVER:
        return fewest
    return max(fewest, min(max(last.sets - 1, min(last.sets, 2)), allowed.sets[1]))


def by_measure(progressions: Mapping[str, Step], dose: Dose) -> str:
    """The progression a dose takes where the template names none: what it is measured in decides."""
    if dose.breaths is not None:
        name = "breath"
    elif dose.reps is not None:
        name = BY_REPS
    elif dose.hold_s is not None:
        name = "hold"
    elif dose.distance_m is not None:
        name = "distance"
    else:
        name = "none"
    return name if name in progressions else "none"


def choose(template: Template, role: str, progressions: Mapping[str, Step], dose: Dose) -> Step:
    """The progression for a role: the template's by name, else by measure, as for what has none of the repetitions that the template's
    counts. Without the plugin that has it doses stay as they are."""
    name = template.progression.get(role, "by-measure")
    if name == "by-measure" or (name == BY_REPS and dose.reps is None):
        name = by_measure(progressions, dose)
    return progressions.get(name, unchanged)


def unknown(template: Template, progressions: Mapping[str, Step]) -> tuple[str, ...]:
    """The progressions that a template asks for and no plugin provides."""
    return tuple(sorted({name for name in template.progression.values() if name not in progressions and name not in NO_PLUGIN}))


def unchanged(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    return start


def weekly(
    start: Dose,
    allowed: DoseRange,
    step: Step,
    weeks: int,
    deload: Mapping[str, Any] | None,
    held: int | None = None,
    *,
    role: str = "main",
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
        doses.append(lighter(doses[0], doses[-1], deload or EMPTY, role))
    return tuple(doses)


GROWING = ("reps", "hold_s", "breaths", "minutes", "distance_m", "load_kg", "load_pct_1rm", "rest_s", "rir", "rpe")


def grown(start: Dose, wished: Dose) -> Dose:
    """What a progression may change, of a dose it wishes for: how much and how hard of what was there. Sets were chosen by the search,
    and a measure, a slower breath or a faster tempo is not its to add. A load grows by one step at most (row rt-progress: ACSM-2009), and
    no reserve is beyond what a person can judge."""
    if wished is start:
        return start
    values: dict[str, Any] = {
        f: getattr(wished, f) for f in GROWING if getattr(wished, f) not in (None, getattr(start, f)) and getattr(start, f) is not None
    }
    if "load_kg" in values and start.load_kg is not None:
        values["load_kg"] = min(values["load_kg"], start.load_kg * (1 + MOST_STEP_PCT / 100))
    if "rir" in values and start.rir is not None:
        values["rir"] = min(values["rir"], max(start.rir, MOST_RIR))
    return replace(start, **values) if values else start


def clamp(dose: Dose, allowed: DoseRange) -> Dose:
    """A dose brought back into the range that safety allows: a progression cannot leave it, whoever wrote it, and a dose from before a
    limit is given what the limit asks for."""
    values: dict[str, Any] = {}
    for field in ("reps", "hold_s", "breaths", "minutes", "distance_m"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if have is not None and (bounds is None or not bounds[0] <= have <= bounds[1]):
            values[field] = None if bounds is None else min(max(have, bounds[0]), bounds[1])
    for field in ("sets", "load_kg", "load_pct_1rm", "rpe", "times_per_day"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if have is not None and bounds is not None and not have <= bounds[1]:
            values[field] = bounds[1]
    for field in ("load_kg", "load_pct_1rm"):  # a limit on the load is only kept where a dose says how heavy
        if getattr(dose, field) is None and getattr(allowed, field) is not None:
            values[field] = getattr(allowed, field)[0]
    for field in ("rest_s", "rir"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if bounds is not None and (have is None or not have >= bounds[0]):
            values[field] = bounds[0]
    if allowed.tempo not in (None, dose.tempo) and (tempo := slowest(dose.tempo, allowed.tempo)) != slowest(dose.tempo):
        values["tempo"] = tempo
    return replace(dose, **values) if values else dose


def lighter(first: Dose, last: Dose, deload: Mapping[str, Any], role: str) -> Dose:
    """The deload after the build weeks of a cycle, from its `first` to its `last` dose: fewer sets, few reps again and more in reserve,
    as much as the first week had and more (row rt-deload: DELOAD-2024). What tires nobody stays as it is."""
    if role in AS_EVER:
        return last
    sets = max(1, round(last.sets * deload.get("sets_pct", 60) / 100))
    rir = None if first.rir is None else first.rir + int(deload.get("add_rir", 2))
    return replace(last, sets=sets, reps=first.reps, rir=rir)


def carry_on(last: Dose, allowed: DoseRange, *, loaded: bool) -> Dose:
    """Where the next cycle starts for an exercise that is kept: loaded lifts go back to few reps with more load, the rest goes on."""
    if loaded and last.reps is not None and allowed.reps is not None:
        return replace(last, reps=allowed.reps[0])
    return last


def building(doses: Sequence[Dose], template: Template, level: str) -> Sequence[Dose]:
    """The doses of a cycle's weeks without that of its deload, where it comes to one."""
    light = deload_for(template, level) is not None and len(doses) == template.cycle_weeks > 1
    return doses[:-1] if light else doses


def deload_for(template: Template, level: str) -> Mapping[str, Any] | None:
    """The template's deload where it is meant for this level."""
    return template.deload if template.deload and level in template.deload.get("levels", ()) else None
