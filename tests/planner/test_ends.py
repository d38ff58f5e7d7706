"""Where a cycle ended: what the next one begins with."""

from __future__ import annotations

from msgspec.structs import replace

from setlist import Progression, limit, prefer, where
from setlist.model import DoseRange
from setlist.planner.ends import ends
from setlist.planner.substitute import setting
from setlist.rules import Rotate
from setlist_plugins.rules.progression import double
from small_week import MOVES, PERSON, a_plan, hard, soft, solved

PULLS = where(patterns={"any": ["pull"]})
GROWING = DoseRange(sets=(1, 3), reps=(5, 12), rest_s=(20, 20))
RULES = (
    hard(limit(PULLS, exercises=(1, 1), per="week"), "club/one"),
    hard(Rotate(PULLS, 1.0, "cycle"), "club/turn"),
    soft(prefer(where(id="club:row"), 2), name="club/row"),
)
WORLD = {
    "moves": [replace(move, dose=GROWING) if "pull" in move.patterns else move for move in MOVES],
    "profile": replace(PERSON, days=1, weeks=6),
    "progressions": [Progression("double", double, "One more a week")],
}


def test_what_comes_back_after_a_cycle_away_goes_on_from_where_it_was() -> None:
    program = solved(*RULES, **WORLD)
    reps = [i.dose.reps for w in program.weeks for s in w.sessions for i in s.items if i.exercise == "club:row"]
    assert reps == [5, 6, 6, 7]  # weeks 1 and 2, 5 and 6


def test_the_picks_are_those_of_the_last_cycle_and_the_doses_those_of_the_last_that_had_each() -> None:
    program, at = solved(*RULES, **WORLD), setting(a_plan(*RULES, **WORLD))
    starts, picks = ends(at, program.weeks[:4])
    assert starts["club:row"].reps == 6
    assert "club:row" not in {ref for _, ref in picks}
    assert {ref for _, ref in picks} == {i.exercise for i in program.weeks[3].sessions[0].items}


def test_before_the_first_week_there_is_nothing() -> None:
    assert ends(setting(a_plan()), ()) == ({}, ())


def test_the_picks_are_those_of_a_lighter_week_too_as_rules_compare_weeks() -> None:
    """What was swapped in the deload alone is what the next cycle is held against; doses go on from the last build week."""
    program, at = solved(*RULES, **WORLD), setting(a_plan(*RULES, **WORLD))
    build, last = program.weeks[:2]
    (session,) = last.sessions
    blocks = tuple(replace(b, items=tuple(replace(i, exercise="club:press") for i in b.items)) for b in session.blocks[:1])
    light = replace(last, phase="deload", sessions=(replace(session, blocks=blocks),))
    starts, picks = ends(at, (build, light))
    assert {ref for _, ref in picks} == {"club:press"}
    assert starts["club:row"].reps == 5
