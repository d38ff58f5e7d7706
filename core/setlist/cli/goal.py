"""`setlist goal`: what a program can be for."""

from __future__ import annotations

import click

from setlist.cli.app import Group
from setlist.cli.entries import term_data
from setlist.cli.listing import emit, json_option
from setlist.cli.pack_options import catalog_from, pack_options
from setlist.model import EMPTY


@click.group(cls=Group)
def command() -> None:
    """List goals."""


@command.command("list")
@pack_options
@json_option
def list_goals(packs: tuple[str, ...], as_json: bool) -> None:
    """List the goals that a template serves, and the templates."""
    catalog = catalog_from(packs)
    serving = {
        name: [t.ref for t in catalog.templates.values() if name in t.goals] for name in catalog.vocabulary.terms.get("goals", EMPTY)
    }
    goals = [catalog.vocabulary.terms["goals"][name] for name, templates in serving.items() if templates]
    rows = [term_data("goals", goal) | {"templates": serving[goal.id]} for goal in goals]
    emit(rows, ("id", "name", "templates", "summary"), as_json, spare=("templates",))
