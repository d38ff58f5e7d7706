"""`setlist format`: how programs can be written."""

from __future__ import annotations

from pathlib import Path

import click

from setlist.cli.app import Group
from setlist.cli.listing import cell_text, emit, json_option
from setlist.cli.plugin_options import plugin_options, plugins_from

COLUMNS = ("name", "suffix", "shared", "plugin", "summary")


@click.group(cls=Group)
def command() -> None:
    """List output formats."""


@command.command("list")
@plugin_options
@json_option
def list_formats(no_plugin: tuple[str, ...], plugin: tuple[Path, ...], as_json: bool) -> None:
    """List output formats. A shared one is made for other people and leaves health data out unless asked."""
    from setlist.catalog import load_catalog
    from setlist.hookspecs import Context
    from setlist.profile import Profile

    plugins = plugins_from(no_plugin, plugin)
    items, failures = plugins.attempt("setlist_formats", Context(Profile(), load_catalog()))
    rows = [{"name": f.name, "suffix": f.suffix, "summary": f.summary, "shared": f.shared, "plugin": info.name} for info, f in items]
    emit(sorted(rows, key=lambda row: str(row["name"])), COLUMNS, as_json)
    for failure in failures:
        click.echo(f"Warning: {cell_text(failure)}", err=True)
