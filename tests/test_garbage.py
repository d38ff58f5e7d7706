"""The collector runs rarely while a program is built, and as before afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from building import built_in
from safety_world import real_catalog
from setlist import Profile, build
from setlist.garbage import RARELY, rarely


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """What a process begins with: commands that ran in this one have set their own."""
    before = gc.get_threshold()
    gc.set_threshold(700, 10, 10)
    yield
    gc.set_threshold(*before)


def test_inside_it_is_rare_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with rarely():
        assert gc.get_threshold() == RARELY != before
    assert gc.get_threshold() == before


def test_also_where_something_raises() -> None:
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="wrong"), rarely():
        raise ValueError("wrong")
    assert gc.get_threshold() == before


def test_a_build_leaves_the_collector_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    before = gc.get_threshold()
    seen = []
    real = gc.set_threshold
    monkeypatch.setattr(gc, "set_threshold", lambda *given: (seen.append(given), real(*given)))
    build(Profile(goal="back-relief", weeks=1), real_catalog(), built_in(), proof=False)
    assert seen == [RARELY, before]
    assert gc.get_threshold() == before
