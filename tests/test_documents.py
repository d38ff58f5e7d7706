"""Reading documents: what a value means, what is a problem and where it stands."""

from __future__ import annotations

import contextlib
import gc
import json
import math
import threading
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from setlist.documents import MAX_BYTES, MAX_DEPTH, read
from setlist.problems import InputError, Problem


def problems(text: str | bytes, name: str = "pack.yaml") -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read(text if isinstance(text, bytes) else text.encode(), name)
    return caught.value.problems


def seen(text: str | bytes, name: str = "pack.yaml") -> list[tuple[str, int, int]]:
    return [(p.code, p.line, p.col) for p in problems(text, name)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", {"a": 1}),
        ("[-3, +4, 0, 0x1F, 0o17]", [-3, 4, 0, 31, 15]),
        ("[1.5, .5, 2., -1e3, 1.0]", [1.5, 0.5, 2.0, -1000.0, 1.0]),
        ("[true, True, FALSE]", [True, True, False]),
        ("[null, ~, NULL]\n", [None, None, None]),
        ("a:\nb: ''", {"a": None, "b": ""}),
        ("['yes', \"2026-12-01\", '1:30', '007', '<<']", ["yes", "2026-12-01", "1:30", "007", "<<"]),
        ("[yesterday, on time, 1-2 km, 5-10 s, RIR 2, 1.2.3, 1_000, +, '-']", None),
        ("a: |\n  two\n  lines\nb: >\n  one\n  line\n", {"a": "two\nlines\n", "b": "one line\n"}),
        ("a: &x [1, 2]\nb: *x", {"a": [1, 2], "b": [1, 2]}),
        ("a: &x é\nb: [*x, *x]", {"a": "é", "b": ["é", "é"]}),
        ("\ufeffa: 1", {"a": 1}),
        ("# a comment\n---\na: 1\n...\n", {"a": 1}),
    ],
)
def test_values_are_those_of_the_core_schema(text: str, value: Any) -> None:
    got = read(text.encode(), "pack.yaml")
    if value is None:
        value = ["yesterday", "on time", "1-2 km", "5-10 s", "RIR 2", "1.2.3", "1_000", "+", "-"]
    assert got == value
    assert json.dumps(got) == json.dumps(value)  # 1, 1.0 and true are equal, but not the same


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("a: 1\nb: 2\na: 3", [("E006", 3, 1)]),
        ("{x: {a: 1, a: 2}}", [("E006", 1, 12)]),
        ("1: one\nnull: two\ntrue: three", [("E007", 1, 1), ("E007", 2, 1), ("E007", 3, 1)]),
        ("? [a]\n: b", [("E007", 1, 3)]),
        ("- &a b\n- *a : c", [("E007", 2, 3)]),
        (
            "a: yes\nb: [no, On, OFF, y, N]",
            [("E008", 1, 4), ("E008", 2, 5), ("E008", 2, 9), ("E008", 2, 13), ("E008", 2, 18), ("E008", 2, 21)],
        ),
        ("no: 1", [("E008", 1, 1)]),
        ("start: 2026-12-01", [("E009", 1, 8)]),
        ("start: 2026-12-01T10:00:00Z", [("E009", 1, 8)]),
        ("rest: 1:30", [("E010", 1, 7)]),
        ("code: 02024", [("E011", 1, 7)]),
        ("[.inf, -.INF, .nan, 1e999]", [("E012", 1, 2), ("E012", 1, 8), ("E012", 1, 15), ("E012", 1, 21)]),
        ("a: 9007199254740992", [("E012", 1, 4)]),
        ("a: " + "9" * 5000, [("E012", 1, 4)]),
        ("a: !!str 1\nb: !mine {c: 1}", [("E013", 1, 4), ("E013", 2, 4)]),
        ("a: &x {b: 1}\nc:\n  <<: *x", [("E014", 3, 3)]),
        ("a: *x", [("E015", 1, 4)]),
        ("a: &x [*x]", [("E015", 1, 8)]),
        ("a: &x 1\nb: &x 2", [("E015", 2, 4)]),
        ("a: 1\n--- \nb: 2", [("E005", 2, 1)]),
        ('a: "\\ud800"', [("E018", 1, 7)]),
        ("", [("E003", 1, 1)]),
        ("\n  \n", [("E003", 1, 1)]),
        ("# only a comment\n", [("E003", 1, 1)]),
    ],
)
def test_what_yaml_readers_disagree_about_is_a_problem(text: str, places: list[tuple[str, int, int]]) -> None:
    assert seen(text) == places
    assert all(p.hint for p in problems(text) if p.code != "E003")


