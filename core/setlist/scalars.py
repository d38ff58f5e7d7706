"""What a plain (unquoted) YAML scalar means: the core schema, and the words that YAML readers disagree about."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

WORDS: dict[str, Scalar] = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
WORDS |= {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
OLD_BOOLEANS = frozenset(f(w) for w in ("y", "yes", "n", "no", "on", "off") for f in (str.lower, str.capitalize, str.upper))
EXACT = 2**53 - 1  # the largest whole number that every JSON reader keeps exact
SHORT = 64  # longer texts are rarely repeated and not worth remembering

_DECIMAL = re.compile(r"[-+]?[0-9]+")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+)[0-9]{1,2}:[0-9]{2}:[0-9]{2}.*", re.DOTALL)
_BASE_60 = re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?")


class Ambiguous(ValueError):
    """A scalar that setlist does not read. `code`, `message` and `hint` are those of the problem."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


class Plain(dict[str, Scalar]):
    """`plain[text]` is what the scalar means; raises Ambiguous. Short texts are remembered, so that equal ones are one object."""

    def __missing__(self, text: str) -> Scalar:
        value = WORDS[text] if text in WORDS else resolve(text)
        if len(text) <= SHORT:
            self[text] = value
        return value


def resolve(text: str) -> Scalar:
    """A plain scalar that is not one of WORDS as text or number; raises Ambiguous."""
    first = text[0]
    if first.isalpha():
        if text in OLD_BOOLEANS:
            raise Ambiguous("E008", f"{text} is true or false to some YAML readers", f'quote it: "{text}", or write true or false')
        return text
    if first not in "+-.0123456789":
        if text == "<<":
            raise Ambiguous("E014", "merge keys (<<) are not read", "write the keys out")
        return text
    return number(text) if len(text) <= SHORT else _long(text)


def number(text: str) -> Scalar:
    """A scalar that begins like a number: a number, a text, or Ambiguous."""
    if _DECIMAL.fullmatch(text):
        if text.lstrip("+-").startswith("0") and len(text.lstrip("+-")) > 1:
            raise Ambiguous("E011", f"{text} is octal to some YAML readers", f'quote it: "{text}", or drop the zero')
        return _exact(int(text), text)
    if _OTHER_BASE.fullmatch(text):
        return _exact(int(text, 0), text)
    if _FLOAT.fullmatch(text):
        value = float(text)
        if value in (float("inf"), float("-inf")):
            raise too_large(text)
        return value
    if _DATE.fullmatch(text):
        raise Ambiguous("E009", f"{text} is a date to some YAML readers", f'quote it: "{text}"')
    if _BASE_60.fullmatch(text):
        raise Ambiguous("E010", f"{text} is a base-60 number to some YAML readers", f'quote it: "{text}"')
    if _NOT_FINITE.fullmatch(text):
        raise Ambiguous("E012", f"{text} is not a finite number", "write a number")
    return text


def too_large(text: str) -> Ambiguous:
    shown = text if len(text) <= 20 else f"{text[:17]}..."
    return Ambiguous("E012", f"the number {shown} is too large to be exact", "quote it if it is an identifier")


def _exact(value: int, text: str) -> int:
    if abs(value) > EXACT:
        raise too_large(text)
    return value


def _long(text: str) -> Scalar:
    """A long text that begins like a number. Numbers of that length are never exact, and dates are never that long."""
    if _DECIMAL.fullmatch(text) or _OTHER_BASE.fullmatch(text) or _FLOAT.fullmatch(text):
        raise too_large(text)
    return text
