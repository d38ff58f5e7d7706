"""Roles and tags: what may be the lift that a program lasts on, what assists it, and what warms up for it."""

from __future__ import annotations

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

CORE = ("anti-extension", "anti-lateral-flexion", "anti-rotation", "hip-flexion", "rotation", "trunk-flexion")
SINGLE_JOINT = (
    *("ankle-dorsiflexion", "calf-raise", "elbow-extension", "elbow-flexion", "grip", "hang", "hip-abduction", "hip-adduction"),
    *("hip-extension",),
    *("horizontal-abduction", "knee-extension", "knee-flexion", "neck-control", "scapular-control", "scapular-elevation"),
    "shoulder-abduction",
    *("shoulder-extension", "shoulder-rotation", "breathing"),
)
SPECIAL = (  # names of variants that are taken for a reason, and not as the lift that a program lasts on
    r"reverse( band| grip| triceps)?|with chains|off (of|pins)|extended range|speed|anti gravity|bradford|rocky|behind|guillotine|neck|"
    r"leg over|jammer|see ?saw|para press|jefferson|zercher|frankenstein|sissy|side (split squat|deadlift|to side)|get up|thruster|"
    r"plate movers|gironda|mixed grip|london|rope climb|cambered|bench mid rows|clock|side plank|board|pin press(es)?|chains?|"
    r"full range|shotgun|to neck|rack pulls?|deficit|good mornings?|weighted squat|hanging bar|axle|car|rickshaw|power stairs|"
    r"drag|push off|sled|close grip|narrow stance|wide stance|one arm (floor|side)|overhead kettlebell|elevated back|high box|"
    r"pass through|chair squat|lying machine|renegade|wide grip rear|(squat|deadlift|pull) with bands"
)
REHEARSED = ("hinge", "hip-extension", "scapular-control", "shoulder-rotation", "squat")  # without a load these also warm up


def find_roles(entry: Entry, move: Move, needs: Words, level: str) -> Words | None:
    """The roles where those of the kind do not fit; None where they do."""
    if move.kind != "strength":
        return None
    first = move.patterns[0]
    if first in CORE:
        return ("core", "accessory")
    warms = ("warm-up",) if first in REHEARSED and not needs and level == "beginner" and not move.fast else ()
    if move.small or first in SINGLE_JOINT or fits(SPECIAL, entry.title):
        return ("accessory", *warms)
    return ("main", "accessory", *warms) if warms else None


def find_tags(entry: Entry, move: Move) -> Words:
    if move.kind != "strength":
        return ()
    if move.fast:
        return ("power",)
    single = move.small or move.patterns[0] in (*SINGLE_JOINT, *CORE)
    return ("isolation",) if single or entry.mechanic == "isolation" else ("compound",)
