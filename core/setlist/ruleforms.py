"""The rules that packs and templates write, in the forms that are built in and those that plugins add."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from setlist.hookspecs import RuleForm
from setlist.model import EMPTY
from setlist.problems import InputError, Problem, did_you_mean
from setlist.rules import Rule, from_data, stated

PLUGIN_FORM = "plugin"


def read_rules(data: Mapping[str, Any], provider: str, forms: Mapping[str, RuleForm]) -> list[Rule]:
    """The rules behind one rule of checked pack data; a plugin's form may make several. `provider` is the pack's or template's id.

    A form that no plugin provides raises InputError: a rule is never passed over in silence.
    """
    if data["form"] != PLUGIN_FORM:
        return [from_data(data, provider)]
    name = f"{provider}/{data['id']}"
    form = forms.get(data["use"])
    if form is None:
        hint = did_you_mean(data["use"], forms) or "install the plugin that provides it, or leave the pack out"
        raise InputError([Problem(name, 0, 0, "E223", f"the rule uses the form {data['use']!r}, which no plugin provides", hint)])
    made = list(form.compile(data.get("with", EMPTY)))
    names = [name] if len(made) == 1 else [f"{name}/{number}" for number in range(1, len(made) + 1)]
    return [replace(stated(data, own, rule.form), where_in=rule.where_in, each=rule.each) for own, rule in zip(names, made, strict=True)]
