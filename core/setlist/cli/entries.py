"""Catalog content as plain data for `--json`: the field names of the schemas and all of them, null where an entry says nothing.

`id` is the full `pack:id` of exercises and templates; words of the vocabulary, conditions and advice have no pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from setlist.model import Advice, Block, Condition, Exercise, GateRow, Row, Session, Slot, Template, Term
from setlist.program import to_data
from setlist.quantities import dose_data
from setlist.rules import FORMS, Rule
from setlist.schema import schema

Data = dict[str, Any]


def field_names(kind: str) -> tuple[str, ...]:
    """The fields that the schema of a kind of document has, in its order."""
    root = schema(kind)
    return tuple(root["$defs"][kind]["properties"] if kind in root.get("$defs", {}) else root["properties"])


def exercise_data(e: Exercise) -> Data:
    return _filled(
        field_names("exercise"),
        e,
        id=e.ref,
        muscles={"primary": e.primary, "secondary": e.secondary},
        equipment=e.equipment._asdict(),
        dose=dose_data(e.dose),
        doses={goal: dose_data(dose) for goal, dose in e.doses.items()},
        met=e.met or None,
    )


def template_data(t: Template) -> Data:
    return _filled(
        field_names("template"),
        t,
        id=t.ref,
        weeks={"default": t.weeks, "max": t.max_weeks},
        cycle={"weeks": t.cycle_weeks} | ({"deload": t.deload} if t.deload else {}),
        sessions=[_session(session) for session in t.sessions.values()],
        rules=[{key: value for key, value in rule.items() if key != "pack"} for rule in t.rules],
    )


def _session(session: Session) -> Data:
    return {"id": session.id, "title": session.title, "blocks": [_block(block) for block in session.blocks]}


def _block(block: Block) -> Data:
    turns = block.interval
    said = {
        "interval": {"work": f"{turns.work_s} s", "rest": f"{turns.rest_s} s"} if turns else None,
        "short": _present(_fields(block.short)) if block.short else None,
    }
    return _present(_fields(block) | said) | {"slots": [_slot(slot) for slot in block.slots]}


def _slot(slot: Slot) -> Data:
    return _present(_fields(slot) | {"dose": dose_data(slot.dose) if slot.dose else None, "title": slot.title or None})


def condition_data(c: Condition) -> Data:
    applies = {"levels": c.applies_levels, "min_age": c.applies_min_age}
    names = tuple(name for name in field_names("condition") if name != "gate")  # the short form of `gates`
    return _filled(
        names,
        c,
        gates=[_gate(gate) for gate in c.gates],
        applies={key: value for key, value in applies.items() if value} or None,
        rows=[_row(row) for row in c.rows],
    )


def _gate(gate: GateRow) -> Data:
    return _present(_fields(gate) | {"advice": gate.advice or None, "when": gate.when or None, "pack": None})


def _row(row: Row) -> Data:
    return _present(_fields(row) | {"when": row.when or None, "limits": row.limits or None})


def advice_data(advice: Advice) -> Data:
    return _filled(field_names("advice"), advice)


def term_data(kind: str, term: Term) -> Data:
    """A word of the vocabulary; kind is goals, equipment, traits, ..."""
    names = schema("vocabulary")["properties"][kind]["items"]["properties"]
    return _filled(names, term, **term.data)


def rule_data(rule: Rule) -> Data:
    """A rule of a pack or a plugin; `id` is `provider/name`, as programs give it as a reason."""
    form = {name.rstrip("_"): getattr(rule.form, name) for name in rule.form.__struct_fields__}
    if "terms" in form:
        form["terms"] = [{"where": where, "times": times} for where, times in form["terms"]]
    said = {"form": next(name for name, kind in FORMS.items() if isinstance(rule.form, kind)), "in": rule.where_in or None}
    return _filled(field_names("rule"), rule, sources=rule.source.split(", ") if rule.source else [], **said, **form)


def pack_data(manifest: Mapping[str, Any]) -> Data:
    return {name: to_data(manifest.get(name)) for name in field_names("pack")}


def _filled(names: Iterable[str], thing: object, **said: Any) -> Data:
    """Every name with what is said of it, else with what the thing holds under that name."""
    return {name: to_data(said[name] if name in said else getattr(thing, name, None)) for name in names}


def _fields(thing: Any) -> Data:
    return {name: getattr(thing, name) for name in thing.__struct_fields__}


def _present(values: Mapping[str, Any]) -> Data:
    """The parts of an entry are as their author wrote them: what says nothing is left out."""
    return {key: value for key, value in values.items() if value is not None}
