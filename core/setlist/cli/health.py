"""Conditions as a person writes them: `slipped disc`, `back-pain:weeks_since=3`, and the facts that choose their rows.

A fact that no row could understand is refused here, where it can still be corrected; the safety filter would stop the build for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import TYPE_CHECKING, Any

from setlist.cli.names import Unclear, find_condition
from setlist.cli.usage import is_date
from setlist.facts import UNKNOWN
from setlist.phrases import one_of, span, what
from setlist.problems import did_you_mean

if TYPE_CHECKING:
    from setlist.model import Catalog

EMERGENCY = "emergency"  # a set of questions, and the one answer to all of them
# Facts that every condition may have, and what is expected of them where the condition does not say.
COMMON_FACTS: Mapping[str, Mapping[str, Any]] = {
    "since": {"type": "date"},
    "phase": {},
    "eases": {},
    "weeks_since": {"type": "number"},
    "severity": {},
}
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
EXPECTED = {"number": "a number", "boolean": "true or false", "date": "a date such as 2026-12-01"}


def read_condition(text: str, catalog: Catalog) -> dict[str, Any]:
    """`name`, or `name:fact=value,fact=value`, as an entry of a profile's `conditions`. Unclear where it cannot be read."""
    name, _, rest = text.partition(":")
    condition = find_condition(name.strip(), catalog)
    known = facts_of(condition, catalog)
    facts: dict[str, Any] = {}
    for part in filter(None, map(str.strip, rest.split(","))):
        fact, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value:
            raise Unclear(f"{part!r} is no fact", "write fact=value, such as weeks_since=3")
        check_name(fact, known)
        facts[fact] = read_fact(value, known[fact])
        check_value(fact, facts[fact], known)
    return {"id": condition, **facts}


def facts_of(condition: str, catalog: Catalog) -> dict[str, Mapping[str, Any]]:
    """Fact -> what is expected of it, for a condition and for those that its facts may turn it into."""
    asked: dict[str, Mapping[str, Any]] = {}
    chain = [condition]
    for name in chain:
        entry = catalog.conditions[name]
        for fact, spec in entry.facts.items():
            asked.setdefault(fact, spec)
        chain += [to for e in entry.resolves if (to := str(e["to"])) in catalog.conditions and to not in chain]
    return {**COMMON_FACTS, **asked}


def check_name(fact: str, known: Mapping[str, Mapping[str, Any]]) -> None:
    if fact not in known:
        raise Unclear(f"there is no fact {fact!r}", did_you_mean(fact, known) or f"known: {', '.join(sorted(known))}")


def check_value(fact: str, value: Any, known: Mapping[str, Mapping[str, Any]]) -> None:
    """Unclear when no row of the condition could understand the value."""
    spec = known[fact]
    if value == UNKNOWN:
        return
    if "values" in spec:
        fits, expected = value in spec["values"], one_of(spec["values"])
    elif not _has_type(value, spec.get("type")):
        fits, expected = False, EXPECTED[spec["type"]]
    elif "min" in spec or "max" in spec:
        fits, expected = spec.get("min", -inf) <= value <= spec.get("max", inf), f"a number {span(spec.get('min'), spec.get('max'))}"
    else:
        return
    if not fits:
        raise Unclear(f"{fact} should be {expected}, found {what(value)}", "correct it, or say unknown")


def read_fact(text: str, spec: Mapping[str, Any]) -> Any:
    """The value that a text stands for; as it is where it does not fit, for `check_value` to say so."""
    if text == UNKNOWN or spec.get("type") in ("date", "text"):
        return text
    if "values" in spec:
        return next((value for value in spec["values"] if str(value).lower() == text.lower()), text)
    if spec.get("type") == "boolean":
        return YES_NO.get(text.lower(), text)
    try:
        number = float(text)
    except ValueError:
        return text
    return text if not isfinite(number) else int(number) if number.is_integer() else number


def _has_type(value: Any, kind: Any) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    if kind == "date":
        return isinstance(value, str) and is_date(value)
    return True
