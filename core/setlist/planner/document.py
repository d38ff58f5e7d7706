"""The program document around its weeks: what was left out and why, volume, exercise cards, advice, provenance."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

import setlist
from setlist.builder import Plan, disclaimers
from setlist.inforce import ids_in_force
from setlist.model import EMPTY, Advice
from setlist.planner import kit, progress
from setlist.planner.columns import Frame
from setlist.planner.evaluate import limit_values
from setlist.planner.held import Matcher, held
from setlist.planner.layout import lay_out
from setlist.planner.restdays import suggest
from setlist.program import Certificate, Excluded, Program, Relaxed, Volume, Week
from setlist.rules import Limit
from setlist.selectors import compile_clause

if TYPE_CHECKING:
    from setlist.planner.cycles import Solved

OPEN = 99  # sets: more than any week holds, where a rule gives no upper end


def program(
    plan: Plan, shape: Frame, cycles: Sequence[Solved], *, weeks: int, seed: int, certificate: Certificate, relaxed: tuple[Relaxed, ...]
) -> Program:
    """The program document of solved cycles."""
    laid = lay_out(plan, shape, cycles, weeks)
    suggestions = suggest(plan, shape)
    lacking = progress.unknown(plan.template, plan.progressions)
    used = sorted({*(item.exercise for week in laid for s in week.sessions for item in s.items), *(s.exercise for s in suggestions)})
    things = _at_hand(plan, used)
    return Program(
        title=f"{plan.template.name}: {weeks} week{'' if weeks == 1 else 's'}",
        setlist=setlist.__version__,
        solver=cycles[0].solution.solver,
        platform=platform_words(),
        packs=tuple({"id": p.id, "version": p.version, "digest": p.digest} for p in plan.catalog.packs),
        plugins=plan.plugins.record(),
        profile=replace(plan.profile, weeks=weeks),
        screened=plan.profile.screened,
        seed=seed,
        template=plan.template.ref,
        certificate=certificate,
        weeks=laid,
        excluded=_excluded(plan),
        suggestions=suggestions,
        gates=tuple(g for g in plan.gates if g.step == "see-someone"),
        relaxed=relaxed,
        volume=_volume(plan, laid),
        exercises=_cards(plan, used),
        at_hand=things,
        names=kit.names(things, plan.profile, plan.catalog),
        conditions=_condition_names(plan),
        advice=_advice(plan, used),
        disclaimers=disclaimers(plan.catalog),
        disabled_plugins=plan.plugins.disabled,
        notes=tuple(f"Doses stay the same where the progression '{name}' is asked for: no plugin provides it" for name in lacking),
    )


def refreshed(plan: Plan, shape: Frame, before: Program, weeks: tuple[Week, ...]) -> Program:
    """A program with other weeks, and what stands around them worked out anew. Certificate and what gave way stay as they were; cards of
    exercises that only past weeks have are kept where the packs have them no more."""
    suggestions = suggest(plan, shape)
    used = sorted({*(item.exercise for week in weeks for s in week.sessions for item in s.items), *(s.exercise for s in suggestions)})
    known = [ref for ref in used if ref in plan.catalog.exercises]
    things = _at_hand(plan, known)
    old = {ref: before.exercises[ref] for ref in used if ref in before.exercises}
    left_out = {*before.disabled_plugins, *plan.plugins.disabled} - {info.name for info in plan.plugins.infos}
    return replace(
        before,
        title=f"{plan.template.name}: {len(weeks)} week{'' if len(weeks) == 1 else 's'}",
        packs=tuple({"id": p.id, "version": p.version, "digest": p.digest} for p in plan.catalog.packs),
        plugins=plan.plugins.record(),
        profile=replace(plan.profile, weeks=len(weeks)),
        screened=plan.profile.screened,
        weeks=weeks,
        excluded=_excluded(plan),
        suggestions=suggestions,
        gates=tuple(g for g in plan.gates if g.step == "see-someone"),
        volume=_volume(plan, weeks),
        exercises={**old, **_cards(plan, known)},
        at_hand=things,
        names=kit.names(things, plan.profile, plan.catalog),
        conditions=_condition_names(plan),
        advice=_advice(plan, known),
        disclaimers=disclaimers(plan.catalog),
        disabled_plugins=tuple(sorted(left_out)),
    )


def platform_words() -> str:
    """The platform a program records: ties break differently on others."""
    return f"{sys.platform} python{sys.version_info.major}.{sys.version_info.minor}"


def _excluded(plan: Plan) -> tuple[Excluded, ...]:
    """What safety left out, with the findings that did it."""
    out = []
    for ref, verdict in sorted(plan.judgements.items()):
        if verdict.excluded:
            found = tuple(f for f in verdict.findings if f.severity == "exclude")
            out.append(Excluded(ref, plan.catalog.exercises[ref].name, found))
    return tuple(out)


def _volume(plan: Plan, weeks: Sequence[Week]) -> tuple[Volume, ...]:
    """Weekly sets of each muscle group that a rule gives a range, counted as the rule counts: the first week of every cycle."""
    ranges: dict[str, tuple[Limit, Mapping[str, Any]]] = {}
    groups = plan.catalog.vocabulary.terms.get("groups", EMPTY)
    for rule in plan.rules:
        form = rule.form
        if isinstance(form, Limit) and form.measure == "sets" and form.per == "week":
            muscles: Sequence[str] = form.where.get("muscles", EMPTY).get("any", ())
            if len(muscles) == 1 and muscles[0] in groups:
                ranges.setdefault(muscles[0], (form, rule.where_in))
    matching = Matcher(plan.catalog, {item.exercise for week in weeks for s in week.sessions for item in s.items})
    out = []
    for week in weeks:
        if week.number > 1 and weeks[week.number - 2].cycle == week.cycle:
            continue
        around = held(week, plan.catalog, plan.template, plan.profile.minutes, matching)
        for muscle, (wanted, places) in sorted(ranges.items()):
            have = round(limit_values(wanted, around, places)[0][1], 1)
            low, high = wanted.min or 0.0, float(OPEN) if wanted.max is None else wanted.max
            out.append(Volume(week.number, muscle, have, low, high, _why_outside(plan, wanted, have, low, high)))
    return tuple(out)


def _why_outside(plan: Plan, wanted: Limit, have: float, low: float, high: float) -> str | None:
    """Why a muscle has fewer or more sets than its range; None where it has not."""
    if low <= have <= high:
        return None
    if have > high:
        return f"{have:g} sets, {high:g} at most wanted: fewer would cost the week more points than they give"
    test = compile_clause(wanted.where, plan.catalog.vocabulary)
    if not any(test(exercise) for exercise in plan.admissible.values()):
        return "nothing that equipment, level, wishes and safety leave works this muscle"
    return f"{have:g} of {low:g} sets: more do not fit in, or cost the week more points than they give"


def _condition_names(plan: Plan) -> Mapping[str, str]:
    """The names of the conditions that the profile, the findings and the gates speak of."""
    ids = {c.id for c in plan.profile.conditions}
    ids |= {f.condition for verdict in plan.judgements.values() for f in verdict.findings if f.condition}
    ids |= {g.condition for g in plan.gates if g.step == "see-someone" and g.condition}
    return {id: plan.catalog.conditions[id].name for id in sorted(ids) if id in plan.catalog.conditions}


def _at_hand(plan: Plan, used: Sequence[str]) -> tuple[str, ...]:
    return kit.at_hand((plan.catalog.exercises[ref] for ref in used), plan.profile, plan.catalog.vocabulary)


def _cards(plan: Plan, used: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    """What a reader needs of each exercise without its pack. An easier version is named only where it may be done."""
    admissible = plan.admissible
    cards: dict[str, Mapping[str, Any]] = {}
    for ref in used:
        e = plan.catalog.exercises[ref]
        card: dict[str, Any] = {"name": e.name, "kind": e.kind, "steps": list(e.steps)}
        for key in ("cues", "cautions", "first_month", "sources"):
            if getattr(e, key):
                card[key] = list(getattr(e, key))
        if e.equipment.all or e.equipment.any:
            card["equipment"] = {key: list(things) for key, things in (("all", e.equipment.all), ("any", e.equipment.any)) if things}
        card |= kit.growing(e, plan.profile, plan.catalog.vocabulary)
        easier = plan.catalog.steps_down(ref, admissible)
        if easier:
            card["easier"] = list(easier)
            card["easier_names"] = [plan.catalog.exercises[other].name for other in easier]
        if e.regress:
            card["regress"] = e.regress
        cards[ref] = card
    return cards


def _advice(plan: Plan, used: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Advice that applies to this person and these exercises, most important first."""
    pain, have = _in_pain(plan), ids_in_force(plan.profile, plan.catalog)
    known = [a for a in plan.catalog.advice.values() if not a.disclaimer and a.placement != "about"]
    shown = [a for a in known if _speaks(a, plan, used, have, pain=pain)]
    ranked = sorted(shown, key=lambda a: (-a.priority, a.placement, a.id))
    return tuple({k: v for k, v in (("id", a.id), ("title", a.title), ("text", a.text), ("placement", a.placement)) if v} for a in ranked)


def _in_pain(plan: Plan) -> bool:
    """Whether the goal, a report or a condition says that something hurts."""
    goal = plan.catalog.vocabulary.terms.get("goals", EMPTY).get(plan.profile.goal)
    known = plan.catalog.conditions
    hurts = any(known[c.id].pain for c in plan.profile.conditions if c.id in known)
    return bool(goal and goal.data.get("pain")) or bool(plan.profile.pain) or hurts


def _speaks(advice: Advice, plan: Plan, used: Sequence[str], have: set[str], *, pain: bool) -> bool:
    when = advice.when
    facts: dict[str, set[str]] = {
        "goals": {plan.profile.goal},
        "conditions": have,
        "levels": {plan.profile.level},
        "families": {plan.template.family},
    }
    if any(key in when and own.isdisjoint(when[key]) for key, own in facts.items()):
        return False
    if when.get("pain", pain) != pain or (advice.placement == "pain-programs" and not pain):
        return False
    if "exercise" in when:
        test = compile_clause(when["exercise"], plan.catalog.vocabulary)
        return any(test(plan.catalog.exercises[ref]) for ref in used)
    return advice.placement not in ("exercise", "condition", "screening") or bool(when)
