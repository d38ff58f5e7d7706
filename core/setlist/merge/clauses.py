"""`where:` clauses in packs: every id in them is known, and ids that moved are brought up to date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from setlist.frozen import freeze
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake, Path
from setlist.problems import did_you_mean

ONE = {"kind": "kinds", "position": "positions"}  # fields whose test is a word or {any, none}
SET = {"patterns": "patterns", "traits": "traits", "tags": "tags", "roles": "roles", "equipment": "equipment", "muscles": "muscle names"}
FIXED = {"sides": ("none", "each", "alternating"), "intensity": ("light", "moderate", "vigorous")}


def check_clause(clause: Mapping[str, Any], item: Item, path: Path, known: Known) -> Iterator[Mistake]:
    """Mistakes in a clause at `path`. Families and packs are free words: they may belong to a pack that was not chosen."""
    for key, value in clause.items():
        here = (*path, key)
        if key in ("all", "any"):
            for index, part in enumerate(value):
                yield from check_clause(part, item, (*here, index), known)
        elif key == "not":
            yield from check_clause(value, item, here, known)
        elif key in ONE:
            for place, names in _name_lists(value, here):
                yield from _check_words(ONE[key], place, names, item, known)
        elif key in SET:
            for place, names in _name_lists(value, here):
                yield from _check_words(SET[key], place, names, item, known)
        elif key in FIXED:
            for place, names in _name_lists(value, here):
                for at, name in _places(place, names):
                    if name not in FIXED[key]:
                        yield item.mistake(at, "E210", f"unknown value {name!r} of {key}", f"use {', '.join(FIXED[key])}")
        elif key == "id":
            for place, names in _name_lists(value, here):
                yield from _check_ids(place, names, item, known)


def _name_lists(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """The words of a test with their places: of a plain word, of {any, all, none, within}, of {primary: {...}}."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _name_lists(inner, (*path, key))
    else:
        yield path, value


def _places(path: Path, names: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(names, str):
        yield path, names
    else:
        yield from (((*path, index), name) for index, name in enumerate(names))


def _check_words(kind: str, path: Path, names: Any, item: Item, known: Known) -> Iterator[Mistake]:
    if isinstance(names, str):
        yield from known.check_one(kind, names, item, path)
    elif kind == "equipment":
        yield from known.check(kind, [known.aliases.get(name, name) for name in names], item, path)
    else:
        yield from known.check(kind, names, item, path)


def _check_ids(path: Path, names: Any, item: Item, known: Known) -> Iterator[Mistake]:
    for at, name in _places(path, names):
        ref = known.exercise(name, item.pack)
        if ref in known.exercises or (":" in name and ref.partition(":")[0] not in known.packs):
            continue
        if ":" in name or not known.elsewhere(name):
            hint = did_you_mean(name, known.exercises) or "exercises of packs that may be missing are written pack:id"
            yield item.mistake(at, "E213", f"there is no exercise {name!r}", hint)


def settled(clause: Mapping[str, Any], pack: str, known: Known) -> Any:
    """The clause, frozen, with moved exercises and equipment aliases under the names that the catalog uses."""
    return freeze({key: _settled(key, value, pack, known) for key, value in clause.items()})


def _settled(key: str, value: Any, pack: str, known: Known) -> Any:
    if key in ("all", "any"):
        return [settled(part, pack, known) for part in value]
    if key == "not":
        return settled(value, pack, known)
    if key == "id" and known.renames:
        return _renamed(value, lambda name: known.renames.get(name if ":" in name else f"{pack}:{name}", name))
    if key == "equipment":
        return _renamed(value, lambda name: known.aliases.get(name, name))
    return value


def _renamed(value: Any, rename: Any) -> Any:
    if isinstance(value, str):
        return rename(value)
    if isinstance(value, Mapping):
        return {key: _renamed(inner, rename) for key, inner in value.items()}
    return [rename(name) for name in value]
