"""Screening questions and advice: checked data to the model."""

from __future__ import annotations

from collections.abc import Iterator

from setlist.frozen import freeze
from setlist.merge.clauses import check_clause, settled
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake
from setlist.model import EMPTY, Advice, Question


def check_question(item: Item, known: Known) -> Iterator[Mistake]:
    data = item.data
    yield from known.check("sources", data.get("sources", ()), item, ("sources",))
    yield from known.check_one("conditions", data.get("adds_condition"), item, ("adds_condition",))
    yield from known.check("conditions", data.get("answered_by", ()), item, ("answered_by",))
    for field in ("conditions", "goals"):
        yield from known.check(field, data.get("needs", EMPTY).get(field, ()), item, ("needs", field))


def build_question(item: Item) -> Question:
    data = item.data
    return Question(
        id=data["id"],
        group=data["group"],
        ask=data["ask"],
        gate=data["gate"],
        sets=tuple(data.get("sets", ())),
        urgency=data.get("urgency", "routine"),
        advice=data.get("advice", ""),
        answers=data.get("answers", "yes-no"),
        needs=freeze(data.get("needs", {})),
        adds_condition=data.get("adds_condition"),
        answered_by=tuple(data.get("answered_by", ())),
        sources=tuple(data.get("sources", ())),
        confirmed=data.get("confirmed", False),
    )


def check_advice(item: Item, known: Known) -> Iterator[Mistake]:
    when = item.data.get("when", EMPTY)
    yield from known.check("sources", item.data.get("sources", ()), item, ("sources",))
    for field in ("goals", "conditions"):
        yield from known.check(field, when.get(field, ()), item, ("when", field))
    if "exercise" in when:
        yield from check_clause(when["exercise"], item, ("when", "exercise"), known)


def build_advice(item: Item, known: Known) -> Advice:
    data = item.data
    when = dict(data.get("when", {}))
    if "exercise" in when:
        when["exercise"] = settled(when["exercise"], item.pack, known)
    return Advice(
        id=data["id"],
        text=data["text"],
        placement=data["placement"],
        title=data.get("title"),
        disclaimer=data.get("disclaimer", False),
        when=freeze(when),
        priority=data.get("priority", 0),
        sources=tuple(data.get("sources", ())),
        confirmed=data.get("confirmed", False),
        inventory=tuple(data.get("inventory", ())),
    )
