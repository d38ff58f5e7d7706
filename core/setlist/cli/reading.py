"""The files that commands read: profiles and programs. What is wrong with one is an InputError with file, line and column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from setlist.problems import InputError, Problem

if TYPE_CHECKING:
    from setlist.model import Catalog
    from setlist.program import Program


class ProfileFile(NamedTuple):
    """A profile that its schema has checked. Names in it may still be unknown to a catalog."""

    name: str
    source: bytes
    data: Mapping[str, Any]


def read_profile(path: Path) -> ProfileFile:
    """A profile in YAML or JSON. InputError, OSError."""
    from setlist import documents

    source = path.read_bytes()
    name = str(path)
    data = documents.read(source, name)
    _check("profile", data, name, source)
    return ProfileFile(name, source, data)


def settled(file: ProfileFile, catalog: Catalog) -> dict[str, Any]:
    """The profile's data with ids of the catalog for every name. InputError with each name that the catalog does not know."""
    from setlist.cli.settle import settle

    data, faults = settle(file.data, catalog)
    if faults:
        from setlist.explain import placed

        raise InputError(placed(faults, file.name, file.source))
    return data


def read_program(path: Path) -> Program:
    """The program of a document that `setlist build -f json` wrote: JSON of any size. InputError, OSError."""
    from setlist.cli.usage import is_date
    from setlist.places import locate
    from setlist.program import FORMAT, program_from_data

    source = path.read_bytes()
    name = str(path)
    data = _read_json(source, name)
    written = data.get("format") if isinstance(data, dict) else None
    if isinstance(written, int) and written != FORMAT:
        message = f"the program has format {written}, this setlist reads format {FORMAT}"
        raise InputError([Problem(name, 1, 1, "E104", message, "update setlist, or build the program again")])
    _check("program", data, name, source)
    program = program_from_data(data)
    if program.profile.start is not None and not is_date(program.profile.start):
        message = f"there is no day {program.profile.start}"
        raise InputError([Problem(name, *locate(source, ("profile", "start"), name), "E105", message, "write it as year-month-day")])
    return program


def _read_json(source: bytes, name: str) -> Any:
    """Not through `documents`: a year of long sessions is larger than what a pack may hold."""
    from setlist.jsonfiles import read_json

    try:
        return read_json(source.decode("utf-8"), name)
    except UnicodeDecodeError as error:
        message = f"byte 0x{source[error.start]:02x} is not valid UTF-8"
        raise InputError([Problem(name, source.count(b"\n", 0, error.start) + 1, 1, "E001", message, "build the program again")]) from None


def _check(kind: str, data: Any, name: str, source: bytes) -> None:
    from setlist import schema

    problems = schema.check(kind, data, name, source)
    if problems:
        raise InputError(problems)
