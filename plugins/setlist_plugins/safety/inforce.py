"""Which conditions count for a person, and with which facts.

A condition is in force when the profile names it, when another one resolves to it (`back-pain` by its duration), when it applies by
itself to the level or the age, or when the goal means it: nobody asks for back care in pregnancy without being pregnant. A level that
is not known makes a beginner; a condition or a fact that no pack knows is a stop.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import Any

from msgspec import Struct

from setlist import LEVELS, Catalog, Condition, Gate, HasCondition, Profile, match_facts

ANY_CONDITION = frozenset({"since", "phase", "eases", "weeks_since", "severity"})  # facts that every condition may have
SHOW = "`setlist condition list` shows the ones that are known; choose the pack that has it, or correct the profile."


class InForce(Struct, frozen=True):
    """A condition that counts for this person. `named` is what the profile calls it; empty when it applies by itself."""

    condition: Condition
    facts: Mapping[str, Any]
    named: str = ""


def in_force(profile: Profile, catalog: Catalog) -> tuple[list[InForce], list[Gate]]:
    """The conditions that count, and a stop for each one that cannot be read: unknown to the packs, or with unknown facts."""
    found: list[InForce] = []
    unread: list[Gate] = []
    for has in (*profile.conditions, *_meant(profile, catalog)):
        facts = _with_weeks(has.facts, profile.start)
        chain = _resolve(has.id, facts, catalog)
        missing = [name for name, condition in chain.items() if condition is None]
        known = [condition for condition in chain.values() if condition is not None]
        unread += [_unknown(name) for name in missing]
        if not missing:
            unread += _misread(has.id, known, facts)
        found += [InForce(condition, facts, has.id) for condition in known]
    have = {one.condition.id for one in found}
    found += [InForce(c, {}) for name, c in sorted(catalog.conditions.items()) if name not in have and _applies(c, profile)]
    return found, unread


def _meant(profile: Profile, catalog: Catalog) -> tuple[HasCondition, ...]:
    """The condition that the goal says the person has, unless the profile names it or what it resolves to."""
    goal = catalog.vocabulary.terms.get("goals", {}).get(profile.goal)
    name = goal.data.get("means") if goal else None
    if name is None or not {has.id for has in profile.conditions}.isdisjoint(_resolve(name, {}, catalog)):
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
        held = [e["to"] for e in entries if match_facts(e.get("when", {}), facts)]
        ahead += [to for to in held[:1] or [e["to"] for e in entries] if to not in chain]
    return chain


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


def _unknown(name: str) -> Gate:
    return Gate("stop", f"The condition {name!r} is not known to the chosen packs", SHOW, source="setlist", condition=name)


def _misread(name: str, conditions: Sequence[Condition], facts: Mapping[str, Any]) -> Iterator[Gate]:
    """A stop for each fact that no row could understand: a misspelt fact must not switch a row off."""
    known = {fact for c in conditions for fact in c.facts} | ANY_CONDITION
    for fact in sorted(facts):
        asked = [c.facts[fact] for c in conditions if fact in c.facts]
        if fact not in known:
            problem, help_ = f"{fact!r} is not a fact of {name}", f"Known facts: {', '.join(sorted(known))}."
        elif not all(_understood(facts[fact], spec) for spec in asked):
            problem = f"{fact}={facts[fact]!r} of {name} cannot be read"
            help_ = "Expected " + " and ".join(_expected(spec) for spec in asked) + "."
        else:
            continue
        yield Gate("stop", problem, f"{help_} Correct the profile.", source="setlist", condition=name)


def _understood(value: Any, spec: Mapping[str, Any]) -> bool:
    if value is None or value == "unknown":
        return True
    if "values" in spec:
        return value in spec["values"]
    if spec.get("type") == "boolean":
        return isinstance(value, bool)
    if spec.get("type") == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    return True


def _expected(spec: Mapping[str, Any]) -> str:
    return f"one of {', '.join(map(str, spec['values']))}" if "values" in spec else f"a {spec.get('type', 'text')}"
