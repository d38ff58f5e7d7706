"""What a rule asks for and cannot have: which exercises would do, and which rules and filters took them away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from setlist.builder import Plan
from setlist.model import Exercise
from setlist.planner.why import missing
from setlist.rules import Limit
from setlist.selectors import compile_clause

OWNED = "equipment/owned"
SAFETY = "Left out for safety"
MOST_NAMED = 2  # exercises whose reasons are told one by one


def would_do(plan: Plan, rule: str) -> list[Exercise]:
    """The exercises that count for a rule which asks for some, also those that were taken away; none for a rule that asks for nothing."""
    vocabulary = plan.catalog.vocabulary
    clauses = [(one.form.where, "") for one in plan.rules if one.id == rule and isinstance(one.form, Limit) and one.form.min]
    for session in plan.template.sessions.values():
        for block in session.blocks:
            counted = rule == f"template/{session.id}/{block.id}/count"
            clauses += [(s.where, s.role) for s in block.slots if counted or rule == f"template/{session.id}/{s.id}"]
    tests = [(compile_clause(where, vocabulary), role) for where, role in clauses]
    return [e for e in plan.catalog if any(test(e) and (not role or role in e.roles) for test, role in tests)]


def taken_words(plan: Plan, rule: str) -> str:
    """Who took away what a rule asks for: each exercise with its reasons where they are few, else how many for which reason."""
    wanted = would_do(plan, rule)
    gone = [e for e in wanted if e.ref in plan.forbidden or plan.judgements[e.ref].excluded]
    if not gone:
        return ""
    if len(wanted) <= MOST_NAMED:
        return "; ".join(f"{e.name}: {', '.join(_reasons(plan, e.ref, named=True))}" for e in gone)
    counts: dict[str, int] = {}
    for e in gone:
        for reason in _reasons(plan, e.ref):
            counts[reason] = counts.get(reason, 0) + 1
    said = ", ".join(f"{count} ({reason})" for reason, count in sorted(counts.items(), key=lambda one: -one[1]))
    return f"{len(gone)} of {len(wanted)} that would do are out: {said}"


def unowned(plan: Plan, rules: Sequence[str]) -> list[Exercise]:
    """What these rules ask for that only the equipment keeps out."""
    wanted = {e.ref: e for rule in rules for e in would_do(plan, rule)}
    return [e for ref, e in wanted.items() if _kept_out_by(plan, ref) == {OWNED} and not plan.judgements[ref].excluded]


def _kept_out_by(plan: Plan, ref: str) -> set[str]:
    return {rule.id for rule in plan.forbidden.get(ref, ())}


def _reasons(plan: Plan, ref: str, *, named: bool = False) -> Iterator[str]:
    """Why an exercise is out. `named`: with the equipment that is missing, and what safety found."""
    findings = [f.reason for f in plan.judgements[ref].findings if f.severity == "exclude"]
    if findings:
        yield f"{SAFETY} ({findings[0]})" if named else SAFETY
    for rule in plan.forbidden.get(ref, ()):
        things = f" ({', '.join(missing(plan, ref))})" if named and rule.id == OWNED else ""
        yield f"{rule.because or rule.id}{things}"
