"""`setlist condition list|show`."""

from __future__ import annotations

from pathlib import Path

import pytest
from clubs import Answers, write_club
from commands import Command

from packfolders import condition, write
from setlist import load_catalog, schema
from setlist.cli.app import run


@pytest.fixture
def club(tmp_path: Path, home: Path, no_packs: None, capsys: pytest.CaptureFixture[str]) -> Answers:
    return Answers(write_club(tmp_path / "packs"), capsys)


def test_the_list_counts_rows_and_says_how_many_were_checked(club: Answers) -> None:
    assert club.text("condition", "list").splitlines() == [
        "ID         NAME               GATE       EXCLUDE  MODIFY  CAUTION  PREFER  CHECKED",
        "novice     Novice                        0        0       1        0       0 of 1",
        "sore-back  Sore back (plain)  clearance  1        1       1        1       1 of 4",
    ]


def test_show_has_gates_rows_limits_and_the_strength_of_evidence(club: Answers) -> None:
    assert club.text("condition", "show", "backache") == (
        "Sore back (plain)\n"
        "=================\n"
        "Id       sore-back\n"
        "Also     backache\n"
        "Checked  1 of 4 rows against their source\n"
        "\n"
        "Before there is a program\n"
        "  The first that holds decides:\n"
        "  - if phase early: no program until a professional has agreed. Ask first (GK,\n"
        "    not checked)\n"
        "    See a doctor.\n"
        "  - a program. Move (not checked)\n"
        "\n"
        "What the rules ask about it\n"
        "  - phase: How long ago? (early, late)\n"
        "\n"
        "Left out\n"
        "  - impact: It jars\n"
        "    note      Later perhaps\n"
        "    evidence  general knowledge, GK, not checked\n"
        "\n"
        "Only with limits\n"
        "  - heavy-load: It hurts\n"
        "    limits    at most 60 % of 1RM (the numbers are setlist's own cautious\n"
        "              default)\n"
        "    only      level up to beginner\n"
        "    cue       Lighter\n"
        "    evidence  general knowledge, GK, not checked\n"
        "\n"
        "With care\n"
        "  - overhead: It hurts\n"
        "    cue       Slowly\n"
        "    evidence  study, GK\n"
        "\n"
        "Good choices\n"
        "  - neutral-spine-core: It hurts\n"
        "    when      phase early or late\n"
        "    evidence  general knowledge, GK, not checked\n"
        "\n"
        "Sources\n"
        "  - GK: General knowledge - not checked\n"
    )


def test_what_joins_by_itself_and_what_facts_resolve(club: Answers) -> None:
    assert "Joins by itself  level beginner\n" in club.text("condition", "show", "novice")
    plain = condition(
        "back-pain",
        facts={"weeks_since": {"ask": "How long?", "type": "number"}},
        resolves=[{"when": {"weeks_since": {"max": 5}}, "to": "sore-back"}, {"to": "novice"}],
    )
    write(club.folder / "club", {"conditions/more.yaml": [plain]})
    page = club.text("condition", "show", "back-pain")
    assert "  - weeks_since: How long? (number)\n" in page
    assert "  - weeks since at most 5: sore-back\n  - otherwise, or when nobody knows: novice\n" in page


def test_json_has_the_fields_of_the_schema(club: Answers) -> None:
    shown = club.data("condition", "show", "sore-back")
    assert set(schema.schema("condition")["$defs"]["condition"]["properties"]) - set(shown) == {"gate"}, "`gate` is short for `gates`"
    assert schema.check("condition", [{key: value for key, value in shown.items() if value is not None}], "shown") == []
    assert shown["gates"][1] == {"step": "go", "reason": "Move", "sources": [], "confirmed": False}
    assert shown["rows"][0]["limits"] == {"max_load_pct_1rm": 60}
    assert club.data("condition", "list")[1] == shown
    assert club.data("condition", "show", "novice")["applies"] == {"levels": ["beginner"]}


def test_an_unknown_condition_gets_the_closest(club: Answers) -> None:
    error = club.error("condition", "show", "sore-bakc")
    assert error == "Error: there is no condition 'sore-bakc'; did you mean 'sore-back'? `setlist condition list` shows them\n"


def test_every_built_in_condition_has_a_page_within_its_width(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalog = load_catalog()
    for name, shown in catalog.conditions.items():
        assert run(["condition", "show", name]) == 0
        page = capsys.readouterr().out
        assert all(row.trait in page for row in shown.rows)
        assert max(len(line) for line in page.splitlines() if "://" not in line) <= 80


@pytest.mark.parametrize("option", ["--cleared", "--condition"])
def test_what_comes_with_a_level_is_found_and_never_proposed(option: str, setlist: Command) -> None:
    assert setlist("build", option, "nope").line == f"Error: {option}: there is no condition 'nope'; `setlist condition list` shows them"
    assert setlist("build", option, "everyone-novise").line.endswith("'everyone-novise'; `setlist condition list` shows them")
    assert setlist("condition", "show", "everyone-novice").code == 0
