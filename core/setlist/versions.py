"""Does a version satisfy a requirement? PEP 440 by `packaging`, which is imported only for what the plain cases do not cover."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

_PLAIN_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+)*")
_PLAIN_CLAUSE = re.compile(r"\s*(>=|<=|>|<)\s*([0-9]+(?:\.[0-9]+)*)\s*")
_COMPARE: dict[str, Callable[[list[int], list[int]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


def satisfies(version: str, requirement: str) -> bool:
    """True when `version` is within `requirement` (`>=0.1,<1`); pre-releases count. ValueError for what is no specifier."""
    clauses = [_PLAIN_CLAUSE.fullmatch(part) for part in requirement.split(",")]
    if _PLAIN_VERSION.fullmatch(version) and all(clauses):
        return all(_holds(version, found[1], found[2]) for found in clauses if found)
    from packaging.specifiers import InvalidSpecifier, SpecifierSet
    from packaging.version import InvalidVersion

    try:
        return SpecifierSet(requirement).contains(version, prereleases=True)
    except (InvalidSpecifier, InvalidVersion) as error:
        raise ValueError(f"{requirement!r} is not a version requirement such as '>=0.1,<1'") from error


def _holds(version: str, compare: str, bound: str) -> bool:
    left, right = ([int(part) for part in text.split(".")] for text in (version, bound))
    width = max(len(left), len(right))
    return _COMPARE[compare](left + [0] * (width - len(left)), right + [0] * (width - len(right)))
