"""--best-effort: as little as possible gives way, the least important first, and safety never."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from setlist import Finding, Profile, SafetyFilter, limit, prefer, where
from setlist.builder import build
from setlist.planner.columns import frame
from setlist.planner.cycles import Stuck, attempt, days_of, make_problem
from setlist.planner.relax import largest, shortfall
from setlist.plugins import Plugins
from setlist.program import Program, Relaxed
from setlist.results import Infeasible
from small_week import PERSON, TEMPLATE, Club, a_catalog, a_plan, hard, misses, soft, solved

PULLS = where(patterns={"any": ["pull"]})
ONE_DAY = {"profile": replace(PERSON, days=1)}
MANY = hard(limit(PULLS, exercises=(3, None), per="week"), name="club/many", priority=20)
FEW = hard(limit(PULLS, exercises=(None, 1), per="week"), name="club/few", priority=80)


def test_nothing_gives_way_where_everything_can_hold() -> None:
    wishes = (soft(prefer(PULLS, 2)), FEW)
    loose, strict = solved(*wishes, best_effort=True), solved(*wishes)
    assert loose.relaxed == ()
    assert loose == strict


def test_the_less_important_rule_gives_way_by_no_more_than_it_has_to() -> None:
    program = solved(MANY, FEW, best_effort=True, **ONE_DAY)
    assert [(r.rule, r.by) for r in program.relaxed] == [("club/many", 2.0)]
    assert misses(FEW, program, **ONE_DAY) == 0
    important = replace(MANY, priority=90)
    assert [r.rule for r in solved(important, FEW, best_effort=True, **ONE_DAY).relaxed] == ["club/few"]


def test_among_what_has_to_give_way_the_best_program_is_chosen_and_proven() -> None:
    program = solved(MANY, FEW, soft(prefer(where(id="club:row"), 3)), best_effort=True, **ONE_DAY)
    assert "club:row" in {i.exercise for i in program.weeks[0].sessions[0].items}
    assert program.certificate.status == "proven"
    assert program.certificate.objective < 10  # points of the week, not of what rules are worth


def test_safety_never_gives_way() -> None:
    no_pulls = SafetyFilter("no-pulls", lambda e, d: [Finding("exclude", reason="no")] if "pull" in e.patterns else [])
    one_each = SafetyFilter(
        "one-each", lambda e, d: [Finding("modify", trait="kneeling", limits={"max_per_session": 1})] if "kneeling" in e.traits else []
    )
    kneeling = hard(limit(where(traits={"any": ["kneeling"]}), exercises=(2, None), per="session"), name="club/kneel")
    program = solved(MANY, kneeling, best_effort=True, filters=[no_pulls, one_each], **ONE_DAY)
    assert {r.rule for r in program.relaxed} == {"club/many", "club/kneel"}
    traits = [t for i in program.weeks[0].sessions[0].items for t in a_catalog().exercises[i.exercise].traits]
    assert traits.count("kneeling") == 1


@pytest.mark.parametrize(
    ("changes", "rule", "by"),
    [({"minutes": 65}, "minutes", 5), ({"days": 9}, "days", 2), ({"weeks": 13}, "weeks", 1), ({"level": "advanced"}, "levels", 1)],
)
def test_a_request_outside_of_the_template_is_told_as_what_gave_way(changes: dict[str, object], rule: str, by: float) -> None:
    template = replace(TEMPLATE, levels=("beginner", "intermediate"))
    made = attempt(a_plan(template=template, profile=replace(PERSON, **changes)), best_effort=True, target=0.1)  # type: ignore[arg-type]
    assert isinstance(made, Program)
    assert (f"template/week/{rule}", by) in [(r.rule, r.by) for r in made.relaxed]


def test_a_session_with_nothing_in_it_is_no_session_however_much_gives_way() -> None:
    never = SafetyFilter("never", lambda e, d: [Finding("exclude", reason="no")])
    assert isinstance(attempt(a_plan(filters=[never]), best_effort=True), Stuck)
    made = build(PERSON, a_catalog(), Plugins.of(("club", Club((), [never], (), ()))), best_effort=True)
    assert isinstance(made, Infeasible)


def test_how_far_rows_are_from_holding() -> None:
    def far(*rules: object, profile: Profile = ONE_DAY["profile"]) -> float:
        made = a_plan(*rules, profile=profile)  # type: ignore[arg-type]
        return shortfall(make_problem(made, frame(made.template, days_of(made), profile.minutes), 0, 0, {}, ()))

    assert far(FEW) == 0
    assert far(MANY, FEW) == pytest.approx(2 * 21)  # two exercises at the priority of the lesser rule, and one
    assert far(MANY, FEW, replace(FEW, id="club/nothing", form=limit(where(id="club:x"), exercises=(1, None), per="week"))) > 2 * 21


def test_each_rule_is_told_once_with_its_most() -> None:
    told = largest([Relaxed("b", "", 1), Relaxed("a", "", 3), Relaxed("b", "", 2)])
    assert [(r.rule, r.by) for r in told] == [("a", 3), ("b", 2)]
