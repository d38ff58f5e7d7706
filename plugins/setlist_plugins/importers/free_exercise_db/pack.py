"""The entries as a pack: a manifest, the words that it brings, and a file of exercises for each muscle group."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from setlist import Imported
from setlist_plugins.importers.free_exercise_db.corrections import count_corrections
from setlist_plugins.importers.free_exercise_db.exercise import make_exercise
from setlist_plugins.importers.free_exercise_db.reading import Entry, slug
from setlist_plugins.importers.free_exercise_db.words import HOMEPAGE, vocabulary

MANIFEST: dict[str, Any] = {
    "format": 1,
    "id": "free-exercise-db",
    "version": "0.1.0",
    "title": "free-exercise-db, imported",
    "summary": "Exercises of the public-domain free-exercise-db. Nobody has reviewed what they ask of a body: traits, doses and levels "
    "were inferred by setlist, so none is offered to a person with a condition.",
    "license": "Unlicense",
    "language": "en",
    "homepage": HOMEPAGE,
    "requires": {"setlist": ">=0.1", "packs": {"base": ">=0.1"}},
    "tags": ["imported"],
}


def make_pack(entries: Iterable[Entry], words: Any) -> Imported:
    """The pack of some entries and the report about it; `words` is the vocabulary that it will be merged with."""
    entries = list(entries)
    met: dict[str, list[str]] = {}
    files: dict[str, list[dict[str, Any]]] = {}
    seen: set[tuple[Any, ...]] = set()
    for entry in entries:
        made = make_exercise(entry, words)
        twin = (entry.instructions, entry.equipment)
        if made.data is None or twin in seen:
            met.setdefault("no-instructions" if made.data is None else "duplicate", []).append(entry.name)
            continue
        seen.add(twin)
        for rule in made.rules:
            met.setdefault(rule, []).append(entry.name)
        files.setdefault(f"exercises/{slug(entry.primary[0])}.yaml", []).append(made.data)
    used = {thing for exercises in files.values() for data in exercises for thing in data["equipment"]}
    extra = {"vocabulary/words.yaml": vocabulary(used)}
    return Imported({"pack.yaml": MANIFEST, **extra, **{name: files[name] for name in sorted(files)}}, len(entries), count_corrections(met))
