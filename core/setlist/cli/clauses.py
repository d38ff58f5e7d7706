"""Selectors and facts in words, with the ids that an author writes: 'kind strength, patterns hinge or carry, traits not impact'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from setlist.phrases import either, span


def clause_words(clause: Mapping[str, Any]) -> str:
    """A `where:` clause in one line; an empty one matches anything."""
    return ", ".join(_part(key, value) for key, value in clause.items()) or "anything"


def _part(key: str, value: Any) -> str:
    if key in ("all", "any"):
        inner = [clause_words(part) for part in value]
        return (" and " if key == "all" else " or ").join(f"({text})" for text in inner)
    if key == "not":
        return f"not ({clause_words(value)})"
    if key == "reviewed":
        return "reviewed" if value else "not reviewed"
    if key == "level" and not isinstance(value, str):
        return _levels(value)
    if isinstance(value, Mapping):
        return ", ".join(_set(key, how, names) for how, names in value.items())
    return f"{key} {value}"


def _levels(value: Mapping[str, str]) -> str:
    low, high = value.get("min"), value.get("max")
    parts = [f"from {low}" if low else "", f"up to {high}" if high else ""]
    return "level " + " ".join(part for part in parts if part)


def _set(key: str, how: str, names: Any) -> str:
    if how in ("primary", "secondary"):
        return ", ".join(_set(f"{how} {key}", inner, several) for inner, several in names.items())
    if how == "none":
        return f"{key} not {either(names)}"
    if how == "all":
        return f"{key} {' and '.join(names)}"
    if how == "within":
        return f"{key} among {', '.join(names) or 'nothing'}"
    return f"{key} {either(names)}"


def when_words(when: Mapping[str, Any]) -> str:
    """The facts that choose a row: 'weeks since at most 5, phase early or settling, active yes'."""
    return ", ".join(f"{fact.replace('_', ' ')} {_fact(value)}" for fact, value in when.items())


def _fact(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping) and "values" in value:
        return _fact(value["values"])
    if isinstance(value, Mapping):
        return span(value.get("min"), value.get("max"))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return either([_fact(part) for part in value])
    return str(value)
