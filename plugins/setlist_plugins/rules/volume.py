"""Volume: weekly sets per muscle group inside the range for the level, counting 1 for a primary and 0.5 for a secondary muscle.

Ranges: row rt-level-volume (NSCA-VARS, setlist defaults under the published ranges); counting: row rt-set-count (PELLAND).
"""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, hookimpl, limit, where

WEEKLY_SETS = {"beginner": (4, 8), "intermediate": (8, 14), "advanced": (12, 18)}
STRENGTH = {"families": ["strength", "mixed"]}
WORK = {"roles": ("main", "accessory", "core")}  # what is done as a warm-up is no work set


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    profile, terms = context.profile, context.catalog.vocabulary.terms
    low, high = WEEKLY_SETS.get(profile.level, WEEKLY_SETS["beginner"])
    goal = terms.get("goals", {}).get(profile.goal)
    targets = set(goal.data.get("targets", ())) if goal else set()
    for group in sorted(terms.get("groups", {})):
        name = terms["groups"][group].name.lower()
        clause = where(kind="strength", muscles={"any": [group]})
        wanted = group in targets
        text = f"{low} to {high} sets a week for the {name}" if wanted else f"No more than {high} sets a week for the {name}"
        yield Rule(
            f"rules/volume/{group}",
            limit(clause, sets=(low if wanted else None, high), per="week"),
            weight=6.0 if wanted else 3.0,
            where_in=WORK,
            because=text,
            source="NSCA-VARS, PELLAND",
            scope=STRENGTH,
        )
