"""Plain text for a terminal: what a beginner reads. No colours, one width, the same bytes every time."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

from setlist import Context, Format, Program, hookimpl, plain
from setlist_plugins.formats.pages import HowTo, Node, Page, Para, Point, Points, page
from setlist_plugins.formats.sessions import Card, Row

WIDTH = 80
HINT = "To see every week in full, add --all."
_UNIT = re.compile(r"(?<=[0-9]) (?=(?:s|min|m|km|kg|lb|x|%)(?![A-Za-z]))")
DEEP = 6  # columns before what belongs to a numbered row


def render(program: Program) -> str:
    """Week 1 and how it goes on."""
    return "\n".join(_page(page(program, hint=HINT))) + "\n"


def render_all(program: Program) -> str:
    """Every week in full."""
    return "\n".join(_page(page(program, all_weeks=True))) + "\n"


@hookimpl
def setlist_formats(context: Context) -> Iterable[Format]:
    yield Format("text", render, ".txt", "For reading in a terminal: week 1 and how it goes on")
    yield Format("text-all", render_all, ".txt", "For reading in a terminal: every week in full")


def _page(shown: Page) -> Iterator[str]:
    title = _wrapped(shown.title)
    yield from title
    yield "=" * max(len(line) for line in title)
    for line in shown.lead:
        yield from _wrapped(line)
    for section in shown.sections:
        yield ""
        yield ""
        yield plain(section.title).upper()
        before: Node | None = None
        for node in section.nodes:
            if not (isinstance(node, Para) and isinstance(before, Para)):
                yield ""
            yield from _node(node)
            before = node


def _node(node: Node) -> Iterator[str]:
    if isinstance(node, Para):
        yield from _wrapped(node.text)
    elif isinstance(node, Points):
        if node.title:
            yield from _wrapped(node.title)
        for point in node.points:
            yield from _wrapped(_headed(point), "  - ", "    ")
    elif isinstance(node, HowTo):
        yield from _wrapped(node.name)
        for number, step in enumerate(node.steps, 1):
            yield from _wrapped(step, f"  {number}. ", "     ")
        for point in node.remarks:
            yield from _wrapped(_headed(point), "  ", "     ")
    else:
        yield from _card(node)


def _card(card: Card) -> Iterator[str]:
    yield from _ending(f"{card.days} - {card.title}", f"about {card.minutes}", "", "  ")
    for part in card.parts:
        yield ""
        yield from _wrapped(part.title, "  ", "  ")
        for how in part.how:
            yield from _wrapped(how, " " * DEEP, " " * DEEP)
        for row in part.rows:
            yield from _row(row)


def _row(row: Row) -> Iterator[str]:
    yield from _ending(row.name, row.minutes, f"{row.number:4}. ", " " * DEEP)
    yield from _labelled("First", [row.first])
    yield from _labelled("Dose", [row.dose])
    yield from _labelled("Why", [row.why])
    for care in row.care:
        yield from _labelled("Care", [care])
    yield from _labelled("Cues", row.cues)


def _labelled(label: str, texts: Iterable[str]) -> Iterator[str]:
    text = " ".join(texts)
    if text:
        yield from _wrapped(text, f"{'':{DEEP}}{label:<6}", " " * (DEEP + 6))


def _ending(text: str, end: str, first: str, rest: str) -> Iterator[str]:
    """Text with something flush right at the end of its first line."""
    lines = _wrapped(text, first, rest, WIDTH - len(end) - 2)
    yield f"{lines[0]:<{WIDTH - len(end)}}{end}"
    yield from lines[1:]


def _headed(point: Point) -> str:
    return f"{point.head}: {point.text}" if point.head else point.text


def _wrapped(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> list[str]:
    """Lines of at most `width` columns; a number stays with its unit."""
    joined = _UNIT.sub("\N{NO-BREAK SPACE}", plain(text))
    lines = textwrap.wrap(joined, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in lines] or [first.rstrip()]
