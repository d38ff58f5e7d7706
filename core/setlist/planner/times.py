"""The time model: how long a dose takes, from tempo, holds, breaths, sides, rest, set-up and change of station.

Figures: 4 s a repetition (rows rep-seconds and rt-tempo: SCHOEN-TEMPO, NSCA-TABLE), 15 s set-up an item and 3 s in and out of a
hold, 5 s in and out of a pose, 6 s a breath (set-seconds, hold-seconds, yoga-hold-seconds), 10 % and 2 minutes for the session
(session-overhead). Where a source gives a range the longer figure is used: generators underestimate.

How an item is done (`manner`) changes what it takes, so that minutes still add up item by item:
- superset: two (or three) take turns. Each brings half of its rest, so that a pair rests the mean of both after every turn, and half of
  the way to and fro between them.
- circuit: each round goes from station to station in 10 s (Klika and Jordan 2013); a third of each one's rest is taken between rounds.
- flow: one breath from pose to pose and from side to side, and no change of station.
- interval: work and rest are inside what is dosed in minutes; other doses alternate their own sets and rests.
"""

from __future__ import annotations

from collections.abc import Sequence

from setlist.model import BREATH_S, EMPTY, Dose, Exercise, Vocabulary

REP_S = 4.0
STATION_S = 15.0
HOLD_CHANGE_S = 3.0
POSE_CHANGE_S = 5.0
SIDE_CHANGE_S = 5.0
CARRY_M_PER_S = 1.0
CIRCUIT_CHANGE_S = 10.0
TAKING_TURNS = frozenset({"accessory", "core"})  # in a superset; main lifts have their rests to themselves
REST_SHARE = {"superset": 1 / 2, "circuit": 1 / 3}  # of an item's rest, that is taken after a turn of all
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


def takes_turns(style: str, role: str) -> bool:
    """Whether items of a role take turns with others in a block of a style."""
    return style == "circuit" or (style == "superset" and role in TAKING_TURNS)


def manner(style: str, turns: bool) -> str:
    """How an item is done in a block of a style: what takes no turns with another has its sets and rests to itself."""
    return "straight" if style in REST_SHARE and not turns else style


def set_seconds(dose: Dose, how: str = "straight") -> float:
    """One set, on both sides where it has two, with the way from one to the other."""
    if dose.minutes is not None:
        return dose.minutes * 60.0  # the sides are inside
    sides = 2 if dose.per_side else 1
    if how != "flow":
        return sides * work_seconds(dose) + (sides - 1) * SIDE_CHANGE_S
    change = 0.0 if dose.reps is not None else POSE_CHANGE_S if dose.breaths is not None else HOLD_CHANGE_S
    return sides * (work_seconds(dose) - (0.0 if dose.distance_m is not None else change) + BREATH_S)


def rest_seconds(dose: Dose, how: str = "straight") -> float:
    """What a dose adds to the time between two of its sets: its rest, or its share in one that others rest in too."""
    rest = (dose.rest_s or 0) * REST_SHARE.get(how, 1.0)
    return rest + STATION_S / 2 if how == "superset" else rest


def round_rest(doses: Sequence[Dose], style: str) -> int:
    """The seconds of rest after a turn of all, for items that take turns."""
    return round(sum(dose.rest_s or 0 for dose in doses) * REST_SHARE[style])


def item_minutes(dose: Dose, setup_s: float, how: str = "straight") -> float:
    """Minutes an item takes, rests and set-up included. Doses in minutes are what they say; their sides are inside.

    The rest after the last set is the way to the next station, and is part of the set-up.
    """
    station = setup_s if dose.minutes is None and how != "flow" else setup_s - STATION_S
    if how == "circuit":
        station += dose.sets * CIRCUIT_CHANGE_S - STATION_S if dose.minutes is None else (dose.sets - 1) * CIRCUIT_CHANGE_S
    return (dose.sets * set_seconds(dose, how) + (dose.sets - 1) * rest_seconds(dose, how) + station) / 60


def setup_seconds(exercise: Exercise, vocabulary: Vocabulary) -> float:
    """Change of station plus what the equipment takes to set up."""
    things = vocabulary.terms.get("equipment", EMPTY)
    needs = (*exercise.equipment.all, *exercise.equipment.any[:1])
    return STATION_S + sum(float(things[n].data.get("setup_s", 0)) for n in needs if n in things)


def overhead(minutes: float) -> tuple[float, float]:
    """(fixed, factor): a session of items worth S minutes lasts fixed + factor * S. Short sessions need less to begin."""
    return min(OVERHEAD_MINUTES, minutes / 15), 1 + OVERHEAD_SHARE
