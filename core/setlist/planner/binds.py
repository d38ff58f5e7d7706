"""What a rule does to a program: what it keeps out, where it is missed, what it costs, which solving again tells."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.planner.evaluate import missed
from setlist.planner.held import held
from setlist.planner.problem import Problem, worth
from setlist.planner.solve import Solution, solve
from setlist.planner.substitute import Setting, setting
from setlist.planner.why import problem_of
from setlist.program import Program
from setlist.rules import TURNING, Rule

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
    at = setting(plan)
    around = [held(week, plan.catalog, plan.template, plan.profile.minutes, at.matching) for week in program.weeks]
    firsts = [n for n, week in enumerate(program.weeks) if n == 0 or program.weeks[n - 1].cycle != week.cycle]
    answers: dict[int, tuple[Problem, Solution | None]] = {}
    out = []
    for rule in rules:
        keeps_out = tuple(ref for ref, forbidding in plan.forbidden.items() if rule in forbidding)
        found = ((n, missed(rule, around[n], around[n - 1] if n else None)) for n in firsts)
        misses = tuple((f"week {program.weeks[n].number}, {text}", round(by, 2)) for n, here in found for text, by in here if by > SMALL)
        cycle = program.weeks[firsts[1 if isinstance(rule.form, TURNING) and len(firsts) > 1 else 0]].cycle
        if cycle not in answers:
            problem = problem_of(at, program, cycle)
            answers[cycle] = problem, solve(problem)
        cost = None if keeps_out else _cost(at, program, rule, cycle, *answers[cycle])
        out.append(Binding(rule, keeps_out, misses, cost))
    return tuple(out)


def _cost(at: Setting, program: Program, rule: Rule, cycle: int, problem: Problem, best: Solution | None) -> float | None:
    """The points a cycle's week gains where a rule is not asked for, what the rule itself gave or took left out of both. Less than the
    proof of the first search leaves open is nothing that anybody can tell."""
    others = replace(at.plan, rules=tuple(r for r in at.plan.rules if r is not rule))
    without = problem_of(replace(at, plan=others), program, cycle)
    freed = solve(without) if best is not None else None
    if best is None or freed is None:
        return None
    picks = {(c.place, c.exercise.ref, c.doses) for c in (problem.columns[i] for i in best.picked)}
    same = [i for i, c in enumerate(without.columns) if (c.place, c.exercise.ref, c.doses) in picks]
    gained = freed.objective - worth(without, without.rows, same)[0]
    return round(gained, 2) if gained > best.bound - best.objective else 0.0
