"""Reading the hook implementations of a plugin, and calling one of them.

pluggy finds and checks them. They are not called through pluggy: its loop runs all implementations together, collects lazily consumed
generators and lets wrappers replace results, while here each is called on its own, consumed inside the guard, and can only add.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from types import BuiltinFunctionType, FunctionType, MethodType, ModuleType
from typing import Any, NamedTuple

import pluggy

from setlist import hookspecs
from setlist.failures import PluginInfo, Refused, guard, suggest
from setlist.hookspecs import Context
from setlist.returns import check_rule, guard_callables, place_of, several
from setlist.rules import Rule

KINDS: dict[str, type] = {
    "setlist_rules": Rule,
    "setlist_safety_filters": hookspecs.SafetyFilter,
    "setlist_scores": hookspecs.Score,
    "setlist_progressions": hookspecs.Progression,
    "setlist_rule_forms": hookspecs.RuleForm,
    "setlist_schemas": hookspecs.ExtSchema,
    "setlist_formats": hookspecs.Format,
    "setlist_importers": hookspecs.Importer,
    "setlist_pack_checks": hookspecs.PackCheck,
}
PREFIX = "setlist_"
ROUTINES = (FunctionType, BuiltinFunctionType, MethodType)  # what inspect.isroutine knows in a module


class Implementation(NamedTuple):
    """One hook implementation: the bound function, its `file:line`, and whether it asks for the context."""

    hook: str
    function: Callable[..., Any]
    place: str
    takes_context: bool


def item_name(item: Any) -> Any:
    """The name that must be unique among the items of a hook."""
    if isinstance(item, Rule):
        return item.id
    return f"{item.plugin} on {item.on}" if isinstance(item, hookspecs.ExtSchema) else item.name


class Manager(pluggy.PluginManager):
    """pluggy's, which looks long and hard at every name of a plugin: in a module, what is no function is no hook."""

    def parse_hookimpl_opts(self, plugin: object, name: str) -> Any:
        if isinstance(plugin, ModuleType) and not isinstance(plugin.__dict__.get(name), ROUTINES):
            return None
        return super().parse_hookimpl_opts(plugin, name)


def new_manager() -> pluggy.PluginManager:
    manager = Manager("setlist")
    manager.add_hookspecs(hookspecs)
    return manager


def read_implementations(manager: pluggy.PluginManager, info: PluginInfo, plugin: object) -> tuple[Implementation, ...]:
    """The implementations of a plugin, in the order of hook and name. PluginFailure when one does not keep to the contract."""
    found = []
    with guard(info, "registration"):
        for name in dir(plugin):
            options = manager.parse_hookimpl_opts(plugin, name)
            if options is None and not name.startswith(PREFIX):
                continue
            implementation = _implementation(name, getattr(plugin, name), options)
            if options is None and not _forgotten(plugin, implementation.function):
                continue
            reason = _refusal(implementation, options)
            if reason:
                raise Refused(f"{implementation.hook}: {reason}", implementation.place)
            if implementation.hook in KINDS:
                found.append(implementation)
        manager.register(plugin, info.name)
        if not found:
            raise Refused("no function is marked with @hookimpl (from setlist import hookimpl)", str(getattr(plugin, "__file__", "") or ""))
    return tuple(sorted(found, key=lambda i: i.hook))


def _implementation(name: str, function: Any, options: Any) -> Implementation:
    hook = str((options or {}).get("specname") or name)
    return Implementation(hook, function, place_of(function), inspect.isroutine(function) and bool(_parameters(function)))


def _parameters(function: Callable[..., Any]) -> list[tuple[str, Any]]:
    return [(p.name, p.kind) for p in inspect.signature(function).parameters.values()]


def _forgotten(plugin: object, function: Any) -> bool:
    """A function that is named like a hook but not marked: a safety filter without its decorator would otherwise be lost in silence."""
    mine = not isinstance(plugin, ModuleType) or getattr(function, "__module__", None) == plugin.__name__
    return inspect.isroutine(function) and mine


def _refusal(implementation: Implementation, options: Mapping[str, Any] | None) -> str:
    hook = implementation.hook
    if options is None:
        return f"it is named like a hook but not marked: put @hookimpl above it{suggest(hook, KINDS)}, or rename it"
    if options.get("wrapper") or options.get("hookwrapper"):
        return "wrappers are refused, because nothing may take back what another plugin returned: use a plain @hookimpl"
    if options.get("tryfirst") or options.get("trylast"):
        return "order has no meaning, plugins are called by name and filters only take away: remove tryfirst and trylast"
    if hook not in KINDS and not options.get("optionalhook"):
        return f"there is no such hook{suggest(hook, KINDS)}"
    if _parameters(implementation.function) not in ([], [("context", inspect.Parameter.POSITIONAL_OR_KEYWORD)]):
        return f"hooks take one argument, context: write `def {hook}(context):`"
    return ""


def call(info: PluginInfo, implementation: Implementation, context: Context) -> list[Any]:
    """The items of one implementation, checked, with guarded callables. PluginFailure for whatever goes wrong."""
    hook, function, place = implementation.hook, implementation.function, implementation.place
    items = []
    with guard(info, hook):
        returned = function(context) if implementation.takes_context else function()
        for item in several(returned, KINDS[hook], place):
            name = item_name(item)
            if not isinstance(name, str) or not name or not name.isprintable():
                raise Refused(f"it gave a {KINDS[hook].__name__} named {name!r}: a name is printable text", place)
            items.append(check_rule(item, place) if isinstance(item, Rule) else guard_callables(info, hook, item, place))
    return items
