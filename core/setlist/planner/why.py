"""Why an exercise is in a program or is not, and what limits a program's score. Answers come from the plan, and from solving again."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import Plan
from setlist.model import Finding
from setlist.planner.cycles import make_problem
from setlist.planner.ends import ends
from setlist.planner.evaluate import missed
from setlist.planner.held import Matcher, held
from setlist.planner.problem import Problem, Row, ones, worth
from setlist.planner.solve import Solution, solve
from setlist.planner.substitute import setting
from setlist.program import Program, Reason
from setlist.rules import Rule
from setlist.selectors import compile_clause

SMALL = 1e-6


class Why(Struct, frozen=True):
    """`places` and `reasons`: where and why it was picked. Else what kept it out: safety `excluded`, rules `forbidden` (and what equipment
    is missing), no slot (`slots` empty), or points: `cost` is how much worse the week is when it is forced in (picked: left out),
    `instead` what comes or goes then. `cost` is None when no week is left that way."""

    ref: str
    places: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    excluded: tuple[Finding, ...] = ()
    forbidden: tuple[Rule, ...] = ()
    missing_equipment: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    cost: float | None = None
    instead: tuple[str, ...] = ()


def why(plan: Plan, program: Program, ref: str) -> Why:
    """The answer for one exercise of the plan's catalog (KeyError for any other). Costs are those of the cycle that has it first, or of
    the first one where none has it."""
    exercise = plan.catalog.exercises[ref]
    verdict = plan.judgements[ref]
    places, reasons = _picked(program, ref)
    cycle = next((w.cycle for w in program.weeks for s in w.sessions for item in s.items if item.exercise == ref), None)
    excluded = tuple(f for f in verdict.findings if f.severity == "exclude")
    forbidden = plan.forbidden.get(ref, ())
    if not places and (excluded or forbidden):
        return Why(ref, excluded=excluded, forbidden=forbidden, missing_equipment=missing(plan, ref))
    slots = tuple(
        f"{session.title}: {slot.title or slot.id}"
        for session in plan.template.sessions.values()
        for block in session.blocks
        for slot in block.slots
        if slot.role in exercise.roles and compile_clause(slot.where, plan.catalog.vocabulary)(exercise)
    )
    if not slots:
        return Why(ref, places, reasons)
    cost, instead = _compare(_problem(plan, program, cycle or 1), ref, picked=cycle is not None)
    return Why(ref, places, reasons, slots=slots, cost=cost, instead=instead)


def missing(plan: Plan, ref: str) -> tuple[str, ...]:
    """The names of the equipment an exercise needs and the person does not have."""
    needs = plan.catalog.exercises[ref].equipment
    vocabulary = plan.catalog.vocabulary
    owned = vocabulary.owned(plan.profile.all_equipment)
    lacks = [n for n in needs.all if n not in owned]
    if needs.any and owned.isdisjoint(needs.any):
        lacks += needs.any
    things = vocabulary.terms.get("equipment", {})
    return tuple(things[n].name if n in things else n for n in lacks)


def limits(plan: Plan, program: Program) -> tuple[tuple[str, float], ...]:
    """What holds the score down: the soft rules that are missed in the first cycle's week, and the points each costs, dearest first."""
    problem = _problem(plan, program)
    found = solve(problem)
    if found is None:
        return ()
    costs: dict[str, float] = {}
    for row, amount in found.missed:
        text = problem.rows[row].text
        costs[text] = costs.get(text, 0.0) + amount * problem.rows[row].weight
    return tuple(sorted(((text, round(points, 2)) for text, points in costs.items()), key=lambda c: (-c[1], c[0])))


