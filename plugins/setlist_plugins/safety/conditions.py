"""Conditions: what the person has decides which traits are excluded, limited, cautioned or preferred, and whether there is a gate.

What nobody knows counts against the hazard: a fact that is not known keeps every row that might hold and every gate that might close.
Which conditions count is in `inforce`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from setlist import (
    LOAD_LIMITS,
    STEPS,
    Catalog,
    Context,
    Dose,
    Exercise,
    Finding,
    Gate,
    GateRow,
    InForce,
    Profile,
    Row,
    SafetyFilter,
    adjustable,
    apply_clearance,
    hookimpl,
    match_facts,
)
from setlist_plugins.safety.inforce import read_conditions

UNREVIEWED = "Nobody has reviewed what this movement asks of a body of this age or in this state"
INTENSITY, VIGOROUS = "intensity", "vigorous"  # the fact of how hard a person means to train, and its value that may need a clearance
OPEN = ("go", "see-someone")  # steps that let a person pass


@hookimpl
def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
    catalog, profile = context.catalog, context.profile
    found, unread = read_conditions(profile, catalog)
    by_trait = find_by_trait(found, catalog)
    caps, too_hard = find_load_caps(found), find_too_hard(found, profile)
    blanket = tuple(Finding("exclude", reason=g.reason, source=g.source, condition=g.condition) for g in unread)
    # the core does this for the conditions that a profile names; an age or a goal that brings one along weighs no less
    said = {has.id for has in profile.conditions}
    brought = dict.fromkeys(one.condition.id for one in found if one.named not in said and one.about_health)
    unreviewed = tuple(Finding("exclude", reason=UNREVIEWED, source="setlist", condition=name) for name in brought)

    def judge(exercise: Exercise, dose: Dose) -> Iterable[Finding]:
        findings = [finding for trait in exercise.traits if trait in by_trait for finding in by_trait[trait]]
        findings += blanket
        if caps and adjustable(exercise, catalog.vocabulary):
            findings += [cap for trait, cap in caps if trait not in exercise.traits]
        if exercise.intensity == VIGOROUS or "high-intensity-cardio" in exercise.traits:
            findings += too_hard
        return findings if exercise.reviewed else [*findings, *unreviewed]

    def gates(profile: Profile) -> Iterable[Gate]:
        found, unread = read_conditions(profile, catalog)
        yield from unread
        for one in found:
            yield from find_gate(one, profile)

    yield SafetyFilter("conditions", judge, gates, "What the person's conditions, level and age rule out, limit or favour")


def find_by_trait(found: Iterable[InForce], catalog: Catalog) -> dict[str, tuple[Finding, ...]]:
    """Trait -> what all conditions in force say of it. A preference that another condition's exclusion suppresses is left out."""
    rows = [(one.condition.id, row) for one in found for row in one.condition.rows if _counts(row, one.facts)]
    excluded = {row.trait for _, row in rows if row.severity == "exclude"}
    dropped = {prefer for trait, prefer, _ in catalog.vocabulary.suppressions if trait in excluded}
    out: dict[str, list[Finding]] = {}
    for condition, row in rows:
        if row.severity == "prefer" and row.trait in dropped:
            continue
        finding = _finding(row, condition)
        same = out.setdefault(row.trait, [])
        if finding not in same:  # a condition that is there twice says it once
            same.append(finding)
    return {trait: tuple(findings) for trait, findings in out.items()}


def find_load_caps(found: Iterable[InForce]) -> tuple[tuple[str, Finding], ...]:
    """(trait, finding) for each exclusion with load limits: they cap the load of what does not bear the trait and so remains."""
    caps = [
        (row.trait, replace(_finding(row, one.condition.id), severity="modify", trait=None, variant=None, limits=limits))
        for one in found
        for row in one.condition.rows
        if row.severity == "exclude" and _counts(row, one.facts)
        if (limits := {key: row.limits[key] for key in LOAD_LIMITS if key in row.limits})
    ]
    return tuple(cap for n, cap in enumerate(caps) if cap not in caps[:n])


def find_too_hard(found: Iterable[InForce], profile: Profile) -> tuple[Finding, ...]:
    """What keeps vigorous exercises out: a gate that vigorous work needs and that the person, who may have meant less, has not opened.

    It is open when the profile says `intensity: vigorous` and a clearance answers it.
    """
    out: list[Finding] = []
    for one in found:
        for row in one.condition.gates:
            if INTENSITY not in row.when or match_facts(row.when, {**one.facts, INTENSITY: VIGOROUS}) is False:
                continue
            opened = _gate(row, one, profile).step in OPEN
            meant = row.step in OPEN or one.facts.get(INTENSITY) == VIGOROUS
            finding = Finding(
                "exclude",
                reason=f"{row.reason}; vigorous work needs a clearance",
                source=", ".join(row.sources),
                confirmed=row.confirmed,
                condition=one.condition.id,
            )
            if not (opened and meant) and finding not in out:
                out.append(finding)
    return tuple(out)


def _finding(row: Row, condition: str) -> Finding:
    return Finding(
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


def _counts(row: Row, facts: Mapping[str, Any]) -> bool:
    """A hazard counts unless the facts say otherwise, a preference only when they say so."""
    fits = match_facts(row.when, facts)
    return bool(fits) if row.severity == "prefer" else fits is not False


def find_gate(one: InForce, profile: Profile) -> Iterator[Gate]:
    """The gates of a condition, one for each pack that has any: of its rows the first that holds decides, and a clearance may open it.

    A row whose facts are not known does not hold, so that `go` and `see-someone` rows further down get their turn. But a stricter row
    that was passed over this way leaves at least a see-someone with its advice, and where no row holds the strictest of them decides.
    What one pack says softens nothing that another one says.
    """
    for pack in dict.fromkeys(row.pack for row in one.condition.gates):
        yield from _gate_of_pack([row for row in one.condition.gates if row.pack == pack], one, profile)


def _gate_of_pack(rows: Iterable[GateRow], one: InForce, profile: Profile) -> Iterator[Gate]:
    passed: list[GateRow] = []
    for row in rows:
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
