"""Laying a solved program out: weeks, sessions, blocks and items with their doses, reasons, findings; volume; the document's other parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import setlist
from setlist.builder import Plan, disclaimers, gates_of
from setlist.model import Advice, Dose, Gate
from setlist.planner import progress, times
from setlist.planner.columns import Column, Frame
from setlist.planner.schedule import in_order, on_date
from setlist.program import BlockPlan, Certificate, Excluded, Item, Program, Reason, Relaxed, SessionPlan, Suggestion, Volume, Week
from setlist.rules import Limit, Prefer
from setlist.selectors import compile_clause

if TYPE_CHECKING:
    from setlist.planner.cycles import Solved

MOST_REASONS = 6


def program(
    plan: Plan, shape: Frame, cycles: Sequence[Solved], *, weeks: int, seed: int, certificate: Certificate, relaxed: tuple[Relaxed, ...]
) -> Program:
    """The program document of solved cycles."""
    from setlist.planner.cycles import platform_words
    from setlist.planner.solve import version

    laid = tuple(_week(plan, shape, cycles, number) for number in range(1, weeks + 1))
    used = sorted({item.exercise for week in laid for s in week.sessions for item in s.items})
    suggestions = _suggestions(plan, shape)
    used_all = sorted({*used, *(s.exercise for s in suggestions)})
    profile = replace(plan.profile, weeks=weeks)
    return Program(
        title=f"{plan.template.name}: {weeks} week{'' if weeks == 1 else 's'}",
        setlist=setlist.__version__,
        solver=version(),
        platform=platform_words(),
        packs=tuple({"id": p.id, "version": p.version, "digest": p.digest} for p in plan.catalog.packs),
        plugins=plan.plugins.record(),
        profile=profile,
        screened=profile.screened,
        seed=seed,
        template=plan.template.ref,
        certificate=certificate,
        weeks=laid,
        excluded=_excluded(plan),
        suggestions=suggestions,
        gates=_gates(plan),
        relaxed=relaxed,
        volume=_volume(plan, laid),
        exercises={ref: _card(plan, ref) for ref in used_all},
        conditions=_condition_names(plan),
        advice=_advice(plan, used_all),
        disclaimers=disclaimers(plan.catalog),
        disabled_plugins=plan.plugins.disabled,
    )


def _week(plan: Plan, shape: Frame, cycles: Sequence[Solved], number: int) -> Week:
    span = plan.template.cycle_weeks
    cycle, at = divmod(number - 1, span)
    deload = progress.deload_for(plan.template, plan.profile.level)
    phase = "deload" if deload and span > 1 and at == span - 1 else "build"
    sessions = [
        _session(plan, shape, cycles, cycle, at, s, day, on_date(plan.profile.start, number, day))
        for s in range(len(shape.sessions))
        for day in shape.days[s]
    ]
    return Week(number, cycle + 1, phase, tuple(sorted(sessions, key=lambda x: x.day)))


def _session(
    plan: Plan, shape: Frame, cycles: Sequence[Solved], cycle: int, at: int, s: int, day: int, date: str | None
) -> SessionPlan:
    blocks = []
    for b, block in enumerate(shape.blocks[s]):
        places = [p for p in shape.places if p.session == s and p.block == b]
        picked = [c for c in cycles[cycle].picked if c.session == s and shape.places[c.place].block == b]
        line = in_order(picked, block, shape.places, plan.catalog.vocabulary, plan.rules)
        if not line or not places:
            continue
        items = tuple(_item(plan, shape, cycles, cycle, at, column) for column in line)
        blocks.append(BlockPlan(block.name, block.style, items, block.id, block.rounds[0] if block.rounds else None))
    fixed, factor = times.overhead(shape.minutes)
    total = sum(item.minutes for block in blocks for item in block.items)
    overhead = round(fixed + (factor - 1) * total, 2)
    session = shape.sessions[s]
    return SessionPlan(day, session.title, round(total + overhead, 1), overhead, tuple(blocks), session.id, date)


def _item(plan: Plan, shape: Frame, cycles: Sequence[Solved], cycle: int, at: int, column: Column) -> Item:
    place = shape.places[column.place]
    exercise = column.exercise
    dose = _loaded(plan, column, column.doses[at], cycle)
    setup = times.setup_seconds(exercise, plan.catalog.vocabulary)
    findings = tuple(f for f in plan.judgements[exercise.ref].findings if f.severity in ("modify", "caution"))
    return Item(
        exercise.ref,
        exercise.name,
        place.slot.role,
        dose,
        round(times.item_minutes(dose, setup), 2),
        _reasons(plan, shape, column),
        findings,
        place.slot.id,
    )


def _loaded(plan: Plan, column: Column, dose: Dose, cycle: int) -> Dose:
    """The dose with the person's own load, a step heavier each cycle, within what safety and 2-10 % allow."""
    load = progress.working_load(column.exercise, plan.profile.loads)
    allowed = plan.judgements[column.exercise.ref].dose
    if load is None or allowed is None:
        return dose
    things = plan.catalog.vocabulary.terms.get("equipment", {})
    needs = column.exercise.equipment.all + column.exercise.equipment.any
    step = min((float(things[n].data["load_step_kg"]) for n in needs if n in things and things[n].data.get("load_step_kg")), default=None)
    if step is not None:
        for _ in range(cycle):
            load = progress.next_load(load, step)
    return progress.clamp(replace(dose, load_kg=load), allowed)


