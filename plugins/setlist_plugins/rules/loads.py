"""Known loads: a lift that the person has numbers for is one they train, so that a program can go on from there."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, hookimpl, prefer, where

POINTS = 5
KINDS = ("working", "one_rm")


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    loads, catalog = context.profile.loads, context.catalog
    told = {name for kind in KINDS for name in loads.get(kind, {})}
    known = sorted({ref for name in told if (ref := catalog.resolve(name)) is not None})
    if known:
        yield Rule("loads/known", prefer(where(id={"any": known}), POINTS), because="You told the weight you lift here")
