"""What the built-in conditions do for a person, beyond what each row says by itself."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from safety_world import admissible, gates_of, real_catalog, verdicts
from setlist import Clearance, HasCondition, Profile, Refused
from setlist.builder import Plan, plan
from setlist.plugins import builtin_plugins
from setlist_plugins.safety import conditions
from setlist_plugins.safety.inforce import read_conditions

EXPERT = Profile(level="advanced")
TRIMESTERS = [f"pregnancy-trimester-{n}" for n in (1, 2, 3)]


def having(name: str, **facts: Any) -> Profile:
    return replace(EXPERT, conditions=(HasCondition(name, facts),))


# names


def test_no_word_stands_for_two_conditions() -> None:
    spoken = Counter(
        word
        for condition in real_catalog().conditions.values()
        for word in {name.casefold().replace("-", " ") for name in (condition.id, condition.name, *condition.aliases)}
    )
    assert [word for word, times in spoken.items() if times > 1] == []


@pytest.mark.parametrize(
    ("word", "condition"),
    [
        ("pregnant", "pregnancy"),
        ("high blood pressure", "hypertension-uncontrolled"),
        ("hypertension", "hypertension-uncontrolled"),
    ],
)
def test_a_plain_word_leads_to_the_safe_side(word: str, condition: str) -> None:
    assert [c.id for c in real_catalog().conditions.values() if word in c.aliases] == [condition]


# pregnancy


@pytest.mark.parametrize(
    ("facts", "counts"),
    [
        ({"weeks": 1}, [0]),
        ({"weeks": 13}, [0]),
        ({"weeks": 14}, [1]),
        ({"weeks": 27}, [1]),
        ({"weeks": 28}, [2]),
        ({"weeks": 40}, [2]),
        ({"weeks": 13.5}, [0, 1, 2]),
        ({"weeks": "unknown"}, [0, 1, 2]),
        ({}, [0, 1, 2]),
    ],
)
def test_the_weeks_of_a_pregnancy_choose_its_trimester(facts: dict[str, Any], counts: list[int]) -> None:
    found, unread = read_conditions(having("pregnancy", **facts), real_catalog())
    assert [one.condition.id for one in found] == ["pregnancy", *(TRIMESTERS[n] for n in counts)]
    assert unread == []


def test_a_pregnancy_of_unknown_weeks_gets_what_every_trimester_allows() -> None:
    catalog = real_catalog()
    allowed = [admissible(having(name), catalog) for name in TRIMESTERS]
    assert admissible(having("pregnancy"), catalog) <= allowed[0] & allowed[1] & allowed[2]
    assert admissible(having("pregnancy", weeks=20), catalog) == allowed[1]


@pytest.mark.parametrize("facts", [{}, {"weeks": 9}, {"weeks": 20}, {"weeks": 33}])
def test_the_trimesters_keep_their_gates_and_the_word_that_was_used_clears_them(facts: dict[str, Any]) -> None:
    person = having("pregnancy", **facts)
    assert {gate.step for gate in gates_of(conditions, person, real_catalog())} == {"clearance"}
    cleared = replace(person, cleared=(Clearance("pregnancy"),))
    assert {gate.step for gate in gates_of(conditions, cleared, real_catalog())} == {"go"}


# rounding and arching


@pytest.mark.parametrize("name", ["osteoporosis", "vertebral-fracture"])
def test_thin_bones_are_offered_no_rounding_at_all(name: str) -> None:
    catalog = real_catalog()
    rounding = {e.ref for e in catalog if "gentle-spinal-flexion" in e.traits or "spine-flexion-stretch" in e.patterns}
    assert {"yoga:cat-cow", "yoga:cat-pose", "home:single-knee-hug"} < rounding
    assert rounding & admissible(EXPERT, catalog) == rounding
    assert rounding & admissible(having(name), catalog) == set()


@pytest.mark.parametrize(
    ("name", "trait"),
    [
        ("osteoporosis", "gentle-spinal-flexion"),
        ("vertebral-fracture", "gentle-spinal-flexion"),
        ("lumbar-disc-herniation-sciatica", "gentle-spinal-extension"),
    ],
)
def test_rows_without_evidence_say_so(name: str, trait: str) -> None:
    rows = [r for r in real_catalog().conditions[name].rows if r.trait == trait and r.severity != "prefer"]
    assert [(r.ours, r.confirmed, r.sources) for r in rows] == [(True, False, ("GK",))]


def arching(eases: str | None) -> dict[str, Counter[str]]:
    """Severity -> how often each small backbend has it."""
    facts = {} if eases is None else {"eases": eases}
    catalog = real_catalog()
    found = verdicts(having("lumbar-disc-herniation-sciatica", **facts), catalog)
    small = [e.ref for e in catalog if "gentle-spinal-extension" in e.traits and "spinal-extension-end-range" not in e.traits]
    own = [(ref, f) for ref in small for f in found[ref].findings if f.trait == "gentle-spinal-extension"]
    return {severity: Counter(ref for ref, f in own if f.severity == severity) for severity in ("exclude", "modify", "prefer")}


def test_the_direction_that_eases_a_leg_turns_small_backbends_from_wanted_to_limited() -> None:
    wanted, limited, neither, unknown = map(arching, ("extension", "flexion", "neither", None))
    assert wanted["prefer"] and not wanted["modify"] and not wanted["exclude"]
    assert limited["modify"] and limited["exclude"] and not limited["prefer"]
    assert not any(neither.values())
    assert unknown == limited  # what nobody knows counts against the person


def test_a_small_backbend_is_short_where_bending_forward_brings_relief() -> None:
    found = verdicts(having("lumbar-disc-herniation-sciatica", eases="flexion"), real_catalog())
    held = found["home:prone-on-elbows"].dose
    assert held is not None and held.hold_s == (10, 10)
    assert found["yoga:sphinx-pose"].excluded


@pytest.mark.parametrize("eases", ["flexion", "extension", "neither", "unknown"])
def test_no_direction_of_relief_readmits_deep_rounding(eases: str) -> None:
    catalog = real_catalog()
    left = admissible(having("lumbar-disc-herniation-sciatica", eases=eases), catalog)
    deep = {e.ref for e in catalog if {"loaded-spinal-flexion", "end-range-spinal-flexion"} & set(e.traits)}
    assert deep and not deep & left


# head down and straining


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("hypertension-controlled", {"intensity": "moderate"}),
        ("hypertension-uncontrolled", {}),
        ("cardiovascular-disease", {}),
        ("glaucoma", {"intensity": "moderate"}),
        ("gerd", {}),
        ("vertigo", {"active": True}),
        ("vertigo", {"active": False, "severity": "none", "neurological": False}),
        ("pregnancy", {"weeks": 8}),
        ("pregnancy", {"weeks": 20}),
        ("pregnancy", {"weeks": 33}),
        ("older-adult-65", {}),
    ],
)
def test_nobody_whose_head_minds_the_pressure_strains_with_the_head_down(name: str, facts: dict[str, Any]) -> None:
    catalog = real_catalog()
    strained = {e.ref for e in catalog if {"head-below-heart", "high-intra-abdominal-pressure"} <= set(e.traits)}
    assert "home:pike-push-up" in strained & admissible(EXPERT, catalog)
    assert strained & admissible(having(name, **facts), catalog) == set()


@pytest.mark.parametrize("name", ["hypertension-controlled", "cardiovascular-disease", "older-adult-65"])
def test_straining_with_the_head_up_and_lying_bridges_stay(name: str) -> None:
    assert {"home:push-up", "home:glute-bridge"} <= admissible(having(name), real_catalog())


# every condition


def people() -> list[Profile]:
    """Everyone with one condition: plain, and with each value of each of its facts."""
    out = []
    for name, condition in real_catalog().conditions.items():
        out.append(having(name))
        for fact, spec in condition.facts.items():
            values = spec.get("values") or {"number": [0, 1, 3, 8, 12, 20, 40], "boolean": [True, False]}[spec["type"]]
            out += [having(name, **{fact: value}) for value in [*values, "unknown"]]
    return out


def test_every_condition_and_fact_leads_to_a_plan_or_to_a_refusal_that_says_what_to_do() -> None:
    catalog, plugins = real_catalog(), builtin_plugins()
    for person in people():
        made = plan(person, catalog, plugins)
        if isinstance(made, Refused):
            assert all(gate.reason and gate.advice for gate in made.gates), person
        else:
            assert isinstance(made, Plan) and len(made.admissible) > 50, person


def test_nobody_under_18_gets_a_plan_whatever_they_have() -> None:
    for name in (None, *real_catalog().conditions):
        minor = replace(EXPERT if name is None else having(name), age=17)
        made = plan(minor, real_catalog(), builtin_plugins())
        assert isinstance(made, Refused) and made.step == "stop"
