"""Conditions: what the person has decides which traits are excluded, limited, cautioned or preferred, and whether there is a gate.

A condition is in force when the profile names it, when another one resolves to it (`back-pain` by its duration), or when it applies
by itself to the level or the age. What nobody knows counts against the hazard: a fact that is not known keeps every row that might
hold, a level that is not known makes a beginner, and a condition or a fact that no pack knows stops the program.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite
from typing import Any

from setlist import (
    LEVELS,
    STEPS,
    Catalog,
    Condition,
    Context,
    Dose,
    Exercise,
    Finding,
    Gate,
    GateRow,
    Profile,
    Row,
    SafetyFilter,
    apply_clearance,
    hookimpl,
    match_facts,
)

ANY_CONDITION = frozenset({"since", "phase", "eases", "weeks_since", "severity"})  # facts that every condition may have
UNREVIEWED = "Nobody has reviewed what this movement asks of a body of this age"
SHOW = "`setlist condition list` shows the ones that are known; choose the pack that has it, or correct the profile."


@dataclass(frozen=True, slots=True)
class InForce:
    """A condition that counts for this person. `named` is what the profile calls it; empty when it applies by itself."""

    condition: Condition
    facts: Mapping[str, Any]
    named: str = ""


@hookimpl
def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
    catalog, profile = context.catalog, context.profile
    found, unread = in_force(profile, catalog)
    by_trait = find_by_trait(found, catalog)
    blanket = tuple(Finding("exclude", reason=g.reason, source=g.source, condition=g.condition) for g in unread)
    # the core does this for the conditions that a profile names; an age that brings one along weighs no less
    by_age = [one.condition.id for one in found if not one.named and one.condition.applies_min_age is not None]
    unreviewed = tuple(Finding("exclude", reason=UNREVIEWED, source="setlist", condition=name) for name in by_age)

    def judge(exercise: Exercise, dose: Dose) -> Iterable[Finding]:
        findings = [finding for trait in exercise.traits if trait in by_trait for finding in by_trait[trait]]
        findings += blanket
        return findings if exercise.reviewed else [*findings, *unreviewed]

    def gates(profile: Profile) -> Iterable[Gate]:
        found, unread = in_force(profile, catalog)
        yield from unread
        for one in found:
            yield from find_gate(one, profile)

    yield SafetyFilter("conditions", judge, gates, "What the person's conditions, level and age rule out, limit or favour")


def in_force(profile: Profile, catalog: Catalog) -> tuple[list[InForce], list[Gate]]:
    """The conditions that count, and a stop for each one that cannot be read: unknown to the packs, or with unknown facts."""
    found: list[InForce] = []
    unread: list[Gate] = []
    for has in profile.conditions:
        facts = _with_weeks(has.facts, profile.start)
        chain = _resolve(has.id, facts, catalog)
        missing = [name for name, condition in chain.items() if condition is None]
        known = [condition for condition in chain.values() if condition is not None]
        unread += [_unknown(name) for name in missing]
        if not missing:
            unread += _misread(has.id, known, facts)
        found += [InForce(condition, facts, has.id) for condition in known]
    have = {one.condition.id for one in found}
    found += [InForce(c, {}) for name, c in sorted(catalog.conditions.items()) if name not in have and _applies(c, profile)]
    return found, unread


def _resolve(name: str, facts: Mapping[str, Any], catalog: Catalog) -> dict[str, Condition | None]:
    """A condition and what its facts turn it into, by id; None for an id that no pack knows. Where no entry holds, all count."""
    chain: dict[str, Condition | None] = {}
    ahead = [name]
    while ahead:
        name = ahead.pop(0)
        condition = chain[name] = catalog.conditions.get(name)
        entries = condition.resolves if condition else ()
        held = [e["to"] for e in entries if match_facts(e.get("when", {}), facts)]
        ahead += [to for to in held[:1] or [e["to"] for e in entries] if to not in chain]
    return chain


def _with_weeks(facts: Mapping[str, Any], start: str | None) -> Mapping[str, Any]:
    """The facts, with the weeks between `since` and the program's start where only the dates are known."""
    if "weeks_since" in facts or not start or not isinstance(facts.get("since"), str):
        return facts
    try:
        days = (date.fromisoformat(start) - date.fromisoformat(facts["since"])).days
    except ValueError:
        return facts
    return {**facts, "weeks_since": days // 7} if days >= 0 else facts


def _applies(condition: Condition, profile: Profile) -> bool:
    """Whether a condition joins a profile by itself. A level that is not known counts as every level; an age that is not known as none."""
    levels, least = condition.applies_levels, condition.applies_min_age
    if not levels and least is None:
        return False
    by_level = not levels or profile.level in levels or profile.level not in LEVELS
    return by_level and (least is None or (profile.age is not None and profile.age >= least))


def _unknown(name: str) -> Gate:
    return Gate("stop", f"The condition {name!r} is not known to the chosen packs", SHOW, source="setlist", condition=name)


def _misread(name: str, conditions: Sequence[Condition], facts: Mapping[str, Any]) -> Iterator[Gate]:
    """A stop for each fact that no row could understand: a misspelt fact must not switch a row off."""
    known = {fact for c in conditions for fact in c.facts} | ANY_CONDITION
    for fact in sorted(facts):
        asked = [c.facts[fact] for c in conditions if fact in c.facts]
        if fact not in known:
            problem, help_ = f"{fact!r} is not a fact of {name}", f"Known facts: {', '.join(sorted(known))}."
        elif not all(_understood(facts[fact], spec) for spec in asked):
            problem = f"{fact}={facts[fact]!r} of {name} cannot be read"
            help_ = "Expected " + " and ".join(_expected(spec) for spec in asked) + "."
        else:
            continue
        yield Gate("stop", problem, f"{help_} Correct the profile.", source="setlist", condition=name)


def _understood(value: Any, spec: Mapping[str, Any]) -> bool:
    if value is None or value == "unknown":
        return True
    if "values" in spec:
        return value in spec["values"]
    if spec.get("type") == "boolean":
        return isinstance(value, bool)
    if spec.get("type") == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)
    return True


