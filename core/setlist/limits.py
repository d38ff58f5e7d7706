"""Limits: the closed list of ways in which a safety finding tightens a dose. A limit only ever takes away.

A limit speaks of one quantity and an exercise may be dosed in another. Where the one can be worked out from the other it is (a hold
of 15 s is no minute); where it cannot, nothing is left: repetitions that nobody counts cannot be kept below ten.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from math import ceil, isfinite
from typing import Any

from msgspec.structs import replace

from setlist.model import BREATH_S, EMPTY, Dose, DoseRange, Equipment, Exercise, Range, Vocabulary
from setlist.planner.times import CARRY_M_PER_S, HOLD_CHANGE_S, rep_seconds

# Reps that can be done at a share of the one-repetition maximum (source: NSCA-TABLE).
_SHARES = (100, 95, 93, 90, 87, 85, 83, 80, 77, 75, 70, 67, 65, 60)
_REPS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15, 20)
REPS_AT_PCT = tuple(zip(_SHARES, _REPS, strict=True))
NUMBER_LIMITS = (
    "max_load_pct_1rm",
    "max_load_kg",
    "min_rir",
    "max_hold_s",
    "max_sets",
    "max_reps",
    "max_minutes",
    "min_rest_s",
    "max_per_session",
)
WORD_LIMITS = {"range": "mid", "support": "required", "tempo": "slow"}
LIMITS = frozenset(NUMBER_LIMITS) | frozenset(WORD_LIMITS)
LOAD_LIMITS = ("max_load_pct_1rm", "max_load_kg")
SLOW_TEMPO = "3-1-3"
MOST_RIR = 6  # beyond this a person cannot judge reps in reserve (source: HACKETT-RIR)
MOVING = "cardio"  # the kind in which nothing is held


def reps_at(pct: int) -> int:
    """How many reps can be done at `pct` % of 1RM, rounded to the lighter side: the table's next entry at or below `pct`."""
    return next((reps for share, reps in REPS_AT_PCT if share <= pct), 25)


def share_for(reps: int) -> int:
    """The share of 1RM in per cent at which so many reps can be done and no more: the table's first entry with as many (source:
    NSCA-TABLE); its lightest where nobody can say."""
    return next((share for share, most in REPS_AT_PCT if most >= reps), REPS_AT_PCT[-1][0])


def unknown_limits(limits: Mapping[str, Any]) -> list[str]:
    """The keys that are not limits or whose value says nothing, in order."""
    return sorted(str(key) for key, value in limits.items() if not _is_limit(key, value))


def _is_limit(key: str, value: Any) -> bool:
    if key in WORD_LIMITS:
        return bool(value == WORD_LIMITS[key])
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return key in LIMITS and number and isfinite(value) and value >= 0


