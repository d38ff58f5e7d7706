"""JSON: the document itself."""

from __future__ import annotations

import json
import re
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from referencing import Registry, Resource

import examples
from setlist import Context, program_from_data
from setlist.model import Catalog, Vocabulary
from setlist_plugins.formats import json as json_format
from setlist_plugins.formats.wording import STANDING

PROGRAMS = examples.everything()


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    folder = files("setlist_schemas")
    schemas = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in folder.iterdir() if p.name.endswith(".schema.json")}
    registry = Registry().with_resources((s["$id"], Resource.from_contents(s)) for s in schemas.values())
    return jsonschema.Draft202012Validator(schemas["program.schema.json"], registry=registry)


def test_the_format_is_json() -> None:
    empty = Catalog((), Vocabulary(), {}, {}, {}, {}, {})
    (found,) = json_format.setlist_formats(Context(examples.relief().profile, empty))
    assert (found.name, found.suffix, found.shared) == ("json", ".json", False)


@pytest.mark.parametrize("name", PROGRAMS)
def test_documents_are_valid(name: str, validator: jsonschema.Draft202012Validator) -> None:
    document = json.loads(json_format.render(PROGRAMS[name]))
    assert [f"{e.json_path}: {e.message}" for e in validator.iter_errors(document)] == []


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_document_read_back_renders_the_same(name: str) -> None:
    shown = json_format.render(PROGRAMS[name])
    assert json_format.render(program_from_data(json.loads(shown))) == shown
    assert shown.endswith("}\n")


def test_fields_keep_their_order_and_letters_their_shape() -> None:
    shown = json_format.render(examples.with_texts(examples.relief(), "Übung 深呼吸"))
    assert "Übung 深呼吸" in shown
    assert list(json.loads(shown))[:4] == ["format", "title", "setlist", "solver"]


def test_the_document_holds_everything() -> None:
    data = json.loads(json_format.render(examples.disc()))
    assert data["screened"] is True
    assert [e["exercise"] for e in data["excluded"]] == ["yoga:plow", "yoga:seated-fold", "home:sit-up", "gym:deadlift"]
    row = data["excluded"][2]["findings"][0]
    assert (row["trait"], row["source"], row["confirmed"]) == ("loaded-spinal-flexion", "GK", False)
    assert data["certificate"]["gap"] == 0.0039


@pytest.mark.parametrize("name", PROGRAMS)
def test_disclaimers_are_always_there(name: str) -> None:
    data = json.loads(json_format.render(PROGRAMS[name]))
    assert data["disclaimers"] == [*PROGRAMS[name].disclaimers, STANDING]


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1))
def test_any_text_comes_back_and_nothing_steers_a_terminal(words: str) -> None:
    shown = json_format.render(examples.with_texts(examples.one_week(), words))
    assert json.loads(shown)["title"] == words
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown)
    shown.encode("utf-8")
