"""The weeks ahead as far as they are wanted: cut short, copied on to the end of their cycle, or chosen anew by the solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.model import EMPTY, Dose
from setlist.planner import progress, times
from setlist.planner.cycles import Solved, Stuck, carried, certify, make_problem, solve_cycle, solve_loosely, solve_strictly
from setlist.planner.ends import ends
from setlist.planner.layout import lay_out
from setlist.planner.loads import deloaded
from setlist.planner.schedule import on_date
from setlist.planner.solve import TARGET
from setlist.planner.substitute import Setting, timed
from setlist.program import CycleProof, Item, Program, Relaxed, SessionPlan, Week


class Chosen(Struct, frozen=True):
    """Weeks of cycles that were solved, with their proofs and what gave way."""

    weeks: tuple[Week, ...]
    proofs: tuple[CycleProof, ...]
    relaxed: tuple[Relaxed, ...]


def cut_or_copied(at: Setting, program: Program, weeks: int) -> tuple[Week, ...]:
    """The first weeks of a program; a cycle that it left unfinished goes on as it was, lighter at its end where the template says so."""
    out = list(program.weeks[:weeks])
    span = at.plan.template.cycle_weeks
    deload = progress.deload_for(at.plan.template, at.plan.profile.level)
    while len(out) < weeks and (len(out) // span) + 1 in {week.cycle for week in out}:
        number = len(out) + 1
        cycle = (number - 1) // span + 1
        inside = [w for w in out if w.cycle == cycle]
        source = next((w for w in reversed(inside) if w.phase != "deload"), inside[-1])
        light = bool(deload) and span > 1 and number % span == 0
        begun = {i.exercise: i.dose for w in reversed(inside) for s in w.sessions for i in s.items} if light else None
        sessions = tuple(_copied(at, s, number, deload or EMPTY, begun) for s in source.sessions)
        out.append(Week(number, cycle, "deload" if light else "build", sessions))
    return tuple(out)


def chosen(at: Setting, before: Program, weeks: Sequence[Week], last: int) -> Chosen | Stuck:
    """The weeks after `weeks` (which end with a cycle, or with nothing) up to the number `last`, chosen as a build chooses: each cycle goes
    on from the one before. `before` says whether rules may give way: they may where they did."""
    plan, span = at.plan, at.plan.template.cycle_weeks
    first = len(weeks) // span
    starts, previous = ends(at, weeks)
    solver = solve_loosely if any(not r.rule.startswith("profile/minutes/") for r in before.relaxed) else solve_strictly
    solved: list[Solved] = []
    for number in range(first, -(-last // span)):
        make = partial(make_problem, plan, seed=before.seed, cycle=number, starts=starts, previous=previous)
        found = solve_cycle(plan, at.shape, make, solver, TARGET)
        if isinstance(found, Stuck):
            return found
        solved.append(found)
        starts = {**starts, **carried(plan, found.picked)}
        previous = found.picks
    empty = replace(solved[0], picked=())
    laid = lay_out(plan, at.shape, [*[empty] * first, *solved], last)
    proofs = tuple(replace(proof, cycle=proof.cycle + first) for proof in certify(solved).cycles)
    return Chosen(laid[first * span :], proofs, tuple(r for one in solved for r in one.relaxed))


def redosed(at: Setting, item: Item, dose: Dose, style: str) -> Item:
    """An item with another dose, and the minutes that it takes in a block of a style."""
    setup = times.setup_seconds(at.plan.catalog.exercises[item.exercise], at.plan.catalog.vocabulary)
    return replace(item, dose=dose, minutes=round(times.item_minutes(dose, setup, times.manner(style, item.group is not None)), 2))


def _copied(at: Setting, session: SessionPlan, week: int, deload: Mapping[str, Any], begun: Mapping[str, Dose] | None) -> SessionPlan:
    """A session once more; as a deload where `begun` gives the doses that its cycle began with."""

    def copied(item: Item, style: str) -> Item:
        exercise = at.plan.catalog.exercises.get(item.exercise)
        if begun is None or exercise is None or item.role in progress.AS_EVER:
            return item
        dose = progress.lighter(begun[item.exercise], item.dose, deload, item.role)
        if dose.load_kg is not None:
            dose = replace(dose, load_kg=deloaded(dose.load_kg, exercise, at.plan.profile.loads, at.plan.catalog.vocabulary))
        return redosed(at, item, dose, style)

    blocks = tuple(replace(b, items=tuple(copied(item, b.style) for item in b.items)) for b in session.blocks)
    return timed(at, replace(session, blocks=blocks, done=None, date=on_date(at.plan.profile.start, week, session.day)))
