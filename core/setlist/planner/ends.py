"""Where a cycle ended: what the next one begins with. Reads programs."""

from __future__ import annotations

from collections.abc import Sequence

from setlist.limits import adjustable
from setlist.model import Dose
from setlist.planner import progress
from setlist.planner.substitute import Setting
from setlist.planner.terms import Picks
from setlist.program import Week


def ends(at: Setting, weeks: Sequence[Week]) -> tuple[dict[str, Dose], Picks]:
    """Where the last cycle of some weeks ended: the doses that a new cycle starts from, and the picks (place, exercise)."""
    if not weeks:
        return {}, ()
    cycle = [w for w in weeks if w.cycle == weeks[-1].cycle]
    week = next((w for w in reversed(cycle) if w.phase != "deload"), cycle[-1])
    starts: dict[str, Dose] = {}
    picks: dict[tuple[int, str], None] = {}
    for session in week.sessions:
        for block in session.blocks:
            for item in block.items:
                picks[(at.spot(session.id, block.id, item.slot), item.exercise)] = None
                verdict = at.plan.judgements.get(item.exercise)
                if verdict is not None and verdict.dose is not None:
                    exercise = at.plan.catalog.exercises[item.exercise]
                    loaded = adjustable(exercise, at.plan.catalog.vocabulary)
                    starts[item.exercise] = progress.carry_on(item.dose, verdict.dose, loaded=loaded)
    return starts, tuple(picks)
