"""Likes, dislikes and pins: what the person wants more of, never, or every week. A name may be an exercise, family, pattern, kind,
position, trait, muscle, equipment or pack; exercises first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from setlist import Catalog, Context, Rule, forbid, hookimpl, limit, prefer, where

LIKE_POINTS = 6


def clause(name: str, catalog: Catalog) -> dict[str, Any]:
    """The `where:` clause a word stands for; an unknown word matches an exercise of that id, that is: nothing."""
    terms = catalog.vocabulary.terms
    ref = catalog.resolve(name)
    if ref is not None:
        return where(id=ref)
    if any(e.family == name for e in catalog):
        return where(family=name)
    for kind in ("patterns", "traits", "tags"):
        if name in terms.get(kind, {}):
            return {kind: {"any": [name]}}
    for kind, key in (("kinds", "kind"), ("positions", "position")):
        if name in terms.get(kind, {}):
            return {key: name}
    if any(name in terms.get(kind, {}) for kind in ("muscles", "groups", "regions")):
        return where(muscles={"any": [name]})
    if name in terms.get("equipment", {}):
        return where(equipment={"any": [name]})
    if any(p.id == name for p in catalog.packs):
        return where(pack=name)
    return where(id=name)


def _called(name: str, catalog: Catalog) -> str:
    ref = catalog.resolve(name)
    return name.replace("-", " ") if ref is None else catalog.exercises[ref].name


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    profile, catalog = context.profile, context.catalog
    for name in dict.fromkeys(profile.likes):
        yield Rule(f"likes/{name}", prefer(clause(name, catalog), LIKE_POINTS), because=f"You like {_called(name, catalog)}")
    for name in dict.fromkeys(profile.dislikes):
        yield Rule(
            f"likes/not-{name}",
            forbid(clause(name, catalog)),
            hard=True,
            because=f"You asked to avoid {_called(name, catalog)}",
            priority=80,
        )
    for name in dict.fromkeys(profile.pins):
        form = limit(clause(name, catalog), exercises=(1, None), per="week")
        yield Rule(f"likes/pin-{name}", form, hard=True, because=f"You asked for {_called(name, catalog)} at least once", priority=60)
