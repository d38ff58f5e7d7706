"""Recovery: 48 hours between hard sessions for a muscle group (row rt-48h: ACSM-GETP-RT, NSCA-VARS). Strength programs only."""

from __future__ import annotations

from collections.abc import Iterable

from setlist import Context, Rule, hookimpl, rest, where

HOURS = 48


@hookimpl
def setlist_rules(context: Context) -> Iterable[Rule]:
    groups = context.catalog.vocabulary.terms.get("groups", {})
    for group in sorted(groups):
        if group in ("abdominals", "neck", "forearms"):  # small or postural muscles that recover within a day
            continue
        worked = where(kind="strength", roles={"any": ["main"]}, muscles={"primary": {"any": [group]}})
        yield Rule(
            f"recovery/{group}",
            rest(HOURS, where=worked),
            weight=2,
            where_in={"block": "main"},
            because=f"{HOURS} hours of rest for the {groups[group].name.lower()}",
            source="ACSM-GETP-RT",
            scope={"families": ["strength", "mixed"]},
        )
