"""What an exercise is: the first row of the tables that fits its name says its family and patterns; else its muscle and force do.

A row fits when its expression is found in the simplified name and, where `only` names muscles, one of them is the primary one.
"""

from __future__ import annotations

from typing import NamedTuple

from setlist_plugins.importers.free_exercise_db import moves_lower, moves_power, moves_stretch, moves_trunk, moves_upper
from setlist_plugins.importers.free_exercise_db.expressions import fits
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words

STRETCHED = {  # primary muscle of a stretch -> pattern
    "abdominals": "spine-extension-stretch",
    "abductors": "glute-stretch",
    "adductors": "adductor-stretch",
    "biceps": "shoulder-stretch",
    "calves": "calf-stretch",
    "chest": "chest-stretch",
    "forearms": "wrist-stretch",
    "glutes": "glute-stretch",
    "hamstrings": "hamstring-stretch",
    "lats": "lat-stretch",
    "lower back": "spine-flexion-stretch",
    "middle back": "upper-back-stretch",
    "neck": "neck-stretch",
    "quadriceps": "hip-flexor-stretch",
    "shoulders": "shoulder-stretch",
    "traps": "neck-stretch",
    "triceps": "shoulder-stretch",
}
WORKED = {  # (primary muscle, is it a push of several joints) -> pattern, where no row fits a strength exercise
    "abdominals": ("trunk-flexion", "trunk-flexion"),
    "abductors": ("hip-abduction", "hip-abduction"),
    "adductors": ("hip-adduction", "hip-adduction"),
    "biceps": ("elbow-flexion", "elbow-flexion"),
    "calves": ("calf-raise", "calf-raise"),
    "chest": ("horizontal-push", "horizontal-push"),
    "forearms": ("grip", "grip"),
    "glutes": ("hip-extension", "squat"),
    "hamstrings": ("hinge", "lunge"),
    "lats": ("vertical-pull", "vertical-pull"),
    "lower back": ("hinge", "hinge"),
    "middle back": ("horizontal-pull", "horizontal-pull"),
    "neck": ("neck-control", "neck-control"),
    "quadriceps": ("squat", "squat"),
    "shoulders": ("shoulder-abduction", "vertical-push"),
    "traps": ("scapular-control", "scapular-control"),
    "triceps": ("elbow-extension", "horizontal-push"),
}


class Move(NamedTuple):
    """`kind` is a kind of setlist; `family` holds what a session should have at most one of; `guessed`: no row of the tables fitted.

    `fast`: power matters, not load. `small`: assistance work, never a session's main lift.
    """

    kind: str
    patterns: Words
    family: str | None = None
    fast: bool = False
    small: bool = False
    guessed: bool = False


Row = tuple[str, str, str, str]  # expression, family, patterns, primary muscles (any where empty)


def find_move(entry: Entry) -> Move:
    """Kind, patterns and family of an entry."""
    if entry.category == "cardio":
        return Move("cardio", ("locomotion",))
    if entry.category == "stretching":
        return _find_stretch(entry)
    if entry.title == "balance board":
        return Move("balance", ("balance",), "balance-board")
    fast = entry.category in ("olympic weightlifting", "plyometrics")
    if row := _first(moves_power.ROWS, entry):
        return Move("strength", *_said(row), fast=True, small=True)
    for table, small in ((moves_trunk.ROWS, False), (moves_lower.ROWS, False), (moves_upper.SMALL, True), (moves_upper.ROWS, False)):
        if row := _first(table, entry):
            return Move("strength", *_said(row), fast=fast, small=small or fast)
    pattern = WORKED[entry.primary[0]][entry.force == "push" and entry.mechanic == "compound"]
    return Move("strength", (pattern,), fast=fast, small=fast, guessed=True)


def _find_stretch(entry: Entry) -> Move:
    """What free-exercise-db files under stretching: stretches, self-massage, loosening, and some strength."""
    if entry.title.endswith(" smr") or entry.equipment == "foam roll":
        return Move("self-massage", ("soft-tissue",))
    for kind, table in (("strength", moves_stretch.STRENGTH), ("mobility", moves_stretch.MOBILITY), ("stretch", moves_stretch.STRETCHES)):
        if row := _first(table, entry):
            return Move(kind, *_said(row), fast=kind == "strength" and "jump" in row[2], small=kind == "strength")
    return Move("stretch", (STRETCHED[entry.primary[0]],))


def _said(row: Row) -> tuple[Words, str | None]:
    return tuple(row[2].split()), row[1] or None


def _first(rows: tuple[Row, ...], entry: Entry) -> Row | None:
    for row in rows:
        if fits(row[0], entry.title) and (not row[3] or entry.primary[0] in row[3].split(", ")):
            return row
    return None