@pytest.mark.parametrize(
    ("text", "line", "col", "said"),
    [
        ("a: [1, 2", 1, 4, "a [list] is not closed"),
        ("a: {b: 1", 1, 4, "a {mapping} is not closed"),
        ("a: 'b\nc: d", 1, 4, "a quotation mark is not closed"),
        ("a: b: c", 1, 5, "a colon inside a text"),
        ("a:\n\t- b", 2, 1, "indent with spaces, not tabs"),
        ("a:\n    b: 1\n  c: 2", 3, 3, "does not line up"),
        ("- a\nb: 1", 2, 1, "a list entry is expected"),
        ('a: "\\q"', 1, 5, "begins no known escape"),
        ("a: - b", 1, 4, "a list cannot begin here"),
        ("a: \x07", 1, 1, "control characters"),
    ],
)
def test_syntax_errors_say_what_helps(text: str, line: int, col: int, said: str) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.line, problem.col) == ("E004", line, col)
    assert said in str(problem)


def test_all_problems_of_a_file_come_at_once_and_read_well() -> None:
    found = problems("start: 2026-12-01\nflag: yes\nflag: no\n", "me.yaml")
    assert [str(p) for p in found] == [
        'me.yaml:1:8: E009 2026-12-01 is a date to some YAML readers (quote it: "2026-12-01")',
        'me.yaml:2:7: E008 yes is true or false to some YAML readers (quote it: "yes", or write true or false)',
        "me.yaml:3:1: E006 the key 'flag' is here twice (keep one of them)",
        'me.yaml:3:7: E008 no is true or false to some YAML readers (quote it: "no", or write true or false)',
    ]


def test_columns_count_characters_not_bytes() -> None:
    assert seen("[é, 😀, no]") == [("E008", 1, 8)]
    assert seen("é: ü\nb: ".encode() + b"\xff") == [("E001", 2, 4)]


def test_bytes_that_are_not_utf8_are_refused() -> None:
    assert seen("a: 1".encode("utf-16")) == [("E001", 1, 1)]
    assert seen(b"a: \xed\xa0\x80") == [("E001", 1, 4)]  # an encoded surrogate


def test_size_is_limited() -> None:
    assert read(b"a" * MAX_BYTES, "a.yaml") == "a" * MAX_BYTES
    assert seen(b"a" * (MAX_BYTES + 1)) == [("E002", 1, 1)]


@pytest.mark.parametrize("name", ["a.yaml", "a.json"])
def test_depth_is_limited(name: str) -> None:
    fits = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert json.dumps(read(fits.encode(), name)) == fits
    assert seen("[" + fits + "]", name) == [("E017", 1, MAX_DEPTH + 1)]
    [(code, line, col)] = seen("[" * 100_000 + "]" * 100_000, name)
    assert (code, line) == ("E017", 1)
    assert col in (MAX_DEPTH + 1, 1001)  # some versions of libyaml stop by themselves, at a thousand


def test_aliases_that_explode_are_refused_before_they_do() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    ((code, line, _),) = seen("\n".join(lines))
    assert (code, line) == ("E016", 6)  # the sixth line would make it more than a million


