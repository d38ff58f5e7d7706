"""Templates: the shape of a program, from its slots up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.doses import DoseRange
from setlist.words import EMPTY, Level, Range


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
