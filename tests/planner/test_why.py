"""Why something is in a program, and why something else is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from msgspec.structs import replace

from building import built, planned, relief_plan, relief_program
from setlist import Finding, HasCondition, Item, Profile, Program, SafetyFilter, SessionPlan, Week, forbid, limit, prefer, where
from setlist.planner.binds import binding
from setlist.planner.why import limits, missing, why
from setlist.rules import Rotate
from small_week import PERSON, a_plan, hard, soft, solved

PULLS = where(patterns={"any": ["pull"]})
WISHES = (soft(prefer(where(id="club:row"), 5), name="wish/row"), soft(prefer(where(id="club:pull-down"), 3), name="wish/pull-down"))
ONE = hard(limit(PULLS, exercises=(None, 1), per="session"), name="club/one")


def test_a_pick_says_where_it_is_why_and_what_would_come_instead() -> None:
    told = why(a_plan(*WISHES, ONE), solved(*WISHES, ONE), "club:row")
    assert told.places[0].startswith("day 1, One: Main work")
    assert {r.rule for r in told.reasons} >= {"wish/row"}
    assert told.cost == pytest.approx(4, abs=0.1)  # two points in each of two sessions
    assert told.instead == ("club:pull-down",)


def test_what_was_not_picked_says_what_it_would_cost_and_replace() -> None:
    told = why(a_plan(*WISHES, ONE), solved(*WISHES, ONE), "club:pull-down")
    assert (told.places, told.excluded, told.forbidden) == ((), (), ())
    assert told.slots == ("One: lift", "One: extra", "Two: lift", "Two: extra")
    assert told.cost == pytest.approx(2, abs=0.1)


def test_what_no_week_can_hold_has_no_cost() -> None:
    never = hard(limit(where(id="club:press"), exercises=(None, 0), per="week"), name="club/never")
    told = why(a_plan(never), solved(never), "club:press")
    assert told.cost is None


def test_what_no_slot_takes_says_so() -> None:
    told = why(a_plan(), solved(), "club:swim")
    assert (told.slots, told.cost, told.places) == ((), None, ())


def test_a_pick_of_a_later_cycle_is_a_pick() -> None:
    turn = hard(Rotate(PULLS, 1.0, "cycle"), name="club/turn")
    world = {"profile": replace(PERSON, days=1, weeks=4)}
    program = solved(*WISHES, ONE, turn, **world)
    told = why(a_plan(*WISHES, ONE, turn, **world), program, "club:pull-down")
    assert told.places == ("weeks 3 to 4, day 1, One: Main work",)
    assert told.cycle == 2
    assert told.cost == pytest.approx(3, abs=0.1)  # of the second cycle, where the row has had its turn
    assert "club:high-row" in told.instead


def test_what_the_person_does_not_own_is_named() -> None:
    plan = relief_plan()
    told = why(plan, relief_program(), "gym:lat-pulldown")
    assert [rule.id for rule in told.forbidden] == ["equipment/owned"]
    assert told.missing_equipment == missing(plan, "gym:lat-pulldown") != ()


def test_an_exclusion_names_trait_reason_and_source() -> None:
    profile = Profile(goal="back-relief", days=2, minutes=25, weeks=1, conditions=(HasCondition("lumbar-disc-herniation-sciatica"),))
    told = why(planned(profile), built(profile), "gym:deadlift")
    assert told.excluded
    assert all(f.trait and f.reason and f.source for f in told.excluded)


def test_a_pick_of_a_real_program_can_be_explained() -> None:
    told = why(relief_plan(), relief_program(), relief_program().weeks[0].sessions[0].items[0].exercise)
    assert told.places and told.reasons and told.slots


def test_an_unknown_exercise_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        why(a_plan(), solved(), "club:nobody-knows")


def test_limits_name_the_soft_rules_that_cost_points_dearest_first() -> None:
    rules = (
        soft(limit(where(id="club:nowhere"), exercises=(2, None), per="week"), name="wish/nothing"),
        soft(limit(where(kind="strength"), exercises=(None, 0), per="week"), weight=0.5, name="wish/none"),
        soft(limit(where(kind="cardio"), exercises=(None, 0), per="week"), weight=2, name="wish/no-walk"),
        hard(limit(where(kind="strength"), exercises=(2, 2), per="week"), name="club/two"),
    )
    assert limits(a_plan(*rules), solved(*rules)) == (("wish/no-walk (a week)", 4.0), ("wish/none (a week)", 1.0))


def test_a_rule_that_binds_says_what_it_costs() -> None:
    (one,) = binding(a_plan(*WISHES, ONE), solved(*WISHES, ONE), "club/one")
    assert one.cost == pytest.approx(6, abs=0.1)  # the pull-down's three points in both sessions
    assert (one.misses, one.keeps_out) == ((), ())


def test_a_rule_that_changes_nothing_costs_nothing() -> None:
    lax = hard(limit(PULLS, exercises=(None, 9), per="session"), name="club/lax")
    (one,) = binding(a_plan(*WISHES, lax), solved(*WISHES, lax), "club/lax")
    assert one.cost == 0


def test_a_soft_rule_says_where_it_is_missed() -> None:
    more = soft(limit(where(id="club:row"), exercises=(9, None), per="week"), name="wish/more", weight=0.1)
    (one,) = binding(a_plan(*WISHES, ONE, more), solved(*WISHES, ONE, more), "wish/more")
    assert one.misses == (("week 1, the week", 7.0),)


def test_a_rule_that_forbids_names_what_it_keeps_out() -> None:
    never = hard(forbid(where(id="club:press")), name="club/never")
    (one,) = binding(a_plan(never), solved(never), "club/never")
    assert (one.keeps_out, one.cost) == (("club:press",), None)
    assert binding(a_plan(), solved(), "club/nobody") == ()


TURN = hard(Rotate(PULLS, 1.0, "cycle"), name="club/turn")
FOUR_WEEKS = {"profile": replace(PERSON, days=1, weeks=4)}


def test_a_form_that_compares_two_cycles_is_missed_and_costs_in_the_second() -> None:
    turn = soft(Rotate(PULLS, 1.0, "cycle"), weight=1, name="club/turn")
    (told,) = binding(a_plan(*WISHES, ONE, turn, **FOUR_WEEKS), solved(*WISHES, ONE, turn, **FOUR_WEEKS), "club/turn")
    assert told.misses == (("week 3, from the week before", 1.0),)
    (told,) = binding(a_plan(*WISHES, ONE, TURN, **FOUR_WEEKS), solved(*WISHES, ONE, TURN, **FOUR_WEEKS), "club/turn")
    assert (told.misses, told.cost) == ((), pytest.approx(2, abs=0.1))


def each_session(week: Week, change: Callable[[SessionPlan], SessionPlan]) -> Week:
    return replace(week, sessions=tuple(map(change, week.sessions)))


def done(session: SessionPlan) -> SessionPlan:
    return replace(session, done=True)


def with_first_cycle_done(program: Program) -> Program:
    return replace(program, weeks=(*(each_session(week, done) for week in program.weeks[:2]), *program.weeks[2:]))


def test_what_stood_only_in_weeks_that_are_done_is_told_until_when() -> None:
    program = with_first_cycle_done(solved(*WISHES, ONE, TURN, **FOUR_WEEKS))
    told = why(a_plan(*WISHES, ONE, TURN, **FOUR_WEEKS), program, "club:row")
    assert (told.places, told.until, told.cycle) == ((), 2, 2)
    assert told.cost is None  # its turn is over


def test_what_hurt_since_is_excluded_though_weeks_that_are_done_had_it() -> None:
    careful = SafetyFilter("sore", lambda e, d: [Finding("exclude", reason="It hurts")] if e.id == "row" else [])
    program = with_first_cycle_done(solved(*WISHES, ONE, TURN, **FOUR_WEEKS))
    told = why(a_plan(*WISHES, ONE, TURN, filters=[careful], **FOUR_WEEKS), program, "club:row")
    assert (told.places, told.until, [f.reason for f in told.excluded]) == ((), 2, ["It hurts"])


def test_after_a_swap_the_programs_own_week_is_held_against_the_best() -> None:
    plan, program = a_plan(*WISHES, ONE), solved(*WISHES, ONE)
    weeks = tuple(each_session(week, lesser) for week in program.weeks)
    proofs = tuple(replace(proof, status="swapped") for proof in program.certificate.cycles)
    swapped = replace(program, weeks=weeks, certificate=replace(program.certificate, status="swapped", cycles=proofs))
    told = why(plan, swapped, "club:pull-down")
    assert told.cost == pytest.approx(-4, abs=0.1)  # without it the row comes back
    assert told.instead == ("club:row",)


def lesser(session: SessionPlan) -> SessionPlan:
    """A pull-down where the row was."""

    def swapped(item: Item) -> Item:
        return replace(item, exercise="club:pull-down") if item.exercise == "club:row" else item

    return replace(session, blocks=tuple(replace(block, items=tuple(map(swapped, block.items))) for block in session.blocks))


def test_in_a_week_that_is_under_way_only_what_is_to_come_counts() -> None:
    program = solved(*WISHES, ONE)  # two sessions with the row
    first, *later = program.weeks
    here, there = first.sessions
    begun = replace(first, sessions=(done(here), lesser(there)))
    told = why(a_plan(*WISHES, ONE), replace(program, weeks=(begun, *(each_session(week, lesser) for week in later))), "club:row")
    assert (told.places, told.until) == ((), 1)


def test_runs_of_weeks_are_told_together() -> None:
    turn = {"profile": replace(PERSON, days=1, weeks=6)}
    told = why(a_plan(*WISHES, ONE, TURN, **turn), solved(*WISHES, ONE, TURN, **turn), "club:row")
    assert told.places == ("weeks 1 to 2 and weeks 5 to 6, day 1, One: Main work",)
