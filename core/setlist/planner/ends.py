"""Where a cycle ended: what the next one begins with. Reads programs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from setlist.limits import adjustable
from setlist.model import Dose
from setlist.planner import progress
from setlist.planner.substitute import Setting
from setlist.planner.terms import Picks
from setlist.program import Item, Week


def ends(at: Setting, weeks: Sequence[Week]) -> tuple[dict[str, Dose], Picks]:
    """Where some weeks ended: the doses that a new cycle starts from, each exercise where the last cycle that had it left off, and the last
    cycle's picks (place, exercise)."""
    starts: dict[str, Dose] = {}
    picks: dict[tuple[int, str], None] = {}
    for _, cycle in groupby(weeks, key=lambda week: week.cycle):
        inside = tuple(cycle)
        week = next((w for w in reversed(inside) if w.phase != "deload"), inside[-1])
        starts |= {item.exercise: found for s in week.sessions for item in s.items if (found := _carried(at, item)) is not None}
        places = (
            (s.id, block.id, item) for s in inside[-1].sessions for block in s.blocks for item in block.items
        )  # as rules compare weeks
        picks = {(at.spot(session, block, item.slot), item.exercise): None for session, block, item in places}
    return starts, tuple(picks)


def _carried(at: Setting, item: Item) -> Dose | None:
    verdict = at.plan.judgements.get(item.exercise)
    if verdict is None or verdict.dose is None:
        return None
    loaded = adjustable(at.plan.catalog.exercises[item.exercise], at.plan.catalog.vocabulary)
    return progress.carry_on(item.dose, verdict.dose, loaded=loaded)
