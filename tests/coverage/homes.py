"""Where an id of the founding knowledge may live, and what stands there: raw pack entries, attributes of plugins, sections of docs.

A home is written as its kind and a name: `exercise yoga:childs-pose`, `row osteoporosis jumps`, `plugin setlist.model:BREATH_S`,
`docs docs/settled.md#Claims`. `Homes.find` returns plain data or raises `Missing` with what is wrong.
"""

from __future__ import annotations

import importlib
import inspect
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from setlist.merge.known import ROLES
from setlist.packfiles import KINDS
from setlist.packs import Pack, find_packs, read_pack

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "packs" / "setlist_packs"
DOCS = ROOT / "docs"
BY_REF = {"exercise": "exercise"}  # ids of their own per pack; everything else has one name for all packs
BY_ID = {
    "template": "template",
    "rule": "rule",
    "condition": "condition",
    "question": "question",
    "red-flag": "question",
    "advice": "advice",
}
WORDS = {
    "muscle": "muscles",
    "group": "groups",
    "region": "regions",
    "equipment": "equipment",
    "pattern": "patterns",
    "position": "positions",
    "trait": "traits",
    "goal": "goals",
    "kind": "kinds",
    "tag": "tags",
    "family": "families",
    "source": "sources",
}

FOLDERS = {  # kind of home -> the folder of a pack, and in vocabularies the list
    "exercise": ("exercises", ""),
    **{kind: (folder, "") for folder, of in KINDS.items() for kind, document in BY_ID.items() if document == of},
    **{kind: ("vocabulary", plural) for kind, plural in WORDS.items()},
}


class Missing(Exception):
    """Nothing lives at this home; the message says what was looked for."""


class Homes(NamedTuple):
    """Everything that can be a home. `entries[kind, name]` is a pack's raw entry; `docs` maps a file name to its text."""

    entries: Mapping[tuple[str, str], Any]
    docs: Mapping[str, str]

    def find(self, home: str, inventory_id: str = "") -> Any:
        """The plain data at a home. A section of docs counts only when it names `inventory_id`. Raises Missing."""
        kind, _, name = home.partition(" ")
        if kind == "plugin":
            return _attribute(name)
        if kind == "docs":
            return self._section(name, inventory_id)
        if kind == "role" and name in ROLES:
            return name
        if kind == "row":
            return self._rows(name)
        if (kind, name) not in self.entries:
            raise Missing(f"there is no {kind} {name!r}")
        return self.entries[kind, name]

    def _rows(self, name: str) -> Any:
        """The row of a condition for a trait; a list where facts choose among several."""
        condition, _, trait = name.partition(" ")
        rows = [row for row in self.find(f"condition {condition}").get("rows", ()) if row["trait"] == trait]
        if not rows:
            raise Missing(f"the condition {condition!r} has no row for {trait!r}")
        return rows[0] if len(rows) == 1 else rows

    def _section(self, name: str, inventory_id: str) -> str:
        file, _, heading = name.partition("#")
        text = self.docs.get(file.removeprefix("docs/"))
        if text is None:
            raise Missing(f"there is no {file}")
        section = _under(text, heading)
        if section is None:
            raise Missing(f"{file} has no heading {heading!r}")
        if inventory_id and not re.search(rf"(?<![\w-]){re.escape(inventory_id)}(?![\w-])", section):
            raise Missing(f"the section {heading!r} of {file} does not name {inventory_id!r}")
        return section


def read_homes(packs: Path = PACKS, docs: Path = DOCS) -> Homes:
    """The homes in a folder of packs and a folder of Markdown files. Raises InputError for a pack that cannot be read."""
    found: dict[tuple[str, str], Any] = {}
    for source in find_packs([packs], home=packs / "nobody").values():
        if source.path.parent == packs:
            _add(read_pack(source), found)
    return Homes(found, {path.name: path.read_text(encoding="utf-8") for path in sorted(docs.glob("*.md"))})


def _add(pack: Pack, found: dict[tuple[str, str], Any]) -> None:
    found["pack", pack.id] = pack.manifest.data
    for file in pack.files:
        if file.kind == "vocabulary":
            _add_words(file.data, found)
        for entry in file.data if isinstance(file.data, list) else ():
            name = entry["id"]
            for kind in (kind for kind, of in BY_REF.items() if of == file.kind):
                found[kind, f"{pack.id}:{name}"] = entry
            for kind in (kind for kind, of in BY_ID.items() if of == file.kind):
                found[kind, name] = entry
            if file.kind == "advice" and entry.get("disclaimer"):
                found["disclaimer", name] = entry


def _add_words(data: Mapping[str, Any], found: dict[tuple[str, str], Any]) -> None:
    for kind, plural in WORDS.items():
        for entry in data.get(plural, ()):
            found[kind, entry["id"]] = entry
    for entry in data.get("implications", ()):
        found["implication", entry["if"]] = entry
    for entry in data.get("suppressions", ()):
        found["suppression", f"{entry['excluded']} {entry['drop_prefer']}"] = entry


def _attribute(name: str) -> Any:
    """The value of a constant, or the source of a function or class."""
    module, _, path = name.partition(":")
    try:
        value: Any = importlib.import_module(module)
        for part in path.split("."):
            value = getattr(value, part)
    except (ImportError, AttributeError) as error:
        raise Missing(f"there is no {name}: {error}") from None
    return inspect.getsource(value) if callable(value) else plain(value)


def plain(value: Any) -> Any:
    """Frozen mappings and tuples as the dicts and lists that YAML has."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    return [plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _under(text: str, heading: str) -> str | None:
    """What stands under a heading, up to the next one of its level or above."""
    lines = text.splitlines()
    heads = [(n, len(m[1]), m[2].strip()) for n, line in enumerate(lines) if (m := re.match(r"(#+) (.*)", line))]
    for at, level, title in heads:
        if heading in (title, _slug(title)):
            end = next((n for n, deep, _ in heads if n > at and deep <= level), len(lines))
            return "\n".join(lines[at:end])
    return None


def _slug(title: str) -> str:
    """The anchor that code hosts give a heading."""
    return re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-")
