"""A merged catalog as bytes and back, so that packs that were read and checked together once need not be merged again.

JSON, decoded into the model's own types: a value of another type is a miss, and nothing that is read can run.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import MsgspecError, Struct
from msgspec import json as typed
from msgspec.structs import force_setattr

from setlist import cache
from setlist.frozen import FrozenDict, freeze
from setlist.model import EMPTY, Advice, Catalog, Condition, Exercise, PackInfo, Question, Template, Term, Vocabulary


class _Kept(Struct):
    """What is kept of a catalog: everything but where its packs lie."""

    terms: dict[str, dict[str, Term]]
    implications: dict[str, tuple[str, ...]]
    suppressions: tuple[tuple[str, str, str], ...]
    exercises: dict[str, Exercise]
    templates: dict[str, Template]
    conditions: dict[str, Condition]
    questions: dict[str, Question]
    advice: dict[str, Advice]
    rules: tuple[dict[str, Any], ...]
    moved: dict[str, str]


def load(entry: str, packs: Sequence[PackInfo]) -> Catalog | None:
    """The catalog kept under a key, with the packs it is made of now; None where there is none or it cannot be read."""
    content = cache.load_bytes(entry)
    if content is None:
        return None
    try:
        kept = typed.decode(content, type=_Kept)
    except MsgspecError:
        return None
    for exercise in kept.exercises.values():
        _freeze(exercise)
    for template in kept.templates.values():
        _freeze(template)
        for session in template.sessions.values():
            for block in session.blocks:
                for slot in block.slots:
                    _freeze(slot)
    for condition in kept.conditions.values():
        _freeze(condition)
        for part in (*condition.rows, *condition.gates):
            _freeze(part)
    for asked in (*kept.questions.values(), *kept.advice.values()):
        _freeze(asked)
    for terms in kept.terms.values():
        for term in terms.values():
            _freeze(term)
    return Catalog(
        packs=tuple(packs),
        vocabulary=Vocabulary(
            FrozenDict({kind: FrozenDict(terms) for kind, terms in kept.terms.items()}), FrozenDict(kept.implications), kept.suppressions
        ),
        exercises=FrozenDict(kept.exercises),
        templates=FrozenDict(kept.templates),
        conditions=FrozenDict(kept.conditions),
        questions=FrozenDict(kept.questions),
        advice=FrozenDict(kept.advice),
        rules=freeze(kept.rules),
        moved=FrozenDict(kept.moved),
    )


def store(entry: str, catalog: Catalog) -> None:
    """Keep a catalog without mistakes under a key."""
    words = catalog.vocabulary
    parts = {name: getattr(catalog, name) for name in catalog.__struct_fields__ if name not in ("packs", "vocabulary")}
    parts |= {"terms": words.terms, "implications": words.implications, "suppressions": words.suppressions}
    cache.store_bytes(entry, typed.encode(parts))


def _freeze(record: Struct) -> None:
    """What was decoded as a dict or a list of dicts cannot change either."""
    for name in _mappings(type(record)):
        value = getattr(record, name)
        if value is not EMPTY:
            force_setattr(record, name, freeze(value))


_MAPPINGS: dict[type, tuple[str, ...]] = {}


def _mappings(kind: type[Struct]) -> tuple[str, ...]:
    """The fields of a record that hold mappings."""
    if kind not in _MAPPINGS:
        _MAPPINGS[kind] = tuple(name for name, said in kind.__annotations__.items() if "Mapping" in str(said))
    return _MAPPINGS[kind]
