"""Days without a session: a sport or easy movement, through the same filters, rules and equipment as everything else."""

from __future__ import annotations

from setlist.builder import Plan
from setlist.model import DoseRange, Exercise
from setlist.planner import progress, times
from setlist.planner.columns import Frame
from setlist.program import Reason, Suggestion
from setlist.rules import Forbid, Prefer
from setlist.selectors import compile_clause

USUAL_MINUTES = 20  # what is worth changing shoes for (GK)
EASY_POINTS = 2.0  # how much rather people recover with something easy (GK)


def suggest(plan: Plan, shape: Frame) -> tuple[Suggestion, ...]:
    """What the template asks for on free days, the best by points, no two of a family."""
    wanted = plan.template.rest_days
    if not wanted:
        return ()
    points = _points(plan)
    best = sorted(points, key=lambda ref: (_short(plan.judgements[ref].dose), -points[ref], ref))
    busy = {day for days in shape.days for day in days}
    free = [day for day in range(1, 8) if day not in busy]
    away = _away(plan)
    out: list[Suggestion] = []
    families: set[str] = set()
    for day in free[: most(wanted["per_week"])]:
        for ref in best:
            family = plan.catalog.exercises[ref].family or ref
            if family not in families and ref not in away.get(day, ()):
                families.add(family)
                out.append(_suggestion(plan, day, ref))
                break
    return tuple(out)


def _away(plan: Plan) -> dict[int, set[str]]:
    """The exercises that a hard rule keeps from some days of the week, by day."""
    away: dict[int, set[str]] = {}
    for rule in plan.rules:
        if isinstance(rule.form, Forbid) and rule.hard and rule.where_in.keys() == {"days"}:
            test = compile_clause(rule.form.where, plan.catalog.vocabulary)
            refs = {ref for ref, exercise in plan.admissible.items() if test(exercise)}
            for day in rule.where_in["days"]:
                away.setdefault(day, set()).update(refs)
    return away


def most(per_week: int | tuple[int, int]) -> int:
    """The larger end of a count."""
    return per_week if isinstance(per_week, int) else per_week[1]


def _points(plan: Plan) -> dict[str, float]:
    """The points of every admissible exercise that suits a free day. What may only be done with care is none: a suggestion has no room
    for the cue that says how."""
    wanted, vocabulary = plan.template.rest_days or {}, plan.catalog.vocabulary
    suits = compile_clause(wanted["where"], vocabulary)
    wishes = [
        (rule.form.points, compile_clause(rule.form.where, vocabulary))
        for rule in plan.rules
        if isinstance(rule.form, Prefer) and not rule.where_in
    ]
    return {
        ref: EASY_POINTS * (exercise.intensity == "light")
        + sum(p for _, _, p in plan.scores.get(ref, ()))
        + sum(p for p, likes in wishes if likes(exercise))
        for ref, exercise in plan.admissible.items()
        if suits(exercise) and not any(f.severity == "modify" for f in plan.judgements[ref].findings)
    }


def _short(allowed: DoseRange | None) -> bool:
    """Whether it is over before it does any good."""
    return allowed is not None and allowed.minutes is not None and allowed.minutes[1] < USUAL_MINUTES


def _suggestion(plan: Plan, day: int, ref: str) -> Suggestion:
    exercise, allowed = plan.catalog.exercises[ref], plan.judgements[ref].dose
    assert allowed is not None  # admissible
    usual = max(allowed.minutes[0], min(allowed.minutes[1], USUAL_MINUTES)) if allowed.minutes else None
    dose = progress.start_dose(allowed, allowed.sets[0], minutes=usual)
    minutes = round(times.item_minutes(dose, times.STATION_S), 1)
    return Suggestion(day, ref, exercise.name, dose, minutes, (Reason(f"template/{plan.template.id}/rest-days", _purpose(exercise)),))


def _purpose(exercise: Exercise) -> str:
    if exercise.kind == "sport":
        return "A sport for a day without a session"
    if exercise.intensity in (None, "light"):
        return "Easy movement between sessions"
    return "Steady movement between sessions, at a pace at which you can talk"
