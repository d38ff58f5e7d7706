"""How much a program is worth before and after a change, by the rules that the change touches. Reads programs, as the audit does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from setlist.planner.evaluate import missed, score
from setlist.planner.held import held
from setlist.planner.solve import gap
from setlist.planner.substitute import Setting
from setlist.program import Certificate, Program, Week
from setlist.rules import TURNING, Forbid, Form, Limit, Linear, Order, Prefer, Ratio, Require, Rest, Rule

SWAPPED = "swapped"
ENOUGH = 1e-4  # of a point: less is rounding


class Scale:
    """Weighs programs that differ from `program` in a few exercises."""

    def __init__(self, at: Setting, program: Program) -> None:
        plan = at.plan
        self.plan, self.program, self.matching = plan, program, at.matching
        self.points = {ref: sum(p for _, _, p in found) for ref, found in plan.scores.items()}
        self.spoken = [(rule, self._spoken(rule)) for rule in plan.rules]
        self.gave_way = {r.rule for r in program.relaxed}

    def breaks(self, weeks: Sequence[Week], cycle: int, about: Iterable[str]) -> bool:
        """Whether a hard rule about some exercises is missed in a cycle's week that was not before. The audit looks at much more."""
        rules = [r for r in self._touched(about) if r.hard and r.id not in self.gave_way and not isinstance(r.form, TURNING)]
        now = self._missing(rules, weeks, cycle)
        return bool(now) and bool(now - self._missing(rules, self.program.weeks, cycle))

    def gain(self, weeks: Sequence[Week], cycle: int, about: Iterable[str] | None = None) -> float:
        """The points that a cycle has more than before. `about`: the exercises that came and went; None where doses changed as well."""
        rules = self.plan.rules if about is None else self._touched(about)
        return self._weigh(rules, weeks, cycle) - self._weigh(rules, self.program.weeks, cycle)

    def _touched(self, about: Iterable[str]) -> list[Rule]:
        names = frozenset(about)
        return [rule for rule, spoken in self.spoken if spoken is None or not spoken.isdisjoint(names)]

    def _spoken(self, rule: Rule) -> frozenset[str] | None:
        """The exercises that a rule can tell apart; None for all."""
        clauses = _clauses(rule.form)
        return None if clauses is None else frozenset().union(*(self.matching(clause) for clause in clauses))

    def _missing(self, rules: Iterable[Rule], weeks: Sequence[Week], cycle: int) -> set[tuple[str, str]]:
        plan = self.plan
        around = held(typical(weeks, cycle), plan.catalog, plan.template, plan.profile.minutes, self.matching)
        return {(rule.id, where) for rule in rules for where, amount in missed(rule, around) if amount > ENOUGH}

    def _weigh(self, rules: Sequence[Rule], weeks: Sequence[Week], cycle: int) -> float:
        """The points of a cycle by some rules: those of its typical week, and what it keeps or changes of the cycle before."""
        plan = self.plan
        week = typical(weeks, cycle)
        total = score(week, plan.catalog, plan.template, plan.profile.minutes, rules, self.points, self.matching)
        earlier = [w for w in weeks if w.cycle == cycle - 1]
        turning = [r for r in rules if not r.hard and isinstance(r.form, TURNING)]
        if earlier and turning:
            around, before = (held(w, plan.catalog, plan.template, plan.profile.minutes, self.matching) for w in (week, earlier[-1]))
            total -= sum(rule.weight * amount for rule in turning for _, amount in missed(rule, around, before))
        return total


def typical(weeks: Sequence[Week], cycle: int) -> Week:
    """The first week of a cycle that is all to come and no lighter one; where there is none, its last."""
    inside = [w for w in weeks if w.cycle == cycle]
    return next((w for w in inside if w.phase == "build" and not any(s.done for s in w.sessions)), inside[-1])


def _picks(weeks: Sequence[Week], cycle: int) -> set[tuple[str, str, int]]:
    """What is done in a cycle: (session, exercise, sets)."""
    if not any(week.cycle == cycle for week in weeks):
        return set()
    return {(s.id, item.exercise, item.dose.sets) for s in typical(weeks, cycle).sessions for item in s.items}


def rescored(scale: Scale, weeks: Sequence[Week], about: Iterable[str] | None = None) -> Certificate:
    """The certificate of the scale's program with other weeks: each cycle's score as it is now, beside the bound that was proven for it.

    A cycle keeps its proof where it and the one before have the exercises and sets that they had, whatever became of its doses.
    """
    old = scale.program.certificate
    left = {week.cycle for week in weeks}
    other = {cycle for cycle in left if _picks(weeks, cycle) != _picks(scale.program.weeks, cycle)}
    proofs = []
    for proof in old.cycles:
        touched = proof.cycle in left and not other.isdisjoint((proof.cycle, proof.cycle - 1))
        gained = scale.gain(weeks, proof.cycle, about) if touched else 0.0
        if abs(gained) > ENOUGH:
            objective = round(proof.objective + gained, 4)
            bound = max(proof.bound, objective)
            proof = replace(proof, status=SWAPPED, objective=objective, bound=bound, gap=round(gap(objective, bound), 6))
        proofs.append(proof)
    if not proofs:  # nothing was said of its cycles
        return replace(old, status=SWAPPED)
    objective, bound = round(sum(p.objective for p in proofs), 4), round(sum(p.bound for p in proofs), 4)
    return Certificate(SWAPPED, objective, bound, max(p.gap for p in proofs), tuple(proofs))


def _clauses(form: Form) -> Iterator[Mapping[str, Any]] | None:
    """The clauses by which a form tells exercises apart; None for a form that is not known here."""
    if isinstance(form, (Limit, Forbid, Prefer, *TURNING)):
        return iter((form.where,))
    if isinstance(form, Ratio):
        return iter((form.of, form.to))
    if isinstance(form, Require):
        return iter((form.then, *(() if form.if_ is None else (form.if_,))))
    if isinstance(form, Order):
        return iter((form.before, form.after))
    if isinstance(form, Linear):
        return iter(clause for clause, _ in form.terms)
    if isinstance(form, Rest) and form.where is not None:
        return iter((form.where,))
    return None
