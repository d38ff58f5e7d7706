"""Screening: a yes leads to its gate, not asked leads nowhere, and anything but a plain no is a yes."""

from __future__ import annotations

from math import nan
from typing import Any

import pytest
from msgspec.structs import replace

from safety_world import a_catalog, a_condition, admissible, an_exercise, gates_of, real_catalog
from setlist import Clearance, Gate, HasCondition, Profile, Question
from setlist.safety import strictest
from setlist_plugins.safety import conditions, screening

CHEST = Question("chest-pain", "cardiac", "Does your chest hurt?", "stop", urgency="emergency", advice="Call 112.", sources=("NHS", "ACSM"))
HEART = Question("palpitations", "cardiac", "Does your heart race?", "clearance", advice="Ask your doctor.")
COUGH = Question("cough-strain", "structural", "Is coughing worse?", "see-someone", advice="Mention it.")
ACTIVE = Question("q8", "screening", "Have you trained?", "go")
SURGERY = Question("q10", "screening", "Have you had an operation?", "clearance", adds_condition="recent-surgery")
CATALOG = a_catalog(known=[a_condition("recent-surgery")], questions=[CHEST, HEART, COUGH, ACTIVE, SURGERY])


def gates(profile: Profile) -> list[Gate]:
    return list(gates_of(screening, profile, CATALOG))


def answering(**answers: Any) -> Profile:
    return Profile(screening={name.replace("_", "-"): answer for name, answer in answers.items()})


def steps(profile: Profile) -> list[str]:
    return [gate.step for gate in gates(profile)]


def test_a_yes_leads_to_the_gate_with_its_advice() -> None:
    assert gates(answering(chest_pain=True)) == [
        Gate(
            "stop",
            "You said yes to: Does your chest hurt?",
            "Call 112.",
            source="NHS, ACSM",
            question="chest-pain",
            urgency="emergency",
        )
    ]


def test_each_question_has_its_own_gate_strictest_first() -> None:
    assert steps(answering(cough_strain=True, chest_pain=True, q8=True, palpitations=True)) == ["stop", "clearance", "see-someone", "go"]


@pytest.mark.parametrize("answer", [False, "no", "No ", "none", "false", 0, 0.0, "0"])
def test_a_no_leads_nowhere(answer: Any) -> None:
    assert gates(answering(chest_pain=answer)) == []


@pytest.mark.parametrize("answer", [None, ""])
def test_not_asked_leads_nowhere(answer: Any) -> None:
    assert gates(answering(chest_pain=answer)) == []
    assert gates(Profile()) == []


@pytest.mark.parametrize("answer", [True, "yes", "perhaps", "unknown", 1, 3, -1, float("nan")])
def test_anything_else_is_a_yes(answer: Any) -> None:
    assert steps(answering(chest_pain=answer)) == ["stop"]


def test_one_yes_to_the_emergency_list_stops_without_any_question_in_the_packs() -> None:
    (gate,) = gates(answering(emergency=True))
    assert (gate.step, gate.urgency, gate.question) == ("stop", "emergency", "emergency")
    assert "Call your local emergency number" in gate.advice
    assert gates(answering(emergency=False)) == []


def test_a_clearance_for_the_question_opens_a_clearance_and_no_stop() -> None:
    cleared = (Clearance("palpitations"), Clearance("chest-pain"))
    assert steps(replace(answering(palpitations=True), cleared=cleared)) == ["go"]
    assert steps(replace(answering(chest_pain=True), cleared=cleared)) == ["stop"]


def test_a_clearance_that_ran_out_opens_nothing() -> None:
    profile = replace(answering(palpitations=True), cleared=(Clearance("palpitations", date="2025-01-01"),), start="2026-12-01")
    assert steps(profile) == ["clearance"]


def test_a_question_that_no_pack_knows_is_not_ignored() -> None:
    (gate,) = gates(answering(chestpain=True))
    assert (gate.step, gate.question) == ("clearance", "chestpain")
    assert "'chestpain' is not known" in gate.reason


def test_an_answer_that_means_a_condition_asks_to_name_it() -> None:
    unnamed = gates(answering(q10=True))
    assert [(gate.step, gate.condition) for gate in unnamed] == [("clearance", None), ("clearance", "recent-surgery")]
    assert "Name recent-surgery among the conditions" in unnamed[1].advice
    named = replace(answering(q10=True), conditions=(HasCondition("recent-surgery"),))
    assert [gate.condition for gate in gates(named)] == [None]


def test_no_clearance_stands_in_for_naming_the_condition() -> None:
    cleared = replace(answering(q10=True), cleared=(Clearance("q10"), Clearance("recent-surgery")))
    assert [(gate.step, gate.condition) for gate in gates(cleared)] == [("clearance", "recent-surgery"), ("go", None)]


