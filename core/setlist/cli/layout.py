"""Pages for people: a title, labelled facts, sections with lists. Functions from text to lines; every text is made safe for a terminal."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterable, Iterator

import click

from setlist.cli.terminal import text_width
from setlist.plaintext import plain

NO_BREAK = "\N{NO-BREAK SPACE}"
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:s|min|m|km|kg|x|%)(?![A-Za-z]))")

Lines = list[str]


def title(text: str) -> Lines:
    lines = wrapped(text)
    return [*lines, "=" * max(map(len, lines))]


def section(heading: str, lines: Iterable[str]) -> Lines:
    """A heading and what stands under it; nothing where nothing does."""
    lines = list(lines)
    return ["", plain(heading), *lines] if lines else []


def facts(pairs: Iterable[tuple[str, str]], indent: str = "") -> Lines:
    """Labels in one column, values in another; pairs without a value are left out."""
    said = [(plain(label), value) for label, value in pairs if value]
    column = max((len(label) for label, _ in said), default=0) + 2
    return [line for label, value in said for line in wrapped(value, f"{indent}{label:<{column}}", indent + " " * column)]


def bullets(texts: Iterable[str], indent: str = "  ") -> Lines:
    return [line for text in texts for line in wrapped(text, f"{indent}- ", f"{indent}  ")]


def numbered(texts: Iterable[str]) -> Lines:
    return [line for number, text in enumerate(texts, 1) for line in wrapped(text, f"  {number}. ", "     ")]


def wrapped(text: str, first: str = "", rest: str = "", width: int | None = None) -> Lines:
    """Lines that fit the width, else the terminal; a number stays with the unit after it."""
    text = _UNIT.sub(NO_BREAK, plain(text))
    width = text_width(sys.stdout) if width is None else width
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False, break_long_words=False)
    return [line.replace(NO_BREAK, " ") for line in lines] or [first.rstrip()]


def show(*parts: Iterable[str]) -> None:
    """Print the lines of all parts to stdout."""
    click.echo("\n".join(_all(parts)))


def _all(parts: Iterable[Iterable[str]]) -> Iterator[str]:
    for part in parts:
        yield from part
