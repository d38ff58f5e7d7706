"""The person's own weight and a share of their maximum: the kilograms never say more than the share."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from setlist import DoseRange, Finding, SafetyFilter, limit, where
from setlist.model import Equipment
from setlist.planner.audit import audit
from small_week import MOVES, PERSON, a_move, a_plan, hard, solved

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
        ({"one_rm": {"lift": 100}}, None),
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
