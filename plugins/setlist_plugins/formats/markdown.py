"""Markdown to share: the page as tables and lists. Health data is left out before it gets here, unless it was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from setlist import Context, Format, Program, hookimpl, plain
from setlist_plugins.formats.pages import HowTo, Node, Page, Para, Point, Points, page
from setlist_plugins.formats.sessions import Card, Part

_SPECIAL = re.compile(r"[\\`*_{}\[\]#~$]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;"}
_LIST_START = re.compile(r"^([-+=]|[0-9]+(?=[.)]))")


def escape(text: str) -> str:
    """One line of text with everything that Markdown or HTML would read as markup made literal, wherever it stands."""
    line = _SPECIAL.sub(r"\\\g<0>", plain(text))
    line = re.sub(r"[&<>|]", lambda found: _ENTITIES[found[0]], line)
    start = _LIST_START.match(line)
    if start is None:
        return line
    return f"{start[0]}\\{line[start.end() :]}" if start[0].isdigit() else f"\\{line}"


def render(program: Program) -> str:
    """Week 1 and how it goes on."""
    return "\n".join(_page(page(program))) + "\n"


def render_all(program: Program) -> str:
    """Every week in full."""
    return "\n".join(_page(page(program, all_weeks=True))) + "\n"


@hookimpl
def setlist_formats(context: Context) -> Iterable[Format]:
    yield Format("markdown", render, ".md", "For sharing: week 1 and how it goes on", shared=True)
    yield Format("markdown-all", render_all, ".md", "For sharing: every week in full", shared=True)


def _page(shown: Page) -> Iterator[str]:
    yield f"# {escape(shown.title)}"
    for line in shown.lead:
        yield ""
        yield escape(line)
    for section in shown.sections:
        yield ""
        yield f"## {escape(section.title)}"
        for node in section.nodes:
            yield ""
            yield from _node(node)


def _node(node: Node) -> Iterator[str]:
    if isinstance(node, Para):
        yield escape(node.text)
    elif isinstance(node, Points):
        if node.title:
            yield f"**{escape(node.title)}**"
            yield ""
        yield from _list(node.points)
    elif isinstance(node, HowTo):
        yield f"### {escape(node.name)}"
        yield ""
        yield from (f"{number}. {escape(step)}" for number, step in enumerate(node.steps, 1))
        if node.remarks:
            yield ""
            yield from _list(node.remarks)
    else:
        yield from _card(node)


def _list(points: Iterable[Point]) -> Iterator[str]:
    for point in points:
        yield f"- **{escape(point.head)}:** {escape(point.text)}" if point.head else f"- {escape(point.text)}"


def _card(card: Card) -> Iterator[str]:
    yield f"### {escape(card.days)} - {escape(card.title)} (about {escape(card.minutes)})"
    for part in card.parts:
        yield ""
        yield f"**{escape(part.title)}**"
        for how in part.how:
            yield ""
            yield escape(how)
        yield ""
        yield from _table(part)


def _table(part: Part) -> Iterator[str]:
    columns = {
        "": [str(row.number) for row in part.rows],
        "Exercise": [row.name for row in part.rows],
        "First": [row.first for row in part.rows],
        "Dose": [row.dose for row in part.rows],
        "Time": [row.minutes for row in part.rows],
        "Why": [row.why for row in part.rows],
        "Cues": [" ".join(row.cues) for row in part.rows],
    }
    shown = {name: cells for name, cells in columns.items() if any(cells)}
    yield f"| {' | '.join(shown)} |"
    yield f"|{'---|' * len(shown)}"
    for cells in zip(*shown.values(), strict=True):
        yield f"| {' | '.join(escape(cell) for cell in cells)} |"
    care = [Point(text, f"Care with {row.name}") for row in part.rows for text in row.care]
    if care:
        yield ""
        yield from _list(care)
