"""Plugins: which there are, which are loaded, and what their hooks give. Nothing here is global: every `Plugins` stands for itself.

Loading runs other people's code, so only commands that need it do; `installed_plugins` reads names and runs nothing.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from time import perf_counter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from setlist.entrypoints import entry_points
from setlist.failures import PluginChoiceError, PluginConflict, PluginError, PluginFailure, PluginInfo, advice, guard, suggest
from setlist.frozen import FrozenDict, freeze
from setlist.problems import InputError

if TYPE_CHECKING:
    import pluggy

    from setlist.hooks import Implementation
    from setlist.hookspecs import Context, Format

GROUP = "setlist.plugins"
OPTIONAL = frozenset({"setlist_formats", "setlist_importers"})  # a program is complete and safe without them

__all__ = [
    "LoadedPlugin",
    "PluginChoiceError",
    "PluginConflict",
    "PluginError",
    "PluginFailure",
    "PluginInfo",
    "Plugins",
    "builtin_plugins",
    "guard",
    "installed_plugins",
    "load_plugins",
]


class LoadedPlugin(Struct, frozen=True):
    """A plugin that keeps to the contract. `import_s` is what importing it took, in seconds."""

    info: PluginInfo
    plugin: object
    implementations: tuple[Implementation, ...]
    import_s: float = 0.0
    settings: Mapping[str, Any] = field(default_factory=FrozenDict)

    @property
    def hooks(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(i.hook for i in self.implementations))

    def items(self, hook: str, context: Context) -> list[Any]:
        """What the plugin gives for a hook; its context holds its own settings only. PluginFailure, or InputError about its settings."""
        from setlist.hooks import call

        mine = [i for i in self.implementations if i.hook == hook]
        if mine and self.settings and hook != "setlist_schemas":
            self._check_settings(context)
        own = replace(context, settings=self.settings)
        return [item for implementation in mine for item in call(self.info, implementation, own)]

    def _check_settings(self, context: Context) -> None:
        from setlist.config import check_settings

        schemas = [dict(item.schema) for item in self.items("setlist_schemas", context) if item.on == "settings"]
        with guard(self.info, "setlist_schemas"):
            problems = [problem for schema in schemas for problem in check_settings(self.info.name, self.settings, schema)]
        if problems:
            raise InputError(problems)


class Plugins(Struct, frozen=True):
    """Loaded plugins in the order of (name, distribution); why others could not be loaded; the names of those that were disabled."""

    loaded: tuple[LoadedPlugin, ...] = ()
    broken: tuple[PluginFailure, ...] = ()
    disabled: tuple[str, ...] = ()

    @classmethod
    def of(cls, *plugins: tuple[str, object]) -> Plugins:
        """Plugins given as (name, module or object). PluginFailure when one does not keep to the contract."""
        return cls().plus(*plugins)

    def plus(self, *plugins: tuple[str, object]) -> Plugins:
        """These plugins and the given ones."""
        given = [(PluginInfo(name, getattr(plugin, "__name__", "")), plugin) for name, plugin in plugins]
        infos = sorted([*self.infos, *(info for info, _ in given)])
        _refuse_duplicates(infos)
        manager = _new_manager([(p.info, p.plugin) for p in self.loaded])
        loaded = [*self.loaded, *(_register(manager, info, plugin) for info, plugin in given)]
        return replace(self, loaded=tuple(sorted(loaded, key=lambda p: p.info)))

    def with_settings(self, settings: Mapping[str, Mapping[str, Any]]) -> Plugins:
        """These plugins, each with the settings under its name."""
        return replace(self, loaded=tuple(replace(p, settings=freeze(dict(settings.get(p.info.name, {})))) for p in self.loaded))

    @property
    def infos(self) -> tuple[PluginInfo, ...]:
        return tuple(plugin.info for plugin in self.loaded)

    def record(self) -> tuple[Mapping[str, str], ...]:
        """{name, version} of each, as a program document holds it."""
        return tuple(FrozenDict(name=info.name, version=info.version) for info in self.infos)

    def collect(self, hook: str, context: Context) -> list[tuple[PluginInfo, Any]]:
        """What all plugins give for a hook, in order, each item with its provider.

        PluginFailure when a plugin raises, or when one is broken: nobody can tell what it would have added. PluginConflict when two
        items have one name. Of the hooks in OPTIONAL, failures cost only what the plugin would have given; see `attempt`.
        """
        items, failures = self.attempt(hook, context)
        if failures and hook not in OPTIONAL:
            raise failures[0]
        return items

    def attempt(self, hook: str, context: Context) -> tuple[list[tuple[PluginInfo, Any]], list[PluginFailure]]:
        """What `collect` gives, together with the failures instead of raising them."""
        items: list[tuple[PluginInfo, Any]] = []
        failures = list(self.broken)
        for plugin in self.loaded:
            try:
                items += [(plugin.info, item) for item in plugin.items(hook, context)]
            except PluginFailure as failure:
                failures.append(failure)
        _refuse_twins(hook, items)
        return items, failures

    def find_format(self, name: str, context: Context) -> tuple[PluginInfo, Format]:
        """The format of a name and its provider; PluginFailure when it is missing and a plugin failed, else PluginChoiceError."""
        items, failures = self.attempt("setlist_formats", context)
        for info, item in items:
            if item.name == name:
                return info, item
        if failures:
            raise failures[0]
        hint = suggest(name, [item.name for _, item in items])
        raise PluginChoiceError(f"there is no format {name!r}{hint} (`setlist format list` shows them)")


def installed_plugins() -> tuple[PluginInfo, ...]:
    """Every installed plugin, sorted by (name, distribution). Imports none of them; a name may be there twice."""
    return tuple(PluginInfo(e.name, e.value, e.dist, e.version) for e in entry_points(GROUP))


def builtin_plugins() -> Plugins:
    """The plugins of the setlist distribution, found like everybody's. What `build` uses when no plugins are given."""
    return load_plugins(only_names=[info.name for info in installed_plugins() if info.built_in])


