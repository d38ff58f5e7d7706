"""`setlist profile`: writing down once who the programs are for, and checking what was written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from setlist.cli.app import Group, Talk
from setlist.cli.errors import DONE, GATE, INPUT
from setlist.cli.listing import emit, json_option
from setlist.cli.notices import notice, tell
from setlist.cli.pack_options import catalog_from, pack_options
from setlist.cli.requests import asked_data, person_options
from setlist.cli.screening import interactive, screen_details, screen_emergencies
from setlist.cli.usage import UsageProblem
from setlist.problems import InputError

if TYPE_CHECKING:
    from setlist.model import Catalog
    from setlist.profile import Profile

ALWAYS = ("goal", "level", "days", "minutes")  # written out even where nobody said anything else
HEALTH = ("conditions", "screening")  # what the health questions may add to


@click.group(cls=Group)
def command() -> None:
    """Write or check a profile: who the programs are for."""


@command.command("new")
@pack_options
@person_options
@click.option(
    "-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="Where to write it; without it, to the terminal."
)
@click.option("--screening/--no-screening", default=True, help="Ask the health questions (on a terminal), or not.")
@click.pass_obj
def new_profile(talk: Talk, /, packs: Sequence[str], file: Path | None, screening: bool, **options: Any) -> int:
    """Write a profile from questions (on a terminal) and options, as YAML."""
    if file is not None and file.exists():
        raise UsageProblem(f"-o {file}: there is such a file already; choose another name, or remove it")
    catalog = catalog_from(packs)
    data = asked_data(options, catalog)
    if interactive():
        filled = _ask(data, catalog, screening)
        if filled is None:
            return GATE
        data = filled
    _write(file, _ordered(data))
    if file is not None:
        notice(talk, f"wrote {file}; next: setlist build --profile {file}")
    return DONE


def _ask(data: Mapping[str, Any], catalog: Catalog, screening: bool) -> dict[str, Any] | None:
    """The data with a person's answers; None after an emergency sign, when they have been told what to do."""
    from setlist.cli.guide import guide
    from setlist.profile import Profile, profile_from_data

    first = screen_emergencies(profile_from_data(data), catalog) if screening else profile_from_data(data)
    if _refused(first, catalog, ("stop",)):
        return None
    filled = {**guide(data, Profile().to_data(), catalog), "screening": dict(first.screening)}
    if screening:
        profile = screen_details(profile_from_data(filled), catalog)
        filled |= {key: value for key, value in profile.to_data().items() if key in HEALTH}
        _refused(profile, catalog, ("stop", "clearance"))
    return filled


def _refused(profile: Profile, catalog: Catalog, steps: Sequence[str]) -> bool:
    """Whether there is no program for this person now by one of these steps; if so, they are told what to do."""
    from setlist.builder import plan
    from setlist.cli.outcome import refused_lines
    from setlist.results import Refused

    found = plan(profile, catalog)
    if not isinstance(found, Refused) or found.step not in steps:
        return False
    tell(["", *refused_lines(found, catalog)])
    return True


def _ordered(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a profile file holds, in the order of the fields; empty ones are left out."""
    from setlist.profile import Profile

    defaults = Profile().to_data()
    full = {**{key: defaults[key] for key in ALWAYS}, **data}
    return {name: full[name] for name in Profile.__struct_fields__ if full.get(name) not in (None, [], {})}


def _write(file: Path | None, data: Mapping[str, Any]) -> None:
    import yaml

    from setlist.cli.writing import write_file

    text = yaml.safe_dump(dict(data), sort_keys=False, allow_unicode=True)
    if file is None:
        click.echo(text, nl=False)
    else:
        write_file(file, text.encode())


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@pack_options
@json_option
def check_profile(file: Path, packs: Sequence[str], as_json: bool) -> int:
    """Check a profile: its form, and that the packs know every name in it.

    Exit codes: 0 it is fine, 1 it is not.
    """
    from setlist.cli.reading import read_profile, settled

    try:
        settled(read_profile(file), catalog_from(packs))
    except InputError as error:
        if not as_json:
            raise
        emit([_row(problem) for problem in error.problems], (), as_json)
        return INPUT
    if as_json:
        emit([], (), as_json)
    else:
        click.echo(f"{file}: fine")
    return DONE


def _row(problem: Any) -> dict[str, Any]:
    return {name: getattr(problem, name) for name in ("file", "line", "col", "code", "message", "hint")}
