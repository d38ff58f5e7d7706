"""The table of conditions and templates: what a pair is, what its letters mean, and when the run fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from building import built, built_in
from safety_world import real_catalog
from setlist import Infeasible, Profile, Refused, Template
from setlist.builder import AuditFailed, NoTemplate
from table import __main__ as command
from table import cell as cells
from table import work
from table.cell import Cell, forbidden_traits, judge, turned_into
from table.pairs import Line, lines, profile

ROOT = Path(__file__).parents[2]
STRETCHES = "base:twists-and-stretches"


def judged(condition: str, template: str = STRETCHES, **facts: object) -> Cell:
    return judge(Line(condition, facts), real_catalog().templates[template], real_catalog(), built_in())


# pairs


def test_every_condition_has_a_line_without_facts_and_one_for_each_value_that_chooses_rows() -> None:
    titles = [line.title for line in lines(real_catalog())]
    assert set(real_catalog().conditions) <= set(titles)
    assert {f"hip-replacement:approach={side}" for side in ("posterior", "lateral", "anterior")} <= set(titles)
    assert [t for t in titles if t.startswith("back-pain:")] == ["back-pain:weeks_since=5", "back-pain:weeks_since=12"]
    assert not any(title.startswith("glaucoma:") for title in titles)  # its facts decide its gates only


def test_every_fact_can_be_asked_for() -> None:
    titles = [line.title for line in lines(real_catalog(), ("vertigo",), every_fact=True)]
    assert {"vertigo", "vertigo:neurological=true", "vertigo:severity=worse"} <= set(titles)


@pytest.mark.parametrize("template", real_catalog().templates.values(), ids=lambda template: template.id)
def test_a_person_is_inside_the_range_of_the_template(template: Template) -> None:
    person = profile(Line("obesity"), template, real_catalog())
    assert person.goal in template.goals and person.level in template.levels
    assert template.days[0] <= person.days <= template.days[1] and template.minutes[0] <= person.minutes <= template.minutes[1]
    assert [has.id for has in person.conditions] == ["obesity", *template.for_conditions]


def test_who_is_pregnant_already_is_given_no_second_trimester() -> None:
    person = profile(Line("pregnancy-trimester-1"), real_catalog().templates["base:pregnancy-back-care"], real_catalog())
    assert [has.id for has in person.conditions] == ["pregnancy-trimester-1"]


# letters


def test_a_program_is_a_p_and_a_c_where_somebody_had_to_clear_it() -> None:
    assert judged("obesity") == Cell("P")
    assert judged("hip-replacement") == Cell("C")


def test_a_stop_is_refused_with_its_reason() -> None:
    found = judged("vertigo", neurological=True)
    assert found.letter == "R"
    assert found.why.startswith("vertigo: ")


@pytest.mark.parametrize(
    ("made", "letter"),
    [
        (NoTemplate("not for people with that"), "R"),
        (Refused("stop", ()), "!"),
        (Infeasible("base:x", ()), "!"),
        (Infeasible("base:x", (), notes=("nothing is left",)), "X"),
        (AuditFailed("the audit found something"), "!"),
        (RuntimeError("boom"), "!"),
    ],
    ids=["template says no", "refused, mute", "infeasible, mute", "explained", "a failed audit", "a bug"],
)
def test_what_is_no_program_needs_a_reason(monkeypatch: pytest.MonkeyPatch, made: object, letter: str) -> None:
    def pretend(*_: object) -> object:
        if isinstance(made, Exception):
            raise made
        return made

    monkeypatch.setattr(cells, "_made", pretend)
    assert judged("obesity").letter == letter


def test_a_program_with_an_excluded_trait_is_found_without_the_filters() -> None:
    program = built(Profile(goal="flexibility", level="advanced", days=2, minutes=30, weeks=1))
    assert forbidden_traits(program, real_catalog()) == []
    sore = replace(program, profile=profile(Line("osteoporosis"), real_catalog().templates[STRETCHES], real_catalog()))
    assert any("osteoporosis excludes" in line for line in forbidden_traits(sore, real_catalog()))


@pytest.mark.parametrize(
    ("facts", "turned"),
    [
        ({}, "acute-low-back-pain"),
        ({"weeks_since": 2}, "acute-low-back-pain"),
        ({"weeks_since": 20}, "chronic-nonspecific-low-back-pain"),
    ],
    ids=str,
)
def test_rows_are_those_of_what_a_condition_turns_into(facts: dict[str, int], turned: str) -> None:
    assert turned_into("back-pain", facts, real_catalog()) == {"back-pain", turned}


def test_a_pregnancy_of_unknown_weeks_has_the_rows_of_every_trimester() -> None:
    assert len(turned_into("pregnancy", {}, real_catalog())) == 4
    assert turned_into("pregnancy", {"weeks": 30}, real_catalog()) == {"pregnancy", "pregnancy-trimester-3"}


# the command


@pytest.fixture
def in_one_process(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for module in (command, work):
        monkeypatch.setattr(module, "warm", lambda: (real_catalog(), built_in()))
    yield


def run(*arguments: str) -> int:
    return command.main([*arguments, "--jobs", "1"])


@pytest.mark.usefixtures("in_one_process")
def test_a_part_of_the_table_is_printed_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--condition", "obesity", "--condition", "gerd", "--template", "desk-break", "--template", "unwind") == 0
    out = capsys.readouterr().out
    assert "\ngerd     P  P\nobesity  P  P\n" in out
    assert "4 P, 0 C, 0 R, 0 X, 0 !; 4 pairs" in out


@pytest.mark.usefixtures("in_one_process")
def test_a_failing_pair_fails_the_run_and_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(work, "judge", lambda *_: Cell("!", "RuntimeError: boom"))
    assert run("--condition", "gerd", "--template", "unwind") == 1
    assert "!  gerd x unwind\n   RuntimeError: boom\n" in capsys.readouterr().out


@pytest.mark.usefixtures("in_one_process")
def test_a_misspelt_name_is_a_usage_error_with_a_hint(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--condition", "glaucomma") == 2
    assert "glaucoma" in capsys.readouterr().err


def test_two_processes_print_what_one_prints() -> None:
    part = [sys.executable, "-m", "tests.table", "--condition", "gerd", "--condition", "obesity", "--template", "twists-and-stretches"]
    one, two = (subprocess.run([*part, "--jobs", jobs], cwd=ROOT, capture_output=True, text=True, timeout=120) for jobs in "12")
    assert (one.returncode, two.returncode) == (0, 0), one.stderr + two.stderr
    assert one.stdout == two.stdout
