"""Traits that follow from others: what a position or a pattern plainly has, and what the vocabulary says a trait implies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from setlist.model import EMPTY, Vocabulary


def closed(traits: Iterable[str], implications: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The traits and everything that they imply, however many steps away."""
    have = set(traits)
    left = [trait for trait in have if trait in implications]
    while left:
        for also in implications[left.pop()]:
            if also not in have:
                have.add(also)
                if also in implications:
                    left.append(also)
    return frozenset(have)


def from_movement(data: Mapping[str, Any], vocabulary: Vocabulary) -> dict[str, str]:
    """Trait -> where it comes from, for the position and the patterns of an exercise's data."""
    found: dict[str, str] = {}
    words = [("position", "positions", data.get("position")), *(("pattern", "patterns", name) for name in data["patterns"])]
    for what, kind, name in words:
        term = vocabulary.terms.get(kind, EMPTY).get(name)
        for trait in term.data.get("implies", ()) if term else ():
            found.setdefault(trait, f"the {what} {name!r}")
    return found


def all_traits(data: Mapping[str, Any], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Every trait of an exercise's data, written or implied, sorted. The data must state its traits: a missing list is a KeyError."""
    return tuple(sorted(closed([*data["traits"], *from_movement(data, vocabulary)], vocabulary.implications)))


def reviewed(data: Mapping[str, Any]) -> bool:
    """Did somebody look at the traits of an exercise's data? What was inferred was not reviewed, unless it says so."""
    return bool(data.get("reviewed", not data.get("inferred")))
