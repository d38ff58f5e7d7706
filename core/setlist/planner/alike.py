"""The nearest of many columns, without too many that are alike: a large catalog has hundreds that stand in one place and score the same,
and a small program of those alone would hold nothing to choose from."""

from __future__ import annotations

from typing import Any

import numpy as np

ALIKE = 4  # of those that stand in one place, score the same and are equally far no more than these
SEEN = 100  # times as many as are wanted are looked at
Array = Any  # numpy arrays


def nearest(places: Array, points: Array, distance: Array, count: int) -> Array:
    """Positions, ascending, of at most `count` with the smallest `distance`; all arrays are as long as there are columns."""
    pool = np.argpartition(distance, SEEN * count)[: SEEN * count] if len(distance) > SEEN * count else np.arange(len(distance))
    order = np.sort(pool)
    order = order[np.argsort(distance[order], kind="stable")]
    kind = np.stack([places[order], np.round(points[order], 1), np.round(distance[order], 3)], axis=1)
    _, number = np.unique(kind, axis=0, return_inverse=True)
    number = number.ravel()
    by_kind = np.argsort(number, kind="stable")
    among = np.empty(len(order), dtype=np.int64)
    among[by_kind] = np.arange(len(order)) - np.searchsorted(number[by_kind], number[by_kind])
    return np.sort(order[among < ALIKE][:count])
