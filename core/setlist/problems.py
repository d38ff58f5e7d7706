"""What is wrong with the input: problems with a place, a code and a hint, and the table of all codes."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

# Every code that setlist prints, with one line of documentation. Codes are never renumbered. The blocks:
#   E0xx documents (YAML and JSON)    E1xx schemas    E2xx references between documents of a catalog    W3xx warnings of `pack check`
#   E4xx logs of what was done (CSV)
DOCUMENT_CODES: dict[str, str] = {
    "E001": "The file is not valid UTF-8.",
    "E002": "The file is larger than 4 MiB.",
    "E003": "The file is empty.",
    "E004": "The file is not well-formed YAML or JSON.",
    "E005": "The file holds more than one YAML document.",
    "E006": "A mapping has the same key twice.",
    "E007": "A key is not text.",
    "E008": "A word such as yes, no, on or off is not quoted; YAML 1.1 readers take it for true or false.",
    "E009": "A date is not quoted; YAML 1.1 readers turn it into a date object.",
    "E010": "A value such as 1:30 is not quoted; YAML 1.1 readers take it for a base-60 number.",
    "E011": "A number starts with a zero; YAML 1.1 readers take it for octal.",
    "E012": "A number is infinite, not a number, or too large to be exact.",
    "E013": "A value has a YAML tag.",
    "E014": "A mapping uses the merge key <<.",
    "E015": "An alias has no anchor before it, or an anchor is defined twice.",
    "E016": "The document holds too many values, counting aliases as what they stand for.",
    "E017": "Lists and mappings are nested too deeply.",
    "E018": "A text holds half of a surrogate pair, which is no character.",
}
SCHEMA_CODES: dict[str, str] = {
    "E100": "A value breaks a rule of its schema that has no code of its own.",
    "E101": "A required key is missing.",
    "E102": "A key is unknown.",
    "E103": "A value has the wrong type.",
    "E104": "A value is not one of the allowed values.",
    "E105": "A text does not have the required form.",
    "E106": "A number is too small or too large.",
    "E107": "A list or mapping has too few or too many entries.",
    "E108": "A text is too short or too long.",
    "E109": "A list holds the same value twice.",
    "E110": "A key cannot stand beside another one.",
    "E111": "A key does not have the required form.",
}
CATALOG_CODES: dict[str, str] = {
    "E201": "There is no such pack.",
    "E202": "The same pack is there twice, and neither comes first.",
    "E203": "A pack is made for another version of setlist.",
    "E204": "A pack that another one requires is missing or has the wrong version.",
    "E205": "Packs require each other in a circle.",
    "E206": "A file of a pack is not read: it cannot be, or it is not safe to.",
    "E207": "A pack has the id of a built-in one.",
    "E210": "An id is unknown.",
    "E211": "An id is used twice.",
    "E212": "A word of the vocabulary has two meanings.",
    "E213": "A link leads to an exercise that is not there.",
    "E214": "Exercises are easier than each other in a circle.",
    "E215": "An override names an exercise that cannot be replaced.",
    "E216": "An override drops a trait.",
    "E217": "Two packs replace the same exercise, and neither comes first.",
    "E218": "A moved id does not lead anywhere.",
    "E219": "A range is upside down, or a dose is missing.",
    "E220": "A template's days, weeks and sessions do not fit together.",
    "E221": "Two packs disagree about a condition, and neither is the stricter.",
    "E222": "A row says modify, but not how: it acts as exclude.",
    "E223": "A rule uses a form that no plugin provides.",
    "E224": "An override makes an exercise look gentler than the one that it replaces.",
}
PACK_CODES: dict[str, str] = {
    "W301": "A file is no part of a pack and is not used.",
    "W302": "An exercise has too few steps or cues to be performed by a stranger.",
    "W303": "An exercise names no source.",
    "W304": "Two exercises have the same name.",
    "W305": "A trait follows from what is written, but is not written itself.",
    "W306": "A movement plainly has a trait that is not written.",
    "W307": "No template can reach an exercise.",
    "W308": "A row says modify, but has no cue to print.",
    "W309": "An exercise has a higher level than the one that it is easier than.",
    "W310": "A link leads into a pack that is not installed.",
    "W311": "A performed exercise has no position.",
}
LOG_CODES: dict[str, str] = {
    "E401": "A log lacks a column, or has one that is unknown or there twice.",
    "E402": "A row of a log has more cells than there are columns.",
    "E403": "A cell of a log does not hold what its column is for.",
    "E404": "A row of a log is about something that the program does not ask for.",
    "E405": "A log has two rows for the same exercise of the same session.",
}
CODES: dict[str, str] = {**DOCUMENT_CODES, **SCHEMA_CODES, **CATALOG_CODES, **PACK_CODES, **LOG_CODES}


BEGINNING = 3  # letters that say which word was meant
SIMILAR = 0.6


class Problem(Struct, frozen=True):
    """One thing wrong with a file. `line` and `col` count from 1; 0 where no place is known. `hint` says what helps."""

    file: str
    line: int
    col: int
    code: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.col}" if self.line else self.file
        return f"{place}: {self.code} {self.message}" + (f" ({self.hint})" if self.hint else "")


class InputError(Exception):
    """The input is at fault. `problems` says how; there is at least one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, words: Iterable[str]) -> str | None:
    """`"did you mean 'hamstrings'?"` for the closest of `words`, or None when none is close. Case does not count."""
    return _closest(word, tuple(sorted(words)))


@lru_cache(maxsize=1024)  # the same slip is often made throughout a file
def _closest(word: str, words: tuple[str, ...]) -> str | None:
    plain = {w.lower(): w for w in words}
    near = nearest(word.lower(), plain)
    return None if near is None else f"did you mean {plain[near]!r}?"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that begins like a word which was cut short, else the one that is spelt most like it; None when none is close."""
    import difflib

    words = list(words)
    longer = [w for w in words if w.startswith(word)] if len(word) >= BEGINNING else []
    close = longer if len(longer) == 1 else difflib.get_close_matches(word, words, n=1, cutoff=SIMILAR)
    return close[0] if close else None
