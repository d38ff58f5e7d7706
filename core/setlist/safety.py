"""Safety: what filters find is merged by the strictest, limits tighten doses, and gates decide whether there is a program at all.

Everything here only takes away. A finding that says `modify` without a limit or a variant, a limit or a variant that cannot be read,
a limit that cannot be kept, and an exercise whose traits nobody reviewed while the person has a condition: all of these exclude.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist.limits import LIMITS, adjustable, expressible, in_measure, merge_limits, reps_at, tighten, unknown_limits, within, words
from setlist.model import EMPTY, SEVERITIES, STEPS, Catalog, DoseRange, Exercise, Finding, Gate, Step, Vocabulary
from setlist.selectors import compile_clause

__all__ = [
    "LIMITS",
    "Judgement",
    "adjustable",
    "judge",
    "merge_limits",
    "reps_at",
    "session_limits",
    "sort_gates",
    "strictest",
    "tighten",
    "within",
    "words",
]
UNREVIEWED = "Nobody has reviewed what this movement does to a body with a condition"


class Judgement(Struct, frozen=True):
    """The merged verdict on an exercise: the dose that is left (None: excluded), every finding, the limits that apply."""

    dose: DoseRange | None
    findings: tuple[Finding, ...]
    limits: Mapping[str, Any]

    @property
    def excluded(self) -> bool:
        return self.dose is None


def judge(
    exercise: Exercise,
    dose: DoseRange,
    findings: Sequence[Finding],
    vocabulary: Vocabulary,
    *,
    has_condition: bool,
) -> Judgement:
    """Merge what all filters found on one exercise. `has_condition`: the person has a condition or reports pain."""
    kept = [settled for f in findings if (settled := _settle(f, exercise, vocabulary)) is not None]
    if has_condition and not exercise.reviewed:
        kept.append(Finding("exclude", reason=UNREVIEWED, source="setlist", filter="core"))
    limits: dict[str, Any] = {}
    left: DoseRange | None = dose
    if any(f.limits for f in kept):
        kept, left = _within_limits(kept, dose, exercise, adjustable=adjustable(exercise, vocabulary))
        limits = merge_limits(f.limits for f in kept if f.severity != "exclude")
    if any(f.severity == "exclude" for f in kept):
        left = None
    if left is not None and any(f.severity == "caution" for f in kept):
        left = replace(left, sets=(left.sets[0], max(left.sets[0], left.sets[1] - 1)))  # with care there is one set less to choose
    kept = _drop_suppressed(kept, vocabulary)
    kept.sort(key=_order)
    return Judgement(left, tuple(kept), limits)


def _settle(finding: Finding, exercise: Exercise, vocabulary: Vocabulary) -> Finding | None:
    """A finding as it counts: what is unknown or says no way out excludes, as does a variant that the exercise does not match.

    None for a preference that is for another variant.
    """
    if not isinstance(finding.limits, Mapping):
        return _excluding(finding, " (its limits cannot be read)")
    if finding.severity == "exclude":
        return finding
    if finding.severity not in SEVERITIES:
        return _excluding(finding, f" (unknown severity {finding.severity!r})")
    if finding.severity == "modify" and not finding.limits and not finding.variant:
        return _excluding(finding, " (no safe version is described)")
    problem = _unusable(finding, exercise)
    if problem:
        return _excluding(finding, f" ({problem})")
    if not finding.variant:
        return finding
    try:
        matches = compile_clause(finding.variant, vocabulary)(exercise)
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # all that a clause which no schema has checked can raise
        return _excluding(finding, f" (its variant cannot be read: {error!r})")
    if matches:
        return finding
    return None if finding.severity == "prefer" else _excluding(finding, ". Only a gentler version would be offered")


def _excluding(finding: Finding, why: str) -> Finding:
    return replace(finding, severity="exclude", limits=EMPTY, reason=f"{finding.reason}{why}")


def _unusable(finding: Finding, exercise: Exercise) -> str:
    """Why the limits of a finding cannot be kept by anybody; empty when they can be read."""
    unknown = unknown_limits(finding.limits)
    if unknown:
        return f"unknown limit {', '.join(unknown)}"
    if "max_per_session" in finding.limits and finding.trait not in exercise.traits:
        return "max_per_session counts a trait, and this names none that the exercise has"
    return ""


def _within_limits(
    findings: list[Finding], dose: DoseRange, exercise: Exercise, *, adjustable: bool
) -> tuple[list[Finding], DoseRange | None]:
    """The findings, and the dose within all their limits. Where none is left, the findings that see to it exclude."""

    def asked(finding: Finding) -> dict[str, Any]:
        if finding.severity == "modify":
            return in_measure(finding.limits, dose, exercise)
        return expressible(finding.limits, dose, adjustable=adjustable)

    counted = [f for f in findings if f.severity != "exclude" and f.limits]
    left = tighten(dose, merge_limits(map(asked, counted)), exercise, adjustable=adjustable)
    if left is not None:
        return findings, left
    alone = [f for f in counted if tighten(dose, asked(f), exercise, adjustable=adjustable) is None]
    guilty = {id(f) for f in alone or counted}
    return [_spent(f) if id(f) in guilty else f for f in findings], None


def _spent(finding: Finding) -> Finding:
    return replace(finding, severity="exclude", reason=f"{finding.reason}. No dose is left within the limits ({words(finding.limits)})")


def _drop_suppressed(findings: list[Finding], vocabulary: Vocabulary) -> list[Finding]:
    """A preference never stands against an exclusion of the same direction (vocabulary suppressions)."""
    excluded = {f.trait for f in findings if f.severity == "exclude"}
    dropped = {prefer for trait, prefer, _ in vocabulary.suppressions if trait in excluded}
    return [f for f in findings if not (f.severity == "prefer" and f.trait in dropped)]


def _order(finding: Finding) -> tuple[Any, ...]:
    """Strictest first, then an order that does not depend on the order in which filters spoke."""
    rest = (finding.source, finding.grade, finding.cue, finding.confirmed, sorted(map(repr, finding.limits.items())), finding.variant)
    return (SEVERITIES.index(finding.severity), finding.trait or "", finding.filter, finding.condition or "", finding.reason, repr(rest))


def strictest(gates: Iterable[Gate]) -> Step:
    """The step that counts: stop over clearance over see-someone over go. A step that nobody knows is a stop."""
    steps = [g.step for g in gates]
    unknown = [s for s in steps if s not in STEPS]
    return "stop" if unknown else max(steps, key=STEPS.index, default="go")


def sort_gates(gates: Iterable[Gate]) -> tuple[Gate, ...]:
    """Strictest first, each once."""
    rank: dict[str, int] = {step: -i for i, step in enumerate(STEPS)}

    def order(gate: Gate) -> tuple[int, str, str, str, str, str]:
        return (rank.get(gate.step, -9), gate.condition or "", gate.question or "", gate.reason, gate.advice, gate.filter)

    seen: dict[tuple[Any, ...], Gate] = {}
    for gate in sorted(gates, key=order):
        seen.setdefault((gate.step, gate.condition, gate.question, gate.reason, gate.advice), gate)
    return tuple(seen.values())


def session_limits(judgements: Mapping[str, Judgement], catalog: Catalog) -> dict[str, int]:
    """Trait -> the most items bearing it in a session, from `max_per_session`."""
    out: dict[str, int] = {}
    for ref in sorted(judgements):
        for finding in judgements[ref].findings:
            if finding.severity != "exclude" and finding.trait and "max_per_session" in finding.limits:
                most = int(finding.limits["max_per_session"])
                out[finding.trait] = min(out.get(finding.trait, most), most)
    return out
