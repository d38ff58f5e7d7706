"""The log as a file: what is written is read, and what cannot be read says where."""

from __future__ import annotations

import pytest
from club_log import as_planned, club_program
from msgspec.structs import replace

from setlist import Dose
from setlist.feedback.log import COLUMNS, Entry, merge, planned_words, template, write_log
from setlist.feedback.reading import read_done, read_log
from setlist.problems import CODES, InputError

HEAD = "week,session,exercise,done,load_kg,rir,pain"


def read(text: str) -> tuple[Entry, ...]:
    return read_log(text.encode(), "log.csv", club_program())


def problems(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    assert all(p.code in CODES for p in caught.value.problems)
    return [str(p) for p in caught.value.problems]


def test_what_is_written_is_read_again() -> None:
    program = club_program()
    rows = [
        *as_planned(program, 1, row={"load_kg": 42.5, "pain_next_day": 1.0, "note": "felt, well"}, plank={"done": (20.0, 15.0)}),
        Entry(2, 1, "club:row", note="=1+1", date="2026-12-08"),
    ]
    text = write_log(rows, program)
    assert text.splitlines()[0] == ",".join(COLUMNS)
    assert "'=1+1" in text  # no spreadsheet runs it
    keep = [(e.key, e.done, e.load_kg, e.rir, e.pain, e.pain_next_day, e.note, e.date) for e in rows]
    assert [(e.key, e.done, e.load_kg, e.rir, e.pain, e.pain_next_day, e.note, e.date) for e in read(text)] == keep


def test_a_template_has_a_row_for_everything_planned_and_says_nothing() -> None:
    program = club_program()
    rows = template(program)
    assert len(rows) == sum(len(s.items) for w in program.weeks for s in w.sessions)
    assert not any(row.says for row in rows)
    text = write_log(template(program, [(1, 1)]), program)
    assert ',1,1,club:row,"2 x 5, 40 kg, rir 2",,,,,,\n' in text
    assert {e.session for e in read(text)} == {1}


def test_a_spreadsheet_of_another_country_is_read() -> None:
    (entry,) = read("\ufeffWeek;Session;Exercise;Done;Load_kg;rir\n1;1;club:row;5 5;42,5;2\n")
    assert (entry.done, entry.load_kg, entry.rir, entry.line) == ((5, 5), 42.5, 2, 2)


def test_an_empty_cell_is_no_zero_and_an_empty_row_is_nothing() -> None:
    rows = read(f"{HEAD}\n1,1,club:row,5,,,\n\n,,,,,,\n1,1,club:plank,,,,\n")
    assert [(e.exercise, e.done, e.pain, e.says) for e in rows] == [("club:row", (5,), None, True), ("club:plank", (), None, False)]


@pytest.mark.parametrize(
    ("text", "done"), [("8", (8,)), ("8 8 7", (8, 8, 7)), ("2x8", (8, 8)), ("3 x 8", (8, 8, 8)), ("8/7", (8, 7)), ("0", (0,))]
)
def test_done_is_a_number_for_each_set(text: str, done: tuple[float, ...]) -> None:
    assert read_done(text) == done


@pytest.mark.parametrize("text", ["eight", "-1", "8x", "2x8 7", "99x99999", "8;8", "²"])
def test_done_is_nothing_else(text: str) -> None:
    with pytest.raises(ValueError, match="should be"):
        read_done(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("week,session\n", ["log.csv:1:1: E401 the log has no column 'exercise' (`setlist log PROGRAM --template` writes one to fill in)"]),
        (f"{HEAD},effort\n", ["log.csv:1:8: E401 there is no column 'effort' (known: "]),
        (f"{HEAD},rirr\n", ["log.csv:1:8: E401 there is no column 'rirr' (did you mean 'rir'?)"]),
        (f"{HEAD},rir\n", ["log.csv:1:8: E401 the column 'rir' is there twice"]),
        (f"{HEAD}\n1,1,club:row,5,,,,,8\n", ["log.csv:2:1: E402 9 cells, 7 columns"]),
        (f"{HEAD}\n1,1,club:row,5,,,11\n", ["log.csv:2:7: E403 pain should be a number from 0 to 10, found '11'"]),
        (f"{HEAD}\n1,1,club:row,5,-5,x,nan\n", ["log.csv:2:5: E403 load_kg", "log.csv:2:6: E403 rir", "log.csv:2:7: E403 pain"]),
        (f"{HEAD}\nfirst,1,club:row,five,,,\n", ["log.csv:2:1: E403 week should be a whole number", "log.csv:2:4: E403 done should be"]),
        (f"{HEAD}\n000001{'9' * 5000},00000100001,club:row,5,,,\n", ["log.csv:2:1: E403 week should", "log.csv:2:2: E403 session should"]),
        (f"date,{HEAD}\n1.2.2026,1,1,club:row,5,,,\n", ["log.csv:2:1: E403 date should be a day such as 2026-12-01"]),
        (f"{HEAD}\n9,1,club:row,5,,,\n", ["log.csv:2:1: E404 there is no week 9, session 1: the program has 4 weeks"]),
        (f"{HEAD}\n1,1,club:rows,5,,,\n", ["log.csv:2:1: E404 club:rows is not in week 1, session 1 (did you mean 'club:row'?"]),
        (f"{HEAD}\n1,1,club:row,5,,,\n1,1,club:row,6,,,\n", ["log.csv:3:1: E405 club:row in week 1, session 1 is on line 2 already"]),
    ],
)
def test_what_cannot_be_read_says_where_and_what_helps(text: str, told: list[str]) -> None:
    found = problems(text)
    assert len(found) == len(told)
    assert all(line.startswith(start) for line, start in zip(found, told, strict=True)), found


