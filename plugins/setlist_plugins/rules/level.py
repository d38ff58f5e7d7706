"""Level and skill: nothing above the person's level, a little rather what is at it, and no beginner's exercise for an advanced person where
another fits. A level that nobody knows is a beginner's."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import LEVELS, Context, Rule, forbid, hookimpl, prefer, where

ABOVE = {"beginner": "intermediate", "intermediate": "advanced"}


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    level = context.profile.level if context.profile.level in LEVELS else "beginner"
    if level in ABOVE:
        yield Rule(
            "level/skill",
            forbid(where(level={"min": ABOVE[level]})),
            hard=True,
            because=f"Asks for more practice than a {level} has",
            priority=95,
        )
    if level != "beginner":
        yield Rule("level/fit", prefer(where(level=level), 1), because=f"Suits a person with {level} practice")
    if level == LEVELS[-1]:
        easy = prefer(where(kind="strength", level=LEVELS[0]), -3)
        yield Rule("level/easy", easy, where_in={"roles": ("main", "accessory", "core")}, because="Easy after years of practice")
