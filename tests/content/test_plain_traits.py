"""The words of every exercise and its traits agree, by a table that shares no field with `pack check`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from movement_facts import Fact
from msgspec.structs import replace
from plain_traits import FACTS, gaps

import setlist_packs
from safety_world import real_catalog
from setlist import Exercise, load_catalog

PACKS = Path(next(iter(setlist_packs.__path__)))
each_fact = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.says)


def bearing(fact: Fact) -> list[Exercise]:
    """The exercises whose words say it and whose movement really does it."""
    return [e for e in real_catalog() if fact.holds(e) and e.ref not in fact.but]


def without(exercise: Exercise, *traits: str) -> Exercise:
    return replace(exercise, traits=tuple(t for t in exercise.traits if t not in traits))


def test_every_exercise_has_the_traits_that_its_words_plainly_say() -> None:
    assert list(gaps(real_catalog())) == []


@each_fact
def test_a_fact_speaks_of_some_exercise_and_of_known_traits(fact: Fact) -> None:
    assert bearing(fact)
    assert set(fact.traits) <= set(real_catalog().vocabulary.terms["traits"])


@each_fact
def test_an_exception_is_needed_and_says_why(fact: Fact) -> None:
    for ref, reason in fact.but.items():
        exercise = real_catalog().exercises[ref]
        assert fact.holds(exercise) and fact.missing(exercise), f"{ref} is no exception any more: take it out of {fact.says!r}"
        assert reason


@each_fact
def test_a_trait_that_is_taken_away_is_missed(fact: Fact) -> None:
    taken = [fact.traits] if fact.one_of else [(trait,) for trait in fact.traits]
    for exercise in bearing(fact):
        for traits in taken:
            found = list(gaps([without(exercise, *traits)]))
            assert any(line.startswith(f"{exercise.ref}: {fact.says}") and traits[0] in line for line in found)


def test_a_trait_that_is_taken_out_of_the_files_is_missed(tmp_path: Path, no_packs: None) -> None:
    packs = tmp_path / "packs"
    shutil.copytree(PACKS, packs)
    file = packs / "home" / "exercises" / "hinges.yaml"
    text, times = re.subn(r"(- id: glute-bridge\n(?:  .*\n)*?  traits: \[.*?)head-below-heart, ", r"\1", file.read_text())
    assert times == 1
    file.write_text(text)
    forgetful = load_catalog(paths=sorted(p for p in packs.iterdir() if (p / "pack.yaml").exists()), home=tmp_path / "home")
    found = list(gaps(forgetful))
    assert found and all(line.startswith("home:glute-bridge: ") and line.endswith("lacks head-below-heart") for line in found)
