"""From packs that were read to one catalog: every reference is checked first, then everything is built from data that is known good."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from setlist.frozen import FrozenDict
from setlist.merge import conditions, exercises, rules, screening, templates
from setlist.merge import vocabulary as words
from setlist.merge.known import ROLES, Known
from setlist.merge.mistakes import Item, Mistake, items, placed, repeated
from setlist.merge.shelf import Shelf, shelve, softened
from setlist.model import EMPTY, Catalog
from setlist.packs import Pack, describe
from setlist.problems import InputError

__all__ = ["Contents", "build", "contents", "merge", "mistakes"]


class Contents(NamedTuple):
    """The entries of packs in merge order, and the ids that they may use."""

    packs: tuple[Pack, ...]
    words: words.Words
    shelf: Shelf
    exercises: list[Item]
    templates: list[Item]
    conditions: list[Item]
    questions: list[Item]
    advice: list[Item]
    rules: list[Item]
    known: Known


def merge(packs: Sequence[Pack]) -> Catalog:
    """The catalog of packs, given in merge order. Raises InputError with every mistake, at its line."""
    found = contents(packs)
    wrong = mistakes(found)
    if wrong:
        raise InputError(placed(wrong))
    return build(found)


def contents(packs: Sequence[Pack]) -> Contents:
    """Everything in the packs, sorted by what it is."""
    found = words.words(packs)
    entries = items(packs, "exercise")
    shelf = shelve(packs, entries)
    diagnoses = items(packs, "condition")
    questions = items(packs, "question")
    ids = {kind: frozenset(item.id for item in found.get(kind, ())) for kind in words.PLAIN}
    ids["roles"] = ROLES
    ids["muscle names"] = ids["muscles"] | ids["groups"] | ids["regions"]
    ids["conditions"] = frozenset(item.id for item in diagnoses)
    ids["screens"] = frozenset(name for item in questions for name in (item.id, item.data["group"], *item.data.get("sets", ())))
    known = Known(ids, frozenset(pack.id for pack in packs), shelf.exercises, shelf.renames, words.aliases(found))
    return Contents(
        packs=tuple(packs),
        words=found,
        shelf=shelf,
        exercises=entries,
        templates=items(packs, "template"),
        conditions=diagnoses,
        questions=questions,
        advice=items(packs, "advice"),
        rules=items(packs, "rule"),
        known=known,
    )


def mistakes(found: Contents) -> list[Mistake]:
    """Everything that is wrong between documents: unknown ids, links that lead nowhere, circles, overrides that ask for less care, ..."""
    known = found.known
    wrong = [*words.check_words(found.words, known), *found.shelf.mistakes]
    vocabulary = words.build_vocabulary({kind: found.words[kind] for kind in words.NEEDED_TO_CHECK if kind in found.words}, known)
    kinds = vocabulary.terms.get("kinds", EMPTY)
    for item in found.exercises:
        wrong += exercises.check_exercise(item, known, kinds)
    wrong += exercises.check_links(found.shelf.exercises, known)
    wrong += exercises.circles(found.shelf.exercises, exercises.easier_links(found.shelf.exercises, known))
    wrong += softened(found.shelf, vocabulary, known.aliases)
    wrong += repeated(found.templates, "template")
    for item in found.templates:
        wrong += templates.check_template(item, known)
    wrong += conditions.check_conditions(found.conditions, known)
    wrong += repeated(found.questions, "question", across_packs=True)
    for item in found.questions:
        wrong += screening.check_question(item, known)
    wrong += repeated(found.advice, "advice", across_packs=True)
    for item in found.advice:
        wrong += screening.check_advice(item, known)
    wrong += repeated(found.rules, "rule")
    for item in found.rules:
        wrong += rules.check_rule(item, known)
    return wrong


def build(found: Contents) -> Catalog:
    """The catalog of contents without mistakes."""
    known = found.known
    vocabulary = words.build_vocabulary(found.words, known)
    return Catalog(
        packs=tuple(describe(pack) for pack in found.packs),
        vocabulary=vocabulary,
        exercises=FrozenDict(exercises.build_exercises(found.shelf.exercises, known, vocabulary)),
        templates=FrozenDict({item.ref: templates.build_template(item, known) for item in sorted(found.templates, key=lambda i: i.ref)}),
        conditions=FrozenDict({name: conditions.build_condition(same, known) for name, same in conditions.by_id(found.conditions).items()}),
        questions=FrozenDict({item.id: screening.build_question(item) for item in found.questions}),
        advice=FrozenDict({item.id: screening.build_advice(item, known) for item in found.advice}),
        rules=tuple(rules.build_rule(item.data, item.pack, known) for item in found.rules),
        moved=FrozenDict(found.shelf.moved),
    )
