"""Why an exercise is in a program or is not, and what limits a program's score. Answers come from the plan, and from solving again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from msgspec import Struct

from setlist.builder import Plan
from setlist.model import Finding
from setlist.planner.cycles import make_problem
from setlist.planner.ends import ends
from setlist.planner.problem import Problem, Row, ones, worth
from setlist.planner.scale import SWAPPED
from setlist.planner.solve import solve
from setlist.planner.substitute import Setting, setting
from setlist.program import Program, Reason, SessionPlan, Week
from setlist.rules import Rule
from setlist.selectors import compile_clause

Pick = tuple[int | None, str, int, int | None]  # place, exercise, sets, minutes


class Why(Struct, frozen=True):
    """`places` and `reasons`: where in the weeks to come and why it was picked; `until`: the last week that had it, of those that are done.
    Else what keeps it out: safety `excluded`, rules `forbidden` (and what equipment is missing), no slot (`slots` empty), or points: `cost`
    is how much worse the week of the cycle `cycle` is when it is forced in (picked: left out; better where negative, as it can be after a
    swap), `instead` what comes or goes then. `cost` is None when no week is left that way."""

    ref: str
    places: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    excluded: tuple[Finding, ...] = ()
    forbidden: tuple[Rule, ...] = ()
    missing_equipment: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    cost: float | None = None
    instead: tuple[str, ...] = ()
    cycle: int = 1
    until: int | None = None


def why(plan: Plan, program: Program, ref: str) -> Why:
    """The answer for one exercise of the plan's catalog (KeyError for any other). Costs are those of the first cycle to come that has it,
    or of the first one to come where none has it."""
    exercise = plan.catalog.exercises[ref]
    verdict = plan.judgements[ref]
    every = [(week, session) for week in program.weeks for session in week.sessions]
    ahead = [(week, session) for week, session in every if not session.done] or every
    places, reasons = _picked(ahead, ref, len(program.weeks))
    until = None if places else next((week.number for week, session in reversed(every) if _has(session, ref)), None)
    excluded = tuple(f for f in verdict.findings if f.severity == "exclude")
    forbidden = plan.forbidden.get(ref, ())
    if not places and (excluded or forbidden):
        return Why(ref, excluded=excluded, forbidden=forbidden, missing_equipment=missing(plan, ref), until=until)
    slots = tuple(
        f"{session.title}: {slot.title or slot.id}"
        for session in plan.template.sessions.values()
        for block in session.blocks
        for slot in block.slots
        if slot.role in exercise.roles and compile_clause(slot.where, plan.catalog.vocabulary)(exercise)
    )
    if not slots:
        return Why(ref, places, reasons, until=until)
    cycle = next((week.cycle for week, session in ahead if _has(session, ref)), ahead[0][0].cycle)
    cost, instead = _compare(plan, program, ref, cycle, picked=bool(places))
    return Why(ref, places, reasons, slots=slots, cost=cost, instead=instead, cycle=cycle, until=until)


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
    problem = problem_of(setting(plan), program)
    found = solve(problem)
    if found is None:
        return ()
    costs: dict[str, float] = {}
    for row, amount in found.missed:
        text = problem.rows[row].text
        costs[text] = costs.get(text, 0.0) + amount * problem.rows[row].weight
    return tuple(sorted(((text, round(points, 2)) for text, points in costs.items()), key=lambda c: (-c[1], c[0])))


def problem_of(at: Setting, program: Program, cycle: int = 1) -> Problem:
    """The problem of a cycle, which goes on from where the program's earlier ones ended."""
    starts, previous = ends(at, [week for week in program.weeks if week.cycle < cycle])
    return make_problem(at.plan, at.shape, program.seed, cycle - 1, starts, previous)


def _has(session: SessionPlan, ref: str) -> bool:
    return any(item.exercise == ref for item in session.items)


def _picked(sessions: Sequence[tuple[Week, SessionPlan]], ref: str, whole: int) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Where it stands and in which weeks, where not in all of a `whole` program; and everything that was said for it."""
    found: dict[str, list[int]] = {}
    reasons: dict[Reason, None] = {}
    for week, session in sessions:
        for block in session.blocks:
            for item in block.items:
                if item.exercise == ref:
                    found.setdefault(f"day {session.day}, {session.title}: {block.name}", []).append(week.number)
                    reasons.update(dict.fromkeys(item.reasons))
    places = (place if len(numbers) == whole else f"{_runs(numbers)}, {place}" for place, numbers in found.items())
    return tuple(places), tuple(reasons)


def _runs(numbers: Sequence[int]) -> str:
    """Weeks in words, those that follow each other together: 'weeks 1 to 4 and week 9'."""
    out = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        weeks = [number for _, number in run]
        out.append(f"week {weeks[0]}" if len(weeks) == 1 else f"weeks {weeks[0]} to {weeks[-1]}")
    return " and ".join(out)


def _compare(plan: Plan, program: Program, ref: str, cycle: int, *, picked: bool) -> tuple[float | None, tuple[str, ...]]:
    """The week as it is, held against the best one with the exercise left out (or forced in). As it is: the program's own where its picks
    are columns, as they are until feedback changes doses, else the best one."""
    at = setting(plan)
    problem = problem_of(at, program, cycle)
    members = [i for i, c in enumerate(problem.columns) if c.exercise.ref == ref]
    row = Row("why/changed", ref, ones(members), None if picked else 1, 0 if picked else None)
    now, changed = _own(at, program, problem, cycle) or _best(problem), solve(problem, rows=[*problem.rows, row])
    if now is None or changed is None:
        return None, ()
    before, after = ({problem.columns[i].exercise.ref for i in week} for week in (now, changed.picked))
    cost = round(worth(problem, problem.rows, now)[0] - changed.objective, 2)
    swapped = any(proof.cycle == cycle and proof.status == SWAPPED for proof in program.certificate.cycles)
    return cost if swapped else max(0.0, cost), tuple(sorted(after - before if picked else before - after))


def _best(problem: Problem) -> Sequence[int] | None:
    found = solve(problem)
    return None if found is None else found.picked


def _own(at: Setting, program: Program, problem: Problem, cycle: int) -> Sequence[int] | None:
    """The columns that a cycle's first week holds; None where something in it is none."""
    week = next(week for week in program.weeks if week.cycle == cycle)
    columns: dict[Pick, int] = {(c.place, c.exercise.ref, c.sets, c.doses[0].minutes): i for i, c in enumerate(problem.columns)}
    picks: set[Pick] = {
        (at.spots.get((session.id, block.id, item.slot)), item.exercise, item.dose.sets, item.dose.minutes)
        for session in week.sessions
        for block in session.blocks
        for item in block.items
    }
    return sorted(columns[pick] for pick in picks) if columns.keys() >= picks else None
