"""The nearest of many columns, without too many that are alike: a large catalog has hundreds that stand in one place and score the same,
and a small program of those alone would hold nothing to choose from."""

from __future__ import annotations

from typing import Any

import numpy as np

ALIKE = 4  # of those that stand in one place, score the same and are equally far no more than these
SEEN = 100  # times as many as are wanted are looked at
Array = Any  # numpy arrays


def nearest(places: Array, points: Array, distance: Array, count: int) -> Array:
    """Positions, ascending, of at most `count` with the smallest `distance`, of those equally far the places in turn; all arrays are as
    long as there are columns."""
    pool = np.argpartition(distance, SEEN * count)[: SEEN * count] if len(distance) > SEEN * count else np.arange(len(distance))
    pool = np.sort(pool)
    far = np.round(distance[pool], 3)
    among = _among(places[pool], np.round(points[pool], 1), far)
    pool, far = pool[among < ALIKE], far[among < ALIKE]
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
