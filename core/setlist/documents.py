"""YAML and JSON in, plain JSON values out: dict with text keys, list, str, int, float, bool, None. Everything else is a problem.

Plain values mean what YAML 1.2's core schema says; what YAML 1.1 readers would take for something else has to be quoted.
"""

from __future__ import annotations

import gc
from typing import Any, NamedTuple

from setlist.phrases import shown, spelled
from setlist.places import Path, Place, locate, locate_all
from setlist.problems import InputError, Problem
from setlist.scalars import Ambiguous, Plain

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "Path", "Place", "locate", "locate_all", "read"]

MAX_BYTES = 4 * 1024 * 1024
MAX_DEPTH = 64
MAX_NODES = 1_000_000  # values in a document, counting an alias as all it stands for
MAX_PROBLEMS = 1000  # a file with more is not worth reading on


def read(source: bytes, name: str) -> Any:
    """The plain JSON value of a document. `name` is the file's name for problems; `.json` files are read as JSON, others as YAML.

    Raises InputError with every problem found. Aliases share one object: treat the result as read-only.
    """
    text = decode(source, name)
    collecting = gc.isenabled()
    gc.disable()  # many objects, no cycles: collecting while they are made only costs time
    try:
        if name.endswith(".json"):
            from setlist.jsonfiles import read_json

            return read_json(text, name)
        return _Reader(source, name).document()
    finally:
        if collecting:
            gc.enable()


def decode(source: bytes, name: str) -> str:
    """The text of a file that is neither too large nor empty nor wrongly encoded; raises InputError."""
    if len(source) > MAX_BYTES:
        hint = "split it into several files"
        raise InputError([Problem(name, 1, 1, "E002", f"the file has {len(source)} bytes, {MAX_BYTES} are allowed", hint)])
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError as error:
        before = source[: error.start].decode("utf-8")
        line, col = before.count("\n") + 1, len(before) - before.rfind("\n")
        message = f"byte 0x{source[error.start]:02x} is not valid UTF-8"
        raise InputError([Problem(name, line, col, "E001", message, "save the file as UTF-8")]) from None
    if not text.strip("\ufeff \t\r\n"):
        raise InputError([Problem(name, 1, 1, "E003", "the file is empty")])
    return text


class _Stop(Exception):
    """Reading on would not help; the problems are in the reader."""


class _Anchored(NamedTuple):
    """What an anchor names: its value, how many values are in it, and how many lists and mappings deep it goes."""

    value: Any
    size: int
    height: int


