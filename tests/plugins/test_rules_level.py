"""Nothing above the person's level."""

from __future__ import annotations

import pytest
from rule_world import built, exercises, planned, yielded

from setlist_plugins.rules import level


@pytest.mark.parametrize(
    ("practice", "rules"),
    [
        ("beginner", ["level/skill"]),
        ("intermediate", ["level/skill", "level/fit"]),
        ("advanced", ["level/fit", "level/easy"]),
        ("olympic", ["level/skill"]),
    ],
)
def test_what_it_yields_and_an_unknown_level_is_a_beginners(practice: str, rules: list[str]) -> None:
    assert list(yielded(level, level=practice)) == rules


@pytest.mark.parametrize(
    ("practice", "levels"),
    [
        ("beginner", {"beginner"}),
        ("intermediate", {"beginner", "intermediate"}),
        ("advanced", {"beginner", "intermediate", "advanced"}),
    ],
)
def test_what_may_be_offered(practice: str, levels: set[str]) -> None:
    assert {e.level for e in planned(level, level=practice).admissible.values()} == levels


def test_a_beginners_program_is_for_beginners() -> None:
    assert {e.level for e in exercises(built(level))} == {"beginner"}


def test_practice_is_used_where_there_is_some() -> None:
    program = built(level, level="intermediate")
    reasons = {r.rule: r.points for w in program.weeks for s in w.sessions for i in s.items for r in i.reasons}
    assert reasons.get("level/fit") == 1
