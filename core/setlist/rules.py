"""The rule vocabulary: a few orthogonal statements about a program. YAML in packs and these records are the same thing.

A hard rule must hold. A soft rule costs `weight` points for each unit by which it is missed (an exercise, a set, a minute, an
exposure), on the scale that `prefer` uses: 1 is a tie-break, 3 a habit of good coaching, 6 important, 10 almost hard. A firm rule is a
soft one that holds wherever it can, whatever else that costs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import inf, isfinite
from typing import Any, Literal

from msgspec import Struct

from setlist.model import EMPTY

Clause = Mapping[str, Any]
Within = Mapping[str, Any]  # the places a rule speaks of: block, slot, role, roles, days
Measure = Literal["exercises", "sets", "minutes", "exposures"]
Per = Literal["slot", "block", "session", "two-days", "week"]


class Forbid(Struct, frozen=True):
    """No exercise that matches."""

    where: Clause


class Limit(Struct, frozen=True):
    """The measure of what matches lies in [min, max], for each slot, block, session, pair of successive days, or the week."""

    where: Clause
    measure: Measure
    per: Per
    min: float | None = None
    max: float | None = None

    def __post_init__(self) -> None:
        _finite("limit", self.min, self.max)


class Ratio(Struct, frozen=True):
    """Weekly `measure` of `of` is between low and high times that of `to`; both zero passes."""

    of: Clause
    to: Clause
    between: tuple[float, float]
    measure: Measure = "sets"

    def __post_init__(self) -> None:
        _finite("ratio", *self.between)


class Require(Struct, frozen=True):
    """At least `min` of `then` per session or week; with `if_`, only where something matches `if_`."""

    then: Clause
    per: Per
    if_: Clause | None = None
    min: float = 1


class Prefer(Struct, frozen=True):
    """Each pick that matches scores `points` (-10 to 10)."""

    where: Clause
    points: float

    def __post_init__(self) -> None:
        if not isfinite(self.points):
            raise ValueError(f"prefer: points are a finite number, not {self.points}")


class Order(Struct, frozen=True):
    """What matches `before` comes before what matches `after`: directly (`next`), within n items, in the block or the session."""

    before: Clause
    after: Clause
    within: int | Literal["next", "block", "session"] = "session"


class Rest(Struct, frozen=True):
    """At least `hours` between two sessions that train the same thing: what matches `where`, or each of `muscles` as primary."""

    hours: int
    where: Clause | None = None
    muscles: tuple[str, ...] = ()


class Keep(Struct, frozen=True):
    """At least `share` of what matches stays the same from one week, or cycle, to the next."""

    where: Clause
    share: float
    every: Literal["week", "cycle"]


class Rotate(Struct, frozen=True):
    """At least `share` of what matches changes from one cycle to the next."""

    where: Clause
    share: float
    every: Literal["week", "cycle"]


class Onward(Struct, frozen=True):
    """Nothing that matches is an easier version, however many steps down, of what its session held in the last cycle."""

    where: Clause


class Linear(Struct, frozen=True):
    """Weekly sum of times x exercises over the terms lies in [min, max]: what the others compile to."""

    terms: tuple[tuple[Clause, float], ...]
    min: float | None = None
    max: float | None = None
    measure: Measure = "exercises"
    per: Per = "week"

    def __post_init__(self) -> None:
        _finite("linear", self.min, self.max, *(times for _, times in self.terms))


def _finite(form: str, *numbers: float | None) -> None:
    """A number that is none would hold whatever the week."""
    for number in numbers:
        if number is not None and not isfinite(number):
            raise ValueError(f"{form}: bounds are finite numbers or left out, not {number}")


Form = Forbid | Limit | Ratio | Require | Prefer | Order | Rest | Keep | Rotate | Onward | Linear
TURNING = (Keep, Rotate, Onward)  # forms that compare two cycles
FORMS: dict[str, type[Form]] = {
    "forbid": Forbid,
    "limit": Limit,
    "ratio": Ratio,
    "require": Require,
    "prefer": Prefer,
    "order": Order,
    "rest": Rest,
    "keep": Keep,
    "rotate": Rotate,
    "onward": Onward,
    "linear": Linear,
}


CLAUSES = frozenset({"where", "of", "to", "then", "if_", "before", "after"})  # the fields of forms that hold one


class Rule(Struct, frozen=True):
    """A named statement about a program. `id` is `provider/name`; a `firm` one is soft, and holds in every week that can hold it: only
    where none can does it cost its weight; `where_in` narrows it to a block, slot or role;
    `each` repeats it with `$it` bound to every muscle group, pattern or family; `scope` says which templates, template families,
    goals and levels it is for (empty: all)."""

    id: str
    form: Form
    hard: bool = False
    because: str = ""
    source: str = ""
    weight: float = 1.0
    priority: int = 50
    where_in: Within = EMPTY
    each: str | None = None
    scope: Mapping[str, Any] = EMPTY
    firm: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.weight < inf:
            raise ValueError(f"rule {self.id}: a weight is a number from 0 on, not {self.weight}; to want less of something, use limit")


def clauses(form: Form) -> Iterator[Clause]:
    """Every `where:` clause in a form."""
    for name in form.__struct_fields__:
        value = getattr(form, name)
        if name == "terms":
            yield from (clause for clause, _ in value)
        elif name in CLAUSES and value is not None:
            yield value


def stands_in(where_in: Within, block: str, slot: str, role: str, days: Iterable[int]) -> bool:
    """Whether a place is one that `where_in` names: a `block`, a `slot`, a `role`, one of several `roles`, or of a session that is held
    on one of some `days` (1-7)."""
    have = {"block": block, "slot": slot, "role": role}
    for key, value in where_in.items():
        if key == "roles":
            fits = role in value
        elif key == "days":
            fits = any(day in value for day in days)
        else:
            fits = have[key] == value
        if not fits:
            return False
    return True


def forbid(where: Clause) -> Forbid:
    """No exercise that matches: `forbid(where(traits={"any": ["impact"]}))`."""
    return Forbid(where)


def limit(where: Clause, *, per: Per, **measure: tuple[float | None, float | None]) -> Limit:
    """`limit(where(...), exercises=(None, 1), per="session")`: exactly one measure with its (min, max)."""
    ((name, (low, high)),) = measure.items()
    if name not in ("exercises", "sets", "minutes", "exposures"):
        raise TypeError(f"unknown measure {name!r}: use exercises, sets, minutes or exposures")
    return Limit(where, name, per, low, high)  # type: ignore[arg-type]


def ratio(of: Clause, to: Clause, between: tuple[float, float], measure: Measure = "sets") -> Ratio:
    """Weekly `measure` of `of` between low and high times that of `to`."""
    return Ratio(of, to, between, measure)


def require(then: Clause, *, per: Per = "session", if_: Clause | None = None, min: float = 1) -> Require:
    """At least `min` of `then` a session (or week), where something matches `if_` or always."""
    return Require(then, per, if_, min)


def prefer(where: Clause, points: float) -> Prefer:
    """Each pick that matches scores `points`, -10 to 10."""
    return Prefer(where, points)


def order(before: Clause, after: Clause, within: int | Literal["next", "block", "session"] = "session") -> Order:
    """What matches `before` comes first: directly (`next`), within n items, in the block or the session."""
    return Order(before, after, within)


def rest(hours: int, *, where: Clause | None = None, muscles: tuple[str, ...] = ()) -> Rest:
    """At least `hours` between sessions that train what matches `where`, or each of `muscles`."""
    return Rest(hours, where, muscles)


def from_data(data: Mapping[str, Any], provider: str) -> Rule:
    """A rule from checked pack data, in a built-in form; `provider` is the pack's id."""
    form = FORMS[data["form"]]
    values: dict[str, Any] = {}
    for name in form.__struct_fields__:
        key = name.rstrip("_")
        if key in data:
            value = data[key]
            if key == "terms":
                value = tuple((t["where"], t["times"]) for t in value)
            values[name] = tuple(value) if isinstance(value, list) else value
    return stated(data, f"{provider}/{data['id']}", form(**values))


def stated(data: Mapping[str, Any], name: str, form: Form) -> Rule:
    """A form with what pack data says around it: how much it matters, where it applies, and why."""
    return Rule(
        name,
        form,
        hard=bool(data.get("hard", False)),
        firm=bool(data.get("firm", False)),
        because=data["because"],
        source=", ".join(data.get("sources", ())),
        weight=float(data.get("weight", 1.0)),
        priority=int(data.get("priority", 50)),
        where_in=data.get("in", EMPTY),
        each=data.get("each"),
        scope=data.get("scope", EMPTY),
    )
