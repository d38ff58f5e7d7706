"""What commands say beside their output: on stderr, and nothing but problems under --quiet."""

from __future__ import annotations

from collections.abc import Iterable

import click

from setlist.cli.app import Talk


def tell(lines: Iterable[str]) -> None:
    """Print lines to stderr, whatever the options say."""
    click.echo("\n".join(lines), err=True)


def notice(talk: Talk | None, text: str) -> None:
    """Print a remark to stderr, unless --quiet."""
    if text and not (talk or Talk()).quiet:
        click.echo(text, err=True)
