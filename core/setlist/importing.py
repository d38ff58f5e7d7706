"""Importers of plugins, and their packs on disk: a folder that is written whole and checked before it takes its name, or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from setlist.failures import PluginChoiceError, PluginError, PluginFailure, PluginInfo, suggest
from setlist.packfiles import BESIDE, KINDS, MANIFEST
from setlist.scalars import Ambiguous, Plain

if TYPE_CHECKING:
    from setlist.hookspecs import Context, Imported, Importer
    from setlist.plugins import Plugins
    from setlist.problems import Problem

HOOK = "setlist_importers"
WIDTH = 140
SHORT = 90  # characters of a list or mapping that stays on one line
MOST_SHOWN = 3  # problems of a pack that an importer's failure names


class FolderTaken(Exception):
    """There is something under the name that the pack folder should have."""


def gather_importers(plugins: Plugins, context: Context) -> tuple[list[tuple[PluginInfo, Importer]], list[PluginFailure]]:
    """The importers with their plugins, by name, and why plugins could not say theirs."""
    items, failures = plugins.attempt(HOOK, context)
    return sorted(items, key=lambda item: str(item[1].name)), failures


def find_importer(plugins: Plugins, context: Context, name: str) -> tuple[PluginInfo, Importer]:
    """The importer of a name and its plugin; PluginFailure when it is missing and a plugin failed, else PluginChoiceError."""
    items, failures = gather_importers(plugins, context)
    for info, importer in items:
        if importer.name == name:
            return info, importer
    if failures:
        raise failures[0]
    hint = suggest(name, [importer.name for _, importer in items])
    raise PluginChoiceError(f"there is no importer {name!r}{hint} (`setlist import --list` shows them)")


def write_pack(imported: Imported, folder: Path, info: PluginInfo) -> list[Problem]:
    """Write an imported pack as a folder of YAML; the warnings that `pack check` has about it.

    Raises FolderTaken where there is something already, PluginError where the pack would not be valid, and OSError.
    """
    from setlist.packcheck import check_pack

    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise FolderTaken(f"{folder} is there already: name a new folder, or remove it first")
    if MANIFEST not in imported.files:
        raise PluginError(f"plugin {info} made no {MANIFEST}, so nothing was written: every pack needs one")
    target = folder.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        for name, data in imported.files.items():
            path = temporary / _safe(name, info)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(to_yaml(data))
        problems = check_pack(temporary)
        _refuse_errors(problems, temporary, info)
        if folder.exists():
            folder.rmdir()
        temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)  # it is only there when something went wrong
    return problems


def _safe(name: str, info: PluginInfo) -> str:
    folder, _, file = name.partition("/")
    inside = name == MANIFEST or (folder in (*KINDS, *BESIDE) and file.endswith(".yaml") and "/" not in file and not file.startswith("."))
    if not inside or "\\" in name:
        raise PluginError(f"plugin {info} wants to write {name!r}: a pack holds {MANIFEST} and .yaml files in {', '.join(KINDS)}")
    return name


def _refuse_errors(problems: list[Problem], folder: Path, info: PluginInfo) -> None:
    errors = [str(problem).replace(f"{folder}{os.sep}", "") for problem in problems if problem.code.startswith("E")]
    if errors:
        more = f" and {len(errors) - MOST_SHOWN} more" if len(errors) > MOST_SHOWN else ""
        raise PluginError(f"plugin {info} made a pack that is not valid, so nothing was written: {'; '.join(errors[:MOST_SHOWN])}{more}")


def to_yaml(data: Any) -> bytes:
    """Plain JSON values as YAML that `setlist.documents` reads back the same: short lists and mappings on one line, keys in their order."""
    from yaml import CSafeDumper, dump

    plain = Plain()

    class Dumper(CSafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    def represent_list(dumper: CSafeDumper, items: list[Any]) -> Any:
        return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=_fits(items))

    def represent_dict(dumper: CSafeDumper, values: Mapping[str, Any]) -> Any:
        return dumper.represent_mapping("tag:yaml.org,2002:map", values.items(), flow_style=_fits(values))

    def represent_text(dumper: CSafeDumper, text: str) -> Any:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if _is_itself(text, plain) else '"')

    Dumper.add_representer(str, represent_text)
    Dumper.add_representer(list, represent_list)
    Dumper.add_representer(dict, represent_dict)
    text: bytes = dump(data, Dumper=Dumper, encoding="utf-8", allow_unicode=True, width=WIDTH)
    return text


def _is_itself(text: str, plain: Plain) -> bool:
    """Whether a text without quotation marks is read as that text. The dumper quotes for YAML 1.1; numbers of 1.2 are more."""
    try:
        return plain[text] == text
    except Ambiguous:
        return False


def _fits(value: Any) -> bool:
    """Whether a list or mapping is short enough for one line. A sentence gets a line of its own."""
    return _length(value) <= SHORT


def _length(value: Any) -> int:
    if isinstance(value, dict):
        return sum(len(str(key)) + _length(item) + 4 for key, item in value.items())
    if isinstance(value, list):
        return sum(_length(item) + 2 for item in value)
    return len(str(value)) if not isinstance(value, str) or value.count(" ") < 6 else SHORT + 1
