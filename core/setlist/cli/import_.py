"""`setlist import`: exercise data that somebody else wrote, as a pack folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from setlist.cli.app import Talk
from setlist.cli.layout import Lines, bullets, facts, section, show, title
from setlist.cli.listing import cell_text, emit, emit_one, json_option
from setlist.cli.notices import notice
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.usage import UsageProblem

if TYPE_CHECKING:
    from setlist.hookspecs import Context, Correction, Imported
    from setlist.plugins import Plugins
    from setlist.problems import Problem

COLUMNS = ("name", "plugin", "summary")
FACTS = (("Source", "source"), ("Folder", "folder"), ("Pack", "pack"), ("Licence", "license"), ("Read", "read"), ("Left out", "left_out"))
SHOWN = 3  # names that the page shows of the entries a rule met


@click.command()
@click.argument("kind", required=False)
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", "folder", type=click.Path(path_type=Path), metavar="DIR", help="The pack folder to write; a new one.")
@click.option("--list", "listing", is_flag=True, help="List what can be imported.")
@plugin_options
@json_option
@click.pass_obj
def command(
    talk: Talk,
    /,
    kind: str | None,
    path: Path | None,
    folder: Path | None,
    listing: bool,
    no_plugin: tuple[str, ...],
    plugin: tuple[Path, ...],
    as_json: bool,
) -> None:
    """Turn foreign exercise data (a file or folder at PATH) into a pack, and report what was inferred, corrected and left out.

    Nobody has reviewed an imported exercise: it is never offered to a person with a condition, pain or a pregnancy. KIND is a name of
    `setlist import --list`.
    """
    from setlist.catalog import load_catalog
    from setlist.hookspecs import Context
    from setlist.profile import Profile

    plugins, context = plugins_from(no_plugin, plugin), Context(Profile(), load_catalog(["base"]))
    if listing:
        _list(plugins, context, as_json)
        return
    if kind is None or path is None or folder is None:
        raise UsageProblem("write `setlist import KIND PATH -o DIR` (`setlist import --list` shows the kinds)")
    imported, problems = _import(plugins, context, kind, path, folder)
    report = report_data(imported, kind, path, folder, problems)
    if as_json:
        emit_one(report, as_json)
        return
    show(*_page(report))
    notice(talk, f"wrote {folder}; to build from it: setlist build -p {_named(folder)} --goal balanced-body")


def _list(plugins: Plugins, context: Context, as_json: bool) -> None:
    from setlist.importing import gather_importers

    items, failures = gather_importers(plugins, context)
    emit([{"name": item.name, "summary": item.summary, "plugin": info.name} for info, item in items], COLUMNS, as_json)
    for failure in failures:
        click.echo(f"Warning: {cell_text(failure)}", err=True)


def _import(plugins: Plugins, context: Context, kind: str, path: Path, folder: Path) -> tuple[Imported, list[Problem]]:
    from setlist.importing import FolderTaken, find_importer, write_pack

    info, importer = find_importer(plugins, context, kind)
    imported = importer.load(path)
    try:
        return imported, write_pack(imported, folder, info)
    except FolderTaken as error:
        raise UsageProblem(f"-o {error}") from error


def report_data(imported: Imported, kind: str, path: Path, folder: Path, problems: list[Problem]) -> dict[str, Any]:
    """The report as data: counts of what was read, written and left out, and every rule with the names of the entries that it met."""
    from setlist.traits import reviewed

    exercises = [item for name, items in imported.files.items() if name.startswith("exercises/") for item in items]
    codes = [problem.code for problem in problems]
    return {
        "kind": kind,
        "source": str(path),
        "folder": str(folder),
        "pack": imported.files["pack.yaml"]["id"],
        "license": imported.files["pack.yaml"]["license"],
        "read": imported.read,
        "written": len(exercises),
        "left_out": sum(len(c.entries) for c in imported.corrections if c.left_out),
        "reviewed": sum(map(reviewed, exercises)),
        "corrections": [_row(c) for c in imported.corrections],
        "warnings": {code: codes.count(code) for code in sorted(set(codes))},
    }


def _row(c: Correction) -> dict[str, Any]:
    return {"rule": c.rule, "text": c.text, "left_out": c.left_out, "count": len(c.entries), "entries": list(c.entries)}


def _page(report: dict[str, Any]) -> Iterator[Lines]:
    yield title(f"Imported {report['kind']}: {report['written']} exercises")
    yield facts((label, str(report[name])) for label, name in FACTS)
    yield section("What was corrected, inferred and left out", bullets(_said(row) for row in report["corrections"] if row["count"]))
    warnings = [f"{code} {count} times" for code, count in report["warnings"].items()]
    yield section(f"What `setlist pack check {_named(Path(report['folder']))}` warns about", bullets(warnings))


def _said(row: dict[str, Any]) -> str:
    names = ", ".join(row["entries"][:SHOWN]) + (", ..." if row["count"] > SHOWN else "")
    return f"{row['count']} x {row['rule']}: {row['text']} ({names})"


def _named(folder: Path) -> str:
    """A folder as `-p` takes it: a bare word would be a pack's id."""
    return str(folder) if len(folder.parts) > 1 else f".{os.sep}{folder}"
