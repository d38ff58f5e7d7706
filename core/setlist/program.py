"""The program document: what a build returns, as frozen data and as plain JSON. It renders without its packs."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from setlist.model import EMPTY, Dose, Finding, Gate, Interval
from setlist.profile import Profile, profile_from_data

FORMAT = 1


class Reason(Struct, frozen=True):
    """Why an exercise was picked: the rule, in plain words, and the points it gave or cost."""

    rule: str
    text: str
    points: float | None = None


class BuildUp(Struct, frozen=True):
    """A light set before the working sets: its load, where the working load is known, and about how many per cent of that it is."""

    reps: int
    share_pct: int
    load_kg: float | None = None


class Item(Struct, frozen=True):
    """One line of a session. The sets of `build_up` come before the dose, and are no part of the minutes."""

    exercise: str
    name: str
    role: str
    dose: Dose
    minutes: float
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...] = ()
    slot: str = ""
    group: str | None = None
    build_up: tuple[BuildUp, ...] = ()


class BlockPlan(Struct, frozen=True):
    """A part of a session with its items in the order they are done; `id` is the template's block.

    Items with the same letter in `group` (A1, A2) take turns, set by set; `rounds` says how often all of them are gone through, and
    `interval` how work and rest alternate inside what is dosed in minutes.
    """

    name: str
    style: str
    items: tuple[Item, ...]
    id: str = ""
    rounds: int | None = None
    interval: Interval | None = None


class SessionPlan(Struct, frozen=True):
    """`day` is 1-7 within the week; `minutes` is the sum of its items and `overhead`. One that is `done` is a record: nothing in it
    changes any more, and the audit does not judge it again."""

    day: int
    title: str
    minutes: float
    overhead: float
    blocks: tuple[BlockPlan, ...]
    id: str = ""
    date: str | None = None
    done: bool | None = None

    @property
    def items(self) -> tuple[Item, ...]:
        return tuple(item for block in self.blocks for item in block.items)


class Week(Struct, frozen=True):
    """A week of the program: `phase` is `build` or `deload`; weeks of one `cycle` (from 1) keep their picks."""

    number: int
    cycle: int
    phase: str
    sessions: tuple[SessionPlan, ...]


class Suggestion(Struct, frozen=True):
    """A sport or active recovery for a day without a session."""

    day: int
    exercise: str
    name: str
    dose: Dose
    minutes: float
    reasons: tuple[Reason, ...] = ()


class Excluded(Struct, frozen=True):
    """An exercise that safety left out, with the findings that did it."""

    exercise: str
    name: str
    findings: tuple[Finding, ...]


class Relaxed(Struct, frozen=True):
    rule: str
    because: str
    by: float


class Volume(Struct, frozen=True):
    """Sets in a week for a muscle group, its range, and why it is outside where it is."""

    week: int
    muscle: str
    sets: float
    min: float
    max: float
    why: str | None = None


class CycleProof(Struct, frozen=True):
    cycle: int
    status: str
    objective: float
    bound: float
    gap: float


class Certificate(Struct, frozen=True):
    """`status` is `proven` or `not proven`, or `swapped` where an exercise was changed afterwards: the score is then that of the program as
    it is, the bound the one that was proven. `gap` is a fraction (0.01 = 1 %), the worst cycle's. It covers the selection of exercises
    and sets, not their order or the later weeks' doses."""

    status: str
    objective: float
    bound: float
    gap: float
    cycles: tuple[CycleProof, ...] = ()


class Program(Struct, frozen=True):
    """The program document, format 1. `to_data` gives its JSON; `program_from_data` reads it back."""

    title: str
    setlist: str
    solver: str
    platform: str
    packs: tuple[Mapping[str, str], ...]
    plugins: tuple[Mapping[str, str], ...]
    profile: Profile
    screened: bool
    seed: int
    template: str
    certificate: Certificate
    weeks: tuple[Week, ...]
    excluded: tuple[Excluded, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    gates: tuple[Gate, ...] = ()
    relaxed: tuple[Relaxed, ...] = ()
    volume: tuple[Volume, ...] = ()
    exercises: Mapping[str, Mapping[str, Any]] = EMPTY
    at_hand: tuple[str, ...] = ()  # equipment that it takes beside what the profile names
    names: Mapping[str, str] = EMPTY  # id -> name of what is at hand and of equipment and pain in the profile
    conditions: Mapping[str, str] = EMPTY  # id -> name of the conditions that the profile and the findings speak of
    advice: tuple[Mapping[str, Any], ...] = ()
    disclaimers: tuple[str, ...] = ()
    disabled_plugins: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ext: Mapping[str, Any] = EMPTY
    format: int = FORMAT

    def to_data(self) -> dict[str, Any]:
        """The document as plain JSON data, floats rounded, empty and unset fields left out where the schema lets them."""
        out: dict[str, Any] = to_data(self)
        return {"format": out.pop("format"), **out}


KEEP_EMPTY = frozenset(
    {"packs", "plugins", "weeks", "excluded", "suggestions", "relaxed", "disclaimers", "findings", "reasons", "blocks", "items", "sessions"}
)


def to_data(value: Any) -> Any:
    """Records, tuples and mappings as plain JSON values."""
    if isinstance(value, Profile):
        return value.to_data()
    if isinstance(value, Struct):
        out = {}
        for name in value.__struct_fields__:
            item = getattr(value, name)
            if item is None or (item in ((), "", EMPTY) and name not in KEEP_EMPTY) or (item is False and isinstance(value, Dose)):
                continue
            out[name] = to_data(item)
        return out
    if isinstance(value, Mapping):
        return {k: to_data(v) for k, v in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_data(v) for v in value]
    if isinstance(value, float):
        rounded = round(value, 4)
        return int(rounded) if rounded == int(rounded) else rounded
    return value


def program_from_data(data: Mapping[str, Any]) -> Program:
    """The program of a document that the program schema has checked."""
    return typing.cast(Program, _build(Program, data))


def _build(kind: Any, value: Any) -> Any:
    if kind is Profile:
        return profile_from_data(value)
    if isinstance(kind, type) and issubclass(kind, Struct):
        hints = _hints(kind)
        return kind(**{name: _build(hints[name], v) for name, v in value.items() if name in hints})
    origin = typing.get_origin(kind)
    if origin is tuple and isinstance(value, list):
        inner = typing.get_args(kind)[0]
        return tuple(_build(inner, v) for v in value)
    if origin in (types.UnionType, typing.Union):
        (inner,) = [a for a in typing.get_args(kind) if a is not type(None)] or [Any]
        return _build(inner, value)
    return value


_HINTS: dict[type, dict[str, Any]] = {}


def _hints(kind: type) -> dict[str, Any]:
    if kind not in _HINTS:
        _HINTS[kind] = typing.get_type_hints(kind)
    return _HINTS[kind]
