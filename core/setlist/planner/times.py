"""The time model: how long a dose takes, from tempo, holds, breaths, sides, rest, set-up and change of station.

Figures: 4 s a repetition (rows rep-seconds and rt-tempo: SCHOEN-TEMPO, NSCA-TABLE), 15 s set-up an item and 3 s in and out of a
hold, 5 s in and out of a pose, 6 s a breath (set-seconds, hold-seconds, yoga-hold-seconds), 10 % and 2 minutes for the session
(session-overhead). Where a source gives a range the longer figure is used: generators underestimate.
"""

from __future__ import annotations

from setlist.model import BREATH_S, EMPTY, Dose, Exercise, Vocabulary

REP_S = 4.0
STATION_S = 15.0
HOLD_CHANGE_S = 3.0
POSE_CHANGE_S = 5.0
SIDE_CHANGE_S = 5.0
CARRY_M_PER_S = 1.0
OVERHEAD_SHARE = 0.10
OVERHEAD_MINUTES = 2.0


def rep_seconds(tempo: str | None) -> float:
    """Seconds a repetition: the sum of the tempo's phases, at least 2."""
    return max(2.0, float(sum(int(part) for part in tempo.split("-")))) if tempo else REP_S


def work_seconds(dose: Dose) -> float:
    """One set on one side."""
    if dose.minutes is not None:
        return dose.minutes * 60.0
    if dose.breaths is not None:
        return dose.breaths * (dose.breath_s or BREATH_S) + POSE_CHANGE_S
    if dose.distance_m is not None:
        return dose.distance_m / CARRY_M_PER_S
    if dose.reps is not None and dose.hold_s is not None:
        return dose.reps * (dose.hold_s + HOLD_CHANGE_S)
    if dose.reps is not None:
        return dose.reps * rep_seconds(dose.tempo)
    return (dose.hold_s or 0) + HOLD_CHANGE_S


def item_minutes(dose: Dose, setup_s: float) -> float:
    """Minutes an item takes, rests and set-up included. Doses in minutes are what they say; their sides are inside.

    The rest after the last set is the way to the next station, and is part of the set-up.
    """
    rests = (dose.sets - 1) * (dose.rest_s or 0)
    if dose.minutes is not None:
        return dose.sets * dose.minutes + (rests + setup_s - STATION_S) / 60
    work = work_seconds(dose)
    if dose.per_side:
        work = 2 * work + SIDE_CHANGE_S
    return (dose.sets * work + rests + setup_s) / 60


def setup_seconds(exercise: Exercise, vocabulary: Vocabulary) -> float:
    """Change of station plus what the equipment takes to set up."""
    things = vocabulary.terms.get("equipment", EMPTY)
    needs = (*exercise.equipment.all, *exercise.equipment.any[:1])
    return STATION_S + sum(float(things[n].data.get("setup_s", 0)) for n in needs if n in things)


def overhead(minutes: float) -> tuple[float, float]:
    """(fixed, factor): a session of items worth S minutes lasts fixed + factor * S. Short sessions need less to begin."""
    return min(OVERHEAD_MINUTES, minutes / 15), 1 + OVERHEAD_SHARE
