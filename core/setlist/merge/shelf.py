"""Which exercise stands under which `pack:id`: own exercises, exercises that replace another pack's, and ids that moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from setlist.frozen import freeze
from setlist.limits import has_choice
from setlist.merge.exercises import equipment as read_equipment
from setlist.merge.mistakes import Item, Mistake, repeated
from setlist.model import LEVELS, Equipment, Vocabulary
from setlist.packs import Pack
from setlist.problems import did_you_mean
from setlist.traits import all_traits, reviewed

VIGOROUS = "vigorous"


class Shelf(NamedTuple):
    """`exercises` by ref, in ref order; `replaced` are the exercises that stood there before, by ref; `renames` lead from names that
    moved, or that an override has in its own pack, to refs."""

    exercises: dict[str, Item]
    replaced: dict[str, list[Item]]
    renames: dict[str, str]
    moved: dict[str, str]
    mistakes: list[Mistake]


def shelve(packs: Sequence[Pack], entries: Sequence[Item]) -> Shelf:
    """Put the exercises of all packs in their places. `packs` and `entries` are in merge order."""
    overrides = {pack.id: list(pack.source.manifest.get("overrides", ())) for pack in packs}
    replacing = {f"{pack}:{target.rpartition(':')[2]}" for pack, targets in overrides.items() for target in targets}
    mistakes = list(repeated(entries, "exercise"))
    by_ref = {item.ref: item for item in reversed(entries)}
    shelf = Shelf({ref: by_ref[ref] for ref in sorted(by_ref) if ref not in replacing}, {}, {}, {}, mistakes)
    for pack in packs:
        for index, target in enumerate(overrides[pack.id]):
            _replace(shelf, packs, pack, index, target, by_ref.get(f"{pack.id}:{target.rpartition(':')[2]}"))
    shelf.moved.update(_moves(shelf, packs))
    shelf.renames.update(shelf.moved)
    return shelf


def _replace(shelf: Shelf, packs: Sequence[Pack], pack: Pack, index: int, target: str, item: Item | None) -> None:
    manifest = _manifest_item(pack)

    def mistake(code: str, message: str, hint: str | None) -> None:
        shelf.mistakes.append(manifest.mistake(("overrides", index), code, message, hint))

    owner, _, name = target.rpartition(":")
    if item is None:
        return mistake(
            "E215", f"overrides names {target!r}, but the pack has no exercise {name!r}", f"add it to exercises/, with `id: {name}`"
        )
    if owner in ("", pack.id):
        return mistake("E215", f"{target!r} is the pack's own exercise", "name another pack's as pack:id")
    shelf.renames[item.ref] = target
    if target not in shelf.exercises:
        if owner in {p.id for p in packs}:
            hint = did_you_mean(target, shelf.exercises) or f"take it out of overrides, or check the id in the pack {owner!r}"
            mistake("E215", f"overrides names {target!r}, which the pack {owner!r} does not have", hint)
        return None
    earlier = shelf.exercises[target]
    if target in shelf.replaced and not _needs(packs, pack.id, earlier.pack):
        hint = f"leave one out, or require {earlier.pack!r} in this pack"
        return mistake("E217", f"{earlier.pack!r} replaces {target!r} too, and neither comes first", hint)
    shelf.replaced.setdefault(target, []).append(earlier)
    inherited = {} if reviewed(earlier.data) else {"reviewed": False}  # silence about it is not a review
    shelf.exercises[target] = item._replace(data={**inherited, **item.data})


def _needs(packs: Sequence[Pack], pack: str, other: str) -> bool:
    """Does a pack require another, directly or not? Then it means to build on what the other has replaced."""
    requires: Mapping[str, Mapping[str, Any]] = {p.id: p.source.requires for p in packs}
    seen, left = {pack}, [pack]
    while left:
        for name in requires.get(left.pop(), ()):
            if name not in seen:
                seen.add(name)
                left.append(name)
    return other in seen


def _moves(shelf: Shelf, packs: Sequence[Pack]) -> dict[str, str]:
    """Old ref -> new ref, chains followed to their end; moves into packs that were not chosen are left out."""
    chosen = {pack.id for pack in packs}
    steps: dict[str, str] = {}
    for pack in packs:
        for old, new in pack.source.manifest.get("moved", {}).items():
            steps[f"{pack.id}:{old}"] = new if ":" in new else f"{pack.id}:{new}"
    moves: dict[str, str] = {}
    for pack in packs:
        for old in pack.source.manifest.get("moved", {}):
            ref = f"{pack.id}:{old}"
            end, path = _follow(ref, steps)
            end = shelf.renames.get(end, end)
            place = (_manifest_item(pack), ("moved", old))
            if ref in shelf.exercises:
                shelf.mistakes.append(_moved(place, f"{ref!r} has moved, but is still there", "remove one of the two"))
            elif end in path:
                shelf.mistakes.append(_moved(place, f"the moves go round in a circle: {' -> '.join([*path, end])}", None))
            elif end in shelf.exercises:
                moves[ref] = end
            elif end.partition(":")[0] in chosen:
                hint = did_you_mean(end, shelf.exercises) or "name an exercise that is there"
                shelf.mistakes.append(_moved(place, f"{ref!r} has moved to {end!r}, which is not there", hint))
    return moves


def _moved(place: tuple[Item, tuple[str, str]], message: str, hint: str | None) -> Mistake:
    return place[0].mistake(place[1], "E218", message, hint)


def _follow(ref: str, steps: Mapping[str, str]) -> tuple[str, list[str]]:
    path = [ref]
    end = steps[ref]
    while end in steps and end not in path:
        path.append(end)
        end = steps[end]
    return end, path


def _manifest_item(pack: Pack) -> Item:
    return Item(pack.id, pack.manifest, (), freeze(pack.manifest.data))


def softened(shelf: Shelf, vocabulary: Vocabulary, aliases: Mapping[str, str]) -> Iterator[Mistake]:
    """What an override must not do: an exercise that replaces another may ask for more care, and never for less, so that no filter, and no
    report of pain, misses it."""
    for ref, before in shelf.replaced.items():
        for earlier, later in zip(before, [*before[1:], shelf.exercises[ref]], strict=True):
            lost = sorted(set(all_traits(earlier.data, vocabulary)) - set(all_traits(later.data, vocabulary)))
            if lost:
                message = f"replaces {ref!r} and drops its traits: {', '.join(lost)}"
                yield later.mistake(("traits",), "E216", message, "an override may add traits, never remove one: write them too")
            for field, problem, hint in _gentler(earlier.data, later.data, vocabulary, aliases):
                yield later.mistake((field,) if field in later.data else (), "E224", f"replaces {ref!r} and {problem}", hint)


def _gentler(
    before: Mapping[str, Any], after: Mapping[str, Any], vocabulary: Vocabulary, aliases: Mapping[str, str]
) -> Iterator[tuple[str, str, str]]:
    """(field, what is wrong, what helps) for each thing by which an exercise looks gentler than the one it replaces."""
    lost = sorted(_muscles(before) - _muscles(after))
    if lost:
        yield "muscles", f"drops its muscles: {', '.join(lost)}", "write them too, as secondary ones where they work less"
    if LEVELS.index(after["level"]) < LEVELS.index(before["level"]):
        yield "level", f"lowers its level from {before['level']} to {after['level']}", f"write level: {before['level']}, or a higher one"
    if before.get("intensity") == VIGOROUS != after.get("intensity"):
        yield "intensity", "is no longer vigorous", f"write intensity: {VIGOROUS}"
    if has_choice(_needs_of(before, aliases), vocabulary) and not has_choice(_needs_of(after, aliases), vocabulary):
        yield "equipment", "no longer needs a weight that can be chosen", "keep the equipment, or add the exercise under an id of its own"


def _muscles(data: Mapping[str, Any]) -> set[str]:
    return {name for names in data["muscles"].values() for name in names}


def _needs_of(data: Mapping[str, Any], aliases: Mapping[str, str]) -> Equipment:
    return read_equipment(data.get("equipment", ()), aliases)
