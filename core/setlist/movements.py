"""Traits that a movement plainly has, as far as position, patterns, tags, equipment, kind and dose can tell.

`pack check` proposes them; nothing is added to an exercise because of this table, and an exercise may well have more hazards than it
knows. The rows follow the table in docs/content.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from setlist.model import Exercise, Vocabulary
from setlist.selectors import compile_clause

FREE_WEIGHTS = ["barbell", "dumbbells", "kettlebell"]
PULLED = ["resistance-band", "cable-machine"]
LONG_HOLD_S = 30
LONG_HOLD = "long-isometric-hold"


class Plain(NamedTuple):
    """What matches `where` has every one of `traits`, or, with `one_of`, at least one of them."""

    why: str
    where: Mapping[str, Any]
    traits: tuple[str, ...]
    one_of: bool = False


PLAIN: tuple[Plain, ...] = (
    Plain("it jumps", {"patterns": {"any": ["jump"]}}, ("impact", "ballistic")),
    Plain("it is fast and powerful", {"tags": {"any": ["power"]}}, ("ballistic",)),
    Plain("it hangs", {"patterns": {"any": ["hang"]}}, ("hanging-traction", "overhead")),
    Plain(
        "a barbell is lifted from the floor or carried on the shoulders",
        {"kind": "strength", "position": "standing", "patterns": {"any": ["squat", "hinge", "lunge"]}, "equipment": {"any": ["barbell"]}},
        ("axial-compression", "heavy-load", "high-intra-abdominal-pressure"),
    ),
    Plain(
        "a weight is carried",
        {"kind": "strength", "patterns": {"any": ["carry"]}, "equipment": {"any": FREE_WEIGHTS}},
        ("axial-compression",),
    ),
    Plain(
        "a weight is pressed overhead",
        {"kind": "strength", "patterns": {"any": ["vertical-push"]}, "equipment": {"any": [*FREE_WEIGHTS, *PULLED]}},
        ("overhead",),
    ),
    Plain("a load is pulled down from overhead", {"kind": "strength", "patterns": {"any": ["vertical-pull"]}}, ("overhead",)),
    Plain(
        "the trunk curls up against its own weight",
        {"kind": "strength", "patterns": {"any": ["trunk-flexion"]}, "tags": {"none": ["mcgill-big-three"]}},
        ("loaded-spinal-flexion",),
    ),
    Plain(
        "the trunk turns against a load",
        {"kind": "strength", "patterns": {"any": ["rotation"]}},
        ("loaded-rotation", "combined-flexion-rotation"),
        one_of=True,
    ),
    Plain("it is a deep backbend", {"tags": {"any": ["deep-backbend"]}}, ("spinal-extension-end-range",)),
    Plain(
        "it is a backbend",
        {"tags": {"any": ["gentle-backbend"]}},
        ("gentle-spinal-extension", "spinal-extension-end-range"),
        one_of=True,
    ),
    Plain(
        "it is a twist",
        {"any": [{"tags": {"any": ["twist"]}}, {"patterns": {"any": ["spine-rotation-stretch"]}}]},
        ("gentle-rotation", "spinal-rotation-end-range", "loaded-rotation"),
        one_of=True,
    ),
    Plain("the body is upside down", {"position": "inverted"}, ("inversion", "head-below-heart")),
    Plain("the hands carry weight", {"position": {"any": ["quadruped", "hands-and-feet", "inverted-v"]}}, ("wrist-weight-bearing",)),
    Plain("it is vigorous", {"kind": {"any": ["cardio", "sport"]}, "intensity": "vigorous"}, ("high-intensity-cardio",)),
    Plain(
        "it trains balance",
        {"kind": "balance"},
        ("balance-training", "single-leg-balance"),
        one_of=True,
    ),
    Plain("it climbs", {"equipment": {"any": ["climbing-wall"]}}, ("fall-risk",)),
)


def plain_traits(exercise: Exercise, vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """(trait, or traits joined by `or`; why) for what the exercise plainly has and does not say; only traits that the vocabulary knows."""
    known = vocabulary.terms.get("traits", {})
    have = set(exercise.traits)
    for row in PLAIN:
        traits = [trait for trait in row.traits if trait in known]
        missing = [trait for trait in traits if trait not in have]
        if missing and compile_clause(row.where, vocabulary)(exercise):
            if not row.one_of:
                yield from ((trait, row.why) for trait in missing)
            elif missing == traits:
                yield " or ".join(traits), row.why
    longest = exercise.dose.hold_s[1] if exercise.dose.hold_s and exercise.kind == "strength" else 0
    if longest > LONG_HOLD_S and LONG_HOLD in known and LONG_HOLD not in have:
        yield LONG_HOLD, f"it may be held for {longest} s"
