"""What a build returns when it is no program: refused by a gate, or rules that cannot all hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from setlist.model import Gate, Step


class Refused(Struct, frozen=True):
    """No program for this person now. `gates` are strictest first; each says why and what to do."""

    step: Step
    gates: tuple[Gate, ...]
    disclaimers: tuple[str, ...] = ()


class Conflict(Struct, frozen=True):
    """An irreducible set of rules: without any one of them the others could hold. `rules` are (id, plain words)."""

    rules: tuple[tuple[str, str], ...]


class Change(Struct, frozen=True):
    """A change of what was asked for, in plain words and as profile or pack settings, that was solved again and gives a program."""

    text: str
    settings: Mapping[str, Any] = field(default_factory=dict)


class Infeasible(Struct, frozen=True):
    """The rules cannot all hold. `conflicts` are separate irreducible sets, `changes` the smallest verified ways out."""

    template: str
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()


class Undecided(Exception):
    """A limit ended the search before any whole-number answer was found: neither a program nor a proof that there is none."""
