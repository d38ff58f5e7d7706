"""From a schema and a value that breaks it to placed problems. jsonschema is the authority on what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry, Resource

from setlist.phrases import spelled
from setlist.problems import Problem
from setlist.remarks import remarks_on
from setlist.schema import KINDS, SHARED, schema
from setlist.wording import Fault, word

if TYPE_CHECKING:
    from setlist.places import Path

_AS_WRITTEN = re.compile(r"[^\s,\]}#]+")


class Explainer:
    """Explains values by one schema. `root` is the document that its `#/...` references point into."""

    def __init__(self, body: Mapping[str, Any], root: Mapping[str, Any]) -> None:
        self.body = body
        self.root = root
        self.validator = Draft202012Validator(body, registry=_registry())

    def explain(self, data: Any, at: Path) -> list[Fault]:
        """What is wrong with `data`, which stands at path `at` of its document."""
        owner = _owner(data, at)
        faults: dict[tuple[Path, str, str], Fault] = {}
        for error in self.validator.iter_errors(data):
            if error.context:  # alternatives, which only the schemas of plugins have: the likeliest one
                error = best_match([error])
            remarks = remarks_on(self.body, self.root, tuple(error.absolute_schema_path), _by_id())
            for fault in word(error, remarks, at, owner):
                faults.setdefault((fault.path, fault.code, fault.message), fault)
        return list(faults.values())


def placed(faults: Iterable[Fault], file: str, source: bytes | None) -> list[Problem]:
    """Faults as problems, in the order of the file."""
    faults = list(faults)
    if source is None:
        return [Problem(file, 0, 0, f.code, f.message, f.hint) for f in faults]
    from setlist.places import locate_all

    places = locate_all(source, (f.path for f in faults), file)
    lines = source.decode("utf-8").split("\n")
    problems = []
    for f in faults:
        place = places[f.path]
        line, col = (place.key_line, place.key_col) if f.at_key else (place.line, place.col)
        problems.append(Problem(file, line, col, f.code, f.message, _quoted(lines, line, col) if f.quote else f.hint))
    return sorted(problems, key=lambda p: (p.line, p.col, p.code, p.message))


def _quoted(lines: list[str], line: int, col: int) -> str | None:
    written = _AS_WRITTEN.match(lines[line - 1], col - 1) if line <= len(lines) else None
    return f'quote it: "{written[0]}"' if written else None


def _owner(data: Any, at: Path) -> str:
    """What leads the message: the id of an item of a list, or its number."""
    if not at:
        return ""
    named = data.get("id") if isinstance(data, Mapping) else None
    if isinstance(named, str) and named:
        return f"{spelled(named)}: "
    return f"entry {at[-1] + 1}: " if isinstance(at[-1], int) else f"{spelled(at[-1])}: "


@cache
def _by_id() -> dict[str, Mapping[str, Any]]:
    return {schema(kind)["$id"]: schema(kind) for kind in SHARED + KINDS}


@cache
def _registry() -> Registry[Any]:
    resources: list[tuple[str, Resource[Any]]] = [(uri, Resource.from_contents(json_schema)) for uri, json_schema in _by_id().items()]
    return Registry().with_resources(resources)
