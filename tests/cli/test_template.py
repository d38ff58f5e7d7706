"""`setlist template list|show`."""

from __future__ import annotations

from pathlib import Path

import pytest
from clubs import Answers, write_club

from packfolders import TEMPLATE, write
from setlist import schema
from setlist.cli.entries import field_names

FULL = """\
- id: full
  name: Full
  aliases: [Everything]
  summary: All that a template can say
  goals: [back-relief, back-strength]
  family: relief
  levels: [intermediate]
  days: [2, 2]
  minutes: [20, 40]
  weeks: {default: 4, max: 12}
  cycle: {weeks: 2, deload: {levels: [intermediate], sets_pct: 60, add_rir: 1}}
  week: [[a], [a, b]]
  for_conditions: [sore-back]
  excludes_conditions: [novice]
  progression: {main: steady}
  rest_days: {where: {kind: habit}, per_week: [1, 2]}
  rules: [{id: own, form: prefer, where: {level: beginner}, points: 1, because: Easy first}]
  notes: [Breathe]
  sources: [GK]
  sessions:
    - id: a
      title: Bow
      blocks:
        - id: flow
          name: Flow
          role: main
          style: flow
          rounds: [2, 3]
          share: [40, 60]
          per_30: [3, 5]
          from_minutes: 15
          interval: {work: 40 s, rest: 1 min}
          short: {minutes: 20, style: circuit, rounds: 2}
          slots:
            - {id: bow, title: a bow, where: {patterns: {any: [hinge]}}, count: 2, role: accessory, last: true, dose: {breaths: [3, 5]}}
    - {id: b, title: Rest, blocks: [{id: end, name: End, role: fill, slots: [{id: anything, where: {}, count: [0, 1]}]}]}
"""


@pytest.fixture
def club(tmp_path: Path, home: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> Answers:
    folder = write_club(tmp_path / "packs")
    write(folder / "club", {"templates/full.yaml": FULL})
    return Answers(folder, capsys)


def test_the_list_says_whom_each_is_for(club: Answers) -> None:
    assert club.text("template", "list").splitlines() == [
        "ID           NAME    GOALS                       LEVELS                            DAYS  MINUTES  WEEKS",
        "base:simple  Simple  back-strength               beginner, intermediate, advanced  1-2   10-60    8",
        "club:full    Full    back-relief, back-strength  intermediate                      2     20-40    4-12",
    ]


def test_show_goes_down_to_the_slots(club: Answers) -> None:
    page = club.text("template", "show", "everything")
    assert page.startswith("Full\n====\nId         club:full\n")
    assert "Easy week  the last of a cycle, for intermediate, 60 % of the sets, 1 more in\n           reserve\n" in page
    assert "Made for   sore-back\nNot for    novice\n" in page
    assert (
        "The sessions of a week\n"
        "  2 days  Bow, Rest\n"
        "\n"
        "Session: Bow (a)\n"
        "  Flow: main, flow, 2-3 rounds, 40 s of work and 60 s of rest by turns, circuit\n"
        "    of 2 rounds in sessions of 20 minutes or less, 40-60 % of the time, 3-5\n"
        "    exercises in 30 minutes, in sessions of 15 minutes or more\n"
        "    - 2 x a bow, accessory, always last\n"
        "      from  3 exercises: patterns hinge\n"
        "      dose  3-5 breaths\n"
        "\n"
        "Session: Rest (b)\n"
        "  End: fill\n"
        "    - 0-1 x anything\n"
        "      from  4 exercises: anything\n"
        "\n"
        "On the other days\n"
        "  - 1-2 a week: kind habit\n"
        "\n"
        "Rules of its own\n"
        "  - own: Easy first\n"
    ) in page


def test_json_has_every_field_of_the_schema_and_is_what_a_pack_could_hold(club: Answers) -> None:
    for shown in club.data("template", "list"):
        assert tuple(shown) == field_names("template")
        said = {key: value for key, value in shown.items() if value is not None}
        assert schema.check("template", [{**said, "id": shown["id"].partition(":")[2]}], "shown") == []
    full = club.data("template", "show", "club:full")
    assert (full["weeks"], full["cycle"]["deload"]["sets_pct"], full["aliases"]) == ({"default": 4, "max": 12}, 60, ["Everything"])
    assert full["sessions"][0]["blocks"][0]["slots"][0]["dose"] == {"sets": 1, "breaths": [3, 5]}


def test_a_short_id_that_two_packs_have_is_not_guessed(club: Answers) -> None:
    write(club.folder / "club", {"templates/simple.yaml": TEMPLATE})
    assert "'simple' may be base:simple or club:simple; say which" in club.error("template", "show", "simple")
    assert "did you mean 'club:full'?" in club.error("template", "show", "fulll")
