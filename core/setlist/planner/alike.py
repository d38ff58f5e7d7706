"""The nearest of many columns, one of a kind: a catalog has dozens that stand in one place and count alike, and a small program of those
alone would hold nothing to choose from."""

from __future__ import annotations

from typing import Any

import numpy as np

SEEN = 100  # times as many as are wanted are looked at
MIXING = 1e4  # the more, the less the weights of two rows have to do with each other
SAME = 1e-6  # sums that differ by less are equal but for rounding
Array = Any  # numpy arrays


def kinds(row_of: Array, index: Array, value: Array, places: Array) -> Array:
    """A number for each column (there are as many as `places`), the same for those that stand in one place and count alike, in whole units,
    in every row. The entries of the rows: `value` at column `index` of row `row_of`."""
    ours = index < len(places)
    mixed = np.modf(np.sin(row_of[ours] + 1.0) * MIXING)[0]  # a sum of well mixed numbers tells which were added
    sums = np.bincount(index[ours], mixed * np.round(value[ours]), len(places))
    order = np.lexsort((sums, places))
    fresh = (np.diff(sums[order], prepend=np.inf) > SAME) | (np.diff(places[order], prepend=-1) > 0)
    found = np.empty(len(places), dtype=np.int64)
    found[order] = np.cumsum(fresh)
    return found


def nearest(kinds: Array, places: Array, distance: Array, count: int) -> Array:
    """Positions, ascending, of at most `count` with the smallest `distance`, one of a kind besides those nearer than 0; of those equally
    far the places in turn. All arrays are as long as there are columns."""
    pool = np.argpartition(distance, SEEN * count)[: SEEN * count] if len(distance) > SEEN * count else np.arange(len(distance))
    pool = np.sort(pool)
    nearer = pool[np.argsort(distance[pool], kind="stable")]
    pool = nearer[(_among(kinds[nearer]) == 0) | (distance[nearer] < 0)]
    far = np.round(distance[pool], 3)
    turn = _among(places[pool], far)
    return np.sort(pool[np.lexsort((turn, far))][:count])


def _among(*keys: Array) -> Array:
    """The how manieth of those with the same keys each one is, from 0."""
    order = np.lexsort(keys)
    fresh = np.zeros(len(order), dtype=bool)
    for key in keys:
        fresh[1:] |= key[order[1:]] != key[order[:-1]]
    fresh[:1] = True
    starts = np.flatnonzero(fresh)
    among = np.empty(len(order), dtype=np.int64)
    among[order] = np.arange(len(order)) - starts[np.cumsum(fresh) - 1]
    return among
