"""The text format: what a beginner reads in a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import examples
from setlist import BuildUp, Context, Dose, Item, Program, program_from_data, without_health
from setlist.model import Catalog, Vocabulary
from setlist_plugins.formats import text
from setlist_plugins.formats.wording import STANDING

PROGRAMS = examples.everything()
EMPTY_CATALOG = Catalog((), Vocabulary(), {}, {}, {}, {}, {})
HOSTILE = "\x1b[31mred\x1b]0;title\x07\x9b2J\u202e\r\n- list\n1. one <b>bold</b> | pipe & more"


def flat(shown: str) -> str:
    """The text without its line breaks, for looking for sentences."""
    return " ".join(shown.split())


def part(shown: str, title: str) -> str:
    """One section, from its heading to the next."""
    return shown.split(f"\n\n\n{title}\n")[1].split("\n\n\n")[0]


def test_formats_are_offered_under_their_names() -> None:
    found = {f.name: f for f in text.setlist_formats(Context(examples.relief().profile, EMPTY_CATALOG))}
    assert list(found) == ["text", "text-all"]
    assert not any(f.shared for f in found.values())
    assert found["text"].suffix == ".txt"
    assert found["text"].render(examples.relief()) == text.render(examples.relief())


def test_the_top_says_who_it_is_for_and_what_comes_first() -> None:
    shown = text.render(examples.disc())
    assert shown.startswith(
        dedent(
            """\
            Back relief: 4 weeks
            ====================
            For a beginner: 3 sessions a week of about 25 minutes, for 4 weeks. Goal: back
            relief. Equipment: none.
            Have at hand: wall.
            Starts on Tuesday 1 Dec 2026.
            Made with care for: slipped disc or sciatica.


            BEFORE YOU BEGIN

              - See someone: A slipped disc deserves one look by a professional. You may
                start gently. Show this plan to a physiotherapist.
            """
        )
    )


def test_a_session_reads_well() -> None:
    week = part(text.render(examples.disc()), "WEEK 1")
    assert week.startswith(
        dedent(
            """
            Tuesday 1 Dec 2026 and Saturday 5 Dec 2026 - Brace                  about 20 min

              Settle and loosen
               1. Easy walk                                                            5 min
                  Dose  5 minutes
                  Why   Walk yourself warm. Calm movement suits a sore back.
                  Cues  Talk without puffing. Light feet.
               2. Pelvic tilt                                                          1 min
                  Dose  1 set of 5, hold each for 4 s
                  Why   Small easy movement for the spine.
                  Care  Round only as far as feels easy. (because of: slipped disc or
                        sciatica)
                  Cues  Small and easy like a rocking boat. Legs and face stay relaxed.
            """
        ).removesuffix("\n")
    )


def test_the_strongest_reason_that_is_news_is_shown() -> None:
    week = part(text.render(examples.relief()), "WEEK 1")
    assert "A trunk that braces spares the spine." in flat(week)
    assert "Long rest poses cost minutes" not in week, "what spoke against a pick is no reason for it"


def test_not_screened_is_said_kindly_and_only_when_true() -> None:
    assert "Not screened: nobody has asked you" in flat(text.render(examples.relief()))
    assert "Not screened" not in text.render(examples.disc())


def test_a_reason_is_told_once_a_session_and_its_place_every_time() -> None:
    week = part(text.render(examples.relief()), "WEEK 1")
    assert week.count("Calm movement suits a sore back.") == 1
    first, second = week.split("Day 3 - ")
    assert first.count("Why ") == first.count("Dose ") == 5
    assert second.count("Why ") == second.count("Dose ") == 4
    assert "Why   Walk yourself warm.\n" in second


def test_rest_days_give_one_dose_and_say_how_a_beginner_could_begin_instead() -> None:
    base = examples.relief()
    cards = {**base.exercises, "home:easy-walk": {**base.exercises["home:easy-walk"], "first_month": ["Week 1: three walks of 10 minutes"]}}
    shown = flat(part(text.render(replace(base, exercises=cards)), "ON THE OTHER DAYS"))
    assert shown == (
        "- Day 2: Easy walk. 20 minutes. Easy movement between sessions. "
        "- If easy walk is new to you, instead: Week 1: three walks of 10 minutes."
    )


def test_what_hurts_and_what_is_there_are_named_as_people_name_them() -> None:
    """The document brings the names; an id is only words where it has none."""
    base = examples.relief()
    profile = replace(base.profile, equipment=("pull-up-bar",), pain=({"exercise": "gym:goblet-hinge", "level": 4}, {"region": "low-back"}))
    names = {"pull-up-bar": "Pull-up bar", "wall": "Wall", "gym:goblet-hinge": "Light goblet hinge"}
    shown = flat(text.render(replace(base, profile=profile, names=names)))
    assert "Equipment: pull-up bar. Have at hand: wall." in shown
    assert "Made with care for: pain (light goblet hinge) and pain (low back)." in shown


def with_items(change: Callable[[Item], Item], **card: object) -> Program:
    """Back strength with every item changed, and more on every card."""
    base = examples.strength()
    sessions = [replace(s, blocks=tuple(replace(b, items=tuple(map(change, b.items))) for b in s.blocks)) for s in base.weeks[0].sessions]
    cards = {ref: {**kept, **card} for ref, kept in base.exercises.items()}
    return replace(base, weeks=(replace(base.weeks[0], sessions=tuple(sessions)), *base.weeks[1:]), exercises=cards)


def test_a_heavy_lift_is_built_up_to() -> None:
    steps = (BuildUp(5, 50, 30.0), BuildUp(3, 70, 42.5))
    shown = text.render(with_items(lambda i: replace(i, build_up=steps) if i.exercise == "gym:deadlift" else i))
    assert "Deadlift" in shown
    assert "      First Build up with 5 x 30 kg and 3 x 42.5 kg.\n      Dose  3 sets" in shown
    assert "come on top of the minutes" in flat(part(shown, "HOW HARD IT SHOULD FEEL"))
    unknown = text.render(with_items(lambda i: replace(i, build_up=(BuildUp(5, 50),)) if i.exercise == "gym:deadlift" else i))
    assert "Build up with 5 x 50 % of the weight." in flat(unknown)


def test_a_share_of_a_maximum_is_for_what_is_weighed() -> None:
    """Of a band or a bag nobody knows one; how often it could be lifted says the reserve as well."""
    bound = with_items(lambda i: replace(i, dose=Dose(sets=2, reps=8, load_pct_1rm=60, rir=6)), more="the next band")
    shown = flat(text.render(bound))
    assert "2 sets of 8, light enough for about 20 reps" in shown
    assert "1RM" not in shown
    assert "leave 6" not in flat(part(text.render(bound), "WEEK 1"))


def test_a_finding_that_nobody_checked_says_so() -> None:
    assert "Knees may complain. (because of: new to training; not checked)" in flat(text.render(examples.disc()))


def test_care_is_repeated_in_every_session_cues_are_not() -> None:
    week = part(text.render(examples.disc()), "WEEK 1")
    assert flat(week).count("Round only as far as feels easy.") == 2
    assert week.count("Small and easy like a rocking boat.") == 1


def test_days_are_dates_weekdays_or_numbers() -> None:
    assert "\nDay 1 and Day 5 - Brace" in text.render(examples.relief())
    assert "\nTuesday and Friday - Hinge and row" in text.render(examples.strength())


def test_every_exercise_used_is_explained_once() -> None:
    shown = part(text.render(examples.strength()), "HOW TO DO EACH EXERCISE")
    for card in examples.strength().exercises.values():
        assert shown.count(f"\n{card['name']}\n") == 1
    assert "Side bridge from the knees" in shown, "also one that joins in a later week"


def test_a_beginner_is_told_what_is_easier() -> None:
    shown = part(text.render(examples.relief()), "HOW TO DO EACH EXERCISE")
    assert "Too hard? Go back to: Bird dog, leg only." in shown


def test_a_program_from_before_names_were_kept_still_says_what_is_easier() -> None:
    base = examples.relief()
    old = {ref: {k: v for k, v in card.items() if k != "easier_names"} for ref, card in base.exercises.items()}
    assert "Too hard? Go back to: Bird dog leg only." in part(text.render(replace(base, exercises=old)), "HOW TO DO EACH EXERCISE")


def test_where_nothing_is_easier_the_movement_itself_is_made_easier() -> None:
    base = examples.relief()
    lonely = {ref: {k: v for k, v in card.items() if not k.startswith("easier")} for ref, card in base.exercises.items()}
    lonely["home:bird-dog"] = {**lonely["home:bird-dog"], "regress": "Leave the toes on the floor"}
    shown = part(text.render(replace(base, exercises=lonely)), "HOW TO DO EACH EXERCISE")
    assert "To make it easier: Leave the toes on the floor." in shown
    assert "Go back to" not in shown


def test_how_it_goes_on() -> None:
    shown = part(text.render(examples.strength()), "HOW IT GOES ON")
    assert "Weeks 5 to 8\n  - Hinge and row: Side bridge from the knees instead of Wall side bridge." in shown
    assert "Week 4 is a lighter week" in shown
    assert "add --all" in shown
    assert "one week long" in text.render(examples.one_week())


def test_effort_is_explained_only_where_it_is_used() -> None:
    relief, strength = (part(text.render(p), "HOW HARD IT SHOULD FEEL") for p in (examples.relief(), examples.strength()))
    assert "end the set, or choose the weight, so that 4 more good ones would be possible" in flat(relief)
    assert "1RM" not in relief
    assert "1RM is the most you could lift once" in flat(strength)
    assert "3-1-3 is the pace of one repetition: 3 s down, 1 s pause, 3 s up." in flat(strength)


def test_left_out_is_grouped_with_source_and_strength() -> None:
    shown = part(text.render(examples.disc()), "LEFT OUT BECAUSE")
    assert shown.strip().startswith("4 exercises because of: slipped disc or sciatica")
    assert "Plow and Seated forward fold: Deep rounding presses on the disc. (guideline, NICE-NG59)" in flat(shown)
    assert "(general knowledge, GK, not checked)" in flat(shown)
    assert "LEFT OUT BECAUSE" not in text.render(examples.relief())


def test_many_reasons_are_cut_short_and_counted() -> None:
    base = examples.disc()
    more = tuple(
        replace(e, exercise=f"x:{n}", name=f"Move {n}", findings=(replace(e.findings[0], reason=f"Reason {n}"),))
        for n in range(6)
        for e in base.excluded[:1]
    )
    shown = part(text.render(replace(base, excluded=more)), "LEFT OUT BECAUSE")
    assert "6 exercises because of" in shown
    assert "And 2 more reasons." in shown
    assert "6 exercises in all. The JSON format (-f json) lists them" in flat(shown)


def test_quality_and_what_gave_way_are_in_words() -> None:
    good, partly = (part(text.render(p), "HOW GOOD THIS PROGRAM IS") for p in (examples.relief(), examples.strength()))
    assert "This is the best program by the stated rules: proven within 0.4 %." in flat(good)
    assert "Pulls and pushes balance each other." in partly
    assert "Switched off for this program: club-rules." in partly


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("render", [text.render, text.render_all])
def test_disclaimers_are_always_there(name: str, render: object) -> None:
    program = PROGRAMS[name]
    bare = replace(program, disclaimers=(), advice=())
    for one in (program, bare, without_health(program)):
        shown = flat(render(one))  # type: ignore[operator]
        assert STANDING in shown
        assert all(d in shown for d in one.disclaimers)


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_internal_words(name: str) -> None:
    shown = text.render_all(PROGRAMS[name]).lower()
    for word in ("certificate", "gap", "trait", "finding", "slot", "digest", "template/", "safety/", "goal/", "-flexion", "home:", "none."):
        assert word not in shown.replace("equipment: none.", ""), word


@pytest.mark.parametrize("name", PROGRAMS)
def test_lines_fit_and_have_no_loose_ends(name: str) -> None:
    for line in text.render_all(PROGRAMS[name]).splitlines():
        assert len(line) <= text.WIDTH
        assert line == line.rstrip()


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_narrow_terminal_says_how_wide_lines_may_be(name: str) -> None:
    given = {f.name: f for f in text.setlist_formats(Context(PROGRAMS[name].profile, EMPTY_CATALOG, width=44))}
    shown = given["text-all"].render(PROGRAMS[name])
    assert isinstance(shown, str)
    assert all(len(line) <= 44 for line in shown.splitlines())
    assert sorted(shown.replace("=", "").split()) == sorted(text.render_all(PROGRAMS[name]).replace("=", "").split()), "no word is lost"


def test_a_number_stays_with_its_unit() -> None:
    shown = text.render_all(examples.strength())
    assert not any(line.endswith(("rest 2", "rest 60", "60")) for line in shown.splitlines())


def test_all_weeks_show_every_dose_and_explain_once() -> None:
    shown = text.render_all(examples.strength())
    assert all(f"WEEK {n}" in shown for n in range(1, 9))
    assert "WEEK 4 (A LIGHTER WEEK)" in shown
    assert "with 62.5 kg" in part(shown, "WEEK 5")
    assert shown.count("Cues  Bar close to the legs.") == 1
    assert "Cues" in part(shown, "WEEK 5"), "an exercise that is new in week 5 is explained there"
    assert "--all" not in shown


def test_the_same_bytes_again_also_from_the_document() -> None:
    program = examples.disc()
    assert text.render(program) == text.render(program_from_data(program.to_data())) == text.render(examples.disc())


@pytest.mark.parametrize("name", PROGRAMS)
def test_hostile_text_never_steers_the_terminal(name: str) -> None:
    shown = text.render_all(examples.with_texts(PROGRAMS[name], HOSTILE))
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    assert "\n- list" not in shown
    assert max(map(len, shown.splitlines())) <= text.WIDTH


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_any_text_gives_a_page(words: str) -> None:
    shown = text.render(examples.with_texts(examples.disc(), words))
    assert STANDING in flat(shown)
    assert not [c for c in shown if c != "\n" and unicodedata.category(c) in ("Cc", "Cs")]


def test_program_without_cards_or_findings_still_reads() -> None:
    bare: Program = replace(examples.relief(), exercises={}, advice=(), suggestions=())
    shown = text.render(bare)
    assert "HOW TO DO EACH EXERCISE" not in shown
    assert "3. Bird dog" in shown
