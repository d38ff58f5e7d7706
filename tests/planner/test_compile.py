"""Rules to rows. Every form: the best week breaks the rule, with the rule it does not, and it is the audit's evaluation that says so."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from setlist import Dose, Program, Progression, Rule, forbid, limit, order, prefer, ratio, require, rest, where
from setlist.model import DoseRange
from setlist.planner.columns import frame
from setlist.planner.cycles import days_of, make_problem
from setlist.planner.evaluate import score
from setlist.rules import Forbid, Keep, Linear, Onward, Rotate
from small_week import MOVES, PERSON, TEMPLATE, a_move, a_plan, hard, misses, refs, soft, solved, stuck

PULLS = where(patterns={"any": ["pull"]})
PUSHES = where(patterns={"any": ["push"]})
SQUATS = where(patterns={"any": ["squat"]})
STRETCHES = where(kind="stretch")
# What this person would rather do: pulls above all, then squats; many sets, no stretches.
WISHES = (
    soft(prefer(PULLS, 5), name="wish/pulls"),
    soft(prefer(SQUATS, 2), name="wish/squats"),
    soft(prefer(STRETCHES, -1), name="wish/no-stretches"),
    soft(limit(PULLS, sets=(18, None), per="week"), weight=0.1, name="wish/sets"),
)
THREE_DAYS = {"profile": replace(PERSON, days=3)}
DAILY = {"profile": replace(PERSON, days=4, weekdays=(1, 2, 3, 5))}

BROKEN_UNLESS_ASKED: list[tuple[str, Rule, dict[str, Any]]] = [
    ("forbid", hard(forbid(where(id="club:row"))), {}),
    ("forbid in a block", hard(forbid(PULLS), where_in={"slot": "extra"}), {}),
    ("limit exercises per session", hard(limit(PULLS, exercises=(None, 1), per="session")), {}),
    ("limit exercises per slot", hard(limit(PULLS, exercises=(None, 1), per="slot")), {}),
    ("limit at least per block named", hard(limit(PUSHES, exercises=(2, None), per="block"), where_in={"block": "main"}), {}),
    ("limit at least per slot named", hard(limit(PUSHES, exercises=(1, None), per="slot"), where_in={"slot": "extra"}), {}),
    ("limit sets per week", hard(limit(PULLS, sets=(None, 5), per="week")), {}),
    (
        "limit sets of a muscle, a half for a secondary one",
        hard(limit(where(muscles={"any": ["rhomboids"]}), sets=(None, 1), per="week")),
        {},
    ),
    ("limit minutes per session", hard(limit(PULLS, minutes=(None, 4), per="session")), {}),
    ("limit exercises per two days", hard(limit(PULLS, exercises=(None, 3), per="two-days")), DAILY),
    ("limit exposures per week", hard(limit(PULLS, exposures=(None, 1), per="week")), {}),
    ("limit at least exposures per week", hard(limit(PUSHES, exposures=(3, None), per="week")), THREE_DAYS),
    ("limit exposures per session", hard(limit(PUSHES, exposures=(1, None), per="session")), {}),
    ("limit exposures per two days", hard(limit(PULLS, exposures=(None, 1), per="two-days")), DAILY),
    ("ratio", hard(ratio(PULLS, PUSHES, (0.5, 1.0))), {}),
    ("ratio of exposures", hard(ratio(PULLS, PUSHES, (0.0, 1.0), "exposures")), {}),
    ("require", hard(require(PUSHES, per="session")), {}),
    ("require if", hard(require(STRETCHES, per="session", if_=PULLS, min=2)), {}),
    ("require if per week", hard(require(where(id="club:lat-stretch"), per="week", if_=PULLS, min=2)), {}),
    ("linear", hard(Linear(((PULLS, 1.0), (PUSHES, -2.0)), max=0)), {}),
    ("linear of sets per session", hard(Linear(((PULLS, 1.0), (SQUATS, 1.0)), max=5, measure="sets", per="session")), {}),
    ("rest", hard(rest(48, where=PULLS)), DAILY),
    ("rest of muscles", hard(rest(72, muscles=("lats",))), DAILY),
    ("rest round the end of the week", hard(rest(48, where=PULLS)), {"profile": replace(PERSON, weekdays=(1, 7))}),
    ("order in a block", hard(order(SQUATS, PULLS)), {}),
    ("order, the one directly after the other", hard(order(where(id="club:squat"), where(id="club:row"), "next")), {}),
    ("keep", hard(Keep(PULLS, 1.0, "cycle")), {"profile": replace(PERSON, weeks=4)}),
    ("rotate", hard(Rotate(PULLS, 0.5, "cycle")), {"profile": replace(PERSON, weeks=4)}),
    ("rotate every week", hard(Rotate(PULLS, 0.5, "week")), {}),
]


@pytest.mark.parametrize(("rule", "world"), [case[1:] for case in BROKEN_UNLESS_ASKED], ids=[case[0] for case in BROKEN_UNLESS_ASKED])
def test_a_hard_rule_holds_and_would_not_by_itself(rule: Rule, world: dict[str, Any]) -> None:
    wishes = list(WISHES)
    if isinstance(rule.form, Keep):
        wishes.append(soft(Rotate(PULLS, 1.0, "cycle"), weight=20, name="wish/change"))
    assert misses(rule, solved(*wishes, **world), **world) > 0
    assert misses(rule, solved(*wishes, rule, **world), **world) == 0


@pytest.mark.parametrize(
    "form",
    [
        limit(PUSHES, exercises=(3, None), per="session"),
        limit(PULLS, sets=(None, 4), per="session"),
        limit(PUSHES, exposures=(2, None), per="week"),
        limit(PULLS, exercises=(None, 1), per="slot"),
        limit(PULLS, exercises=(None, 2), per="two-days"),
        forbid(where(id="club:row")),
        ratio(PULLS, PUSHES, (1.0, 1.0)),
        require(PUSHES, per="session", min=2),
        require(STRETCHES, per="session", if_=PULLS, min=3),
        require(where(id="club:quad-stretch"), per="week", if_=SQUATS),
        rest(72, where=PULLS),
        rest(72, muscles=("lats", "quads")),
        Linear(((PULLS, 1.0), (PUSHES, -1.0)), max=1, per="session"),
        Linear(((PULLS, -1.0), (PUSHES, 1.0)), min=1),
        prefer(SQUATS, -3),
    ],
    ids=str,
)
@pytest.mark.parametrize("weight", [0.5, 30.0])
@pytest.mark.parametrize("world", [{}, THREE_DAYS, DAILY], ids=["2 days", "3 days", "4 days"])
def test_a_soft_rule_costs_and_earns_what_the_audit_counts(form: Any, weight: float, world: dict[str, Any]) -> None:
    rules = (*WISHES, soft(form, weight))
    program = solved(*rules, **world)
    made = a_plan(*rules, **world)
    told = score(program.weeks[0], made.catalog, TEMPLATE, PERSON.minutes, made.rules, {})
    assert program.certificate.cycles[0].objective == pytest.approx(told, abs=0.02)  # ties are worth less than 0.001 a pick


def test_a_share_of_a_block_is_earned_and_missed_as_the_audit_counts() -> None:
    session = TEMPLATE.sessions["one"]
    blocks = tuple(replace(block, share=(5, 10)) for block in session.blocks)
    world = {"template": replace(TEMPLATE, sessions={"one": replace(session, blocks=blocks), "two": TEMPLATE.sessions["two"]})}
    program = solved(*WISHES, **world)
    told = score(program.weeks[0], a_plan(**world).catalog, world["template"], PERSON.minutes, WISHES, {})
    assert program.certificate.cycles[0].objective == pytest.approx(told, abs=0.02)


@pytest.mark.parametrize("per", ["slot", "block"])
def test_a_rule_with_a_place_says_nothing_of_other_places(per: Any) -> None:
    in_extra = hard(limit(PULLS, exercises=(1, None), per=per), where_in={"slot": "extra"})
    program = solved(soft(prefer(PULLS, -5)), in_extra)
    pulls = {"club:row", "club:high-row", "club:pull-down"}
    assert [[item.slot for item in s.items if item.exercise in pulls] for s in program.weeks[0].sessions] == [["extra"], ["extra"]]
    assert misses(in_extra, program) == 0


def test_a_limit_on_minutes_holds_in_every_week_though_doses_grow() -> None:
    growing = Progression(
        "more", lambda start, top, week, weeks: replace(start, reps=min((start.reps or 0) + 5 * (week - 1), top.reps or 0))
    )
    moves = [replace(e, dose=replace(e.dose, reps=(10, 20))) if e.dose.reps else e for e in MOVES]
    world = {
        "moves": moves,
        "progressions": [growing],
        "template": replace(TEMPLATE, cycle_weeks=3, weeks=3, progression={"main": "more", "accessory": "more"}),
    }
    rule = hard(limit(PULLS, minutes=(None, 4), per="session"))
    free = solved(*WISHES, **world)
    minutes = [sum(i.minutes for i in week.sessions[0].items if i.role != "fill") for week in free.weeks]
    assert minutes[0] < minutes[1] < minutes[2]
    assert misses(rule, solved(*WISHES, rule, **world), **world) == 0


@pytest.mark.parametrize("within", ["session", "next", 3])
def test_a_hard_order_against_the_order_of_blocks_keeps_the_two_apart(within: Any) -> None:
    rule = hard(order(STRETCHES, PULLS, within))
    wishes = (*WISHES, soft(prefer(STRETCHES, 4), name="wish/stretch"))
    assert misses(rule, solved(*wishes)) > 0
    program = solved(*wishes, rule)
    assert misses(rule, program) == 0
    assert all("lat-stretch" not in names or "row" not in names for names in refs(program))


def test_order_rules_that_no_order_keeps_are_told_as_a_conflict() -> None:
    moves = hard(limit(where(id={"any": ["club:row", "club:squat"]}), exercises=(4, None), per="week"), name="club/both")
    round_about = (hard(order(SQUATS, PULLS), name="club/squat-first"), hard(order(PULLS, SQUATS), name="club/pull-first"))
    assert stuck(moves, *round_about)
    assert not stuck(moves, round_about[0])


def test_rotating_every_week_rules_out_what_stays_for_a_cycle() -> None:
    program = solved(*WISHES, hard(Rotate(PULLS, 0.5, "week")))
    assert not {"row", "high-row", "pull-down"} & set(refs(program)[0])


def test_each_binds_it_to_every_family() -> None:
    rule = hard(limit(where(family="$it"), exercises=(None, 1), per="session"), each="families")
    both = {"row", "high-row"}
    assert any(both <= set(names) for names in refs(solved(*WISHES)))
    assert not any(both <= set(names) for names in refs(solved(*WISHES, rule)))
    assert [r.id for r in a_plan(rule).rules] == ["club/rule/row"]


@pytest.mark.parametrize(
    ("scope", "there"),
    [
        ({}, True),
        ({"goals": ["strong"], "levels": ["beginner"]}, True),
        ({"templates": ["week"], "families": ["strength"]}, True),
        ({"templates": ["other"]}, False),
        ({"families": ["yoga"]}, False),
        ({"goals": ["strong"], "levels": ["advanced"]}, False),
    ],
)
def test_a_rule_counts_within_its_scope(scope: dict[str, Any], there: bool) -> None:
    assert bool(a_plan(hard(forbid(PULLS), scope=scope)).rules) is there


def test_a_hard_rule_that_nothing_can_meet_is_kept_to_stand_in_the_way() -> None:
    assert stuck(hard(limit(where(id="club:nowhere"), exercises=(1, None), per="week")))
    assert not stuck(soft(limit(where(id="club:nowhere"), exercises=(1, None), per="week")))
    assert not stuck(hard(limit(where(id="club:nowhere"), exercises=(None, 1), per="week")))


def test_an_excluded_exercise_makes_no_column() -> None:
    made = a_plan(hard(Forbid(where(id="club:row"))))
    shape = frame(made.template, days_of(made), PERSON.minutes)
    assert "club:row" not in {c.exercise.ref for c in make_problem(made, shape, 0, 0, {}, ()).columns}


def test_a_pick_on_two_days_counts_twice_in_a_week_and_once_in_a_score() -> None:
    only = [a_move("row"), next(e for e in MOVES if e.id == "walk")]
    program = solved(
        soft(prefer(PULLS, 5)),
        hard(limit(PULLS, exercises=(3, 3), per="week")),
        moves=only,
        profile=replace(PERSON, days=3),
    )
    assert refs(program) == [["row", "walk"], ["row", "walk"], ["row", "walk"]]
    assert program.certificate.cycles[0].objective == pytest.approx(10, abs=0.02)  # two sessions, the first of them on two days


def test_per_side_is_no_second_set() -> None:
    sided = a_move("single-row", sides="each", dose=DoseRange(sets=(2, 2), reps=(10, 10), per_side=True))
    program = solved(
        hard(limit(PULLS, sets=(2, 2), per="week")),
        moves=[sided, next(e for e in MOVES if e.id == "walk")],
        profile=replace(PERSON, days=1),
    )
    (item,) = (i for i in program.weeks[0].sessions[0].items if i.exercise == sided.ref)
    assert item.dose == Dose(sets=2, reps=10, per_side=True)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_bound_that_is_no_number_is_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite numbers or left out"):
        limit(PULLS, sets=(bad, None), per="week")
    with pytest.raises(ValueError, match="finite numbers or left out"):
        ratio(PULLS, PUSHES, (0.0, bad))
    with pytest.raises(ValueError, match="finite numbers or left out"):
        Linear(((PULLS, bad),), max=1)


@pytest.mark.parametrize("step", ["high-row", "pull-down"], ids=["one step down", "two steps down"])
def test_onward_goes_to_nothing_easier_than_the_last_cycle_had(step: str) -> None:
    ladder = {"row": "high-row", "high-row": "pull-down"}
    moves = [replace(m, easier=(f"club:{ladder[m.id]}",)) if m.id in ladder else m for m in MOVES]
    world = {"moves": moves, "profile": replace(PERSON, weeks=4, days=1)}
    one_pull = hard(limit(PULLS, exercises=(1, 1), per="week"), "club/one")
    begins = soft(prefer(where(id="club:row"), 2), name="club/begins")
    then = soft(prefer(where(id=f"club:{step}"), 1), name="club/then")
    turn = soft(Rotate(PULLS, 1.0, "cycle"), weight=9, name="club/turn")
    onward = hard(Onward(PULLS), "club/onward")
    back = solved(one_pull, begins, then, turn, **world)
    assert (pulled(back, 1), pulled(back, 3)) == ({"row"}, {step})
    assert misses(onward, back, **world) == 1
    stayed = solved(one_pull, begins, then, turn, onward, **world)
    assert (pulled(stayed, 1), pulled(stayed, 3)) == ({"row"}, {"row"})
    assert misses(onward, stayed, **world) == 0


def pulled(program: Program, week: int) -> set[str]:
    return {name for session in refs(program, week) for name in session} & {"row", "high-row", "pull-down"}
