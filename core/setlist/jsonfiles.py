"""JSON files, with the limits of YAML files and the same places for problems."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from setlist.documents import MAX_DEPTH, MAX_NODES
from setlist.phrases import shown
from setlist.places import Token
from setlist.problems import InputError, Problem
from setlist.scalars import Ambiguous, number

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+')
_SURROGATE_ESCAPE = re.compile(r"\\u[dD][89a-fA-F]")
_LONE = re.compile("[\ud800-\udfff]")
_NOT_FINITE = ("NaN", "Infinity", "-Infinity")


def read_json(text: str, name: str) -> Any:
    """The value of a JSON text; raises InputError. The text is only walked for places when something is odd."""
    text = text.removeprefix("\ufeff")
    odd: list[str] = ["surrogate"] if _SURROGATE_ESCAPE.search(text) else []

    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        out = dict(items)
        if len(out) < len(items):
            odd.append("duplicate")
        return out

    def numeric(raw: str) -> Any:
        try:
            return number(raw)
        except Ambiguous:
            odd.append("number")

    try:
        value = json.loads(text, object_pairs_hook=pairs, parse_float=numeric, parse_int=numeric, parse_constant=odd.append)
    except json.JSONDecodeError as error:
        raise InputError([Problem(name, error.lineno, error.colno, "E004", f"this is not JSON: {error.msg}")]) from None
    except RecursionError:
        odd.append("depth")
    else:
        nodes = _nodes(value)
        if nodes is None:
            odd.append("depth")
        elif nodes > MAX_NODES:
            raise InputError([Problem(name, 1, 1, "E016", f"the document holds more than {MAX_NODES} values", "write less")])
    problems = list(_problems(text, name)) if odd else []
    if problems:
        raise InputError(problems)
    return value


def tokens(text: str) -> Iterator[Token]:
    """The steps through a JSON text that parses."""
    kinds: dict[str, Any] = {"[": "[", "{": "{", "]": "end", "}": "end"}
    for raw, line, col in _scan(text.removeprefix("\ufeff")):
        kind = kinds.get(raw, "text")
        yield Token(kind, json.loads(raw) if raw[0] == '"' else raw, line, col)


def _scan(text: str) -> Iterator[tuple[str, int, int]]:
    line, newline, seen = 1, -1, 0
    for match in _TOKEN.finditer(text):
        start = match.start()
        breaks = text.count("\n", seen, start)
        if breaks:
            line += breaks
            newline = text.rfind("\n", seen, start)
        seen = start
        yield match[0], line, start - newline


def _nodes(value: Any) -> int | None:
    """How many values there are; None when they are nested deeper than MAX_DEPTH."""
    level, count = [value], 0
    for _ in range(MAX_DEPTH):
        count += len(level)
        level = [child for parent in level if isinstance(parent, (dict, list)) for child in _children(parent)]
        if not level:
            return count
    return None if any(isinstance(child, (dict, list)) for child in level) else count + len(level)


def _children(parent: dict[str, Any] | list[Any]) -> Iterable[Any]:
    return parent.values() if isinstance(parent, dict) else parent


def _problems(text: str, name: str) -> Iterator[Problem]:
    keys: list[set[str] | None] = []  # for every open list or mapping: the keys so far, None for a list
    at_key = False
    for raw, line, col in _scan(text):
        if raw in ("]", "}"):
            keys.pop()
            at_key = bool(keys) and keys[-1] is not None
            continue
        is_key, top = at_key, keys[-1] if keys else None
        at_key = top is not None and not is_key
        if raw in ("[", "{"):
            if len(keys) == MAX_DEPTH:
                yield Problem(name, line, col, "E017", f"nested more than {MAX_DEPTH} deep", "flatten it")
                return
            keys.append(set() if raw == "{" else None)
            at_key = raw == "{"
        elif raw[0] == '"':
            value = json.loads(raw)
            if _LONE.search(value):
                yield Problem(name, line, col, "E018", "a text holds half of a surrogate pair", "write the character itself")
            if is_key and top is not None:
                if value in top:
                    yield Problem(name, line, col, "E006", f"the key {shown(value)} is here twice", "keep one of them")
                top.add(value)
        elif raw in _NOT_FINITE:
            yield Problem(name, line, col, "E012", f"{raw} is not a finite number", "write a number")
        elif raw not in ("true", "false", "null"):
            try:
                number(raw)
            except Ambiguous as found:
                yield Problem(name, line, col, found.code, found.message, found.hint)
