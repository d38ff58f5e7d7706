"""Doses: how much of an exercise, as a range that a pack allows and as the plain numbers of a program."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Literal

from msgspec import Struct

from setlist.words import Range

BREATH_S = 6  # seconds a breath, where a dose does not say (evidence row yo-breath)


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