BIRTH = Question("q9", "screening", "Are you pregnant?", "clearance", advice="Say so.", answered_by=("early", "late"))
STOPS = replace(BIRTH, id="preg-stop", gate="stop")
BABY = a_condition("baby", resolves=({"to": "early", "when": {"weeks": {"max": 13}}}, {"to": "late", "when": {"weeks": {"min": 14}}}))
BABY = replace(BABY, facts={"weeks": {"ask": "How many?", "type": "number"}})
ACHE = a_condition("ache", resolves=({"to": "early", "when": {"weeks": {"max": 13}}}, {"to": "old", "when": {"weeks": {"min": 14}}}))
KNOWN = [BABY, replace(ACHE, facts=BABY.facts), *map(a_condition, ("early", "late", "old"))]


@pytest.mark.parametrize(
    ("name", "facts", "answered"),
    [
        ("early", {}, True),
        ("baby", {"weeks": 20}, True),
        ("baby", {}, True),
        ("old", {}, False),
        ("ache", {"weeks": 20}, False),
        ("ache", {"weeks": 5}, True),
        ("erly", {}, False),
    ],
)
def test_naming_the_condition_answers_the_question(name: str, facts: dict[str, Any], answered: bool) -> None:
    profile = replace(answering(q9=True), conditions=(HasCondition(name, facts),))
    found = gates_of(screening, profile, a_catalog(known=KNOWN, questions=[BIRTH]))
    assert [gate.step for gate in found] == ([] if answered else ["clearance"])


def test_naming_a_condition_answers_no_stop() -> None:
    profile = replace(answering(preg_stop=True), conditions=(HasCondition("early"),))
    assert [gate.step for gate in gates_of(screening, profile, a_catalog(known=KNOWN, questions=[STOPS]))] == ["stop"]


def test_a_condition_that_age_brings_along_answers_nothing() -> None:
    older = a_condition("early", applies_min_age=65)
    profile = replace(answering(q9=True), age=70)
    assert [gate.step for gate in gates_of(screening, profile, a_catalog(known=[older], questions=[BIRTH]))] == ["clearance"]


@pytest.mark.parametrize(
    ("question", "condition", "facts"),
    [
        ("q1", "hypertension-controlled", {"intensity": "moderate"}),
        ("q1", "hypertension-uncontrolled", {}),
        ("q1", "cardiovascular-disease", {}),
        ("q9", "pregnancy", {"weeks": 20}),
        ("q9", "pregnancy", {}),
        ("q9", "pregnancy-trimester-3", {}),
        ("q9", "postpartum-early", {}),
        ("q10", "recent-surgery", {}),
    ],
)
def test_who_named_and_cleared_the_condition_is_not_refused_by_its_question(question: str, condition: str, facts: dict[str, Any]) -> None:
    person = Profile(screening={question: True}, conditions=(HasCondition(condition, facts),), cleared=(Clearance(condition),))
    assert gates_of(screening, person, real_catalog()) == ()
    assert strictest(gates_of(conditions, person, real_catalog())) == "go"
    uncleared = replace(person, cleared=())
    alone = strictest(gates_of(conditions, uncleared, real_catalog()))
    assert alone == ("go" if condition == "hypertension-controlled" else "clearance")  # the condition's own gates still ask
    assert "clearance" in {gate.step for gate in gates_of(screening, replace(person, conditions=()), real_catalog())}


@pytest.mark.parametrize(("age", "expected"), [(0, ["stop"]), (17, ["stop"]), (17.9, ["stop"]), (nan, ["stop"]), (18, []), (None, [])])
def test_under_18_stops(age: Any, expected: list[str]) -> None:
    assert steps(Profile(age=age)) == expected


def test_nobody_clears_a_minor() -> None:
    assert steps(Profile(age=16, cleared=(Clearance("minor"),))) == ["stop"]


def test_a_yes_leaves_out_what_nobody_reviewed() -> None:
    """A warning sign is a condition without a name."""
    unreviewed = an_exercise("found-online", reviewed=False)
    catalog = replace(CATALOG, exercises={unreviewed.ref: unreviewed})
    assert admissible(answering(cough_strain=True), catalog) == set()
    assert admissible(answering(cough_strain=False, q8=True), catalog) == {unreviewed.ref}


def test_every_built_in_question_has_a_gate_with_advice_and_source() -> None:
    catalog = real_catalog()
    for question in catalog.questions.values():
        profile = Profile(screening={question.id: True})
        (gate,) = [g for g in gates_of(screening, profile, catalog) if g.condition is None]
        assert (gate.step, gate.advice, bool(gate.source)) == (question.gate, question.advice, True), question.id


def test_the_built_in_word_for_minors_is_the_one_of_the_packs() -> None:
    (gate,) = gates_of(screening, Profile(age=16), real_catalog())
    assert (gate.step, gate.question, gate.advice) == ("stop", "minor", real_catalog().questions["minor"].advice)
