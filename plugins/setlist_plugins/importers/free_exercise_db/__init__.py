"""Import of free-exercise-db (https://github.com/yuhonas/free-exercise-db, public domain): its JSON as a pack.

The data say name, force, mechanic, level, equipment, muscle group, category and instructions. What a program needs beside that is
inferred by the tables of this package, one a module; docs/importing.md says the rules in words. Nobody has looked at the result, so
every exercise says `reviewed: false`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from setlist import Context, Imported, Importer, hookimpl

NAME = "free-exercise-db"


@hookimpl
def setlist_importers(context: Context) -> Iterable[Importer]:
    vocabulary = context.catalog.vocabulary

    def load(path: Path) -> Imported:
        """The pack of a free-exercise-db file, or of a folder that holds `exercises.json` or `dist/exercises.json`."""
        from setlist_plugins.importers.free_exercise_db.pack import make_pack
        from setlist_plugins.importers.free_exercise_db.reading import read_entries

        return make_pack(read_entries(path), vocabulary)

    yield Importer(NAME, load, "The public-domain exercises of free-exercise-db (exercises.json)")
