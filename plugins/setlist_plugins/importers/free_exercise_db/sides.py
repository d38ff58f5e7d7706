"""Laterality: one side after the other, sides in turn, or both at once. Doses count per side where it is not both."""

from __future__ import annotations

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry

EACH, ALTERNATING, NONE = "each", "alternating", "none"
NAMED = (
    (r"alternat\w+|see ?saw|walking lunge|air bike|russian twists?|renegade|clock push up|flutter|dead bug|scissors?", ALTERNATING),
    (r"mountain climbers|figure 8|pirate ships|pass between the legs|elbow to knee|heel touchers|power stairs", ALTERNATING),
    (r"cross body (crunch|hammer)|bear crawl|carioca", ALTERNATING),
    (r"one arm|one leg(ged)?|one handed|one knee|one half|single (arm|leg|dumbbell)", EACH),
    (r"side (bridge|jackknife|bends?|plank|split squat|neck|lying)|concentration|windmill|get up|bent press|pistol", EACH),
    (r"split squats?|lunges?|step ups?|step up with knee raise|elevated back lunge", ALTERNATING),
)
LIMB = r"(side|leg|arm|hand|foot|knee|direction)s?"
TOLD = (
    (r"alternat(e|ing) (sides?|legs?|arms?|feet|between)|continue alternating", ALTERNATING),
    (rf"(switch|change) {LIMB}|(repeat|switch|change|perform|same|then|again|continue|twist) (\w+ ){{0,6}}(other|opposite) {LIMB}", EACH),
    (rf"(repeat|repetitions|reps|times|seconds|perform|do) (\w+ ){{0,3}}each {LIMB}|with (the|your) other {LIMB}", EACH),
)
NEVER = ("cardio", "sport")


def find_sides(entry: Entry, move: Move) -> str:
    if move.kind in NEVER:
        return NONE
    for expression, sides in NAMED:
        if fits(expression, entry.title):
            return sides
    for expression, sides in TOLD:
        if fits(expression, entry.text):
            return sides
    return NONE
