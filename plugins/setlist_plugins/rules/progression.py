"""How doses grow from week to week of a cycle: reps then load, holds, breaths, metres. Each stays between the first and the largest."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from setlist import Context, Dose, Progression, hookimpl

HOLD_STEP_S = 5
DISTANCE_STEP_M = 5


def double(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    """One repetition more a week up to the top of the range, out of the reserve as far as that may fall: the load is still the same. Then,
    next cycle, more load and few reps again (row rt-progress)."""
    if start.reps is None or top.reps is None:
        return start
    reps = min(top.reps, start.reps + week - 1)
    if start.rir is None or top.rir is None:
        return replace(start, reps=reps)
    return replace(start, reps=reps, rir=max(min(start.rir, top.rir), start.rir - max(0, reps - start.reps)))


def linear(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    """The same reps; the load grows from cycle to cycle."""
    return start


def hold(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    """Five seconds longer a week up to the top; then the harder variation."""
    if start.hold_s is None or top.hold_s is None:
        return start
    return replace(start, hold_s=max(start.hold_s, min(top.hold_s, start.hold_s + HOLD_STEP_S * (week - 1))))


def breath(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    """One breath more a week up to the top."""
    if start.breaths is None or top.breaths is None:
        return start
    return replace(start, breaths=min(top.breaths, start.breaths + week - 1))


def distance(start: Dose, top: Dose, week: int, weeks: int) -> Dose:
    """Five metres further a week up to the top; then a little load."""
    if start.distance_m is None or top.distance_m is None:
        return start
    return replace(start, distance_m=max(start.distance_m, min(top.distance_m, start.distance_m + DISTANCE_STEP_M * (week - 1))))


@hookimpl
def setlist_progressions(context: Context) -> Iterable[Progression]:
    yield Progression("double", double, "One rep more a week to the top of the range, then a little load")
    yield Progression("linear", linear, "The same reps, a little more load each cycle")
    yield Progression("hold", hold, "Five seconds more a week to the top, then the harder variation")
    yield Progression("distance", distance, "Five metres more a week to the top, then a little load")
    yield Progression("breath", breath, "One breath more a week to the top")
