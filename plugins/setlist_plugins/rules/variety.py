"""Variety: one of a family in a session, few exercises rather than many, main lifts kept from cycle to cycle, accessories changed."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Keep, Onward, Rotate, Rule, hookimpl, limit, prefer, where


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    yield Rule(
        "variety/family",
        limit(where(family="$it"), exercises=(None, 1), per="session"),
        hard=True,
        each="families",
        because="One of a kind in a session",
        priority=70,
    )
    yield Rule("variety/few", prefer(where(), -1.5), because="Fewer exercises, done better")
    yield Rule(
        "variety/keep-main",
        Keep(where(), 0.5, "cycle"),
        weight=2,
        where_in={"role": "main"},
        because="Main lifts stay, so that they can progress",
    )
    yield Rule(
        "variety/onward",
        Onward(where()),
        weight=4,
        where_in={"roles": ("main", "accessory", "core", "stretch")},  # a drill in the warm-up may be as easy as it likes
        because="A later cycle does not go back to an easier version",
    )
    for role in ("accessory", "core", "stretch"):
        yield Rule(
            f"variety/rotate-{role}",
            Rotate(where(), 0.3, "cycle"),
            weight=1,
            where_in={"role": role},
            because="Something new from one cycle to the next",
        )