def load_plugins(
    disabled: Iterable[str] = (),
    files: Iterable[str | Path] = (),
    only_names: Iterable[str] | None = None,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
) -> Plugins:
    """Load the installed plugins and one-file plugins (`files`), without the installed ones named in `disabled`.

    only_names: of the installed ones, load just these. settings: plugin name -> its settings.
    PluginChoiceError for a name that is not installed, a file that is not there and a built-in safety filter in `disabled`;
    PluginConflict when a name is taken twice. A plugin that cannot be loaded is in `broken`, and `collect` raises it.
    """
    installed = installed_plugins()
    _require_safety(installed)
    off = set(refuse_protected(disabled, installed))
    only = None if only_names is None else set(_known_names(only_names, installed, "plugin"))
    chosen = [i for i in installed if i.name not in off and (only is None or i.name in only)]
    wanted = sorted([*chosen, *map(_local, files)])
    _refuse_duplicates(wanted)
    manager = _new_manager(())
    loaded, broken = [], []
    for info in wanted:
        start = perf_counter()
        try:
            module = _import(info)
            loaded.append(replace(_register(manager, info, module), import_s=perf_counter() - start))
        except PluginFailure as failure:
            broken.append(failure)
    return Plugins(tuple(loaded), tuple(broken), tuple(sorted(off))).with_settings(settings or {})


def refuse_protected(names: Iterable[str], installed: Iterable[PluginInfo], source: str = "--no-plugin") -> list[str]:
    """The names, each of an installed plugin that may be disabled; else PluginChoiceError. `source` says where the names come from."""
    installed = list(installed)
    names = _known_names(names, installed, source)
    for info in installed:
        if info.protected and info.name in names:
            raise PluginChoiceError(f"{source} {info.name}: this is a built-in safety filter, which cannot be disabled")
    return names


def _known_names(names: Iterable[str], installed: Iterable[PluginInfo], source: str) -> list[str]:
    names, existing = list(names), sorted({info.name for info in installed})
    for name in names:
        if name not in existing:
            raise PluginChoiceError(f"{source} {name}: there is no such plugin{suggest(name, existing)} (`setlist plugin list` shows them)")
    return names


def _require_safety(installed: Iterable[PluginInfo]) -> None:
    """A copy of setlist that is on the path but not installed has no entry points: it would build programs without any filter."""
    if not any(info.protected for info in installed):
        raise PluginError("setlist's own safety filters are not installed: install setlist with pip (in a checkout: pip install -e .)")


def _local(file: str | Path) -> PluginInfo:
    path = Path(file).absolute()
    if path.suffix != ".py" or not path.is_file():
        raise PluginChoiceError(f"--plugin {file}: expected a Python file (.py)")
    return PluginInfo(path.stem, version=_digest(path), file=str(path))


def _digest(path: Path) -> str:
    import hashlib

    return f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"


def _refuse_duplicates(infos: Iterable[PluginInfo]) -> None:
    seen: dict[str, PluginInfo] = {}
    for info in infos:
        other = seen.setdefault(info.name, info)
        if other is not info:
            remedy = "rename the file" if info.file or other.file else "uninstall one of them"
            options = "" if info.protected or other.protected else f", or use --no-plugin {info.name}"
            raise PluginConflict(f"two plugins are called {info.name!r}: from {other.origin} and from {info.origin}; {remedy}{options}")


def _refuse_twins(hook: str, items: Iterable[tuple[PluginInfo, Any]]) -> None:
    from setlist.hooks import KINDS, item_name

    seen: dict[str, PluginInfo] = {}
    for info, item in items:
        name = item_name(item)
        if name in seen:
            what = f"{KINDS[hook].__name__} {name!r}"
            if seen[name] is info:
                raise PluginConflict(f"plugin {info} gives the {what} twice in {hook}{advice(info)}")
            raise PluginConflict(f"plugins {seen[name]} and {info} both give the {what} in {hook}{advice(seen[name], info)}")
        seen[name] = info


def _new_manager(plugins: Iterable[tuple[PluginInfo, object]]) -> pluggy.PluginManager:
    from setlist.hooks import new_manager

    manager = new_manager()
    for info, plugin in plugins:
        manager.register(plugin, info.name)
    return manager


def _register(manager: pluggy.PluginManager, info: PluginInfo, plugin: object) -> LoadedPlugin:
    from setlist.hooks import read_implementations

    return LoadedPlugin(info, plugin, read_implementations(manager, info, plugin))


def _import(info: PluginInfo) -> ModuleType:
    with guard(info, "import"):
        return _import_file(info) if info.file else importlib.import_module(info.module)


def _import_file(info: PluginInfo) -> ModuleType:
    """Run a one-file plugin. Not through importlib, which would leave a `__pycache__` beside it and trust it for a second after an edit."""
    module = ModuleType(f"setlist_file_{info.name}_{info.version.rpartition(':')[2]}")  # two files of one name are two modules
    module.__file__ = info.file
    code = compile(Path(info.file).read_bytes(), info.file, "exec", dont_inherit=True)
    sys.modules[module.__name__] = module  # dataclasses look their module up there
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[module.__name__]
        raise
    return module