class _Reader:
    """Builds the value from the events of libyaml's parser, one method call for a list or mapping."""

    def __init__(self, source: bytes, name: str) -> None:
        from yaml import CSafeLoader
        from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

        self.name = name
        self.get: Any = CSafeLoader(source).get_event
        self.plain = Plain()
        self.problems: list[Problem] = []
        self.nodes = 0
        self.deepest = 0  # lists and mappings around the innermost value of what is being read
        self.anchors: dict[str, _Anchored | None] = {}  # None while it is being read
        self.alias, self.scalar_event = AliasEvent, ScalarEvent
        self.mapping_start, self.mapping_end = MappingStartEvent, MappingEndEvent
        self.sequence_start, self.sequence_end = SequenceStartEvent, SequenceEndEvent

    def document(self) -> Any:
        from yaml import YAMLError
        from yaml.events import StreamEndEvent

        from setlist.syntax import syntax_problem

        value = None
        try:
            self.get()  # the start of the stream
            if self.get().__class__ is StreamEndEvent:
                raise InputError([Problem(self.name, 1, 1, "E003", "the file holds nothing but comments")])
            value = self.value(self.get(), 0)
            self.get()  # the end of the document
            more = self.get()
            if more.__class__ is not StreamEndEvent:
                self.report(more, "E005", "a second document starts here", "keep one document in a file")
        except _Stop:
            pass
        except YAMLError as error:
            self.problems.append(syntax_problem(error, self.name))
        if self.problems:
            raise InputError(self.problems)
        return value

    def report(self, event: Any, code: str, message: str, hint: str | None = None) -> None:
        mark = event.start_mark
        self.problems.append(Problem(self.name, mark.line + 1, mark.column + 1, code, message, hint))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop

    def value(self, event: Any, depth: int) -> Any:
        """The value that starts with `event`. `depth` counts the lists and mappings around it."""
        kind = event.__class__
        if kind is self.scalar_event:
            value = self.scalar(event)
            if event.anchor is not None:
                self.anchors[self.new_anchor(event)] = _Anchored(value, 0, 0)
            return value
        if kind is self.alias:
            return self.aliased(event, depth)
        self.check_depth(event, depth + 1)
        if event.tag is not None:
            self.tagged(event)
        before, around, self.deepest = self.nodes, self.deepest, depth + 1
        anchor = None if event.anchor is None else self.new_anchor(event)
        value = self.sequence(depth + 1) if kind is self.sequence_start else self.mapping(depth + 1)
        self.count(event, len(value))
        if anchor is not None:
            self.anchors[anchor] = _Anchored(value, self.nodes - before, self.deepest - depth)
        self.deepest = max(self.deepest, around)
        return value

    def sequence(self, depth: int) -> list[Any]:
        get, scalar_event, end = self.get, self.scalar_event, self.sequence_end
        out: list[Any] = []
        while True:
            event = get()
            kind = event.__class__
            if kind is scalar_event and event.anchor is None:
                out.append(self.scalar(event))
            elif kind is end:
                return out
            else:
                out.append(self.value(event, depth))

    def mapping(self, depth: int) -> dict[str, Any]:
        get, scalar_event, end = self.get, self.scalar_event, self.mapping_end
        out: dict[str, Any] = {}
        while True:
            event = get()
            if event.__class__ is end:
                return out
            key = self.scalar(event) if event.__class__ is scalar_event else self.value(event, depth)
            if key.__class__ is not str or event.__class__ is not scalar_event:
                self.bad_key(event)
            elif key in out:
                self.report(event, "E006", f"the key {shown(key)} is here twice", "keep one of them")
            item = get()
            value = self.scalar(item) if item.__class__ is scalar_event and item.anchor is None else self.value(item, depth)
            if key.__class__ is str:
                out[key] = value

    def scalar(self, event: Any) -> Any:
        if event.tag is not None:
            self.tagged(event)
        if event.style:  # quoted or a block
            return event.value
        try:
            return self.plain[event.value]
        except Ambiguous as found:
            self.report(event, found.code, found.message, found.hint)
            return event.value

    def bad_key(self, event: Any) -> None:
        if event.__class__ is self.scalar_event:
            written = event.value or "nothing"
            self.report(event, "E007", f"the key {written} is not text", f'quote it: "{event.value}"')
        else:
            self.report(event, "E007", "a key has to be plain text", "write the key out")

    def tagged(self, event: Any) -> None:
        self.report(event, "E013", f"tags such as {spelled(event.tag)} are not read", "remove the tag; quote the value to make it text")

    def new_anchor(self, event: Any) -> str:
        name: str = event.anchor
        if name in self.anchors:
            self.report(event, "E015", f"the anchor &{spelled(name)} is already taken", "give it another name")
        self.anchors[name] = None
        return name

    def aliased(self, event: Any, depth: int) -> Any:
        found = self.anchors.get(event.anchor)
        if found is None:
            anchor = spelled(event.anchor)
            wrong = "stands inside what it refers to" if event.anchor in self.anchors else f"has no anchor &{anchor} before it"
            self.report(event, "E015", f"*{anchor} {wrong}", "write the value out")
            return None
        self.count(event, found.size)
        self.check_depth(event, depth + found.height)
        self.deepest = max(self.deepest, depth + found.height)
        return found.value

    def check_depth(self, event: Any, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.report(event, "E017", f"nested more than {MAX_DEPTH} deep", "flatten it")
            raise _Stop

    def count(self, event: Any, more: int) -> None:
        self.nodes += more
        if self.nodes > MAX_NODES:
            self.report(event, "E016", f"the document stands for more than {MAX_NODES} values", "write less, or use fewer aliases")
            raise _Stop
