"""A fact about movements: words that say it, and the traits that it means. The texts of an exercise that facts read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from setlist import Exercise

Text = Callable[[Exercise], str]


def name(exercise: Exercise) -> str:
    return exercise.name


def set_up(exercise: Exercise) -> str:
    return exercise.steps[0] if exercise.steps else ""


def steps(exercise: Exercise) -> str:
    return " ".join(exercise.steps)


def words(exercise: Exercise) -> str:
    return f"{exercise.name}. {steps(exercise)}"


def things(exercise: Exercise) -> str:
    return " ".join((*exercise.equipment.all, *exercise.equipment.any))


def lifted(exercise: Exercise) -> str:
    """What a strength exercise moves; a warm-up with an empty bar is not one."""
    return things(exercise) if exercise.kind == "strength" else ""


class Fact(NamedTuple):
    """Where `text` matches `pattern`, an exercise has every one of `traits`, or at least one of them with `one_of`."""

    says: str
    text: Text
    pattern: str
    traits: tuple[str, ...]
    one_of: bool = False
    but: Mapping[str, str] = {}  # never written to

    def holds(self, exercise: Exercise) -> bool:
        return re.search(self.pattern, self.text(exercise), re.IGNORECASE) is not None

    def missing(self, exercise: Exercise) -> tuple[str, ...]:
        """The traits that should be there and are not."""
        absent = tuple(trait for trait in self.traits if trait not in exercise.traits)
        return () if self.one_of and len(absent) < len(self.traits) else absent
