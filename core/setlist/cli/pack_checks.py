"""All checks of packs: setlist's own, then those that plugins add."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from setlist.catalog import load_catalog
from setlist.failures import guard
from setlist.hookspecs import Context
from setlist.packcheck import check_pack
from setlist.packs import Pack, find_packs, read_pack
from setlist.plugins import Plugins
from setlist.problems import Problem
from setlist.profile import Profile

HOOK = "setlist_pack_checks"


def check_all(targets: Sequence[str | Path], plugins: Plugins) -> list[Problem]:
    """Everything wrong with the packs, given by id or folder, one pack after the other. Folders see each other's packs.

    InputError where there is no such pack, PluginFailure where a check of a plugin raises.
    """
    folders = [target for target in targets if isinstance(target, Path)]
    problems: dict[Problem, None] = {}
    for target in targets:
        found = check_pack(target, paths=folders)
        if not any(problem.code.startswith("E") for problem in found):
            found = sorted([*found, *_plugin_checks(target, folders, plugins)], key=lambda p: (p.file, p.line, p.col, p.code, p.message))
        problems |= dict.fromkeys(found)
    return list(problems)


def _plugin_checks(target: str | Path, folders: Sequence[Path], plugins: Plugins) -> Iterator[Problem]:
    """What plugins find in a pack that setlist has nothing against."""
    if not any(HOOK in plugin.hooks for plugin in plugins.loaded) and not plugins.broken:
        return
    sources = find_packs(folders)
    own = {s.id for s in sources.values() if isinstance(target, Path) and s.path.resolve() == target.resolve()} or {str(target)}
    catalog = load_catalog(sorted(own), paths=folders)
    packs = {pack: read_pack(sources[pack]) for pack in sorted(own)}
    for info, check in plugins.collect(HOOK, Context(Profile(), catalog)):
        found = check.check(catalog)
        with guard(info, HOOK):
            named = [(str(code), str(ref), str(message)) for code, ref, message in found]
        mine = [(code, ref, message) for code, ref, message in named if ref.partition(":")[0] in packs]
        yield from (_placed(code, ref, message, packs[ref.partition(":")[0]]) for code, ref, message in mine)


def _placed(code: str, ref: str, message: str, pack: Pack) -> Problem:
    """A problem of an entry at the line of the entry; at the pack's manifest where nothing is called that."""
    from setlist import documents

    for file in pack.files:
        for index, item in enumerate(_entries(file.data)):
            if item.get("id") == ref.partition(":")[2]:
                return Problem(file.name, *documents.locate(file.source, (index,), file.name), code, f"{ref}: {message}")
    return Problem(pack.manifest.name, 1, 1, code, f"{ref}: {message}")


def _entries(data: object) -> Iterable[dict[str, object]]:
    return data if isinstance(data, list) else ()
