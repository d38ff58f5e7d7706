"""The options of every command that runs plugins, and what they load."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from setlist.config import config_file, read_config
from setlist.failures import suggest
from setlist.plugins import PluginInfo, Plugins, installed_plugins, load_plugins, refuse_protected

VARIABLE = "SETLIST_DISABLE_PLUGINS"
F = TypeVar("F", bound=Callable[..., Any])


def plugin_options(command: F) -> F:
    """Add `--no-plugin` and `--plugin`; the command gets `no_plugin` and `plugin`, to hand to `plugins_from`."""
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    command = click.option("--plugin", multiple=True, type=file, metavar="FILE.py", help="Also use a one-file plugin.")(command)
    return click.option("--no-plugin", multiple=True, metavar="NAME", help="Leave a plugin out (`setlist plugin list` names them).")(
        command
    )


def plugins_from(no_plugin: Iterable[str] = (), plugin: Iterable[Path] = ()) -> Plugins:
    """The installed plugins as options, environment and configuration want them. Raises what `load_plugins` and `read_config` raise."""
    config = read_config()
    installed = installed_plugins()
    warn_of_strangers(installed)
    disabled = [*refuse_protected(no_plugin, installed), *standing(installed)]
    return load_plugins(disabled, plugin, settings=config.plugins)


def standing(installed: Iterable[PluginInfo]) -> dict[str, str]:
    """The installed plugins that stay disabled until told otherwise: name -> `SETLIST_DISABLE_PLUGINS` or the configuration file.

    Unlike those of `--no-plugin`, names of plugins that are not installed are no error: one setting may serve several environments.
    """
    installed = list(installed)
    there = {info.name for info in installed}
    sources = {**dict.fromkeys(read_config().disabled_plugins, str(config_file())), **dict.fromkeys(_listed(), VARIABLE)}
    found = {name: source for name, source in sources.items() if name in there}
    for name, source in found.items():
        refuse_protected([name], installed, f"{source}:")
    return found


def warn_of_strangers(installed: Iterable[PluginInfo]) -> None:
    """Say which names in `SETLIST_DISABLE_PLUGINS` disable nothing: they may be misspelt."""
    from setlist.cli.notices import remark

    there = sorted({info.name for info in installed})
    for name in _listed():
        if name not in there:
            remark(f"Warning: {VARIABLE} disables {name!r}, and there is no such plugin{suggest(name, there)}")


def _listed() -> list[str]:
    return [*dict.fromkeys(filter(None, map(str.strip, os.environ.get(VARIABLE, "").split(","))))]
