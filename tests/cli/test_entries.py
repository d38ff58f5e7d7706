"""Catalog content as data: every built-in entry comes out as its pack says it, under the schemas' names, and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from setlist import Catalog, load_catalog, schema
from setlist.cli.entries import advice_data, condition_data, exercise_data, field_names, rule_data, template_data, term_data
from setlist.packs import find_packs, read_pack
from setlist.rules import from_data

# What the catalog resolves or completes: full names, kind defaults, implied traits, inverse links, quantities in one form.
RESOLVED = {
    "id",
    "equipment",
    "dose",
    "doses",
    "traits",
    "easier",
    "harder",
    "counterposes",
    "sessions",
    "rest_days",
    "rules",
    "facts",
    "prefer",
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog()


def written(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(pack, entry) as the files of the built-in packs have it."""
    for source in find_packs().values():
        if source.built_in:
            yield from ((source.id, item) for file in read_pack(source).files if file.kind == kind for item in file.data)


def said(shown: dict[str, Any]) -> dict[str, Any]:
    """What an author would have written: no nulls, a short id."""
    return {**{key: value for key, value in shown.items() if value is not None}, "id": shown["id"].rpartition(":")[2]}


def test_exercises(catalog: Catalog) -> None:
    for pack, raw in written("exercise"):
        shown = exercise_data(catalog.exercises[f"{pack}:{raw['id']}"])
        assert shown["id"] == f"{pack}:{raw['id']}"
        muscles = {"secondary": [], **raw["muscles"]}
        for field in raw.keys() - RESOLVED:
            assert shown[field] == (muscles if field == "muscles" else raw[field]), (raw["id"], field)
        assert set(raw["traits"]) <= set(shown["traits"])


@pytest.mark.parametrize("kind", ["exercise", "template", "condition", "advice"])
def test_what_is_shown_passes_the_schema_it_is_named_after(catalog: Catalog, kind: str) -> None:
    made: dict[str, list[dict[str, Any]]] = {
        "exercise": [exercise_data(e) for e in catalog],
        "template": [template_data(t) for t in catalog.templates.values()],
        "condition": [condition_data(c) for c in catalog.conditions.values()],
        "advice": [advice_data(a) for a in catalog.advice.values()],
    }
    assert schema.check(kind, [said(shown) for shown in made[kind]], "shown") == []
    names = [name for name in field_names(kind) if name != "gate"]
    assert all(list(shown) == names for shown in made[kind])


def test_templates_conditions_and_advice_keep_every_field(catalog: Catalog) -> None:
    for pack, raw in written("template"):
        shown = template_data(catalog.templates[f"{pack}:{raw['id']}"])
        assert {field: shown[field] for field in raw.keys() - RESOLVED - {"weeks"}} == {
            f: raw[f] for f in raw.keys() - RESOLVED - {"weeks"}
        }
    for _, raw in written("condition"):
        shown = condition_data(catalog.conditions[raw["id"]])
        for field in raw.keys() - RESOLVED - {"rows", "gates", "gate"}:
            assert shown[field] == raw[field], (raw["id"], field)
        assert len(shown["rows"]) == len(raw.get("rows", ()))
        assert len(shown["gates"]) == len(raw.get("gates", ())) + ("gate" in raw)
    for _, raw in written("advice"):
        shown = advice_data(catalog.advice[raw["id"]])
        assert {field: shown[field] for field in raw.keys() - {"when"}} == {field: raw[field] for field in raw.keys() - {"when"}}


@pytest.mark.parametrize("kind", ["goals", "equipment", "traits"])
def test_words_of_the_vocabulary(catalog: Catalog, kind: str) -> None:
    words = [term_data(kind, term) for term in catalog.vocabulary.terms[kind].values()]
    assert schema.check("vocabulary", {kind: [said(word) for word in words]}, "shown") == []


def test_a_rule_comes_out_as_it_went_in() -> None:
    linear = {
        "id": "odd",
        "form": "linear",
        "terms": [{"where": {"kind": "strength"}, "times": 2}, {"where": {}, "times": -1}],
        "max": 3,
        "in": {"block": "main"},
        "scope": {"levels": ["beginner"]},
        "weight": 3,
        "because": "So",
        "sources": ["GK", "A"],
    }
    require = {"id": "r", "form": "require", "if": {"kind": "strength"}, "then": {"kind": "stretch"}, "per": "week", "because": "So"}
    for raw in (linear, require):
        shown = rule_data(from_data(raw, "club"))
        assert {field: shown[field] for field in raw} == {**raw, "id": f"club/{raw['id']}"}
        assert tuple(shown) == field_names("rule")
