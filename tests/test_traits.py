"""Traits that follow from others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from setlist.model import Term, Vocabulary
from setlist.traits import all_traits, closed, from_movement

IMPLICATIONS = {"heavy-load": ("valsalva",), "valsalva": ("high-pressure",)}
WORDS = Vocabulary(
    terms={
        "positions": {"quadruped": Term("quadruped", "", data={"implies": ["kneeling"]})},
        "patterns": {"jump": Term("jump", "", data={"implies": ["impact"]}), "hinge": Term("hinge", "")},
    },
    implications=IMPLICATIONS,
)


def test_implications_are_followed_to_the_end() -> None:
    assert closed(["heavy-load"], IMPLICATIONS) == {"heavy-load", "valsalva", "high-pressure"}
    assert closed(["kneeling"], IMPLICATIONS) == {"kneeling"}


def test_implications_may_go_round() -> None:
    assert closed(["a"], {"a": ("b",), "b": ("a",)}) == {"a", "b"}


def test_position_and_patterns_have_their_traits() -> None:
    data = {"position": "quadruped", "patterns": ["jump", "hinge"], "traits": ["heavy-load"]}
    assert from_movement(data, WORDS) == {"kneeling": "the position 'quadruped'", "impact": "the pattern 'jump'"}
    assert all_traits(data, WORDS) == ("heavy-load", "high-pressure", "impact", "kneeling", "valsalva")


NAMES = st.sampled_from("abcdefg")


@given(st.lists(NAMES), st.dictionaries(NAMES, st.lists(NAMES).map(tuple)))
def test_closing_only_adds_and_is_done_after_once(traits: list[str], implications: dict[str, tuple[str, ...]]) -> None:
    once = closed(traits, implications)
    assert once.issuperset(traits)
    assert closed(once, implications) == once
    assert all(once.issuperset(implications.get(trait, ())) for trait in once)
