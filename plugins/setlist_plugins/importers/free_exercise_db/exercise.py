"""One entry as an exercise of a pack, with the rules of the report that it met."""

from __future__ import annotations

from typing import Any, NamedTuple

from setlist_plugins.importers.free_exercise_db.doses import find_dose, find_intensity
from setlist_plugins.importers.free_exercise_db.equipment import find_equipment
from setlist_plugins.importers.free_exercise_db.hazards import find_traits
from setlist_plugins.importers.free_exercise_db.levels import find_level
from setlist_plugins.importers.free_exercise_db.moves import Move, find_move
from setlist_plugins.importers.free_exercise_db.muscles import find_muscles
from setlist_plugins.importers.free_exercise_db.positions import find_position
from setlist_plugins.importers.free_exercise_db.reading import Entry, Words
from setlist_plugins.importers.free_exercise_db.roles import find_roles, find_tags
from setlist_plugins.importers.free_exercise_db.sides import find_sides
from setlist_plugins.importers.free_exercise_db.steps import find_cues, find_steps
from setlist_plugins.importers.free_exercise_db.words import SOURCE

PLUGIN = "importer-free-exercise-db"
GUESSED = (
    "patterns",
    "muscles",
    "equipment",
    "position",
    "sides",
    "dose",
    "cues",
    "level",
)  # fields that the data do not say as they stand
POWER = ("olympic weightlifting", "plyometrics", "strongman")


class Made(NamedTuple):
    """`data` is checked by the schema of exercises; None where the entry is left out."""

    data: dict[str, Any] | None
    rules: Words


def make_exercise(entry: Entry, vocabulary: Any) -> Made:
    """The exercise that an entry becomes. Everything inferred is named, and nothing is called reviewed."""
    move = find_move(entry)
    steps, about_steps = find_steps(entry, move)
    if not steps:
        return Made(None, about_steps)
    needs, about_needs = find_equipment(entry, move)
    level, about_level = find_level(entry, move, needs)
    primary, secondary, about_muscles = find_muscles(entry, move)
    position = find_position(entry, move, needs)
    traits = find_traits(entry, move, needs, position, vocabulary)
    data = {
        "id": entry.id,
        "name": entry.name,
        "kind": move.kind,
        "level": level,
        "patterns": list(move.patterns),
        "muscles": {"primary": list(primary), "secondary": list(secondary)},
        "equipment": list(needs),
        "position": position,
        "sides": find_sides(entry, move),
        "traits": list(traits),
        "roles": _list(find_roles(entry, move, needs, level)),
        "tags": _list(find_tags(entry, move) or None),
        "family": move.family,
        "dose": find_dose(entry, move, needs),
        "intensity": find_intensity(entry, move),
        "steps": list(steps),
        "cues": list(find_cues(move)),
        "sources": [SOURCE],
        "reviewed": False,
        "inferred": list(traits),
        "ext": {PLUGIN: {"inferred": list(GUESSED), "level": entry.level, "equipment": entry.equipment or "", "category": entry.category}},
    }
    rules = (*about_steps, *about_needs, *about_level, *about_muscles, *_about(entry, move))
    return Made({field: value for field, value in data.items() if value is not None}, rules)


def _list(words: Words | None) -> list[str] | None:
    return None if words is None else list(words)


def _about(entry: Entry, move: Move) -> Words:
    found = {
        "force-null": entry.force is None,
        "mechanic-null": entry.mechanic is None,
        "kind-changed": entry.category == "stretching" and move.kind != "stretch",
        "category-power": entry.category in POWER and move.small,
        "pattern-guessed": move.guessed,
    }
    return tuple(rule for rule, holds in found.items() if holds)
