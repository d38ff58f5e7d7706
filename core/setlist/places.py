"""Where things stand in a document. The text is walked again, once for all paths, and only when there is a problem to place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal, NamedTuple

Path = tuple[str | int, ...]


class Place(NamedTuple):
    """Line and column, from 1, of a value and of its key (a list entry has no key: its own place again)."""

    line: int
    col: int
    key_line: int
    key_col: int


class Token(NamedTuple):
    """One step through a document; `text` is a scalar's text."""

    kind: Literal["text", "[", "{", "end", "alias"]
    text: str
    line: int
    col: int


def locate(source: bytes, path: Path, name: str = "") -> tuple[int, int]:
    """Line and column of the value at `path`, such as `(3, "dose", "reps", 1)`; of what is around it where there is no such value."""
    place = locate_all(source, [path], name)[path]
    return place.line, place.col


def locate_all(source: bytes, paths: Iterable[Path], name: str = "") -> dict[Path, Place]:
    """The place of each path, in one walk. `source` is a document that `documents.read` has read under this name."""
    wanted = list(paths)
    tree: dict[Any, Any] = {}
    for path in wanted:
        node = tree
        for step in path:
            node = node.setdefault(step, {})
    if name.endswith(".json"):
        from setlist.jsonfiles import tokens

        stream: Iterator[Token] = tokens(source.decode("utf-8"))
    else:
        stream = _yaml_tokens(source)
    start = next(stream)
    found: dict[Path, Place] = {}
    _walk(start, stream, tree, (), Place(start.line, start.col, start.line, start.col), found)
    return {path: _nearest(path, found) for path in wanted}


def _nearest(path: Path, found: dict[Path, Place]) -> Place:
    while path not in found:
        path = path[:-1]
    return found[path]


def _walk(token: Token, stream: Iterator[Token], tree: dict[Any, Any], path: Path, place: Place, found: dict[Path, Place]) -> None:
    """Notes the place of the value that starts with `token` and of the parts of it that `tree` wants, to its end."""
    found[path] = place
    if token.kind not in ("[", "{"):
        return
    for index, entry in enumerate(stream):
        if entry.kind == "end":
            return
        key: str | int = entry.text if token.kind == "{" else index
        value = next(stream) if token.kind == "{" else entry
        if key in tree:
            _walk(value, stream, tree[key], (*path, key), Place(value.line, value.col, entry.line, entry.col), found)
        elif value.kind in ("[", "{"):
            _skip(stream)


def _skip(stream: Iterator[Token]) -> None:
    depth = 1
    for token in stream:
        if token.kind in ("[", "{"):
            depth += 1
        elif token.kind == "end":
            depth -= 1
            if not depth:
                return


def _yaml_tokens(source: bytes) -> Iterator[Token]:
    from yaml import CSafeLoader
    from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

    kinds: dict[type, Any] = {
        SequenceStartEvent: "[",
        MappingStartEvent: "{",
        SequenceEndEvent: "end",
        MappingEndEvent: "end",
        AliasEvent: "alias",
    }
    get: Any = CSafeLoader(source).get_event
    while (event := get()) is not None:
        kind = event.__class__
        if kind is ScalarEvent:
            mark = event.start_mark
            yield Token("text", event.value, mark.line + 1, mark.column + 1)
        elif kind in kinds:
            mark = event.start_mark
            yield Token(kinds[kind], "", mark.line + 1, mark.column + 1)
