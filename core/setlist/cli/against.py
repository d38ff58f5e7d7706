"""What speaks against an exercise for a person, in words: findings of safety filters and rules that forbid it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from setlist.planner.why import missing
from setlist.rules import Forbid

if TYPE_CHECKING:
    from setlist.builder import Plan
    from setlist.rules import Rule


def against(plan: Plan, ref: str) -> Iterator[tuple[str, str]]:
    """(rule or filter, text) for everything that keeps an exercise of the plan's catalog out."""
    for finding in plan.judgements[ref].findings:
        if finding.severity == "exclude":
            yield f"safety/{finding.filter or 'core'}", f"{ref} is excluded ({finding.trait or 'exercise'}): {finding.reason}"
    lacks = missing(plan, ref)
    for rule in plan.forbidden.get(ref, ()):
        yield rule.id, f"{ref}: {forbidden_words(rule, lacks)}"


def forbidden_words(rule: Rule, lacks: Sequence[str]) -> str:
    """Why a rule forbids an exercise, with the equipment that is missing where the rule is about that."""
    because = rule.because or rule.id
    about = isinstance(rule.form, Forbid) and lacks and _names(rule.form.where, "equipment")
    return f"{because}: {', '.join(lacks)}" if about else because


def _names(clause: Any, key: str) -> bool:
    """Whether a `where:` clause has a key anywhere in it."""
    if isinstance(clause, Mapping):
        return key in clause or any(_names(part, key) for part in clause.values())
    return isinstance(clause, (list, tuple)) and any(_names(part, key) for part in clause)
