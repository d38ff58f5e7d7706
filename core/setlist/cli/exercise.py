"""`setlist exercise`: which exercises there are, and everything about one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from setlist.cli.app import Group, Talk
from setlist.cli.listing import emit, emit_one, json_option
from setlist.cli.lookup import pick, pick_word
from setlist.cli.pack_options import catalog_from, named_packs, pack_options
from setlist.cli.plugin_options import plugin_options, plugins_from
from setlist.cli.requests import find_level, find_option
from setlist.cli.usage import UsageProblem
from setlist.model import EMPTY, Catalog, Exercise

COLUMNS = ("id", "name", "kind", "level", "muscles", "equipment")
SPARE = ("muscles", "kind", "level")
WORDS = {  # option -> (what it is, the vocabularies that hold it)
    "kind": ("kind", ("kinds",)),
    "pattern": ("pattern", ("patterns",)),
    "muscle": ("muscle", ("muscles", "groups", "regions")),
    "equipment_owned": ("piece of equipment", ("equipment",)),
    "trait": ("trait", ("traits",)),
}


@click.group(cls=Group)
def command() -> None:
    """List and show exercises."""


@command.command("list")
@click.argument("text", nargs=-1)
@pack_options
@click.option("--kind", multiple=True, metavar="KIND", help="Of this kind (strength, stretch, ...); repeated: of any of them.")
@click.option("--level", multiple=True, metavar="LEVEL", help="Of this level; repeated: of any of them.")
@click.option("--pattern", multiple=True, metavar="PATTERN", help="With this movement pattern; repeated: with any of them.")
@click.option("--muscle", multiple=True, metavar="MUSCLE", help="For this muscle, group or region; repeated: for any of them.")
@click.option("--equipment-owned", multiple=True, metavar="THING", help="Needs nothing but this; repeated: nothing but these.")
@click.option("--trait", multiple=True, metavar="TRAIT", help="With this hazard or benefit; repeated: with all of them.")
@click.option("--condition", metavar="CONDITION", help="Say what this condition leaves out or changes, and why.")
@click.option("--allowed", is_flag=True, help="With --condition: hide what it leaves out.")
@plugin_options
@json_option
@click.pass_obj
def list_exercises(
    talk: Talk,
    /,
    text: tuple[str, ...],
    packs: tuple[str, ...],
    condition: str | None,
    allowed: bool,
    no_plugin: tuple[str, ...],
    plugin: tuple[Path, ...],
    as_json: bool,
    **filters: tuple[str, ...],
) -> None:
    """List exercises: all, or those that match every option and have every word of TEXT in their name, id, summary or tags.

    With -p, those of the packs named; a build also uses those of the packs that these need.
    """
    if allowed and condition is None:
        raise UsageProblem("--allowed needs --condition")
    catalog = catalog_from(packs)
    chosen = _chosen(catalog, packs, text, filters)
    columns: tuple[str, ...] = COLUMNS
    spare: tuple[str, ...] = SPARE
    rows = [_full(e) if as_json else _short(e) for e in chosen]
    if condition is not None:
        from setlist.cli.verdicts import verdict_data, verdict_words, verdicts

        found = verdicts(condition, catalog, plugins_from(no_plugin, plugin))
        say = verdict_data if as_json else verdict_words
        shown = [e for e in chosen if not (allowed and found.judgements[e.ref].excluded)]
        rows = [(_full(e) if as_json else _short(e)) | say(found.judgements[e.ref]) for e in shown]
        columns, spare = (*COLUMNS[:-2], "verdict", "why"), (*SPARE, "name")
        for note in (*found.notes, *([f"{len(chosen) - len(shown)} left out"] if allowed else [])):
            _tell(talk, note)
    emit(rows, columns, as_json, spare)
    if not rows:
        _tell(talk, "no exercise matches")


@command.command("show")
@click.argument("name")
@pack_options
@json_option
def show_exercise(name: str, packs: tuple[str, ...], as_json: bool) -> None:
    """Show an exercise, given by id, pack:id or name: how it is done, how much, what it trains, what to watch."""
    catalog = catalog_from(packs)
    exercise = pick(catalog.resolve(name) or name, "exercise", catalog.exercises)
    if as_json:
        emit_one(_full(exercise), as_json)
        return
    from setlist.cli.exercise_page import show_page

    show_page(exercise, catalog)


def _chosen(catalog: Catalog, packs: tuple[str, ...], text: tuple[str, ...], filters: Mapping[str, tuple[str, ...]]) -> list[Exercise]:
    from setlist.selectors import compile_clause

    matches = compile_clause(_clause(filters, catalog), catalog.vocabulary)
    named = named_packs(packs, catalog)
    words = [word.casefold() for word in text]
    return [e for e in catalog if e.pack in named and matches(e) and all(word in _searched(e) for word in words)]


def _clause(filters: Mapping[str, tuple[str, ...]], catalog: Catalog) -> dict[str, Any]:
    """The options as the `where:` clause that a pack would write."""
    given = {option: _ids(option, names, catalog) for option, names in filters.items() if option in WORDS and names}
    forms = {
        "kind": ("kind", "any"),
        "pattern": ("patterns", "any"),
        "muscle": ("muscles", "any"),
        "equipment_owned": ("equipment", "within"),
        "trait": ("traits", "all"),
    }
    clause: dict[str, Any] = {forms[option][0]: {forms[option][1]: names} for option, names in given.items()}
    if filters["level"]:
        clause["any"] = [{"level": find_option("--level", find_level, level, catalog)} for level in filters["level"]]
    return clause


def _ids(option: str, names: tuple[str, ...], catalog: Catalog) -> list[str]:
    what, kinds = WORDS[option]
    known = {name: term for kind in kinds for name, term in catalog.vocabulary.terms.get(kind, EMPTY).items()}
    return [pick_word(name, what, known) for name in names]


def _searched(e: Exercise) -> str:
    return "\n".join([e.ref, e.name, *e.aliases, e.summary or "", *e.tags]).casefold()


def _full(e: Exercise) -> dict[str, Any]:
    from setlist.cli.entries import exercise_data

    return exercise_data(e)


def _short(e: Exercise) -> dict[str, Any]:
    needs = [*e.equipment.all, *([" or ".join(e.equipment.any)] if e.equipment.any else [])]
    return {"id": e.ref, "name": e.name, "kind": e.kind, "level": e.level, "muscles": e.primary, "equipment": needs}


def _tell(talk: Talk, text: str) -> None:
    if not talk.quiet:
        click.echo(text, err=True)
