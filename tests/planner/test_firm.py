"""Firm rules: they hold in every week that can hold them, whatever it costs; where none can, as many of them as can."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from setlist import Rule, forbid, limit, prefer, ratio, where
from setlist.planner.evaluate import score
from setlist.rules import Form
from small_week import MOVES, PERSON, TEMPLATE, a_catalog, a_move, a_plan, hard, misses, soft, solved

PULLS, PUSHES = where(patterns={"any": ["pull"]}), where(patterns={"any": ["push"]})
SQUATS = where(patterns={"any": ["squat"]})
WISHES = (soft(prefer(PULLS, 9), name="wish/pulls"), soft(prefer(PUSHES, -3), name="wish/no-pushes"))
MORE = (*MOVES, a_move("floor-press", patterns=("push",), primary=("chest",)), a_move("dip", patterns=("push",), primary=("chest",)))


def firm(form: Form, name: str = "club/firm", weight: float = 0.1) -> Rule:
    return Rule(name, form, firm=True, weight=weight, because=name)


@pytest.mark.parametrize("form", [limit(PUSHES, sets=(6, None), per="week"), limit(PULLS, exercises=(None, 1), per="session")])
def test_a_firm_rule_holds_where_a_soft_one_of_its_weight_would_not(form: Form) -> None:
    asked = firm(form)
    assert misses(asked, solved(*WISHES, replace(asked, firm=False))) > 0
    assert misses(asked, solved(*WISHES, asked)) == 0


def test_where_not_all_can_hold_the_others_do() -> None:
    lost, kept = (
        firm(limit(PUSHES, sets=(6, None), per="week"), "club/pushes"),
        firm(limit(SQUATS, sets=(6, None), per="week"), "club/squats"),
    )
    program = solved(*WISHES, hard(forbid(PUSHES)), lost, kept)
    assert misses(lost, program) > 0
    assert misses(kept, program) == 0


def test_of_two_that_exclude_each_other_one_holds_and_the_program_is_made() -> None:
    few, many = firm(limit(PULLS, sets=(None, 2), per="week"), "club/few"), firm(limit(PULLS, sets=(8, None), per="week"), "club/many")
    program = solved(*WISHES, few, many)
    assert (misses(few, program) > 0) is not (misses(many, program) > 0)


def test_a_ratio_is_firm_only_with_a_choice_on_both_sides() -> None:
    """With two pushes and two sets of each it would rather cost the week its pulls."""
    asked = firm(ratio(PULLS, PUSHES, (0.0, 0.5)))
    assert misses(asked, solved(*WISHES, asked)) > 0
    assert misses(asked, solved(*WISHES, asked, moves=MORE), moves=MORE) == 0


def test_what_a_firm_rule_gives_counts_in_score_and_bound() -> None:
    rules = (*WISHES, firm(limit(PUSHES, sets=(6, None), per="week"), weight=2.0))
    program = solved(*rules)
    plan = a_plan(*rules)
    points = {ref: sum(p for _, _, p in found) for ref, found in plan.scores.items()}
    told = score(program.weeks[0], a_catalog(), TEMPLATE, PERSON.minutes, plan.rules, points)
    assert program.certificate.cycles[0].objective == pytest.approx(told, abs=0.05)
    assert program.certificate.objective <= program.certificate.bound + 1e-6
    assert program.certificate.gap < 0.001
