"""From a program document back to what it was built from: its packs, rules and filters, with the profile inside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from setlist.builder import Plan, plan
from setlist.cli.pack_options import catalog_from
from setlist.cli.usage import UsageProblem
from setlist.results import Refused

if TYPE_CHECKING:
    from setlist.model import Catalog
    from setlist.plugins import Plugins
    from setlist.program import Program

SHORT = 12  # characters of a digest that tell two apart


class Replan(Struct, frozen=True):
    """A program, the catalog of the packs that it names, and the plan that its profile leads to now."""

    program: Program
    catalog: Catalog
    plugins: Plugins
    plan: Plan | Refused
    folders: tuple[str, ...] = ()


def replan(program: Program, plugins: Plugins, folders: Sequence[str] = ()) -> Replan:
    """Everything but solving, again. folders: of packs that are not installed. UsageProblem, InputError, PluginFailure, NoTemplate."""
    return _replan(program, plugins, [pack["id"] for pack in program.packs], folders)


def widen(found: Replan, pack: str) -> Replan | None:
    """The same with one more pack; None when there is no such pack. For what the program's own packs do not know."""
    from setlist.packs import find_packs

    if pack not in find_packs(found.folders):
        return None
    return _replan(found.program, found.plugins, [*(p.id for p in found.catalog.packs), pack], found.folders)


def _replan(program: Program, plugins: Plugins, packs: Sequence[str], folders: Sequence[str]) -> Replan:
    catalog = _load(packs, folders)
    return Replan(program, catalog, plugins, plan(program.profile, catalog, plugins, template=program.template), tuple(folders))


def _load(packs: Sequence[str], folders: Sequence[str]) -> Catalog:
    try:
        return catalog_from([*packs, *folders])
    except UsageProblem as error:
        raise UsageProblem(f"the program was built with packs that are not here: {error.message}; name a pack's folder with -p") from error


def changes_since(found: Replan) -> Iterator[str]:
    """What is not as it was when the program was built: packs and plugins, in words."""
    program = found.program
    now = {p.id: (p.version, p.digest) for p in found.catalog.packs}
    then = {p["id"]: (p["version"], p["digest"]) for p in program.packs}
    for name, made in then.items():
        if now[name] != made:
            yield f"the pack {name} has changed since: {_words(made)} then, {_words(now[name])} now"
    for name in now:
        if name not in then:
            yield f"the pack {name} is required now, and was not then"
    used = _versions(program.plugins)
    there = _versions(found.plugins.record())
    for name in sorted(used):
        if name not in there:
            yield f"the plugin {name} is not used now: what it adds is not looked at"
        elif used[name] != there[name]:
            yield f"the plugin {name} has changed since: {used[name] or 'no version'} then, {there[name] or 'no version'} now"
    for name in sorted(there.keys() - used.keys()):
        yield f"the plugin {name} was not used then"


def _versions(plugins: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {p["name"]: p["version"] for p in plugins}


def _words(made: tuple[str, str]) -> str:
    version, digest = made
    return f"{version} ({digest.removeprefix('sha256:')[:SHORT]})"
