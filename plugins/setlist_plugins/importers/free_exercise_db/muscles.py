"""Muscles: the 17 groups of free-exercise-db in the vocabulary of `base`, more precisely where name or pattern tell.

A group never widens: what is precise here rolls up to the group that free-exercise-db names.
"""

from __future__ import annotations

from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.moves import Move
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

WHOLE: dict[str, Words] = {
    "abdominals": ("rectus-abdominis",),
    "abductors": ("gluteus-medius",),
    "adductors": ("hip-adductors",),
    "biceps": ("biceps-brachii",),
    "calves": ("calf-muscles",),
    "chest": ("pectorals",),
    "forearms": ("forearm-flexors",),
    "glutes": ("gluteus-maximus",),
    "hamstrings": ("hamstring-muscles",),
    "lats": ("latissimus-dorsi",),
    "lower back": ("erector-spinae",),
    "middle back": ("rhomboids", "mid-lower-trapezius"),
    "neck": ("neck-extensors", "deep-neck-flexors"),
    "quadriceps": ("quadriceps-femoris",),
    "shoulders": ("anterior-deltoids",),
    "traps": ("upper-trapezius",),
    "triceps": ("triceps-brachii",),
}
PATTERN: dict[tuple[str, str], Words] = {  # (group, pattern of the exercise) -> muscles
    ("shoulders", "shoulder-abduction"): ("lateral-deltoids",),
    ("shoulders", "horizontal-abduction"): ("posterior-deltoids",),
    ("shoulders", "horizontal-pull"): ("posterior-deltoids",),
    ("shoulders", "vertical-pull"): ("posterior-deltoids",),
    ("shoulders", "shoulder-rotation"): ("rotator-cuff",),
    ("shoulders", "shoulder-mobility"): ("lateral-deltoids", "rotator-cuff"),
    ("shoulders", "anti-extension"): ("serratus-anterior", "anterior-deltoids"),
    ("abdominals", "anti-rotation"): ("obliques", "rectus-abdominis"),
    ("abdominals", "anti-lateral-flexion"): ("obliques", "rectus-abdominis"),
    ("abdominals", "rotation"): ("obliques", "rectus-abdominis"),
    ("abdominals", "breathing"): ("transverse-abdominis", "diaphragm"),
    ("abdominals", "side-bend-stretch"): ("obliques",),
    ("abdominals", "anti-extension"): ("rectus-abdominis", "transverse-abdominis"),
    ("quadriceps", "hip-flexion"): ("hip-flexors",),
    ("quadriceps", "hip-flexor-stretch"): ("quadriceps-femoris", "hip-flexors"),
    ("lower back", "trunk-extension"): ("erector-spinae", "multifidus"),
    ("lower back", "side-bend-stretch"): ("quadratus-lumborum",),
    ("calves", "ankle-dorsiflexion"): ("tibialis-anterior",),
}
NAMED: tuple[tuple[str, str, Words], ...] = (  # (group, expression in the name, muscles)
    ("shoulders", r"front|forward", ("anterior-deltoids",)),
    ("shoulders", r"rear|reverse", ("posterior-deltoids",)),
    ("abdominals", r"oblique|side|cross|heel touchers|twists?|air bike|elbow to knee", ("obliques", "rectus-abdominis")),
    ("forearms", r"palms down|reverse", ("forearm-extensors",)),
    ("calves", r"anterior tibialis|tibialis", ("tibialis-anterior",)),
    ("calves", r"foot", ("foot-arch-muscles",)),
    ("glutes", r"piriformis", ("piriformis",)),
    ("glutes", r"ankle on the knee|lying glute|seated glute", ("piriformis", "gluteus-maximus")),
)
MOVED = {  # simplified name -> (group given, group meant): the instructions describe the other one
    "cable hip adduction": ("quadriceps", "adductors"),
    "rear leg raises": ("quadriceps", "glutes"),
    "side leg raises": ("adductors", "abductors"),
    "lower back curl": ("abdominals", "lower back"),
    "crossover reverse lunge": ("lower back", "quadriceps"),
}


def find_muscles(entry: Entry, move: Move) -> tuple[Words, Words, Words]:
    """(primary, secondary, rules of the report that were met)."""
    given, meant = MOVED.get(entry.title, ("", ""))
    moved = bool(given) and given in entry.primary
    primary = tuple(meant if moved and group == given else group for group in entry.primary)
    secondary = tuple(group for group in entry.secondary if group not in primary)
    first = _precise(primary, entry, move)
    return first, tuple(m for m in _precise(secondary, entry, move) if m not in first), ("muscle-moved",) if moved else ()


def _precise(groups: Words, entry: Entry, move: Move) -> Words:
    return tuple(dict.fromkeys(muscle for group in groups for muscle in _of(group, entry, move)))


def _of(group: str, entry: Entry, move: Move) -> Words:
    for known, expression, muscles in NAMED:
        if known == group and fits(expression, entry.title):
            return muscles
    return next((PATTERN[group, pattern] for pattern in move.patterns if (group, pattern) in PATTERN), WHOLE[group])
