"""The table as text: a line for each condition, a column for each template, counts and reasons below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from .cell import FAILED, NAMES, Cell
from .pairs import Line

WIDTH = 3
LONGEST = 300

Table = Sequence[tuple[Line, Sequence[Cell]]]


def head(templates: Sequence[str], widest: int) -> Iterator[str]:
    """What the letters and the columns stand for."""
    yield from (f"{letter}  {name}" for letter, name in NAMES.items())
    yield ""
    yield from (f"{n:>{WIDTH}} {ref}" for n, ref in enumerate(templates, 1))
    yield ""
    yield " " * widest + "".join(f"{n:>{WIDTH}}" for n in range(1, len(templates) + 1))


def row(line: Line, cells: Sequence[Cell], widest: int) -> str:
    return f"{line.title:<{widest}}" + "".join(f"{cell.letter:>{WIDTH}}" for cell in cells)


def foot(table: Table, templates: Sequence[str]) -> Iterator[str]:
    """How many pairs ended how; every refusal, explanation and failure with the pairs it stands for."""
    counts = Counter(cell.letter for _, cells in table for cell in cells)
    yield ""
    yield ", ".join(f"{counts[letter]} {letter}" for letter in NAMES) + f"; {counts.total()} pairs"
    said: dict[tuple[str, str], list[str]] = {}
    for line, cells in table:
        for ref, cell in zip(templates, cells, strict=True):
            if cell.why:
                said.setdefault((cell.letter, cell.why), []).append(f"{line.title} x {ref.partition(':')[2]}")
    for (letter, why), pairs in sorted(said.items()):
        yield f"{letter}  {', '.join(pairs)}"
        yield f"   {why if letter == FAILED else _short(why)}"


def failures(table: Table) -> int:
    return sum(cell.letter == FAILED for _, cells in table for cell in cells)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST]}..."
