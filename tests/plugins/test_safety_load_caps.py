"""Load limits of an exclusion: they cap what does not bear the trait and can be made lighter."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from safety_world import a_catalog, a_condition, a_row, an_exercise, filter_of, real_catalog, verdicts
from setlist import Condition, Dose, Exercise, Finding, HasCondition, Profile
from setlist.model import Equipment
from setlist_plugins.safety import conditions

CURL = an_exercise("curl", equipment=Equipment(all=("barbell",)))
SQUAT = replace(CURL, ref="home:squat", id="squat", traits=("heavy-load",))
HEAVY = a_row("heavy-load", limits={"max_load_kg": 5, "max_sets": 1}, cue="Nothing above 5 kg.", confirmed=False)
HERNIA = a_condition("hernia", HEAVY, facts={"repaired": {"ask": "Repaired?", "type": "boolean"}})


def having(name: str, **facts: Any) -> Profile:
    return Profile(level="advanced", conditions=(HasCondition(name, facts),))


def said(exercise: Exercise, *known: Condition, **facts: Any) -> list[Finding]:
    return list(filter_of(conditions, having(known[0].id, **facts), a_catalog([exercise], known)).judge(exercise, Dose()))


def test_what_remains_is_capped_for_the_same_reason_and_with_load_limits_only() -> None:
    assert said(CURL, HERNIA) == [
        Finding(
            "modify",
            reason=HEAVY.reason,
            source="ONE, TWO",
            grade=HEAVY.grade,
            limits={"max_load_kg": 5},
            cue="Nothing above 5 kg.",
            confirmed=False,
            condition="hernia",
        )
    ]
    (verdict,) = verdicts(having("hernia"), a_catalog([CURL], [HERNIA])).values()
    assert verdict.dose is not None
    assert verdict.dose.load_kg == (5, 5)
    assert verdict.dose.sets == CURL.dose.sets


def test_what_bears_the_trait_stays_out() -> None:
    assert [f.severity for f in said(SQUAT, HERNIA)] == ["exclude"]


@pytest.mark.parametrize("equipment", [Equipment(), Equipment(all=("rack",)), Equipment(optional=("barbell",))])
def test_body_weight_and_fixed_loads_are_not_affected(equipment: Equipment) -> None:
    assert said(replace(CURL, equipment=equipment), HERNIA) == []


@pytest.mark.parametrize("row", [a_row("heavy-load"), a_row("heavy-load", limits={"max_sets": 1}), replace(HEAVY, severity="modify")])
def test_only_load_limits_of_an_exclusion_reach_beyond_the_trait(row: Any) -> None:
    assert said(CURL, a_condition("hernia", row)) == []


@pytest.mark.parametrize(("facts", "capped"), [({"repaired": True}, False), ({"repaired": False}, True), ({}, True)])
def test_the_cap_counts_when_its_row_does(facts: dict[str, Any], capped: bool) -> None:
    known = replace(HERNIA, rows=(replace(HEAVY, when={"repaired": False}),))
    assert bool(said(CURL, known, **facts)) is capped


def test_a_condition_that_is_named_twice_caps_once() -> None:
    profile = replace(having("hernia"), conditions=(HasCondition("hernia"), HasCondition("hernia")))
    assert len(list(filter_of(conditions, profile, a_catalog([CURL], [HERNIA])).judge(CURL, Dose()))) == 1


@pytest.mark.parametrize(("name", "limits"), [("glaucoma", {"max_load_pct_1rm": 60}), ("abdominal-hernia", {"max_load_kg": 5})])
def test_the_built_in_caps_hold_for_everything_that_is_left_and_can_be_made_lighter(name: str, limits: dict[str, Any]) -> None:
    catalog = real_catalog()
    found = verdicts(having(name), catalog)
    ((key, most),) = limits.items()
    left = [v for e in catalog if (v := found[e.ref]).dose is not None and e.equipment.all in (("dumbbells",), ("resistance-band",))]
    assert len(left) > 10
    for verdict in left:
        assert verdict.limits[key] <= most
        assert getattr(verdict.dose, key.removeprefix("max_"))[1] <= most
        assert any(f.severity == "modify" and f.limits == limits and f.cue and f.source and f.condition == name for f in verdict.findings)
    assert found["home:bird-dog"].limits == {}