def test_aliases_count_as_deep_as_what_they_stand_for() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [[*a{i - 1}]]" for i in range(1, 40)]
    assert seen("\n".join(lines)) == [("E017", 33, 13)]  # 1 + 32 * 2 lists, in a mapping
    fits = read("\n".join(lines[:32]).encode(), "a.yaml")
    assert json.dumps(fits["a31"]) == "[" * 63 + '"x"' + "]" * 63


def test_documents_with_too_many_values_are_refused() -> None:
    many = "[" + "1," * 1_000_000 + "1]"
    assert seen(many, "a.json") == [("E016", 1, 1)]
    assert seen("a: &x [" + "1," * 999 + "1]\nb: [" + "*x, " * 1000 + "]") == [("E016", 2, 5 + 4 * 999)]  # the last of the thousand


def test_a_hopeless_file_ends_after_a_thousand_problems() -> None:
    assert len(problems("- no\n" * 5000)) == 1000


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": 1,\n "a": 2}', [("E006", 2, 2)]),
        ('[{"b": {}, "c": {"d": 1, "d": 2}, "b": []}]', [("E006", 1, 26), ("E006", 1, 35)]),
        ('{"a": [NaN, -Infinity]}', [("E012", 1, 8), ("E012", 1, 13)]),
        ("[1e999, 9007199254740992]", [("E012", 1, 2), ("E012", 1, 9)]),
        ('["\\ud83d\\ude00",\n "\\ud800"]', [("E018", 2, 2)]),
        ('{"a": 1', [("E004", 1, 8)]),
        ("a: 1", [("E004", 1, 1)]),
        ("", [("E003", 1, 1)]),
    ],
)
def test_json_has_the_same_limits(text: str, places: list[tuple[str, int, int]]) -> None:
    assert seen(text, "plan.json") == places


def test_json_reads_what_is_not_yaml() -> None:
    assert read(b'\xef\xbb\xbf{"a":\t"\\ud83d\\ude00 \\/"}', "plan.json") == {"a": "😀 /"}


@pytest.mark.parametrize("text", ["a: 1", "a: yes", "a: [", "", "\ufffe"])
def test_garbage_collection_is_back_afterwards(text: str) -> None:
    for on in (True, False):
        (gc.enable if on else gc.disable)()
        try:
            with contextlib.suppress(InputError):
                read(text.encode(), "a.yaml")
            assert gc.isenabled() is on
        finally:
            gc.enable()


def test_reading_from_threads() -> None:
    out: list[Any] = []
    threads = [threading.Thread(target=lambda: out.append(read(b"- {a: [1, x]}\n" * 500, "a.yaml"))) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert out == [[{"a": [1, "x"]}] * 500] * 4
    assert gc.isenabled()


WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | WHOLE | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_json_text_reads_the_same_as_yaml_and_as_json(value: Any) -> None:
    source = json.dumps(value, ensure_ascii=False).encode()
    for name in ("a.yaml", "a.json"):
        assert json.dumps(read(source, name)) == json.dumps(value)


WORDY = TEXT.map("x".__add__)  # no numbers, dates or old booleans: those are where YAML 1.1 and 1.2 differ


@given(st.recursive(WORDY, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDY, inner, max_size=4), max_leaves=12))
def test_what_pyyaml_writes_comes_back(value: Any) -> None:
    for style in (None, '"', "'", "|", ">"):
        text = yaml.dump(value, Dumper=yaml.SafeDumper, default_style=style, sort_keys=False, allow_unicode=True, width=20)
        assert read(text.encode(), "a.yaml") == value


@given(st.text("0123456789.+-eExo:_ TZyn~<anif", min_size=1, max_size=8))
def test_a_plain_scalar_is_plain_json_or_a_problem(text: str) -> None:
    try:
        value = read(f"- {text}".encode(), "a.yaml")
    except InputError as error:
        assert all(p.line == 1 and p.col >= 1 for p in error.problems)
        return
    (entry,) = value if isinstance(value, list) else [value]
    assert not (isinstance(entry, float) and not math.isfinite(entry))
    json.dumps(entry, allow_nan=False)
