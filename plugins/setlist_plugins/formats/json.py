"""The program document as JSON: everything, for programs and for `render`, `check` and `explain`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from setlist import Context, Format, Program, hookimpl
from setlist_plugins.formats.wording import STANDING

# What JSON lets stand in a string although it can steer a terminal: C1 controls, separators, reading order, lone surrogates.
_UNSAFE = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def render(program: Program) -> str:
    """The document, fields in their fixed order. The standing disclaimer is in it even where no pack brought one."""
    data = program.to_data()
    if STANDING not in data["disclaimers"]:
        data["disclaimers"] = [*data["disclaimers"], STANDING]
    text = json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


@hookimpl
def setlist_formats(context: Context) -> Iterable[Format]:
    yield Format("json", render, ".json", "The whole program as data; render, check and explain read it")
