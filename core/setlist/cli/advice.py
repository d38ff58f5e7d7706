"""`setlist advice`: the texts that packs add to programs, and where they appear."""

from __future__ import annotations

import click

from setlist.cli.app import Group
from setlist.cli.entries import advice_data
from setlist.cli.listing import emit, json_option
from setlist.cli.pack_options import catalog_from, pack_options


@click.group(cls=Group)
def command() -> None:
    """List advice texts."""


@command.command("list")
@pack_options
@json_option
def list_advice(packs: tuple[str, ...], as_json: bool) -> None:
    """List advice and disclaimers, the most important of a place first."""
    advice = sorted(catalog_from(packs).advice.values(), key=lambda a: (a.placement, -a.priority, a.id))
    emit(
        [advice_data(a) for a in advice],
        ("id", "placement", "priority", "disclaimer", "confirmed", "text"),
        as_json,
        ("confirmed", "disclaimer", "priority", "placement"),
    )
