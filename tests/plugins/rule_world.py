"""One rule plugin at a time over the real packs: what it yields for a profile, and small programs that were built with it alone."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from msgspec.structs import replace

from safety_world import real_catalog
from setlist import Catalog, Context, Exercise, Profile, Program, Rule
from setlist.builder import Plan, choose_template, plan
from setlist.planner.cycles import Stuck, attempt
from setlist.planner.evaluate import missed
from setlist.planner.held import Matcher, held
from setlist.plugins import Plugins

PERSON = Profile(goal="back-relief", days=1, minutes=20, weeks=1)


def yielded(module: ModuleType, **changes: Any) -> dict[str, Rule]:
    """The rules of a plugin for a person, by id."""
    profile = replace(PERSON, **changes)
    catalog = real_catalog()
    context = Context(profile, catalog, choose_template(catalog, profile, None))
    return {rule.id: rule for rule in module.setlist_rules(context)}


def planned(*modules: ModuleType, catalog: Catalog | None = None, **changes: Any) -> Plan:
    """Everything before solving with these plugins and no others."""
    plugins = Plugins.of(*((module.__name__.rpartition(".")[2], module) for module in modules))
    made = plan(replace(PERSON, **changes), catalog or real_catalog(), plugins)
    assert isinstance(made, Plan)
    return made


def built(*modules: ModuleType, target: float = 0.05, **changes: Any) -> Program:
    made = attempt(planned(*modules, **changes), target=target)
    assert not isinstance(made, Stuck)
    return made


def exercises(program: Program, *, roles: tuple[str, ...] = (), week: int = 1) -> list[Exercise]:
    """What a week asks for, each as often as it is there; of some roles only."""
    items = (item for session in program.weeks[week - 1].sessions for item in session.items)
    return [real_catalog().exercises[item.exercise] for item in items if not roles or item.role in roles]


def lost(program: Program, plan: Plan, prefix: str) -> float:
    """The points that soft rules of one plugin cost in a first week."""
    around = held(program.weeks[0], plan.catalog, plan.template, plan.profile.minutes, Matcher(plan.catalog))
    return sum(rule.weight * amount for rule in plan.rules if rule.id.startswith(prefix) for _, amount in missed(rule, around))
