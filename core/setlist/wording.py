"""What a schema finds wrong, in words for a person: where, what was expected, what was found, and what helps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from setlist.phrases import TYPES, either, label, one_of, shown, span, spelled, what
from setlist.problems import did_you_mean
from setlist.remarks import Remarks

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

    from setlist.places import Path


NAMED = 12  # known keys that a hint names; longer lists help nobody


class Fault(Struct, frozen=True):
    """A problem that has no line yet: `path` leads to it. `at_key`: the key there is at fault, not its value; `quote`: what helps is
    to quote the value as it is written."""

    path: Path
    code: str
    message: str
    hint: str | None = None
    at_key: bool = False
    quote: bool = False


def word(error: ValidationError, remarks: Remarks, at: Path, owner: str) -> Iterator[Fault]:
    """The faults behind one error of jsonschema about the value at path `at`. `owner` (`bird-dog: `) leads every message."""
    worder = _key_form if remarks.names_key else _WORDERS.get(str(error.validator), _other)
    for fault in worder(error, remarks, tuple(error.absolute_path)):
        yield replace(fault, path=(*at, *fault.path), message=owner + fault.message)


def _other(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    yield Fault(path, "E100", f"{label(*path)}: {error.message}")


def _key_form(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    key = error.instance
    if error.validator == "enum":
        expected, hint = one_of(error.validator_value), did_you_mean(key, error.validator_value)
    else:
        expected, hint = remarks.form or "another name", _fitting(error)
    yield Fault((*path, key), "E111", f"the key {label(*path, key)} should be {expected}", hint, at_key=True)


def _missing(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    if remarks.in_branch and remarks.branch:
        yield Fault(path, "E101", f"{label(*path)} is incomplete: {remarks.branch}")
        return
    for key in error.validator_value:  # jsonschema has an error for each missing key, and each names them all
        if key not in error.instance:
            yield Fault(path, "E101", f"{label(*path, key)} is missing")


def _unknown(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    known = list(error.schema.get("properties", {}))
    patterns = list(error.schema.get("patternProperties", {}))
    for key in error.instance:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            hint = did_you_mean(key, known) or (f"known: {', '.join(known)}" if 0 < len(known) <= NAMED else None)
            yield Fault((*path, key), "E102", f"unknown key {label(*path, key)}", hint, at_key=True)


def _type(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    value, named = error.instance, error.validator_value
    names = [named] if isinstance(named, str) else list(named)
    hint = None
    if value is None:
        hint = "write a value, or remove the key"
    elif isinstance(value, str) and re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) and not {"integer", "number"}.isdisjoint(names):
        hint = "remove the quotation marks"
    elif names == ["array"] and not isinstance(value, Mapping):
        hint = f"write [{value}]" if isinstance(value, str) and value == spelled(value) else "put it in [brackets]"
    expected = remarks.form or either([TYPES[name] for name in names])
    quote = (
        "string" in names and isinstance(value, (bool, int, float)) and re.search(error.schema.get("pattern", ""), str(value)) is not None
    )
    yield Fault(path, "E103", f"{label(*path)} should be {expected}, found {what(value)}", hint, quote=quote)


def _choice(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    allowed = [error.validator_value] if error.validator == "const" else list(error.validator_value)
    hint = did_you_mean(error.instance, [a for a in allowed if isinstance(a, str)]) if isinstance(error.instance, str) else None
    yield Fault(path, "E104", f"{label(*path)} should be {one_of(allowed)}, found {what(error.instance)}", hint)


def _pattern(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    expected = remarks.form or f"text of the form {error.validator_value}"
    yield Fault(path, "E105", f"{label(*path)} should be {expected}, found {what(error.instance)}", _fitting(error))


def _bounds(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    low, high = error.schema.get("minimum"), error.schema.get("maximum")
    if error.validator == "exclusiveMinimum":
        expected = f"more than {error.validator_value}"
    elif error.validator == "exclusiveMaximum":
        expected = f"less than {error.validator_value}"
    else:
        expected = span(low, high)
    yield Fault(path, "E106", f"{label(*path)} should be {expected}, found {shown(error.instance)}")


def _size(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    noun, units = ("Items", ("entry", "entries")) if error.validator in ("minItems", "maxItems") else ("Properties", ("key", "keys"))
    expected = span(error.schema.get(f"min{noun}"), error.schema.get(f"max{noun}"))
    unit = units[not expected.endswith(" 1") and expected != "1"]
    yield Fault(path, "E107", f"{label(*path)} should have {expected} {unit}, found {len(error.instance)}")


def _length(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    if not error.instance:
        yield Fault(path, "E108", f"{label(*path)} should not be empty", "write a text, or remove the key")
        return
    expected = span(error.schema.get("minLength"), error.schema.get("maxLength"))
    yield Fault(path, "E108", f"{label(*path)} should have {expected} characters, found {len(error.instance)}")


def _twice(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    for index, entry in enumerate(error.instance):
        if entry in error.instance[:index]:
            yield Fault((*path, index), "E109", f"{label(*path)} holds {shown(entry)} twice", "keep one of them")


def _beside(error: ValidationError, remarks: Remarks, path: Path) -> Iterator[Fault]:
    yield Fault(path, "E110", f"{label(*path)} cannot stand here", remarks.branch, at_key=True)


_WORDERS: dict[str, Callable[[ValidationError, Remarks, Path], Iterator[Fault]]] = {
    "required": _missing,
    "additionalProperties": _unknown,
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "pattern": _pattern,
    "minimum": _bounds,
    "maximum": _bounds,
    "exclusiveMinimum": _bounds,
    "exclusiveMaximum": _bounds,
    "minItems": _size,
    "maxItems": _size,
    "minProperties": _size,
    "maxProperties": _size,
    "minLength": _length,
    "maxLength": _length,
    "uniqueItems": _twice,
    "not": _beside,
}


def _fitting(error: ValidationError) -> str | None:
    """A hint that offers a near text which does have the form: '45s' -> '45 s', 'Bird dog' -> 'bird-dog'."""
    if error.validator != "pattern":
        return None
    value = error.instance.strip()
    spaced = re.sub(r"([0-9])([A-Za-z%])", r"\1 \2", value)
    ranged = re.sub(r"\s*(?:-|–|to)\s*", "-", spaced)
    dashed = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    for candidate in (value, spaced, spaced.upper(), ranged, dashed):
        if candidate and re.search(error.validator_value, candidate):
            return f"write {candidate!r}"
    return None