def _reasons(plan: Plan, shape: Frame, column: Column) -> tuple[Reason, ...]:
    """Why this pick: the place it fills, then every preference and score that spoke for or against it, the strongest first."""
    place = shape.places[column.place]
    block = shape.blocks[place.session][place.block]
    purpose = place.slot.title or place.slot.id.replace("-", " ")
    first = Reason(f"template/{shape.sessions[place.session].id}/{place.slot.id}", f"{block.name}: {purpose}")
    found = [Reason(name, because, points) for name, because, points in plan.scores.get(column.exercise.ref, ())]
    have = {"block": block.id, "slot": place.slot.id, "role": place.slot.role}
    for rule in plan.rules:
        if isinstance(rule.form, Prefer) and all(have[k] == v for k, v in rule.where_in.items()):
            if compile_clause(rule.form.where, plan.catalog.vocabulary)(column.exercise):
                found.append(Reason(rule.id, rule.because, rule.form.points))
    found += [
        Reason(f.filter, f.reason) for f in plan.judgements[column.exercise.ref].findings if f.severity == "prefer"
    ]
    found.sort(key=lambda r: (-abs(r.points or 0), r.rule, r.text))
    return (first, *found[:MOST_REASONS])


def _excluded(plan: Plan) -> tuple[Excluded, ...]:
    """What safety left out, with the findings that did it."""
    out = []
    for ref, verdict in sorted(plan.judgements.items()):
        if verdict.excluded:
            found = tuple(f for f in verdict.findings if f.severity == "exclude")
            out.append(Excluded(ref, plan.catalog.exercises[ref].name, found))
    return tuple(out)


def _gates(plan: Plan) -> tuple[Gate, ...]:
    return tuple(g for g in gates_of(plan.filters, plan.profile) if g.step == "see-someone")


def _volume(plan: Plan, weeks: Sequence[Week]) -> tuple[Volume, ...]:
    """Weekly sets of each muscle group that a rule gives a range: the first week of every cycle."""
    ranges: dict[str, tuple[float, float]] = {}
    for rule in plan.rules:
        form = rule.form
        if isinstance(form, Limit) and form.measure == "sets" and form.per == "week" and "/volume/" in rule.id:
            ranges[rule.id.rpartition("/")[2]] = (form.min or 0.0, form.max if form.max is not None else float("inf"))
    out = []
    for week in weeks:
        if week.number > 1 and weeks[week.number - 2].cycle == week.cycle:
            continue
        sets: dict[str, float] = {}
        for session in week.sessions:
            for item in session.items:
                exercise = plan.catalog.exercises[item.exercise]
                if exercise.kind == "strength":
                    for group, part in exercise.groups.items():
                        sets[group] = sets.get(group, 0.0) + part * item.dose.sets
        for muscle, (low, high) in sorted(ranges.items()):
            have = round(sets.get(muscle, 0.0), 1)
            why = None
            if have < low:
                why = f"{have:g} of {low:g} sets fit beside the other rules and the minutes"
            elif have > high:
                why = f"{have:g} sets, {high:g} wanted: other rules ask for more"
            out.append(Volume(week.number, muscle, have, low, high if high != float("inf") else 99, why))
    return tuple(out)


