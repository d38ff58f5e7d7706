"""Does a figure or statement hold at its home? A check names the home (`in`), a path in it (`at`) and one test.

| test | holds when |
|---|---|
| `is` | the value there equals it |
| `has` | the list there contains it, or each of a list |
| `says` | the text there contains it, whatever the case; or each of a list |
| `covers` | the number or range there includes this one |
| `within` | the number or range there lies inside this one |

Ranges are `[low, high]` or quantities (`30-60 s`); units are compared in seconds and metres where both sides have one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from tests.coverage.homes import plain

TESTS = ("is", "has", "says", "covers", "within")
_RANGE = re.compile(r"(?:(RIR|RPE) )?([0-9.]+)(?:-([0-9.]+))?(?: (s|min|h|m|km|kg|%1rm|%))?")
_FACTOR = {"min": 60, "h": 3600, "km": 1000}


class Unmet(Exception):
    """The check does not hold; the message says what stands there instead."""


def check(found: Any, at: str, test: str, wanted: Any) -> None:
    """Raises Unmet when what stands at the path in `found` does not pass the test."""
    value = plain(_at(found, at))
    if not _HOLDS[test](value, wanted):
        raise Unmet(f"{at or 'it'} is {_shown(value)}, expected: {test} {_shown(wanted)}")


def _at(found: Any, path: str) -> Any:
    """Follow a dotted path: keys of mappings, and in lists a number or an entry's `id` or `trait`."""
    value = found
    for part in path.split(".") if path else ():
        if isinstance(value, Mapping):
            if part not in value:
                raise Unmet(f"there is no {part!r} (of {path})")
            value = value[part]
        elif isinstance(value, (list, tuple)):
            value = _entry(value, part, path)
        else:
            raise Unmet(f"{path}: nothing lies below {_shown(value)}")
    return value


def _entry(values: Any, part: str, path: str) -> Any:
    if part.isdecimal() and int(part) < len(values):
        return values[int(part)]
    named = [v for v in values if isinstance(v, Mapping) and part in (v.get("id"), v.get("trait"))]
    if len(named) != 1:
        raise Unmet(f"{len(named)} entries are named {part!r} (of {path})")
    return named[0]


def _equal(value: Any, wanted: Any) -> bool:
    return bool(value == wanted)


def _has(value: Any, wanted: Any) -> bool:
    return isinstance(value, (list, dict)) and all(item in value for item in _each(wanted))


def _says(value: Any, wanted: Any) -> bool:
    text = _squeezed(_text(value))
    return all(_squeezed(str(item)) in text for item in _each(wanted))


def _covers(value: Any, wanted: Any) -> bool:
    return _inside(wanted, value)


def _inside(inner: Any, outer: Any) -> bool:
    inside, around = _range(inner), _range(outer)
    if inside is None or around is None:
        return False
    a, b = (1, 1) if not inside[2] or not around[2] else (_FACTOR.get(inside[2], 1), _FACTOR.get(around[2], 1))
    return around[0] * b <= inside[0] * a and inside[1] * a <= around[1] * b


def _range(value: Any) -> tuple[float, float, str] | None:
    """(low, high, unit); the unit is empty where none is written."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value, value, ""
    if isinstance(value, list) and len(value) == 2:
        low, high = _range(value[0]), _range(value[1])
        return None if low is None or high is None else (low[0], high[1], low[2])
    if isinstance(value, str) and (found := _RANGE.fullmatch(value)):
        return float(found[2]), float(found[3] or found[2]), found[4] or ""
    return None


def _each(wanted: Any) -> list[Any]:
    return wanted if isinstance(wanted, list) else [wanted]


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(_text(inner) for inner in value.values())
    return " ".join(map(_text, value)) if isinstance(value, list) else str(value)


def _squeezed(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 120 else text[:117] + "..."


_HOLDS = {"is": _equal, "has": _has, "says": _says, "covers": _covers, "within": _inside}
