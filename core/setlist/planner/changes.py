"""The smallest changes of what was asked for that give a program. Each is built and audited in full before it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import NoTemplate, Plan
from setlist.builder import plan as make_plan
from setlist.model import LEVELS, Catalog, Exercise
from setlist.phrases import either
from setlist.planner.columns import frame
from setlist.planner.cycles import attempt, days_of, make_problem, misfits
from setlist.planner.relax import shortfall
from setlist.profile import Profile
from setlist.program import Program
from setlist.results import Change, Refused

MOST_CHANGES = 3
MOST_PAIRS = 20
MINUTES = (10, 15, 20, 25, 30, 40, 45, 60, 75, 90)
EQUIPMENT = ("resistance-band", "dumbbells", "mini-band", "kettlebell", "pull-up-bar", "gym")
FEW = 3  # exercises for whose sake one may buy just what they need
ENOUGH = 0.1  # the gap
OUTSIDE = 1e6  # how far a request that the template is not made for is from any program
NOTHING = 1e-6


class Move(Struct, frozen=True):
    """One change of what was asked for: profile fields, or `packs`, or `template`."""

    text: str
    field: str
    value: Any


def changes(plan: Plan, seed: int, unowned: Sequence[Exercise] = ()) -> tuple[Change, ...]:
    """Single changes, the first of each kind that works, else pairs of those that each bring a program nearer, the nearest first.
    `unowned`: what is lacking and only equipment keeps out."""
    singles = [(move, changed) for move in moves(plan, unowned) if (changed := apply(plan, (move,))) is not None]
    found: dict[str, Change] = {}
    for move, changed in singles:
        if len(found) < MOST_CHANGES and move.field not in found and _works(changed, seed):
            found[move.field] = _told([move])
    if found:
        return tuple(found.values())
    start = distance(plan, seed)
    left = [(distance(changed, seed), number) for number, (_, changed) in enumerate(singles)]
    nearer = [singles[number][0] for away, number in sorted(left) if away < start - NOTHING]
    ranked = sorted(combinations(range(len(nearer)), 2), key=lambda pair: (sum(pair), pair))
    pairs = [(nearer[a], nearer[b]) for a, b in ranked if nearer[a].field != nearer[b].field][:MOST_PAIRS]
    return tuple(islice((_told(pair) for pair in pairs if _works(apply(plan, pair), seed)), MOST_CHANGES))


def _works(plan: Plan | None, seed: int) -> bool:
    """Whether there is a program: not which is best, so a wide gap will do. What a relaxation already rules out is not tried."""
    if plan is None or misfits(plan) or distance(plan, seed) > NOTHING:
        return False
    return isinstance(attempt(plan, seed=seed, target=ENOUGH), Program)


def _told(made: Sequence[Move]) -> Change:
    return Change(" and ".join(move.text for move in made), {move.field: move.value for move in made})


def distance(plan: Plan, seed: int) -> float:
    """How far a plan is from a program: what its first week lacks when exercises may be split, and the template's own bounds."""
    outside = sum(r.by for r in misfits(plan))
    problem = make_problem(plan, frame(plan.template, days_of(plan), plan.profile.minutes), seed, 0, {}, ())
    return OUTSIDE * outside + shortfall(problem)


def apply(plan: Plan, made: Sequence[Move]) -> Plan | None:
    """The plan after some changes; None where there is none: refused, or no template serves it."""
    catalog, template = plan.catalog, plan.wanted
    profile = plan.profile
    for move in made:
        if move.field == "packs":
            catalog = _with_pack(catalog, move.value)
        elif move.field == "template":
            template = move.value
        else:
            profile = replace(profile, **{move.field: move.value})
    try:
        changed = make_plan(profile, catalog, plan.plugins, template=template)
    except NoTemplate:
        return None
    return None if isinstance(changed, Refused) else changed


def _with_pack(catalog: Catalog, pack: str) -> Catalog:
    from setlist.catalog import load_catalog

    return load_catalog([*(p.id for p in catalog.packs), pack], paths=[p.path for p in catalog.packs if not p.built_in])


def moves(plan: Plan, unowned: Sequence[Exercise] = ()) -> Iterator[Move]:
    """What could be changed, the easiest first: equipment where that is what is lacking, minutes, days, a lower level, wishes, packs,
    other equipment, the template, weeks."""
    profile, template = plan.profile, plan.template
    bought = list(dict.fromkeys(_equipment(plan, unowned)))
    yield from (_with_equipment(profile, things) for things in bought)
    near = sorted((m for m in {*MINUTES, *template.minutes} if m != profile.minutes), key=lambda m: (abs(m - profile.minutes), m))
    for minutes in near:
        if template.minutes[0] <= minutes <= template.minutes[1]:
            yield Move(f"ask for {minutes} minutes (--minutes {minutes})", "minutes", minutes)
    if not profile.weekdays:
        for days in sorted(range(template.days[0], template.days[1] + 1), key=lambda d: (abs(d - profile.days), d)):
            if days != profile.days:
                yield Move(f"train on {days} days (--days {days})", "days", days)
    for level in reversed(LEVELS[: LEVELS.index(profile.level)]):  # a harder program is never the way out
        if level in template.levels:
            yield Move(f"build it as for a person of the level {level} (--level {level})", "level", level)
    for field in ("pins", "dislikes"):
        if getattr(profile, field):
            yield Move(f"drop your {field} ({', '.join(getattr(profile, field))})", field, ())
    for pack in _other_packs(plan.catalog):
        yield Move(f"add the pack {pack} (-p {pack})", "packs", pack)
    for thing in EQUIPMENT:
        if thing not in profile.equipment and (thing,) not in bought:
            yield _with_equipment(profile, (thing,))
    for ref, other in sorted(plan.catalog.templates.items()):
        if profile.goal in other.goals and ref != template.ref:
            yield Move(f"use the template {ref} (-t {ref})", "template", ref)
    if profile.weeks and profile.weeks > template.max_weeks:
        yield Move(f"ask for {template.max_weeks} weeks (--weeks {template.max_weeks})", "weeks", template.max_weeks)


def _with_equipment(profile: Profile, things: Sequence[str]) -> Move:
    typed = " ".join(f"--equipment {thing}" for thing in things)
    return Move(f"add equipment: {either(things, 'and')} ({typed})", "equipment", (*profile.equipment, *things))


def _equipment(plan: Plan, unowned: Sequence[Exercise]) -> Iterator[tuple[str, ...]]:
    """What would bring back some exercises: just what they need where they are few, else what brings back most of them."""
    vocabulary = plan.catalog.vocabulary
    have = vocabulary.owned(plan.profile.all_equipment)
    for exercise in unowned if len(unowned) <= FEW else ():
        needs = exercise.equipment
        yield (*(n for n in needs.all if n not in have), *(needs.any[:1] if have.isdisjoint(needs.any) else ()))
    for thing in EQUIPMENT:
        wider = have | vocabulary.owned((thing,))
        back = [e for e in unowned if wider.issuperset(e.equipment.all) and not (e.equipment.any and wider.isdisjoint(e.equipment.any))]
        if back and 2 * len(back) >= len(unowned):
            yield (thing,)


def _other_packs(catalog: Catalog) -> list[str]:
    """Built-in packs that were not chosen; home first, for it needs nothing."""
    from setlist.packs import find_packs

    have = {p.id for p in catalog.packs}
    return sorted((name for name, source in find_packs().items() if source.built_in and name not in have), key=lambda n: (n != "home", n))
