"""Catalogs of any size: the built-in exercises, copied with other ids, doses and neighbours. Deterministic."""

from __future__ import annotations

import random

from msgspec.structs import replace

from setlist import Catalog, DoseRange, Exercise


def sized(catalog: Catalog, count: int) -> Catalog:
    """The catalog cut to `count` exercises, or grown to it with copies that are alike but not equal."""
    chosen = dict(list(catalog.exercises.items())[:: max(1, len(catalog.exercises) // count)][:count])
    originals = list(catalog.exercises.values())
    rng = random.Random(count)
    number = 0
    while len(chosen) < count:
        number += 1
        copy = _copy(rng.choice(originals), number, rng)
        chosen[copy.ref] = copy
    return replace(catalog, exercises=dict(sorted(chosen.items())))


def _copy(original: Exercise, number: int, rng: random.Random) -> Exercise:
    name = f"{original.id}-{number}"
    family = None if original.family is None else f"{original.family}-{number // 4}"
    muscles = list(original.primary)
    rng.shuffle(muscles)
    return replace(
        original,
        ref=f"{original.pack}:{name}",
        id=name,
        name=f"{original.name} {number}",
        family=family,
        primary=tuple(muscles),
        secondary=tuple(m for m in original.secondary if rng.random() < 0.8),
        dose=_other_dose(original.dose, rng),
        doses={},
        easier=(),
        harder=(),
        counterposes=(),
    )


def _other_dose(dose: DoseRange, rng: random.Random) -> DoseRange:
    more = rng.choice((0, 0, 1, 2))
    if dose.reps:
        return replace(dose, reps=(dose.reps[0] + more, dose.reps[1] + more))
    if dose.hold_s:
        return replace(dose, hold_s=(dose.hold_s[0] + 5 * more, dose.hold_s[1] + 5 * more))
    return dose
