"""What is wrong with merged packs, before anybody looks up where: places are paths into documents until they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from setlist.packs import Pack, PackFile
from setlist.problems import Problem

Path = tuple[str | int, ...]


class Mistake(NamedTuple):
    """A problem at a path into a document; finding its line means reading the document again, which is done once for all."""

    file: PackFile
    path: Path
    code: str
    message: str
    hint: str | None = None


class Item(NamedTuple):
    """One entry of a pack's document, with the place it came from."""

    pack: str
    file: PackFile
    path: Path
    data: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.data["id"])

    @property
    def ref(self) -> str:
        return f"{self.pack}:{self.data['id']}"

    def mistake(self, path: Path, code: str, message: str, hint: str | None = None) -> Mistake:
        """A mistake in this item; `path` is relative to it."""
        return Mistake(self.file, (*self.path, *path), code, message, hint)


def items(packs: Iterable[Pack], kind: str) -> list[Item]:
    """The entries of every document of a kind, in the order of packs, file names and entries."""
    files = [(pack.id, file) for pack in packs for file in pack.files if file.kind == kind]
    return [Item(pack, file, (index,), data) for pack, file in files for index, data in enumerate(file.data)]


def repeated(entries: Iterable[Item], what: str, *, across_packs: bool = False) -> Iterator[Mistake]:
    """A mistake for each item whose id was used before: in its own pack, or in any."""
    seen: dict[str, Item] = {}
    for item in entries:
        key = item.id if across_packs else item.ref
        first = seen.setdefault(key, item)
        if first is not item:
            message = f"the {what} {key!r} is already defined in {first.file.name}"
            yield item.mistake(("id",), "E211", message, "give one of them another id")


def placed(mistakes: Sequence[Mistake]) -> list[Problem]:
    """The mistakes with their lines and columns, sorted by file, line, column and code."""
    from setlist import documents

    by_file: dict[str, list[Mistake]] = {}
    for mistake in mistakes:
        by_file.setdefault(mistake.file.name, []).append(mistake)
    problems = []
    for name, group in by_file.items():
        places = documents.locate_all(group[0].file.source, [m.path for m in group], name)
        problems += [Problem(name, places[m.path].line, places[m.path].col, m.code, m.message, m.hint) for m in group]
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.col, p.code, p.message))
