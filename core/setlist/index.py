"""Which of many exercises match a clause, by sets of bits: the planner asks hundreds of clauses of every candidate.

It says the same as the predicates of `selectors` (a test holds the two against each other), which the audit goes by. Bit k of a set
stands for the k-th exercise.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from setlist.model import LEVELS, Exercise, Vocabulary

Bits = int
Clause = Mapping[str, Any]
Values = Callable[[Exercise], Iterable[Any]]


class Index:
    """Exercises by what clauses ask of them. A field is read when a clause first names it, and a set made when its name is asked for: most
    ids and families never are."""

    def __init__(self, exercises: Iterable[Exercise], vocabulary: Vocabulary) -> None:
        self.exercises: Sequence[Exercise] = tuple(exercises)
        self.number = {exercise.ref: k for k, exercise in enumerate(self.exercises)}
        self.vocabulary = vocabulary
        self.everything: Bits = (1 << len(self.exercises)) - 1
        self._fields: dict[str, Mapping[Any, Sequence[int]]] = {}
        self._made: dict[tuple[str, Any], Bits] = {}

    def bits(self, clause: Clause) -> Bits:
        """Those that match. An empty clause matches everything; an unknown key raises KeyError."""
        found = self.everything
        for key, value in clause.items():
            found &= _FINDERS[key](self, value)
        return found

    def only(self, refs: Iterable[str]) -> Bits:
        """Those with the given references."""
        return self._set(self.number[ref] for ref in refs)

    def numbers(self, bits: Bits) -> list[int]:
        """The positions of a set, ascending."""
        filled = bits.to_bytes(len(self.exercises) // 8 + 1, "little")
        return [8 * at + k for at, byte in enumerate(filled) if byte for k in _ONES[byte]]

    def having(self, field: str, names: Iterable[Any]) -> Bits:
        """Those that have one of the names in a field."""
        known, found = self.field(field), 0
        for name in names:
            if name in known:
                if (field, name) not in self._made:
                    self._made[field, name] = self._set(known[name])
                found |= self._made[field, name]
        return found

    def field(self, field: str) -> Mapping[Any, Sequence[int]]:
        """The positions of the exercises by their values in a field."""
        if field not in self._fields:
            known: dict[Any, array[int]] = {}
            values = _FIELDS[field]
            for k, exercise in enumerate(self.exercises):
                for value in values(exercise):
                    if value not in known:
                        known[value] = array("i")
                    known[value].append(k)
            self._fields[field] = known
        return self._fields[field]

    def _set(self, numbers: Iterable[int]) -> Bits:
        """A set from its positions, filled as bytes: an integer would be copied for each bit."""
        filled = bytearray(len(self.exercises) // 8 + 1)
        for k in numbers:
            filled[k >> 3] |= 1 << (k & 7)
        return int.from_bytes(filled, "little")


_ONES = tuple(tuple(k for k in range(8) if byte >> k & 1) for byte in range(256))
_FIELDS: dict[str, Values] = {
    "name": lambda e: {e.ref, e.id},
    "pack": lambda e: (e.pack,),
    "kind": lambda e: (e.kind,),
    "family": lambda e: (e.family,),
    "position": lambda e: (e.position,),
    "sides": lambda e: (e.sides,),
    "intensity": lambda e: (e.intensity,),
    "level": lambda e: (e.level,),
    "reviewed": lambda e: (e.reviewed,),
    "patterns": lambda e: e.patterns,
    "traits": lambda e: e.traits,
    "roles": lambda e: e.roles,
    "tags": lambda e: e.tags,
    "needs": lambda e: e.equipment.all,
    "needs one": lambda e: e.equipment.any,
    "needs a choice": lambda e: (bool(e.equipment.any),),
    "primary": lambda e: e.primary,
    "secondary": lambda e: e.secondary,
}


def _one(field: str, index: Index, value: Any) -> Bits:
    """A field with a single value: the one asked for, or one of `any` and none of `none`."""
    if isinstance(value, str):
        return index.having(field, (value,))
    found = index.having(field, value["any"]) if value.get("any") else index.everything
    return found & ~index.having(field, value.get("none", ()))


def _several(fields: Sequence[str], index: Index, value: Clause) -> Bits:
    """Fields with several values, taken together."""

    def having(names: Iterable[str]) -> Bits:
        names, found = tuple(names), 0
        for field in fields:
            found |= index.having(field, names)
        return found

    found = having(value["any"]) if value.get("any") else index.everything
    for name in value.get("all", ()):
        found &= having((name,))
    return found & ~having(value.get("none", ()))


def _level(index: Index, value: Any) -> Bits:
    if isinstance(value, str):
        return index.having("level", (value,))
    low, high = (LEVELS.index(value.get(end, LEVELS[at])) for end, at in (("min", 0), ("max", -1)))
    return index.having("level", LEVELS[low : high + 1])


def _equipment(index: Index, value: Clause) -> Bits:
    found = index.everything
    if "within" in value:
        owned = index.vocabulary.owned(tuple(value["within"]))
        found &= ~index.having("needs", (name for name in index.field("needs") if name not in owned))
        found &= index.having("needs a choice", (False,)) | index.having("needs one", owned)
    rest = {k: v for k, v in value.items() if k != "within"}
    return found & _several(("needs", "needs one"), index, rest) if rest else found


def _muscles(index: Index, value: Clause) -> Bits:
    found = index.everything
    for fields, spec in (
        (("primary", "secondary"), value),
        (("primary",), value.get("primary", {})),
        (("secondary",), value.get("secondary", {})),
    ):
        spelled = {key: [index.vocabulary.muscles(name) for name in spec[key]] for key in ("any", "all", "none") if spec.get(key)}
        if "any" in spelled:
            found &= _several(fields, index, {"any": [m for muscles in spelled["any"] for m in muscles] or [None]})
        for muscles in spelled.get("all", ()):
            found &= _several(fields, index, {"any": muscles or (None,)})
        found &= _several(fields, index, {"none": [m for muscles in spelled.get("none", ()) for m in muscles]})
    return found


def _all(index: Index, value: Iterable[Clause]) -> Bits:
    found = index.everything
    for clause in value:
        found &= index.bits(clause)
    return found


def _any(index: Index, value: Iterable[Clause]) -> Bits:
    found = 0
    for clause in value:
        found |= index.bits(clause)
    return found


_FINDERS: dict[str, Callable[[Index, Any], Bits]] = {
    "id": partial(_one, "name"),
    **{field: partial(_one, field) for field in ("pack", "kind", "family", "position", "sides", "intensity")},
    **{field: partial(_several, (field,)) for field in ("patterns", "traits", "roles", "tags")},
    "level": _level,
    "equipment": _equipment,
    "muscles": _muscles,
    "reviewed": lambda index, value: index.having("reviewed", (value,)),
    "all": _all,
    "any": _any,
    "not": lambda index, value: index.everything & ~index.bits(value),
}
