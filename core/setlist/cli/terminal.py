"""The terminal behind a stream: how wide it is, and how wide text on it may be."""

from __future__ import annotations

from typing import TextIO

WIDTH = 80  # of text: longer lines are hard to read, and a file gets the same bytes whatever the terminal is like
NARROWEST = 40  # on less than that, labels and indents would leave no room for words


def columns(stream: TextIO) -> int | None:
    """How many columns the terminal has; None where there is none."""
    import shutil

    return shutil.get_terminal_size().columns if stream.isatty() else None


def text_width(stream: TextIO) -> int:
    found = columns(stream)
    return WIDTH if found is None else max(NARROWEST, min(WIDTH, found))
