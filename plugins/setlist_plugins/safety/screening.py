"""Screening: age, warning signs and the other questions that come before a program. A yes leads to the gate of its question.

Not asked is not no: a question without an answer gives no gate, and the program is marked as not screened. An answer that is no plain
no counts as a yes. A `clearance` is opened by a clearance that names the question, or answered by naming the condition it is about;
nothing opens a stop.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from setlist import Catalog, Context, Dose, Exercise, Finding, Gate, Profile, Question, SafetyFilter, apply_clearance, hookimpl, in_force

ADULT = 18
EMERGENCY = "emergency"  # the one yes or no over the whole list of emergency signs
NOT_ASKED = (None, "")
NO = frozenset({"no", "none", "false", "0"})


@hookimpl
def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
    catalog, profile = context.catalog, context.profile
    unknown_health = _unknown_health(profile, catalog)

    def judge(exercise: Exercise, dose: Dose) -> Iterable[Finding]:
        return () if exercise.reviewed else unknown_health

    def gates(profile: Profile) -> Iterable[Gate]:
        if profile.age is not None and not profile.age >= ADULT:  # what is no number is no adult either
            yield _minor(profile.age, catalog.questions.get("minor"))
        for name, answer in sorted(profile.screening.items()):
            yield from find_gates(name, answer, profile, catalog)

    yield SafetyFilter("screening", judge, gates, "Age, warning signs and what a professional should agree to first")


def says_no(answer: Any) -> bool:
    """Whether an answer is a plain no: false, nought, or the word."""
    return answer.strip().lower() in NO if isinstance(answer, str) else answer is False or answer == 0


def find_gates(name: str, answer: Any, profile: Profile, catalog: Catalog) -> Iterator[Gate]:
    """The gates that an answer leads to; none for a no, for what was not asked, and for a yes that a named condition spells out."""
    if answer in NOT_ASKED or says_no(answer):
        return
    question = catalog.questions.get(name)
    if question is None:
        yield _emergency() if name == EMERGENCY else apply_clearance(_unknown(name), profile, name)
        return
    gate = Gate(
        question.gate,
        f"You said yes to: {question.ask}",
        question.advice,
        source=", ".join(question.sources),
        question=name,
        urgency=question.urgency,
    )
    named = {one.condition.id for one in in_force(profile, catalog)[0] if one.named}
    if question.gate == "stop" or named.isdisjoint(question.answered_by):
        yield apply_clearance(gate, profile, name)
    if question.adds_condition and question.adds_condition not in named:
        yield _unnamed(question, question.adds_condition, catalog)


def _emergency() -> Gate:
    return Gate(
        "stop",
        "You said yes to the list of emergency signs",
        "Stop. Call your local emergency number (such as 112, 999 or 911) or go to the nearest emergency department now. Do not exercise.",
        source="GK",
        question=EMERGENCY,
        urgency="emergency",
    )


def _unknown(name: str) -> Gate:
    return Gate(
        "clearance",
        f"The screening question {name!r} is not known to the chosen packs, and the answer is not no",
        "Correct the profile or choose the pack that asks it; if the answer stands, ask a professional first.",
        source="setlist",
        question=name,
    )


def _unnamed(question: Question, condition: str, catalog: Catalog) -> Gate:
    """A yes that means a condition. No clearance opens this gate: without the condition its exclusions would not apply."""
    known = catalog.conditions.get(condition)
    title = known.name if known else condition
    return Gate(
        "clearance",
        f"The answer to {question.id!r} means a condition that the profile does not name: {title}",
        f"Name {condition} among the conditions, so that what it rules out is left out.",
        source=", ".join(question.sources),
        question=question.id,
        condition=condition,
    )


def _minor(age: int, question: Question | None) -> Gate:
    advice = question.advice if question else "Ask a parent, a teacher or a doctor for guidance that fits your age."
    source = ", ".join(question.sources) if question else "GK"
    return Gate("stop", f"These programs are for adults, and the profile says {age} years", advice, source=source, question="minor")


def _unknown_health(profile: Profile, catalog: Catalog) -> tuple[Finding, ...]:
    """A yes speaks of a health that no condition describes: a movement that nobody has reviewed is not for it."""
    answers: Mapping[str, Any] = {name: a for name, a in profile.screening.items() if a not in NOT_ASKED and not says_no(a)}
    yes = [name for name in sorted(answers) if name not in catalog.questions or catalog.questions[name].gate != "go"]
    reason = "Nobody has reviewed what this movement does to a body with a warning sign"
    return tuple(Finding("exclude", reason=f"{reason} (yes to {name})", source="setlist") for name in yes)
