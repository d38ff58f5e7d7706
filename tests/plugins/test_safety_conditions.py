"""Conditions: which rows count for a person, what they leave, and the gates."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from safety_world import a_catalog, a_condition, a_row, admissible, an_exercise, filter_of, gates_of, real_catalog, verdicts
from setlist import Clearance, Condition, Dose, Exercise, Finding, Gate, GateRow, HasCondition, Profile
from setlist_plugins.safety import conditions

EXPERT = Profile(level="advanced")  # no condition applies by itself
HANDSTAND = an_exercise("handstand", traits=("inversion",))
SQUAT = an_exercise("squat", traits=("heavy-load",))


def having(name: str, **facts: Any) -> Profile:
    return replace(EXPERT, conditions=(HasCondition(name, facts),))


def said(profile: Profile, known: list[Condition], exercise: Exercise = HANDSTAND) -> list[Finding]:
    return list(filter_of(conditions, profile, a_catalog([exercise], known)).judge(exercise, Dose()))


def severities(profile: Profile, *known: Condition, exercise: Exercise = HANDSTAND) -> list[str]:
    return [f.severity for f in said(profile, list(known), exercise)]


def steps(profile: Profile, *known: Condition) -> list[str]:
    return [gate.step for gate in gates_of(conditions, profile, a_catalog(known=known))]


# rows


def test_a_row_becomes_a_finding_with_everything_it_says() -> None:
    row = a_row(
        "heavy-load", "modify", limits={"max_sets": 2}, variant={"kind": "strength"}, cue="Easy", grade="guideline", confirmed=False
    )
    (finding,) = said(having("hernia"), [a_condition("hernia", row)], SQUAT)
    assert finding == Finding(
        "modify",
        trait="heavy-load",
        reason="because of heavy-load",
        source="ONE, TWO",
        grade="guideline",
        limits={"max_sets": 2},
        variant={"kind": "strength"},
        cue="Easy",
        confirmed=False,
        condition="hernia",
    )


def test_a_trait_that_the_exercise_does_not_bear_is_no_matter() -> None:
    assert said(having("hernia"), [a_condition("hernia", a_row("impact"))]) == []


def test_the_rows_of_all_conditions_unite() -> None:
    profile = replace(EXPERT, conditions=(HasCondition("one"), HasCondition("two"), HasCondition("one")))
    known = (a_condition("one", a_row("inversion", "prefer")), a_condition("two", a_row("inversion")))
    assert severities(profile, *known) == ["prefer", "exclude"]


@pytest.mark.parametrize(
    ("severity", "facts", "counts"),
    [
        ("exclude", {"site": "spine"}, True),
        ("exclude", {"site": "joint"}, False),
        ("exclude", {}, True),
        ("exclude", {"site": "unknown"}, True),
        ("modify", {}, True),
        ("caution", {}, True),
        ("prefer", {}, False),
        ("prefer", {"site": "unknown"}, False),
        ("prefer", {"site": "spine"}, True),
    ],
)
def test_a_fact_that_nobody_knows_counts_against_the_person(severity: str, facts: dict[str, Any], counts: bool) -> None:
    facts_known = {"site": {"ask": "Where?", "values": ["spine", "joint"]}}
    known = a_condition("surgery", a_row("inversion", severity, when={"site": "spine"}), facts=facts_known)
    assert severities(having("surgery", **facts), known) == ([severity] if counts else [])


def test_a_preference_that_another_condition_suppresses_is_left_out() -> None:
    """The exercise bears the small bend only; that the large one is excluded is enough."""
    small = an_exercise("cat", traits=("small-bend",))
    likes, forbids = a_condition("stenosis", a_row("small-bend", "prefer")), a_condition("bones", a_row("bend"))
    both = replace(EXPERT, conditions=(HasCondition("stenosis"), HasCondition("bones")))
    assert severities(having("stenosis"), likes, forbids, exercise=small) == ["prefer"]
    assert severities(both, likes, forbids, exercise=small) == []


# which conditions count

NOVICE = a_condition("novice", a_row("inversion"), applies_levels=("beginner",))
OLDER = a_condition("older", a_row("inversion", "caution"), applies_min_age=65)


@pytest.mark.parametrize(("level", "counts"), [("beginner", True), ("intermediate", False), (None, True), ("ninja", True)])
def test_the_novice_baseline_is_for_beginners_and_for_who_does_not_say(level: Any, counts: bool) -> None:
    assert bool(severities(replace(EXPERT, level=level), NOVICE)) is counts


@pytest.mark.parametrize(("age", "counts"), [(64, False), (65, True), (90, True), (None, False)])
def test_age_brings_a_condition_along(age: int | None, counts: bool) -> None:
    assert bool(severities(replace(EXPERT, age=age), OLDER)) is counts


def test_a_condition_that_applies_and_is_named_is_there_once_with_its_facts() -> None:
    older = replace(OLDER, rows=(a_row("inversion", when={"intensity": "vigorous"}),), facts={"intensity": {"ask": "How hard?"}})
    profile = replace(EXPERT, age=70)
    assert severities(profile, older) == ["exclude"]
    assert severities(replace(profile, conditions=(HasCondition("older", {"intensity": "light"}),)), older) == []


def test_an_age_that_brings_a_condition_along_leaves_out_what_nobody_reviewed() -> None:
    unreviewed = replace(SQUAT, reviewed=False)
    assert admissible(replace(EXPERT, age=70), a_catalog([unreviewed], [OLDER])) == set()
    assert admissible(replace(EXPERT, age=40), a_catalog([unreviewed], [OLDER])) == {unreviewed.ref}
    assert admissible(replace(EXPERT, age=70), a_catalog([SQUAT], [OLDER])) == {SQUAT.ref}


WEEKS = {"weeks_since": {"ask": "How many weeks ago?", "type": "number", "min": 0, "max": 5200}}
ACUTE, CHRONIC = a_condition("acute", a_row("inversion")), a_condition("chronic", a_row("inversion", "caution"))
BACK = a_condition(
    "back-pain",
    facts=WEEKS,
    resolves=(
        {"when": {"weeks_since": {"max": 5}}, "to": "acute"},
        {"when": {"weeks_since": {"min": 12}}, "to": "chronic"},
        {"to": "acute"},
    ),
)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"weeks_since": 3}, ["exclude"]),
        ({"weeks_since": 8}, ["exclude"]),
        ({"weeks_since": 30}, ["caution"]),
        ({}, ["exclude"]),
        ({"since": "2026-01-01"}, ["caution"]),
        ({"since": "2026-11-20"}, ["exclude"]),
        ({"since": "2027-01-01"}, ["exclude"]),
        ({"since": "2026-01-01", "weeks_since": 2}, ["exclude"]),
        ({"since": "last spring"}, ["exclude"]),
    ],
)
def test_back_pain_is_what_its_duration_makes_it(facts: dict[str, Any], expected: list[str]) -> None:
    profile = replace(having("back-pain", **facts), start="2026-12-01")
    assert severities(profile, BACK, ACUTE, CHRONIC) == expected


@pytest.mark.parametrize("facts", [{"weeks_since": 8}, {}, {"since": "2027-01-01"}])
def test_where_no_duration_fits_everything_it_might_be_counts(facts: dict[str, Any]) -> None:
    vague = replace(BACK, resolves=BACK.resolves[:2])
    profile = replace(having("back-pain", **facts), start="2026-12-01")
    assert sorted(severities(profile, vague, ACUTE, CHRONIC)) == ["caution", "exclude"]


def test_conditions_that_resolve_to_each_other_end_somewhere() -> None:
    one, two = a_condition("one", a_row("inversion"), resolves=({"to": "two"},)), a_condition("two", resolves=({"to": "one"},))
    assert severities(having("one"), one, two) == ["exclude"]


def test_a_condition_that_no_pack_knows_stops_and_admits_nothing() -> None:
    known = a_condition("glaucoma")
    (gate,) = gates_of(conditions, having("glaucomma"), a_catalog(known=[known]))
    assert (gate.step, gate.condition) == ("stop", "glaucomma")
    assert "'glaucomma' is not known to the chosen packs" in gate.reason
    assert admissible(having("glaucomma"), a_catalog([HANDSTAND, SQUAT], [known])) == set()


def test_a_condition_that_resolves_to_nothing_known_stops() -> None:
    assert steps(having("back-pain"), BACK) == ["stop"]


@pytest.mark.parametrize(
    "facts",
    [
        {"weeks_since": "three"},
        {"weeks_since": True},
        {"weeks_since": float("nan")},
        {"weeks_since": -3},
        {"weeks_since": 9999},
        {"wekes_since": 3},
    ],
    ids=repr,
)
def test_a_fact_that_cannot_be_read_stops(facts: dict[str, Any]) -> None:
    assert steps(having("back-pain", **facts), BACK, ACUTE, CHRONIC) == ["stop"]


def test_a_number_outside_its_range_stops_and_names_the_range() -> None:
    (gate,) = gates_of(conditions, having("back-pain", weeks_since=-3), a_catalog(known=[BACK, ACUTE, CHRONIC]))
    assert (gate.reason, gate.advice) == (
        "weeks_since=-3 of back-pain cannot be read",
        "Expected a number from 0 to 5200. Correct the profile.",
    )


def test_a_fact_with_a_value_that_nobody_listed_stops_and_names_the_list() -> None:
    known = a_condition("surgery", facts={"site": {"ask": "Where?", "values": ["spine", "joint"]}})
    (gate,) = gates_of(conditions, having("surgery", site="spin"), a_catalog(known=[known]))
    assert gate.reason == "site='spin' of surgery cannot be read"
    assert gate.advice == "Expected one of spine, joint. Correct the profile."


# gates


def a_gate(step: str, **changes: Any) -> GateRow:
    return replace(GateRow(step, f"{step} because", f"{step} advice", sources=("ONE",)), **changes)  # type: ignore[arg-type]


VIGOROUS = a_gate("clearance", when={"intensity": ["vigorous"]})
LIGHT = a_gate("go", when={"intensity": ["light", "moderate"]})
INTENSITY = {"intensity": {"ask": "How hard?", "values": ["light", "moderate", "vigorous"]}}


def gated(*rows: GateRow) -> Condition:
    return a_condition("pressure", gates=rows, facts=INTENSITY)


def test_a_gate_says_why_what_to_do_and_who_says_so() -> None:
    (gate,) = gates_of(conditions, having("pressure"), a_catalog(known=[gated(a_gate("clearance"))]))
    assert gate == Gate("clearance", "clearance because", "clearance advice", source="ONE", condition="pressure")


@pytest.mark.parametrize(
    ("facts", "expected"), [({"intensity": "vigorous"}, "clearance"), ({"intensity": "light"}, "go"), ({}, "see-someone")]
)
def test_the_first_gate_that_holds_decides(facts: dict[str, Any], expected: str) -> None:
    assert steps(having("pressure", **facts), gated(VIGOROUS, LIGHT, a_gate("see-someone"))) == [expected]


def test_a_gate_that_a_missing_fact_might_close_is_at_least_a_see_someone() -> None:
    (gate,) = gates_of(conditions, having("pressure"), a_catalog(known=[gated(VIGOROUS, a_gate("go"))]))
    assert (gate.step, gate.advice) == ("see-someone", "clearance advice")
    assert steps(having("pressure", intensity="light"), gated(VIGOROUS, a_gate("go"))) == ["go"]


def test_where_only_a_missing_fact_could_tell_the_strictest_gate_counts() -> None:
    assert steps(having("pressure"), gated(VIGOROUS)) == ["clearance"]
    assert steps(having("pressure"), gated(LIGHT, VIGOROUS, replace(VIGOROUS, step="stop"))) == ["stop"]
    assert steps(having("pressure", intensity="light"), gated(VIGOROUS)) == []


def test_what_one_pack_says_softens_nothing_that_another_says() -> None:
    """A go for everybody is the last word of its own pack only."""
    stop, go = a_gate("stop", when={"intensity": ["vigorous"]}, pack="one"), a_gate("go", pack="two")
    assert steps(having("pressure"), gated(replace(stop, pack="two"), go)) == ["see-someone"]
    for order in ((stop, go), (go, stop)):
        assert steps(having("pressure"), gated(*order)) == ["stop", "go"]
        assert steps(having("pressure", intensity="light"), gated(*order)) == ["go"]


def test_a_clearance_opens_the_gate_and_lifts_no_exclusion() -> None:
    known = replace(gated(a_gate("clearance")), rows=(a_row("inversion"),))
    cleared = replace(having("pressure"), cleared=(Clearance("pressure", by="doctor", date="2026-11-01"),))
    assert steps(cleared, known) == ["go"]
    assert admissible(cleared, a_catalog([HANDSTAND, SQUAT], [known])) == {SQUAT.ref}


def test_a_clearance_that_ran_out_opens_nothing() -> None:
    cleared = replace(having("pressure"), cleared=(Clearance("pressure", date="2026-10-01", until="2026-11-30"),), start="2026-12-01")
    assert steps(cleared, gated(a_gate("clearance"))) == ["clearance"]


def test_a_stop_is_never_opened() -> None:
    cleared = replace(having("pressure"), cleared=(Clearance("pressure"),))
    assert steps(cleared, gated(a_gate("stop"))) == ["stop"]


def test_a_clearance_answers_the_fact_that_might_have_asked_for_one() -> None:
    cleared = replace(having("pressure"), cleared=(Clearance("pressure"),))
    assert steps(cleared, gated(VIGOROUS, a_gate("go"))) == ["go"]


def test_back_pain_may_be_cleared_by_the_name_the_profile_uses() -> None:
    acute = replace(ACUTE, gates=(a_gate("clearance"),))
    for name in ("back-pain", "acute"):
        assert steps(replace(having("back-pain"), cleared=(Clearance(name),)), BACK, acute, CHRONIC) == ["go"]


# the built-in packs


def real_steps(profile: Profile) -> list[tuple[str, str | None]]:
    return [(gate.step, gate.condition) for gate in gates_of(conditions, profile, real_catalog())]


def test_uncontrolled_hypertension_gets_no_program_and_is_told_what_to_do() -> None:
    (gate,) = gates_of(conditions, having("hypertension-uncontrolled"), real_catalog())
    assert gate.step == "clearance"
    assert "See your doctor" in gate.advice
    assert gate.source == "CVD-CONTRA"


def test_beginners_do_not_stand_on_their_heads() -> None:
    found = verdicts(Profile(), real_catalog())["yoga:headstand"].findings
    assert [(f.trait, f.condition) for f in found if f.severity == "exclude"] == [
        ("inversion", "everyone-novice"),
        ("neck-loading", "everyone-novice"),
    ]


def test_at_65_hard_training_is_worth_a_word_with_the_doctor() -> None:
    profile = replace(EXPERT, age=70)
    assert real_steps(profile) == [("see-someone", "older-adult-65")]
    assert real_steps(replace(profile, conditions=(HasCondition("older-adult-65", {"intensity": "moderate"}),))) == [
        ("go", "older-adult-65")
    ]


def test_every_finding_and_gate_of_the_built_in_conditions_has_reason_and_source() -> None:
    catalog = real_catalog()
    everything = replace(Profile(), age=70, conditions=tuple(HasCondition(name) for name in catalog.conditions))
    for gate in gates_of(conditions, everything, catalog):
        assert gate.reason and gate.source and (gate.advice or gate.step == "go"), gate
    judge = filter_of(conditions, everything, catalog).judge
    for exercise in catalog:
        for finding in judge(exercise, exercise.dose.at("high")):
            assert finding.reason and finding.source, finding
