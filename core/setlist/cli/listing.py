"""How lists and single things are shown: a table for people, JSON for programs. Rows are plain data with the schemas' field names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON with every field.")

Row = Mapping[str, Any]

# Texts come from packs and plugins: what would move the cursor, change colours or turn the reading direction is shown, not sent.
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C}
_ESCAPED = {code: f"\\u{code:04x}" for code in _CONTROLS}
_ESCAPED_JSON = {code: text for code, text in _ESCAPED.items() if code >= 0x7F}  # below, JSON does it


def emit(rows: Sequence[Row], columns: Sequence[str], as_json: bool, spare: Sequence[str] = ()) -> None:
    """Print rows to stdout: JSON, an array with all their fields; else a table of the named fields. On a narrow terminal columns wrap,
    and those of `spare` are left out, the first ones first; stderr says so."""
    if as_json:
        _print_json(list(rows))
        return
    import sys

    from setlist.cli.table import cut, fitted, width_of
    from setlist.cli.terminal import columns as columns_of

    limit = columns_of(sys.stdout)
    cells = [[cell_text(row.get(column)) for column in columns] for row in rows]
    lines, gone = fitted([*map(_heading, columns)], cells, limit, [*map(_heading, spare)])
    for line in lines:
        click.echo(line if limit is None else cut(line, limit))
    if gone or (limit is not None and max(map(width_of, lines)) > limit):
        from setlist.cli.notices import remark

        remark(f"cut to the width{f' (without {cell_text(gone)})' if gone else ''}; --json has all")


def _heading(column: str) -> str:
    return column.replace("_", " ").upper()


def emit_one(row: Row, as_json: bool) -> None:
    """Print one thing to stdout: JSON, an object; else a line a field, fields without a value left out."""
    if as_json:
        _print_json(row)
        return
    for name, value in row.items():
        if value not in (None, "", [], (), {}):
            click.echo(f"{name.replace('_', ' ')}: {cell_text(value)}")


def cell_text(value: Any) -> str:
    """A value on one line, safe for a terminal."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{cell_text(key)}: {cell_text(item)}" for key, item in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(cell_text, value))
    return " ".join(str(value).split()).translate(_ESCAPED)


def _print_json(data: Any) -> None:
    import json

    click.echo(json.dumps(data, indent=2, ensure_ascii=False).translate(_ESCAPED_JSON))
