"""What a person calls things, made into ids: goals, equipment, conditions, templates, exercises, wishes.

A word fits an id, a name or another name; case does not count, and a hyphen is a space. Nothing is guessed: a word that fits several
things, or none, raises Unclear, which says what to type instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from setlist.phrases import either
from setlist.problems import nearest
from setlist.profile import NOTHING

if TYPE_CHECKING:
    from setlist.model import Catalog

# What the words of likes, dislikes and pins may be, beside exercises, families and packs.
WISHES = ("patterns", "traits", "tags", "kinds", "positions", "muscles", "groups", "regions", "equipment")


class Named(Protocol):
    """What exercises, templates, conditions and words of the vocabulary have in common."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...


class Unclear(Exception):
    """Something typed that stands for nothing, or for several things. `hint` is what to type instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint


def folded(text: str) -> str:
    """A name without what does not count: `Slipped-Disc` -> `slipped disc`."""
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split())


def find_goal(word: str, catalog: Catalog) -> str:
    return find(word, "goal", catalog.vocabulary.terms.get("goals", {}))


def find_equipment(word: str, catalog: Catalog) -> str:
    """`none` stays as it is: a profile reads it as no equipment."""
    return NOTHING if folded(word) == NOTHING else find(word, "equipment", catalog.vocabulary.terms.get("equipment", {}))


def find_condition(word: str, catalog: Catalog) -> str:
    """Those that come with a level by themselves are found, and never proposed: nobody means them."""
    people_have = {name: c for name, c in catalog.conditions.items() if not c.applies_levels}
    return find(word, "condition", catalog.conditions, proposed=people_have)


def find_cleared(word: str, catalog: Catalog) -> str:
    """What a professional may have agreed to: a condition, or a screening question by its id."""
    return word if word in catalog.questions else find_condition(word, catalog)


def find_template(word: str, catalog: Catalog) -> str:
    return find(word, "template", catalog.templates)


def find_exercise(word: str, catalog: Catalog) -> str:
    """The `pack:id` of an exercise."""
    return catalog.resolve(word) or find(word, "exercise", catalog.exercises)


def find_wish(word: str, catalog: Catalog) -> str:
    """A word for likes, dislikes and pins: an exercise, a family, a word of the vocabulary or a pack."""
    exact = {p.id for p in catalog.packs} | {e.family for e in catalog if e.family} | {e.id for e in catalog}
    terms = [term for kind in WISHES for term in catalog.vocabulary.terms.get(kind, {}).values()]
    exact |= {term.id for term in terms}
    ref = catalog.resolve(word)
    if ref is not None:
        return ref
    for spelling in (word, folded(word).replace(" ", "-")):
        if spelling in exact:
            return catalog.resolve(spelling) or spelling
    return find(word, "exercise, family, muscle or equipment", {**{term.id: term for term in terms}, **catalog.exercises}, see="exercise")


def find(word: str, what: str, entries: Mapping[str, Named], see: str = "", proposed: Mapping[str, Named] | None = None) -> str:
    """The key of the entry that is meant. `see`: the command that lists them, where it is not called like `what`. `proposed`: those that
    may be meant by what is misspelt, where not all may."""
    if word in entries:
        return word
    wanted = folded(word)
    hits = [key for key, entry in entries.items() if wanted == folded(entry.id)]
    hits = hits or [key for key, entry in entries.items() if wanted in map(folded, (entry.name, *entry.aliases))]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise Unclear(f"{word!r} may be {either(hits)}", "say which")
    raise Unclear(
        f"there is no {what} {word!r}", f"{closest(word, entries if proposed is None else proposed)}`setlist {see or what} list` shows them"
    )


def closest(word: str, entries: Mapping[str, Named]) -> str:
    """`did you mean 'x' (its other name)? ` for what is most like a word, or nothing."""
    spoken = dict(sorted(_spoken(entries)))
    near = nearest(folded(word), spoken)
    if near is None:
        return ""
    key, name = spoken[near]
    other = "" if folded(name) in folded(key) else f" ({name})"
    return f"did you mean {key!r}{other}? "


def _spoken(entries: Mapping[str, Named]) -> Iterable[tuple[str, tuple[str, str]]]:
    for key, entry in entries.items():
        for name in (*entry.aliases, entry.name, entry.id, key):
            yield folded(name), (key, name)
