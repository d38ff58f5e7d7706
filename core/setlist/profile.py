"""The person: goal, level, time, equipment, conditions, likes, screening answers. Plain data with one reader and one writer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import force_setattr

from setlist.frozen import freeze, thaw
from setlist.model import EMPTY, Level

NOTHING = "none"  # alone among equipment: there is none, whatever else was said before
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HasCondition(Struct, frozen=True):
    """A condition a person has, with the facts that choose its rows (`since`, `phase`, `eases`, `weeks_since`, `severity`, ...)."""

    id: str
    facts: Mapping[str, Any] = EMPTY

    def __post_init__(self) -> None:
        force_setattr(self, "facts", freeze(self.facts))


class Clearance(Struct, frozen=True):
    """A professional has agreed to exercise with this condition. Dates are ISO strings; `until` is optional."""

    condition: str
    by: str = ""
    date: str = ""
    until: str | None = None


class Profile(Struct, frozen=True):
    """Everything about the person that a program depends on. Times in minutes, weights in kg.

    `pain` holds {region | trait | exercise: name, level: 0-10}; `screening` maps question ids to answers; None in `screened` terms
    means not asked, which is not a no. `weekdays` are 1 (Monday) to 7 and replace `days` where given. `equipment` is there every day;
    `equipment_on` says what there is besides on some: {mon: [gym]}.

    Whatever it is made of cannot change afterwards, all the way down: filters, gates and the audit read what the person said.
    """

    goal: str = "back-relief"
    level: Level = "beginner"
    days: int = 3
    minutes: int = 25
    weeks: int | None = None
    equipment: tuple[str, ...] = ()
    equipment_on: Mapping[str, tuple[str, ...]] = EMPTY
    conditions: tuple[HasCondition, ...] = ()
    pain: tuple[Mapping[str, Any], ...] = ()
    cleared: tuple[Clearance, ...] = ()
    screening: Mapping[str, Any] = EMPTY
    likes: tuple[str, ...] = ()
    dislikes: tuple[str, ...] = ()
    pins: tuple[str, ...] = ()
    weekdays: tuple[int, ...] = ()
    age: int | None = None
    sex: str | None = None
    loads: Mapping[str, Any] = EMPTY
    start: str | None = None
    units: str = "metric"
    language: str = "en"
    ext: Mapping[str, Any] = EMPTY

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            force_setattr(self, name, freeze(getattr(self, name)))

    @property
    def screened(self) -> bool:
        return bool(self.screening)

    @property
    def all_equipment(self) -> tuple[str, ...]:
        """What there is on one day or another."""
        return tuple(dict.fromkeys((*self.equipment, *(thing for things in self.equipment_on.values() for thing in things))))

    def program_day(self, weekday: int) -> int:
        """The day of the program's week (1-7) that a weekday (1 = Monday) is. Day 1 is the start date's weekday, a Monday without one."""
        first = date.fromisoformat(self.start).isoweekday() if self.start else 1
        return (weekday - first) % 7 + 1

    def equipment_by_day(self) -> Mapping[int, tuple[str, ...]]:
        """What there is on each day of the program's week (1-7)."""
        return {
            self.program_day(weekday): tuple(dict.fromkeys((*self.equipment, *self.equipment_on.get(word, ()))))
            for weekday, word in enumerate(WEEKDAYS, 1)
        }

    def to_data(self) -> dict[str, Any]:
        """The profile as plain JSON data; defaults that say nothing are left out."""
        out: dict[str, Any] = {}
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if name == "conditions":
                value = [{"id": c.id, **c.facts} for c in value]
            elif name == "cleared":
                value = [
                    {k: v for k, v in (("condition", c.condition), ("by", c.by), ("date", c.date), ("until", c.until)) if v} for c in value
                ]
            value = thaw(value)
            if value not in (None, [], {}):
                out[name] = value
        return out


def profile_from_data(data: Mapping[str, Any]) -> Profile:
    """A profile from data that the profile schema has checked. Short forms are opened: `conditions: [glaucoma]`."""
    known = frozenset(Profile.__struct_fields__)
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known:
            continue
        if key == "conditions":
            value = tuple(
                HasCondition(c) if isinstance(c, str) else HasCondition(c["id"], {k: v for k, v in c.items() if k != "id"}) for c in value
            )
        elif key == "cleared":
            value = tuple(Clearance(c) if isinstance(c, str) else Clearance(**c) for c in value)
        elif key == "equipment":
            value = _things(value)
        elif key == "equipment_on":
            value = {day: _things(things) for day, things in value.items()}
        values[key] = value
    return Profile(**values)


def _things(words: Iterable[str]) -> tuple[str, ...]:
    words = tuple(words)
    return () if words == (NOTHING,) else words
