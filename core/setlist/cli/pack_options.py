"""The `-p` option of every command that reads packs, and the catalog that it chooses."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from setlist.cli.usage import UsageProblem
from setlist.packfiles import MANIFEST
from setlist.problems import InputError, Problem

if TYPE_CHECKING:
    from setlist.model import Catalog

NO_SUCH_PACK = "E201"
F = TypeVar("F", bound=Callable[..., Any])


def pack_options(command: F) -> F:
    """Add `-p`; the command gets `packs`, to hand to `catalog_from`."""
    text = "Use only this pack, a name or a folder, and what it needs; may be repeated. Without it: all built-in packs."
    return click.option("-p", "--pack", "packs", multiple=True, metavar="PACK", help=text)(command)


def catalog_from(packs: Sequence[str] = ()) -> Catalog:
    """The catalog of the packs named, or of all built-in ones. A pack that is not there is a usage error, damaged ones are InputError."""
    from setlist.catalog import load_catalog

    try:
        return load_catalog(list(packs) or None)
    except InputError as error:
        raise as_usage(error) from error


def as_usage(error: InputError) -> Exception:
    """The error as one about usage where all that is wrong is that there are no such packs; else as it is."""
    if any(problem.code != NO_SUCH_PACK for problem in error.problems):
        return error
    return UsageProblem("; ".join(map(_missing, error.problems)))


def _missing(problem: Problem) -> str:
    named = problem.message if problem.file in problem.message else f"{problem.file} {problem.message}"
    if (Path(problem.file) / MANIFEST).is_file():
        return f"{named} (for the folder of that name write .{os.sep}{problem.file})"
    return f"{named} ({problem.hint})" if problem.hint else named


def named_packs(packs: Sequence[str], catalog: Catalog) -> frozenset[str]:
    """The ids of the packs that were named, without what they need; of all packs of the catalog where none was."""
    from setlist.catalog import is_folder

    if not packs:
        return frozenset(info.id for info in catalog.packs)
    folders = [Path(name).resolve() for name in packs if is_folder(name)]
    inside = [info.id for info in catalog.packs if any(Path(info.path).resolve().is_relative_to(folder) for folder in folders)]
    return frozenset([*(name for name in packs if not is_folder(name)), *inside])
