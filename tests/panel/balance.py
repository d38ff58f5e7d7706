"""Balance of strength programs, from the finished document: every build week of the program has to hold each statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .figures import Document, Facts, Share, build_weeks, items_of, weekly_sets, work_sets

Week = Mapping[str, Any]
Check = Callable[[Week, Facts], str | None]  # None where it holds, else what is wrong
PULLS, PUSHES = ("horizontal-pull", "vertical-pull"), ("horizontal-push", "vertical-push")
HINGES, SQUATS = ("hinge",), ("squat", "lunge")
REGIONS = {
    "back": ("lats", "lower-back", "middle-back", "traps"),
    "hips": ("abductors", "adductors", "glutes"),
    "hamstrings": ("hamstrings",),
    "chest": ("chest",),
    "quadriceps": ("quadriceps",),
}


def sets_of(week: Week, facts: Facts, patterns: tuple[str, ...]) -> int:
    """Weekly sets of strength work that has any of the patterns."""
    return sum(sets for fact, sets in work_sets(week, facts) if set(patterns) & set(fact.patterns))


def ratio(of: tuple[str, ...], to: tuple[str, ...], low: float, high: float) -> Check:
    """Sets of one against sets of another; both missing is no imbalance."""

    def check(week: Week, facts: Facts) -> str | None:
        a, b = sets_of(week, facts, of), sets_of(week, facts, to)
        return None if low * b <= a <= high * b else f"{a} sets to {b}"

    return check


def some(*patterns: str) -> Check:
    """At least a set of each pattern."""

    def check(week: Week, facts: Facts) -> str | None:
        lacking = [pattern for pattern in patterns if not sets_of(week, facts, (pattern,))]
        return f"no {', no '.join(lacking)}" if lacking else None

    return check


def both_backs(week: Week, facts: Facts) -> str | None:
    """Upper and lower back are both trained."""
    sets = weekly_sets(week, facts)
    upper = any(sets.get(group) for group in ("lats", "middle-back", "traps"))
    return None if upper and sets.get("lower-back") else f"no work for the {'lower' if upper else 'upper'} back"


def stretched(week: Week, facts: Facts) -> str | None:
    """Every region that is trained as a primary one is stretched in the same week."""
    trained = {group for fact, _ in work_sets(week, facts) for group, share in fact.muscles.items() if share == 1}
    eased: set[str] = set()
    for session in week["sessions"]:
        for item in items_of(session):
            fact = facts[item["exercise"]]
            if fact.kind == "stretch":
                eased |= set(fact.muscles)
    left = [region for region, groups in REGIONS.items() if trained & set(groups) and not eased & set(groups)]
    return f"nothing stretches the {', the '.join(left)}" if left else None


CHECKS: dict[str, Check] = {
    "pull to push 1.0-1.5": ratio(PULLS, PUSHES, 1.0, 1.5),
    "hinge to squat 0.8-1.25": ratio(HINGES, SQUATS, 0.8, 1.25),
    "both pull directions": some(*PULLS),
    "the trunk resists all three ways": some("anti-extension", "anti-rotation", "anti-lateral-flexion"),
    "upper and lower back": both_backs,
    "what is strengthened is stretched": stretched,
}


def balance(document: Document, facts: Facts) -> dict[str, Share]:
    """For each statement the build weeks that hold it."""
    return {name: _weeks(document, facts, check) for name, check in CHECKS.items()}


def _weeks(document: Document, facts: Facts, check: Check) -> Share:
    found = ((week["number"], check(week, facts)) for week in build_weeks(document))
    return Share.over(None if text is None else f"week {number}: {text}" for number, text in found)
