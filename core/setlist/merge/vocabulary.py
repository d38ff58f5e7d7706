"""The vocabulary of the chosen packs: words merge, the same word twice must say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from setlist.frozen import FrozenDict, freeze
from setlist.merge.clauses import check_clause, settled
from setlist.merge.exercises import check_dose
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake
from setlist.model import Term, Vocabulary
from setlist.packs import Pack

PLAIN = ("groups", "regions", "muscles", "equipment", "patterns", "positions", "traits", "goals", "kinds", "tags", "sources", "families")
REFERENCES = {  # kind -> field -> the kind of word in it
    "groups": {"opposite": "groups"},
    "regions": {"groups": "groups"},
    "muscles": {"group": "groups", "part_of": "muscles"},
    "equipment": {"contains": "equipment"},
    "patterns": {"implies": "traits"},
    "positions": {"implies": "traits"},
    "goals": {"screens": "screens", "targets": "groups"},
    "kinds": {"roles": "roles"},
    "implications": {"if": "traits", "also": "traits"},
    "suppressions": {"excluded": "traits", "drop_prefer": "traits"},
}

NEEDED_TO_CHECK = ("kinds", "patterns", "positions", "implications", "equipment")  # what the checks of exercises look up
_OWN = frozenset({"id", "name", "aliases"})

Words = dict[str, list[Item]]


def words(packs: Iterable[Pack]) -> Words:
    """Every entry of every vocabulary file by kind, in merge order; repeated ones included."""
    found: Words = {}
    for pack in packs:
        for file in pack.files:
            if file.kind == "vocabulary":
                for kind, entries in file.data.items():
                    found.setdefault(kind, []).extend(Item(pack.id, file, (kind, index), entry) for index, entry in enumerate(entries))
    return found


def aliases(found: Words) -> dict[str, str]:
    """Other words for equipment -> the id."""
    return {alias: item.id for item in found.get("equipment", ()) for alias in item.data.get("aliases", ())}


def check_words(found: Words, known: Known) -> Iterator[Mistake]:
    for kind in PLAIN:
        yield from _check_repeated(kind, found.get(kind, ()))
    yield from _check_aliases(found.get("equipment", ()), known)
    for kind, entries in found.items():
        for item in entries:
            yield from known.check("sources", item.data.get("sources", ()), item, ("sources",))
            if kind == "kinds" and "dose" in item.data:
                yield from check_dose(item.data["dose"], item, ("dose",))
            for field, target in REFERENCES.get(kind, {}).items():
                value = item.data.get(field, ())
                if isinstance(value, str):
                    yield from known.check_one(target, value, item, (field,))
                else:
                    yield from known.check(target, value, item, (field,))
    for item in found.get("goals", ()):
        for index, wish in enumerate(item.data.get("prefer", ())):
            yield from check_clause(wish["where"], item, ("prefer", index, "where"), known)


def _check_repeated(kind: str, entries: Iterable[Item]) -> Iterator[Mistake]:
    first: dict[str, Item] = {}
    for item in entries:
        other = first.setdefault(item.id, item)
        if other.data != item.data:
            message = f"{item.id!r} in {kind} is already defined differently in {other.file.name}"
            yield item.mistake(("id",), "E212", message, "use the existing word, or choose another id")


def _check_aliases(entries: Iterable[Item], known: Known) -> Iterator[Mistake]:
    taken: dict[str, str] = {}
    for item in entries:
        for index, alias in enumerate(item.data.get("aliases", ())):
            owner = taken.setdefault(alias, item.id)
            if owner != item.id or (alias in known.ids["equipment"] and alias != item.id):
                meaning = owner if owner != item.id else alias
                yield item.mistake(("aliases", index), "E212", f"the alias {alias!r} already means {meaning!r}", "leave it out")


def build_vocabulary(found: Words, known: Known) -> Vocabulary:
    """The merged vocabulary of entries that passed their checks."""
    terms = {kind: FrozenDict({item.id: _term(kind, item, known) for item in found[kind]}) for kind in PLAIN if kind in found}
    implications: dict[str, dict[str, None]] = {}
    for item in found.get("implications", ()):
        implications.setdefault(item.data["if"], {})[item.data["also"]] = None
    suppressions = {(i.data["excluded"], i.data["drop_prefer"], i.data["why"]): None for i in found.get("suppressions", ())}
    return Vocabulary(FrozenDict(terms), FrozenDict({trait: tuple(also) for trait, also in implications.items()}), tuple(suppressions))


def _term(kind: str, item: Item, known: Known) -> Term:
    data = item.data
    other: dict[str, Any] = {key: freeze(value) for key, value in data.items() if key not in _OWN}
    if kind == "goals" and "prefer" in other:
        other["prefer"] = tuple(FrozenDict({**wish, "where": settled(wish["where"], item.pack, known)}) for wish in data["prefer"])
    return Term(data["id"], data.get("name") or data["title"], tuple(data.get("aliases", ())), FrozenDict(other))
