"""Finding lines and columns for paths."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.documents import locate, locate_all, read
from setlist.places import Place

SOURCE = b"""\
- id: bird-dog   # a comment
  dose: {sets: [2, 4], reps: 5}
  steps:
    - Kneel.
    - >
      Reach.
- id: plank
  "dose":
    hold: 20 s
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (1, 1)),
        ((0,), (1, 3)),
        ((0, "id"), (1, 7)),
        ((0, "dose", "sets", 1), (2, 20)),
        ((0, "steps"), (4, 5)),
        ((0, "steps", 1), (5, 7)),
        ((1, "dose", "hold"), (9, 11)),
    ],
)
def test_values_have_places(path: tuple[str | int, ...], place: tuple[int, int]) -> None:
    assert locate(SOURCE, path) == place


def test_keys_have_places() -> None:
    assert locate_all(SOURCE, [(1, "dose"), (0, "dose", "reps")]) == {
        (1, "dose"): Place(9, 5, 8, 3),
        (0, "dose", "reps"): Place(2, 30, 2, 24),
    }


def test_what_is_not_there_stands_where_it_would_be() -> None:
    assert locate(SOURCE, (0, "name")) == (1, 3)
    assert locate(SOURCE, (0, "dose", "rest", "low")) == (2, 9)
    assert locate(SOURCE, (7, "id")) == (1, 1)


def test_the_parts_of_an_alias_stand_at_the_alias() -> None:
    assert locate(b"a: &x {b: 1}\nc: *x\nd: 2", ("c", "b")) == (2, 4)
    assert locate(b"a: &x {b: 1}\nc: *x\nd: 2", ("d",)) == (3, 4)


def test_places_in_json_files() -> None:
    source = b'{"a": [1, {"b c": "\\ud83d\\ude00"}],\n\t"\\u0064": {"e": {}, "f": -1.5}}'
    assert locate(source, ("a", 1, "b c"), "plan.json") == (1, 19)
    assert locate(source, ("d", "f"), "plan.json") == (2, 27)
    assert locate_all(source, [("d",)], "plan.json")[("d",)] == Place(2, 12, 2, 2)


KEYS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=5)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-1000, 1000) | KEYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    out = [(path, value)]
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        out += _paths(inner, (*path, key))
    return out


@given(VALUES, st.sampled_from([None, 0, 2]))
def test_every_value_is_where_its_place_says(value: Any, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    values = _paths(value)
    for name in ("a.yaml", "a.json"):
        assert read(text.encode(), name) == value
        places = locate_all(text.encode(), [path for path, _ in values], name)
        for path, inner in values:
            rest = "\n".join([lines[places[path].line - 1][places[path].col - 1 :], *lines[places[path].line :]])
            assert json.JSONDecoder().raw_decode(rest)[0] == inner
            if path and isinstance(path[-1], str):
                assert json.JSONDecoder().raw_decode(lines[places[path].key_line - 1], places[path].key_col - 1)[0] == path[-1]
