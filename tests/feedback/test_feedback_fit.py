"""Sessions that their new doses made longer than was asked for."""

from __future__ import annotations

from club_log import catalog, club_program, plugins
from msgspec.structs import replace

from setlist.builder import Plan, plan
from setlist.feedback.ahead import redosed
from setlist.feedback.fit import FITTED, HURTS, fitted, planned_doses
from setlist.planner.substitute import beyond_time, setting, timed
from setlist.program import Item, Reason

GREW = ("club:row", "club:push-up")


def test_as_many_things_wait_as_it_takes() -> None:
    """Each of two that grew is too much by itself; the walk stepped back, and is not asked for minutes."""
    program = club_program()
    made = plan(program.profile, catalog(), plugins())
    assert isinstance(made, Plan)
    at, week = setting(made), program.weeks[0]
    session = week.sessions[0]

    def later(item: Item, style: str) -> Item:
        if item.exercise in GREW:
            return redosed(at, item, replace(item.dose, reps=30), style)
        return replace(item, reasons=(Reason(HURTS, "it hurt"),)) if item.role == "fill" else item

    blocks = tuple(replace(b, items=tuple(later(i, b.style) for i in b.items)) for b in session.blocks)
    grown = replace(week, sessions=(timed(at, replace(session, blocks=blocks)), *week.sessions[1:]))
    (now, *_), *_ = (w.sessions for w in fitted(at, (grown,), planned_doses((week,))))
    assert beyond_time(at, grown.sessions[0], week.phase) > 0 >= beyond_time(at, now, week.phase)
    waiting = {i.exercise for i in now.items if any(r.rule == FITTED for r in i.reasons)}
    assert waiting == {*GREW} <= {i.exercise for i in session.items}
    assert [i.dose for i in now.items] == [i.dose for i in session.items]
