"""The nearest columns, one of a kind, the places in turn."""

from __future__ import annotations

import numpy as np
import pytest

from setlist.planner.alike import kinds, nearest


def test_the_nearest_come_first_and_positions_ascend() -> None:
    assert nearest(np.arange(4), np.zeros(4, dtype=int), np.array([3.0, 0.0, 2.0, 1.0]), 2).tolist() == [1, 3]


def test_of_a_kind_the_nearest_is_taken() -> None:
    kind = np.array([7] * 20 + [1, 2, 3])
    distance = np.array([0.2] * 19 + [0.1] + [0.5] * 3)
    assert nearest(kind, np.zeros(23, dtype=int), distance, 10).tolist() == [19, 20, 21, 22]


def test_what_the_relaxation_picks_is_taken_whatever_its_kind() -> None:
    distance = np.array([-1.0, -1.0, 0.0, 0.0])
    assert nearest(np.array([7, 7, 7, 8]), np.zeros(4, dtype=int), distance, 4).tolist() == [0, 1, 3]


def test_of_those_equally_far_every_place_has_its_turn() -> None:
    places = np.repeat([0, 1, 2], 10)
    found = nearest(np.arange(30), places, np.zeros(30), 6)
    assert np.bincount(places[found]).tolist() == [2, 2, 2]


def test_a_pool_smaller_than_the_catalog_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(0)
    places, distance = rng.integers(0, 5, 500), rng.random(500)
    whole = nearest(np.arange(500), places, distance, 20)
    monkeypatch.setattr("setlist.planner.alike.SEEN", 2)
    assert nearest(np.arange(500), places, distance, 20).tolist() == whole.tolist()


def kinds_of(table: list[list[float]], places: list[int], helpers: int = 0) -> list[int]:
    """The kinds of the columns of a table of rows; its last `helpers` columns are none."""
    rows, at = np.nonzero(table)
    found = kinds(rows, at, np.array(table)[rows, at], np.array(places)).tolist()
    assert len(found) == len(table[0]) - helpers
    return found


def test_columns_are_of_a_kind_where_they_count_alike_in_one_place() -> None:
    sets, minutes = [2.0, 2.0, 3.0, 2.0, 2.0], [4.1, 3.9, 4.0, 4.0, 5.2]
    first, second, more, elsewhere, longer = kinds_of([sets, minutes], [0, 0, 0, 1, 0])
    assert first == second  # less than a minute is no difference
    assert len({first, more, elsewhere, longer}) == 4


def test_helpers_and_slacks_are_of_no_kind() -> None:
    assert kinds_of([[1.0, 1.0, 9.0], [2.0, 2.0, 0.0]], [0, 0], helpers=1) == kinds_of([[1.0, 1.0], [2.0, 2.0]], [0, 0])


def test_a_column_that_no_row_counts_is_of_a_kind_too() -> None:
    used, unused, other = kinds_of([[1.0, 0.0, 0.0]], [0, 0, 0])
    assert used != unused == other
