"""The person's own weight and a share of their maximum: the kilograms never say more than the share."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from setlist import Dose, DoseRange, Finding, Program, Progression, SafetyFilter, limit, where
from setlist.limits import reps_at
from setlist.model import Equipment, Term, Vocabulary
from setlist.planner.audit import audit
from setlist.planner.loads import Weights, load_in, makeable, next_load, weights, within_share
from setlist.safety import Judgement
from setlist_plugins.rules.progression import double
from small_week import MOVES, PERSON, TEMPLATE, TERMS, a_catalog, a_move, a_plan, hard, solved

LIFT = a_move("lift", equipment=Equipment(all=("barbell",)), dose=DoseRange(sets=(1, 3), reps=(5, 8), load_pct_1rm=(60, 70), rir=(2, 3)))
HALF = SafetyFilter("half", lambda e, d: [Finding("modify", reason="Go light", limits={"max_load_pct_1rm": 50})] if e.id == "lift" else [])
TAKE = hard(limit(where(id="club:lift"), exercises=(1, None), per="week"))


def world(loads: dict[str, Any], *filters: SafetyFilter) -> dict[str, Any]:
    return {"moves": (*MOVES, LIFT), "profile": replace(PERSON, loads=loads), "filters": filters}


def lifted(loads: dict[str, Any], *filters: SafetyFilter) -> set[tuple[float | None, int | None]]:
    """(kg, per cent of 1RM) of every time the lift is asked for; the audit finds the program sound."""
    program = solved(TAKE, **world(loads, *filters))
    plan = a_plan(TAKE, **world(loads, *filters))
    assert audit(program, plan.catalog, plan.template, plan.rules, plan.filters) == ()
    items = [i for w in program.weeks for s in w.sessions for i in s.items if i.exercise == LIFT.ref]
    assert items
    return {(i.dose.load_kg, i.dose.load_pct_1rm) for i in items}


@pytest.mark.parametrize(
    ("loads", "kg"),
    [
        ({"working": {"lift": 80}, "one_rm": {"lift": 100}}, 60),
        ({"working": {"lift": 40}, "one_rm": {"lift": 100}}, 40),
        ({"working": {"lift": 80}, "one_rm": {"lift": 99}}, 57.5),
        ({"working": {"lift": 80}}, None),
        ({"one_rm": {"lift": 100}}, 60),
    ],
)
def test_a_weight_stays_within_the_share_that_the_dose_itself_asks_for(loads: dict[str, Any], kg: float | None) -> None:
    assert lifted(loads) == {(kg, 60)}


@pytest.mark.parametrize(("one_rm", "kg"), [({"lift": 100}, 50), ({}, None)])
def test_a_safety_limit_on_the_share_counts_where_it_is_lower(one_rm: dict[str, int], kg: float | None) -> None:
    assert lifted({"working": {"lift": 80}, "one_rm": one_rm}, HALF) == {(kg, 50)}


def test_a_share_that_only_care_asks_for_counts_though_nothing_else_can_be_lightened() -> None:
    careful = SafetyFilter("careful", lambda e, d: [Finding("caution", reason="Go light", limits={"max_load_pct_1rm": 50})])
    fixed = replace(LIFT, equipment=Equipment(all=("band",)), dose=replace(LIFT.dose, load_pct_1rm=None))
    loads = {"working": {"lift": 80}, "one_rm": {"lift": 100}}
    program = solved(TAKE, moves=(*MOVES, fixed), profile=replace(PERSON, loads=loads), filters=(careful,))
    assert {i.dose.load_kg for w in program.weeks for s in w.sessions for i in s.items if i.exercise == fixed.ref} == {50}


def test_the_audit_finds_kilograms_that_say_more_than_the_share_beside_them() -> None:
    loads = {"working": {"lift": 80}, "one_rm": {"lift": 100}}
    program, plan = solved(TAKE, **world(loads)), a_plan(TAKE, **world(loads))
    weaker = replace(program, profile=replace(program.profile, loads={**loads, "one_rm": {"lift": 90}}))
    told = [str(b) for b in audit(weaker, plan.catalog, plan.template, plan.rules, plan.filters)]
    assert any("club:lift: 60 kg is not known to be within 60 % of a maximum of 90 kg [safety/limits]" in line for line in told)


CATALOG = a_catalog()
VOCABULARY = CATALOG.vocabulary
BARBELL = a_move("deadlift", equipment=Equipment(all=("barbell",)))
ROW = a_move("row", equipment=Equipment(all=("barbell",)))


@pytest.mark.parametrize(("load", "heavier", "lighter"), [(40, 42.5, 35), (100, 102.5, 90), (20, 20, 17.5), (2.5, 2.5, None)])
def test_steps_of_the_equipment(load: float, heavier: float, lighter: float | None) -> None:
    made = Weights(2.5)
    assert (made.heavier(load), made.lighter(load)) == (heavier, lighter)


@pytest.mark.parametrize(("load", "heavier", "lighter"), [(10, 10, 8), (12, 12.5, 10), (4, 4, None)])
def test_weights_that_are_owned(load: float, heavier: float, lighter: float | None) -> None:
    made = Weights(2, (4, 8, 10, 12, 12.5))
    assert (made.heavier(load), made.lighter(load)) == (heavier, lighter)


@pytest.mark.parametrize(("used", "taken"), [(40, 40), (42, 40), (43, 42.5), (400, 42.5), (30, 40)])
def test_a_heavier_load_is_taken_over_as_far_as_one_step_goes(used: float, taken: float) -> None:
    assert Weights(2.5).towards(40, used) == taken
    assert Weights(None).towards(40, used) == 40
    assert Weights(2, (20, 40, 43)).towards(40, 60) == 43


def test_nothing_is_made_of_what_has_no_weight() -> None:
    assert (Weights(None).heavier(10), Weights(None).lighter(10)) == (10, None)


def test_small_pieces_go_on_in_pairs() -> None:
    loads = {"owned": {"barbell": [1.25, 5, 10]}}
    assert weights(ROW, loads, VOCABULARY, 60) == Weights(2.5)
    assert weights(ROW, loads, VOCABULARY, 10) == Weights(2.5, (1.25, 5, 10))
    assert weights(ROW, {}, VOCABULARY, 60) == Weights(2.5)
    assert weights(a_move("plank"), {}, VOCABULARY, 60) == Weights(None)


@pytest.mark.parametrize(
    ("load", "step", "following"),
    [(60, 2.5, 62.5), (100, 1.25, 102.5), (10, 2.5, 10), (100, 20, 100), (0, 2.5, 0), (60, 0.5, 61.5), (64, 2**-40, 65.28)],
)
def test_a_load_grows_by_2_to_10_per_cent_or_not_at_all(load: float, step: float, following: float) -> None:
    assert next_load(load, step) == pytest.approx(following)  # a step that nobody owns takes no longer than any other


def test_the_persons_load_grows_from_cycle_to_cycle() -> None:
    loads = {"working": {"deadlift": 60}}
    assert [load_in(BARBELL, replace(PERSON, loads=loads), CATALOG, cycle) for cycle in range(3)] == [60, 62.5, 65]
    assert load_in(BARBELL, replace(PERSON, loads={"working": {BARBELL.ref: 80}}), CATALOG, 0) == 80
    assert load_in(BARBELL, replace(PERSON, loads={}), CATALOG, 0) is None
    assert load_in(a_move("row"), replace(PERSON, loads={"working": {"row": 20}}), CATALOG, 5) == 20  # nothing to add weight to


@pytest.mark.parametrize(
    ("load", "loads", "expected"),
    [
        (50, {"one_rm": {"deadlift": 100}}, 50),
        (80, {"one_rm": {"deadlift": 100}}, 60),
        (80, {"one_rm": {"club:deadlift": 99}}, 57.5),  # 59.4 kg, brought down to a weight that can be made
        (80, {}, None),
    ],
)
def test_a_share_of_the_maximum_caps_a_load_and_an_unknown_maximum_leaves_no_number(
    load: float, loads: dict[str, dict[str, float]], expected: float | None
) -> None:
    assert within_share(load, 60, BARBELL, loads, VOCABULARY) == expected


def test_a_maximum_says_what_to_begin_with() -> None:
    squat = a_move("squat", equipment=Equipment(all=("barbell",)), dose=DoseRange(sets=(1, 3), reps=(5, 8), rir=(2, 3)))
    person = replace(PERSON, loads={"one_rm": {"squat": 100}})
    assert load_in(squat, person, CATALOG, 0) == 80  # five reps with three in reserve are eight: 80 % by the table
    assert load_in(squat, person, CATALOG, 1) == 82.5
    assert load_in(squat, replace(person, loads={"one_rm": {"squat": 100}, "owned": {"barbell": [60, 75, 100]}}), CATALOG, 0) == 75
    assert load_in(a_move("hold", dose=DoseRange(hold_s=(20, 40))), replace(PERSON, loads={"one_rm": {"hold": 50}}), CATALOG, 0) is None


def test_loads_grow_by_the_weights_that_are_owned() -> None:
    loads = {"working": {"deadlift": 60}, "owned": {"barbell": [60, 65, 70, 90]}}
    assert [load_in(BARBELL, replace(PERSON, loads=loads), CATALOG, cycle) for cycle in range(4)] == [60, 65, 70, 70]


def test_a_load_is_one_that_the_last_week_can_still_lift() -> None:
    """Five reps grow to seven with two in reserve all the time: nine are possible at 77 %, the seven of the first week at 83 %."""
    squat = a_move("squat", equipment=Equipment(all=("barbell",)), dose=DoseRange(sets=(1, 3), reps=(5, 8), rir=(2, 3)))
    person = replace(PERSON, level="advanced", loads={"one_rm": {"squat": 100}})
    assert load_in(squat, person, CATALOG, 0) == 82.5
    assert load_in(squat, person, CATALOG, 0, 7 + 2) == 75


def doses_of(program: Program, name: str) -> list[Dose]:
    return [next(i.dose for s in w.sessions for i in s.items if i.exercise == f"club:{name}") for w in program.weeks]


@pytest.mark.parametrize("level", ["beginner", "intermediate", "advanced"])
def test_load_reps_and_reserve_never_contradict_each_other(level: str) -> None:
    """What is lifted and what is left over can be done with the load, by the table that the load comes from."""
    press = a_move("bench", equipment=Equipment(all=("barbell",)), dose=DoseRange(sets=(3, 3), reps=(5, 8), rir=(1, 3)))
    template = replace(TEMPLATE, cycle_weeks=4, weeks=4, deload={"levels": ["intermediate", "advanced"]}, progression={"main": "double"})
    program = solved(
        hard(limit(where(id="club:bench"), exercises=(1, None), per="session")),
        moves=(*MOVES, press),
        template=template,
        profile=replace(PERSON, level=level, loads={"one_rm": {"bench": 105}}),
        progressions=(Progression("double", double),),
    )
    found = doses_of(program, "bench")
    for dose in found:
        assert dose.reps is not None and dose.rir is not None and dose.load_kg is not None
        assert dose.reps + dose.rir <= reps_at(int(dose.load_kg / 105 * 100))
    assert found[3].load_kg < found[2].load_kg or level == "beginner"  # type: ignore[operator]


GENTLE = SafetyFilter(
    "gentle", lambda e, d: [Finding("modify", reason="Go light", limits={"max_load_kg": 5}, source="S")] if e.id == "lift" else []
)


@pytest.mark.parametrize(
    ("owned", "left_out"),
    [({}, False), ({"barbell": [10, 20]}, True), ({"barbell": [4, 20]}, False), ({"barbell": [1.25, 2.5]}, False), ({"band": [10]}, False)],
)
def test_what_cannot_be_made_as_light_as_a_limit_asks_is_left_out(owned: dict[str, list[float]], left_out: bool) -> None:
    plan = a_plan(**world({"owned": owned}, GENTLE))
    verdict = plan.judgements[LIFT.ref]
    assert verdict.excluded is left_out
    if left_out:
        (finding,) = verdict.findings
        assert (finding.severity, finding.source) == ("exclude", "S")
        assert finding.reason == "Go light. The lightest that you own for it is 10 kg"


def test_where_one_of_several_things_has_no_weights_told_nobody_knows() -> None:
    either = replace(LIFT, equipment=Equipment(any=("barbell", "dumbbell")))
    terms = {**TERMS, "equipment": {**TERMS["equipment"], "dumbbell": Term("dumbbell", "Dumbbell", data={"load_step_kg": 1})}}
    verdict = Judgement(replace(LIFT.dose, load_kg=(5, 5)), (), {"max_load_kg": 5})
    for owned, left_out in (
        ({"barbell": [20]}, False),
        ({"barbell": [20], "dumbbell": [10]}, True),
        ({"barbell": [20], "dumbbell": [4]}, False),
    ):
        assert makeable(verdict, either, {"owned": owned}, Vocabulary(terms=terms)).excluded is left_out
