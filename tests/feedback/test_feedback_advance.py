"""The next weeks of a club's program: what each log makes of them."""

from __future__ import annotations

from typing import Any

import pytest
from club_log import MOVES, PERSON, as_planned, built, catalog, club_program, plugins, template
from msgspec.structs import replace

from setlist import (
    Clearance,
    Context,
    Dose,
    Finding,
    Gate,
    Infeasible,
    Item,
    Profile,
    Program,
    Refused,
    SafetyFilter,
    Week,
    apply_clearance,
    hookimpl,
    limit,
    prefer,
    where,
)
from setlist.builder import Plan, plan
from setlist.feedback.advance import Advanced, NotNow, advance
from setlist.feedback.course import Walk, verdicts
from setlist.feedback.log import Entry
from setlist.feedback.swaps import gentler, near_twins, spared
from setlist.planner.audit import audit
from setlist.planner.cycles import attempt
from setlist.planner.schedule import on_date
from setlist.planner.substitute import setting
from setlist.problems import InputError
from setlist.schema import check
from small_week import Club, a_catalog, a_move, hard, soft


def advanced(program: Program, log: list[Entry], weeks: int | None = None, *, light: bool = False) -> Advanced:
    made = advance(program, log, catalog(light), plugins(), weeks)
    assert isinstance(made, Advanced)
    assert check("program", {**made.program.to_data(), "packs": [{"id": "club", "version": "1", "digest": "sha256:0"}]}, "program") == []
    return made


def item(program: Program, name: str, week: int = 2, session: int = 1) -> Item:
    return next(i for i in program.weeks[week - 1].sessions[session - 1].items if i.exercise == f"club:{name}")


def names(program: Program, week: int, session: int = 1) -> set[str]:
    return {i.exercise.partition(":")[2] for i in program.weeks[week - 1].sessions[session - 1].items}


def after(weeks: int = 1, **changes: dict[str, Any]) -> Program:
    return advanced(club_program(), as_planned(club_program(), weeks, **changes)).program


def told(program: Program, name: str, week: int = 2) -> tuple[str, str]:
    """The rule and the words of the first reason after the place."""
    reason = item(program, name, week).reasons[1]
    return reason.rule, reason.text


def test_the_club_does_what_these_tests_speak_of() -> None:
    assert names(club_program(), 1) >= {"row", "push-up", "plank", "twisted-pull", "walk"}
    assert item(club_program(), "row", 1).dose == Dose(sets=2, reps=5, rest_s=60, rir=2, load_kg=40)


def test_one_more_where_it_went_well() -> None:
    program = after()
    assert item(program, "row").dose.reps == 6
    assert told(program, "row") == ("feedback/progress", "Week 1: every set done with 2 in reserve; 5 to 6 reps (ACSM-2009)")
    assert item(program, "plank").dose.hold_s == 15
    assert [item(program, "row", week).dose.reps for week in (1, 2, 3, 4)] == [5, 6, 7, 8]


def test_at_the_top_of_the_range_the_load_grows_and_the_reps_begin_again() -> None:
    top = after(row={"done": (8, 8)}, push_up={"done": (8, 8)})  # week 1 asks for 5
    assert item(top, "row").dose == Dose(sets=2, reps=5, rest_s=60, rir=2, load_kg=42.5)
    assert item(top, "push-up").dose.reps == 8
    last = advanced(club_program(), as_planned(club_program(), 4), 4).program
    assert item(last, "row", 5).dose == Dose(sets=2, reps=5, rest_s=60, rir=2, load_kg=42.5)
    assert told(last, "row", 5)[1].endswith("40 to 42.5 kg and 5 reps again (ACSM-2009)")
    assert item(last, "push-up", 5).dose.reps == 8  # nothing can be put on
    assert "it is as much as the plan asks for" in told(last, "push-up", 5)[1]


@pytest.mark.parametrize(("reps", "now"), [((5, 5), 6), ((6, 6), 7), ((7, 6), 7), ((9, 6), 7)])
def test_the_step_on_starts_from_what_was_reached(reps: tuple[int, ...], now: int) -> None:
    program = after(row={"done": reps})
    assert (item(program, "row").dose.reps, item(program, "row").dose.load_kg) == (now, 40)


