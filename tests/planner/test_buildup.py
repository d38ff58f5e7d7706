"""A heavy lift is built up to."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from setlist import BuildUp, DoseRange, Item, Program, limit, program_from_data, where
from setlist.model import Equipment, Exercise
from setlist.planner.audit import audit
from small_week import MOVES, PERSON, a_move, a_plan, hard, solved


def a_lift(name: str, **changes: Any) -> Exercise:
    dose = DoseRange(sets=(1, 2), reps=(5, 5), rir=(2, 3), rest_s=(60, 60))
    return a_move(name, **{"equipment": Equipment(all=("barbell",)), "patterns": ("squat",), "dose": dose, **changes})


def lifting(*lifts: Exercise, **loads: Any) -> Program:
    """A program in which every session has these lifts."""
    wanted = [hard(limit(where(id=e.ref), exercises=(1, None), per="session"), name=f"club/{e.id}") for e in lifts]
    return solved(*wanted, moves=(*MOVES, *lifts), profile=replace(PERSON, loads=loads))


def first(program: Program, name: str) -> Item:
    return next(i for s in program.weeks[0].sessions for i in s.items if i.exercise == f"club:{name}")


def test_light_sets_come_before_the_first_heavy_one_in_loads_that_can_be_made() -> None:
    program = lifting(a_lift("deadlift", traits=("heavy-load",)), working={"deadlift": 100})
    assert first(program, "deadlift").build_up == (BuildUp(5, 50, 50), BuildUp(3, 70, 70), BuildUp(1, 85, 85))
    assert first(program_from_data(program.to_data()), "deadlift") == first(program, "deadlift"), "it is in the document"
    odd = lifting(a_lift("deadlift", traits=("heavy-load",)), working={"deadlift": 61})
    assert [(b.reps, b.load_kg) for b in first(odd, "deadlift").build_up] == [(5, 30), (3, 42.5), (1, 50)]


def test_of_owned_weights_each_is_used_once() -> None:
    program = lifting(a_lift("deadlift", traits=("heavy-load",)), working={"deadlift": 60}, owned={"barbell": [40, 60]})
    assert first(program, "deadlift").build_up == (BuildUp(3, 70, 40),)


def test_without_a_known_load_shares_are_said() -> None:
    program = lifting(a_lift("deadlift", traits=("heavy-load",)))
    assert first(program, "deadlift").build_up == (BuildUp(5, 50), BuildUp(3, 70), BuildUp(1, 85))


@pytest.mark.parametrize(("load", "heavy"), [(50, False), (70, True)])
def test_what_is_heavy_for_this_person_is_built_up_to(load: float, heavy: bool) -> None:
    program = lifting(a_lift("front-squat"), working={"front-squat": load}, one_rm={"front-squat": 100})
    assert bool(first(program, "front-squat").build_up) is heavy


def test_only_the_first_lift_of_a_pattern_is_built_up_to() -> None:
    one, two = (a_lift(name, traits=("heavy-load",)) for name in ("back-squat", "front-squat"))
    program = lifting(one, two, working={"back-squat": 80, "front-squat": 60})
    built = [i.exercise for i in program.weeks[0].sessions[0].items if i.build_up]
    assert len(built) == 1


def test_nothing_light_and_nothing_without_a_weight_is() -> None:
    program = lifting(a_lift("curl", patterns=("push",)), a_lift("sprint", traits=("heavy-load",), equipment=Equipment()))
    assert not any(i.build_up for s in program.weeks[0].sessions for i in s.items)


def test_a_light_lift_of_the_pattern_before_it_prepares_for_no_heavy_one() -> None:
    machine, bench = a_lift("chest-machine", roles=("main",)), a_lift("bench", traits=("heavy-load",), roles=("accessory",))
    program = lifting(machine, bench, working={"bench": 80})
    line = [i for i in program.weeks[0].sessions[0].items if i.exercise in ("club:chest-machine", "club:bench")]
    assert [(i.exercise, bool(i.build_up)) for i in line] == [("club:chest-machine", False), ("club:bench", True)]


def test_the_audit_knows_that_building_up_is_lighter() -> None:
    deadlift = a_lift("deadlift", traits=("heavy-load",))
    program = lifting(deadlift, working={"deadlift": 100})
    wanted = hard(limit(where(id="club:deadlift"), exercises=(1, None), per="session"), name="club/deadlift")
    plan = a_plan(wanted, moves=(*MOVES, deadlift), profile=program.profile)

    def heavier(item: Item) -> Item:
        return replace(item, build_up=tuple(replace(step, load_kg=900) for step in item.build_up))

    def broken(made: Program) -> set[str]:
        return {b.rule for b in audit(made, plan.catalog, plan.template, plan.rules, plan.filters)}

    assert not broken(program)
    week = program.weeks[0]
    sessions = tuple(replace(s, blocks=tuple(replace(b, items=tuple(map(heavier, b.items))) for b in s.blocks)) for s in week.sessions)
    assert broken(replace(program, weeks=(replace(week, sessions=sessions), *program.weeks[1:]))) == {"safety/limits"}
