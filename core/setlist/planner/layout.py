"""Laying picks out: weeks, sessions, blocks and items, with doses and the reasons for every pick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.model import Block, Dose, Exercise
from setlist.planner import progress, times
from setlist.planner.buildup import built_up
from setlist.planner.columns import Column, Frame
from setlist.planner.loads import deloaded, load_in, within_share
from setlist.planner.schedule import LIFTS, in_order, on_date
from setlist.planner.turns import in_turns
from setlist.program import BlockPlan, Item, Reason, SessionPlan, Week
from setlist.rules import Prefer, Rule, stands_in
from setlist.selectors import Predicate, compile_clause

if TYPE_CHECKING:
    from setlist.planner.cycles import Solved

MOST_REASONS = 6
Speaking = Sequence[tuple[Rule, Prefer, Predicate]]  # preferences and whom they speak for


class Line(Struct, frozen=True):
    """What is done in a block in a cycle, in order, each with its reasons and with whom it takes turns. Only the doses differ from week to
    week."""

    block: Block
    picks: tuple[tuple[Column, tuple[Reason, ...], str | None], ...]


def lay_out(plan: Plan, shape: Frame, cycles: Sequence[Solved], weeks: int) -> tuple[Week, ...]:
    """The weeks of solved cycles."""
    speaking = [(r, r.form, compile_clause(r.form.where, plan.catalog.vocabulary)) for r in plan.rules if isinstance(r.form, Prefer)]
    lines = [_lines(plan, cycle.problem.frame, cycle.picked, speaking) for cycle in cycles]
    return tuple(_week(plan, shape, lines, number) for number in range(1, weeks + 1))


def _lines(plan: Plan, shape: Frame, picked: Sequence[Column], speaking: Speaking) -> list[list[Line]]:
    """For each session the blocks that hold something."""
    out: list[list[Line]] = []
    vocabulary, places = plan.catalog.vocabulary, shape.places
    for s, blocks in enumerate(shape.blocks):
        lines: list[Line] = []
        lifts: tuple[Exercise, ...] = ()
        for b, block in reversed(tuple(enumerate(blocks))):  # a warm-up rehearses what comes after it
            members = [c for c in picked if c.session == s and places[c.place].block == b]
            line = in_order(members, block, places, vocabulary, plan.rules, lifts)
            lifts = (*(c.exercise for c in line if places[c.place].slot.role in LIFTS), *lifts)
            turns = in_turns(line, block, places, plan.judgements, vocabulary)
            if turns:
                lines.insert(0, Line(block, tuple((c, reasons(plan, shape, c, speaking), group) for c, group in turns)))
        out.append(lines)
    return out


def _week(plan: Plan, shape: Frame, lines: Sequence[Sequence[Sequence[Line]]], number: int) -> Week:
    span = plan.template.cycle_weeks
    cycle, at = divmod(number - 1, span)
    deload = progress.deload_for(plan.template, plan.profile.level)
    phase = "deload" if deload and span > 1 and at == span - 1 else "build"
    sessions = [
        replace(session, day=day, date=on_date(plan.profile.start, number, day))
        for s, days in enumerate(shape.days)
        for session in [_session(plan, shape, lines[cycle][s], s, cycle, at, light=phase == "deload")]
        for day in days
    ]
    return Week(number, cycle + 1, phase, tuple(sorted(sessions, key=lambda x: x.day)))


def _session(plan: Plan, shape: Frame, lines: Sequence[Line], s: int, cycle: int, at: int, *, light: bool) -> SessionPlan:
    """A session in a week of a cycle (both from 0), on no day yet."""
    blocks = []
    for line in lines:
        style, interval = line.block.style, line.block.interval if line.block.style == "interval" else None
        items = tuple(
            replace(_item(plan, shape, column, why, cycle, at, times.manner(style, group is not None), light=light), group=group)
            for column, why, group in line.picks
        )
        rounds = max(item.dose.sets for item in items) if line.block.rounds or style == "circuit" else None  # a set of each is a round
        blocks.append(BlockPlan(line.block.name, style, items, line.block.id, rounds, interval))
    fixed, factor = times.overhead(shape.minutes)
    total = sum(item.minutes for block in blocks for item in block.items)
    overhead = round(fixed + (factor - 1) * total, 2)
    session = shape.sessions[s]
    return SessionPlan(0, session.title, round(total + overhead, 1), overhead, built_up(plan, blocks), session.id)


def _item(plan: Plan, shape: Frame, column: Column, why: tuple[Reason, ...], cycle: int, at: int, how: str, *, light: bool) -> Item:
    exercise, slot = column.exercise, shape.places[column.place].slot
    dose = loaded(plan, column, column.doses[at], cycle, light=light and slot.role not in progress.AS_EVER)
    minutes = round(times.item_minutes(dose, times.setup_seconds(exercise, plan.catalog.vocabulary), how), 2)
    findings = tuple(f for f in plan.judgements[exercise.ref].findings if f.severity in ("modify", "caution"))
    return Item(exercise.ref, exercise.name, slot.role, dose, minutes, why, findings, slot.id)


def loaded(plan: Plan, column: Column, dose: Dose, cycle: int, *, light: bool) -> Dose:
    """The dose with the person's own load, a step heavier each cycle, within what safety, its share of 1RM and 2-10 % allow. A load that
    is worked out is one that can still be lifted in the last build week; one that is `light` is a deload's."""
    exercise, vocabulary, loads = column.exercise, plan.catalog.vocabulary, plan.profile.loads
    verdict = plan.judgements[exercise.ref]
    build = progress.building(column.doses, plan.template, plan.profile.level)
    load = load_in(exercise, plan.profile, plan.catalog, cycle, max((d.reps or 0) + (d.rir or 0) for d in build))
    shares = [int(share) for share in (dose.load_pct_1rm, verdict.limits.get("max_load_pct_1rm")) if share is not None]
    if load is not None and shares:
        load = within_share(load, min(shares), exercise, loads, vocabulary)
    if load is None or verdict.dose is None:
        return dose
    load = deloaded(load, exercise, loads, vocabulary) if light else load
    return progress.clamp(replace(dose, load_kg=load), verdict.dose)


def reasons(plan: Plan, shape: Frame, column: Column, speaking: Speaking) -> tuple[Reason, ...]:
    """Why this pick: the place it fills, then every preference and score that spoke for or against it, the strongest first."""
    place, ref = shape.places[column.place], column.exercise.ref
    block = shape.blocks[place.session][place.block]
    purpose = place.slot.title or place.slot.id.replace("-", " ")
    first = Reason(f"template/{shape.sessions[place.session].id}/{place.slot.id}", f"{block.name}: {purpose}")
    found = [Reason(name, because, points) for name, because, points in plan.scores.get(ref, ())]
    for rule, form, speaks_for in speaking:
        if stands_in(rule.where_in, block.id, place.slot.id, place.slot.role, shape.days[place.session]) and speaks_for(column.exercise):
            found.append(Reason(rule.id, rule.because, form.points))
    found.sort(key=lambda r: (-abs(r.points or 0), r.rule, r.text))
    return (first, *found[:MOST_REASONS])
