"""What packs say of conditions and ask of people, and what safety filters answer: findings about exercises, gates about the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.words import EMPTY, Severity, Step


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
