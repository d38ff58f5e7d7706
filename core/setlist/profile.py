"""The person: goal, level, time, equipment, conditions, likes, screening answers. Plain data with one reader and one writer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from setlist.model import EMPTY, Level


class HasCondition(Struct, frozen=True):
    """A condition a person has, with the facts that choose its rows (`since`, `phase`, `eases`, `weeks_since`, `severity`, ...)."""

    id: str
    facts: Mapping[str, Any] = EMPTY


class Clearance(Struct, frozen=True):
    """A professional has agreed to exercise with this condition. Dates are ISO strings; `until` is optional."""

    condition: str
    by: str = ""
    date: str = ""
    until: str | None = None


class Profile(Struct, frozen=True):
    """Everything about the person that a program depends on. Times in minutes, weights in kg.

    `pain` holds {region | trait | exercise: name, level: 0-10}; `screening` maps question ids to answers; None in `screened` terms
    means not asked, which is not a no. `weekdays` are 1 (Monday) to 7 and replace `days` where given.
    """

    goal: str = "back-relief"
    level: Level = "beginner"
    days: int = 3
    minutes: int = 25
    weeks: int | None = None
    equipment: tuple[str, ...] = ()
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

    @property
    def screened(self) -> bool:
        return bool(self.screening)

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
            elif isinstance(value, tuple):
                value = [dict(v) if isinstance(v, Mapping) else v for v in value]
            elif isinstance(value, Mapping):
                value = dict(value)
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
        elif isinstance(value, list):
            value = tuple(value)
        values[key] = value
    return Profile(**values)
