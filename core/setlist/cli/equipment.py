"""`setlist equipment`: what exercises can need."""

from __future__ import annotations

from typing import Any

import click

from setlist.cli.app import Group
from setlist.cli.entries import term_data
from setlist.cli.listing import emit, json_option
from setlist.cli.pack_options import catalog_from, pack_options
from setlist.model import EMPTY, Catalog, Term


@click.group(cls=Group)
def command() -> None:
    """List equipment."""


@command.command("list")
@pack_options
@json_option
def list_equipment(packs: tuple[str, ...], as_json: bool) -> None:
    """List equipment by the names that options and packs use, and how many exercises need it. What is assumed need not be named."""
    catalog = catalog_from(packs)
    things = catalog.vocabulary.terms.get("equipment", EMPTY).values()
    rows = [(term_data("equipment", thing) if as_json else _short(thing)) | {"exercises": _needing(thing, catalog)} for thing in things]
    emit(rows, ("id", "name", "assumed", "exercises", "also", "contains"), as_json, ("contains", "also"))


def _short(thing: Term) -> dict[str, Any]:
    assumed, contains = bool(thing.data.get("assumed")), thing.data.get("contains")
    return {"id": thing.id, "name": thing.name, "assumed": assumed, "also": thing.aliases, "contains": contains}


def _needing(thing: Term, catalog: Catalog) -> int:
    """How many exercises cannot do without it, or name it as one of several that would do."""
    return sum(thing.id in e.equipment.all + e.equipment.any for e in catalog)
