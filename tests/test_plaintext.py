"""One line that a terminal shows as it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Child's pose", "Child's pose"),
        ("two\nlines\tand  spaces ", "two lines and spaces"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x9b2J\x07bell", "2Jbell"),
        ("abc\u202edcba", "abcdcba"),
        ("line\u2028break", "line break"),
        ("lone \ud800 half", "lone half"),
        ("Ärzte, naïve, 深呼吸", "Ärzte, naïve, 深呼吸"),
        ("نیم\u200cخیز", "نیم\u200cخیز"),
    ],
)
def test_plain_keeps_the_words_and_drops_the_rest(text: str, shown: str) -> None:
    assert plain(text) == shown


@given(st.text())
def test_plain_never_lets_a_control_through_and_settles(text: str) -> None:
    line = plain(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in line)
    assert plain(line) == line