def _suggestions(plan: Plan, shape: Frame) -> tuple[Suggestion, ...]:
    """Sports and active recovery for days without a session, through the same filters and rules."""
    wanted = plan.template.rest_days
    if not wanted:
        return ()
    test = compile_clause(wanted["where"], plan.catalog.vocabulary)
    points = {
        ref: sum(p for _, _, p in plan.scores.get(ref, ()))
        + sum(
            r.form.points
            for r in plan.rules
            if isinstance(r.form, Prefer) and not r.where_in and compile_clause(r.form.where, plan.catalog.vocabulary)(e)
        )
        for ref, e in plan.admissible.items()
        if test(e)
    }
    best = sorted(points, key=lambda ref: (-points[ref], ref))
    busy = {day for days in shape.days for day in days}
    free = [day for day in range(1, 8) if day not in busy]
    most = wanted["per_week"][1] if isinstance(wanted["per_week"], (list, tuple)) else wanted["per_week"]
    out = []
    for day, ref in zip(free[:most], best, strict=False):
        exercise = plan.catalog.exercises[ref]
        allowed = plan.judgements[ref].dose
        assert allowed is not None
        dose = progress.start_dose(allowed, 1, minutes=allowed.minutes[0] if allowed.minutes else None)
        minutes = round(times.item_minutes(dose, times.STATION_S), 1)
        reason = Reason(f"template/{plan.template.id}/rest-days", "Easy movement between sessions")
        out.append(Suggestion(day, ref, exercise.name, dose, minutes, (reason,)))
    return tuple(out)


def _condition_names(plan: Plan) -> Mapping[str, str]:
    """The names of the conditions that the profile, the findings and the gates speak of."""
    ids = {c.id for c in plan.profile.conditions}
    ids |= {f.condition for verdict in plan.judgements.values() for f in verdict.findings if f.condition}
    ids |= {g.condition for g in _gates(plan) if g.condition}
    return {id: plan.catalog.conditions[id].name for id in sorted(ids) if id in plan.catalog.conditions}


def _card(plan: Plan, ref: str) -> Mapping[str, Any]:
    """What a reader needs of an exercise without its pack."""
    e = plan.catalog.exercises[ref]
    card: dict[str, Any] = {"name": e.name, "kind": e.kind, "steps": list(e.steps)}
    for key in ("cues", "cautions", "first_month", "sources"):
        if getattr(e, key):
            card[key] = list(getattr(e, key))
    if e.equipment.all or e.equipment.any:
        card["equipment"] = {key: list(things) for key, things in (("all", e.equipment.all), ("any", e.equipment.any)) if things}
    easier = [ref for ref in e.easier if ref in plan.admissible]
    if easier:
        card["easier"] = easier
    return card


def _advice(plan: Plan, used: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """Advice that applies to this person and these exercises, most important first."""
    shown = [a for a in plan.catalog.advice.values() if not a.disclaimer and a.placement != "about" and _speaks(a, plan, used)]
    ranked = sorted(shown, key=lambda a: (-a.priority, a.placement, a.id))
    return tuple({k: v for k, v in (("id", a.id), ("title", a.title), ("text", a.text), ("placement", a.placement)) if v} for a in ranked)


def _speaks(advice: Advice, plan: Plan, used: Sequence[str]) -> bool:
    when = advice.when
    conditions = {c.id for c in plan.profile.conditions}
    goal = plan.catalog.vocabulary.terms.get("goals", {}).get(plan.profile.goal)
    pain = bool(goal and goal.data.get("pain")) or bool(plan.profile.pain) or any(plan.catalog.conditions[c].pain for c in conditions if c in plan.catalog.conditions)
    if "goals" in when and plan.profile.goal not in when["goals"]:
        return False
    if "conditions" in when and conditions.isdisjoint(when["conditions"]):
        return False
    if "levels" in when and plan.profile.level not in when["levels"]:
        return False
    if "families" in when and plan.template.family not in when["families"]:
        return False
    if when.get("pain") and not pain:
        return False
    if advice.placement == "pain-programs" and not pain:
        return False
    if "exercise" in when:
        test = compile_clause(when["exercise"], plan.catalog.vocabulary)
        return any(test(plan.catalog.exercises[ref]) for ref in used)
    return advice.placement not in ("exercise", "condition", "screening") or bool(when)


