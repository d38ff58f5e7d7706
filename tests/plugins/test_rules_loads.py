"""Lifts whose weight the person told are rather picked than others."""

from __future__ import annotations

from rule_world import built, exercises, yielded

from setlist_plugins.rules import loads

GYM = {"goal": "back-strength", "level": "intermediate", "days": 2, "minutes": 45, "equipment": ("gym",)}


def test_nothing_is_said_of_a_person_who_tells_no_weights() -> None:
    assert not yielded(loads)
    assert not yielded(loads, loads={"owned": {"dumbbells": [5, 10]}})
    assert not yielded(loads, loads={"working": {"gym:no-such-lift": 40}})


def test_what_has_a_working_weight_or_a_maximum_is_picked() -> None:
    told = {"loads": {"working": {"gym:pendlay-row": 60}, "one_rm": {"gym:barbell-bench-press": 90}}}
    assert yielded(loads, **told)["loads/known"].form.where == {"id": {"any": ["gym:barbell-bench-press", "gym:pendlay-row"]}}  # type: ignore[union-attr]
    without, with_them = ({e.ref for e in exercises(built(loads, **GYM, **more))} for more in ({}, told))
    assert with_them - without >= {"gym:barbell-bench-press"} or "gym:barbell-bench-press" in without
    assert {"gym:barbell-bench-press", "gym:pendlay-row"} & with_them
