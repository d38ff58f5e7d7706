"""Which conditions count for a person in some week of the program, and with which facts.

A condition is in force when the profile names it, when another one resolves to it (`back-pain` by its duration), when it applies by
itself to the level or the age, or when the goal means it: nobody asks for back care in pregnancy without being pregnant. A level that is
not known makes a beginner.

The facts are those of the day on which the program begins. One that a condition declares to grow (the weeks of a pregnancy) is followed
through the weeks of the program, and what it brings in any of them counts in all: a program keeps its exercises for longer than a week.
One that makes things easier with time (the weeks since an operation) stays as it is on the first day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

from msgspec import Struct

from setlist.facts import match_facts
from setlist.model import EMPTY, LEVELS, Catalog, Condition
from setlist.profile import HasCondition, Profile


class InForce(Struct, frozen=True):
    """A condition that counts for this person in some week, with the facts of that week. `named` is what the profile or the goal calls it;
    empty when it applies by itself."""

    condition: Condition
    facts: Mapping[str, Any]
    named: str = ""

    @property
    def about_health(self) -> bool:
        """Whether it says something of the person's health, which a level alone does not."""
        return bool(self.named) or self.condition.applies_min_age is not None


def in_force(profile: Profile, catalog: Catalog, weeks: int | None = None) -> tuple[tuple[InForce, ...], tuple[str, ...]]:
    """The conditions that count in a program of so many weeks (None: the profile's), and the names of those that no pack knows."""
    found: list[InForce] = []
    unknown: dict[str, None] = {}
    for has in (*profile.conditions, *_meant(profile, catalog)):
        for facts in _week_by_week(has, profile.start, catalog, weeks or profile.weeks or 1):
            for name, condition in _resolve(has.id, facts, catalog).items():
                if condition is None:
                    unknown[name] = None
                else:
                    found.append(InForce(condition, facts, has.id))
    have = {one.condition.id for one in found}
    found += [InForce(c, EMPTY) for name, c in sorted(catalog.conditions.items()) if name not in have and _applies(c, profile)]
    return tuple(found), tuple(unknown)


def ids_in_force(profile: Profile, catalog: Catalog, weeks: int | None = None) -> set[str]:
    """The ids of the conditions that count, also of those that no pack knows."""
    found, unknown = in_force(profile, catalog, weeks)
    return {*unknown, *(one.condition.id for one in found)}


def _meant(profile: Profile, catalog: Catalog) -> tuple[HasCondition, ...]:
    """The condition that the goal says the person has, unless the profile names it or what it resolves to."""
    goal = catalog.vocabulary.terms.get("goals", EMPTY).get(profile.goal)
    name = goal.data.get("means") if goal else None
    if name is None or not {has.id for has in profile.conditions}.isdisjoint(_resolve(name, EMPTY, catalog)):
        return ()
    return (HasCondition(name),)


def _resolve(name: str, facts: Mapping[str, Any], catalog: Catalog) -> dict[str, Condition | None]:
    """A condition and what its facts turn it into, by id; None for an id that no pack knows. Where no entry holds, all count."""
    chain: dict[str, Condition | None] = {}
    ahead = [name]
    while ahead:
        name = ahead.pop(0)
        condition = chain[name] = catalog.conditions.get(name)
        entries = condition.resolves if condition else ()
        held = [e["to"] for e in entries if match_facts(e.get("when", EMPTY), facts)]
        ahead += [to for to in held[:1] or [e["to"] for e in entries] if to not in chain]
    return chain


def _week_by_week(has: HasCondition, start: str | None, catalog: Catalog, weeks: int) -> Iterator[Mapping[str, Any]]:
    """The facts in each week of the program; once where none of them grows."""
    facts = _with_weeks(has.facts, start)
    growing = [fact for fact in facts if fact in _growing(has.id, catalog) and _is_number(facts[fact])]
    for week in range(weeks if growing else 1):
        yield {**facts, **{fact: facts[fact] + week for fact in growing}}


def _growing(name: str, catalog: Catalog) -> set[str]:
    """The facts that a condition, or one that it may resolve to, declares to be one more each week."""
    found: set[str] = set()
    names = [name]
    for name in names:
        condition = catalog.conditions.get(name)
        if condition is not None:
            found |= {fact for fact, spec in condition.facts.items() if spec.get("grows") == "weeks"}
            names += [e["to"] for e in condition.resolves if e["to"] not in names]
    return found


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _with_weeks(facts: Mapping[str, Any], start: str | None) -> Mapping[str, Any]:
    """The facts, with the weeks between `since` and the program's start where only the dates are known."""
    if "weeks_since" in facts or not start or not isinstance(facts.get("since"), str):
        return facts
    try:
        days = (date.fromisoformat(start) - date.fromisoformat(facts["since"])).days
    except ValueError:
        return facts
    return {**facts, "weeks_since": days // 7} if days >= 0 else facts


def _applies(condition: Condition, profile: Profile) -> bool:
    """Whether a condition joins a profile by itself. A level that is not known counts as every level; an age that is not known as none."""
    levels, least = condition.applies_levels, condition.applies_min_age
    if not levels and least is None:
        return False
    by_level = not levels or profile.level in levels or profile.level not in LEVELS
    return by_level and (least is None or (profile.age is not None and profile.age >= least))
