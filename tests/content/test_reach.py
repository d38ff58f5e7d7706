"""Nothing lies in a pack that no program can ever hold."""

from __future__ import annotations

from functools import lru_cache

from msgspec.structs import replace
from reach import picks, slots

from building import built_in
from safety_world import real_catalog
from setlist import Clearance, Exercise, HasCondition, Profile, Template
from setlist.builder import Plan, plan
from setlist.selectors import compile_clause


def performed() -> list[Exercise]:
    kinds = real_catalog().vocabulary.terms["kinds"]
    return [e for e in real_catalog() if kinds[e.kind].data["performed"]]


def somebody(template: Template) -> Profile:
    """A person whom the template suits, who owns everything and may do all that its best level may do."""
    return Profile(
        goal=template.goals[0],
        level=template.levels[-1],
        days=template.days[1],
        minutes=template.minutes[1],
        equipment=tuple(real_catalog().vocabulary.terms["equipment"]),
        conditions=tuple(HasCondition(name) for name in template.for_conditions),
        cleared=tuple(Clearance(name) for name in template.for_conditions),
    )


@lru_cache
def admitted() -> dict[str, frozenset[str]]:
    """Template -> what safety and its hard rules leave for that person."""
    out = {}
    for ref, template in real_catalog().templates.items():
        made = plan(somebody(template), real_catalog(), built_in(), template=ref)
        assert isinstance(made, Plan), ref
        out[ref] = frozenset(made.admissible)
    return out


def test_every_performed_exercise_has_a_place_in_some_template_for_somebody() -> None:
    catalog = real_catalog()
    stranded = [
        e.ref
        for e in performed()
        if not any(e.ref in admitted()[ref] and any(picks(e, slot, catalog) for slot in slots(t)) for ref, t in catalog.templates.items())
    ]
    assert stranded == []


def test_every_sport_is_a_suggestion_of_some_template_for_its_rest_days() -> None:
    catalog = real_catalog()
    clauses = {ref: compile_clause(t.rest_days["where"], catalog.vocabulary) for ref, t in catalog.templates.items() if t.rest_days}
    sports = [e for e in catalog if e.kind == "sport"]
    assert len(sports) >= 15
    assert [e.ref for e in sports if not any(e.ref in admitted()[ref] and test(e) for ref, test in clauses.items())] == []


def test_a_reader_of_its_own_agrees_with_the_library_on_every_slot() -> None:
    catalog = real_catalog()
    for template in catalog.templates.values():
        for slot in slots(template):
            test = compile_clause(slot.where, catalog.vocabulary)
            own = [e.ref for e in catalog if picks(e, slot, catalog)]
            assert own == [e.ref for e in catalog if slot.role in e.roles and test(e)], f"{template.ref}, slot {slot.id}"


def test_an_exercise_without_a_role_is_seen_to_be_stranded() -> None:
    catalog = real_catalog()
    lost = replace(catalog.exercises["home:bird-dog"], roles=())
    assert not any(picks(lost, slot, catalog) for t in catalog.templates.values() for slot in slots(t))