def _picked(program: Program, ref: str) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Where it is in each cycle, and everything that was said for it."""
    places: dict[str, None] = {}
    reasons: dict[Reason, None] = {}
    for before, week in zip((None, *program.weeks), program.weeks, strict=False):
        since = "" if before is None else f"from week {week.number}, "
        for session in week.sessions if before is None or before.cycle != week.cycle else ():
            for block in session.blocks:
                for item in block.items:
                    if item.exercise == ref:
                        place = f"day {session.day}, {session.title}: {block.name}"
                        if place not in places:
                            places[place if before is None else since + place] = None
                        reasons.update(dict.fromkeys(item.reasons))
    return tuple(places), tuple(reasons)


def _compare(problem: Problem, ref: str, *, picked: bool) -> tuple[float | None, tuple[str, ...]]:
    """Solve the week as it is, and once more with the exercise left out (or forced in)."""
    members = [i for i, c in enumerate(problem.columns) if c.exercise.ref == ref]
    row = Row("why/changed", ref, ones(members), None if picked else 1, 0 if picked else None)
    best, changed = solve(problem), solve(problem, rows=[*problem.rows, row])
    if best is None or changed is None:
        return None, ()
    before, after = _refs(problem, best), _refs(problem, changed)
    instead = sorted(after - before if picked else before - after)
    return round(max(0.0, best.objective - changed.objective), 2), tuple(instead)


def _problem(plan: Plan, program: Program, cycle: int = 1) -> Problem:
    """The problem of a cycle, which goes on from where the program's earlier ones ended."""
    at = setting(plan)
    starts, previous = ends(at, [week for week in program.weeks if week.cycle < cycle])
    return make_problem(plan, at.shape, program.seed, cycle - 1, starts, previous)


def _refs(problem: Problem, solution: Solution) -> set[str]:
    return {problem.columns[i].exercise.ref for i in solution.picked}


class Binding(Struct, frozen=True):
    """What a rule does to a program. `keeps_out`: exercises it forbids. `misses`: (where, by how much) in the first week of a cycle.
    `cost`: how many points more the first cycle's week could have without it; None where nothing is left to compare."""

    rule: Rule
    keeps_out: tuple[str, ...] = ()
    misses: tuple[tuple[str, float], ...] = ()
    cost: float | None = None


def binding(plan: Plan, program: Program, name: str) -> tuple[Binding, ...]:
    """What the rules of that id do, or those that were spread out from it (`name/...`); empty where the plan has none."""
    rules = [rule for rule in plan.rules if rule.id == name or rule.id.startswith(f"{name}/")]
    if not rules:
        return ()
    problem = _problem(plan, program)
    best = solve(problem)
    matching = Matcher(plan.catalog)
    weeks = [w for before, w in zip((None, *program.weeks), program.weeks, strict=False) if before is None or before.cycle != w.cycle]
    around = [held(week, plan.catalog, plan.template, plan.profile.minutes, matching) for week in weeks]
    out = []
    for rule in rules:
        keeps_out = tuple(ref for ref, forbidding in plan.forbidden.items() if rule in forbidding)
        misses = tuple(
            (f"week {one.week.number}, {text}", round(amount, 2)) for one in around for text, amount in missed(rule, one) if amount > SMALL
        )
        cost = None if best is None or keeps_out else _cost(plan, program, rule, best)
        out.append(Binding(rule, keeps_out, misses, cost))
    return tuple(out)


def _cost(plan: Plan, program: Program, rule: Rule, best: Solution) -> float | None:
    """The points the first week gains where a rule is not asked for, what the rule itself gave or took left out of both. Less than the
    proof of the first search leaves open is nothing that anybody can tell."""
    without = _problem(replace(plan, rules=tuple(r for r in plan.rules if r is not rule)), program)
    picks = {(c.place, c.exercise.ref, c.doses) for c in (_problem(plan, program).columns[i] for i in best.picked)}
    same = [i for i, c in enumerate(without.columns) if (c.place, c.exercise.ref, c.doses) in picks]
    freed = solve(without)
    if freed is None:
        return None
    gained = freed.objective - worth(without, without.rows, same)[0]
    return round(gained, 2) if gained > best.bound - best.objective else 0.0
