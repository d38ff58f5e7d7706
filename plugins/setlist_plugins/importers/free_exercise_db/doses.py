"""Doses, and how hard cardio is, by what an exercise is. free-exercise-db says nothing about either.

Ranges follow the exercises of the built-in packs: heavy lifts fewer repetitions and longer rest, single-joint work more and shorter.
"""

from __future__ import annotations

from typing import Any

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words
from setlist_plugins.importers.free_exercise_db.roles import CORE, SINGLE_JOINT

Dose = dict[str, Any]

HEAVY: Dose = {"sets": [2, 4], "reps": [5, 10], "rest": "90-150 s", "effort": "RIR 2-4"}
COMPOUND: Dose = {"sets": [2, 4], "reps": [8, 12], "rest": "60-90 s", "effort": "RIR 2-4"}
LIGHT: Dose = {"sets": [2, 3], "reps": [8, 15], "rest": "45-60 s", "effort": "RIR 3-4"}
STRONG: Dose = {"sets": [2, 4], "reps": [3, 8], "rest": "90-150 s", "effort": "RIR 1-3"}
SINGLE: Dose = {"sets": [2, 3], "reps": [8, 15], "rest": "45-60 s", "effort": "RIR 2-4"}
TRUNK: Dose = {"sets": [2, 3], "reps": [8, 15], "rest": "45-60 s", "effort": "RIR 3-4"}
HOLD: Dose = {"sets": [2, 3], "hold": "15-30 s", "rest": "45-60 s"}
CARRY: Dose = {"sets": [2, 4], "hold": "20-40 s", "rest": "60-90 s"}
FAST: Dose = {"sets": [2, 4], "reps": [3, 5], "rest": "90-150 s", "effort": "RIR 3-4"}
BY_KIND: dict[str, Dose] = {
    "balance": {"sets": [1, 2], "hold": "15-30 s", "rest": "15 s"},
    "cardio": {"minutes": [3, 20]},
    "mobility": {"sets": 1, "reps": [6, 10]},
    "self-massage": {"minutes": [1, 3]},
    "stretch": {"sets": [1, 2], "hold": "15-30 s", "rest": "10 s"},
}

BODY = ("dip", "handstand-push-up", "muscle-up", "pull-up")  # families that lift the whole body
STILL = r"plank|side bridge|isometric|squeezes|pinch|hand squeeze|crucifix|downward facing|vacuum|london bridges"
VIGOROUS = r"running|jogging|rope jumping|prowler|stairmaster|step mill|trail|rowing"


def find_dose(entry: Entry, move: Move, needs: Words) -> Dose:
    if move.kind != "strength":
        return BY_KIND[move.kind]
    if "carry" in move.patterns:
        return CARRY
    if fits(STILL, entry.title):
        return HOLD
    if move.fast:
        return FAST
    if move.patterns[0] in CORE:
        return TRUNK
    if move.family in BODY:
        return STRONG
    if move.small or move.patterns[0] in SINGLE_JOINT:
        return SINGLE
    if not needs:
        return LIGHT
    return HEAVY if "barbell" in needs else COMPOUND


def find_intensity(entry: Entry, move: Move) -> str | None:
    """How hard cardio is; the hardest where nobody can tell."""
    if move.kind != "cardio":
        return None
    if fits(VIGOROUS, entry.title):
        return "vigorous"
    return "moderate" if fits("walking|bicycling|bike|elliptical", entry.title) else "vigorous"
