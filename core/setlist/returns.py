"""What plugins return, checked: the items of a hook, and later the results of the functions in those items.

A filter or score is called long after its hook returned, by code that does not know whose it is. So each callable is wrapped as it
comes in: whatever it raises, or returns that is not what the contract says, becomes a `PluginFailure` that names the plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from inspect import unwrap
from math import isfinite
from types import GeneratorType
from typing import Any

from msgspec.structs import replace

from setlist import hookspecs
from setlist.failures import PluginError, PluginFailure, PluginInfo, Refused
from setlist.frozen import FrozenDict
from setlist.limits import NUMBERS
from setlist.model import SEVERITIES, STEPS, Dose, Finding, Gate
from setlist.problems import InputError
from setlist.rules import Rule, clauses
from setlist.selectors import misread

Check = Callable[[Any, str], Any]  # (what was returned, file:line of the function) -> the checked result; raises Refused


def place_of(function: Callable[..., Any]) -> str:
    """`file:line` of a function, or nothing when it has no source."""
    code = getattr(unwrap(function), "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if code else ""


def several(returned: Any, kind: type, place: str) -> Iterator[Any]:
    """The items of what a hook or a function returned, each of the given kind. Refused names the line of a wrong `yield`."""
    if returned is None or isinstance(returned, (str, bytes, Mapping)) or not hasattr(returned, "__iter__"):
        raise Refused(f"it returned {_describe(returned)}, expected several {kind.__name__}: yield them or return a list", place)
    for item in returned:
        if not isinstance(item, kind):
            raise Refused(f"it gave {_describe(item)}, expected {kind.__name__}", _yield_place(returned) or place)
        yield item


def guard_callables(info: PluginInfo, hook: str, item: Any, place: str) -> Any:
    """The item of a hook with its callables wrapped. Refused when one is no callable."""
    wrapped = {}
    for name, check in next((checks for kind, checks in _CHECKS.items() if isinstance(item, kind)), {}).items():
        function = getattr(item, name)
        if callable(function):
            wrapped[name] = _guarded(info, hook, function, check)
        elif function is not None or name != "gates":
            raise Refused(f"{name} of {type(item).__name__} {item.name!r} is {_describe(function)}, expected a function", place)
    return replace(item, **wrapped) if wrapped else item


def _guarded(info: PluginInfo, hook: str, function: Callable[..., Any], check: Check) -> Callable[..., Any]:
    place = place_of(function)
    passing = (PluginError, InputError) if hook == "setlist_importers" else (PluginError,)  # an importer reads files that may be at fault

    def run(*args: Any) -> Any:
        try:
            return check(function(*args), place)
        except passing:
            raise
        except (Exception, SystemExit) as error:
            raise PluginFailure(info, hook, error) from error

    return run


def _many(kind: type) -> Check:
    return lambda returned, place: tuple(several(returned, kind, place))


def _one(*kinds: type) -> Check:
    def check(returned: Any, place: str) -> Any:
        if not isinstance(returned, kinds):
            raise Refused(f"it returned {_describe(returned)}, expected {' or '.join(kind.__name__ for kind in kinds)}", place)
        return returned

    return check


def _findings(returned: Any, place: str) -> tuple[Finding, ...]:
    findings = tuple(several(returned, Finding, place))
    for finding in findings:
        _one_of(finding.severity, SEVERITIES, "severity", place)
        if finding.variant and not isinstance(finding.variant, FrozenDict):  # a pack's is frozen, and its schema has read it
            _readable(finding.variant, f"the variant of a finding ({finding.reason})", place)
    return findings


def check_rule(rule: Rule, place: str) -> Rule:
    """The rule. Refused when one of its clauses cannot be read: setlist would trip over it later and take itself for the culprit."""
    for clause in clauses(rule.form):
        _readable(clause, f"the rule {rule.id}", place)
    return rule


def _rules(returned: Any, place: str) -> tuple[Rule, ...]:
    return tuple(check_rule(rule, place) for rule in several(returned, Rule, place))


def _readable(clause: Any, what: str, place: str) -> None:
    problem = misread(clause)
    if problem:
        raise Refused(f"{what} cannot be read: {problem}", place)


def _gates(returned: Any, place: str) -> tuple[Gate, ...]:
    gates = tuple(several(returned, Gate, place))
    for gate in gates:
        _one_of(gate.step, STEPS, "step", place)
    return gates


def _one_of(word: str, words: tuple[str, ...], what: str, place: str) -> None:
    if word not in words:
        raise Refused(f"it gave the {what} {word!r}, expected one of {', '.join(words)}", place)


def _dose(returned: Any, place: str) -> Dose:
    dose: Dose = _one(Dose)(returned, place)
    for name in NUMBERS:
        value: Any = getattr(dose, name)
        if value is None:
            continue
        whole = isinstance(value, int) and not isinstance(value, bool)
        if not ((whole or (name == "load_kg" and isinstance(value, float))) and isfinite(value) and value >= 0):
            kind = "number" if name == "load_kg" else "whole number"
            raise Refused(f"it gave a dose with {_describe(value)} for {name}, expected a {kind} from 0", place)
    return dose


def _points(returned: Any, place: str) -> float:
    if isinstance(returned, bool) or not isinstance(returned, (int, float)) or not isfinite(returned):
        raise Refused(f"it returned {_describe(returned)}, expected a finite number", place)
    return float(returned)


_CHECKS: dict[type, dict[str, Check]] = {
    hookspecs.SafetyFilter: {"judge": _findings, "gates": _gates},
    hookspecs.Score: {"score": _points},
    hookspecs.Progression: {"dose": _dose},
    hookspecs.RuleForm: {"compile": _rules},
    hookspecs.Format: {"render": _one(str, bytes)},
    hookspecs.Importer: {"load": _one(hookspecs.Imported)},
    hookspecs.PackCheck: {"check": _many(tuple)},
}


def _yield_place(returned: Any) -> str:
    if not isinstance(returned, GeneratorType) or returned.gi_frame is None:
        return ""
    return f"{returned.gi_code.co_filename}:{returned.gi_frame.f_lineno}"


def _describe(value: Any) -> str:
    return "None" if value is None else f"{type(value).__name__} {value!r:.60}"
