"""The manifest of a pack, `pack.yaml`: what it needs comes first, then whether it is well-formed."""

from __future__ import annotations

import hashlib
from typing import Any

from setlist import __version__, cache
from setlist.problems import InputError, Problem
from setlist.versions import satisfies

FORMAT = 1


def read_manifest(content: bytes, name: str) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    """The checked data of a manifest and what is wrong with it. Of a damaged one no more than a readable `id` is kept."""
    entry = cache.key("manifest", hashlib.sha256(content).hexdigest())
    cached = cache.load(entry)
    if isinstance(cached, dict):
        return cached, ()
    from setlist import documents

    try:
        data = documents.read(content, name)
    except InputError as error:
        return {}, error.problems
    problems = _check_manifest(data, name, content)
    if not problems:
        cache.store(entry, data)
    return data if isinstance(data, dict) and not problems else {"id": _readable_id(data)}, tuple(problems)


def _readable_id(data: Any) -> str:
    named = data.get("id") if isinstance(data, dict) else None
    return named if isinstance(named, str) else ""


def _check_manifest(data: Any, name: str, content: bytes) -> list[Problem]:
    """The format and the version of setlist come first: a newer pack may hold fields that this setlist cannot know."""
    from setlist import documents, schema

    def problem(path: tuple[str, ...], message: str, hint: str) -> list[Problem]:
        return [Problem(name, *documents.locate(content, path, name), "E203", message, hint)]

    if isinstance(data, dict):
        number = data.get("format")
        if number.__class__ is int and number != FORMAT:
            return problem(("format",), f"the pack has format {number}; setlist {__version__} reads format {FORMAT}", "upgrade setlist")
        requires = data.get("requires")
        wanted = requires.get("setlist") if isinstance(requires, dict) else None
        if isinstance(wanted, str):
            try:
                fits = satisfies(__version__, wanted)
            except ValueError as error:
                return problem(("requires", "setlist"), str(error), "write it as '>=0.1,<1'")
            if not fits:
                message = f"the pack needs setlist {wanted}; this is {__version__}"
                return problem(("requires", "setlist"), message, "use another version of setlist, or of the pack")
    return schema.check("pack", data, name, content)
