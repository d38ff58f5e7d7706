"""`setlist pack`: which packs there are, what is in one, and whether it is fit to publish."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from msgspec.structs import asdict

from setlist.catalog import is_folder
from setlist.cli.app import Group, Talk
from setlist.cli.entries import pack_data
from setlist.cli.errors import DONE, INPUT
from setlist.cli.listing import cell_text, emit, emit_one, json_option
from setlist.cli.pack_options import as_usage
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.usage import UsageProblem
from setlist.failures import suggest
from setlist.packfiles import MANIFEST
from setlist.packs import PackSource, find_packs, read_pack
from setlist.problems import InputError, Problem

COLUMNS = ("id", "version", "title", "origin", "exercises", "shadowed", "problems")


@click.group(cls=Group)
def command() -> None:
    """List, show and check content packs."""


@command.command("list")
@click.option("-p", "--pack", "paths", multiple=True, metavar="FOLDER", help="Also look in this folder; may be repeated.")
@json_option
def list_packs(paths: tuple[str, ...], as_json: bool) -> None:
    """List packs: built-in, installed, in your own pack folder, and in folders named. A shadowed one gives way to one of the same id."""
    rows = []
    for source in find_all(paths).values():
        rows += [_row(source), *(_row(hidden, by=source) for hidden in source.shadows)]
    if not as_json:
        rows = [row | {"origin": _origin(row), "problems": len(row["problems"]) or None} for row in rows]
    emit(rows, COLUMNS, as_json)


@command.command("show")
@click.argument("pack")
@json_option
def show_pack(pack: str, as_json: bool) -> None:
    """Show a pack, given by id or folder: its manifest, where it comes from, and how much is in it."""
    from setlist.cli.pack_page import contents, show_page

    pack = _named(pack)
    source = _source(pack, find_all([pack] if is_folder(pack) else []))
    found = read_pack(source)
    if as_json:
        emit_one(_row(source) | {"digest": found.digest, "contents": contents(found), "strays": list(found.strays)}, as_json)
        return
    show_page(found)


@command.command("check")
@click.argument("packs", metavar="[PACK]...", nargs=-1)
@click.option("--strict", is_flag=True, help="Fail on warnings too.")
@plugin_options
@json_option
@click.pass_obj
def check_packs(
    talk: Talk, /, packs: tuple[str, ...], strict: bool, no_plugin: tuple[str, ...], plugin: tuple[Path, ...], as_json: bool
) -> int:
    """Check packs, given by id or folder, or all built-in ones. Prints file:line:col: CODE message, and fails when there is an error."""
    from setlist.cli.pack_checks import check_all

    targets = _targets(packs)
    try:
        problems = check_all(targets, plugins_from(no_plugin, plugin))
    except InputError as error:
        raise as_usage(error) from error
    if as_json:
        emit([asdict(problem) for problem in problems], (), as_json)
    else:
        for problem in problems:
            click.echo(cell_text(problem))
    errors = sum(problem.code.startswith("E") for problem in problems)
    if not talk.quiet:
        click.echo(_summary(len(targets), errors, len(problems) - errors), err=True)
    return INPUT if errors or (strict and problems) else DONE


def find_all(paths: Iterable[str]) -> dict[str, PackSource]:
    """Every pack there is, by id. A folder without packs is a usage error."""
    try:
        return dict(find_packs(paths))
    except InputError as error:
        raise as_usage(error) from error


def _row(source: PackSource, by: PackSource | None = None) -> dict[str, Any]:
    exercises, problems = _look_into(source)
    return pack_data(source.manifest) | {
        "id": source.id,
        "origin": source.origin,
        "built_in": source.built_in,
        "provider": source.provider,
        "path": str(source.path),
        "exercises": exercises,
        "shadowed": by is not None,
        "shadowed_by": str(by.path) if by is not None else None,
        "problems": [asdict(problem) for problem in problems],
    }


def _look_into(source: PackSource) -> tuple[int | None, tuple[Problem, ...]]:
    """How many exercises a pack has, or what is wrong with its documents."""
    try:
        pack = read_pack(source)
    except InputError as error:
        return None, error.problems
    return sum(len(file.data) for file in pack.files if file.kind == "exercise"), ()


def _origin(row: dict[str, Any]) -> str:
    return "built-in" if row["built_in"] else str(row["origin"])


def _source(pack: str, sources: dict[str, PackSource]) -> PackSource:
    if not is_folder(pack):
        if pack not in sources:
            raise UsageProblem(f"there is no pack {pack!r}{suggest(pack, sources)} (`setlist pack list` shows them)")
        return sources[pack]
    inside = [source for source in sources.values() if source.origin == "path"]
    if len(inside) != 1:
        raise UsageProblem(f"{pack} holds {len(inside)} packs: name one ({', '.join(str(source.path) for source in inside)})")
    return inside[0]


def _named(pack: str) -> str:
    """`club` as `./club`, where no pack has that id and the folder holds one: what is looked into is no matter of what is built with."""
    if is_folder(pack) or not (Path(pack) / MANIFEST).is_file() or pack in find_packs():
        return pack
    return f".{os.sep}{pack}"


def _targets(packs: Iterable[str]) -> list[str | Path]:
    """Ids and folders of single packs; a folder of packs stands for all of them."""
    if not packs:
        return [source.id for source in find_packs().values() if source.built_in or any(hidden.built_in for hidden in source.shadows)]
    targets: list[str | Path] = []
    for name in map(_named, packs):
        if is_folder(name):
            inside = sorted(manifest.parent for manifest in Path(name).glob(f"*/{MANIFEST}"))
            targets += [Path(name)] if (Path(name) / MANIFEST).is_file() or not inside else inside
        else:
            targets.append(name)
    return targets


def _summary(packs: int, errors: int, warnings: int) -> str:
    counts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((packs, "pack"), (errors, "error"), (warnings, "warning"))]
    return f"{counts[0]} checked: {counts[1]}, {counts[2]}"
