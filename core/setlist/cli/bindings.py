"""What a rule does to a program, as data and as lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from setlist.builder import Plan, stated_rules
from setlist.cli.entries import Data, rule_data
from setlist.cli.layout import Lines, bullets, section, wrapped
from setlist.cli.replan import Replan
from setlist.cli.usage import UsageProblem
from setlist.hookspecs import Context
from setlist.phrases import either
from setlist.planner.binds import Binding, binding
from setlist.problems import did_you_mean
from setlist.rules import Prefer

MOST_NAMED = 8


def bindings(found: Replan, name: str) -> tuple[Binding, ...]:
    """What the rules behind a name do; UsageProblem where the program was built without such a rule."""
    plan = found.plan
    assert isinstance(plan, Plan)
    known = binding(plan, found.program, name)
    if not known:
        others = dict(_scopes(plan))
        hint = _meant_for(others[name]) if name in others else did_you_mean(name, {*others, *(rule.id for rule in plan.rules)})
        raise UsageProblem(f"no rule {name!r} had a say in this program: {hint or '`setlist rule list` names the rules'}")
    return known


def _scopes(plan: Plan) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """What the rules of the chosen packs and plugins are for, also those of other templates, families, goals and levels."""
    for ref, template in plan.catalog.templates.items():
        yield from ((f"{ref}/{data['id']}", {"templates": [ref]}) for data in template.rules)
    context = Context(plan.profile, plan.catalog, plan.template)
    yield from ((rule.id, rule.scope) for _, rule in stated_rules(context, plan.plugins, plan.judgements))


def _meant_for(scope: Mapping[str, Any]) -> str:
    """'it is for the family strength or mixed'."""
    one = {"templates": "template", "families": "family of templates", "goals": "goal", "levels": "level"}
    parts = [f"the {noun} {either(scope[key])}" for key, noun in one.items() if scope.get(key)]
    return f"it is for {' and '.join(parts)}" if parts else ""


def binding_data(one: Binding) -> Data:
    return {
        "rule": rule_data(one.rule),
        "keeps_out": list(one.keeps_out),
        "misses": [{"where": where, "by": by} for where, by in one.misses],
        "cost": one.cost,
    }


def binding_lines(known: Sequence[Binding]) -> Lines:
    out: Lines = []
    for one in known:
        source = f" (source: {one.rule.source})" if one.rule.source else ""
        out += [*([""] if out else []), *wrapped(f"{one.rule.id}: {one.rule.because or 'no reason given'}{source}"), *wrapped(_says(one))]
        out += section("Missed:", bullets(f"{where}: by {by:g}" for where, by in one.misses))
        more = len(one.keeps_out) - MOST_NAMED
        named = [*one.keeps_out[:MOST_NAMED], *([f"and {more} more"] if more > 0 else [])]
        out += section("It keeps out:", bullets(named))
    return out


def _says(one: Binding) -> str:
    weighs = f"it weighs {_weight(one.rule.form, one.rule.weight)}."
    firm = f"Firm: it holds in every week that can hold it; elsewhere {weighs}"
    strength = "Hard: it always holds." if one.rule.hard else firm if one.rule.firm else f"Soft: {weighs}"
    if one.keeps_out:
        return strength
    if one.cost is None:
        return f"{strength} Without it there is nothing to compare."
    if one.cost:
        return f"{strength} It binds: without it the rest of the week could score {one.cost:g} points more."
    return f"{strength} It does not bind: without it the week would be as good, as far as the proof can tell."


def _weight(form: object, weight: float) -> str:
    return f"{form.points:+g} points a pick" if isinstance(form, Prefer) else f"{weight:g} points a unit"
