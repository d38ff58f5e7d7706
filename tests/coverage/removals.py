"""Packs with something taken out: what the coverage tests must notice.

`without` and `changed` work on `Homes` in memory, so that every id can be tried; `taken_out` and `rewritten` edit the files of a copy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from setlist.documents import read
from tests.coverage.homes import FOLDERS, Homes, plain
from tests.coverage.ledger import Entry, Ledger

GONE = "taken out"
SAME = {"red-flag": "question", "disclaimer": "advice"}  # two words for one kind of entry


def without(homes: Homes, home: str) -> Homes:
    """The homes without one of them. What no pack holds (plugins, roles) stays; a section of docs loses its page."""
    kind, _, name = home.partition(" ")
    if kind == "docs":
        page = name.partition("#")[0].removeprefix("docs/")
        return homes._replace(docs={file: text for file, text in homes.docs.items() if file != page})
    if kind == "row":
        condition, _, trait = name.partition(" ")
        entry = homes.entries["condition", condition]
        rows = [row for row in entry["rows"] if row["trait"] != trait]
        return homes._replace(entries={**homes.entries, ("condition", condition): {**entry, "rows": rows}})
    return homes._replace(entries={key: entry for key, entry in homes.entries.items() if key != (kind, name)})


def changed(found: Any, at: str) -> Any:
    """A copy of an entry in which what stands at a dotted path is something else."""
    if not at:
        return GONE
    head, _, rest = at.partition(".")
    value = plain(found)
    if isinstance(value, list):
        names = [str(n) if head.isdecimal() else next((v[k] for k in ("id", "trait") if head == v.get(k)), "") for n, v in enumerate(value)]
        return [changed(inner, rest) if name == head else inner for name, inner in zip(names, value, strict=True)]
    return {**value, head: changed(value[head], rest)}


def about(ledger: Ledger, home: str) -> set[str]:
    """The names of the entries that live at a home or check something there."""
    return {entry.name for entries in ledger.values() for entry in entries if any(_lies_in(place, home) for place in _places(entry))}


def _places(entry: Entry) -> Iterator[str]:
    yield from entry.homes
    yield from (check.home for check in entry.checks)


def _lies_in(place: str, home: str) -> bool:
    """Is this the same entry under one of its names, or a row of it?"""
    return _entry(place) == _entry(home)


def _entry(home: str) -> str:
    kind, _, name = home.partition(" ")
    if kind == "row":
        return f"condition {name.partition(' ')[0]}"
    return f"{SAME.get(kind, kind)} {name}"


def residents(ledger: Ledger, home: str) -> set[str]:
    """The names of the entries that live at exactly this home."""
    return {entry.name for entries in ledger.values() for entry in entries if home in entry.homes}


def figures(ledger: Ledger, home: str, at: str) -> set[str]:
    """The names of the entries that check what stands at a path of a home."""
    return {e.name for entries in ledger.values() for e in entries for c in e.checks if (c.home, c.at) == (home, at)}


@contextmanager
def taken_out(packs: Path, home: str) -> Iterator[None]:
    """The copy without the entry of a home; as before afterwards."""
    with _edited(packs, home, lambda entries, at: entries.pop(at)):
        yield


@contextmanager
def rewritten(packs: Path, home: str, change: Callable[[dict[str, Any]], None]) -> Iterator[None]:
    """The copy with a changed entry; as before afterwards."""
    with _edited(packs, home, lambda entries, at: change(entries[at])):
        yield


@contextmanager
def _edited(packs: Path, home: str, edit: Callable[[list[Any], int], Any]) -> Iterator[None]:
    path, data, entries, at = _locate(packs, home)
    before = path.read_bytes()
    edit(entries, at)
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")  # JSON is YAML
    try:
        yield
    finally:
        path.write_bytes(before)


def _locate(packs: Path, home: str) -> tuple[Path, Any, list[Any], int]:
    kind, _, name = home.partition(" ")
    folder, key = FOLDERS[kind]
    pack, _, name = name.rpartition(":")
    for path in sorted(packs.glob(f"{pack or '*'}/{folder}/*.yaml")):
        data = json.loads(json.dumps(read(path.read_bytes(), str(path))))  # a copy without shared parts
        entries = data.get(key, []) if isinstance(data, Mapping) else data
        for at, entry in enumerate(entries):
            if entry.get("id") == name:
                return path, data, entries, at
    raise LookupError(home)
