"""Sessions brought back to the minutes asked for after their doses changed, without asking more of anything that stepped back."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from setlist.feedback.ahead import redosed
from setlist.feedback.course import PREFIX
from setlist.feedback.doses import grounds, safe
from setlist.feedback.judge import OURS
from setlist.model import Dose
from setlist.planner.substitute import Setting, beyond_time, timed
from setlist.program import Item, Program, Reason, Relaxed, SessionPlan, Week

HURTS = f"{PREFIX}step-back"
FITTED = f"{PREFIX}fit"

Doses = Mapping[tuple[int, str, str], Dose]  # week, session id, exercise -> the dose that was planned


def planned_doses(weeks: tuple[Week, ...]) -> dict[tuple[int, str, str], Dose]:
    """The doses of weeks whose sessions are as long as they should be: what a session goes back to when it got too long."""
    return {(w.number, s.id, i.exercise): i.dose for w in weeks for s in w.sessions if not s.done for i in s.items}


def fitted(at: Setting, weeks: tuple[Week, ...], planned: Doses) -> tuple[Week, ...]:
    """The weeks with sessions that are too long or too short set right, as far as doses in minutes and growth that can wait allow."""
    return tuple(replace(w, sessions=tuple(_fit(at, w, s, planned) for s in w.sessions)) for w in weeks)


def short(at: Setting, weeks: tuple[Week, ...]) -> tuple[Relaxed, ...]:
    """The sessions that stay shorter than asked for: with less of what hurts or is too hard there is nothing to fill them with."""
    found: dict[str, float] = {}
    for week in weeks:
        for session in week.sessions:
            missing = 0.0 if session.done else -beyond_time(at, session, week.phase)
            if missing > 0:
                found[session.id] = max(found.get(session.id, 0.0), round(missing, 2))
    because = "shorter than asked for since something in it stepped back"
    return tuple(Relaxed(f"profile/minutes/{name}", f"{name.replace('-', ' ')}: {because}", by) for name, by in sorted(found.items()))


def without_short(program: Program) -> tuple[Relaxed, ...]:
    """What gave way for other reasons."""
    return tuple(r for r in program.relaxed if not r.rule.startswith("profile/minutes/"))


def _fit(at: Setting, week: Week, session: SessionPlan, planned: Doses) -> SessionPlan:
    return session if session.done else _wait(at, week, _fill(at, week, session), planned)


def _fill(at: Setting, week: Week, session: SessionPlan) -> SessionPlan:
    """A minute more or less of what is dosed in minutes, until it fits or nothing gives."""
    while beyond := beyond_time(at, session, week.phase):
        changed = _a_minute(at, session, -1 if beyond > 0 else 1)
        if changed is None:
            break
        session = changed
    return session


def _a_minute(at: Setting, session: SessionPlan, by: int) -> SessionPlan | None:
    """The session with a minute more (or less) of the last item that has it to give; None where none has."""
    for block in reversed(session.blocks):
        for item in reversed(block.items):
            if item.dose.minutes is None or item.dose.sets != 1 or any(r.rule == HURTS for r in item.reasons):
                continue
            on = grounds(at.plan, item.exercise, at.shape.places[at.spot(session.id, block.id, item.slot)].slot)
            bounds = on.allowed.minutes if on is not None else None
            minutes = item.dose.minutes + by
            if bounds is not None and bounds[0] <= minutes <= bounds[1]:
                return _with(at, session, _lasting(at, item, minutes, block.style))
    return None


def _lasting(at: Setting, item: Item, minutes: int, style: str) -> Item:
    why = Reason(FITTED, f"{minutes} minutes, so that the session is as long as you asked for ({OURS})")
    kept = [r for r in item.reasons if r.rule != FITTED]
    return replace(redosed(at, item, replace(item.dose, minutes=minutes), style), reasons=(*kept[:1], why, *kept[1:]))


def _wait(at: Setting, week: Week, session: SessionPlan, planned: Doses) -> SessionPlan:
    """Of a session that is too long the last things that grew wait, one by one, at the dose that was planned for the week."""
    for ref in [item.exercise for block in reversed(session.blocks) for item in reversed(block.items)]:
        block, item = next((b, i) for b in session.blocks for i in b.items if i.exercise == ref)  # as the last one left it
        dose = planned.get((week.number, session.id, ref))
        on = grounds(at.plan, ref, at.shape.places[at.spot(session.id, block.id, item.slot)].slot)
        if dose is None or on is None or beyond_time(at, session, week.phase) <= 0:
            continue
        less = redosed(at, item, safe(replace(dose, load_kg=item.dose.load_kg), on), block.style)
        if less.minutes < item.minutes:
            why = Reason(FITTED, f"Less for now, so that the session is not longer than you asked for ({OURS})")
            session = _with(at, session, replace(less, reasons=(*item.reasons[:1], why, *item.reasons[1:])))
    return session


def _with(at: Setting, session: SessionPlan, instead: Item) -> SessionPlan:
    """The session with an item in the place of the one of the same exercise: there is one of each."""
    blocks = tuple(replace(b, items=tuple(instead if i.exercise == instead.exercise else i for i in b.items)) for b in session.blocks)
    return timed(at, replace(session, blocks=blocks))
