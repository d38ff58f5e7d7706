"""Plain text for a terminal: what a beginner reads. No colours, and in a file the same bytes every time."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import partial
from typing import NamedTuple

from setlist import Context, Format, Program, hookimpl, plain
from setlist_plugins.formats.pages import HowTo, Node, Page, Para, Point, Points, page
from setlist_plugins.formats.sessions import Card, Row

WIDTH = 80
HINT = "To see every week in full, add --all."
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:s|min|m|km|kg|lb|x|%)(?![A-Za-z]))")
DEEP = 6  # columns before what belongs to a numbered row


class Line(NamedTuple):
    """A line as it would be with room enough: what it begins with, what its further lines begin with where it has to be wrapped, and
    what stands flush right at the end of the first."""

    text: str = ""
    first: str = ""
    rest: str = ""
    end: str = ""


def render(program: Program, width: int = WIDTH) -> str:
    """Week 1 and how it goes on."""
    return _written(page(program, hint=HINT), width)


def render_all(program: Program, width: int = WIDTH) -> str:
    """Every week in full."""
    return _written(page(program, all_weeks=True), width)


@hookimpl
def setlist_formats(context: Context) -> Iterable[Format]:
    width = context.width
    yield Format("text", partial(render, width=width), ".txt", "For reading in a terminal: week 1 and how it goes on")
    yield Format("text-all", partial(render_all, width=width), ".txt", "For reading in a terminal: every week in full")


def _written(shown: Page, width: int) -> str:
    title = _wrapped(Line(shown.title), width)
    lines = [*title, "=" * max(map(len, title)), *(part for line in _page(shown) for part in _wrapped(line, width))]
    return "\n".join(lines) + "\n"


def _page(shown: Page) -> Iterator[Line]:
    yield from map(Line, shown.lead)
    for section in shown.sections:
        yield Line()
        yield Line()
        yield Line(plain(section.title).upper())
        before: Node | None = None
        for node in section.nodes:
            if not (isinstance(node, Para) and isinstance(before, Para)):
                yield Line()
            yield from _node(node)
            before = node


def _node(node: Node) -> Iterator[Line]:
    if isinstance(node, Para):
        yield Line(node.text)
    elif isinstance(node, Points):
        if node.title:
            yield Line(node.title)
        for point in node.points:
            yield Line(_headed(point), "  - ", "    ")
    elif isinstance(node, HowTo):
        yield Line(node.name)
        for number, step in enumerate(node.steps, 1):
            yield Line(step, f"  {number}. ", "     ")
        for point in node.remarks:
            yield Line(_headed(point), "  ", "     ")
    else:
        yield from _card(node)


def _card(card: Card) -> Iterator[Line]:
    yield Line(f"{card.days} - {card.title}", rest="  ", end=f"about {card.minutes}")
    for part in card.parts:
        yield Line()
        yield Line(part.title, "  ", "  ")
        for how in part.how:
            yield Line(how, " " * DEEP, " " * DEEP)
        for row in part.rows:
            yield from _row(row)


def _row(row: Row) -> Iterator[Line]:
    yield Line(row.name, f"{row.number:4}. ", " " * DEEP, end=row.minutes)
    labelled = [
        ("First", row.first),
        ("Dose", row.dose),
        ("Why", row.why),
        *(("Care", care) for care in row.care),
        ("Cues", " ".join(row.cues)),
    ]
    for label, text in labelled:
        if text:
            yield Line(text, f"{'':{DEEP}}{label:<6}", " " * (DEEP + 6))


def _headed(point: Point) -> str:
    return f"{point.head}: {point.text}" if point.head else point.text


def _wrapped(line: Line, width: int) -> list[str]:
    """A line in lines of at most `width` columns; a number stays with its unit."""
    room = width - len(line.end) - 2 if line.end else width
    joined = _UNIT.sub("\N{NO-BREAK SPACE}", plain(line.text))
    lines = textwrap.wrap(joined, room, initial_indent=line.first, subsequent_indent=line.rest, break_on_hyphens=False)
    lines = [part.replace("\N{NO-BREAK SPACE}", " ") for part in lines] or [line.first.rstrip()]
    return [f"{lines[0]:<{width - len(line.end)}}{line.end}", *lines[1:]] if line.end else lines