def _expected(spec: Mapping[str, Any]) -> str:
    return f"one of {', '.join(map(str, spec['values']))}" if "values" in spec else f"a {spec.get('type', 'text')}"


def find_by_trait(found: Iterable[InForce], catalog: Catalog) -> dict[str, tuple[Finding, ...]]:
    """Trait -> what all conditions in force say of it. A preference that another condition's exclusion suppresses is left out."""
    rows = [(one.condition.id, row) for one in found for row in one.condition.rows if _counts(row, one.facts)]
    excluded = {row.trait for _, row in rows if row.severity == "exclude"}
    dropped = {prefer for trait, prefer, _ in catalog.vocabulary.suppressions if trait in excluded}
    out: dict[str, list[Finding]] = {}
    for condition, row in rows:
        if row.severity == "prefer" and row.trait in dropped:
            continue
        finding = Finding(
            row.severity,
            trait=row.trait,
            reason=row.reason,
            source=", ".join(row.sources),
            grade=row.grade,
            limits=row.limits,
            variant=row.variant,
            cue=row.cue,
            confirmed=row.confirmed,
            condition=condition,
        )
        same = out.setdefault(row.trait, [])
        if finding not in same:  # a condition that is there twice says it once
            same.append(finding)
    return {trait: tuple(findings) for trait, findings in out.items()}


def _counts(row: Row, facts: Mapping[str, Any]) -> bool:
    """A hazard counts unless the facts say otherwise, a preference only when they say so."""
    fits = match_facts(row.when, facts)
    return bool(fits) if row.severity == "prefer" else fits is not False


def find_gate(one: InForce, profile: Profile) -> Iterator[Gate]:
    """The gate of a condition, if it has any: the first row that holds decides, and a clearance may open it.

    A row whose facts are not known does not hold, so that `go` and `see-someone` rows further down get their turn. But a stricter row
    that was passed over this way leaves at least a see-someone with its advice, and where no row holds the strictest of them decides.
    """
    passed: list[GateRow] = []
    for row in one.condition.gates:
        holds = match_facts(row.when, one.facts)
        if holds:
            yield from _decide(row, passed, one, profile)
            return
        if holds is None:
            passed.append(row)
    if passed:
        yield _gate(_strictest(passed), one, profile)


def _decide(row: GateRow, passed: Sequence[GateRow], one: InForce, profile: Profile) -> Iterator[Gate]:
    gate = _gate(row, one, profile)
    if row.step == "go" and passed:
        might = _gate(_strictest(passed), one, profile)
        if might.step != "go":
            gate = replace(might, step="see-someone")
    yield gate


def _strictest(rows: Sequence[GateRow]) -> GateRow:
    return max(rows, key=lambda row: STEPS.index(row.step))


def _gate(row: GateRow, one: InForce, profile: Profile) -> Gate:
    name = one.condition.id
    gate = Gate(row.step, row.reason, row.advice, source=", ".join(row.sources), condition=name)
    return apply_clearance(gate, profile, name, one.named or name)
