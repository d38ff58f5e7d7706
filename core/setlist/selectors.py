"""`where:` clauses: data in, a predicate over exercises out. No expressions, no evaluation of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from setlist.model import LEVELS, Exercise, Vocabulary
from setlist.problems import did_you_mean

Predicate = Callable[[Exercise], bool]
Clause = Mapping[str, Any]


def where(**clause: Any) -> dict[str, Any]:
    """A `where:` clause as a plugin writes it; the keys are those of packs (`not_`, `any_of`, `all_of`: `not`, `any`, `all`)."""
    names = {"not_": "not", "any_of": "any", "all_of": "all"}
    return {names.get(key, key): value for key, value in clause.items()}


def compile_clause(clause: Clause, vocabulary: Vocabulary) -> Predicate:
    """The predicate of a clause. An empty clause matches everything; an unknown key raises KeyError."""
    tests = [_TESTS[key](value, vocabulary) for key, value in clause.items()]
    if len(tests) == 1:
        return tests[0]
    return lambda e: all(test(e) for test in tests)


def misread(clause: Any) -> str:
    """Why a clause that no schema has checked cannot be read; empty when it can."""
    if not isinstance(clause, Mapping):
        return f"a clause is a mapping such as where(kind='strength'), not {clause!r:.60}"
    for key, value in clause.items():
        if key not in KEYS:
            return f"a clause has no key {key!r}{_meant(key, KEYS)}"
        if key in ("all", "any", "not"):
            problem = next(filter(None, map(misread, [value] if key == "not" else value)), "")
        else:
            problem = _misread_test(key, value)
        if problem:
            return problem
    return ""


def _misread_test(key: str, value: Any) -> str:
    allowed = _TEST_KEYS.get(key, ("any", "all", "none"))
    for name in value if isinstance(value, Mapping) else ():
        if name not in allowed:
            return f"{key} has no test {name!r}{_meant(name, allowed)}"
    try:
        _TESTS[key](value, Vocabulary())
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        return f"{key} cannot be {value!r:.60} ({type(error).__name__}: {error})"
    return ""


def _meant(word: Any, words: Iterable[str]) -> str:
    hint = did_you_mean(str(word), words)
    return f"; {hint}" if hint else f"; use {', '.join(sorted(words))}"


def _one(field: str) -> Callable[[Any, Vocabulary], Predicate]:
    def build(value: Any, _: Vocabulary) -> Predicate:
        if isinstance(value, str):
            return lambda e: getattr(e, field) == value
        any_of, none_of = frozenset(value.get("any", ())), frozenset(value.get("none", ()))
        return lambda e: (not any_of or getattr(e, field) in any_of) and getattr(e, field) not in none_of

    return build


def _names(value: Any, _: Vocabulary) -> Predicate:
    if isinstance(value, str):
        return lambda e: value in (e.ref, e.id)
    any_of, none_of = frozenset(value.get("any", ())), frozenset(value.get("none", ()))
    return lambda e: (not any_of or e.ref in any_of or e.id in any_of) and e.ref not in none_of and e.id not in none_of


def _set_test(value: Mapping[str, Iterable[str]], members: Callable[[Exercise], Iterable[str]]) -> Predicate:
    any_of, all_of, none_of = (frozenset(value.get(k, ())) for k in ("any", "all", "none"))

    def test(e: Exercise) -> bool:
        have = members(e)
        return (
            (not any_of or any(x in any_of for x in have))
            and (not none_of or not any(x in none_of for x in have))
            and (not all_of or all_of.issubset(have))
        )

    return test


def _set(field: str) -> Callable[[Any, Vocabulary], Predicate]:
    return lambda value, _: _set_test(value, lambda e: getattr(e, field))


def _level(value: Any, _: Vocabulary) -> Predicate:
    if isinstance(value, str):
        return lambda e: e.level == value
    low = LEVELS.index(value.get("min", LEVELS[0]))
    high = LEVELS.index(value.get("max", LEVELS[-1]))
    allowed = frozenset(LEVELS[low : high + 1])
    return lambda e: e.level in allowed


def _equipment(value: Mapping[str, Any], vocabulary: Vocabulary) -> Predicate:
    tests: list[Predicate] = []
    if "within" in value:
        owned = vocabulary.owned(tuple(value["within"]))
        tests.append(lambda e: owned.issuperset(e.equipment.all) and (not e.equipment.any or not owned.isdisjoint(e.equipment.any)))
    rest = {k: v for k, v in value.items() if k != "within"}
    if rest:
        tests.append(_set_test(rest, lambda e: e.equipment.all + e.equipment.any))
    return lambda e: all(test(e) for test in tests)


def _muscles(value: Mapping[str, Any], vocabulary: Vocabulary) -> Predicate:
    def spread(names: Iterable[str]) -> list[frozenset[str]]:
        return [frozenset(vocabulary.muscles(name)) for name in names]

    def part(spec: Mapping[str, Any], members: Callable[[Exercise], tuple[str, ...]]) -> Predicate:
        any_of, all_of, none_of = (spread(spec.get(k, ())) for k in ("any", "all", "none"))

        def test(e: Exercise) -> bool:
            have = members(e)
            return (
                (not any_of or any(not names.isdisjoint(have) for names in any_of))
                and all(not names.isdisjoint(have) for names in all_of)
                and all(names.isdisjoint(have) for names in none_of)
            )

        return test

    tests = [part({k: v for k, v in value.items() if k in ("any", "all", "none")}, lambda e: e.primary + e.secondary)]
    if "primary" in value:
        tests.append(part(value["primary"], lambda e: e.primary))
    if "secondary" in value:
        tests.append(part(value["secondary"], lambda e: e.secondary))
    return lambda e: all(test(e) for test in tests)


def _all(value: Iterable[Clause], vocabulary: Vocabulary) -> Predicate:
    tests = [compile_clause(clause, vocabulary) for clause in value]
    return lambda e: all(test(e) for test in tests)


def _any(value: Iterable[Clause], vocabulary: Vocabulary) -> Predicate:
    tests = [compile_clause(clause, vocabulary) for clause in value]
    return lambda e: any(test(e) for test in tests)


def _not(value: Clause, vocabulary: Vocabulary) -> Predicate:
    test = compile_clause(value, vocabulary)
    return lambda e: not test(e)


_TESTS: dict[str, Callable[[Any, Vocabulary], Predicate]] = {
    "id": _names,
    "pack": _one("pack"),
    "kind": _one("kind"),
    "family": _one("family"),
    "position": _one("position"),
    "sides": _one("sides"),
    "intensity": _one("intensity"),
    "level": _level,
    "patterns": _set("patterns"),
    "traits": _set("traits"),
    "roles": _set("roles"),
    "tags": _set("tags"),
    "equipment": _equipment,
    "muscles": _muscles,
    "reviewed": lambda value, _: lambda e: e.reviewed is value,
    "all": _all,
    "any": _any,
    "not": _not,
}
KEYS = frozenset(_TESTS)
_TEST_KEYS = {
    **dict.fromkeys(("id", "pack", "kind", "family", "position", "sides", "intensity"), ("any", "none")),
    "level": ("min", "max"),
    "equipment": ("any", "all", "none", "within"),
    "muscles": ("any", "all", "none", "primary", "secondary"),
}
