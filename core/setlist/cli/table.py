"""Tables that fit a terminal: the widest columns share what there is and wrap; where that is too little, the least important ones go.

The first column holds what one types, so it is never made narrower.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

GAP = 2
LEAST, MOST = 20, 28  # columns that text needs to be read, and that a long word may ask for
NARROWEST = 10  # where there is no choice, the right end of the table is cut off

Cells = Sequence[str]


def fitted(header: Cells, rows: Sequence[Cells], limit: int | None, spare: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """The lines of a table, and the columns of `spare`, first ones first, that were left out to fit it into the limit."""
    table = [header, *rows]
    natural = {name: max(map(width_of, cells)) for name, cells in zip(header, zip(*table, strict=True), strict=True)}
    needed = {name: _needed(cells) for name, cells in zip(header, zip(*table, strict=True), strict=True)}
    gone: list[str] = []
    widths = _widths(natural, limit)
    for name in spare:
        if name not in natural or all(width >= needed[column] for column, width in widths.items()):
            continue
        gone.append(name)
        widths = _widths({column: width for column, width in natural.items() if column not in gone}, limit)
    kept = [(number, widths[column]) for number, column in enumerate(header) if column in widths]
    return [line for cells in table for line in _lines([cells[number] for number, _ in kept], [width for _, width in kept])], gone


def _needed(cells: Cells) -> int:
    """How many columns are enough for some cells when they wrap."""
    word = max(width_of(word) for cell in cells for word in cell.split(" "))
    return min(max(map(width_of, cells)), max(LEAST, min(word, MOST)))


def _widths(natural: Mapping[str, int], limit: int | None) -> dict[str, int]:
    """How wide each column is."""
    first, *others = natural
    room = sum(natural.values()) if limit is None else limit - natural[first] - GAP * len(others)
    most = max(NARROWEST, _share(sorted(natural[name] for name in others), room))
    return {first: natural[first], **{name: min(natural[name], most) for name in others}}


def _share(widths: Sequence[int], room: int) -> int:
    """The most that any column may take so that all together have room; the narrow ones leave the others what they do not need."""
    for number, width in enumerate(widths):
        share = room // (len(widths) - number)
        if width > share:
            return share
        room -= width
    return max(widths, default=0)


def _lines(cells: Cells, widths: Sequence[int]) -> Iterator[str]:
    parts = [list(_wrapped(cell, width)) for cell, width in zip(cells, widths, strict=True)]
    for line in zip_longest(*parts, fillvalue=""):
        yield (" " * GAP).join(part + " " * (width - width_of(part)) for part, width in zip(line, widths, strict=True)).rstrip()


def _wrapped(text: str, width: int) -> Iterator[str]:
    """A cell in lines; only a word that is wider than the column is broken."""
    line = ""
    for word in text.split(" "):
        joined = f"{line} {word}" if line else word
        if width_of(joined) <= width:
            line = joined
            continue
        if line:
            yield line
        while width_of(word) > width:
            head = _head(word, width)
            yield head
            word = word[len(head) :]
        line = word
    yield line


def cut(line: str, limit: int) -> str:
    """A line that ends where the terminal does, and shows it."""
    return line if width_of(line) <= limit else f"{_head(line, limit - 1).rstrip()}…"


def _head(text: str, width: int) -> str:
    """As much of a text as fits, at least one character."""
    while len(text) > 1 and width_of(text) > width:
        text = text[:-1]
    return text


def width_of(text: str) -> int:
    """How many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
