"""Why a program is as it is: what holds its score down, and why one exercise is in it or is not. As data and as lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from setlist.builder import Plan
from setlist.cli.against import forbidden_words
from setlist.cli.evidence import evidence_words
from setlist.cli.layout import Lines, bullets, section, wrapped
from setlist.cli.names import Unclear, find_exercise
from setlist.cli.replan import Replan, widen
from setlist.cli.usage import UsageProblem
from setlist.planner.why import Why, limits, why
from setlist.program import to_data
from setlist.results import Refused

if TYPE_CHECKING:
    from setlist.program import Certificate, Program

MOST_INSTEAD = 5  # exercises named as taking a place


class Answer(Struct, frozen=True):
    """Why an exercise is in a program or is not. `outside`: the pack that has it is not among those of the program."""

    plan: Plan
    why: Why
    outside: str = ""

    @property
    def name(self) -> str:
        return self.plan.catalog.exercises[self.why.ref].name


def answer(found: Replan, word: str) -> Answer:
    """The answer for an exercise by id or name, also one of an installed pack that was not chosen. UsageProblem when there is none."""
    wide = _knowing(found, word)
    if isinstance(wide.plan, Refused):
        raise UsageProblem(f"with the pack of {word} there is no program for this person: {wide.plan.gates[0].reason}")
    try:
        ref = find_exercise(word, wide.catalog)
    except Unclear as error:
        raise UsageProblem(str(error)) from error
    outside = "" if ref in found.catalog.exercises else wide.catalog.exercises[ref].pack
    return Answer(wide.plan, why(wide.plan, found.program, ref), outside)


def _knowing(found: Replan, word: str) -> Replan:
    """The replan whose catalog has the exercise: the program's own, else with the pack that the word names."""
    pack, colon, _ = word.partition(":")
    if colon and word not in found.catalog.exercises and pack not in {p.id for p in found.catalog.packs}:
        return widen(found, pack) or found
    return found


def answer_data(given: Answer) -> dict[str, Any]:
    known = given.why
    return {
        "exercise": known.ref,
        "name": given.name,
        "picked": bool(known.places),
        "places": list(known.places),
        "reasons": to_data(known.reasons),
        "outside_packs": bool(given.outside),
        "excluded": to_data(known.excluded),
        "forbidden": [{"rule": rule.id, "because": rule.because, "source": rule.source} for rule in known.forbidden],
        "missing_equipment": list(known.missing_equipment),
        "slots": list(known.slots),
        "cost": known.cost,
        "instead": list(known.instead),
        "cycle": known.cycle,
        "until": known.until,
    }


def answer_lines(given: Answer) -> Lines:
    known = given.why
    if known.until is not None:
        head = wrapped(f"{given.name} ({known.ref}) is not in the weeks to come; it was in the program until week {known.until}.")
    else:
        head = wrapped(f"{given.name} ({known.ref}) is {'in' if known.places else 'not in'} the program.")
    return [*head, *(_picked(given) if known.places else _left_out(given))]


def _picked(given: Answer) -> Lines:
    known = given.why
    reasons = (f"{r.text}{'' if r.points is None else f' ({r.points:+g} points)'} [{r.rule}]" for r in known.reasons)
    return [
        *section("Where:", bullets(known.places)),
        *section("Why:", bullets(reasons)),
        *section("Without it:", bullets([_without(given)])),
    ]


def _left_out(given: Answer) -> Lines:
    known, plan = given.why, given.plan
    lines: Lines = []
    if given.outside:
        lines += bullets([f"The program was built without the pack {given.outside}: add -p {given.outside}."])
    for f in known.excluded:
        evidence = evidence_words(f.grade, [f.source] if f.source else [], f.confirmed)
        condition = plan.catalog.conditions.get(f.condition or "")
        cause = f" because of {condition.name}" if condition is not None else ""
        lines += bullets([f"Excluded for safety{cause}, {f.trait or 'exercise'}: {f.reason} ({evidence}) [safety/{f.filter or 'core'}]"])
    lines += [line for rule in known.forbidden for line in bullets([f"{forbidden_words(rule, known.missing_equipment)} [{rule.id}]"])]
    if known.excluded or known.forbidden or given.outside:
        return ["", *lines]
    if not known.slots:
        return ["", *bullets([f"No slot of the template {plan.template.ref} takes it."])]
    return [
        "",
        *bullets([_with(given)]),
        *section("Slots that take it:", bullets(dict.fromkeys(known.slots))),
    ]


