"""What packs hold, as frozen data: exercises and vocabulary here, the rest in modules of their own, and the catalog of it all.

Everything here is made by `setlist.catalog` and never changes afterwards. Sequences are tuples in a fixed order, so that a
program does not depend on hash seeds.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct

from setlist.conditions import Condition as Condition
from setlist.conditions import Finding as Finding
from setlist.conditions import Gate as Gate
from setlist.conditions import GateRow as GateRow
from setlist.conditions import Question as Question
from setlist.conditions import Row as Row
from setlist.doses import BREATH_S as BREATH_S
from setlist.doses import Dose as Dose
from setlist.doses import DoseRange as DoseRange
from setlist.templates import Block as Block
from setlist.templates import Interval as Interval
from setlist.templates import Session as Session
from setlist.templates import Short as Short
from setlist.templates import Slot as Slot
from setlist.templates import Template as Template
from setlist.words import EMPTY as EMPTY
from setlist.words import LEVELS as LEVELS
from setlist.words import SEVERITIES as SEVERITIES
from setlist.words import STEPS as STEPS
from setlist.words import Level as Level
from setlist.words import Range as Range
from setlist.words import Severity as Severity
from setlist.words import Step as Step

if TYPE_CHECKING:
    from setlist.index import Index


class Equipment(NamedTuple):
    """What an exercise needs: all of `all`, one of `any` (where given); `optional` helps."""

    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()


class Exercise(Struct, frozen=True, omit_defaults=True):
    """One movement, pose, stretch, sport or self-care item. `ref` is `pack:id`; `traits` are closed under implication."""

    ref: str
    pack: str
    id: str
    name: str
    kind: str
    level: Level
    patterns: tuple[str, ...]
    primary: tuple[str, ...]
    secondary: tuple[str, ...]
    equipment: Equipment
    traits: tuple[str, ...]
    roles: tuple[str, ...]
    dose: DoseRange
    steps: tuple[str, ...]
    groups: Mapping[str, float] = EMPTY  # muscle group -> share of a set: 1 where primary, 0.5 where secondary
    position: str | None = None
    sides: Literal["none", "each", "alternating"] = "none"
    family: str | None = None
    tags: tuple[str, ...] = ()
    doses: Mapping[str, DoseRange] = EMPTY  # by goal
    intensity: str | None = None
    met: Mapping[str, Any] = EMPTY
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    cues: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    variations: tuple[str, ...] = ()
    easier: tuple[str, ...] = ()
    harder: tuple[str, ...] = ()
    regress: str | None = None  # how the movement itself is made easier
    prepares: tuple[str, ...] = ()
    counterposes: tuple[str, ...] = ()
    first_month: tuple[str, ...] = ()
    media: tuple[Mapping[str, str], ...] = ()  # url, licence, alt
    sources: tuple[str, ...] = ()
    inventory: tuple[str, ...] = ()
    reviewed: bool = True
    inferred: tuple[str, ...] = ()  # traits that a program proposed and nobody confirmed
    ext: Mapping[str, Any] = EMPTY

    def dose_for(self, goal: str) -> DoseRange:
        """The dose range for a goal: the goal's own where the exercise has one."""
        return self.doses.get(goal, self.dose)


class Advice(Struct, frozen=True, omit_defaults=True):
    id: str
    text: str
    placement: str
    title: str | None = None
    disclaimer: bool = False
    when: Mapping[str, Any] = EMPTY
    priority: int = 0
    sources: tuple[str, ...] = ()
    confirmed: bool = False
    inventory: tuple[str, ...] = ()


class Term(Struct, frozen=True, omit_defaults=True):
    """One word of a vocabulary: a muscle, a piece of equipment, a pattern, a trait, a goal, ... `data` holds its other fields."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    data: Mapping[str, Any] = EMPTY


class PackInfo(Struct, frozen=True):
    id: str
    version: str
    title: str
    digest: str  # sha256 over the pack's files
    path: str
    license: str
    summary: str = ""
    requires: Mapping[str, Any] = EMPTY
    built_in: bool = False


class Vocabulary(Struct, frozen=True):
    """The ids that content may use. `terms[kind][id]`; kinds are muscles, groups, regions, equipment, patterns, traits, goals, ..."""

    terms: Mapping[str, Mapping[str, Term]] = EMPTY
    implications: Mapping[str, tuple[str, ...]] = EMPTY
    suppressions: tuple[tuple[str, str, str], ...] = ()  # (excluded trait, prefer to drop, why)

    def muscles(self, name: str) -> tuple[str, ...]:
        """The muscles behind a muscle, a group or a region, in id order; empty when the name is unknown."""
        if name in self.terms.get("muscles", EMPTY):
            parts = [m.id for m in self.terms["muscles"].values() if m.data.get("part_of") == name]
            return tuple(sorted([name, *parts]))
        groups = self.terms["regions"][name].data["groups"] if name in self.terms.get("regions", EMPTY) else (name,)
        return tuple(sorted(m.id for m in self.terms.get("muscles", EMPTY).values() if m.data["group"] in groups))

    def group(self, muscle: str) -> str:
        return str(self.terms["muscles"][muscle].data["group"])

    def owned(self, names: tuple[str, ...]) -> frozenset[str]:
        """The equipment behind a person's words: bundles opened, assumed things added."""
        things = self.terms.get("equipment", EMPTY)
        have = {t.id for t in things.values() if t.data.get("assumed")}
        for name in names:
            have.add(name)
            if name in things:
                have.update(things[name].data.get("contains", ()))
        return frozenset(have)


class Catalog(Struct, frozen=True, dict=True):
    """The merged, checked, immutable content of the chosen packs, keyed by `pack:id` (vocabulary-like things by id)."""

    packs: tuple[PackInfo, ...]
    vocabulary: Vocabulary
    exercises: Mapping[str, Exercise]
    templates: Mapping[str, Template]
    conditions: Mapping[str, Condition]
    questions: Mapping[str, Question]
    advice: Mapping[str, Advice]
    rules: tuple[Mapping[str, Any], ...] = ()  # rules of packs, as checked data with `pack`
    moved: Mapping[str, str] = EMPTY

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self.exercises.values())

    @cached_property
    def index(self) -> Index:
        """Which exercises match which clauses, for those who ask many; kept with the catalog."""
        from setlist.index import Index

        return Index(self.exercises.values(), self.vocabulary)

    def resolve(self, name: str) -> str | None:
        """A full `pack:id` for an exercise id, a moved id or an unambiguous short id; None when there is none."""
        name = self.moved.get(name, name)
        if name in self.exercises:
            return name
        hits = [ref for ref in self.exercises if ref.partition(":")[2] == name]
        return hits[0] if len(hits) == 1 else None

    def easier_than(self, ref: str) -> frozenset[str]:
        """Every easier version of an exercise, however many steps down."""
        found: dict[str, None] = {}
        ahead = [ref]
        while ahead:
            here = self.exercises.get(ahead.pop())
            lower = [other for other in here.easier if other not in found] if here is not None else []
            found.update(dict.fromkeys(lower))
            ahead += lower
        return frozenset(found)

    def steps_down(self, ref: str, among: Container[str]) -> tuple[str, ...]:
        """The nearest easier exercises that are among some: a rung that is not is stepped over."""
        rungs, seen = list(self.exercises[ref].easier), {ref}
        while rungs:
            found = tuple(other for other in rungs if other in among)
            if found:
                return found
            seen.update(rungs)
            rungs = list(
                dict.fromkeys(low for rung in rungs if rung in self.exercises for low in self.exercises[rung].easier if low not in seen)
            )
        return ()
