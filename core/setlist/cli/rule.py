"""`setlist rule`: what programs have to keep to, and who says so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from setlist.cli.app import Group
from setlist.cli.entries import rule_data
from setlist.cli.listing import emit, json_option
from setlist.cli.names import find_goal, find_template
from setlist.cli.pack_options import catalog_from, pack_options
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.requests import find_level, find_option
from setlist.cli.usage import UsageProblem

if TYPE_CHECKING:
    from setlist.model import Catalog
    from setlist.plugins import Plugins
    from setlist.profile import Profile
    from setlist.rules import Rule

EACH = {"muscles": "muscle group", "patterns": "pattern", "families": "family"}
COLUMNS = ("id", "weight", "provider", "source", "because")
SPARE = ("source", "provider")


@click.group(cls=Group)
def command() -> None:
    """List the rules of packs and plugins."""


@command.command("list")
@pack_options
@click.option("-t", "--template", metavar="TEMPLATE", help="For this template (`setlist template list`).")
@click.option("--goal", metavar="GOAL", help="For this goal (`setlist goal list`).")
@click.option("--level", metavar="LEVEL", help="For this level.")
@plugin_options
@json_option
def list_rules(
    packs: tuple[str, ...],
    template: str | None,
    goal: str | None,
    level: str | None,
    no_plugin: tuple[str, ...],
    plugin: tuple[Path, ...],
    as_json: bool,
) -> None:
    """List the rules of a build without further wishes: id, hard or what missing it costs, who says so, and why.

    A hard rule must hold. A soft one costs its weight for each unit by which it is missed, a firm one only in weeks that cannot hold it;
    `points` are what a pick scores.
    """
    from setlist.profile import profile_from_data

    catalog = catalog_from(packs)
    template = find_option("--template", find_template, template, catalog)
    goal = find_option("--goal", find_goal, goal, catalog) or (catalog.templates[template].goals[0] if template else None)
    level = find_option("--level", find_level, level, catalog)
    profile = profile_from_data({name: value for name, value in (("goal", goal), ("level", level)) if value})
    rules = _in_scope(profile, catalog, plugins_from(no_plugin, plugin), template)
    founding = {f"{data['pack']}/{data['id']}": data.get("inventory") for data in catalog.rules}
    rows = [_full(rule, founding) if as_json else _short(rule) for _, rule in rules]
    emit([row | {"provider": provider} for row, (provider, _) in zip(rows, rules, strict=True)], COLUMNS, as_json, SPARE)


def _in_scope(profile: Profile, catalog: Catalog, plugins: Plugins, template: str | None) -> list[tuple[str, Rule]]:
    """(provider, rule), hard ones first."""
    from setlist.builder import NoTemplate, choose_template, judge_all, rules_in_scope
    from setlist.hookspecs import Context

    try:
        chosen = choose_template(catalog, profile, template)
    except NoTemplate as error:
        raise UsageProblem(str(error)) from error
    context = Context(profile, catalog, chosen)
    filters = [item for _, item in plugins.collect("setlist_safety_filters", context)]
    rules = rules_in_scope(context, plugins, judge_all(profile, catalog, filters))
    return sorted(rules, key=lambda pair: not pair[1].hard)


def _full(rule: Rule, founding: dict[str, Any]) -> dict[str, Any]:
    return rule_data(rule) | {"inventory": founding.get(rule.id)}


def _short(rule: Rule) -> dict[str, Any]:
    from setlist.rules import Prefer

    points = rule.form.points if isinstance(rule.form, Prefer) else None
    weight = (
        "hard"
        if rule.hard
        else f"firm, {rule.weight:g}"
        if rule.firm
        else f"{points:+g} points"
        if points is not None
        else f"{rule.weight:g}"
    )
    because = f"{rule.because} (for each {EACH[rule.each]})" if rule.each else rule.because
    return {"id": rule.id, "weight": weight, "source": rule.source, "because": because}
