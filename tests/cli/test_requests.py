"""From options and a profile file to what is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from commands import DISC, QUICK, Command, built
from hypothesis import example, given
from hypothesis import strategies as st

from setlist.builder import gates_of
from setlist.catalog import load_catalog
from setlist.cli.build import command
from setlist.cli.health import COMMON_FACTS, facts_of, read_condition
from setlist.cli.names import Unclear, find, find_condition, find_equipment, find_exercise, find_goal, find_wish
from setlist.cli.requests import Request, override, read_request
from setlist.hookspecs import Context
from setlist.model import Catalog, Condition, Gate
from setlist.plugins import builtin_plugins
from setlist.profile import NOTHING, Clearance, HasCondition, Profile

CATALOG = load_catalog()
PLUGINS = builtin_plugins()


def request(*args: str) -> Request:
    """What `setlist build` with these options asks for."""
    return read_request(command.make_context("build", list(args)).params)


def profile(*args: str) -> Profile:
    return request(*args).profile


# Names


@pytest.mark.parametrize("word", [DISC, "slipped disc", "Slipped-Disc", "herniated_disc", "SCIATICA"])
def test_a_condition_is_found_by_its_other_names(word: str) -> None:
    assert profile("--condition", word).conditions == (HasCondition(DISC),)


def test_conditions_may_come_with_facts() -> None:
    asked = profile("--condition", "sciatica:eases=Flexion, weeks_since=3", "--condition", "scoliosis:brace=yes,curve=unknown")
    assert [(c.id, dict(c.facts)) for c in asked.conditions] == [
        (DISC, {"eases": "flexion", "weeks_since": 3}),
        ("scoliosis", {"brace": True, "curve": "unknown"}),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pregnancy:weeks=500", "weeks should be a number from 0 to 44, found the number 500"),
        ("spondylolisthesis:grade=-3", "grade should be a number from 0 to 5, found the number -3"),
    ],
)
def test_a_number_that_nobody_can_mean_is_refused(text: str, message: str) -> None:
    with pytest.raises(Unclear, match=message):
        read_condition(text, CATALOG)


def test_a_fact_of_what_a_condition_turns_into_is_known() -> None:
    assert facts_of("back-pain", CATALOG)["weeks_since"]["ask"] == "How many weeks ago did this back pain begin?"


def unread(condition: str, facts: dict[str, object]) -> list[Gate]:
    """The stops of the safety filters for a condition or facts that they cannot read."""
    person = Profile(conditions=(HasCondition(condition, facts),))
    filters = [item for _, item in PLUGINS.collect("setlist_safety_filters", Context(person, CATALOG))]
    return [gate for gate in gates_of(filters, person) if gate.step == "stop" and gate.source == "setlist"]


def test_facts_that_every_condition_may_have_are_known_to_the_filter() -> None:
    assert unread("gerd", dict.fromkeys(COMMON_FACTS, "unknown")) == []
    assert unread("gerd", {"phse": "acute"})


@given(st.sampled_from(sorted(CATALOG.conditions)), st.sampled_from([*COMMON_FACTS, "brace", "bulge", "risks"]), st.text(max_size=12))
def test_facts_that_are_taken_are_facts_that_the_filter_understands(condition: str, fact: str, value: str) -> None:
    try:
        found = read_condition(f"{condition}:{fact}={value}", CATALOG)
    except Unclear:
        return
    assert unread(found.pop("id"), found) == []


@example("NONE", find_equipment)  # a word of its own there, and nowhere else
@given(st.text(max_size=20), st.sampled_from([find_goal, find_equipment, find_condition, find_exercise, find_wish]))
def test_a_word_stands_for_something_known_or_is_unclear(word: str, finder: Callable[[str, Catalog], str]) -> None:
    terms = CATALOG.vocabulary.terms
    known = {*CATALOG.exercises, *CATALOG.conditions, *(term for kind in terms.values() for term in kind)}
    known |= {e.family for e in CATALOG if e.family} | {e.id for e in CATALOG} | {p.id for p in CATALOG.packs}
    known |= {NOTHING} if finder is find_equipment else set()
    try:
        assert finder(word, CATALOG) in known
    except Unclear as error:
        assert error.hint


def test_a_word_that_fits_several_things_is_never_guessed() -> None:
    first, second = (Condition(f"base:pregnancy-{n}", f"pregnancy-{n}", f"Pregnancy {n}", (), aliases=("pregnant",)) for n in (1, 2))
    with pytest.raises(Unclear, match="'Pregnant' may be pregnancy-1 or pregnancy-2; say which"):
        find("Pregnant", "condition", {first.id: first, second.id: second})


def test_names_become_ids() -> None:
    asked = profile(
        "--equipment", "bands", "--equipment", "Resistance-Band", "--equipment", "gym", "--level", "Beginner", "--goal", "relief"
    )
    assert (asked.equipment, asked.level, asked.goal) == (("resistance-band", "gym"), "beginner", "back-relief")


def test_a_wish_is_an_exercise_a_family_or_a_word_of_the_vocabulary() -> None:
    asked = profile("--like", "Bird dog", "--avoid", "hinge", "--avoid", "Hamstrings", "--pin", "yoga:childs-pose", "--pin", "yoga")
    assert (asked.likes, asked.dislikes, asked.pins) == (("home:bird-dog",), ("hinge", "hamstrings"), ("yoga:childs-pose", "yoga"))


def test_a_clearance_is_of_today_and_may_name_a_question() -> None:
    today = date.today().isoformat()
    asked = profile("--cleared", "High eye pressure", "--cleared", "q7")
    assert asked.cleared == (Clearance("glaucoma", date=today), Clearance("q7", date=today))
    assert profile("--cleared", "q7", "--start", "9000-01-01").cleared == (Clearance("q7", date=today),)
    assert profile("--cleared", "q7", "--start", "2020-01-06").cleared == (Clearance("q7", date="2020-01-06"),), "a plan that is under way"


# How long, when, which template


def test_weekdays_replace_the_number_of_days() -> None:
    asked = profile("--weekday", "wed", "--weekday", "1", "--days", "2")
    assert (asked.weekdays, asked.days) == ((1, 3), 2)


@pytest.mark.parametrize(
    ("args", "weeks"),
    [
        ([], 8),
        (["--days", "4", "--equipment", "gym"], 8),
        (["--goal", "back-relief"], 4),
        (["--condition", "slipped disc"], 4),
        (["--goal", "back-relief", "--weeks", "6"], 6),
        (["--goal", "flexibility"], None),
        (["-t", "back-relief"], 4),
    ],
)
def test_pain_that_is_named_gets_four_weeks_and_is_asked_again(args: list[str], weeks: int | None) -> None:
    assert profile(*args).weeks == weeks


@pytest.mark.parametrize(
    ("args", "minutes"),
    [
        ([], 25),
        (["--goal", "desk-break"], 10),
        (["--goal", "desk-break", "--minutes", "15"], 15),
        (["--template", "desk-break", "--goal", "posture"], 10),
        (["--goal", "posture"], 25),
    ],
)
def test_a_session_is_as_long_as_its_template_can_be_where_nobody_says(args: list[str], minutes: int) -> None:
    assert profile(*args).minutes == minutes


def test_a_template_that_is_named_brings_its_goal() -> None:
    found = request("-t", "Flexibility")
    assert (found.template, found.profile.goal) == ("base:flexibility", "flexibility")
    assert profile("-t", "flexibility", "--goal", "mobility").goal == "mobility"


# A profile, and options beside it


def test_options_override_a_profile_and_take_away_nothing_that_protects(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text(
        "days: 2\nminutes: 20\nequipment: [barbells]\nlikes: [plank]\ndislikes: [lunge]\nage: 40\n"
        "conditions: [glaucoma, {id: slipped-disc, eases: flexion}]\ncleared: [glaucoma]\n"
    )
    asked = profile(
        *("--profile", str(file), "--minutes", "40", "--equipment", "kettlebell", "--like", "stretch", "--avoid", "hinge"),
        *("--condition", "sciatica:weeks_since=9", "--cleared", "q7"),
    )
    assert (asked.days, asked.minutes, asked.age, asked.equipment, asked.likes) == (2, 40, 40, ("kettlebell",), ("stretch",))
    assert asked.dislikes == ("lunge", "hinge")
    assert [(c.id, dict(c.facts)) for c in asked.conditions] == [("glaucoma", {}), (DISC, {"eases": "flexion", "weeks_since": 9})]
    assert [c.condition for c in asked.cleared] == ["glaucoma", "q7"]


SPINE, JOINT = {"id": "recent-surgery", "site": "spine"}, {"id": "recent-surgery", "site": "joint"}


@pytest.mark.parametrize(
    ("written", "typed", "expected"),
    [
        ([SPINE, JOINT], {"id": "gerd"}, [SPINE, JOINT, {"id": "gerd"}]),
        ([SPINE, JOINT], {"id": "recent-surgery"}, [SPINE, JOINT]),
        ([SPINE, JOINT], SPINE, [SPINE, JOINT]),
        ([SPINE, JOINT], {"id": "recent-surgery", "weeks_since": 9}, [SPINE, JOINT, {"id": "recent-surgery", "weeks_since": 9}]),
        ([SPINE], JOINT, [SPINE, JOINT]),
        ([SPINE], {"id": "recent-surgery", "site": "unknown"}, [SPINE, {"id": "recent-surgery", "site": "unknown"}]),
        ([SPINE], {"id": "recent-surgery", "weeks_since": 9}, [{**SPINE, "weeks_since": 9}]),
        ([{"id": "recent-surgery", "site": "unknown"}], JOINT, [JOINT]),
    ],
)
def test_a_condition_that_is_typed_never_takes_the_place_of_one_that_is_written(
    written: list[dict[str, str]], typed: dict[str, str], expected: list[dict[str, str]]
) -> None:
    """Two operations are two entries, and what rules out more of either counts."""
    assert override({"conditions": written}, {"conditions": [typed]})["conditions"] == expected


def test_a_number_of_days_replaces_the_weekdays_of_a_profile(tmp_path: Path) -> None:
    file = tmp_path / "me.yaml"
    file.write_text("weekdays: [1, 3]\n")
    assert profile("--profile", str(file), "--days", "4").weekdays == ()
    assert profile("--profile", str(file)).weekdays == (1, 3)


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_what_protects_only_grows(written: list[str], typed: list[str]) -> None:
    both = override(
        {"dislikes": written, "conditions": [{"id": name} for name in written]},
        {"dislikes": typed, "conditions": [{"id": name} for name in typed]},
    )
    assert set(both["dislikes"]) == {*written, *typed} == {one["id"] for one in both["conditions"]}


def test_equipment_may_be_a_list(setlist: Command) -> None:
    listed = setlist("-q", "build", *QUICK, "--equipment", "barbell, dumbbells", "--equipment", "mon=gym,pull-up bar", "-o", "a.json")
    spelled = ("--equipment", "barbell", "--equipment", "dumbbells", "--equipment", "mon=gym", "--equipment", "mon=pull-up bar")
    assert (listed.code, setlist("-q", "build", *QUICK, *spelled, "-o", "b.json").code) == (0, 0)
    assert built("a.json")["profile"] == built("b.json")["profile"]
    said = setlist("build", *QUICK, "--equipment", "barbell,")
    assert said.code == 2
    assert said.line.startswith("Error: --equipment: there is no equipment ''")


def test_a_day_speaks_for_what_follows_it(setlist: Command) -> None:
    assert setlist("-q", "build", *QUICK, "--equipment", "barbell,mon=gym,bands,tue=dumbbells", "-o", "a.json").code == 0
    profile = built("a.json")["profile"]
    assert profile["equipment"] == ["barbell"]
    assert profile["equipment_on"] == {"mon": ["gym", "resistance-band"], "tue": ["dumbbells"]}
    said = setlist("build", *QUICK, "--equipment", "monkey=gym")
    assert said.code == 2
    assert "should be a day such as mon" in said.line


def test_no_equipment_can_be_said(setlist: Command) -> None:
    assert setlist("build", *QUICK, "--equipment", "none").out == setlist("build", *QUICK).out
    Path("me.yaml").write_text("equipment: [barbell]\nequipment_on: {mon: [gym]}\n")
    said = setlist("-q", "build", *QUICK, "--profile", "me.yaml", "--equipment", "None", "--equipment", "mon=none", "-o", "p.json")
    assert (said.code, built("p.json")["profile"].get("equipment")) == (0, None)
    said = setlist("build", "--equipment", "none", "--equipment", "barbell")
    assert (said.code, said.line) == (1, "Error: equipment is none, or what there is: not both")