@pytest.mark.parametrize(("used", "now"), [(40, 40), (42, 40), (42.5, 42.5), (60, 42.5), (400, 42.5)])
def test_a_heavier_load_goes_on_where_it_went_well_and_by_one_step_at_most(used: float, now: float) -> None:
    program = after(row={"load_kg": float(used)})
    dose = item(program, "row").dose
    assert (dose.load_kg, dose.reps) == (now, 6 if now == 40 else 5)


@pytest.mark.parametrize(
    ("cells", "decision", "load"),
    [
        ({"done": (1.0, 0.0), "rir": 0.0}, "step-back", 35),  # in both sessions
        ({"rir": None}, "hold", 40),
        ({"pain": 5.0, "pain_next_day": 2.0}, "hold", 40),
        ({"pain": 5.0}, "step-back", 35),
    ],
)
def test_a_heavier_load_than_planned_is_not_taken_over_where_it_did_not_go_well(cells: dict[str, Any], decision: str, load: float) -> None:
    program = after(row={"load_kg": 160.0, **cells})
    assert told(program, "row")[0] == f"feedback/{decision}"
    assert item(program, "row").dose.load_kg == load


def in_session(log: list[Entry], session: int, **cells: Any) -> list[Entry]:
    """A log with other cells for the row in one of the sessions."""
    return [replace(e, **cells) if e.exercise == "club:row" and e.session == session else e for e in log]


