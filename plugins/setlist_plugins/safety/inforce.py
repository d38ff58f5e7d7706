"""The conditions that count for a person, read: what no pack knows, and a fact that no row could understand, is a stop.

Which conditions those are, setlist itself decides (`setlist.in_force`), so that the choice of a template goes by the same ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import inf, isfinite
from typing import Any

from setlist import Catalog, Condition, Gate, InForce, Profile, in_force

ANY_CONDITION = frozenset({"since", "phase", "eases", "weeks_since", "severity"})  # facts that every condition may have
SHOW = "`setlist condition list` shows the ones that are known; choose the pack that has it, or correct the profile."


def read_conditions(profile: Profile, catalog: Catalog) -> tuple[tuple[InForce, ...], list[Gate]]:
    """The conditions that count, and a stop for each one that cannot be read: unknown to the packs, or with unknown facts."""
    found, unknown = in_force(profile, catalog)
    unread = [_unknown(name) for name in unknown]
    for has in profile.conditions:
        known = {one.condition.id: one.condition for one in found if one.named == has.id}
        if known:
            unread += _misread(has.id, [*known.values()], has.facts)
    return found, unread


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
        number = isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
        return number and spec.get("min", -inf) <= value <= spec.get("max", inf)
    return True


def _expected(spec: Mapping[str, Any]) -> str:
    if "values" in spec:
        return f"one of {', '.join(map(str, spec['values']))}"
    if spec.get("type") != "number" or ("min" not in spec and "max" not in spec):
        return f"a {spec.get('type', 'text')}"
    bounds = [f"{word} {spec[end]}" for word, end in (("from", "min"), ("to", "max")) if end in spec]
    return f"a number {' '.join(bounds)}"
