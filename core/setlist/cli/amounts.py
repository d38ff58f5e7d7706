"""Doses in words: '2-4 sets of 5-10 each side, hold each for 5-10 s, rest 45 s'. Ranges stay ranges: a coach picks within them."""

from __future__ import annotations

from setlist.model import BREATH_S, DoseRange, Range

ONCE = (1, 1)


def dose_words(dose: DoseRange) -> str:
    parts = [_amount(dose)]
    if dose.tempo:
        parts.append(f"tempo {dose.tempo}")
    if dose.load_kg:
        parts.append(f"with {span_words(dose.load_kg)} kg")
    if dose.load_pct_1rm:
        parts.append(f"at {span_words(dose.load_pct_1rm)} % of 1RM")
    if dose.rir:
        parts.append(f"leave {span_words(dose.rir)} in reserve")
    if dose.rpe:
        parts.append(f"effort {span_words(dose.rpe)} of 10")
    if dose.rest_s and dose.rest_s != (0, 0):
        parts.append(f"rest {_seconds(dose.rest_s)}")
    if dose.times_per_day:
        parts.append("once a day" if dose.times_per_day == ONCE else f"{span_words(dose.times_per_day)} times a day")
    return ", ".join(parts)


def _amount(dose: DoseRange) -> str:
    """What is done, without load, effort and rest."""
    side = " each side" if dose.per_side else ""
    times = "" if dose.sets == ONCE else f"{span_words(dose.sets)} x "
    if dose.reps:
        held = f", hold each for {_seconds(dose.hold_s)}" if dose.hold_s else ""
        return f"{_counted(dose.sets, 'set')} of {span_words(dose.reps)}{side}{held}"
    if dose.breaths:
        long = f", about {dose.breath_s} s a breath" if dose.breath_s not in (None, BREATH_S) else ""
        return f"{times}{_counted(dose.breaths, 'breath')}{side}{long}"
    if dose.minutes:
        return f"{times}{_counted(dose.minutes, 'minute')}{', half of it on each side' if dose.per_side else ''}"
    if dose.distance_m:
        return f"{times}{_distance(dose.distance_m)}{side}"
    if dose.hold_s:
        return f"{times or 'hold '}{_seconds(dose.hold_s)}{side}"
    return f"{_counted(dose.sets, 'set')}{side}"


def span_words(bounds: Range) -> str:
    """'3', '2-4'."""
    low, high = bounds
    return f"{low}" if low == high else f"{low}-{high}"


def _counted(bounds: Range, noun: str) -> str:
    return f"{span_words(bounds)} {noun}{'' if bounds == ONCE else 's'}"


def _seconds(bounds: Range) -> str:
    whole = bounds[0] >= 120 and all(seconds % 60 == 0 for seconds in bounds)
    return f"{span_words((bounds[0] // 60, bounds[1] // 60))} min" if whole else f"{span_words(bounds)} s"


def _distance(bounds: Range) -> str:
    if bounds[0] < 1000:
        return f"{span_words(bounds)} m"
    low, high = (f"{metres / 1000:g}" for metres in bounds)
    return f"{low if low == high else f'{low}-{high}'} km"
