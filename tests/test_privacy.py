"""What a shared format gets to see."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

import examples
from setlist import Format, Program, without_health
from setlist.model import EMPTY, Finding
from setlist.privacy import render
from setlist.program import Reason, Relaxed


@pytest.fixture
def shared() -> Program:
    return without_health(examples.disc())


def test_the_profile_keeps_no_health(shared: Program) -> None:
    profile = shared.profile
    assert (profile.age, profile.sex, profile.conditions, profile.pain, profile.cleared) == (None, None, (), (), ())
    assert profile.screening == EMPTY
    assert (profile.goal, profile.level, profile.days, profile.start) == ("back-relief", "beginner", 3, "2026-12-01")


def test_nothing_of_the_condition_is_left_anywhere(shared: Program) -> None:
    document = json.dumps(shared.to_data())
    told = ("slipped", "lumbar", "sciatica", "47", "female", "flexion", "NICE", "numb left foot", "unknown age", "Trunk bracing")
    assert [word for word in told if word.lower() in document.lower()] == []


def test_only_what_hurts_loses_its_name() -> None:
    base = examples.relief()
    profile = replace(base.profile, equipment=("gym",), pain=({"region": "neck", "level": 3},))
    told = replace(base, profile=profile, names={"gym": "A whole gym", "neck": "Neck", "wall": "Wall"})
    assert without_health(told).names == {"gym": "A whole gym", "wall": "Wall"}


def test_cues_stay_and_reasons_go(shared: Program) -> None:
    tilt = next(i for i in shared.weeks[0].sessions[0].items if i.exercise == "home:pelvic-tilt")
    assert tilt.findings == (Finding("caution", cue="Round only as far as feels easy."),)
    dog = next(i for i in shared.weeks[0].sessions[0].items if i.exercise == "home:bird-dog")
    assert dog.findings == (), "a finding without a cue says nothing that can be shared"
    assert dog.reasons[0].text == "Main work: brace without moving the spine"


def test_gates_become_general_advice(shared: Program) -> None:
    (gate,) = shared.gates
    assert gate.step == "see-someone"
    assert gate.condition is None
    assert without_health(examples.relief()).gates == ()


def test_the_sessions_and_the_disclaimers_are_untouched(shared: Program) -> None:
    base = examples.disc()
    assert shared.disclaimers == base.disclaimers
    assert [[i.dose for i in s.items] for w in shared.weeks for s in w.sessions] == [
        [i.dose for i in s.items] for w in base.weeks for s in w.sessions
    ]


def test_every_item_still_has_a_reason() -> None:
    base = examples.one_week()
    week = base.weeks[0]
    item = replace(week.sessions[0].items[0], reasons=(Reason("safety/conditions", "Walking helps a slipped disc"),))
    session = replace(week.sessions[0], blocks=(replace(week.sessions[0].blocks[0], items=(item,)),))
    (kept,) = without_health(replace(base, weeks=(replace(week, sessions=(session,)),))).weeks[0].sessions[0].items
    assert [r.text for r in kept.reasons] == ["Part of this session"]


def test_safety_rules_among_what_gave_way_are_not_told() -> None:
    both = (Relaxed("safety/inversion", "At most 1 exercise with inversion in a session", 1), Relaxed("balance/push", "Balance", 1))
    assert [r.rule for r in without_health(replace(examples.relief(), relaxed=both)).relaxed] == ["balance/push"]


def test_it_settles() -> None:
    once = without_health(examples.disc())
    assert without_health(once) == once


def test_shared_formats_get_no_health_unless_asked() -> None:
    def conditions(program: Program) -> str:
        return ",".join(c.id for c in program.profile.conditions) or "none"

    own, shared = Format("own", conditions), Format("flyer", conditions, shared=True)
    assert render(own, examples.disc()) == examples.DISC.encode()
    assert render(shared, examples.disc()) == b"none"
    assert render(shared, examples.disc(), with_health=True) == examples.DISC.encode()


def test_rendering_gives_bytes_whatever_a_format_returns() -> None:
    assert render(Format("raw", lambda program: b"\x00\xff"), examples.relief()) == b"\x00\xff"
    assert render(Format("odd", lambda program: "caf\u00e9 \ud800"), examples.relief()) == "caf\u00e9 \\ud800".encode()
