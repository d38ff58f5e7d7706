"""Other exercises for a place: what is offered holds, costs what it says, and is never what safety excluded."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest
from msgspec.structs import replace

from setlist import Finding, Program, SafetyFilter, limit, prefer, where
from setlist.builder import Plan
from setlist.planner.columns import frame
from setlist.planner.cycles import days_of, make_problem
from setlist.planner.problem import Row, ones
from setlist.planner.solve import solve
from setlist.planner.substitute import Place, choices, places, setting, without
from setlist.planner.swap import Offer, against, broken, offers
from small_week import MOVES, a_move, a_plan, hard, refs, soft, solved

WISHES = (
    soft(prefer(where(id="club:row"), 5), name="wish/row"),
    soft(prefer(where(id="club:pull-down"), 3), name="wish/pull-down"),
    soft(prefer(where(id="club:press"), 2), name="wish/press"),
)
ONE_PULL = hard(limit(where(patterns={"any": ["pull"]}), exercises=(None, 1), per="session"), name="club/one-pull")
RULES = (*WISHES, ONE_PULL, hard(limit(where(kind="strength"), exercises=(None, 2), per="session"), name="club/two"))
TWISTED = SafetyFilter("twist", lambda e, d: [Finding("exclude", "twist", "No twists")] if "twist" in e.traits else [])
WORLD: dict[str, Any] = {"moves": (*MOVES, a_move("twisted-row", traits=("twist",))), "filters": (TWISTED,)}


@lru_cache
def world() -> tuple[Plan, Program]:
    return a_plan(*RULES, **WORLD), solved(*RULES, **WORLD)


def pull() -> Place:
    """Where the row is."""
    return places(world()[1], "club:row")[0]


@lru_cache
def offered() -> tuple[Offer, ...]:
    plan, program = world()
    return offers(setting(plan), program, pull())


def test_the_row_is_there_in_both_weeks() -> None:
    assert "row" in refs(world()[1])[0]
    assert pull() == Place("one", "club:row", (1, 2))


def test_every_offer_keeps_every_hard_rule_and_changes_nothing_else() -> None:
    plan, program = world()
    assert offered()
    for offer in offered():
        assert broken(setting(plan), offer.program) == ()
        for old, new in zip(program.weeks, offer.program.weeks, strict=True):
            assert sorted(refs(program, old.number)[1]) == sorted(refs(offer.program, new.number)[1])  # the other session
            kept = {i.exercise: i.dose for i in new.sessions[0].items if i.exercise != offer.exercise}
            assert kept == {i.exercise: i.dose for i in old.sessions[0].items if i.exercise != "club:row"}


def test_the_best_comes_first_and_an_equal_cost_goes_by_id() -> None:
    found = offered()
    assert [(o.cost, o.exercise) for o in found] == sorted((o.cost, o.exercise) for o in found)
    assert found[0].exercise == "club:pull-down"


def test_what_safety_excluded_is_never_offered() -> None:
    plan, program = world()
    at = setting(plan)
    assert "club:twisted-row" not in {o.exercise for o in offered()}
    assert offers(at, program, pull(), ["club:twisted-row"]) == ()
    assert choices(at, program, pull(), "club:twisted-row") == ()


def test_what_is_for_another_slot_or_there_already_is_no_choice() -> None:
    plan, program = world()
    assert choices(setting(plan), program, pull(), "club:lat-stretch") == ()
    there = next(name for name in refs(program)[0] if name in ("press", "squat", "lunge", "push-up"))
    assert choices(setting(plan), program, pull(), f"club:{there}") == ()


def test_a_rule_that_stands_in_the_way_is_named() -> None:
    plan, program = world()
    other = next(name for name in refs(program)[0] if name in ("press", "squat", "lunge", "push-up"))
    place = places(program, f"club:{other}")[0]
    assert offers(setting(plan), program, place, ["club:high-row"]) == ()
    assert {b.rule for b in against(setting(plan), program, place, "club:high-row")} == {"club/one-pull"}


def test_the_cost_is_what_the_solver_says_with_all_else_pinned() -> None:
    """Another way to the same figure: the search, with every other pick held and the exercise forced in."""
    plan, program = world()
    problem = make_problem(plan, frame(plan.template, days_of(plan), plan.profile.minutes), program.seed, 0, {}, ())
    week = program.weeks[0]
    have = {(s.id, i.exercise, i.dose.sets, i.dose.minutes) for s in week.sessions for i in s.items}

    def forced(ref: str, sets: int) -> float:
        wanted = {h for h in have if h[:2] != ("one", "club:row")} | {("one", ref, sets, None)}
        columns = [
            (n, (problem.frame.sessions[c.session].id, c.exercise.ref, c.sets, c.doses[0].minutes)) for n, c in enumerate(problem.columns)
        ]
        rows = [Row("pin", str(key), ones([n for n, k in columns if k == key]), 1, None) for key in sorted(wanted, key=str)]
        rows.append(Row("pin", "rest", ones([n for n, k in columns if k not in wanted]), None, 0))
        found = solve(problem, rows=[*problem.rows, *rows], target=0.0)
        assert found is not None
        return found.objective

    row = next(i.dose.sets for i in week.sessions[0].items if i.exercise == "club:row")
    for offer in offered():
        assert forced("club:row", row) - forced(offer.exercise, offer.item.dose.sets) == pytest.approx(offer.cost, abs=0.02)


def test_the_certificate_is_scored_again_beside_the_same_bound() -> None:
    was = world()[1].certificate
    for offer in offered():
        now = offer.program.certificate
        assert now.status == "swapped"
        assert now.objective == pytest.approx(was.objective - offer.cost, abs=0.01)
        assert now.bound == pytest.approx(max(was.bound, now.objective), abs=0.01)
        assert now.gap >= was.gap


def test_a_new_item_says_that_it_was_chosen_and_what_it_changes() -> None:
    offer = offered()[0]
    place, chosen, *_ = offer.item.reasons
    assert place.rule.startswith("template/")
    assert (chosen.rule, chosen.text) == ("swap/chosen", "You chose it instead of Row")
    assert offer.muscles == ()  # a pull for a pull: rows count a little for the rhomboids, which are of the back, too
    assert offer.program.exercises[offer.exercise]["name"] == offer.name


def test_what_was_done_is_no_place_to_change() -> None:
    plan, program = world()
    first = program.weeks[0]
    done = replace(program, weeks=(replace(first, sessions=tuple(replace(s, done=True) for s in first.sessions)), *program.weeks[1:]))
    assert places(done, "club:row")[0].weeks == (2,)
    (offer, *_) = offers(setting(plan), done, places(done, "club:row")[0])
    assert offer.program.weeks[0] == done.weeks[0]


def test_without_an_exercise_its_minutes_are_gone() -> None:
    plan, program = world()
    weeks = without(setting(plan), program, pull())
    assert all(i.exercise != "club:row" for i in weeks[0].sessions[0].items)
    assert weeks[0].sessions[0].minutes < program.weeks[0].sessions[0].minutes