def test_bytes_that_are_no_text_have_a_line() -> None:
    with pytest.raises(InputError) as caught:
        read_log(HEAD.encode() + b"\n1,1,\xff", "log.csv", club_program())
    assert str(caught.value).startswith("log.csv:2:1: E001 ")


def test_a_later_log_wins_unless_it_says_nothing() -> None:
    old = Entry(1, 1, "club:row", done=(5,))
    new, empty = Entry(1, 1, "club:row", done=(6,)), Entry(1, 1, "club:row")
    assert merge([old], [new]) == (new,)
    assert merge([old], [empty]) == (old,)
    assert merge([Entry(2, 1, "club:row"), empty], [old]) == (old, Entry(2, 1, "club:row"))


def test_a_later_log_adds_cell_by_cell_and_takes_no_pain_away() -> None:
    old = Entry(1, 1, "club:row", done=(5, 4), load_kg=40, pain=9, pain_next_day=2, note="hard", date="2026-12-01")
    note = Entry(1, 1, "club:row", note="felt fine after coffee")
    assert merge([old], [note]) == (replace(old, note="felt fine after coffee"),)
    again = Entry(1, 1, "club:row", done=(5, 5), load_kg=42.5, rir=2, pain=0, pain_next_day=4)
    assert merge([old], [again]) == (replace(again, pain=9, note="hard", date="2026-12-01"),)
    assert merge([old], [Entry(1, 1, "club:row", load_kg=0.0)])[0].load_kg == 0


@pytest.mark.parametrize(
    ("dose", "words"),
    [
        (Dose(sets=3, reps=8, load_kg=62.5, rir=2), "3 x 8, 62.5 kg, rir 2"),
        (Dose(sets=2, hold_s=20, per_side=True), "2 x 20 s each side"),
        (Dose(sets=1, reps=5, hold_s=10), "1 x 5 held 10 s"),
        (Dose(sets=1, breaths=6), "1 x 6 breaths"),
        (Dose(sets=1, minutes=5), "1 x 5 min"),
        (Dose(sets=2, distance_m=15, load_pct_1rm=60), "2 x 15 m, 60 % of 1RM"),
    ],
)
def test_a_planned_dose_in_a_cell(dose: Dose, words: str) -> None:
    assert planned_words(dose) == words
