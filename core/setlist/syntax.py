"""What libyaml says about text it cannot parse, in words that help."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from setlist.problems import Problem

if TYPE_CHECKING:
    from yaml import YAMLError


class Known(NamedTuple):
    """Part of what libyaml says, what it means to a person, what helps; `opened`: the place is where the thing was opened."""

    part: str
    message: str
    hint: str
    opened: bool = False


ALIGN = "align it with its neighbours"
CLOSE = "close it"
KNOWN = (
    Known("cannot start any token", "no value can begin with this character", "indent with spaces, not tabs; quote a text that begins so"),
    Known("mapping values are not allowed", "a colon inside a text, or a wrong indentation", f"quote the text, or {ALIGN}"),
    Known("could not find expected ':'", "a key without a colon", "write 'key: value', or quote a text that spans lines"),
    Known("did not find expected '-' indicator", "a list entry is expected here", f"begin it with '- ' and {ALIGN}"),
    Known(
        "did not find expected ',' or ']'", "a [list] is not closed", "close it with ], and quote texts that hold commas or brackets", True
    ),
    Known(
        "did not find expected ',' or '}'",
        "a {mapping} is not closed",
        "close it with }, and quote texts that hold commas or brackets",
        True,
    ),
    Known("did not find expected key", "this does not line up with what is above it", f"{ALIGN}, or quote the whole text"),
    Known("did not find expected", "this does not fit what is above it", ALIGN),
    Known("unexpected end of stream", "a quotation mark is not closed", CLOSE, True),
    Known("unexpected document indicator", "a quotation mark is not closed before the end of the document", CLOSE, True),
    Known("unknown escape character", "this backslash begins no known escape", "use single quotes, or write the backslash twice"),
    Known("hexdecimal number", "an escape lacks hexadecimal digits", "write the character itself"),
    Known("sequence entries are not allowed", "a list cannot begin here", "put it on a line of its own"),
)
NESTING = "exceeded maximum nesting depth"  # newer libyaml reads ahead and stops by itself, at a thousand
SURROGATE = "invalid Unicode character escape"


def syntax_problem(error: YAMLError, name: str) -> Problem:
    """The problem behind an error of libyaml's reader, scanner or parser, at the place it names."""
    problem_mark, context_mark = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    mark = problem_mark or context_mark
    if mark is None:
        reason = getattr(error, "reason", None) or str(error)
        return Problem(name, 1, 1, "E004", f"this is not YAML: {reason}", "remove the control characters")
    line, col = mark.line + 1, mark.column + 1
    said = " ".join(part for part in (getattr(error, "context", None), getattr(error, "problem", None)) if part)
    if SURROGATE in said:
        return Problem(name, line, col, "E018", "an escape stands for half of a surrogate pair, or for no character", "write the character")
    if NESTING in said:
        return Problem(name, line, col, "E017", "nested far too deep", "flatten it")
    for known in KNOWN:
        if known.part in said:
            if known.opened and context_mark is not None:
                line, col = context_mark.line + 1, context_mark.column + 1
            return Problem(name, line, col, "E004", known.message, known.hint)
    return Problem(name, line, col, "E004", f"this is not YAML: {said}")
