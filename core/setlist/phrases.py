"""The small words of messages: how a value, a place or a list of choices reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "nothing",
}
SHOWN = 40  # characters of a text, or of a key, that a message shows
KEYS = 3  # keys of a mapping that a message names


def shown(value: Any) -> str:
    """A scalar as a message shows it, cut short."""
    if isinstance(value, str):
        return repr(value if len(value) <= SHOWN else value[: SHOWN - 3] + "...")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "nothing" if value is None else str(value)


def what(value: Any) -> str:
    """What a value is: `the text 'ten'`, `the number 3`, `an empty list`."""
    if isinstance(value, str):
        return f"the text {shown(value)}" if value else "an empty text"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    if isinstance(value, Mapping):
        keys = ", ".join([spelled(key) for key in value][:KEYS]) + (", ..." if len(value) > KEYS else "")
        return f"a mapping with {keys}" if value else "an empty mapping"
    return shown(value) if value is None or isinstance(value, bool) else f"the number {value}"


def label(*path: str | int) -> str:
    """A path as people write it: `dose.reps[1]`; `this` for the value itself."""
    out = ""
    for step in path:
        out += f"[{step}]" if isinstance(step, int) else f".{spelled(step)}" if out else spelled(step)
    return out or "this"


def spelled(text: str) -> str:
    """A key or an id as it stands, or in quotes where that would garble the message."""
    return text if text and text.isprintable() and len(text) <= SHOWN else shown(text)


def either(words: Sequence[str], last: str = "or") -> str:
    """`a`, `a or b`, `a, b or c`."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {last} {words[-1]}"


def one_of(values: Iterable[Any]) -> str:
    """The allowed values of an enum."""
    names = [v if isinstance(v, str) else shown(v) for v in values]
    return names[0] if len(names) == 1 else "one of " + ", ".join(names)


def span(low: Any, high: Any) -> str:
    """`from 1 to 7`, `at least 1`, `at most 7` or just `2`; a bound that is not there is None."""
    if low is None:
        return f"at most {high}"
    if high is None:
        return f"at least {low}"
    return str(low) if low == high else f"from {low} to {high}"
