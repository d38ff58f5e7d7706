"""A finished week as rules see it: what is placed where, and which exercises match a clause. Reads programs, never columns or rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from msgspec import Struct

from setlist.model import EMPTY, Catalog, Exercise, Template
from setlist.program import Item, Week
from setlist.selectors import compile_clause

Clause = Mapping[str, Any]


class Matcher:
    """The exercises that match a clause, each clause worked out once. `refs` are those that matter; None for the whole catalog."""

    def __init__(self, catalog: Catalog, refs: Iterable[str] | None = None) -> None:
        self.catalog = catalog
        self.exercises = (
            {ref: catalog.exercises[ref] for ref in refs if ref in catalog.exercises} if refs is not None else catalog.exercises
        )
        self.known: dict[int, tuple[Clause, frozenset[str]]] = {}
        families: dict[str, list[str]] = {}
        for ref, e in self.exercises.items():
            families.setdefault(e.family or "", []).append(ref)
        self.families = {name: frozenset(members) for name, members in families.items()}

    def __call__(self, clause: Clause) -> frozenset[str]:
        if clause.keys() == {"family"} and isinstance(clause["family"], str):
            return self.families.get(clause["family"], frozenset())  # there are as many such rules as families
        if id(clause) not in self.known:
            test = compile_clause(clause, self.catalog.vocabulary)
            # the clause is kept, so that its id stays its own
            self.known[id(clause)] = clause, frozenset(ref for ref, e in self.exercises.items() if test(e))
        return self.known[id(clause)][1]


class Spot(NamedTuple):
    """A slot of a session (its number in the week), filled or not."""

    session: int
    block: str
    slot: str
    role: str


class Placed(Struct, frozen=True):
    """An item with what a rule needs to know of its place."""

    item: Item
    exercise: Exercise
    session: int
    block: str
    day: int


class Held(Struct, frozen=True):
    """A week as rules see it. `spots` are the slots that its sessions have by the template; unknown exercises are left out of `placed`."""

    week: Week
    placed: tuple[Placed, ...]
    spots: tuple[Spot, ...]
    matching: Matcher
    refs: frozenset[str]

    def empty(self, clause: Clause) -> bool:
        """Whether nothing in the week matches."""
        return self.refs.isdisjoint(self.matching(clause))

    @property
    def deload(self) -> bool:
        return self.week.phase == "deload"

    def total(self, clause: Clause, measure: str, group: Sequence[Placed]) -> float:
        """The measure of what matches among some items; exposures are sessions with a match."""
        hits = [p for p in group if p.exercise.ref in self.matching(clause)]
        if measure == "exposures":
            return float(len({p.session for p in hits}))
        return sum(self._amount(p, measure, clause) for p in hits)

    def _amount(self, p: Placed, measure: str, clause: Clause) -> float:
        if measure == "minutes":
            return p.item.minutes
        if measure != "sets":
            return 1.0
        asked = {m for name in clause.get("muscles", EMPTY).get("any", ()) for m in self.matching.catalog.vocabulary.muscles(name)}
        return p.item.dose.sets * (1.0 if not asked or asked & set(p.exercise.primary) else 0.5)


def held(week: Week, catalog: Catalog, template: Template, minutes: int, matching: Matcher) -> Held:
    """A week of a program for sessions of so many minutes."""
    placed = tuple(
        Placed(item, catalog.exercises[item.exercise], s, block.id, session.day)
        for s, session in enumerate(week.sessions)
        for block in session.blocks
        for item in block.items
        if item.exercise in catalog.exercises
    )
    spots = tuple(
        Spot(s, block.id, slot.id, slot.role)
        for s, session in enumerate(week.sessions)
        if session.id in template.sessions
        for block in template.sessions[session.id].blocks
        if minutes >= block.from_minutes
        for slot in block.slots
    )
    return Held(week, placed, spots, matching, frozenset(p.exercise.ref for p in placed))
