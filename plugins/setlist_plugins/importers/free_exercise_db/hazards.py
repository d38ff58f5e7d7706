"""Traits, inferred generously: a hazard that is not there costs a pick, one that is missing costs a back.

Three tables: by pattern, by name or instructions, and by load and position. Benefits are inferred only where nothing hangs on them
but a score; a profile with a condition is never offered any of this.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

PATTERN: dict[str, str] = {  # pattern of a strength exercise -> traits
    "squat": "deep-knee-flexion hip-flexion-past-90 glute-strength",
    "lunge": "deep-knee-flexion hip-flexion-past-90 single-leg-load single-leg-balance fall-risk hip-extension-end-range glute-strength",
    "hinge": "hip-flexion-past-90 loaded-spinal-flexion high-intra-abdominal-pressure axial-compression head-below-heart glute-strength",
    "horizontal-push": "joint-lockout shoulder-elevation-internal-rotation",
    "vertical-push": "overhead axial-compression joint-lockout high-intra-abdominal-pressure",
    "horizontal-pull": "horizontal-pull",
    "vertical-pull": "overhead shoulder-elevation-internal-rotation",
    "carry": "axial-compression long-isometric-hold high-intra-abdominal-pressure",
    "jump": "impact ballistic deep-knee-flexion single-leg-load rapid-position-change fall-risk high-intensity-cardio",
    "hang": "hanging-traction overhead long-isometric-hold",
    "grip": "long-isometric-hold",
    "anti-extension": "high-intra-abdominal-pressure long-isometric-hold valsalva neutral-spine-core",
    "anti-rotation": "high-intra-abdominal-pressure loaded-rotation neutral-spine-core",
    "anti-lateral-flexion": "high-intra-abdominal-pressure long-isometric-hold lateral-flexion-end-range neutral-spine-core",
    "rotation": "loaded-rotation combined-flexion-rotation spinal-rotation-end-range high-intra-abdominal-pressure",
    "trunk-flexion": "loaded-spinal-flexion repeated-spinal-flexion high-intra-abdominal-pressure abdominal-compression "
    "hip-flexion-past-90 neck-end-range valsalva",
    "trunk-extension": "loaded-spinal-extension spinal-extension-end-range abdominal-compression high-intra-abdominal-pressure",
    "hip-extension": "hip-extension-end-range spinal-extension-end-range high-intra-abdominal-pressure glute-strength",
    "hip-abduction": "single-leg-load",
    "hip-adduction": "single-leg-load hip-adduction-midline",
    "hip-flexion": "hip-flexion-past-90 loaded-spinal-flexion high-intra-abdominal-pressure",
    "knee-flexion": "deep-knee-flexion",
    "knee-extension": "joint-lockout deep-knee-flexion",
    "calf-raise": "axial-compression",
    "shoulder-abduction": "overhead shoulder-elevation-internal-rotation",
    "shoulder-extension": "overhead",
    "shoulder-rotation": "shoulder-elevation-internal-rotation",
    "horizontal-abduction": "shoulder-elevation-internal-rotation",
    "scapular-control": "overhead axial-compression",
    "scapular-elevation": "axial-compression overhead",
    "neck-control": "neck-loading neck-end-range rapid-head-movement",
    "breathing": "breath-holding valsalva high-intra-abdominal-pressure",
    "balance": "balance-training single-leg-balance fall-risk",
}
STRETCH: dict[str, str] = {  # pattern of a stretch or of loosening -> traits
    "hamstring-stretch": "neural-tension hip-flexion-past-90 end-range-spinal-flexion head-below-heart",
    "hip-flexor-stretch": "hip-extension-end-range deep-knee-flexion spinal-extension-end-range",
    "glute-stretch": "end-range-hip-rotation hip-adduction-midline hip-flexion-past-90 abdominal-compression",
    "adductor-stretch": "end-range-hip-rotation hip-flexion-past-90",
    "calf-stretch": "neural-tension",
    "chest-stretch": "shoulder-elevation-internal-rotation neural-tension",
    "shoulder-stretch": "shoulder-elevation-internal-rotation overhead",
    "lat-stretch": "overhead lateral-flexion-end-range",
    "upper-back-stretch": "end-range-spinal-flexion neck-end-range",
    "neck-stretch": "neck-end-range",
    "wrist-stretch": "wrist-weight-bearing",
    "spine-flexion-stretch": "end-range-spinal-flexion abdominal-compression hip-flexion-past-90 head-below-heart deep-knee-flexion",
    "spine-rotation-stretch": "spinal-rotation-end-range combined-flexion-rotation hip-adduction-midline",
    "side-bend-stretch": "lateral-flexion-end-range overhead",
    "spine-extension-stretch": "spinal-extension-end-range neck-end-range",
    "spine-mobility": "end-range-spinal-flexion spinal-extension-end-range spinal-rotation-end-range",
    "thoracic-mobility": "spinal-rotation-end-range",
    "hip-mobility": "single-leg-balance single-leg-load hip-flexion-past-90 hip-extension-end-range end-range-hip-rotation",
    "shoulder-mobility": "overhead shoulder-elevation-internal-rotation",
    "ankle-mobility": "single-leg-balance",
    "wrist-mobility": "overhead",
    "flow": "head-below-heart wrist-weight-bearing neural-tension rapid-position-change",
    "soft-tissue": "wrist-weight-bearing floor-transfer",
}
TITLE: tuple[tuple[str, str], ...] = (  # expression in the name -> traits
    (r"decline|handstand|toe touches|downward|hyperextensions?|good mornings?|runners stretch|inchworm|pyramid", "head-below-heart"),
    (r"side bends?|windmill|lateral stretch|bent press|oblique|side jackknife", "lateral-flexion-end-range"),
    (r"twists?|rotation|crossover|cross over|russian|landmine|chop", "loaded-rotation"),
    (r"dips?|bench dips", "joint-lockout shoulder-elevation-internal-rotation"),
    (
        r"upright|behind (the |your )?(neck|head|back)|guillotine|neck press|bradford|flyes?|fly|pullover",
        "shoulder-elevation-internal-rotation overhead",
    ),
    (
        r"push ?ups?|pushups|plank|rollout|bear crawl|renegade|mountain climbers|groiners|spider crawl|dips?|get up|ab roller|"
        r"rear leg raises",
        "wrist-weight-bearing",
    ),
    (r"handstand|muscle up", "wrist-weight-bearing fall-risk inversion neck-loading"),
    (r"neck", "neck-loading neck-end-range"),
    (r"one (arm|leg)|single|pistol|bosu|exercise ball|balance|step ups?|suspended|rings?", "fall-risk"),
    (r"single leg|one leg(ged)?|pistol|leg-over", "single-leg-load single-leg-balance"),
    (r"throw|slam|swings?|toss|pass|snatch|clean|jerk|push press|high pull|muscle up|kipping|speed|sprint|battling|dynamic", "ballistic"),
    (r"dynamic|circles|leg raises|windmills|crosses", "ballistic"),
    (r"clean|snatch|jerk|get up|burpee|thruster|log lift|keg|stone|sandbag|tire", "rapid-position-change high-intensity-cardio"),
)
TOLD: tuple[tuple[str, str], ...] = (  # expression in the instructions -> traits
    (r"jump\w*|hop|leap\w*|bound\w*|explo\w+", "ballistic"),
    (r"jump (up|forward|onto|over|off|into)|hop|landing|land on", "impact"),
    (r"hold(ing)? your breath", "breath-holding valsalva"),
    (r"over ?head|above (your|the) head|arms? (straight )?up", "overhead"),
    (r"behind (your|the) (head|neck)", "shoulder-elevation-internal-rotation neck-end-range"),
    (r"kneel\w*|on your knees", "kneeling"),
    (r"arch(ing|ed)? (your|the) (lower )?back", "spinal-extension-end-range"),
    (r"lock(ed|ing)? ?out|arms locked|legs locked|fully extended", "joint-lockout"),
    (r"bounc\w+|swing\w*|momentum", "ballistic"),
    (r"partner", "end-range-passive-stretch"),
    (r"hang(ing)?", "hanging-traction"),
    (r"round(ed|ing)? (your|the) (lower )?(back|spine)", "loaded-spinal-flexion"),
)
UNKNOWN = (  # of a movement that no table knows
    "axial-compression ballistic fall-risk head-below-heart high-intra-abdominal-pressure impact loaded-rotation loaded-spinal-flexion "
    "neck-loading overhead single-leg-load spinal-extension-end-range spinal-rotation-end-range valsalva"
)
FLOOR = (
    "forearms",
    "half-kneeling",
    "hands-and-feet",
    "inverted",
    "kneeling",
    "prone",
    "quadruped",
    "seated-floor",
    "side-lying",
    "supine",
)
CARDIO_EASY = r"walking treadmill|bicycling|bike|elliptical"  # names of what does not jolt
HEAVY = (
    "atlas-stone",
    "axle-bar",
    "barbell",
    "chains",
    "keg",
    "log-bar",
    "sandbag",
    "sled",
    "strongman-implements",
    "tire",
    "trap-bar",
    "yoke",
)
CHOSEN = ("barbell", "cable-machine", "dumbbells", "kettlebell", "resistance-band")


def find_traits(entry: Entry, move: Move, needs: Words, position: str, vocabulary: Any) -> Words:
    """All traits, closed under what positions, patterns and traits imply in the vocabulary, sorted."""
    found = set(" ".join(_written(entry, move, needs, position)).split())
    terms = vocabulary.terms
    for kind, words in (("positions", (position,)), ("patterns", move.patterns)):
        for word in words:
            if word in terms.get(kind, {}):
                found |= set(terms[kind][word].data.get("implies", ()))
    return tuple(sorted(trait for trait in _closed(found, vocabulary.implications) if trait in terms.get("traits", {})))


def _closed(found: set[str], implications: Mapping[str, Words]) -> set[str]:
    left = list(found)
    while left:
        new = set(implications.get(left.pop(), ())) - found
        found |= new
        left += new
    return found


def _written(entry: Entry, move: Move, needs: Words, position: str) -> Iterator[str]:
    if move.kind == "cardio":
        yield from _cardio(entry)
        return
    table = PATTERN if move.kind in ("strength", "balance") else STRETCH
    yield from (table.get(pattern, "") for pattern in move.patterns)
    yield from (traits for expression, traits in TITLE if fits(expression, entry.title))
    yield from (traits for expression, traits in TOLD if fits(expression, entry.text))
    if position in FLOOR:
        yield "floor-transfer"
    if move.kind == "stretch":
        yield "end-range-passive-stretch"
    if move.kind == "strength":
        yield from _load(entry, move, needs)
    if move.guessed:
        yield UNKNOWN


def _load(entry: Entry, move: Move, needs: Words) -> Iterator[str]:
    heavy = any(thing in HEAVY for thing in needs) or "leg-press" in (move.family or "")
    if heavy and (entry.mechanic != "isolation" or entry.category != "strength"):
        yield "heavy-load valsalva high-intra-abdominal-pressure axial-compression"
    if entry.mechanic == "compound":
        yield "high-intra-abdominal-pressure"
    if move.fast:
        yield "ballistic high-intra-abdominal-pressure rapid-position-change"
    if entry.force == "static":
        yield "long-isometric-hold valsalva"
    if any(thing in CHOSEN or thing.endswith("machine") for thing in needs) and not move.fast:
        yield "progressive-resistance"


def _cardio(entry: Entry) -> Iterator[str]:
    if fits(CARDIO_EASY, entry.title):
        yield "low-impact-cardio"
        yield "walking upright-positions" if "walking" in entry.title else ""
        yield "stationary-cycling" if "bicycling stationary" in entry.title or "recumbent" in entry.title else ""
        yield "fall-risk" if entry.title in ("bicycling", "elliptical trainer") else ""
    else:
        yield "high-intensity-cardio impact ballistic fall-risk"
