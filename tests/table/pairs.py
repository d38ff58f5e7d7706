"""Who asks in a pair: a person with the condition, and otherwise in the middle of what the template is made for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist import Catalog, Condition, HasCondition, Profile, Template, in_force
from setlist.model import EMPTY

DAYS, MINUTES = 3, 30
EQUIPMENT: Mapping[str, tuple[str, ...]] = {  # a template that is not here is asked for with nothing at all
    "base:back-and-hips-gym": ("gym",),
    "base:back-strength-gym": ("gym",),
    "base:low-back-gym": ("gym",),
    "base:first-pull-up": ("pull-up-bar", "resistance-band"),
}


class Line(Struct, frozen=True):
    """A condition with some of its facts: one line of the table."""

    condition: str
    facts: Mapping[str, Any] = EMPTY

    @property
    def title(self) -> str:
        return ":".join([self.condition, *([",".join(f"{k}={_shown(v)}" for k, v in self.facts.items())] if self.facts else [])])


def lines(catalog: Catalog, wanted: tuple[str, ...] = (), *, every_fact: bool = False) -> Iterator[Line]:
    """Each condition as somebody has it who tells no facts, and with every value of the facts that choose its rows; or of all facts."""
    for name, condition in sorted(catalog.conditions.items()):
        if not wanted or name in wanted:
            yield Line(name)
            for fact, value in _values(condition, every_fact):
                yield Line(name, {fact: value})


def _values(condition: Condition, every_fact: bool) -> Iterator[tuple[str, Any]]:
    chosen = {fact for row in condition.rows for fact in row.when} | {f for entry in condition.resolves for f in entry.get("when", EMPTY)}
    for fact, spec in condition.facts.items():
        if fact not in chosen and not every_fact:
            continue
        if spec.get("type") == "boolean":
            yield from ((fact, value) for value in (False, True))
        elif "values" in spec:
            yield from ((fact, value) for value in spec["values"])
        else:
            yield from ((fact, value) for value in _bounds(condition, fact))


def _bounds(condition: Condition, fact: str) -> list[float]:
    """The numbers at which a condition's rows, gates and resolutions change their mind."""
    whens = [row.when for row in condition.rows] + [gate.when for gate in condition.gates]
    whens += [entry.get("when", EMPTY) for entry in condition.resolves]
    asked = [when[fact] for when in whens if isinstance(when.get(fact), Mapping)]
    return sorted({number for bounds in asked for number in bounds.values()})


def profile(line: Line, template: Template, catalog: Catalog) -> Profile:
    """A person inside the template's range. A template meant for people in some state gets one who is in it."""
    asked = Profile(
        goal=template.goals[0],
        level=template.levels[0],
        days=_inside(DAYS, template.days),
        minutes=_inside(MINUTES, template.minutes),
        equipment=EQUIPMENT.get(template.ref, ()),
        conditions=(HasCondition(line.condition, dict(line.facts)),),
    )
    states = {name for t in catalog.templates.values() if template.goals[0] in t.goals for name in t.for_conditions}
    told = {one.condition.id for one in in_force(asked, catalog)[0] if one.named == line.condition}
    if not template.for_conditions or not states.isdisjoint(told):
        return asked
    return replace(asked, conditions=(*asked.conditions, *(HasCondition(name) for name in template.for_conditions)))


def _inside(number: int, bounds: tuple[int, int]) -> int:
    return min(max(number, bounds[0]), bounds[1])


def _shown(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
