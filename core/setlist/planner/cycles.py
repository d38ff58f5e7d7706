"""Cycle by cycle: make columns, solve, carry the picks on; then lay out weeks and hand the program to the audit."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from setlist.builder import AuditFailed, Plan
from setlist.model import Dose
from setlist.planner import audit, layout, progress
from setlist.planner.columns import Column, Frame, Growth, columns, frame, tie
from setlist.planner.compile import Compiler, compile_rule
from setlist.planner.problem import Problem, Row, frame_rows
from setlist.planner.schedule import week_days
from setlist.planner.solve import BROKEN, Solution, solve
from setlist.program import Certificate, CycleProof, Program, Relaxed
from setlist.results import Infeasible
from setlist.rules import Forbid, Rule


@dataclass(frozen=True, slots=True)
class Solved:
    """One solved cycle: its problem, its solution, and the columns picked."""

    problem: Problem
    solution: Solution
    picked: tuple[Column, ...]


def run(plan: Plan, *, seed: int, best_effort: bool) -> Program | Infeasible:
    """Solve every cycle, lay the weeks out, audit; where the rules cannot all hold, say which and what would help."""
    made = attempt(plan, seed=seed, best_effort=best_effort)
    if made is None:
        from setlist.planner.conflicts import infeasible

        return infeasible(plan, seed)
    return made


def attempt(plan: Plan, *, seed: int = 0, best_effort: bool = False) -> Program | None:
    """The program, or None when the rules cannot all hold. Raises AuditFailed when the audit disagrees with the solver."""
    if misfits(plan) and not best_effort:
        return None
    weeks = plan.profile.weeks or plan.template.weeks
    shape = frame(plan.template, days_of(plan), plan.profile.minutes)
    cycles: list[Solved] = []
    starts: Mapping[str, Dose] = {}
    previous: Mapping[str, tuple[str, ...]] = {}
    for number in range(-(-weeks // plan.template.cycle_weeks)):
        problem = make_problem(plan, shape, seed, number, starts, previous)
        found = solve(problem, rows=relaxed_rows(problem.rows) if best_effort else None)
        if found is None:
            return None
        picked = tuple(problem.columns[i] for i in found.picked)
        cycles.append(Solved(problem, found, picked))
        starts, previous = carried(plan, shape, picked)
    program = layout.program(plan, shape, cycles, weeks=weeks, seed=seed, certificate=certify(cycles), relaxed=gave_way(cycles, best_effort))
    broken = audit.audit(program, plan.catalog, plan.template, plan.rules, plan.filters)
    gave = {r.rule for r in program.relaxed}
    unexplained = [b for b in broken if not best_effort or b.rule.startswith(UNRELAXED) and b.rule not in gave]
    if unexplained:
        raise AuditFailed("the audit found what the solver let through:\n" + "\n".join(str(b) for b in unexplained))
    return program


def days_of(plan: Plan) -> tuple[int, ...]:
    return week_days(plan.profile.days, plan.profile.weekdays, plan.profile.start)


def misfits(plan: Plan) -> tuple[tuple[str, str], ...]:
    """What of the profile lies outside what the template is made for: (rule id, plain words)."""
    template, profile = plan.template, plan.profile
    out = []
    days = len(profile.weekdays) or profile.days
    if not template.minutes[0] <= profile.minutes <= template.minutes[1]:
        text = f"'{template.name}' is made for {template.minutes[0]} to {template.minutes[1]} minutes, {profile.minutes} asked for"
        out.append((f"template/{template.id}/minutes", text))
    if not template.days[0] <= days <= template.days[1]:
        out.append((f"template/{template.id}/days", f"'{template.name}' is made for {template.days[0]} to {template.days[1]} days a week"))
    if profile.level not in template.levels:
        out.append((f"template/{template.id}/levels", f"'{template.name}' is made for the levels {', '.join(template.levels)}"))
    if (profile.weeks or template.weeks) > template.max_weeks:
        out.append((f"template/{template.id}/weeks", f"'{template.name}' lasts at most {template.max_weeks} weeks"))
    return tuple(out)


def make_problem(
    plan: Plan, shape: Frame, seed: int, cycle: int, starts: Mapping[str, Dose], previous: Mapping[str, tuple[str, ...]]
) -> Problem:
    """The problem of one cycle. `starts` are the doses kept lifts go on from, `previous` the last cycle's picks by session."""
    deload = progress.deload_for(plan.template, plan.profile.level)
    growth = Growth(
        plan.template.cycle_weeks, deload, lambda role, dose: progress.choose(plan.template, role, plan.progressions, dose), starts
    )
    made = columns(shape, plan.catalog, plan.judgements, plan.admissible, growth)
    titles = [s.id for s in shape.sessions]
    points = [
        sum(p for _, _, p in plan.scores.get(c.exercise.ref, ())) + tie(seed, titles[c.session], str(c.place), c.exercise.ref, str(c.sets)) for c in made
    ]
    problem = Problem(made, shape, points)
    frame_rows(problem, bool(deload) and plan.template.cycle_weeks > 1)
    compiler = Compiler(problem, plan.catalog.vocabulary, previous)
    for rule in plan.rules:
        compile_rule(compiler, rule)
    for rule in _inner_forbids(plan.rules):
        assert isinstance(rule.form, Forbid)
        found = compiler.matching(rule.form.where, rule.where_in)
        compiler.add(rule, tuple((i, 1.0) for i in found), None, 0)
    return problem


