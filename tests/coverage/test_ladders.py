"""Every step that the founding articles name between an easy and a hard movement can be walked by `easier` links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.coverage.homes import read_homes

STEPS = [  # (easier, harder)
    ("home:bird-dog", "home:prone-swimmer-flutter"),
    ("home:pipe-good-morning", "home:band-good-morning"),
    ("home:pipe-good-morning", "gym:good-morning"),
    ("home:band-good-morning", "gym:good-morning"),
    ("gym:dead-hang", "gym:negative-chin-up"),
    ("gym:dead-hang", "gym:chin-up"),
    ("gym:dead-hang", "gym:pull-up"),
    ("gym:negative-chin-up", "gym:chin-up"),
    ("gym:jumping-chin-up", "gym:chin-up"),
    ("gym:band-assisted-chin-up", "gym:chin-up"),
    ("gym:band-assisted-pull-up", "gym:pull-up"),
    ("gym:chin-up", "gym:wide-grip-pull-up"),
    ("gym:pull-up", "gym:wide-grip-pull-up"),
    ("gym:suspension-row-upright", "gym:suspension-row"),
    ("gym:suspension-row-upright", "gym:ring-row"),
]


@pytest.fixture(scope="module")
def exercises() -> Mapping[str, Any]:
    return {name: entry for (kind, name), entry in read_homes().entries.items() if kind == "exercise"}


def steps_down(exercises: Mapping[str, Any], ref: str) -> set[str]:
    """Everything that is easier than an exercise, over any number of links."""
    found: set[str] = set()
    left = [ref]
    while left:
        here = left.pop()
        pack = here.partition(":")[0]
        links = [link if ":" in link else f"{pack}:{link}" for link in exercises[here].get("easier", ())]
        left += [link for link in links if link not in found]
        found.update(links)
    return found


@pytest.mark.parametrize(("easier", "harder"), STEPS, ids=lambda ref: ref.partition(":")[2])
def test_a_step_leads_from_the_easier_to_the_harder(easier: str, harder: str, exercises: Mapping[str, Any]) -> None:
    assert easier in steps_down(exercises, harder)
    assert harder not in steps_down(exercises, easier)
