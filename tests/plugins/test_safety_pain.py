"""Reported pain: what hurts is left out, a sore region is trained gently, and nothing that is reported is ignored."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from safety_world import a_catalog, admissible, an_exercise, filter_of, gates_of, real_catalog, thin_catalog
from setlist import Dose, Exercise, Finding, Profile
from setlist_plugins.safety import pain

SHRUG = an_exercise("shrug", primary=("trapezius",))
NECK = an_exercise("neck-stretch", primary=("upper-trapezius",))
BRIDGE = an_exercise("bridge", primary=("hamstrings",), secondary=("multifidus",))
HOP = an_exercise("hop", primary=("hamstrings",), traits=("impact",))
CATALOG = a_catalog([SHRUG, NECK, BRIDGE, HOP])


def hurting(**entry: Any) -> Profile:
    return Profile(pain=(entry,))


def said(profile: Profile, exercise: Exercise) -> list[Finding]:
    return list(filter_of(pain, profile, CATALOG).judge(exercise, Dose()))


@pytest.mark.parametrize("level", [1, 5, 10])
def test_a_trait_that_hurts_is_left_out_however_little(level: int) -> None:
    profile = hurting(trait="impact", level=level)
    (finding,) = said(profile, HOP)
    assert (finding.severity, finding.trait, finding.source) == ("exclude", "impact", "TRAFFIC-PAIN")
    assert said(profile, BRIDGE) == []


def test_an_exercise_that_hurts_is_left_out() -> None:
    for name in ("home:hop", "hop"):
        assert admissible(hurting(exercise=name, level=2), CATALOG) == {SHRUG.ref, NECK.ref, BRIDGE.ref}


def test_a_short_name_that_fits_several_exercises_means_all_of_them() -> None:
    twin = replace(HOP, ref="gym:hop", pack="gym")
    assert admissible(hurting(exercise="hop", level=2), a_catalog([HOP, twin, BRIDGE])) == {BRIDGE.ref}


@pytest.mark.parametrize(
    ("level", "severity"),
    [(0, None), (1, "caution"), (3, "caution"), (4, "modify"), (5, "modify"), (5.5, "exclude"), (6, "exclude"), (10, "exclude")],
)
def test_a_region_follows_the_traffic_light(level: float, severity: str | None) -> None:
    found = said(hurting(region="lower-back", level=level), BRIDGE)
    assert [f.severity for f in found] == ([severity] if severity else [])


def test_an_amber_region_is_trained_in_mid_range_with_four_in_hand() -> None:
    (finding,) = said(hurting(region="back", level=4), BRIDGE)
    assert finding.limits == {"min_rir": 4, "range": "mid"}
    assert finding.cue


def test_secondary_muscles_count_and_others_do_not() -> None:
    assert admissible(hurting(region="lower-back", level=8), CATALOG) == {SHRUG.ref, NECK.ref, HOP.ref}
    assert admissible(hurting(region="back", level=8), CATALOG) == {HOP.ref}


def test_a_part_that_hurts_is_also_in_the_whole() -> None:
    assert admissible(hurting(region="upper-trapezius", level=8), CATALOG) == {BRIDGE.ref, HOP.ref}


@pytest.mark.parametrize("level", [None, "bad", True, -1, 11, float("nan")])
def test_a_level_that_cannot_be_read_is_the_worst(level: Any) -> None:
    assert [f.severity for f in said(hurting(region="back", level=level), BRIDGE)] == ["exclude"]
    assert [f.severity for f in said(hurting(trait="impact", level=level), HOP)] == ["exclude"]


def test_a_level_that_is_missing_is_the_worst() -> None:
    assert [f.severity for f in said(hurting(exercise="hop"), HOP)] == ["exclude"]


@pytest.mark.parametrize(
    "entry", [{"region": "knee"}, {"trait": "jumping"}, {"exercise": "gym:curl"}, {"level": 4}, {"muscle": "hamstrings"}]
)
def test_a_report_that_cannot_be_read_stops_and_admits_nothing(entry: dict[str, Any]) -> None:
    (gate,) = gates_of(pain, hurting(**entry), CATALOG)
    assert gate.step == "stop"
    assert all(str(value) in gate.reason for value in entry.values())
    assert "back, hamstrings, lower-back, traps" in gate.advice
    assert admissible(hurting(**entry), CATALOG) == set()


def test_no_pain_no_gate() -> None:
    assert gates_of(pain, Profile(), CATALOG) == ()
    assert admissible(Profile(), CATALOG) == set(CATALOG.exercises)


def test_every_region_that_the_packs_know_can_be_reported() -> None:
    catalog = real_catalog()
    terms = catalog.vocabulary.terms
    for name in (*terms["regions"], *terms["groups"], *terms["muscles"]):
        assert gates_of(pain, hurting(region=name, level=6), catalog) == (), name


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_more_pain_never_admits_another_exercise(data: st.DataObject) -> None:
    catalog = thin_catalog()
    terms = catalog.vocabulary.terms
    names = {"region": sorted(terms["regions"]), "trait": sorted(terms["traits"]), "exercise": sorted(catalog.exercises)}
    entry = st.one_of(
        [st.fixed_dictionaries({kind: st.sampled_from(known)}, optional={"level": st.integers(0, 10)}) for kind, known in names.items()]
    )
    some, more = data.draw(st.lists(entry, max_size=2)), data.draw(entry)
    before = admissible(Profile(pain=tuple(some)), catalog)
    after = admissible(Profile(pain=(*some, more)), catalog)
    assert after <= before
    if more.get("level") != 0 and "region" not in more:
        assert not any(more.get("exercise") == ref or more.get("trait") in catalog.exercises[ref].traits for ref in after)
