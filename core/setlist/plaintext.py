"""Text from packs and people as one line that is safe to print: no line breaks, no control characters, no reversed reading order."""

from __future__ import annotations

import unicodedata

# Control, format, surrogate, private, unassigned, line and paragraph separators. The two joiners are letters' business in many scripts.
_DROPPED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINERS = "\u200c\u200d"


def plain(text: str) -> str:
    """One line that a terminal shows as it is: white space becomes single spaces, what could steer a terminal is left out."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return " ".join("".join(c for c in line if c in _JOINERS or unicodedata.category(c) not in _DROPPED).split())
