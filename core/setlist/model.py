"""What packs hold, as frozen data: exercises, doses, templates, conditions, questions, advice, vocabulary.

Everything here is made by `setlist.catalog` and never changes afterwards. Sequences are tuples in a fixed order, so that a
program does not depend on hash seeds.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

if TYPE_CHECKING:
    from setlist.index import Index

Level = Literal["beginner", "intermediate", "advanced"]
Severity = Literal["exclude", "modify", "caution", "prefer"]
Step = Literal["go", "see-someone", "clearance", "stop"]
Range = tuple[int, int]

LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
SEVERITIES: tuple[Severity, ...] = ("exclude", "modify", "caution", "prefer")
STEPS: tuple[Step, ...] = ("go", "see-someone", "clearance", "stop")
BREATH_S = 6  # seconds a breath, where a dose does not say (evidence row yo-breath)


class _Empty(Mapping[str, Any]):
    """The empty mapping, immutable and hashable, so that it can be a default."""

    def __getitem__(self, key: str) -> Any:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "{}"


EMPTY: Mapping[str, Any] = _Empty()


class Dose(Struct, frozen=True):
    """How much, in plain numbers. Counts are per side when `per_side`; times in seconds unless the name says otherwise."""

    sets: int = 1
    reps: int | None = None
    hold_s: int | None = None
    breaths: int | None = None
    breath_s: int | None = None
    minutes: int | None = None
    distance_m: int | None = None
    rest_s: int | None = None
    tempo: str | None = None
    load_kg: float | None = None
    load_pct_1rm: int | None = None
    rir: int | None = None
    rpe: int | None = None
    per_side: bool = False
    times_per_day: int | None = None


class DoseRange(Struct, frozen=True, omit_defaults=True):
    """The doses an exercise allows: each quantity a (low, high) pair, or None where the exercise does not use it."""

    sets: Range = (1, 1)
    reps: Range | None = None
    hold_s: Range | None = None
    breaths: Range | None = None
    breath_s: int | None = None
    minutes: Range | None = None
    distance_m: Range | None = None
    rest_s: Range | None = None
    tempo: str | None = None
    load_kg: Range | None = None
    load_pct_1rm: Range | None = None
    rir: Range | None = None
    rpe: Range | None = None
    times_per_day: Range | None = None
    per_side: bool = False

    @property
    def measure(self) -> str:
        """What is counted: reps, hold_s, breaths, minutes or distance_m."""
        return next(name for name in ("reps", "breaths", "minutes", "distance_m", "hold_s") if getattr(self, name))

    def at(self, end: Literal["low", "high"]) -> Dose:
        """The smallest or the largest dose. Effort is highest where reps in reserve are lowest; rest is the same way round."""
        return _end(self, 0 if end == "low" else 1)


@lru_cache(maxsize=8192)
def _end(allowed: DoseRange, pick: Literal[0, 1]) -> Dose:
    values: dict[str, Any] = {}
    for name in DoseRange.__struct_fields__:
        value = getattr(allowed, name)
        if value.__class__ is tuple:
            value = value[1 - pick] if name in ("rir", "rest_s") else value[pick]
        values[name] = value
    return Dose(**values)


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


class Slot(Struct, frozen=True, omit_defaults=True):
    """A place in a session for a number of exercises that match `where`. The count is written for 30 minutes; what is `always` there is
    the point of the session and is not scaled down for a shorter one."""

    id: str
    where: Mapping[str, Any]
    count: Range
    role: str
    dose: DoseRange | None = None
    title: str = ""
    last: bool = False
    always: bool = False


class Interval(Struct, frozen=True):
    """Seconds of work and of rest that take turns."""

    work_s: int
    rest_s: int


class Short(Struct, frozen=True):
    """How a block is done in sessions of at most `minutes`."""

    minutes: int
    style: str
    rounds: Range | None = None


class Block(Struct, frozen=True, omit_defaults=True):
    """A part of a session. `share` is per cent of the session's minutes; `per_30` bounds its items per 30 minutes."""

    id: str
    name: str
    role: str
    slots: tuple[Slot, ...]
    style: str = "straight"
    rounds: Range | None = None
    share: Range | None = None
    per_30: Range | None = None
    from_minutes: int = 0
    interval: Interval | None = None
    short: Short | None = None

    def lasting(self, minutes: int) -> Block:
        """The block as it is done in a session of so many minutes."""
        if self.short is None or minutes > self.short.minutes:
            return self
        return replace(self, style=self.short.style, rounds=self.short.rounds, short=None)


class Session(Struct, frozen=True):
    id: str
    title: str
    blocks: tuple[Block, ...]


