"""When the rules cannot all hold: irreducible sets of them by a deletion filter, and the smallest changes that help, solved again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any

from setlist.builder import NoTemplate, Plan, plan as make_plan
from setlist.model import Catalog
from setlist.planner.columns import frame
from setlist.planner.cycles import UNRELAXED, attempt, days_of, make_problem, misfits
from setlist.planner.problem import Problem, Row
from setlist.planner.solve import feasible
from setlist.profile import Profile
from setlist.results import Change, Conflict, Infeasible, Refused

MOST_CONFLICTS = 4
MOST_CHANGES = 3
MINUTES = (10, 15, 20, 25, 30, 40, 45, 60, 75, 90)
EQUIPMENT = ("resistance-band", "dumbbells", "mini-band", "kettlebell", "pull-up-bar", "gym")


def infeasible(plan: Plan, seed: int) -> Infeasible:
    """What stands in the way, and up to three verified ways out."""
    outside = [Conflict(((rule, text),)) for rule, text in misfits(plan)]
    shape = frame(plan.template, days_of(plan), plan.profile.minutes)
    problem = make_problem(plan, shape, seed, 0, {}, {})
    return Infeasible(plan.template.ref, (*outside, *conflicts(problem)), changes(plan, seed))


def conflicts(problem: Problem) -> list[Conflict]:
    """Separate irreducible sets: one is found, its rules are set aside, and the search goes on while the rest cannot hold."""
    rows = [row for row in problem.rows if row.hard]
    out: list[Conflict] = []
    while len(out) < MOST_CONFLICTS and not feasible(problem, rows):
        core = irreducible(problem, rows)
        out.append(Conflict(tuple((rule, _words(rows, rule)) for rule in core)))
        rows = [row for row in rows if row.rule not in core]
        if not core:
            break
    return out


def irreducible(problem: Problem, rows: Sequence[Row]) -> tuple[str, ...]:
    """The deletion filter: a rule stays only if the others could hold without it. What is never relaxed is no rule here."""
    names = list(dict.fromkeys(row.rule for row in rows if not row.rule.startswith("core/")))
    kept = list(names)
    for name in sorted(names, key=lambda n: (n.startswith(UNRELAXED), -_priority(rows, n), n)):
        rest = [n for n in kept if n != name]
        trial = [row for row in rows if row.rule in rest or row.rule.startswith("core/")]
        if not feasible(problem, trial):
            kept = rest
    return tuple(kept)


def _priority(rows: Sequence[Row], name: str) -> int:
    return max(row.priority for row in rows if row.rule == name)


def _words(rows: Sequence[Row], rule: str) -> str:
    texts = list(dict.fromkeys(row.text for row in rows if row.rule == rule))
    empty = all(not row.terms for row in rows if row.rule == rule)
    return "; ".join(texts[:3]) + (" - nothing that is left fits" if empty else "")


@dataclass(frozen=True, slots=True)
class Move:
    """One change of what was asked for."""

    text: str
    settings: tuple[tuple[str, Any], ...]
    profile: Profile | None = None
    pack: str | None = None
    template: str | None = None

    @property
    def kind(self) -> str:
        return self.settings[0][0]


def changes(plan: Plan, seed: int) -> tuple[Change, ...]:
    """The smallest changes that give a program: single ones, else pairs; each is solved and audited in full before it is told."""
    moves = list(_moves(plan))
    for size in (1, 2):
        found: list[Change] = []
        for group in combinations(moves, size):
            if len({m.kind for m in group}) < size:
                continue
            if _works(plan, group, seed):
                settings: dict[str, Any] = {}
                for move in group:
                    settings.update(move.settings)
                found.append(Change(" and ".join(m.text for m in group), settings))
                if len(found) >= MOST_CHANGES:
                    break
        if found:
            return tuple(found)
    return ()


def _works(plan: Plan, group: Sequence[Move], seed: int) -> bool:
    profile, template = plan.profile, plan.template.ref
    packs = []
    for move in group:
        if move.profile is not None:
            changed = {name: getattr(move.profile, name) for name, _ in move.settings}
            profile = replace(profile, **changed)
        if move.pack is not None:
            packs.append(move.pack)
        if move.template is not None:
            template = move.template
    if misfits(replace(plan, profile=profile, template=plan.catalog.templates.get(template, plan.template))):
        return False
    catalog = _with_packs(plan.catalog, packs) if packs else plan.catalog
    try:
        trial = make_plan(profile, catalog, plan.plugins, template=template)
    except NoTemplate:
        return False
    return not isinstance(trial, Refused) and attempt(trial, seed=seed) is not None


def _with_packs(catalog: Catalog, packs: Sequence[str]) -> Catalog:
    from setlist.catalog import load_catalog

    return load_catalog([*(p.id for p in catalog.packs), *packs], paths=[p.path for p in catalog.packs if not p.built_in])


def _moves(plan: Plan) -> Iterator[Move]:
    """What could be changed, the easiest first: minutes, days, wishes, packs, equipment, the template."""
    profile, template = plan.profile, plan.template
    near = sorted((m for m in MINUTES if m != profile.minutes), key=lambda m: (abs(m - profile.minutes), m))
    for minutes in near:
        if template.minutes[0] <= minutes <= template.minutes[1]:
            yield Move(f"ask for {minutes} minutes (--minutes {minutes})", (("minutes", minutes),), replace(profile, minutes=minutes))
    for days in range(template.days[0], template.days[1] + 1):
        if days != profile.days and not profile.weekdays:
            yield Move(f"train on {days} days (--days {days})", (("days", days),), replace(profile, days=days))
    for field in ("pins", "dislikes"):
        if getattr(profile, field):
            yield Move(f"drop your {field} ({', '.join(getattr(profile, field))})", ((field, ()),), replace(profile, **{field: ()}))
    for pack in _other_packs(plan.catalog):
        yield Move(f"add the pack {pack} (-p {pack})", (("packs", pack),), pack=pack)
    for thing in EQUIPMENT:
        if thing not in profile.equipment:
            owned = (*profile.equipment, thing)
            yield Move(f"add equipment: {thing} (--equipment {thing})", (("equipment", owned),), replace(profile, equipment=owned))
    for ref, other in sorted(plan.catalog.templates.items()):
        if profile.goal in other.goals and ref != template.ref:
            yield Move(f"use the template {ref} (-t {ref})", (("template", ref),), template=ref)
    if profile.weeks and profile.weeks > template.max_weeks:
        yield Move(f"ask for {template.max_weeks} weeks (--weeks {template.max_weeks})", (("weeks", template.max_weeks),), replace(profile, weeks=template.max_weeks))


def _other_packs(catalog: Catalog) -> list[str]:
    """Built-in packs that were not chosen; home first, for it needs nothing."""
    from setlist.packs import find_packs

    have = {p.id for p in catalog.packs}
    return sorted((name for name, source in find_packs().items() if source.built_in and name not in have), key=lambda n: (n != "home", n))
