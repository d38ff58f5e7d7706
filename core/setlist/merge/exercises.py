"""Exercises: checked data to the model, with kind defaults, implied traits, and links in both directions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from setlist.frozen import FrozenDict, freeze
from setlist.merge.known import Known
from setlist.merge.mistakes import Item, Mistake, Path
from setlist.model import EMPTY, DoseRange, Equipment, Exercise, Term, Vocabulary
from setlist.quantities import MEASURES, QuantityError, dose_range, parsed
from setlist.traits import all_traits, reviewed

PRIMARY, SECONDARY = 1.0, 0.5  # what a set counts for a muscle group
LISTS = {"patterns": "patterns", "traits": "traits", "inferred": "traits", "tags": "tags", "sources": "sources"}
TEXTS = (
    *("aliases", "steps", "cues", "cautions", "benefits", "notes", "variations", "first_month"),
    *("prepares", "tags", "inventory", "sources", "inferred"),
)
WORDS = ("position", "sides", "family", "intensity", "summary", "regress")
MAPPINGS = ("met", "media", "ext")


def check_exercise(item: Item, known: Known, kinds: Mapping[str, Term]) -> Iterator[Mistake]:
    """Unknown words and doses that cannot be read. Links have their own check."""
    data = item.data
    for field, kind in LISTS.items():
        if field in data:
            yield from known.check(kind, data[field], item, (field,))
    for part, names in data["muscles"].items():
        yield from known.check("muscles", names, item, ("muscles", part))
    yield from known.check_one("kinds", data["kind"], item, ("kind",))
    yield from known.check_one("positions", data.get("position"), item, ("position",))
    for path, name in _equipment_words(data.get("equipment", ())):
        yield from known.check_one("equipment", known.aliases.get(name, name), item, ("equipment", *path))
    for goal, dose in data.get("doses", EMPTY).items():
        if goal not in known.ids["goals"]:
            yield from known.check_one("goals", goal, item, ("doses", goal))
        yield from check_dose(dose, item, ("doses", goal))
    if "dose" in data:
        yield from check_dose(data["dose"], item, ("dose",))
    elif data["kind"] in kinds and "dose" not in kinds[data["kind"]].data:
        yield item.mistake((), "E219", f"{data['id']!r} has no dose, and the kind {data['kind']!r} has none to fall back on", "add `dose:`")


def check_dose(dose: Mapping[str, Any], item: Item, path: Path) -> Iterator[Mistake]:
    try:
        parsed(dose)
    except QuantityError as error:
        yield item.mistake((*path, error.field), "E219", str(error))


def _equipment_words(value: Any) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield (), value.removesuffix("?")
    elif isinstance(value, Mapping):
        yield from (((part, index), name) for part, names in value.items() for index, name in enumerate(names))
    else:
        yield from (((index,), name.removesuffix("?")) for index, name in enumerate(value))


def equipment(value: Any, aliases: Mapping[str, str] = EMPTY) -> Equipment:
    """`barbell`, `[barbell, "yoga-mat?"]` or `{all, any, optional}` in one form, under the names that the vocabulary uses."""
    if isinstance(value, Mapping):
        return Equipment(*(tuple(aliases.get(name, name) for name in value.get(part, ())) for part in Equipment._fields))
    names = [value] if isinstance(value, str) else value
    needed = tuple(aliases.get(name, name) for name in names if not name.endswith("?"))
    return Equipment(needed, (), tuple(aliases.get(name[:-1], name[:-1]) for name in names if name.endswith("?")))


def check_links(exercises: Mapping[str, Item], known: Known) -> Iterator[Mistake]:
    for item in exercises.values():
        for field in ("easier", "harder", "counterposes"):
            if field in item.data:
                yield from known.check_links(item, (field,), item.data[field])


def easier_links(exercises: Mapping[str, Item], known: Known) -> dict[str, list[str]]:
    """ref -> the easier exercises, from `easier` on the one side and `harder` on the other; written ones first."""
    links: dict[str, dict[str, None]] = {ref: {} for ref in exercises}
    for field in ("easier", "harder"):
        for ref, item in exercises.items():
            for link in item.data.get(field, ()):
                other = known.exercise(link, item.pack)
                if other in links:
                    hard, easy = (ref, other) if field == "easier" else (other, ref)
                    links[hard][easy] = None
    return {ref: list(easy) for ref, easy in links.items()}


def circles(exercises: Mapping[str, Item], easier: Mapping[str, list[str]]) -> Iterator[Mistake]:
    """Exercises that are easier than themselves, each circle once, at its first exercise."""
    done: set[str] = set()
    for start in exercises:
        path: list[str] = []
        stack: list[tuple[str, int]] = [(start, 0)]
        while stack:
            ref, depth = stack.pop()
            del path[depth:]
            if ref in path:
                circle = path[path.index(ref) :]
                first = circle.index(min(circle))
                shown = [*circle[first:], *circle[:first], circle[first]]
                message = f"easier and harder go round in a circle: {' -> '.join(shown)}"
                yield exercises[shown[0]].mistake((), "E214", message, "remove one of these links")
            elif ref not in done:
                done.add(ref)
                path.append(ref)
                stack += [(other, len(path)) for other in reversed(easier[ref])]


def build_exercises(exercises: Mapping[str, Item], known: Known, vocabulary: Vocabulary) -> dict[str, Exercise]:
    """The exercises by ref, from data that passed its checks."""
    easier = easier_links(exercises, known)
    harder: dict[str, list[str]] = {ref: [] for ref in exercises}
    for ref in exercises:
        for other in easier[ref]:
            harder[other].append(ref)
    groups = {name: str(muscle.data["group"]) for name, muscle in vocabulary.terms.get("muscles", EMPTY).items()}
    built = {}
    for ref, item in exercises.items():
        links: dict[str, Any] = {"easier": tuple(easier[ref]), "harder": tuple(harder[ref]), "counterposes": _counterposes(item, known)}
        kind = vocabulary.terms["kinds"][item.data["kind"]].data
        built[ref] = _exercise(ref, item.data, kind, all_traits(item.data, vocabulary), groups, known.aliases, links)
    return built


def _counterposes(item: Item, known: Known) -> tuple[str, ...]:
    refs = (known.exercise(link, item.pack) for link in item.data.get("counterposes", ()))
    return tuple(ref for ref in refs if ref in known.exercises)


def _exercise(
    ref: str,
    data: Mapping[str, Any],
    kind: Mapping[str, Any],
    traits: tuple[str, ...],
    groups: Mapping[str, str],
    aliases: Mapping[str, str],
    links: dict[str, Any],
) -> Exercise:
    pack, _, name = ref.partition(":")
    primary, secondary = tuple(data["muscles"]["primary"]), tuple(data["muscles"].get("secondary", ()))
    per_side = data.get("sides", "none") != "none"
    dose = data.get("dose") or kind["dose"]
    values: dict[str, Any] = {field: tuple(data[field]) for field in TEXTS if field in data}
    values |= {field: data[field] for field in WORDS if field in data}
    values |= {field: freeze(data[field]) for field in MAPPINGS if field in data}
    return Exercise(
        ref=ref,
        pack=pack,
        id=name,
        name=data["name"],
        kind=data["kind"],
        level=data["level"],
        patterns=tuple(data["patterns"]),
        primary=primary,
        secondary=secondary,
        equipment=equipment(data.get("equipment", ()), aliases),
        traits=traits,
        roles=tuple(data.get("roles", kind["roles"])),
        dose=dose_range(dose, per_side=per_side),
        doses=_goal_doses(dose, data.get("doses", EMPTY), per_side),
        groups=_shares(primary, secondary, groups),
        reviewed=reviewed(data),
        **links,
        **values,
    )


def _goal_doses(dose: Mapping[str, Any], doses: Mapping[str, Mapping[str, Any]], per_side: bool) -> Mapping[str, DoseRange]:
    """A goal's dose says where it differs: its own measure, and everything else as in `dose` unless it says so."""
    if not doses:
        return EMPTY
    rest = {field: value for field, value in dose.items() if field not in MEASURES}
    return FrozenDict({goal: dose_range({**rest, **own}, per_side=per_side) for goal, own in doses.items()})


def _shares(primary: tuple[str, ...], secondary: tuple[str, ...], groups: Mapping[str, str]) -> FrozenDict:
    shares = {groups[muscle]: SECONDARY for muscle in secondary}
    shares |= {groups[muscle]: PRIMARY for muscle in primary}
    return FrozenDict(sorted(shares.items()))
