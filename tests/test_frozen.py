"""Frozen data: JSON that cannot change, and still is JSON."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist.frozen import FrozenDict, freeze

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@given(JSON)
def test_frozen_data_says_the_same(value: object) -> None:
    frozen = freeze(value)
    assert json.dumps(frozen) == json.dumps(value)
    assert copy.deepcopy(frozen) == frozen
    assert pickle.loads(pickle.dumps(frozen)) == frozen


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.__setitem__("a", 1),
        lambda d: d.__delitem__("a"),
        lambda d: d.update(a=1),
        lambda d: d.setdefault("b", 1),
        lambda d: d.pop("a"),
        lambda d: d.popitem(),
        lambda d: d.clear(),
        lambda d: d.__ior__({"b": 1}),
        lambda d: d["a"]["b"].append(1),
    ],
)
def test_nothing_in_it_can_change(change: object) -> None:
    frozen = freeze({"a": {"b": [1]}})
    assert isinstance(frozen, FrozenDict)
    with pytest.raises((TypeError, AttributeError)):
        change(frozen)  # type: ignore[operator]
    assert frozen == {"a": {"b": (1,)}}
