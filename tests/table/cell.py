"""One cell of the table: build, audit, look for what should not be there, and say in one letter and a sentence what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from setlist import Catalog, Clearance, Infeasible, Profile, Program, Refused, Template, match_facts
from setlist.builder import NoTemplate, Plan, plan
from setlist.model import EMPTY
from setlist.planner.audit import audit
from setlist.planner.conflicts import infeasible
from setlist.planner.cycles import Stuck, attempt
from setlist.plugins import Plugins

from .pairs import Line, profile

NAMES = {
    "P": "a program that passes the audit",
    "C": "the same, once a professional has cleared what the gate asks about",
    "R": "refused, with the reason",
    "X": "the rules cannot all hold, and it says which",
    "!": "a crash, a failed audit, or a refusal without a reason",
}
FAILED = "!"
NEAR = 0.1  # a gap that is quickly proven: whether there is a sound program does not hang on the last per cent


class Cell(Struct, frozen=True):
    """`letter` is a key of NAMES; `why` says what a refusal, an explanation or a failure said."""

    letter: str
    why: str = ""


def judge(line: Line, template: Template, catalog: Catalog, plugins: Plugins) -> Cell:
    """What comes of a pair. A clearance is given where a gate asks for one, and nothing else is."""
    person = profile(line, template, catalog)
    try:
        made = _made(person, template, catalog, plugins)
        if isinstance(made, Refused) and made.step == "clearance":
            names = dict.fromkeys(g.condition for g in made.gates if g.step == "clearance" and g.condition)
            cleared = tuple(Clearance(name, by="physician") for name in names)
            return _cell(_made(replace(person, cleared=cleared), template, catalog, plugins), "C", catalog)
        return _cell(made, "P", catalog)
    except NoTemplate as refusal:
        return Cell("R", str(refusal))
    except Exception as error:  # whatever goes wrong is what this table is there to find: it is printed, counted and fails the run
        return Cell(FAILED, f"{type(error).__name__}: {error}")


Made = tuple[Program, Plan] | Refused | Infeasible


def _made(person: Profile, template: Template, catalog: Catalog, plugins: Plugins) -> Made:
    planned = plan(person, catalog, plugins, template=template.ref)
    if isinstance(planned, Refused):
        return planned
    found = attempt(planned, target=NEAR)
    return infeasible(planned, 0, found) if isinstance(found, Stuck) else (found, planned)


def _cell(made: Made, letter: str, catalog: Catalog) -> Cell:
    if isinstance(made, Refused):
        reasons = [f"{gate.condition or gate.question}: {gate.reason}" for gate in made.gates if gate.reason]
        return Cell("R" if reasons else FAILED, "; ".join(reasons) or "refused without a reason")
    if isinstance(made, Infeasible):
        words = [text for conflict in made.conflicts for _, text in conflict.rules] or list(made.notes)
        return Cell("X" if words else FAILED, "; ".join(words) or "no program, and nothing said why")
    program, planned = made
    wrong = [str(b) for b in audit(program, catalog, planned.template, planned.rules, planned.filters)]
    wrong += forbidden_traits(program, catalog)
    return Cell(FAILED, "; ".join(wrong)) if wrong else Cell(letter)


def forbidden_traits(program: Program, catalog: Catalog) -> list[str]:
    """What the program asks for although a condition's own rows exclude a trait of it: read from the rows, without any filter."""
    person = program.profile
    rows = [(has.id, has.facts) for has in person.conditions]
    rows += [(c.id, EMPTY) for c in catalog.conditions.values() if person.level in c.applies_levels]
    banned = {
        row.trait: name
        for said, facts in rows
        for name in sorted(turned_into(said, facts, catalog))
        for row in catalog.conditions[name].rows
        if row.severity == "exclude" and match_facts(row.when, facts) is not False
    }
    return [f"{ref} has {t}, which {banned[t]} excludes" for ref in _used(program) for t in catalog.exercises[ref].traits if t in banned]


def turned_into(name: str, facts: Mapping[str, Any], catalog: Catalog) -> set[str]:
    """A condition and what its facts make of it: the first entry that holds, or every one where none does for certain."""
    entries = catalog.conditions[name].resolves
    held = [entry["to"] for entry in entries if match_facts(entry.get("when", EMPTY), facts)]
    return {name}.union(*(turned_into(to, facts, catalog) for to in held[:1] or [entry["to"] for entry in entries]))


def _used(program: Program) -> Iterable[str]:
    items = [item.exercise for week in program.weeks for session in week.sessions for item in session.items]
    return dict.fromkeys([*items, *(suggestion.exercise for suggestion in program.suggestions)])
