"""When the rules cannot all hold: separate irreducible sets of them. Every question to the solver is small, and they are few by design."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from setlist.builder import Plan
from setlist.planner.changes import changes
from setlist.planner.cycles import Stuck, misfits
from setlist.planner.lacking import taken_words, unowned
from setlist.planner.problem import Problem, Row
from setlist.planner.relax import UNRELAXED
from setlist.planner.solve import could_hold
from setlist.results import Conflict, Infeasible

MOST_CONFLICTS = 4
NOTHING_FITS = " - nothing that is left fits"


def infeasible(plan: Plan, seed: int, stuck: Stuck) -> Infeasible:
    """What stands in the way, and up to three verified ways out."""
    outside = [Conflict(((r.rule, r.because),)) for r in misfits(plan)]
    inside = conflicts(stuck.problem)
    order = [Conflict((rule,)) for rule in stuck.order]
    named = [rule for conflict in inside for rule, _ in conflict.rules]
    told = [Conflict(tuple((rule, _with_cause(plan, rule, words)) for rule, words in conflict.rules)) for conflict in inside]
    return Infeasible(plan.template.ref, (*outside, *told, *order), changes(plan, seed, unowned(plan, named)))


def _with_cause(plan: Plan, rule: str, words: str) -> str:
    taken = taken_words(plan, rule)
    return f"{words.removesuffix(NOTHING_FITS)} - {taken}" if taken else words


def conflicts(problem: Problem) -> list[Conflict]:
    """Separate irreducible sets: one is found, its rules are set aside, and the search goes on while the rest cannot hold."""
    rows = [row for row in problem.rows if row.hard]
    out: list[Conflict] = []
    while len(out) < MOST_CONFLICTS:
        core = irreducible(problem, rows)
        if not core:
            break
        out.append(Conflict(tuple((rule, _words(rows, rule)) for rule in core)))
        rows = [row for row in rows if row.rule not in core]
    return out


def irreducible(problem: Problem, rows: Sequence[Row]) -> tuple[str, ...]:
    """A set of rules that cannot all hold, any one of which could be dropped to let the others hold; empty where all can.

    Of a set of k among n rules this asks about 2 k log(n / k) times: relaxations narrow it down, whole numbers only judge what is left
    (or everything, where the relaxation alone has an answer). Safety and important rules (priority) are dropped last.
    """
    least_first = sorted(_names(rows), key=lambda n: (not n.startswith(UNRELAXED), _priority(rows, n), n))
    if could_hold(problem, rows, whole=False):
        if could_hold(problem, rows):
            return ()
        found = smallest([], least_first, lambda names: could_hold(problem, _of(rows, names)))
    else:
        found = smallest([], least_first, lambda names: could_hold(problem, _of(rows, names), whole=False))
        found = smallest([], found, lambda names: could_hold(problem, _of(rows, names)))
    return tuple(name for name in _names(rows) if name in found)


def smallest(given: list[str], names: list[str], hold: Callable[[list[str]], bool], *, grown: bool = False) -> list[str]:
    """The part of `names` that is needed so that it cannot hold with what is given (QuickXplain, Junker 2004); earlier names stay rather
    than later ones. `given` and `names` together cannot hold; `grown`: something was added to `given` since that was asked."""
    if grown and not hold(given):
        return []
    if len(names) <= 1:
        return names
    half = len(names) // 2
    first, second = names[:half], names[half:]
    late = smallest([*given, *first], second, hold, grown=True)
    early = smallest([*given, *late], first, hold, grown=bool(late))
    return early + late


def _names(rows: Sequence[Row]) -> list[str]:
    """The rules of rows. What merely defines the problem is no rule."""
    return list(dict.fromkeys(row.rule for row in rows if not row.rule.startswith("core/")))


def _of(rows: Sequence[Row], names: Sequence[str]) -> list[Row]:
    chosen = set(names)
    return [row for row in rows if row.rule in chosen or row.rule.startswith("core/")]


def _priority(rows: Sequence[Row], name: str) -> int:
    return max(row.priority for row in rows if row.rule == name)


def _words(rows: Sequence[Row], rule: str) -> str:
    texts = list(dict.fromkeys(row.text for row in rows if row.rule == rule))
    empty = all(not row.terms for row in rows if row.rule == rule)
    return "; ".join(texts[:3]) + (NOTHING_FITS if empty else "")
