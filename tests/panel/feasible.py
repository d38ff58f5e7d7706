"""Which missed muscle targets could not have been met: whether hard rules let a range hold is asked of the planner's own rows, without
points. It decides only what counts as feasible; whether a target is met is counted from the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from setlist.builder import Plan
from setlist.planner.columns import frame
from setlist.planner.cycles import days_of, make_problem
from setlist.planner.problem import Problem
from setlist.planner.solve import could_hold
from setlist.rules import Limit, Rule

from .figures import Document, outside, targets

Target = tuple[int, str]  # (week, muscle)
ROLES = {"role", "roles"}  # a rule may say that only work counts


@dataclass(frozen=True, slots=True)
class Missed:
    """Missed targets that could not have been met: `alone` not even by themselves, `beside` not beside the ranges that hold."""

    alone: tuple[Target, ...] = ()
    beside: tuple[Target, ...] = ()


def missed(plan: Plan, document: Document) -> Missed:
    """What is out of reach, cycle by cycle, in the first cycle's week. What is met includes the most sets of muscles that are no target.
    A missed target that fits joins what is met before the next one is asked for, so that two that shut each other out count once."""
    ranges = volume_rules(plan)
    wanted = {row["muscle"] for row in targets(document)}
    rows = [row for row in document.get("volume", ()) if row["muscle"] in ranges]
    known: dict[tuple[str, ...], bool] = {}

    def fits(muscles: Sequence[str]) -> bool:
        key = tuple(sorted(muscles))
        if key not in known:
            known[key] = holds(plan, [ranges[muscle] for muscle in key])
        return known[key]

    alone, beside = [], []
    for week in dict.fromkeys(row["week"] for row in rows):
        here = [row for row in rows if row["week"] == week]
        met = [row["muscle"] for row in here if not outside(row)]
        for row in here:
            if row["muscle"] in wanted and outside(row):
                if not fits([row["muscle"]]):
                    alone.append((week, row["muscle"]))
                if (week, row["muscle"]) not in alone and fits([*met, row["muscle"]]):
                    met.append(row["muscle"])
                else:
                    beside.append((week, row["muscle"]))
    return Missed(tuple(alone), tuple(beside))


def volume_rules(plan: Plan) -> dict[str, Rule]:
    """The rule that gives each muscle its weekly range of work sets: both ends, and of no block or slot alone."""
    found: dict[str, Rule] = {}
    for rule in plan.rules:
        form = rule.form
        if (
            isinstance(form, Limit)
            and form.measure == "sets"
            and form.per == "week"
            and form.max is not None
            and set(rule.where_in) <= ROLES
        ):
            muscles = form.where.get("muscles", {}).get("any", ())
            if len(muscles) == 1:
                found.setdefault(muscles[0], rule)
    return found


def holds(plan: Plan, wanted: Sequence[Rule]) -> bool:
    """Whether these rules could hold as hard ones beside the hard rules of the plan."""
    firm = tuple(replace(rule, hard=True) for rule in wanted)
    others = tuple(rule for rule in plan.rules if rule.hard)
    problem: Problem = make_problem(
        replace(plan, rules=(*others, *firm)), frame(plan.template, days_of(plan), plan.profile.minutes), 0, 0, {}, ()
    )
    return could_hold(problem, problem.rows)
