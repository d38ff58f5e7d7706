"""Where a cycle ended: what the next one begins with. Reads programs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from setlist.model import Dose
from setlist.planner.cycles import carry_on
from setlist.planner.substitute import Setting
from setlist.planner.terms import Picks
from setlist.program import Week


def ends(at: Setting, weeks: Sequence[Week]) -> tuple[dict[str, Dose], Picks]:
    """Where some weeks ended: the doses that a new cycle starts from, each exercise where the last cycle that had it left off, and the last
    cycle's picks (place, exercise): those of its last week, deload or not, as rules compare weeks."""
    starts: dict[str, Dose] = {}
    for _, cycle in groupby(weeks, key=lambda week: week.cycle):
        inside = tuple(cycle)
        week = next((w for w in reversed(inside) if w.phase != "deload"), inside[-1])
        last = ((item.exercise, item.dose) for session in week.sessions for item in session.items)
        starts |= {ref: dose for ref, done in last if (dose := carry_on(at.plan, ref, done)) is not None}
    places = ((s.id, block.id, item) for w in weeks[-1:] for s in w.sessions for block in s.blocks for item in block.items)
    return starts, tuple(dict.fromkeys((at.spot(session, block, item.slot), item.exercise) for session, block, item in places))
