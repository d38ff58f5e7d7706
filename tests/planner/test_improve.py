"""Exchanges: an answer that keeps every hard rule, soon; what it may lack is told, never hidden."""

from __future__ import annotations

from setlist import limit, prefer, where
from setlist.planner.cycles import attempt
from setlist.planner.solve import ANY
from setlist.program import Program
from small_week import a_plan, hard, soft

RULES = (soft(prefer(where(kind="strength"), 2)), hard(limit(where(kind="strength"), exercises=(None, 3), per="session")))


def test_a_first_answer_passes_the_audit_and_owns_up_to_its_gap() -> None:
    first, best = attempt(a_plan(*RULES), target=ANY), attempt(a_plan(*RULES))
    assert isinstance(first, Program)
    assert isinstance(best, Program)
    told = first.certificate
    assert told.objective <= best.certificate.bound + 1e-6
    assert told.bound >= best.certificate.objective - 1e-6
    assert told.status == ("proven" if told.gap <= 0.01 else "not proven")