def _without(given: Answer) -> str:
    """What the week is like when a picked exercise is left out."""
    cost = given.why.cost
    if cost is None:
        return "no week is left that fits the rules"
    week = _week(given)
    scores = f"{week} scores {abs(cost):g} points {'less' if cost > 0 else 'more'}"
    worth = scores if cost else f"{week} is as good: ties are broken in a fixed order"
    return f"{worth}; in its place: {_instead(given)}" if given.why.instead else worth


def _with(given: Answer) -> str:
    """What the week is like when an exercise that was not picked is forced in."""
    cost = given.why.cost
    if cost is None:
        return "No week that has it fits the rules."
    if cost:
        others, has = ("more", "less") if cost > 0 else ("less", "more")
        worth = f"Others score {others}: with it {_week(given)} has {abs(cost):g} points {has}"
    else:
        worth = "Others do as well: ties are broken in a fixed order"
    return f"{worth}; what would go for it: {_instead(given)}" if given.why.instead else worth


def _week(given: Answer) -> str:
    """The week that costs are told of."""
    return "the week" if given.why.cycle == 1 else f"the week of cycle {given.why.cycle}"


def _instead(given: Answer) -> str:
    refs = given.why.instead
    names = ", ".join(f"{given.plan.catalog.exercises[ref].name} ({ref})" for ref in refs[:MOST_INSTEAD])
    return f"{names} and {len(refs) - MOST_INSTEAD} more" if len(refs) > MOST_INSTEAD else names


def overview_data(found: Replan) -> dict[str, Any]:
    assert isinstance(found.plan, Plan)
    program = found.program
    return {
        "certificate": to_data(program.certificate),
        "quality": quality_words(program.certificate),
        "limits": [{"text": text, "points": points} for text, points in limits(found.plan, program)],
        "volume": [to_data(v) for v in program.volume if v.why],
        "relaxed": to_data(program.relaxed),
        "excluded": to_data(program.excluded),
    }


def overview_lines(found: Replan) -> Lines:
    assert isinstance(found.plan, Plan)
    program = found.program
    costs = [f"{text}: {points:g} points" for text, points in limits(found.plan, program)]
    return [
        *wrapped(f"{program.title} (template {program.template})"),
        *wrapped(quality_words(program.certificate)),
        *section("What costs points in a week, dearest first:", bullets(costs or ["nothing: every wish that can cost points is met"])),
        *section("Sets outside their range:", bullets(_volume(program))),
        *section("What gave way:", bullets(f"{r.because or r.rule} (by {r.by:g}) [{r.rule}]" for r in program.relaxed)),
        *section("Not in it for safety:", bullets(_excluded(program))),
        "",
        *wrapped("setlist explain PROGRAM EXERCISE says more of one exercise."),
    ]


def _volume(program: Program) -> list[str]:
    return [f"week {v.week}, {v.muscle}: {v.why}" for v in program.volume if v.why]


def _excluded(program: Program) -> list[str]:
    count = len(program.excluded)
    return [f"{count} exercise{'' if count == 1 else 's'}; --json lists them with reason and source"] if count else []


def quality_words(certificate: Certificate) -> str:
    """The proof in words: how far the score may be from the best, rounded so that it never promises more than was proven."""
    within = f"{math.ceil(round(certificate.gap * 1000, 6)) / 10:g} %"
    score = f"Score {certificate.objective:g}; no program by these rules scores more than {certificate.bound:g}"
    proofs = {
        "proven": f"proven to be within {within} of the best",
        "swapped": f"with what changed since it was built it is within {within} of that",
    }
    proof = proofs.get(certificate.status, f"not proven: the gap is {within}")
    cycles = len(certificate.cycles)
    return f"{score}: {proof}{f', in the worst of {cycles} cycles' if cycles > 1 else ''}."
