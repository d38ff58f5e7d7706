"""Quantities as people write them: `20-40 s`, `2 min`, `1-2 km`, `60-70 %1rm`, `RIR 2-4`, `[low, high]`.

`dose_range` reads a dose of the exercise schema into plain numbers, `dose_data` writes it back in the schema's own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from setlist.model import DoseRange, Range

MEASURES = ("reps", "hold", "breaths", "breath", "minutes", "distance")  # the fields of a dose that say what is counted

_QUANTITY = re.compile(r"([0-9]+)(?:-([0-9]+))? (s|min|m|km|kg|%1rm)")
_EFFORT = re.compile(r"(RIR|RPE) ([0-9]+)(?:-([0-9]+))?")
_FACTOR = {"s": 1, "min": 60, "m": 1, "km": 1000, "kg": 1, "%1rm": 1}
_UNITS = {"time": ("s", "min"), "distance": ("m", "km"), "load": ("kg", "%1rm")}
_COUNTS = ("sets", "reps", "breaths", "minutes", "times_per_day")


class QuantityError(ValueError):
    """A quantity that cannot be read; `field` is the field of the dose."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@lru_cache(maxsize=1024)  # a catalog says the same few quantities again and again
def quantity(text: str, of: str) -> tuple[Range, str]:
    """`'20-40 s'` -> `((20, 40), 's')`. `of` is time (in s), distance (in m) or load (kg or %1rm); ValueError says what was expected."""
    found = _QUANTITY.fullmatch(text)
    if found is None or found[3] not in _UNITS[of]:
        raise ValueError(f"cannot read {text!r}: expected a number or a range, a space and {' or '.join(_UNITS[of])}")
    factor = _FACTOR[found[3]]
    low = int(found[1]) * factor
    high = low if found[2] is None else int(found[2]) * factor
    return _ordered(low, high, text), found[3]


def count(value: Any) -> Range:
    """`3` -> `(3, 3)`, `[2, 4]` -> `(2, 4)`."""
    if value.__class__ is int:
        return (value, value)
    if isinstance(value, (list, tuple)) and len(value) == 2:
        low, high = value
        if low.__class__ is int and high.__class__ is int:
            return _ordered(low, high, value)
    raise ValueError(f"cannot read {value!r}: expected a whole number or [low, high]")


@lru_cache(maxsize=1024)
def effort(text: str) -> tuple[str, Range]:
    """`'RIR 2-4'` -> `('rir', (2, 4))`; `'RPE 7'` -> `('rpe', (7, 7))`."""
    found = _EFFORT.fullmatch(text)
    if found is None:
        raise ValueError(f"cannot read {text!r}: expected 'RIR 2', 'RIR 2-4' or 'RPE 7'")
    return found[1].lower(), _ordered(int(found[2]), int(found[3] or found[2]), text)


def _ordered(low: int, high: int, shown: Any) -> Range:
    if low > high:
        raise ValueError(f"the range {shown!r} begins with its larger number: write the smaller one first")
    return (low, high)


def dose_range(data: Mapping[str, Any], *, per_side: bool = False) -> DoseRange:
    """The doses that checked data allow. Raises QuantityError, naming the field, where a range is upside down or cannot be read."""
    return DoseRange(per_side=per_side, **parsed(data))


def parsed(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the DoseRange of a dose. Raises QuantityError."""
    values: dict[str, Any] = {}
    for field, value in data.items():
        if field not in _FIELDS:
            raise QuantityError(field, f"a dose has no field {field!r}")
        name, read = _FIELDS[field]
        try:
            if name:
                values[name] = read(value)
            else:
                values.update([read(value)])
        except ValueError as error:
            raise QuantityError(field, str(error)) from None
    return values


def _time(text: str) -> Range:
    return quantity(text, "time")[0]


def _longest(text: str) -> int:
    return _time(text)[1]  # one length is planned with: the longer breath, so that no session runs over


def _distance(text: str) -> Range:
    return quantity(text, "distance")[0]


def _load(text: str) -> tuple[str, Range | None]:
    if text == "bodyweight":
        return "load_kg", None
    amount, unit = quantity(text, "load")
    return ("load_kg" if unit == "kg" else "load_pct_1rm"), amount


_FIELDS: dict[str, tuple[str, Callable[[Any], Any]]] = {  # field -> (attribute, reader); readers without one say it themselves
    **{field: (field, count) for field in _COUNTS},
    "hold": ("hold_s", _time),
    "breath": ("breath_s", _longest),
    "distance": ("distance_m", _distance),
    "rest": ("rest_s", _time),
    "tempo": ("tempo", str),
    "load": ("", _load),
    "effort": ("", effort),
}


def dose_data(dose: DoseRange) -> dict[str, Any]:
    """The dose in the words of the exercise schema: `dose_range(dose_data(d), per_side=d.per_side) == d`."""
    out: dict[str, Any] = {"sets": _short(dose.sets)}
    for field in _COUNTS[1:]:
        if (value := getattr(dose, field)) is not None:
            out[field] = _short(value)
    for field, unit, value in (
        ("hold", "s", dose.hold_s),
        ("breath", "s", dose.breath_s and (dose.breath_s, dose.breath_s)),
        ("distance", "m", dose.distance_m),
        ("rest", "s", dose.rest_s),
        ("load", "kg", dose.load_kg),
        ("load", "%1rm", dose.load_pct_1rm),
    ):
        if value:
            out[field] = f"{_dashed(value)} {unit}"
    if dose.tempo is not None:
        out["tempo"] = dose.tempo
    for name in ("rir", "rpe"):
        if (value := getattr(dose, name)) is not None:
            out["effort"] = f"{name.upper()} {_dashed(value)}"
    return out


def _short(value: Range) -> int | list[int]:
    return value[0] if value[0] == value[1] else list(value)


def _dashed(value: Range) -> str:
    return f"{value[0]}" if value[0] == value[1] else f"{value[0]}-{value[1]}"
