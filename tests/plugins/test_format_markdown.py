"""Markdown: for sharing, so nothing of a person's health and nothing of a pack's markup."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

import examples
from setlist import Context, without_health
from setlist.model import Catalog, Vocabulary
from setlist_plugins.formats import markdown
from setlist_plugins.formats.wording import STANDING

PROGRAMS = examples.everything()
HOSTILE = (
    "<script>alert(1)</script> **bold** [link](javascript:x) ![i](y) `code` | pipe\n# head\n- item\n1. one \x1b[31m &amp; ~~gone~~ $x$"
)


def test_formats_are_shared() -> None:
    empty = Catalog((), Vocabulary(), {}, {}, {}, {}, {})
    found = list(markdown.setlist_formats(Context(examples.relief().profile, empty)))
    assert [(f.name, f.suffix, f.shared) for f in found] == [("markdown", ".md", True), ("markdown-all", ".md", True)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Child's pose (easy)", "Child's pose (easy)"),
        ("a | b", "a &#124; b"),
        ("<b>&", "&lt;b&gt;&amp;"),
        ("**x** _y_ `z` [a](b) #1 ~c~", r"\*\*x\*\* \_y\_ \`z\` \[a\](b) \#1 \~c\~"),
        ("- item", r"\- item"),
        ("1. one", r"1\. one"),
        ("2) two", r"2\) two"),
        ("10 minutes", "10 minutes"),
        ("a\nb", "a b"),
        ("back\\slash", r"back\\slash"),
        ("---", r"\---"),
    ],
)
def test_escape(text: str, shown: str) -> None:
    assert markdown.escape(text) == shown


def test_a_session_is_a_table() -> None:
    shown = markdown.render(examples.relief())
    assert "### Day 1 and Day 5 - Brace (about 20 min)" in shown
    assert "|  | Exercise | Dose | Time | Why | Cues |\n|---|---|---|---|---|---|\n| 1 | Easy walk | 5 minutes | 5 min |" in shown


def test_columns_that_say_nothing_are_left_out() -> None:
    shown = markdown.render_all(examples.relief())
    assert "|  | Exercise | Dose | Time | Why |\n" in shown.split("### Day 3")[1].split("## ")[0]
    assert "|  | Exercise | Dose | Time |\n" in shown.split("## Week 2")[1]


def test_every_row_of_a_table_has_the_same_cells() -> None:
    shown = markdown.render_all(examples.with_texts(examples.disc(), HOSTILE))
    for table in re.findall(r"(?:^\|.*\n)+", shown, re.M):
        assert len({line.count("|") for line in table.splitlines()}) == 1


def test_shared_markdown_tells_nothing_of_health() -> None:
    shown = markdown.render_all(without_health(examples.disc()))
    for word in ("disc", "sciatica", "47", "female", "guideline", "Left out", "because of", "NICE"):
        assert word not in shown, word
    assert "Ask a doctor or physiotherapist before you begin." in shown
    assert "- **Care with Pelvic tilt:** Round only as far as feels easy.\n" in shown


def test_with_health_it_says_the_same_as_text() -> None:
    shown = markdown.render(examples.disc())
    assert "Made with care for: slipped disc or sciatica." in shown
    assert "Round only as far as feels easy. (because of: slipped disc or sciatica)" in shown
    assert "**4 exercises because of: slipped disc or sciatica**" in shown


@pytest.mark.parametrize("name", PROGRAMS)
@pytest.mark.parametrize("render", [markdown.render, markdown.render_all])
def test_disclaimers_are_always_there(name: str, render: object) -> None:
    program = PROGRAMS[name]
    for one in (program, replace(program, disclaimers=(), advice=()), without_health(program)):
        shown = render(one)  # type: ignore[operator]
        assert f"- {STANDING}" in shown
        assert all(markdown.escape(d) in shown for d in one.disclaimers)


@pytest.mark.parametrize("name", PROGRAMS)
def test_hostile_text_is_never_raw(name: str) -> None:
    shown = markdown.render_all(examples.with_texts(PROGRAMS[name], HOSTILE))
    for raw in ("<script", "</", "[link]", "![", "\x1b", "\n# head", "\n- item", "~~", "&amp;amp; &"):
        assert raw not in shown, raw
    bold = re.sub(r"\\.", "", shown)
    assert "`" not in bold
    assert "$" not in bold


@settings(max_examples=40, deadline=None)
@given(st.text())
def test_escape_leaves_no_markup(text: str) -> None:
    line = markdown.escape(text)
    assert "\n" not in line
    literal = re.sub(r"&(amp|lt|gt|#124);|\\[\\`*_{}\[\]#~$+=.)-]", "", line)
    assert not set(literal) & set("\\`*_{}[]#~$<>|")
    assert not re.match(r"[-+=]|[0-9]+[.)]", line)


@pytest.mark.parametrize("name", PROGRAMS)
def test_no_internal_words(name: str) -> None:
    shown = markdown.render_all(PROGRAMS[name]).lower()
    for word in ("certificate", "gap", "trait", "finding", "slot", "digest", "template/", "safety/"):
        assert word not in shown, word


def test_the_same_bytes_again() -> None:
    assert markdown.render(examples.disc()) == markdown.render(examples.disc())