def test_an_exercise_has_one_load_in_all_its_sessions() -> None:
    log = as_planned(club_program(), 2)
    missed = advanced(club_program(), in_session([e for e in log if e.session == 1], 1, done=(2.0,))).program
    assert [item(missed, "row", 3, session).dose.load_kg for session in (1, 2)] == [35, 35]
    assert item(missed, "row", 3, 2).reasons[1].rule == "feedback/step-back"
    assert item(missed, "row", 2, 2).reasons[1].text == "Nothing was recorded for it; 35 kg, as in its other sessions (GK)"
    once = advanced(club_program(), in_session(in_session(log, 1, done=(2.0, 5.0)), 2, done=(8.0, 8.0))[-len(log) // 2 :]).program
    assert [item(once, "row", 3, session).dose.load_kg for session in (1, 2)] == [40, 40]  # it fell short at 40 kg
    lighter = advanced(club_program(), in_session(log, 2, load_kg=30.0)).program
    assert [item(lighter, "row", 3, session).dose.load_kg for session in (1, 2)] == [30, 30]  # the last that went well
    heavier = advanced(club_program(), in_session(in_session(log, 1, load_kg=30.0), 2, done=(8.0, 8.0))).program
    assert item(heavier, "row", 3, 2).dose.load_kg == 42.5
    assert (item(heavier, "row", 3).dose.load_kg, item(heavier, "row", 3).dose.reps) == (32.5, 5)  # by one step at most


def test_a_load_goes_on_where_an_exercise_moves_to_another_session() -> None:
    """Done in session 1 of cycle 1, to come in session 2 of cycle 2 and in session 1 of cycle 3."""
    made = plan(PERSON, catalog(), plugins())
    assert isinstance(made, Plan)
    record = club_program()
    week = record.weeks[0]

    def only(number: int, cycle: int, session: int, done: bool | None = None) -> Week:
        sessions = (
            replace(s, done=done, blocks=tuple(replace(b, items=tuple(i for i in b.items if _keeps(i, n, session))) for b in s.blocks))
            for n, s in enumerate(week.sessions, 1)
        )
        return replace(week, number=number, cycle=cycle, sessions=tuple(sessions))

    past = replace(record, weeks=(only(1, 1, 1, done=True),))
    log = [e for e in as_planned(past) if e.exercise == "club:row"]
    walk = Walk(setting(made), past, verdicts(past, log), (1, 2))
    ahead = walk.weeks([only(2, 1, 1), only(3, 2, 2), only(4, 3, 1)])
    assert [i.dose.load_kg for w in ahead for s in w.sessions for i in s.items if i.exercise == "club:row"] == [40, 42.5, 45]


def _keeps(one: Item, session: int, wanted: int) -> bool:
    return one.exercise != "club:row" or session == wanted


def test_the_load_that_was_used_is_the_one_that_goes_on() -> None:
    program = after(row={"load_kg": 30.0})
    assert [item(program, "row", week).dose.load_kg for week in (2, 3, 4)] == [30, 30, 30]
    assert item(program, "push-up").dose.load_kg is None


def test_the_same_again_where_it_did_not_go_well_once() -> None:
    one = [e if e.session == 1 else replace(e, done=(), rir=None) for e in as_planned(club_program(), 1, row={"done": (5, 4)})]
    program = advanced(club_program(), one).program
    assert item(program, "row").dose.reps == 5
    assert told(program, "row")[0] == "feedback/hold"
    assert item(program, "row", 3).dose.reps == 6  # a forecast goes on from there
    assert "forecast" in told(program, "row", 3)[1]


def test_a_tenth_less_after_twice_too_hard() -> None:
    program = after(2, row={"rir": 0.0})
    assert item(program, "row", 3).dose == Dose(sets=2, reps=6, rest_s=60, rir=2, load_kg=35)
    assert told(program, "row", 3) == ("feedback/step-back", "Week 2: 0 in reserve, 2 planned, 4 times in a row; 40 to 35 kg (HACKETT-RIR)")
    assert item(after(2, plank={"done": (1,)}), "plank", 3).dose.hold_s == 10


def test_at_its_least_it_makes_way_for_the_easier_version() -> None:
    program = advanced(club_program(), as_planned(club_program(), 2, push_up={"done": (1.0,)})).program
    assert item(program, "push-up", 3).dose.reps == 5  # from 6
    made = advanced(program, as_planned(program, 3, push_up={"done": (1.0,)}))
    assert "push-up" not in names(made.program, 4)
    assert "stepped back to this easier version" in told(made.program, "knee-push-up", 4)[1]
    change = next(c for c in made.changes if c.exercise == "club:push-up")
    assert (change.decision, change.instead) == ("step-back", "Knee push up")


def test_pain_that_did_not_settle_asks_for_less_at_once_and_until_the_next_log() -> None:
    first = [e for e in as_planned(club_program(), 1, plank={"pain": 4.0}, row={"pain": 5.0, "pain_next_day": 4.0}) if e.session == 1]
    made = advanced(club_program(), first)
    assert item(made.program, "row", 1, 2).dose.load_kg == 35  # the next session of the same week
    assert [item(made.program, "row", week).dose.load_kg for week in (2, 3, 4)] == [35, 35, 35]
    assert [item(made.program, "row", week).dose.reps for week in (2, 3, 4)] == [5, 5, 5]
    assert told(made.program, "row")[1] == "Week 1: pain 5 of 10, not settled within 24 hours; 40 to 35 kg (TRAFFIC-PAIN)"
    assert "half the way" in told(made.program, "plank")[1]  # at its least already


def test_what_hurt_too_much_is_gone_for_good_and_somebody_should_see_it() -> None:
    made = advanced(club_program(), as_planned(club_program(), 1, row={"pain": 7.0}))
    program = made.program
    assert all("row" not in names(program, week, session) for week in (2, 3, 4) for session in (1, 2))
    assert "row" in names(program, 1)  # what was done was done
    assert program.profile.pain == ({"exercise": "club:row", "level": 7},)
    assert "club:row" in {e.exercise for e in program.excluded}
    (gate,) = program.gates
    assert (gate.step, gate.source) == ("see-someone", "TRAFFIC-PAIN")
    assert "Row (week 1: pain 7 of 10)" in gate.reason
    again = advanced(program, [*as_planned(club_program(), 1, row={"pain": 7.0}), *as_planned(program, 2)[9:]])
    assert again.program.profile.pain == program.profile.pain


@pytest.mark.parametrize(("before", "after"), [(0, 9), (4, 9), (9, 9), (10, 10)])
def test_an_older_and_milder_report_of_pain_hides_no_new_one(before: int, after: int) -> None:
    healed: Profile = replace(club_program().profile, pain=({"exercise": "row", "level": before}, {"region": "legs", "level": 2}))
    program = advanced(replace(club_program(), profile=healed), as_planned(club_program(), 1, row={"pain": 8.5})).program
    assert all("row" not in names(program, week, session) for week in (2, 3, 4) for session in (1, 2))
    assert sorted(e["level"] for e in program.profile.pain) == [2, after]


def test_what_takes_the_place_of_pain_is_no_near_twin_and_has_no_more_hazards() -> None:
    made = plan(PERSON, catalog(), plugins())
    assert isinstance(made, Plan)
    gentlest, gentle = gentler(made, "club:row")
    assert {"club:band-row", "club:twisted-pull"}.isdisjoint({*gentlest, *gentle})
    assert "club:pull-down" in gentlest
    assert "club:row" in next(gentler(made, "club:twisted-pull"))


def test_what_is_close_to_what_hurt_goes_too_and_does_not_come_in_later() -> None:
    keen = plugins(soft(prefer(where(id="club:band-row"), 30), name="wish/keen"))
    made = plan(PERSON, catalog(), keen)
    assert isinstance(made, Plan)
    program = attempt(made, target=0.0)
    assert isinstance(program, Program)
    assert {"row", "band-row"} <= names(program, 2)  # one of a family in a session is no rule of the club
    found = advance(program, as_planned(program, 1, row={"pain": 8.0}), catalog(), keen, 7)
    assert isinstance(found, Advanced)
    later = {name for week in range(2, 9) for session in (1, 2) for name in names(found.program, week, session)}
    assert {"row", "band-row"}.isdisjoint(later)
    twin = next(c for c in found.changes if c.exercise == "club:band-row")
    assert twin.decision == "swap"
    assert twin.text.startswith("It is close to Row, which hurt (TRAFFIC-PAIN); ")
    again = advance(found.program, as_planned(found.program, 8)[-6:], catalog(), keen, 4)  # a log that does not speak of it any more
    assert isinstance(again, Advanced)
    assert "band-row" not in names(again.program, 9)


def test_harder_versions_of_what_hurt_are_close_to_it() -> None:
    linked = a_catalog([replace(m, harder=("club:push-up",)) if m.id == "knee-push-up" else m for m in MOVES], template())
    made = plan(replace(PERSON, pain=({"exercise": "knee-push-up", "level": 7},)), linked, plugins())
    assert isinstance(made, Plan)
    first = club_program().weeks[0].sessions[0]
    block = replace(first.blocks[0], items=(replace(first.items[0], exercise="club:knee-push-up"),))
    hurt = replace(club_program(), weeks=(replace(club_program().weeks[0], sessions=(replace(first, blocks=(block,), done=True),)),))
    assert near_twins(made, hurt) == {"club:push-up": "club:knee-push-up"}
    assert near_twins(made, club_program()) == {}  # pain in what was never done says nothing of the rest
    assert "club:push-up" not in spared(made, near_twins(made, hurt)).admissible


def test_what_safety_rules_out_since_makes_way_and_says_why() -> None:
    stiff: Profile = replace(club_program().profile, pain=({"trait": "twist", "level": 5},))
    made = advanced(replace(club_program(), profile=stiff), as_planned(club_program(), 1, twisted_pull=None))
    assert "twisted-pull" not in names(made.program, 2) | names(made.program, 2, 2)
    change = next(c for c in made.changes if c.exercise == "club:twisted-pull")
    assert (change.decision, change.text[:46]) == ("left-out", "You report that this hurts: twist (TRAFFIC-PAI")


def test_a_new_limit_over_a_session_has_the_weeks_chosen_anew() -> None:
    kneeling = SafetyFilter(
        "knees",
        lambda e, d: [Finding("modify", "kneeling", "One is enough", limits={"max_per_session": 1})] if "kneeling" in e.traits else [],
    )
    moves = tuple(replace(m, traits=("kneeling",)) if m.id in ("row", "pull-down", "twisted-pull") else m for m in MOVES)
    lift = a_catalog((*moves, a_move("press", dose=MOVES[0].dose, primary=("chest",)), a_move("hinge", dose=MOVES[0].dose)), template())
    made = plan(PERSON, lift, plugins())
    assert isinstance(made, Plan)
    program = attempt(made, target=0.0)
    assert isinstance(program, Program)
    assert {"row", "twisted-pull"} <= names(program, 1)
    found = advance(program, as_planned(program), lift, plugins().plus(("knees", Club((), (kneeling,), (), ()))))
    assert isinstance(found, Advanced)
    for session in found.program.weeks[1].sessions:
        assert sum("kneeling" in lift.exercises[i.exercise].traits for i in session.items) <= 1


def test_a_program_from_before_a_limit_is_brought_within_it() -> None:
    light = SafetyFilter(
        "light", lambda e, d: [Finding("modify", reason="Light", limits={"max_load_pct_1rm": 60})] if e.id == "row" else []
    )
    found = advance(club_program(), as_planned(club_program()), catalog(), plugins().plus(("light", Club((), (light,), (), ()))))
    assert isinstance(found, Advanced)
    dose = item(found.program, "row").dose
    assert (dose.load_pct_1rm, dose.load_kg, dose.rir) == (60, None, 6)  # the maximum is not known: reserve says how heavy


def test_what_was_done_stays_as_it_was() -> None:
    program = after(2, row={"done": (1, 1)})
    for week in (0, 1):
        was = club_program().weeks[week]
        assert program.weeks[week] == replace(was, sessions=tuple(replace(s, done=True) for s in was.sessions))
    assert not any(s.done for week in program.weeks[2:] for s in week.sessions)


def test_in_the_middle_of_a_week_the_rest_of_it_stays_unless_it_must_be_less() -> None:
    first = [e for e in as_planned(club_program(), 1) if e.session == 1]
    program = advanced(club_program(), first).program
    assert [s.done for s in program.weeks[0].sessions] == [True, None]
    assert [i.dose for i in program.weeks[0].sessions[1].items] == [i.dose for i in club_program().weeks[0].sessions[1].items]


def test_what_nobody_wrote_down_stays_as_it_was() -> None:
    program = after(row=None)
    assert item(program, "row").dose.reps == 5
    assert told(program, "row") == ("feedback/hold", "Nothing was recorded for it; it stays as it was (GK)")


def test_weeks_can_be_fewer_or_more() -> None:
    log = as_planned(club_program(), 2)
    assert len(advanced(club_program(), log, 1).program.weeks) == 3
    longer = advanced(club_program(), log, 6).program
    assert [(w.number, w.cycle) for w in longer.weeks] == [(n, (n - 1) // 4 + 1) for n in range(1, 9)]
    assert longer.profile.weeks == 8
    assert [p.cycle for p in longer.certificate.cycles] == [1, 2]
    assert item(longer, "row", 5).dose.load_kg == 42.5  # a forecast: the next cycle begins heavier
    six = advanced(club_program(), log, 4).program
    copied = advanced(six, as_planned(six, 5), 2).program
    assert len(copied.weeks) == 7
    assert names(copied, 7) == names(copied, 6)


def test_a_lighter_week_stays_light() -> None:
    program = built(replace(PERSON, level="intermediate"), light=True)
    made = advanced(program, as_planned(program, 3), light=True).program
    assert made.weeks[3].phase == "deload"
    assert (item(made, "row", 4).dose.sets, item(made, "row", 4).dose.rir) == (1, 4)
    planned = item(program, "row", 4).dose
    assert (planned.reps, planned.load_kg) == (5, 35), "few reps again and a tenth less than the 40 kg of the weeks before"
    assert item(made, "row", 4).dose == planned  # what comes next waits for the week after
    longer = advanced(program, as_planned(program, 3), 2, light=True).program
    assert item(longer, "row", 5).dose.reps == 8


def test_the_same_log_gives_the_same_weeks() -> None:
    log = as_planned(club_program(), 2, row={"pain": 6.0}, plank={"rir": 0.0})
    assert advanced(club_program(), log).program == advanced(club_program(), list(reversed(log))).program


def test_nothing_to_go_by_or_nowhere_to_go_says_what_helps() -> None:
    with pytest.raises(NotNow, match="says nothing yet"):
        advance(club_program(), [Entry(1, 1, "club:row")], catalog(), plugins())
    with pytest.raises(NotNow, match="--weeks 4"):
        advance(club_program(), as_planned(club_program(), 4), catalog(), plugins())
    with pytest.raises(NotNow, match="12 at most"):
        advance(club_program(), as_planned(club_program(), 4), catalog(), plugins(), 20)


@pytest.mark.parametrize(
    "cells",
    [
        {"pain": float("nan")},
        {"pain": "9"},
        {"pain_next_day": 11.0},
        {"load_kg": float("inf")},
        {"load_kg": -5.0},
        {"done": (float("nan"),)},
    ],
)
def test_values_that_no_log_could_hold_are_refused(cells: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=r"the log:1:1: E403 .* should be a number from 0 to"):
        advance(club_program(), [Entry(1, 1, "club:row", **cells)], catalog(), plugins())
    with pytest.raises(InputError, match="E404 there is no week 9, session 1"):
        advance(club_program(), [Entry(9, 1, "club:row", done=(5.0,))], catalog(), plugins())


def test_a_gate_that_closed_since_leaves_no_next_weeks() -> None:
    hurt: Profile = replace(club_program().profile, pain=({"region": "nowhere", "level": 3},))
    assert isinstance(advance(replace(club_program(), profile=hurt), as_planned(club_program()), catalog(), plugins()), Refused)


KNEE = SafetyFilter(
    "knee", lambda e, d: (), lambda profile: [apply_clearance(Gate("clearance", "Ask first", condition="knee"), profile, "knee")]
)


@pytest.mark.parametrize(("weeks", "start", "goes_on"), [(1, "2026-12-07", True), (3, "2026-12-07", False), (3, None, True)])
def test_a_clearance_has_to_count_when_the_next_weeks_begin(weeks: int, start: str | None, goes_on: bool) -> None:
    cleared: Profile = replace(club_program().profile, start=start, cleared=(Clearance("knee", date="2026-12-01", until="2026-12-20"),))
    with_knee = plugins().plus(("knee", Club((), (KNEE,), (), ())))
    program = replace(club_program(), profile=cleared)
    dated = replace(
        program,
        weeks=tuple(
            replace(w, sessions=tuple(replace(s, date=on_date(start, w.number, s.day)) for s in w.sessions)) for w in program.weeks
        ),
    )
    made = advance(dated, as_planned(program, weeks), catalog(), with_knee)
    assert isinstance(made, Advanced if goes_on else Refused)


def test_filters_know_how_long_the_program_is_with_its_next_weeks() -> None:
    """What changes with the weeks, such as a pregnancy, is judged over all of them."""
    asked: list[int | None] = []

    class Watching:
        @hookimpl
        def setlist_safety_filters(self, context: Context) -> list[SafetyFilter]:
            asked.append(context.profile.weeks)
            return []

    advance(club_program(), as_planned(club_program(), 2), catalog(), plugins().plus(("watching", Watching())), 6)
    assert {*asked} == {8}


def test_without_anything_left_the_rules_say_so() -> None:
    walks = hard(limit(where(id="club:walk"), exercises=(1, None), per="week"), name="club/walks")
    made = advance(club_program(), as_planned(club_program(), 1, walk={"pain": 9.0}), catalog(), plugins(walks))
    assert isinstance(made, Infeasible)
    assert ["club/walks"] in [[rule for rule, _ in conflict.rules] for conflict in made.conflicts]


def test_what_is_done_is_not_judged_again_and_what_is_to_come_is() -> None:
    made = plan(replace(PERSON, pain=({"exercise": "club:row", "level": 7},)), catalog(), plugins())
    assert isinstance(made, Plan)
    program = replace(club_program(), profile=made.profile)
    todo = audit(program, made.catalog, made.template, made.rules, made.filters)
    assert {b.rule for b in todo} == {"safety/pain"}
    done = replace(program, weeks=tuple(replace(w, sessions=tuple(replace(s, done=True) for s in w.sessions)) for w in program.weeks))
    assert audit(done, made.catalog, made.template, made.rules, made.filters) == ()
