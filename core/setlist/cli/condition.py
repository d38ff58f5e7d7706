"""`setlist condition`: which conditions there are, and what each rules out, limits and favours, with the evidence."""

from __future__ import annotations

from typing import Any

import click

from setlist.cli.app import Group
from setlist.cli.listing import emit, emit_one, json_option
from setlist.cli.lookup import pick
from setlist.cli.pack_options import catalog_from, pack_options
from setlist.model import SEVERITIES, STEPS, Condition

COLUMNS = ("id", "name", "gate", *SEVERITIES, "checked")
SPARE = tuple(reversed(SEVERITIES))


@click.group(cls=Group)
def command() -> None:
    """List and show conditions and what they rule out."""


@command.command("list")
@pack_options
@json_option
def list_conditions(packs: tuple[str, ...], as_json: bool) -> None:
    """List conditions: the strictest gate, how many rows of each severity, how many of them were checked against their source."""
    conditions = catalog_from(packs).conditions.values()
    emit([_full(c) if as_json else _short(c) for c in conditions], COLUMNS, as_json, SPARE)


@command.command("show")
@click.argument("name")
@pack_options
@json_option
def show_condition(name: str, packs: tuple[str, ...], as_json: bool) -> None:
    """Show a condition, given by id or name: when there is no program, what is left out, limited or favoured, and why."""
    catalog = catalog_from(packs)
    condition = pick(name, "condition", catalog.conditions)
    if as_json:
        emit_one(_full(condition), as_json)
        return
    from setlist.cli.condition_page import show_page

    show_page(condition, catalog.vocabulary)


def _full(c: Condition) -> dict[str, Any]:
    from setlist.cli.entries import condition_data

    return condition_data(c)


def _short(c: Condition) -> dict[str, Any]:
    counts: dict[str, int] = {severity: sum(row.severity == severity for row in c.rows) for severity in SEVERITIES}
    gate = max((gate.step for gate in c.gates), key=STEPS.index, default="")
    checked = f"{sum(row.confirmed for row in c.rows)} of {len(c.rows)}"
    return {"id": c.id, "name": c.name, "gate": gate, **counts, "checked": checked}
