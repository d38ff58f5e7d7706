"""What a rule does to a program: what it keeps out, where it is missed, what it costs, which solving again tells."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.planner.evaluate import missed
from setlist.planner.held import Matcher, held
from setlist.planner.problem import worth
from setlist.planner.scale import TURNING
from setlist.planner.solve import Solution, solve
from setlist.planner.why import problem_of
from setlist.program import Program
from setlist.rules import Rule

SMALL = 1e-6


class Binding(Struct, frozen=True):
    """What a rule does to a program. `keeps_out`: exercises it forbids. `misses`: (where, by how much) in the first week of a cycle.
    `cost`: how many points more a cycle's week could have without it, of the first cycle that it speaks of; None where nothing is left to
    compare."""

    rule: Rule
    keeps_out: tuple[str, ...] = ()
    misses: tuple[tuple[str, float], ...] = ()
    cost: float | None = None


def binding(plan: Plan, program: Program, name: str) -> tuple[Binding, ...]:
    """What the rules of that id do, or those that were spread out from it (`name/...`); empty where the plan has none."""
    rules = [rule for rule in plan.rules if rule.id == name or rule.id.startswith(f"{name}/")]
    if not rules:
        return ()
    matching = Matcher(plan.catalog)
    around = [held(week, plan.catalog, plan.template, plan.profile.minutes, matching) for week in program.weeks]
    firsts = [n for n, week in enumerate(program.weeks) if n == 0 or program.weeks[n - 1].cycle != week.cycle]
    answers: dict[int, Solution | None] = {}
    out = []
    for rule in rules:
        keeps_out = tuple(ref for ref, forbidding in plan.forbidden.items() if rule in forbidding)
        found = ((n, missed(rule, around[n], around[n - 1] if n else None)) for n in firsts)
        misses = tuple((f"week {program.weeks[n].number}, {text}", round(by, 2)) for n, here in found for text, by in here if by > SMALL)
        cycle = program.weeks[firsts[min(isinstance(rule.form, TURNING), len(firsts) - 1)]].cycle  # such a form compares two cycles
        if cycle not in answers:
            answers[cycle] = solve(problem_of(plan, program, cycle))
        best = answers[cycle]
        cost = None if best is None or keeps_out else _cost(plan, program, rule, cycle, best)
        out.append(Binding(rule, keeps_out, misses, cost))
    return tuple(out)


def _cost(plan: Plan, program: Program, rule: Rule, cycle: int, best: Solution) -> float | None:
    """The points a cycle's week gains where a rule is not asked for, what the rule itself gave or took left out of both. Less than the
    proof of the first search leaves open is nothing that anybody can tell."""
    without = problem_of(replace(plan, rules=tuple(r for r in plan.rules if r is not rule)), program, cycle)
    columns = problem_of(plan, program, cycle).columns
    picks = {(c.place, c.exercise.ref, c.doses) for c in (columns[i] for i in best.picked)}
    same = [i for i, c in enumerate(without.columns) if (c.place, c.exercise.ref, c.doses) in picks]
    freed = solve(without)
    if freed is None:
        return None
    gained = freed.objective - worth(without, without.rows, same)[0]
    return round(gained, 2) if gained > best.bound - best.objective else 0.0
