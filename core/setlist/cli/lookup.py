"""Finding the entry of a catalog that an argument or option names; a name that stands for nothing is a usage error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from setlist.cli.names import Named, Unclear, closest, find
from setlist.cli.usage import UsageProblem

T = TypeVar("T", bound=Named)


def pick(word: str, what: str, entries: Mapping[str, T]) -> T:
    """The entry named by id, `pack:id`, name or another name. UsageProblem with the closest, and the command that lists them."""
    try:
        return entries[find(word, what, entries)]
    except Unclear as error:
        raise UsageProblem(str(error)) from None


def pick_word(word: str, what: str, known: Mapping[str, Named]) -> str:
    """The id of a word of the vocabulary that no command lists. UsageProblem with the closest, else with all of them."""
    try:
        return find(word, what, known)
    except Unclear as error:
        hint = closest(word, known).strip() or f"known: {', '.join(sorted(known))}"
        raise UsageProblem(f"{error.message}; {hint}") from None
