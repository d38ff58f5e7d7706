"""Instructions as steps: those of the data, split at sentence ends where they are fewer than three, and closed with words of ours."""

from __future__ import annotations

import re

from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

FEWEST = 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\"])")

CLOSING: dict[str, Words] = {
    "strength": ("Move slowly and breathe out on the effort.", "Come back the way you went, under control, and set any weight down."),
    "cardio": ("Find a pace at which you could still talk.", "Slow down over the last minute before you stop."),
    "stretch": ("Go only as far as a mild pull and keep breathing.", "Come out slowly, and change sides where there are two."),
}
CUES: dict[str, Words] = {  # group of patterns -> what to think of
    "squat": ("Knees travel the way the toes point", "Whole foot stays on the floor"),
    "hinge": ("Hips lead, the back keeps its shape", "Weight stays close to the legs"),
    "push": ("Shoulder blades settled, wrists over elbows", "Push smoothly, without a jolt at the top"),
    "pull": ("Elbows lead, shoulders stay away from the ears", "Let it back as slowly as it came"),
    "core": ("Breathe on while the trunk works", "Stop when the low back takes over"),
    "small": ("Only the joint you mean to move moves", "A lighter weight done well beats a heavier one swung"),
    "fast": ("Quick and crisp, and stop while it still is", "Land or catch softly, joints bent"),
    "stretch": ("A mild pull, never a sharp one", "Let each breath out loosen you a little"),
    "mobility": ("Small at first, wider as it gets easier", "No swing, no bounce"),
    "cardio": ("Stay tall and relaxed", "You could say a whole sentence at this pace"),
    "self-massage": ("Slow strokes on muscle, never on bone", "Ease off where it hurts"),
    "balance": ("Eyes on one spot", "A hand near something firm"),
}
GROUPS = {
    "squat": ("squat", "lunge"),
    "hinge": ("hinge", "trunk-extension", "carry"),
    "push": ("horizontal-push", "vertical-push"),
    "pull": ("horizontal-pull", "vertical-pull", "hang"),
    "core": ("anti-extension", "anti-rotation", "anti-lateral-flexion", "rotation", "trunk-flexion", "hip-flexion"),
}


def find_steps(entry: Entry, move: Move) -> tuple[Words, Words]:
    """(steps, rules of the report that were met); no steps where the data have none."""
    steps = entry.instructions
    if not steps:
        return (), ("no-instructions",)
    if len(steps) >= FEWEST:
        return steps, ()
    steps = tuple(part for step in steps for part in _SENTENCE.split(step) if part)
    if len(steps) >= FEWEST:
        return steps, ("steps-split",)
    closing = CLOSING.get(move.kind, CLOSING["stretch"])
    return (*steps, *closing[len(steps) - FEWEST :]), ("steps-added",)


def find_cues(move: Move) -> Words:
    """Two cues of our own for the kind of movement."""
    if move.kind != "strength":
        return CUES[move.kind]
    if move.fast:
        return CUES["fast"]
    group = next((name for name, patterns in GROUPS.items() if move.patterns[0] in patterns), "small")
    return CUES["small"] if move.small and group != "core" else CUES[group]
