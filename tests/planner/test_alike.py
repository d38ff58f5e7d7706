"""The nearest columns, few of those that are alike, the places in turn."""

from __future__ import annotations

import numpy as np
import pytest

from setlist.planner.alike import ALIKE, nearest


def test_the_nearest_come_first_and_positions_ascend() -> None:
    places, points = np.zeros(4, dtype=int), np.arange(4.0)
    assert nearest(places, points, np.array([3.0, 0.0, 2.0, 1.0]), 2).tolist() == [1, 3]


def test_of_many_that_are_alike_a_few_are_taken() -> None:
    alike, other = 20, 3
    places = np.zeros(alike + other, dtype=int)
    points = np.array([1.0] * alike + [5.0, 6.0, 7.0])
    found = nearest(places, points, np.array([0.0] * alike + [0.5] * other), 10)
    assert found.tolist() == [*range(ALIKE), 20, 21, 22]


def test_of_those_equally_far_every_place_has_its_turn() -> None:
    places = np.repeat([0, 1, 2], 10)
    found = nearest(places, np.arange(30.0), np.zeros(30), 6)
    assert np.bincount(places[found]).tolist() == [2, 2, 2]


def test_a_pool_smaller_than_the_catalog_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    places, points, distance = rng.integers(0, 5, 500), rng.random(500), rng.random(500)
    whole = nearest(places, points, distance, 20)
    monkeypatch.setattr("setlist.planner.alike.SEEN", 2)
    assert nearest(places, points, distance, 20).tolist() == whole.tolist()