def merge_limits(all_limits: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The strictest of every limit: the smallest `max_*`, the largest `min_*`."""
    out: dict[str, Any] = {}
    for limits in all_limits:
        for key, value in limits.items():
            if key in out and key.startswith("max_"):
                value = min(out[key], value)
            elif key in out and key.startswith("min_"):
                value = max(out[key], value)
            out[key] = value
    return {key: out[key] for key in sorted(out)}


def adjustable(exercise: Exercise, vocabulary: Vocabulary) -> bool:
    """Whether the load can be made lighter: the exercise needs something whose weight or pull can be chosen, whatever the person takes."""
    return has_choice(exercise.equipment, vocabulary)


def has_choice(equipment: Equipment, vocabulary: Vocabulary) -> bool:
    """Whether equipment that is needed has a weight or pull that can be chosen."""
    things = vocabulary.terms.get("equipment", EMPTY)

    def lighter(name: str) -> bool:
        return name in things and bool(things[name].data.get("adjustable") or things[name].data.get("load_step_kg"))

    needs, one_of = equipment.all, equipment.any
    return any(map(lighter, needs)) or (bool(one_of) and all(map(lighter, one_of)))


def in_measure(limits: Mapping[str, Any], dose: DoseRange, exercise: Exercise) -> dict[str, Any]:
    """Limits in the measure of a dose in minutes or distance, where a hold or a count would otherwise mean nothing.

    A finding that has its own `max_minutes` has said what it means for minutes.
    """
    out = dict(limits)
    if "max_minutes" in limits:
        return out
    if "max_reps" in limits and dose.reps is None and (dose.minutes or dose.distance_m):
        out["max_minutes"] = 0
    elif "max_hold_s" in limits and dose.minutes and exercise.kind != MOVING:
        out["max_minutes"] = limits["max_hold_s"] / 60
    return out


def expressible(limits: Mapping[str, Any], dose: DoseRange, *, adjustable: bool) -> dict[str, Any]:
    """The limits that a dose has a quantity for. A caution asks for no more; its cue says the rest."""
    silent = set() if adjustable else set(LOAD_LIMITS)
    if dose.reps is None:
        silent.add("max_reps")
    if dose.hold_s is None and dose.breaths is None:
        silent.add("max_hold_s")
    return {key: value for key, value in limits.items() if key not in silent}


def tighten(dose: DoseRange, limits: Mapping[str, Any], exercise: Exercise, *, adjustable: bool) -> DoseRange | None:
    """The part of a dose range that lies within the limits; None when nothing is left."""
    if any(key.startswith("max_") and value <= 0 for key, value in limits.items()):
        return None
    if any(key in limits for key in LOAD_LIMITS):
        if not adjustable:
            return None
        dose = _lighter(dose, limits)
    if "min_rir" in limits and (exercise.kind == "strength" or dose.rir is not None or dose.rpe is not None):
        dose = _with_reserve(dose, ceil(limits["min_rir"]))
    if "min_rest_s" in limits:
        low, high = dose.rest_s or (0, 0)
        least = ceil(limits["min_rest_s"])
        dose = replace(dose, rest_s=(max(low, least), max(high, least)))
    if "tempo" in limits and dose.reps is not None:
        dose = replace(dose, tempo=slowest(dose.tempo, SLOW_TEMPO))
    fewer = _fewer(dose, limits)
    return fewer if fewer is None or "max_minutes" not in limits else _shorter(fewer, limits["max_minutes"] * 60, exercise)


def _lighter(dose: DoseRange, limits: Mapping[str, Any]) -> DoseRange:
    """A lighter dose. A share of 1RM is said in reps and reserve too: the reserve that makes the fewest reps as light as the share."""
    if "max_load_kg" in limits:
        dose = replace(dose, load_kg=_at_most(dose.load_kg, limits["max_load_kg"]))
    if "max_load_pct_1rm" not in limits:
        return dose
    share = _at_most(dose.load_pct_1rm, limits["max_load_pct_1rm"])
    dose = replace(dose, load_pct_1rm=share)
    return dose if dose.reps is None else _with_reserve(dose, min(max(reps_at(share[1]) - dose.reps[0], 0), MOST_RIR))


def _at_most(bounds: Range | None, most: float) -> Range:
    """A range of what can be chosen freely, brought below `most`."""
    low, high = bounds or (int(most), int(most))
    return min(low, int(most)), min(high, int(most))


def _with_reserve(dose: DoseRange, least: int) -> DoseRange:
    """At least so many reps in reserve, and an effort that agrees: RPE is ten less the reserve."""
    if dose.rpe is not None:
        dose = replace(dose, rpe=_at_most(dose.rpe, max(10 - least, 1)))
    if dose.rpe is not None and dose.reps is None and dose.rir is None:
        return dose
    low, high = dose.rir or (0, 0)
    return replace(dose, rir=(max(low, least), max(high, least)))


def slowest(*tempos: str | None) -> str:
    """One tempo whose phases (down, pause, up and perhaps another pause) are the longest of all."""
    parts = [[int(part) for part in tempo.split("-")] for tempo in tempos if tempo]
    phases = [max(phase) for phase in zip_longest((0, 0, 0, 0), *parts, fillvalue=0)]
    return "-".join(map(str, phases if phases[3] else phases[:3]))


def _fewer(dose: DoseRange, limits: Mapping[str, Any]) -> DoseRange | None:
    caps: dict[str, float] = {field: limits[key] for key, field in _COUNTS if key in limits}
    if "max_hold_s" in limits:
        caps["breaths"] = limits["max_hold_s"] // (dose.breath_s or BREATH_S)
    return _capped(dose, caps)


_COUNTS = (("max_sets", "sets"), ("max_reps", "reps"), ("max_hold_s", "hold_s"))


def _capped(dose: DoseRange, caps: Mapping[str, float]) -> DoseRange | None:
    """The dose with its ranges cut at the caps; None where a range begins above its cap."""
    out: dict[str, Any] = {}
    for field, most in caps.items():
        have: Range | None = getattr(dose, field)
        if have is not None:
            if have[0] > most:
                return None
            out[field] = (have[0], min(have[1], int(most)))
    return replace(dose, **out)


def _shorter(dose: DoseRange, seconds: float, exercise: Exercise) -> DoseRange | None:
    """The dose whose sets, both sides together, last no longer than `seconds`."""
    once = seconds if exercise.sides == "none" else seconds / 2
    caps = {"minutes": seconds / 60, "breaths": once // (dose.breath_s or BREATH_S), "distance_m": once * CARRY_M_PER_S}
    if dose.reps is None:
        return _capped(dose, caps | {"hold_s": once})
    each = dose.hold_s[0] + HOLD_CHANGE_S if dose.hold_s else rep_seconds(dose.tempo)
    left = _capped(dose, caps | {"reps": once // each})
    if left is None or left.reps is None or left.hold_s is None:
        return left
    return _capped(left, {"hold_s": once / max(left.reps[1], 1) - HOLD_CHANGE_S})


def words(limits: Mapping[str, Any]) -> str:
    """Limits in plain words: 'at most 60 % of 1RM, hold at most 20 s'."""
    texts = {
        "max_load_pct_1rm": "at most {} % of 1RM",
        "max_load_kg": "at most {} kg",
        "min_rir": "at least {} reps in reserve",
        "max_hold_s": "hold at most {} s",
        "max_sets": "at most {} sets",
        "max_reps": "at most {} reps",
        "max_minutes": "at most {} minutes",
        "min_rest_s": "rest at least {} s",
        "max_per_session": "at most {} such exercises a session",
        "range": "middle of the range only",
        "support": "with a support in reach",
        "tempo": "slowly",
    }
    return ", ".join(texts.get(key, key + " {}").format(value) for key, value in limits.items())


MEASURES = ("reps", "hold_s", "breaths", "minutes", "distance_m")


NUMBERS = ("sets", *MEASURES, "breath_s", "rest_s", "load_kg", "load_pct_1rm", "rir", "rpe", "times_per_day")  # whole but for load_kg


def _absurd(dose: Dose, field: str) -> bool:
    have = getattr(dose, field)
    return have is not None and not (isfinite(have) and have >= 0)


def within(dose: Dose, allowed: DoseRange) -> list[str]:
    """What of a concrete dose lies outside an allowed range, in plain words; empty when all is well. For the audit."""
    problems = [f"{field.replace('_', ' ')} {getattr(dose, field)} is no number from 0" for field in NUMBERS if _absurd(dose, field)]
    for field in ("sets", *MEASURES, "load_kg", "load_pct_1rm", "rpe", "times_per_day"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        name = field.replace("_", " ")
        if have is not None and bounds is None and field in MEASURES:
            problems.append(f"{name} {have}: this exercise is not dosed in {name}")
        elif have is None and bounds is not None and field in ("load_kg", "load_pct_1rm"):
            problems.append(f"{name} is missing, at most {bounds[1]}")
        elif have is not None and bounds is not None and not have <= bounds[1]:  # what is no number compares with none
            problems.append(f"{name} {have} is more than {bounds[1]}")
    for field in ("rest_s", "rir"):
        have, bounds = getattr(dose, field), getattr(allowed, field)
        if bounds is not None and bounds[0] > 0 and (have is None or not have >= bounds[0]):
            problems.append(f"{field.replace('_', ' ')} {have} is less than {bounds[0]}")
    if allowed.tempo is not None and slowest(dose.tempo, allowed.tempo) != slowest(dose.tempo):
        problems.append(f"tempo {dose.tempo} is faster than {allowed.tempo}")
    return problems
