"""A lint over the schema files: they keep to what both validators read alike, and explain themselves."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import setlist_schemas
from setlist import schema

FOLDER = next(iter(setlist_schemas.__path__))
NAMES = (*schema.KINDS, *schema.SHARED)
MAPS = {"properties", "$defs"}  # keyword -> {name: schema}
LISTS = {"allOf"}  # keyword -> [schema]
ONE = {"items", "additionalProperties", "propertyNames", "if", "then", "else", "not"}
PLAIN = {"type", "enum", "const", "required", "pattern", "minimum", "maximum", "uniqueItems", "$ref"}
PLAIN |= {f"{end}{what}" for end in ("min", "max") for what in ("Length", "Items", "Properties")}
WORDS = {"$schema", "$id", "$comment", "title", "description"}
END = r"$(?!\n)"


def parts(node: Any, at: str = "#") -> Iterator[tuple[str, Any]]:
    """Every schema within a schema, with its pointer."""
    yield at, node
    if not isinstance(node, dict):
        return
    for keyword, value in node.items():
        if keyword in MAPS:
            for name, part in value.items():
                yield from parts(part, f"{at}/{keyword}/{name}")
        elif keyword in LISTS:
            for index, part in enumerate(value):
                yield from parts(part, f"{at}/{keyword}/{index}")
        elif keyword in ONE:
            yield from parts(value, f"{at}/{keyword}")


ALL = [(f"{name}{at}", name, node) for name in NAMES for at, node in parts(schema.schema(name))]
OBJECTS = [(where, name, node) for where, name, node in ALL if isinstance(node, dict)]
PATTERNS = sorted({node["pattern"] for _, _, node in OBJECTS if "pattern" in node})


def test_every_file_is_a_kind() -> None:
    from pathlib import Path

    assert sorted(p.name for p in Path(FOLDER).glob("*.json")) == sorted(f"{name}.schema.json" for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_schema_is_valid_and_named(name: str) -> None:
    data = json.loads(schema.schema_text(name))
    assert data["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert data["$id"] == f"urn:setlist:{name}:1"
    assert data["title"]
    jsonschema.Draft202012Validator.check_schema(data)
    assert jsonschema_rs.meta.is_valid(data)


def test_only_keywords_that_both_validators_read_alike() -> None:
    known = MAPS | LISTS | ONE | PLAIN | WORDS
    assert [(where, sorted(set(node) - known)) for where, _, node in OBJECTS if set(node) - known] == []


def test_false_is_only_for_closing_objects() -> None:
    # jsonschema gives no path for an error of `"key": false`; `{"not": {}}` says the same with one
    assert [where for where, _, node in ALL if isinstance(node, bool) and not where.endswith("/additionalProperties")] == []


def test_every_reference_resolves() -> None:
    for where, name, node in OBJECTS:
        address, _, pointer = node.get("$ref", "#").partition("#")
        found: Any = schema.schema(address.split(":")[2] if address else name)
        for step in pointer.split("/")[1:]:
            assert step in found, where
            found = found[step]


def test_every_object_is_closed_or_says_why() -> None:
    """`additionalProperties: false`; or what its free keys and values look like; or a comment."""
    for where, _, node in OBJECTS:
        if node.get("type") == "object" and node.get("additionalProperties") is not False and not where.endswith("/if"):
            assert "propertyNames" in node, where
            assert isinstance(node.get("additionalProperties"), dict) or node.get("$comment", "").startswith("open: "), where


def test_every_pattern_says_what_it_wants() -> None:
    assert [where for where, _, node in OBJECTS if "pattern" in node and not node.get("description")] == []


def test_every_conditional_rule_says_what_it_wants() -> None:
    assert [where for where, _, node in OBJECTS if re.search(r"/allOf/[0-9]+$", where) and not node.get("description")] == []
    assert [where for where, _, node in OBJECTS if "not" in node and node != {"not": {}}] == []


def test_values_are_plain() -> None:
    for where, _, node in OBJECTS:
        for value in [*node.get("enum", []), *([node["const"]] if "const" in node else [])]:
            assert isinstance(value, str) or (where, value) == ("program#/properties/format", 1), where
        for bound in ("minimum", "maximum"):
            assert isinstance(node.get(bound, 0), int), where


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_keep_to_the_common_ground(pattern: str) -> None:
    assert pattern.isascii()
    assert pattern.startswith("^")
    body = pattern.removesuffix(END)
    assert "$" not in body.replace("\\$", ""), "end it with $(?!\\n): Python's $ also matches before a last newline"
    assert set(re.findall(r"\\(.)", body)) <= set(".?$"), "no classes such as \\d: they differ beyond ASCII"
    assert "(?" not in body
    assert not re.search(r"\[[^\]]*(\[|&&|--|~~)", body), "set operations of one engine"


@pytest.mark.parametrize("pattern", PATTERNS)
def test_patterns_stay_fast_on_long_near_misses(pattern: str) -> None:
    started = time.process_time()
    for piece in ("a", "a-", "1", "1-", "1.", "a:", "A", "A AND ", "-", " "):
        assert not re.search(pattern.removesuffix(END) + END, piece * 2000 + "!\n") or not pattern.endswith(END)
    assert time.process_time() - started < 1


@given(st.sampled_from(PATTERNS), st.data())
def test_both_validators_match_the_same_texts(pattern: str, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern.removesuffix(END)) | st.text(max_size=6))
    slow, fast = jsonschema.Draft202012Validator({"pattern": pattern}), jsonschema_rs.Draft202012Validator({"pattern": pattern})
    for variant in (text, text + "\n", "\n" + text, text.upper(), text.replace("0", "\u0660")):
        assert slow.is_valid(variant) == fast.is_valid(variant), variant
    if pattern.endswith(END):
        assert not fast.is_valid(text + "\n")
