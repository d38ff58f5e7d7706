"""The index says of every clause what the predicates say, exercise by exercise: the planner goes by the one, the audit by the other."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from setlist import Catalog, load_catalog, where
from setlist.index import _FINDERS, Index
from setlist.model import LEVELS
from setlist.selectors import KEYS, compile_clause

FEW = 4


@cache
def catalog() -> Catalog:
    return load_catalog()


@cache
def known(field: str) -> list[str]:
    """Up to forty values that the built-in exercises have in a field, and one that none has."""
    found: set[str] = set()
    for exercise in catalog():
        value = getattr(exercise, field)
        found |= set(value) if isinstance(value, tuple) else {value} - {None}
    return [*sorted(found)[:: len(found) // 40 + 1], "nothing-of-the-kind"]


def names(field: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(known(field)), max_size=FEW, unique=True)


def lists(values: st.SearchStrategy[list[str]], *keys: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict.fromkeys(keys, values))


def alone(field: str) -> st.SearchStrategy[Any]:
    return st.sampled_from(known(field)) | lists(names(field), "any", "none")


def equipment() -> st.SearchStrategy[Any]:
    things = st.lists(st.sampled_from(sorted(catalog().vocabulary.terms["equipment"])), max_size=FEW, unique=True)
    return lists(things, "any", "all", "none", "within")


def muscles() -> st.SearchStrategy[Any]:
    terms = catalog().vocabulary.terms
    words = sorted({*terms["muscles"], *terms["groups"], *terms["regions"], "nothing-of-the-kind"})
    parts = lists(st.lists(st.sampled_from(words), max_size=FEW, unique=True), "any", "all", "none")
    return st.builds(
        lambda own, inside: {**own, **inside}, parts, st.fixed_dictionaries({}, optional={"primary": parts, "secondary": parts})
    )


def clauses() -> st.SearchStrategy[dict[str, Any]]:
    several = {field: lists(names(field), "any", "all", "none") for field in ("patterns", "traits", "roles", "tags")}
    level = st.sampled_from(LEVELS) | st.fixed_dictionaries({}, optional=dict.fromkeys(("min", "max"), st.sampled_from(LEVELS)))
    plain = st.fixed_dictionaries(
        {},
        optional={
            **{field: alone(field) for field in ("pack", "kind", "family", "position", "sides", "intensity")},
            **several,
            "id": alone("id") | alone("ref"),
            "level": level,
            "equipment": equipment(),
            "muscles": muscles(),
            "reviewed": st.booleans(),
        },
    )
    return st.recursive(
        plain,
        lambda inner: st.fixed_dictionaries(
            {}, optional={"all": st.lists(inner, max_size=2), "any": st.lists(inner, max_size=2), "not": inner}
        ),
        max_leaves=4,
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_the_index_and_the_predicates_agree(data: st.DataObject) -> None:
    clause = data.draw(clauses())
    test, index = compile_clause(clause, catalog().vocabulary), catalog().index
    assert [index.exercises[k].ref for k in index.numbers(index.bits(clause))] == [e.ref for e in catalog() if test(e)]


def test_every_key_of_a_clause_is_known_to_both() -> None:
    assert set(_FINDERS) == set(KEYS)
    with pytest.raises(KeyError):
        catalog().index.bits(where(famly="row"))


def test_an_index_speaks_of_the_exercises_it_was_made_of() -> None:
    some = [replace(e, reviewed=number > 0) for number, e in enumerate(list(catalog())[:3])]
    index = Index(some, catalog().vocabulary)
    assert index.numbers(index.everything) == [0, 1, 2]
    assert index.numbers(index.bits(where(reviewed=False))) == [0]
    assert index.only([some[1].ref]) == 0b10
