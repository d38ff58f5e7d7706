"""`setlist plugin`: which plugins there are, and switching them off and on. Only `show` and `list --timing` run any of them."""

from __future__ import annotations

from collections.abc import Iterable
from time import perf_counter
from typing import Any

import click

from setlist.cli.app import Group, Talk
from setlist.cli.listing import emit, emit_one, json_option
from setlist.cli.plugin_options import VARIABLE, standing, warn_of_strangers
from setlist.config import config_file, disable_plugins, read_config
from setlist.failures import PluginChoiceError, PluginFailure, suggest
from setlist.plugins import PluginInfo, Plugins, installed_plugins, load_plugins, refuse_protected

COLUMNS = ("name", "distribution", "version", "built_in", "disabled")


@click.group(cls=Group)
def command() -> None:
    """List, show, disable and enable plugins."""


@command.command("list")
@click.option("--timing", is_flag=True, help="Import each plugin, call its hooks, and show the milliseconds.")
@json_option
def list_plugins(timing: bool, as_json: bool) -> None:
    """List installed plugins, without running any unless --timing is given."""
    installed = installed_plugins()
    warn_of_strangers(installed)
    disabled = standing(installed)
    rows = [_row(info, disabled) for info in installed]
    if timing:
        times = _timings(disabled)
        rows = [{**row, **times.get(str(row["name"]), {})} for row in rows]
    emit(rows, (*COLUMNS, "import_ms", "hooks_ms") if timing else COLUMNS, as_json)


@command.command("show")
@click.argument("name")
@json_option
def show_plugin(name: str, as_json: bool) -> None:
    """Show a plugin: where it comes from, what it is for, which hooks it has. A disabled one is not run to find out."""
    installed = installed_plugins()
    _known([name], [info.name for info in installed])
    info = next(info for info in installed if info.name == name)
    row = _row(info, standing(installed))
    plugins = Plugins() if row["disabled"] else load_plugins(only_names=[name])
    doc = "".join(plugin.plugin.__doc__ or "" for plugin in plugins.loaded)
    row |= {
        "module": info.module,
        "summary": " ".join(doc.strip().partition("\n\n")[0].split()),
        "hooks": [hook for plugin in plugins.loaded for hook in plugin.hooks],
        "settings": read_config().plugins.get(name, {}),
        "broken": next(map(str, plugins.broken), None),
    }
    emit_one(row, as_json)


@command.command("disable")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.pass_obj
def disable(talk: Talk, names: tuple[str, ...]) -> None:
    """Leave plugins out from now on. Built-in safety filters cannot be disabled."""
    refuse_protected(names, installed_plugins(), "plugin disable")
    disable_plugins({*read_config().disabled_plugins, *names})
    _tell(talk, f"disabled {', '.join(names)} in {config_file()}")


@command.command("enable")
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.pass_obj
def enable(talk: Talk, names: tuple[str, ...]) -> None:
    """Use disabled plugins again."""
    before = read_config().disabled_plugins
    _known(names, [*before, *(info.name for info in installed_plugins())])
    disable_plugins(set(before) - set(names))
    _tell(talk, f"enabled {', '.join(names)} in {config_file()}")
    for name in names:
        if standing(installed_plugins()).get(name) == VARIABLE:
            _tell(talk, f"{VARIABLE} still disables {name}")


def _row(info: PluginInfo, disabled: dict[str, str]) -> dict[str, Any]:
    return {
        "name": info.name,
        "distribution": info.distribution,
        "version": info.version,
        "built_in": info.built_in,
        "disabled": info.name in disabled,
        "disabled_by": disabled.get(info.name),
        "protected": info.protected,
    }


def _timings(disabled: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Milliseconds by plugin: importing it, and calling each hook once for the default profile and the built-in packs."""
    from setlist.catalog import load_catalog
    from setlist.hookspecs import Context
    from setlist.profile import Profile

    plugins = load_plugins(disabled, settings=read_config().plugins)
    context = Context(Profile(), load_catalog())
    found: dict[str, dict[str, Any]] = {failure.plugin: {"broken": str(failure)} for failure in plugins.broken}
    for plugin in plugins.loaded:
        hooks = {}
        for hook in plugin.hooks:
            start = perf_counter()
            try:
                plugin.items(hook, context)
            except PluginFailure as failure:
                found[plugin.info.name] = {"broken": str(failure)}
            hooks[hook] = _ms(perf_counter() - start)
        found[plugin.info.name] = {**found.get(plugin.info.name, {}), "import_ms": _ms(plugin.import_s), "hooks_ms": hooks}
    return found


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _known(names: Iterable[str], existing: Iterable[str]) -> None:
    existing = sorted(set(existing))
    for name in names:
        if name not in existing:
            raise PluginChoiceError(f"there is no plugin {name!r}{suggest(name, existing)} (`setlist plugin list` shows them)")


def _tell(talk: Talk, text: str) -> None:
    if not talk.quiet:
        click.echo(text, err=True)
