"""Cycle by cycle: make columns, solve, carry the picks on; then lay out weeks and hand the program to the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from setlist.builder import AuditFailed, Plan
from setlist.limits import adjustable
from setlist.model import Dose
from setlist.planner import audit, document, progress
from setlist.planner.columns import Column, Frame, Growth, Known, columns, frame, mixed, straight, tie
from setlist.planner.compile import compile_rule
from setlist.planner.problem import Problem, frame_rows
from setlist.planner.relax import gave_way, largest, least_misses, loosened
from setlist.planner.schedule import week_days
from setlist.planner.solve import ANY, TARGET, Solution, solve
from setlist.planner.terms import Compiler, Picks
from setlist.planner.turns import cuts, turn_rows
from setlist.program import Certificate, CycleProof, Program, Relaxed
from setlist.results import Infeasible

MOST_CUTS = 12


class Solved(Struct, frozen=True):
    """One solved cycle: its problem, its solution, the columns picked, and the rules that gave way (--best-effort)."""

    problem: Problem
    solution: Solution
    picked: tuple[Column, ...]
    relaxed: tuple[Relaxed, ...] = ()

    @property
    def picks(self) -> Picks:
        return tuple((column.place, column.exercise.ref) for column in self.picked)


class Stuck(Struct, frozen=True):
    """Why there is no program: the problem whose hard rows cannot all hold, or order rules (id, words) that no order keeps."""

    problem: Problem
    order: tuple[tuple[str, str], ...] = ()


Solver = Callable[[Problem, float], Solved | None]


def run(plan: Plan, *, seed: int, best_effort: bool, proof: bool = True) -> Program | Infeasible:
    """Solve every cycle, lay the weeks out, audit; where the rules cannot all hold, say which and what would help."""
    made = attempt(plan, seed=seed, best_effort=best_effort, target=TARGET if proof else ANY)
    if isinstance(made, Stuck):
        from setlist.planner.conflicts import infeasible

        return infeasible(plan, seed, made)
    return made


def attempt(plan: Plan, *, seed: int = 0, best_effort: bool = False, target: float = TARGET, turns: bool = True) -> Program | Stuck:
    """The program, or what stands in its way. `target` is the gap that will do; without `turns` all do straight sets. Raises AuditFailed
    when the audit disagrees with the solver."""
    outside = misfits(plan)
    shape = frame(plan.template, days_of(plan), plan.profile.minutes)
    shape = shape if turns else straight(shape)
    if outside and not best_effort:
        return Stuck(make_problem(plan, shape, seed, 0, {}, ()))
    weeks = max(plan.profile.weeks or plan.template.weeks, 1)
    cycles = solve_cycles(plan, shape, weeks, seed, best_effort, target)
    if isinstance(cycles, Stuck):
        return cycles
    relaxed = [*outside, *(r for c in cycles for r in c.relaxed)]
    program = document.program(plan, shape, cycles, weeks=weeks, seed=seed, certificate=certify(cycles), relaxed=largest(relaxed))
    order = audit.disordered(program, plan.catalog, plan.template, plan.rules)
    if order and straight(shape) is not shape:
        return attempt(plan, seed=seed, best_effort=best_effort, target=target, turns=False)
    if order and not best_effort:
        return Stuck(cycles[0].problem, tuple((rule.id, rule.because or rule.id) for rule in order))
    program = replace(program, relaxed=largest([*relaxed, *(Relaxed(rule.id, rule.because, 1.0) for rule in order)]))
    broken = audit.audit(program, plan.catalog, plan.template, plan.rules, plan.filters)
    if broken:
        raise AuditFailed("the audit found what the solver let through:\n" + "\n".join(str(b) for b in broken))
    return program


def solve_cycles(plan: Plan, shape: Frame, weeks: int, seed: int, best_effort: bool, target: float) -> list[Solved] | Stuck:
    """Every cycle in turn, each starting from the last one's doses and picks."""
    cycles: list[Solved] = []
    starts: Mapping[str, Dose] = {}
    previous: Picks = ()
    known: Known = {}
    for number in range(-(-weeks // plan.template.cycle_weeks)):
        make = partial(make_problem, plan, seed=seed, cycle=number, starts=starts, previous=previous, known=known)
        found = solve_cycle(plan, shape, make, solve_loosely if best_effort else solve_strictly, target)
        if isinstance(found, Stuck):
            return found
        cycles.append(found)
        starts = {**starts, **carried(plan, found.picked)}  # what comes back later goes on from where it was
        previous = found.picks
    return cycles


def solve_cycle(plan: Plan, shape: Frame, make: Callable[[Frame], Problem], solver: Solver, target: float) -> Solved | Stuck:
    """One cycle. Where those that should take turns find nobody to take turns with, all of them do straight sets instead."""
    plain = straight(shape)
    problem = make(shape)
    found = None
    if plain is not shape:
        found = together(problem, solve_strictly, target, plan)
        problem = problem if _whole(found, shape) else make(plain)
    if not _whole(found, shape):
        found = solver(problem, target) if problem.columns else None
    if found is None or not _whole(found, shape):
        return Stuck(problem)  # a session with nothing in it is no session, however much gave way
    return found


def _whole(found: Solved | None, shape: Frame) -> bool:
    """Whether every session holds something."""
    return found is not None and {c.session for c in found.picked} == set(range(len(shape.sessions)))


def together(problem: Problem, solver: Solver, target: float, plan: Plan) -> Solved | None:
    """The solution whose picks can take turns as their blocks say: what cannot is forbidden, and the rest solved again."""
    exact = any(rule.hard and getattr(rule.form, "measure", "") == "minutes" for rule in plan.rules)
    for _ in range(MOST_CUTS):
        found = solver(problem, target) if problem.columns else None
        against = [] if found is None else cuts(problem, found.picked, plan.judgements, plan.catalog.vocabulary, exact=exact)
        if not against:
            return found
        problem.rows.extend(against)
    return None


def solve_strictly(problem: Problem, target: float) -> Solved | None:
    found = solve(problem, target=target)
    return None if found is None else Solved(problem, found, tuple(problem.columns[i] for i in found.picked))


def solve_loosely(problem: Problem, target: float) -> Solved | None:
    """First what has to give way, and no more than that; then the best program among those."""
    misses = least_misses(problem)
    if misses is None:
        return None
    found = solve(problem, rows=loosened(problem.rows, misses), target=target)
    if found is None:
        return None
    return Solved(problem, found, tuple(problem.columns[i] for i in found.picked), tuple(gave_way(problem.rows, misses)))


def days_of(plan: Plan) -> tuple[int, ...]:
    return week_days(plan.profile.days, plan.profile.weekdays, plan.profile.start)


def misfits(plan: Plan) -> tuple[Relaxed, ...]:
    """What of the profile lies outside what the template is made for, and by how much."""
    template, profile = plan.template, plan.profile
    days, weeks = len(set(profile.weekdays)) or profile.days, profile.weeks or template.weeks
    made_for = f"'{template.name}' is made for"
    span = f"{template.minutes[0]} to {template.minutes[1]} minutes, {profile.minutes} asked for"
    found = (
        ("minutes", f"{made_for} {span}", beyond(profile.minutes, template.minutes)),
        ("days", f"{made_for} {template.days[0]} to {template.days[1]} days a week, {days} asked for", beyond(days, template.days)),
        ("levels", f"{made_for} the levels {', '.join(template.levels)}", int(profile.level not in template.levels)),
        ("weeks", f"'{template.name}' lasts 1 to {template.max_weeks} weeks, {weeks} asked for", beyond(weeks, (1, template.max_weeks))),
    )
    return tuple(Relaxed(f"template/{template.id}/{what}", text, by) for what, text, by in found if by)


def beyond(value: int, bounds: tuple[int, int]) -> int:
    """How far a number lies outside its bounds."""
    return max(bounds[0] - value, value - bounds[1], 0)


def make_problem(
    plan: Plan, shape: Frame, seed: int, cycle: int, starts: Mapping[str, Dose], previous: Picks, known: Known | None = None
) -> Problem:
    """The problem of one cycle (from 0). `starts` are the doses that kept exercises go on from, `previous` the last cycle's picks."""
    deload = progress.deload_for(plan.template, plan.profile.level)
    span = plan.template.cycle_weeks
    ahead = max(plan.profile.weeks or plan.template.weeks, 1) - cycle * span  # the last cycle may be cut short
    growth = Growth(
        span,
        deload,
        lambda role, dose: progress.choose(plan.template, role, plan.progressions, dose),
        starts,
        progress.effort(plan.profile, plan.catalog),
        min(span, ahead) if ahead > 0 else span,
    )
    made = columns(shape, plan.catalog, plan.judgements, plan.admissible, growth, {} if known is None else known)
    lighter = bool(deload) and growth.held == span > 1
    before = set(previous)
    again = [i for i, column in enumerate(made) if (column.place, column.exercise.ref) in before] if before else []
    problem = Problem(made, shape, points(plan, shape, made, seed), known=again)
    frame_rows(problem, lighter)
    compiler = Compiler(problem, plan.catalog, previous, growth.held - lighter)
    for rule in plan.rules:
        compile_rule(compiler, rule)
    turn_rows(compiler)
    return problem


def points(plan: Plan, shape: Frame, made: Sequence[Column], seed: int) -> list[float]:
    """What each column scores before rules speak; ties are broken by the seed."""
    liked = {ref: sum(p for _, _, p in found) for ref, found in plan.scores.items()}
    begun = [mixed(seed, shape.sessions[place.session].id, str(number)) for number, place in enumerate(shape.places)]
    return [liked.get(c.exercise.ref, 0.0) + tie(begun[c.place], c.exercise.ref, str(c.sets)) for c in made]


def carried(plan: Plan, picked: Sequence[Column]) -> dict[str, Dose]:
    """The doses that the next cycle starts from: those of the last build week, carried on."""
    deload = progress.deload_for(plan.template, plan.profile.level)
    last = ((c.exercise.ref, c.doses[-2] if deload and len(c.doses) > 1 else c.doses[-1]) for c in picked)
    return {ref: dose for ref, done in last if (dose := carry_on(plan, ref, done)) is not None}


def carry_on(plan: Plan, ref: str, last: Dose) -> Dose | None:
    """Where an exercise goes on after its last dose; None where nothing of it is allowed any more."""
    verdict = plan.judgements.get(ref)
    if verdict is None or verdict.dose is None:
        return None
    return progress.carry_on(last, verdict.dose, loaded=adjustable(plan.catalog.exercises[ref], plan.catalog.vocabulary))


def certify(cycles: Sequence[Solved]) -> Certificate:
    """The certificate: every cycle's proof, and the worst gap."""
    proofs = tuple(
        CycleProof(n, "proven" if c.solution.proven else "not proven", c.solution.objective, c.solution.bound, c.solution.gap)
        for n, c in enumerate(cycles, 1)
    )
    worst = max(proofs, key=lambda p: p.gap)
    status = "proven" if all(p.status == "proven" for p in proofs) else "not proven"
    return Certificate(status, sum(p.objective for p in proofs), sum(p.bound for p in proofs), worst.gap, proofs)
