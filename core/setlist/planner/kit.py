"""What a program takes in things, by their names, so that the document can be read without its packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from setlist.model import EMPTY, Catalog, Exercise, Vocabulary
from setlist.profile import Profile

HURTING = ("region", "trait", "exercise")  # what a report of pain may name


def needed(exercise: Exercise, profile: Profile, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What an exercise takes of what this person has: all of `all`, and of `any` something they named, else what everybody has."""
    one_of = exercise.equipment.any
    if not one_of:
        return exercise.equipment.all
    named, there = _named(profile, vocabulary), vocabulary.owned(profile.all_equipment)
    taken = next((t for t in one_of if t in named), next((t for t in one_of if t in there), one_of[0]))
    return (*exercise.equipment.all, taken)


def at_hand(used: Iterable[Exercise], profile: Profile, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What exercises take beside what the person named, bundles opened."""
    named = _named(profile, vocabulary)
    return tuple(sorted({thing for exercise in used for thing in needed(exercise, profile, vocabulary)} - named))


def growing(exercise: Exercise, profile: Profile, vocabulary: Vocabulary) -> dict[str, Any]:
    """How its load grows: by steps that are counted in kg, or by `more` of something else; neither for what is done with the body."""
    things = vocabulary.terms.get("equipment", EMPTY)
    facts = [things[thing].data for thing in needed(exercise, profile, vocabulary) if thing in things]
    steps = [float(data["load_step_kg"]) for data in facts if data.get("load_step_kg")]
    if steps:
        return {"load_step_kg": min(steps)}
    return next(({"more": data["more"]} for data in facts if data.get("more")), {})


def names(things: Iterable[str], profile: Profile, catalog: Catalog) -> Mapping[str, str]:
    """The names of things to have at hand, and of what the profile says of equipment and pain."""
    known = catalog.vocabulary.terms.get("equipment", EMPTY)
    found = {id: known[id].name for id in (*things, *profile.all_equipment) if id in known}
    hurting = (str(entry[kind]) for entry in profile.pain for kind in HURTING if entry.get(kind))
    found |= {id: name for id in hurting if (name := _called(id, catalog))}
    return dict(sorted(found.items()))


def _called(id: str, catalog: Catalog) -> str | None:
    """The name of a region, muscle, trait or exercise that hurts."""
    for kind in ("regions", "groups", "muscles", "traits"):
        if id in catalog.vocabulary.terms.get(kind, EMPTY):
            return catalog.vocabulary.terms[kind][id].name
    ref = catalog.resolve(id)
    return catalog.exercises[ref].name if ref else None


def _named(profile: Profile, vocabulary: Vocabulary) -> frozenset[str]:
    """What the person named, bundles opened."""
    things = vocabulary.terms.get("equipment", EMPTY)
    inside = (t for name in profile.all_equipment if name in things for t in things[name].data.get("contains", ()))
    return frozenset((*profile.all_equipment, *inside))