def _inner_forbids(rules: Sequence[Rule]) -> list[Rule]:
    """Forbid rules that were not applied to the candidates: those of a block, slot or role, and soft ones."""
    return [r for r in rules if isinstance(r.form, Forbid) and (r.where_in or not r.hard)]


def carried(plan: Plan, shape: Frame, picked: Sequence[Column]) -> tuple[dict[str, Dose], dict[str, tuple[str, ...]]]:
    """What the next cycle starts from: the last build week's doses, and the refs picked in each session."""
    from setlist.safety import adjustable

    deload = progress.deload_for(plan.template, plan.profile.level)
    starts: dict[str, Dose] = {}
    previous: dict[str, list[str]] = {}
    for column in picked:
        last = column.doses[-2] if deload and len(column.doses) > 1 else column.doses[-1]
        allowed = plan.judgements[column.exercise.ref].dose
        if allowed is not None:
            loaded = adjustable(column.exercise, plan.catalog.vocabulary)
            starts[column.exercise.ref] = progress.carry_on(last, allowed, loaded=loaded)
        previous.setdefault(shape.sessions[column.session].id, []).append(column.exercise.ref)
    return starts, {k: tuple(v) for k, v in previous.items()}


def certify(cycles: Sequence[Solved]) -> Certificate:
    """The certificate: every cycle's proof, and the worst gap."""
    proofs = tuple(
        CycleProof(n, "proven" if c.solution.proven else "not proven", c.solution.objective, c.solution.bound, c.solution.gap)
        for n, c in enumerate(cycles, 1)
    )
    worst = max(proofs, key=lambda p: p.gap)
    status = "proven" if all(p.status == "proven" for p in proofs) else "not proven"
    return Certificate(status, sum(p.objective for p in proofs), sum(p.bound for p in proofs), worst.gap, proofs)


UNRELAXED = ("core/", "safety/")


def relaxed_rows(rows: Sequence[Row]) -> list[Row]:
    """For --best-effort: hard rows become soft ones that cost more than anything else, by priority; safety and 'once' stay hard."""
    return [
        r if not r.hard or r.rule.startswith(UNRELAXED) else replace(r, hard=False, weight=BROKEN * (1 + r.priority)) for r in rows
    ]


def gave_way(cycles: Sequence[Solved], best_effort: bool) -> tuple[Relaxed, ...]:
    """The hard rules that gave way, with the largest amount of any cycle."""
    if not best_effort:
        return ()
    worst: dict[str, Relaxed] = {}
    for c in cycles:
        for row, amount in c.solution.missed:
            r = c.problem.rows[row]
            if r.hard and (r.rule not in worst or worst[r.rule].by < amount):
                worst[r.rule] = Relaxed(r.rule, r.text, amount)
    return tuple(worst[k] for k in sorted(worst))


def platform_words() -> str:
    """The platform a program records: ties break differently on others."""
    return f"{sys.platform} python{sys.version_info.major}.{sys.version_info.minor}"


