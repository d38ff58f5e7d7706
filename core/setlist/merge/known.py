"""The ids that content may use: what the chosen packs define, and what to say of anything else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from setlist.merge.mistakes import Item, Mistake, Path
from setlist.model import EMPTY
from setlist.problems import did_you_mean

ROLES = frozenset({"warm-up", "main", "accessory", "core", "stretch", "cool-down", "fill"})  # those of common.schema.json
WORDS = {
    "conditions": "condition",
    "equipment": "equipment",
    "goals": "goal",
    "groups": "muscle group",
    "kinds": "kind",
    "muscles": "muscle",
    "muscle names": "muscle, group or region",
    "patterns": "pattern",
    "positions": "position",
    "regions": "region",
    "roles": "role",
    "screens": "screening question or set",
    "sources": "source",
    "tags": "tag",
    "traits": "trait",
}


class Known(NamedTuple):
    """`ids` by kind of word. `packs` are the chosen packs; `exercises` their exercises by `pack:id`. `renames` turn ids that moved, or that
    another pack's exercise answers to, into the ones that are there; `aliases` do the same for equipment."""

    ids: Mapping[str, frozenset[str]]
    packs: frozenset[str] = frozenset()
    exercises: Mapping[str, Item] = EMPTY
    renames: Mapping[str, str] = EMPTY
    aliases: Mapping[str, str] = EMPTY

    def check(self, kind: str, names: Iterable[str], item: Item, path: Path) -> Iterable[Mistake]:
        """A mistake for each name that is no known word of its kind; `path` is where the list of names is."""
        known = self.ids[kind]
        if known.issuperset(names):
            return ()
        return [
            item.mistake((*path, index), "E210", f"unknown {WORDS[kind]} {name!r}", self._hint(kind, name))
            for index, name in enumerate(names)
            if name not in known
        ]

    def check_one(self, kind: str, name: str | None, item: Item, path: Path) -> Iterable[Mistake]:
        """The same for a single name; None is fine."""
        if name is None or name in self.ids[kind]:
            return ()
        return [item.mistake(path, "E210", f"unknown {WORDS[kind]} {name!r}", self._hint(kind, name))]

    def _hint(self, kind: str, name: str) -> str:
        if kind == "muscles" and name in self.ids["muscle names"]:
            return "that is a group or region: name the muscles themselves"
        if kind in ("conditions", "screens"):
            return did_you_mean(name, self.ids[kind]) or "no chosen pack defines it"
        return did_you_mean(name, self.ids[kind]) or "a file in vocabulary/ must define it"

    def exercise(self, link: str, pack: str) -> str:
        """The exercise that a link written in `pack` leads to, whether or not it is there."""
        ref = link if ":" in link else f"{pack}:{link}"
        return str(self.renames.get(ref, ref))

    def check_links(self, item: Item, path: Path, links: Iterable[str]) -> Iterator[Mistake]:
        """Links into packs that were not chosen are fine and lead nowhere; within chosen packs the exercise must be there."""
        for index, link in enumerate(links):
            ref = self.exercise(link, item.pack)
            if ref not in self.exercises and ref.partition(":")[0] in self.packs:
                hint = self.elsewhere(link) or did_you_mean(ref, self.exercises) or "remove the link, or add the exercise"
                yield item.mistake((*path, index), "E213", f"there is no exercise {ref!r}", hint)

    def elsewhere(self, link: str) -> str | None:
        """A hint for an id that another chosen pack has."""
        others = sorted(ref for ref in self.exercises if ref.endswith(f":{link}"))
        return f"write {others[0]!r}" if others else None