class Template(Struct, frozen=True, omit_defaults=True):
    """The shape of a program. `week[n - 1]` lists the session ids of a week of n days."""

    ref: str
    pack: str
    id: str
    name: str
    summary: str
    goals: tuple[str, ...]
    family: str
    levels: tuple[Level, ...]
    days: Range
    minutes: Range
    weeks: int
    max_weeks: int
    cycle_weeks: int
    week: tuple[tuple[str, ...], ...]
    sessions: Mapping[str, Session]
    deload: Mapping[str, Any] | None = None
    progression: Mapping[str, str] = EMPTY
    rest_days: Mapping[str, Any] | None = None
    rules: tuple[Mapping[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    inventory: tuple[str, ...] = ()
    for_conditions: tuple[str, ...] = ()
    for_equipment: tuple[str, ...] = ()
    excludes_conditions: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ext: Mapping[str, Any] = EMPTY


class Row(Struct, frozen=True, omit_defaults=True):
    """What a condition says of a trait. `when` are structured facts; a fact that is not known counts against the person.

    Load limits of an exclusion cap the load of what does not bear the trait. `ours`: the numbers, or the whole row, are no evidence.
    """

    trait: str
    severity: Severity
    reason: str
    grade: str
    confirmed: bool
    sources: tuple[str, ...]
    when: Mapping[str, Any] = EMPTY
    limits: Mapping[str, Any] = EMPTY
    variant: Mapping[str, Any] | None = None
    cue: str | None = None
    ours: bool = False
    note: str | None = None


class GateRow(Struct, frozen=True, omit_defaults=True):
    """When a condition needs a gate. Of each pack's entries for a condition the first whose `when` holds decides, and the strictest of
    the packs counts."""

    step: Step
    reason: str
    advice: str = ""
    when: Mapping[str, Any] = EMPTY
    sources: tuple[str, ...] = ()
    confirmed: bool = False
    pack: str = ""


class Condition(Struct, frozen=True, omit_defaults=True):
    """A condition with its rows, gates and facts. `resolves` turns a plain condition into precise ones by its facts."""

    ref: str
    id: str
    name: str
    rows: tuple[Row, ...]
    gates: tuple[GateRow, ...] = ()
    aliases: tuple[str, ...] = ()
    summary: str | None = None
    screens: tuple[str, ...] = ()
    facts: Mapping[str, Mapping[str, Any]] = EMPTY
    resolves: tuple[Mapping[str, Any], ...] = ()
    applies_levels: tuple[str, ...] = ()
    applies_min_age: int | None = None
    pain: bool = False
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confirmed: bool = False


class Question(Struct, frozen=True, omit_defaults=True):
    """A screening question; `gate` is what a yes leads to. One that is no stop is answered by naming a condition of `answered_by`,
    whose own gates then decide."""

    id: str
    group: str
    ask: str
    gate: Step
    sets: tuple[str, ...] = ()
    urgency: str = "routine"
    advice: str = ""
    answers: str = "yes-no"
    needs: Mapping[str, Any] = EMPTY
    adds_condition: str | None = None
    answered_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confirmed: bool = False


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


class Finding(Struct, frozen=True):
    """What a safety filter says of an exercise.

    severity: `exclude` (never), `modify` (only within `limits` or as a `variant`), `caution` (with its cue), `prefer` (a better pick).
    limits: closed keys, see `setlist.safety.LIMITS`. variant: a `where:` clause the exercise must also match. `filter` is filled in.
    """

    severity: Severity
    trait: str | None = None
    reason: str = ""
    source: str = ""
    grade: str = "general"
    limits: Mapping[str, Any] = EMPTY
    variant: Mapping[str, Any] | None = None
    cue: str | None = None
    confirmed: bool = True
    condition: str | None = None
    filter: str = ""

    def named(self, name: str) -> Finding:
        return replace(self, filter=name)


class Gate(Struct, frozen=True):
    """A decision about the person: `go`, `see-someone` (a program with this advice first), `clearance` or `stop` (no program)."""

    step: Step
    reason: str
    advice: str = ""
    source: str = ""
    condition: str | None = None
    question: str | None = None
    urgency: str = "routine"
    filter: str = ""


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

    def steps_down(self, ref: str, among: Container[str]) -> tuple[str, ...]:
        """The nearest easier exercises that are among some: a rung that is not is stepped over."""
        rungs, seen = list(self.exercises[ref].easier), {ref}
        while rungs:
            found = tuple(other for other in rungs if other in among)
            if found:
                return found
            seen.update(rungs)
            rungs = list(dict.fromkeys(low for rung in rungs for low in self.exercises[rung].easier if low not in seen))
        return ()
