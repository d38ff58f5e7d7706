"""Facts of a condition against a `when`: yes, no, or nobody knows. Who asks decides what not knowing means; see `match_facts`."""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

UNKNOWN = "unknown"  # said in so many words


def match_facts(when: Mapping[str, Any], facts: Mapping[str, Any]) -> bool | None:
    """Whether facts fit a `when`, all of whose keys must: True, False, or None where that hangs on a fact that is not known.

    when: fact -> a value, a list of values, or {min, max} of numbers; or {values, unknown}, where `unknown` are values that another pack
    has added and that whoever asks has never heard of. facts: fact -> value; missing, None and 'unknown' are not known, and neither is
    a word where a number is asked for. For a hazard read None as True, for a preference as False.
    """
    fits = [_fits(asked, facts.get(name)) for name, asked in when.items()]
    if False in fits:
        return False
    return None if None in fits else True


def _fits(asked: Any, value: Any) -> bool | None:
    if value is None or value == UNKNOWN:
        return None
    if isinstance(asked, Mapping) and "values" in asked:
        return None if value in asked["unknown"] else _fits(asked["values"], value)
    if isinstance(asked, Mapping):
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not isfinite(value):
            return None
        return bool(asked.get("min", value) <= value <= asked.get("max", value))
    options = asked if isinstance(asked, (list, tuple)) else (asked,)
    # True is not the number 1: a fact of the wrong type says nothing
    return any(value == option and isinstance(value, bool) == isinstance(option, bool) for option in options)
