"""What the commands share that go on from a program: swap, log, advance and check."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from setlist.cli.app import Talk
from setlist.cli.notices import notice
from setlist.cli.usage import UsageProblem
from setlist.plaintext import plain

if TYPE_CHECKING:
    from setlist.cli.replan import Replan
    from setlist.plugins import Plugins
    from setlist.program import Program


def plugins_for(program: Program, path: Path, no_plugin: Sequence[str], plugin: Sequence[Path]) -> Plugins:
    """The plugins to go on with: those that the program was made with, but those left out on purpose. PluginError where one is neither
    there nor left out: what it excludes would come back. One that is not there may be left out by name, too."""
    from setlist.cli.plugin_options import plugins_from
    from setlist.failures import PluginError
    from setlist.plugins import installed_plugins

    used = {made["name"] for made in program.plugins}
    gone = used - {info.name for info in installed_plugins()}
    plugins = plugins_from([name for name in no_plugin if name not in gone], plugin)
    plugins = replace(plugins, disabled=tuple(sorted({*plugins.disabled, *(name for name in no_plugin if name in gone)})))
    there = {info.name for info in (*plugins.infos, *(failure.info for failure in plugins.broken))}
    for name in sorted(used - there - {*plugins.disabled}):
        ways = f"name it with --plugin, or leave it out on purpose with --no-plugin {name}"
        raise PluginError(f"{path}: this program was made with the plugin {name}; {ways}")
    return plugins


def replanned(talk: Talk, path: Path, program: Program, plugins: Plugins, folders: Sequence[str]) -> Replan:
    """The program's packs and plan, with a notice of each that changed since. UsageProblem where there is no such template any more."""
    from setlist.builder import NoTemplate
    from setlist.cli.replan import changes_since, replan

    try:
        found = replan(program, plugins, folders)
    except NoTemplate as error:
        raise UsageProblem(f"{path}: {error}") from error
    for change in changes_since(found):
        notice(talk, f"{path}: {plain(change)}")
    return found


def find_item(word: str, program: Program, names: dict[str, str]) -> str:
    """The exercise of a program that a word means: its id, the end of it, or its name. UsageProblem with what the program has instead.
    `names`: exercise -> name, of those that may be meant."""
    from setlist.cli.names import folded
    from setlist.problems import did_you_mean

    wanted = folded(word)
    hits = [ref for ref in names if ref == word]
    hits = hits or [ref for ref, name in names.items() if wanted in (folded(ref.partition(":")[2]), folded(name))]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise UsageProblem(f"{word!r} may be {' or '.join(hits)}; say which")
    close = did_you_mean(word, [*names, *(ref.partition(":")[2] for ref in names), *names.values()])
    hint = close or "`setlist render PROGRAM --all` shows what is"
    raise UsageProblem(f"{word!r} is not in the sessions to come of {program.title!r}; {hint}")
