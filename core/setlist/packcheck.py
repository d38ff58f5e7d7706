"""Checking one pack as its author would want it checked: every error, and warnings about what a stranger would stumble over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from setlist import merge
from setlist.catalog import choose, is_folder, manifest_place
from setlist.merge.mistakes import Item, Mistake, placed
from setlist.model import EMPTY, LEVELS, Catalog
from setlist.movements import plain_traits
from setlist.packfiles import BESIDE, KINDS, read_files
from setlist.packs import Pack, PackSource, find_packs, read_pack
from setlist.problems import InputError, Problem, did_you_mean
from setlist.selectors import compile_clause
from setlist.traits import closed, from_movement

FEWEST_STEPS = 3
FEWEST_CUES = 2


def check_pack(pack: str | Path, *, paths: Iterable[str | Path] = (), home: str | Path | None = None) -> list[Problem]:
    """Everything wrong with a pack, given by id or folder, merged with what it requires; empty when it is fit to publish.

    Errors have codes E..., warnings W...; sorted by file and line. Raises InputError when there is no such pack.
    """
    given = [*paths, pack] if isinstance(pack, Path) or is_folder(pack) else list(paths)
    sources = find_packs(given, home)
    source = _source(pack, sources)
    if source.problems:
        return list(source.problems)
    try:
        chosen = choose(sources, [source.id])
    except InputError as error:
        return list(error.problems)
    own: Pack | None = None
    packs: list[Pack] = []
    problems: list[Problem] = _side_documents(source)
    for needed in chosen:
        try:
            packs.append(read_pack(needed))
        except InputError as error:
            problems += error.problems if needed is source else [_broken(source, needed, error.problems)]
        else:
            own = packs[-1] if needed is source else own
    if own is not None:
        problems += [_stray(source, name) for name in own.strays]
        if len(packs) == len(chosen):
            problems += _merged(own, packs, sources)
    return sorted(set(problems), key=lambda p: (p.file, p.line, p.col, p.code, p.message))


def _source(pack: str | Path, sources: Mapping[str, PackSource]) -> PackSource:
    if isinstance(pack, Path) or is_folder(pack):
        folder = Path(pack).resolve()
        inside = [source for source in sources.values() if source.origin == "path" and source.path.resolve() == folder]
        if len(inside) == 1:
            return inside[0]
        raise InputError([Problem(str(pack), 0, 0, "E201", "is no pack: there is no pack.yaml in it", "name one pack folder")])
    if pack not in sources:
        hint = did_you_mean(pack, sources) or f"for a folder write ./{pack}"
        raise InputError([Problem(pack, 0, 0, "E201", f"there is no pack {pack!r}", hint)])
    return sources[pack]


def _broken(source: PackSource, needed: PackSource, problems: tuple[Problem, ...]) -> Problem:
    place = manifest_place(source, ("requires", "packs", needed.id))
    message = f"the required pack {needed.id!r} is broken: {problems[0].message}"
    return Problem(*place, "E204", message, f"`setlist pack check {needed.id}` shows its {len(problems)} problems")


def _stray(source: PackSource, name: str) -> Problem:
    known = [*KINDS, *sorted(BESIDE)]
    hint = did_you_mean(name.partition("/")[0], known) if "/" in name and name.partition("/")[0] not in known else None
    otherwise = f"documents are .yaml, .yml or .json files in {', '.join(known)}"
    return Problem(str(source.path / name), 0, 0, "W301", "is no part of a pack and is not used", hint or otherwise)


def _side_documents(source: PackSource) -> list[Problem]:
    """Translations and tests are no part of the catalog; here they are read all the same."""
    from setlist import documents

    problems: list[Problem] = []
    for name, content in read_files(source.path).contents.items():
        if name.partition("/")[0] in BESIDE:
            try:
                documents.read(content, str(source.path / name))
            except InputError as error:
                problems += error.problems
    return problems


def _merged(own: Pack, packs: list[Pack], sources: Mapping[str, PackSource]) -> list[Problem]:
    """What shows when the pack is put together with those that it requires."""
    found = merge.contents(packs)
    wrong = merge.mistakes(found)
    names = {file.name for file in (own.manifest, *own.files)}
    mine = [mistake for mistake in wrong if mistake.file.name in names]
    others = placed([mistake for mistake in wrong if mistake.file.name not in names])
    problems = [_broken(own.source, sources[pack.id], tuple(others)) for pack in packs if any(p.file in _names(pack) for p in others)]
    kinds = {item.id: item.data for item in found.words.get("kinds", ())}
    exercises = {ref: item for ref, item in found.shelf.exercises.items() if item.pack == own.id}
    for item in exercises.values():
        mine += _exercise(item, kinds)
        mine += _links(item, sources)
    mine += _names_taken(exercises, found.shelf.exercises)
    mine += [mistake for item in found.conditions if item.pack == own.id for mistake in _rows(item)]
    if not wrong:
        catalog = merge.build(found)
        for ref, item in exercises.items():
            mine += _traits(ref, item, catalog)
            mine += _levels(ref, item, catalog)
        mine += _unreachable(exercises, catalog, kinds)
    return problems + placed(mine)


def _names(pack: Pack) -> set[str]:
    return {file.name for file in (pack.manifest, *pack.files)}


def _exercise(item: Item, kinds: Mapping[str, Any]) -> Iterator[Mistake]:
    """What a stranger needs to perform it."""
    data = item.data
    if kinds.get(data["kind"], EMPTY).get("performed", False):
        steps, cues = len(data["steps"]), len(data.get("cues", ()))
        if steps < FEWEST_STEPS:
            hint = f"write at least {FEWEST_STEPS}, from the set-up to the way out"
            yield item.mistake(("steps",), "W302", f"{item.id!r} has {steps} steps", hint)
        if cues < FEWEST_CUES:
            yield item.mistake(("cues",), "W302", f"{item.id!r} has {cues} cues", f"write at least {FEWEST_CUES}")
        if "position" not in data:
            yield item.mistake((), "W311", f"{item.id!r} has no position, and so none of the traits that one implies", "add `position:`")
    if not data.get("sources"):
        yield item.mistake((), "W303", f"{item.id!r} names no source", "add `sources:`; GK stands for general knowledge")


def _links(item: Item, sources: Mapping[str, PackSource]) -> Iterator[Mistake]:
    for field in ("easier", "harder", "counterposes"):
        for index, link in enumerate(item.data.get(field, ())):
            pack = link.rpartition(":")[0]
            if pack and pack not in sources:
                yield item.mistake((field, index), "W310", f"the pack {pack!r} is not installed", did_you_mean(pack, sources))


def _names_taken(own: Mapping[str, Item], exercises: Mapping[str, Item]) -> Iterator[Mistake]:
    """Names that another exercise has; of two in this pack the later one is told."""
    by_name: dict[str, list[str]] = {}
    for ref, item in exercises.items():
        by_name.setdefault(item.data["name"].casefold(), []).append(ref)
    for ref, item in own.items():
        for other in by_name[item.data["name"].casefold()]:
            if other not in own or other < ref:
                yield item.mistake(("name",), "W304", f"{other!r} is called {item.data['name']!r} too", "say in the name what is different")


def _rows(item: Item) -> Iterator[Mistake]:
    for index, row in enumerate(item.data.get("rows", ())):
        if row["severity"] == "modify":
            what = f"{item.id!r} says modify {row['trait']!r}"
            if not row.get("limits") and not row.get("variant"):
                hint = "add limits or a variant, or write exclude"
                yield item.mistake(("rows", index), "E222", f"{what} and not how: it acts as exclude", hint)
            if not row.get("cue"):
                yield item.mistake(("rows", index), "W308", f"{what} without a cue", "add `cue:`, the sentence that the program prints")


def _traits(ref: str, item: Item, catalog: Catalog) -> Iterator[Mistake]:
    written = set(item.data["traits"])
    for trait, source in from_movement(item.data, catalog.vocabulary).items():
        if trait not in written:
            yield item.mistake(("traits",), "W305", f"{item.id!r} has {trait!r} because of {source}", f"write {trait} under traits too")
    implications = catalog.vocabulary.implications
    for trait in sorted(written):
        for also in sorted(closed([trait], implications) - written):
            message = f"{item.id!r} has {also!r} because {trait!r} implies it"
            yield item.mistake(("traits",), "W305", message, f"write {also} under traits too")
    for proposed, why in plain_traits(catalog.exercises[ref], catalog.vocabulary):
        yield item.mistake(("traits",), "W306", f"{item.id!r} plainly has {proposed}: {why}", "write it under traits")


def _levels(ref: str, item: Item, catalog: Catalog) -> Iterator[Mistake]:
    exercise = catalog.exercises[ref]
    for field, others in (("easier", exercise.easier), ("harder", exercise.harder)):
        for other in others:
            easy, hard = (other, ref) if field == "easier" else (ref, other)
            levels = [catalog.exercises[name].level for name in (easy, hard)]
            if field in item.data and LEVELS.index(levels[0]) > LEVELS.index(levels[1]):
                message = f"{easy!r} is meant to be easier than {hard!r}, but is {levels[0]} while that is {levels[1]}"
                yield item.mistake((field,), "W309", message, "turn the link round, or correct a level")


def _unreachable(exercises: Mapping[str, Item], catalog: Catalog, kinds: Mapping[str, Any]) -> Iterator[Mistake]:
    """Exercises that are to be performed and that no slot of any loaded template matches."""
    templates = catalog.templates.values()
    clauses = [slot.where for t in templates for session in t.sessions.values() for block in session.blocks for slot in block.slots]
    clauses += [t.rest_days["where"] for t in templates if t.rest_days]
    tests = [compile_clause(clause, catalog.vocabulary) for clause in clauses]
    for ref, item in exercises.items():
        performed = kinds.get(item.data["kind"], EMPTY).get("performed", False)
        if tests and performed and not any(test(catalog.exercises[ref]) for test in tests):
            yield item.mistake((), "W307", f"no slot of any template matches {item.id!r}", "check kind and patterns, or add a template")
