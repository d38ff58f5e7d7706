"""The audit finds every kind of damage done by hand to a real program, and nothing in one that nobody touched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from building import built, gym_plan, gym_program, planned, relief_plan, relief_program, used
from safety_world import real_catalog
from setlist import Dose, Finding, HasCondition, Profile, Program, SafetyFilter, Suggestion, limit, prefer, where
from setlist.builder import Plan
from setlist.planner import audit as audits
from setlist.planner import times
from setlist.planner.audit import audit
from setlist.program import BlockPlan, Item, Reason, Relaxed, SessionPlan, Week
from setlist.rules import Rule

WHY = (Reason("by hand", "Because I like it"),)
DISC = HasCondition("lumbar-disc-herniation-sciatica")


def found(program: Program, plan: Plan) -> list[str]:
    return [str(b) for b in audit(program, plan.catalog, plan.template, plan.rules, plan.filters)]


def rules_broken(program: Program, plan: Plan) -> set[str]:
    return {b.rule for b in audit(program, plan.catalog, plan.template, plan.rules, plan.filters)}


def edit_week(program: Program, number: int, edit: Callable[[Week], Week]) -> Program:
    return replace(program, weeks=tuple(edit(w) if w.number == number else w for w in program.weeks))


def edit_session(program: Program, edit: Callable[[SessionPlan], SessionPlan], week: int = 1, session: int = 0) -> Program:
    return edit_week(program, week, lambda w: replace(w, sessions=tuple(edit(s) if n == session else s for n, s in enumerate(w.sessions))))


def edit_blocks(program: Program, edit: Callable[[BlockPlan], BlockPlan], name: str = "main", week: int = 1) -> Program:
    return edit_session(program, lambda s: replace(s, blocks=tuple(edit(b) if b.id == name else b for b in s.blocks)), week)


def edit_first(program: Program, edit: Callable[[Item], Item], name: str = "main", week: int = 1) -> Program:
    return edit_blocks(program, lambda b: replace(b, items=(edit(b.items[0]), *b.items[1:])), name, week)


def an_item(ref: str, slot: str = "hinge", role: str = "main") -> Item:
    """An item of a real exercise as it might be written by hand, its minutes right."""
    exercise = real_catalog().exercises[ref]
    dose = exercise.dose.at("low")
    minutes = times.item_minutes(dose, times.setup_seconds(exercise, real_catalog().vocabulary))
    return Item(ref, exercise.name, role, dose, round(minutes, 2), WHY, slot=slot)


def added(program: Program, item: Item, name: str = "main") -> Program:
    return edit_blocks(program, lambda b: replace(b, items=(*b.items, item)), name)


@pytest.mark.parametrize(("program", "plan"), [(gym_program, gym_plan), (relief_program, relief_plan)], ids=["gym", "relief"])
def test_a_program_that_nobody_touched_is_sound(program: Callable[[], Program], plan: Callable[[], Plan]) -> None:
    assert found(program(), plan()) == []


def test_an_excluded_exercise_is_found_and_its_filter_named() -> None:
    profile = Profile(goal="back-relief", days=2, minutes=25, conditions=(DISC,))
    program, plan = built(profile), planned(profile)
    excluded = next(e for e in program.excluded if e.exercise == "gym:deadlift")
    told = found(added(program, an_item("gym:deadlift", slot="hips")), plan)
    assert any("gym:deadlift is excluded" in line and "[safety/conditions]" in line for line in told)
    assert excluded.findings[0].reason in "\n".join(told)


def test_equipment_that_nobody_owns_is_found() -> None:
    assert "equipment/owned" in rules_broken(added(relief_program(), an_item("gym:deadlift", slot="hips")), relief_plan())


def test_an_unknown_exercise_is_found() -> None:
    program = edit_first(gym_program(), lambda i: replace(i, exercise="gym:nobody-knows"))
    assert "week 1, day 1: gym:nobody-knows is not in the chosen packs [core/catalog]" in found(program, gym_plan())


def test_an_exercise_that_is_there_twice_is_found() -> None:
    program = gym_program()
    again = program.weeks[0].sessions[0].blocks[1].items[0]
    assert {"core/once", "core/time"} <= rules_broken(added(program, again), gym_plan())


@pytest.mark.parametrize("number", [1, 3, 4, 8])
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sets": 40}, "sets 40 is more than"),
        ({"reps": 400}, "reps 400 is more than"),
        ({"minutes": 3}, "not dosed in minutes"),
        ({"per_side": None}, "said to be per side"),
        ({"breath_s": 60}, "60 s a breath is longer than 6"),
    ],
)
def test_a_dose_above_what_is_allowed_is_found_in_every_week(change: dict[str, Any], says: str, number: int) -> None:
    def more(item: Item) -> Item:
        values = {"per_side": not item.dose.per_side} if "per_side" in change else change
        return replace(item, dose=replace(item.dose, **values))

    told = found(edit_first(gym_program(), more, week=number), gym_plan())
    assert any(says in line and "[safety/limits]" in line for line in told)


def test_a_dose_above_a_safety_limit_is_found_though_the_exercise_would_allow_it() -> None:
    careful = SafetyFilter("careful", lambda e, d: [Finding("modify", limits={"min_rest_s": 300})] if e.kind == "strength" else [])
    plan = gym_plan()
    told = audit(gym_program(), plan.catalog, plan.template, plan.rules, (*plan.filters, careful))
    assert {b.rule for b in told} == {"safety/limits", "core/turns"}, "sets that take turns rest less than that"


def test_a_filter_sees_each_dose_as_it_is_written() -> None:
    seen: list[Dose] = []
    watching = SafetyFilter("watching", lambda e, d: seen.append(d) or [])
    plan, program = gym_plan(), gym_program()
    audit(program, plan.catalog, plan.template, plan.rules, (watching,))
    doses = {item.dose for week in program.weeks for s in week.sessions for item in s.items}
    assert doses <= set(seen)


@pytest.mark.parametrize("kg", [61, 300])
def test_a_load_above_the_share_of_the_maximum_is_found(kg: float) -> None:
    share = SafetyFilter("share", lambda e, d: [Finding("modify", limits={"max_load_pct_1rm": 75})] if e.id == "deadlift" else [])
    plan = gym_plan()
    dose = Dose(sets=1, reps=1, load_kg=kg, load_pct_1rm=60, rest_s=600, rir=9)
    program = edit_first(gym_program(), lambda i: replace(i, exercise="gym:deadlift", dose=dose))
    told = [str(b) for b in audit(program, plan.catalog, plan.template, plan.rules, (*plan.filters, share))]
    assert any("is not known to be within 75 % of a maximum of 80 kg" in line for line in told)


@pytest.mark.parametrize("what", ["item", "session", "overhead"])
def test_minutes_that_were_edited_are_found(what: str) -> None:
    def longer(session: SessionPlan) -> SessionPlan:
        if what == "session":
            return replace(session, minutes=session.minutes + 1)
        return replace(session, overhead=session.overhead + 1)

    if what == "item":
        program = edit_first(gym_program(), lambda i: replace(i, minutes=i.minutes + 1))
    else:
        program = edit_session(gym_program(), longer)
    assert "core/time" in rules_broken(program, gym_plan())


def without(name: str) -> Callable[[SessionPlan], SessionPlan]:
    """A session without one of its blocks, its minutes put right."""

    def edit(session: SessionPlan) -> SessionPlan:
        blocks = tuple(b for b in session.blocks if b.id != name)
        items = sum(i.minutes for b in blocks for i in b.items)
        overhead = 2 + 0.1 * items
        return replace(session, blocks=blocks, overhead=overhead, minutes=items + overhead)

    return edit


def test_a_missing_block_is_found_and_that_the_session_is_now_too_short() -> None:
    session = gym_program().weeks[0].sessions[0]
    broken = rules_broken(edit_session(gym_program(), without("main")), gym_plan())
    assert {f"template/{session.id}/main/count", f"template/{session.id}/hinge", f"profile/minutes/{session.id}"} <= broken
    assert "core/time" not in broken


def test_blocks_in_another_order_and_of_another_session_are_found() -> None:
    turned = edit_session(gym_program(), lambda s: replace(s, blocks=s.blocks[::-1]))
    assert rules_broken(turned, gym_plan()) == {"core/template"}
    renamed = edit_session(gym_program(), lambda s: replace(s, blocks=tuple(replace(b, id=f"my-{b.id}") for b in s.blocks)))
    assert "core/template" in rules_broken(renamed, gym_plan())


def test_an_exercise_in_a_slot_that_is_not_for_it_is_found() -> None:
    curl = an_item("gym:dumbbell-curl") if "gym:dumbbell-curl" in real_catalog().exercises else an_item("home:bird-dog")
    assert "core/template" in rules_broken(edit_first(gym_program(), lambda i: curl), gym_plan())
    moved = edit_first(gym_program(), lambda i: replace(i, slot="nowhere"))
    assert "core/template" in rules_broken(moved, gym_plan())
    promoted = edit_first(gym_program(), lambda i: replace(i, role="stretch"))
    assert "core/template" in rules_broken(promoted, gym_plan())


def test_an_item_without_a_reason_is_found() -> None:
    assert rules_broken(edit_first(gym_program(), lambda i: replace(i, reasons=())), gym_plan()) == {"core/reasons"}


@pytest.mark.parametrize(
    "edit",
    [
        lambda w: replace(w, sessions=w.sessions[:1]),
        lambda w: replace(w, sessions=w.sessions[::-1]),
        lambda w: replace(w, sessions=(w.sessions[0], replace(w.sessions[1], day=1))),
        lambda w: replace(w, sessions=(w.sessions[0], w.sessions[0])),
        lambda w: replace(w, sessions=(w.sessions[0], replace(w.sessions[1], date="2026-12-01"))),
    ],
    ids=["one gone", "turned round", "the same day", "the same session", "a date"],
)
def test_days_and_sessions_that_do_not_fit_are_found(edit: Callable[[Week], Week]) -> None:
    assert "core/days" in rules_broken(edit_week(gym_program(), 2, edit), gym_plan())


def test_a_phase_that_would_excuse_a_week_is_found() -> None:
    assert "core/weeks" in rules_broken(edit_week(gym_program(), 2, lambda w: replace(w, phase="deload")), gym_plan())
    assert "core/weeks" in rules_broken(replace(gym_program(), weeks=gym_program().weeks[1:]), gym_plan())


def test_rounds_that_would_multiply_sets_are_found() -> None:
    assert rules_broken(edit_blocks(gym_program(), lambda b: replace(b, rounds=9)), gym_plan()) == {"core/rounds"}
    sets = max(i.dose.sets for i in gym_program().weeks[0].sessions[0].blocks[1].items)
    assert rules_broken(edit_blocks(gym_program(), lambda b: replace(b, rounds=sets)), gym_plan()) == set()


def test_dates_are_those_of_the_start_and_the_weekdays() -> None:
    profile = Profile(goal="back-relief", weekdays=(2, 5), minutes=25, weeks=1, start="2026-12-02")
    program, plan = built(profile), planned(profile)
    assert [s.date for s in program.weeks[0].sessions] == ["2026-12-04", "2026-12-08"]
    assert rules_broken(replace(program, profile=replace(program.profile, start="2026-12-03")), plan) == {"core/days"}
    assert rules_broken(replace(program, profile=replace(program.profile, weekdays=(3, 5))), plan) == {"core/days"}


def test_more_of_a_trait_than_a_session_may_have_is_found() -> None:
    one = SafetyFilter("one", lambda e, d: [Finding("modify", trait=t, limits={"max_per_session": 1}) for t in e.traits])
    plan, program = relief_plan(), relief_program()
    told = audit(program, plan.catalog, plan.template, plan.rules, (*plan.filters, one))
    traits = [t for i in program.weeks[0].sessions[0].items for t in plan.catalog.exercises[i.exercise].traits]
    twice = {t for t in traits if traits.count(t) > 1}
    assert twice
    assert {f"safety/{t}" for t in twice} <= {b.rule for b in told}


def test_a_hard_rule_that_does_not_hold_is_named_with_its_words() -> None:
    rule = Rule("club/none", limit(where(kind="strength"), exercises=(None, 0), per="week"), hard=True, because="No strength at all")
    plan = gym_plan()
    (broken,) = audit(gym_program(), plan.catalog, plan.template, (*plan.rules, rule), plan.filters)
    assert str(broken) == "week 1, the week: No strength at all [club/none]"
    wish = replace(rule, hard=False)
    assert audit(gym_program(), plan.catalog, plan.template, (*plan.rules, wish), plan.filters) == ()


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"exercise": "sports:nobody-knows"}, "core/catalog"),
        ({"exercise": "gym:deadlift"}, "core/template"),
        ({"exercise": "gym:deadlift"}, "equipment/owned"),
        ({"day": 1}, "core/days"),
        ({"dose": Dose(minutes=600)}, "safety/limits"),
        ({"minutes": 1.0}, "core/time"),
        ({"reasons": ()}, "core/reasons"),
    ],
)
def test_suggestions_for_free_days_are_held_against_the_same_rules(change: dict[str, Any], rule: str) -> None:
    profile = Profile(goal="back-strength", days=1, minutes=20, weeks=1)
    program, plan = built(profile), planned(profile)
    assert program.suggestions
    assert rules_broken(program, plan) == set()
    assert rule in rules_broken(replace(program, suggestions=(replace(program.suggestions[0], **change),)), plan)


def test_an_excluded_suggestion_is_found() -> None:
    profile = Profile(goal="back-strength", days=1, minutes=20, weeks=1)
    program, plan = built(profile), planned(profile)
    never = SafetyFilter("never", lambda e, d: [Finding("exclude", reason="Not today")] if e.ref == program.suggestions[0].exercise else [])
    told = audit(program, plan.catalog, plan.template, plan.rules, (*plan.filters, never))
    assert {b.rule for b in told} == {"safety/never"}
    assert isinstance(program.suggestions[0], Suggestion)
    assert program.suggestions[0].exercise in used(program)


def test_what_the_program_says_gave_way_is_not_found_again_but_safety_is() -> None:
    program = edit_first(gym_program(), lambda i: replace(i, dose=replace(i.dose, sets=40)))
    short = edit_session(gym_program(), without("main"))
    for broken in (program, short):
        rules = rules_broken(broken, gym_plan())
        excused = replace(broken, relaxed=tuple(Relaxed(rule, "by hand", 1.0) for rule in sorted(rules)))
        assert rules_broken(excused, gym_plan()) == {rule for rule in rules if rule.startswith(("core/", "safety/"))}


def test_a_dose_without_its_measure_is_found() -> None:
    program = edit_first(gym_program(), lambda i: replace(i, dose=replace(i.dose, reps=None)))
    assert "core/dose" in rules_broken(program, gym_plan())


def test_a_rule_that_forbids_everywhere_is_never_excused() -> None:
    program = added(relief_program(), an_item("gym:deadlift", slot="hips"))
    excused = replace(program, relaxed=(Relaxed("equipment/owned", "by hand", 1.0),))
    assert "equipment/owned" in rules_broken(excused, relief_plan())


def test_a_suggestion_that_needs_care_is_found_for_it_cannot_say_how() -> None:
    profile = Profile(goal="back-strength", days=1, minutes=20, weeks=1)
    program, plan = built(profile), planned(profile)
    gently = SafetyFilter("gently", lambda e, d: [Finding("modify", limits={"max_minutes": 500}, cue="Gently")])
    told = audit(replace(program, weeks=()), plan.catalog, plan.template, plan.rules, (*plan.filters, gently))
    assert {b.rule for b in told} == {"safety/suggested"}


def test_order_rules_that_do_not_hold_are_told_apart() -> None:
    from setlist import order

    program, plan = gym_program(), gym_plan()
    items = [i.exercise for i in program.weeks[0].sessions[0].blocks[1].items]
    rule = Rule("club/turned", order(where(id=items[1]), where(id=items[0])), hard=True)
    assert audits.disordered(program, plan.catalog, plan.template, [rule]) == (rule,)
    assert audits.disordered(program, plan.catalog, plan.template, [Rule("club/wish", prefer(where(), 1)), replace(rule, hard=False)]) == ()
