"""`setlist schema`: the JSON Schemas of documents, for editors and for whoever writes packs and tools."""

from __future__ import annotations

import click

from setlist.cli.app import Group
from setlist.cli.listing import emit, json_option
from setlist.cli.usage import UsageProblem
from setlist.failures import suggest
from setlist.schema import SHARED, kinds, schema, schema_text


@click.group(cls=Group)
def command() -> None:
    """List and show the schemas of documents."""


@command.command("list")
@json_option
def list_schemas(as_json: bool) -> None:
    """List the kinds of documents that have a schema."""
    rows = [{"kind": kind, "id": schema(kind)["$id"], "title": schema(kind)["title"]} for kind in (*kinds(), *SHARED)]
    emit(rows, ("kind", "id", "title"), as_json)


@command.command("show")
@click.argument("kind")
@click.option("--json", "_as_json", is_flag=True, help="Print JSON; a schema always is.")
def show_schema(kind: str, _as_json: bool) -> None:
    """Print the JSON Schema of a kind of document."""
    known = (*kinds(), *SHARED)
    if kind not in known:
        raise UsageProblem(f"there is no schema {kind!r}{suggest(kind, known)} (`setlist schema list` shows them)")
    click.echo(schema_text(kind).rstrip("\n"))
