"""What commands say beside their output: on stderr, and nothing but problems under --quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from setlist.cli.app import Talk
from setlist.cli.layout import wrapped
from setlist.cli.terminal import text_width

LONG_S = 5.0  # without a word


def tell(lines: Iterable[str]) -> None:
    """Print lines to stderr, whatever the options say."""
    click.echo("\n".join(lines), err=True)


def notice(talk: Talk | None, text: str) -> None:
    """Print a remark to stderr, unless --quiet: one line, wrapped on a terminal."""
    if text and not (talk or Talk()).quiet:
        tell(wrapped(text, width=text_width(sys.stderr)) if sys.stderr.isatty() else [text])


def remark(text: str) -> None:
    """A notice from where nobody has the options of the command at hand."""
    context = click.get_current_context(silent=True)
    notice(context.find_object(Talk) if context else None, text)


@contextmanager
def patience(talk: Talk | None) -> Iterator[None]:
    """While this takes long, say once that it goes on: to somebody who looks at a terminal."""
    if not sys.stderr.isatty():
        yield
        return
    from threading import Timer

    timer = Timer(LONG_S, notice, (talk, "still searching ..."))
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
