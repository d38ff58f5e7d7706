"""Which exercises a template can ever pick, read from the templates' clauses by a reader that shares nothing with `setlist.selectors`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from setlist import Catalog, Exercise, Template
from setlist.model import Slot

Words = set[str | None]
SETS: Mapping[str, Callable[[Words, Words], bool]] = {
    "any": lambda have, named: bool(have & named),
    "all": lambda have, named: named <= have,
    "none": lambda have, named: not have & named,
}


def slots(template: Template) -> Iterator[Slot]:
    return (slot for session in template.sessions.values() for block in session.blocks for slot in block.slots)


def picks(exercise: Exercise, slot: Slot, catalog: Catalog) -> bool:
    """Whether a slot may hold an exercise: its clause fits, and the exercise is meant for its role."""
    return slot.role in exercise.roles and fits(exercise, slot.where, catalog)


def fits(exercise: Exercise, clause: Mapping[str, Any], catalog: Catalog) -> bool:
    return all(_fits(exercise, key, asked, catalog) for key, asked in clause.items())


def _fits(exercise: Exercise, key: str, asked: Any, catalog: Catalog) -> bool:
    match key:
        case "kind" | "position" | "intensity":
            return _sets({getattr(exercise, key)}, {"any": [asked]} if isinstance(asked, str) else asked)
        case "patterns" | "traits" | "tags":
            return _sets(set(getattr(exercise, key)), asked)
        case "muscles":
            parts = {"primary": exercise.primary, "secondary": exercise.secondary}
            return all(_sets(_spoken(parts[part], catalog), wanted) for part, wanted in asked.items())
        case "equipment":
            owned = set(asked["within"]) | {t.id for t in catalog.vocabulary.terms["equipment"].values() if t.data.get("assumed")}
            needs = exercise.equipment
            return set(needs.all) <= owned and (not needs.any or bool(set(needs.any) & owned))
        case "all":
            return all(fits(exercise, part, catalog) for part in asked)
        case "any":
            return any(fits(exercise, part, catalog) for part in asked)
        case "not":
            return not fits(exercise, asked, catalog)
    raise KeyError(f"no template has used {key!r} so far: teach this reader what it means")


def _sets(have: Words, asked: Mapping[str, Iterable[str]]) -> bool:
    return all(SETS[how](have, set(named)) for how, named in asked.items())


def _spoken(muscles: Iterable[str], catalog: Catalog) -> Words:
    """Muscles with every word for them: what they are a part of, their group, and the regions of that group."""
    terms = catalog.vocabulary.terms
    found: Words = set()
    for muscle in muscles:
        data = terms["muscles"][muscle].data
        found |= {muscle, data.get("part_of"), data["group"]}
        found |= {region.id for region in terms["regions"].values() if data["group"] in region.data["groups"]}
    return found
