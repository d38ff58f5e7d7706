"""Matching names and instructions: whole words of a simplified text. Compiled once; there are more expressions than `re` remembers."""

from __future__ import annotations

import re
from functools import cache


def fits(expression: str, text: str) -> bool:
    """Whether the expression is found in a simplified text, from the start of a word to the end of one."""
    return _compiled(expression).search(text) is not None


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{expression})\b")
