"""Finding the entry of a catalog that an argument or option names; a name that stands for nothing is a usage error."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from setlist.cli.names import Named, Unclear, closest, find
from setlist.cli.usage import UsageProblem

MOST_NAMED = 30  # words that one can still look through
T = TypeVar("T", bound=Named)


def pick(word: str, what: str, entries: Mapping[str, T]) -> T:
    """The entry named by id, `pack:id`, name or another name. UsageProblem with the closest, and the command that lists them."""
    try:
        return entries[find(word, what, entries)]
    except Unclear as error:
        raise UsageProblem(str(error)) from None


def pick_word(word: str, what: str, known: Mapping[str, Named]) -> str:
    """The id of a word of the vocabulary that no command lists. UsageProblem with the closest, else with all of them; where they are
    too many, with where to see some."""
    try:
        return find(word, what, known)
    except Unclear as error:
        few = f"known: {', '.join(sorted(known))}"
        many = f"{len(known)} are known; `setlist exercise show NAME` shows those of an exercise"
        hint = closest(word, known).strip() or (few if len(known) <= MOST_NAMED else many)
        raise UsageProblem(f"{error.message}; {hint}") from None
