"""The catalog of the chosen packs: find them, pull in what they require, read them, merge them.

A pack that is not asked for does not matter, however broken it is.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from setlist import cache, catalogfile
from setlist.model import Catalog
from setlist.packs import OpenPack, PackSource, describe, find_packs, open_pack, read_pack
from setlist.problems import InputError, Problem, did_you_mean
from setlist.versions import satisfies

Opened = TypeVar("Opened")
Read = TypeVar("Read")
BASE = "base"  # screening, conditions and vocabulary: part of every catalog


def load_catalog(packs: Sequence[str] | None = None, *, paths: Iterable[str | Path] = (), home: str | Path | None = None) -> Catalog:
    """The merged, checked, immutable content of packs and of everything they require.

    packs: ids, or folders (anything with a slash in it). None: all built-in packs and those in `paths`.
    paths: folders that hold packs and come before all others. home: in place of `SETLIST_HOME`.
    Raises InputError with every problem of every pack that is part of the catalog.
    """
    named = [name for name in packs or () if is_folder(name)]
    with _no_collecting():
        sources = find_packs([*paths, *named], home)
        return _merged(_each(open_pack, choose(sources, _wanted(packs, sources))))


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Many objects are made and next to none dropped: looking for garbage among them would only cost time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def is_folder(name: str) -> bool:
    """Is this the folder of a pack rather than its id?"""
    return name in (".", "..") or "/" in name or os.sep in name


def _wanted(packs: Sequence[str] | None, sources: Mapping[str, PackSource]) -> list[str]:
    if packs is None:
        return [s.id for s in sources.values() if s.built_in or s.origin == "path" or any(hidden.built_in for hidden in s.shadows)]
    folders = [Path(name) for name in packs if is_folder(name)]
    named = [source for source in sources.values() if source.origin == "path"]
    inside = [source.id for source in named if any(source.path.is_relative_to(folder) for folder in folders)]
    return [name for name in packs if not is_folder(name)] + inside


def choose(sources: Mapping[str, PackSource], wanted: Iterable[str]) -> list[PackSource]:
    """The wanted packs, base, and everything they require, in merge order: requirements first, then by id.

    Raises InputError where a pack is not there, has the wrong version, or needs itself.
    """
    chosen: dict[str, PackSource] = {}
    problems: list[Problem] = []
    left = list(dict.fromkeys([BASE, *wanted]))
    for name in left:
        if name not in sources:
            problems.append(_missing(name, sources))
    while left:
        source = sources.get(left.pop())
        if source is not None and source.id not in chosen:
            chosen[source.id] = source
            left += source.requires
    for source in chosen.values():
        problems += _unmet(source, sources)
    if problems:
        raise InputError(sorted(set(problems), key=lambda p: (p.file, p.line, p.col, p.code, p.message)))
    return _ordered(chosen)


def _missing(name: str, sources: Mapping[str, PackSource]) -> Problem:
    otherwise = "`setlist pack list` shows what is there" if sources else "not even the built-in packs are there: reinstall setlist"
    return Problem(name, 0, 0, "E201", f"there is no pack {name!r}", did_you_mean(name, sources) or otherwise)


def _unmet(source: PackSource, sources: Mapping[str, PackSource]) -> list[Problem]:
    """What a pack requires and does not get."""
    problems = []
    for name, wanted in source.requires.items():
        place = ("requires", "packs", name)
        if name not in sources:
            hint = did_you_mean(name, sources) or "install it, or name its folder with -p"
            problems.append(_at(source, place, f"the required pack {name!r} is not there", hint))
        elif not sources[name].problems:  # a broken one says so itself when it is read
            version = sources[name].version
            try:
                if not satisfies(version, wanted):
                    message = f"the pack needs {name} {wanted}; found is {version} in {sources[name].path}"
                    problems.append(_at(source, place, message, "use another version of one of them"))
            except ValueError as error:
                problems.append(_at(source, place, str(error), "write it as '>=0.1,<1'"))
    return problems


def _at(source: PackSource, path: tuple[str, ...], message: str, hint: str) -> Problem:
    return Problem(*manifest_place(source, path), "E204", message, hint)


def manifest_place(source: PackSource, path: tuple[str, ...]) -> tuple[str, int, int]:
    """File, line and column of a value in a pack's manifest."""
    from setlist import documents
    from setlist.packfiles import MANIFEST, UnsafeFile, read_file

    name = str(source.path / MANIFEST)
    try:
        return name, *documents.locate(read_file(source.path, MANIFEST), path, name)
    except UnsafeFile:  # it was there a moment ago
        return name, 0, 0


def _ordered(chosen: Mapping[str, PackSource]) -> list[PackSource]:
    """Requirements before what requires them; among those that are free to come, by id. InputError where packs require each other."""
    left = {name: {need for need in source.requires if need in chosen} for name, source in sorted(chosen.items())}
    ordered: list[PackSource] = []
    while left:
        ready = next((name for name, needs in left.items() if not needs), None)
        if ready is None:
            names = ", ".join(left)
            first = chosen[next(iter(left))]
            message = f"these packs require each other in a circle: {names}"
            raise InputError([Problem(*manifest_place(first, ("requires", "packs")), "E205", message, "take one requirement out")])
        ordered.append(chosen[ready])
        del left[ready]
        for needs in left.values():
            needs.discard(ready)
    return ordered


def _merged(packs: Sequence[OpenPack]) -> Catalog:
    """The catalog of packs in merge order. That of the same packs, byte for byte, is kept, so that it is checked and merged once."""
    entry = cache.key("catalog", " ".join(f"{pack.digest} {pack.source.built_in}" for pack in packs))
    kept = catalogfile.load(entry, [describe(pack) for pack in packs])
    if kept is not None:
        return kept
    from setlist.merge import merge

    catalog = merge(_each(read_pack, packs))
    catalogfile.store(entry, catalog)
    return catalog


def _each(read: Callable[[Opened], Read], packs: Iterable[Opened]) -> list[Read]:
    """Every pack, one by one. Raises InputError with the problems of all."""
    done: list[Read] = []
    problems: list[Problem] = []
    for pack in packs:
        try:
            done.append(read(pack))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return done
