"""`setlist template`: which shapes of programs there are, and what is in one."""

from __future__ import annotations

from typing import Any

import click

from setlist.cli.amounts import span_words
from setlist.cli.app import Group
from setlist.cli.listing import emit, emit_one, json_option
from setlist.cli.lookup import pick
from setlist.cli.pack_options import catalog_from, pack_options
from setlist.model import Template

COLUMNS = ("id", "name", "goals", "levels", "days", "minutes", "weeks")
SPARE = ("weeks", "minutes", "levels", "days")


@click.group(cls=Group)
def command() -> None:
    """List and show program templates."""


@command.command("list")
@pack_options
@json_option
def list_templates(packs: tuple[str, ...], as_json: bool) -> None:
    """List the shapes that programs can have, and whom they are for."""
    templates = catalog_from(packs).templates.values()
    emit([_full(t) if as_json else _short(t) for t in templates], COLUMNS, as_json, SPARE)


@command.command("show")
@click.argument("name")
@pack_options
@json_option
def show_template(name: str, packs: tuple[str, ...], as_json: bool) -> None:
    """Show a template, given by id, pack:id or name: its weeks, sessions, blocks and slots."""
    catalog = catalog_from(packs)
    template = pick(name, "template", catalog.templates)
    if as_json:
        emit_one(_full(template), as_json)
        return
    from setlist.cli.template_page import show_page

    show_page(template, catalog)


def _full(t: Template) -> dict[str, Any]:
    from setlist.cli.entries import template_data

    return template_data(t)


def _short(t: Template) -> dict[str, Any]:
    weeks = span_words((t.weeks, t.max_weeks))
    spans = {"days": span_words(t.days), "minutes": span_words(t.minutes), "weeks": weeks}
    return {"id": t.ref, "name": t.name, "goals": t.goals, "levels": t.levels, **spans}
