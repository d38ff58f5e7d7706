"""What a rule says of a finished week: by how much it is missed, and what the week scores. Reads programs, never columns or rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor
from typing import Any

from msgspec.structs import replace

from setlist.model import EMPTY, Catalog, Template
from setlist.planner.held import Held, Matcher, Placed, held
from setlist.program import Week
from setlist.rules import Forbid, Keep, Limit, Linear, Onward, Order, Prefer, Ratio, Require, Rest, Rotate, Rule

Place = Mapping[str, Any]  # where a rule applies
Missed = list[tuple[str, float]]  # (where, by how much)
DAY_H = 24
GROWING = ("sets", "minutes")  # measures that a deload week lowers


def missed(rule: Rule, around: Held, before: Held | None = None) -> Missed:
    """By how much a rule is missed in a week, in each period it speaks of; nothing for what only scores. `before` is the week before."""
    form = rule.form
    if isinstance(form, Limit) and around.empty(form.where) and (form.min or 0) <= 0 <= (form.max or 0):
        return []  # most rules are limits on what is not there
    inside = [p for p in around.placed if _inside(p, rule.where_in)]
    if isinstance(form, Forbid):
        return [(f"day {p.day}, {p.item.exercise}", 1.0) for p in inside if p.exercise.ref in around.matching(form.where)]
    if isinstance(form, Limit):
        return [(text, _outside(value, form.min, form.max, around.deload)) for text, value in limit_values(form, around, rule.where_in)]
    if isinstance(form, Linear):
        return _linear(form, around, rule.where_in)
    if isinstance(form, Ratio):
        return _ratio(form, around, inside)
    if isinstance(form, Require):
        return _require(form, around, rule.where_in)
    if isinstance(form, Rest):
        return _rest(form, around, inside)
    if isinstance(form, Order):
        return _order(form, around, inside)
    if isinstance(form, (Keep, Rotate)):
        return [] if before is None else _continuity(form, around, before, rule.where_in)
    if isinstance(form, Onward):
        return [] if before is None else _onward(form, around, before, rule.where_in)
    return []


def limit_values(form: Limit, around: Held, where: Place = EMPTY) -> Missed:
    """The measure that a limit speaks of in each of its periods."""
    return [(text, around.total(form.where, form.measure, group)) for text, group in _groups(form.per, around, where)]


def score(
    week: Week,
    catalog: Catalog,
    template: Template,
    minutes: int,
    rules: Iterable[Rule],
    points: Mapping[str, float],
    matching: Matcher | None = None,
) -> float:
    """The points of a first week: what the search maximised, ties aside. `points` are those of score functions, by exercise.

    A session that is held on several days counts once, as it was chosen once; what rules say of the week or of days counts all of them.
    A soft rule earns its weight for each unit up to its minimum and loses it for each unit by which it is missed. `matching` is one that
    knows the week's exercises, where many weeks are scored.
    """
    around = held(week, catalog, template, minutes, matching or Matcher(catalog))
    once = _once(around)
    total = sum(points.get(p.exercise.ref, 0.0) for p in once.placed)
    for rule in rules:
        form = rule.form
        if isinstance(form, Prefer):
            likes = around.matching(form.where)
            total += form.points * sum(1 for p in once.placed if _inside(p, rule.where_in) and p.exercise.ref in likes)
        elif not rule.hard and not isinstance(form, Order):  # the score is of the selection, not of its order
            by_session = isinstance(form, Forbid) or getattr(form, "per", "week") in ("session", "block", "slot")
            misses = missed(rule, once if by_session else around)
            earned = 0.0 if isinstance(form, Require) and form.if_ is not None else max(getattr(form, "min", None) or 0.0, 0.0)
            total += rule.weight * sum(earned - amount for _, amount in misses)
    return total + _shares(once, template, minutes)


def _once(around: Held) -> Held:
    """The week with each of its sessions once."""
    ids = [s.id for s in around.week.sessions]
    first = {ids.index(name) for name in ids}
    return replace(
        around, placed=tuple(p for p in around.placed if p.session in first), spots=tuple(s for s in around.spots if s.session in first)
    )


def _shares(once: Held, template: Template, minutes: int) -> float:
    """Blocks that say what part of the session they take: a point a minute up to the least, less a point a minute outside."""
    total = 0.0
    for s, name in dict.fromkeys((spot.session, spot.block) for spot in once.spots):
        block = next(b for b in template.sessions[once.week.sessions[s].id].blocks if b.id == name)
        if block.share is not None:
            low, high = (part / 100 * minutes for part in block.share)
            have = sum(p.item.minutes for p in once.placed if (p.session, p.block) == (s, name))
            total += low - max(0.0, low - have) - max(0.0, have - high)
    return total


def _inside(p: Placed, where: Place) -> bool:
    return not where or _named(where, p.block, p.item.slot, p.item.role, p.day)


def _named(where: Place, block: str, slot: str, role: str, day: int) -> bool:
    """Whether a rule speaks of a place: each key must fit, `roles` and `days` by one of several."""
    return (
        where.get("block", block) == block
        and where.get("slot", slot) == slot
        and where.get("role", role) == role
        and role in where.get("roles", (role,))
        and day in where.get("days", (day,))
    )


def _outside(value: float, low: float | None, high: float | None, deload: bool) -> float:
    under = 0.0 if low is None or deload else max(0.0, low - value)
    return under + (0.0 if high is None else max(0.0, value - high))


def _groups(per: str, around: Held, where: Place) -> list[tuple[str, list[Placed]]]:
    """The items of each period a rule speaks of, empty ones too; of blocks and slots those that `where` names."""
    week, inside = around.week, [p for p in around.placed if _inside(p, where)]
    if per == "week":
        return [("the week", inside)]
    days = [s.day for s in week.sessions]
    if per == "session":
        seen = dict.fromkeys(s.session for s in around.spots)
        return [(f"day {days[s]}", [p for p in inside if p.session == s]) for s in seen]
    spots = [s for s in around.spots if _named(where, s.block, s.slot, s.role, days[s.session])]
    if per == "block":
        blocks = dict.fromkeys((s.session, s.block) for s in spots)
        return [(f"day {days[s]}, {b}", [p for p in inside if (p.session, p.block) == (s, b)]) for s, b in blocks]
    if per == "slot":
        return [
            (
                f"day {days[s.session]}, {s.block}, {s.slot}",
                [p for p in inside if (p.session, p.block, p.item.slot) == (s.session, s.block, s.slot)],
            )
            for s in spots
        ]
    pairs = [(a, b) for a in days for b in days if b - a == 1 or a - b == 6]
    return [(f"days {a} and {b}", [p for p in inside if p.day in (a, b)]) for a, b in pairs]


def _linear(form: Linear, around: Held, where: Place) -> Missed:
    """In a deload week a difference of sets or minutes means little: each is rounded down by itself."""
    if around.deload and form.measure in GROWING and any(times < 0 for _, times in form.terms):
        return []
    out = []
    for text, group in _groups(form.per, around, where):
        value = sum(times * around.total(clause, form.measure, group) for clause, times in form.terms)
        out.append((text, _outside(value, form.min, form.max, around.deload)))
    return out


def _ratio(form: Ratio, around: Held, inside: Sequence[Placed]) -> Missed:
    if around.deload and form.measure in GROWING:
        return []
    of, to = (around.total(clause, form.measure, inside) for clause in (form.of, form.to))
    return [("the week", max(0.0, form.between[0] * to - of)), ("the week", max(0.0, of - form.between[1] * to))]


def _require(form: Require, around: Held, where: Place) -> Missed:
    causes = frozenset() if form.if_ is None else around.matching(form.if_)
    whole = dict(_groups(form.per, replace(around, placed=tuple(p for p in around.placed if p.exercise.ref in causes)), EMPTY))
    out = []
    for text, group in _groups(form.per, around, where):
        if form.if_ is None or whole[text]:
            out.append((text, max(0.0, form.min - around.total(form.then, "exercises", group))))
    return out


def _rest(form: Rest, around: Held, inside: Sequence[Placed]) -> Missed:
    """Every two sessions of a week that comes again and again, the shorter way and the longer way round."""
    trained: Iterable[tuple[str, set[int]]]
    if form.where is not None:
        trained = [("", {p.day for p in inside if p.exercise.ref in around.matching(form.where)})]
    else:
        muscles = around.matching.catalog.vocabulary.muscles
        trained = [(f" ({m})", {p.day for p in inside if set(muscles(m)) & set(p.exercise.primary)}) for m in form.muscles]
    out = []
    for what, days in trained:
        pairs = [(a, b) for a in days for b in days if a < b]
        gaps = sorted([(a, b, b - a) for a, b in pairs] + [(b, a, a + 7 - b) for a, b in pairs])
        out += [(f"days {a} and {b}{what}", 1.0) for a, b, apart in gaps if apart * DAY_H < form.hours]
    return out


def _order(form: Order, around: Held, inside: Sequence[Placed]) -> Missed:
    first, second = around.matching(form.before), around.matching(form.after)
    out = []
    for s, session in enumerate(around.week.sessions):
        line = [p for p in inside if p.session == s]
        early = [n for n, p in enumerate(line) if p.exercise.ref in first - second]
        late = [n for n, p in enumerate(line) if p.exercise.ref in second - first]
        pairs = [(a, b) for a in early for b in late if form.within != "block" or line[a].block == line[b].block]
        wrong = any(a > b for a, b in pairs)
        split = form.within == "next" and bool(pairs) and min(late) != max(early) + 1
        far = isinstance(form.within, int) and bool(pairs) and max(late) - min(early) > form.within
        if wrong or split or far:
            out.append((f"day {session.day}", 1.0))
    return out


NEAR = 1e-6  # shares of whole picks, in floating point


def _continuity(form: Keep | Rotate, around: Held, before: Held, where: Place) -> Missed:
    """How many of the week before came back: all of them within a cycle, and from cycle to cycle what was chosen anew."""
    if form.every == "cycle" and around.week.cycle == before.week.cycle:
        return []

    def picks(of: Held) -> set[tuple[str, str]]:
        here = (p for p in of.placed if _inside(p, where) and p.exercise.ref in of.matching(form.where))
        return {(of.week.sessions[p.session].id, p.exercise.ref) for p in here}

    old = picks(before)
    back = len(old & picks(around))
    if isinstance(form, Keep):
        return [("from the week before", max(0.0, ceil(form.share * len(old) - NEAR) - back))]
    return [("from the week before", max(0.0, back - floor((1 - form.share) * len(old) + NEAR)))]


def _onward(form: Onward, around: Held, before: Held, where: Place) -> Missed:
    """What is easier than what its session held in the cycle before, and was not in it itself."""
    if around.week.cycle == before.week.cycle:
        return []
    old: dict[str, set[str]] = {}
    for p in (p for p in before.placed if _inside(p, where)):
        old.setdefault(before.week.sessions[p.session].id, set()).add(p.exercise.ref)
    catalog = around.matching.catalog
    easier = {session: frozenset[str]().union(*map(catalog.easier_than, refs)) - refs for session, refs in old.items()}
    wanted, sessions = around.matching(form.where), around.week.sessions
    here = {(sessions[p.session].id, p.exercise.ref) for p in around.placed if _inside(p, where) and p.exercise.ref in wanted}
    return [(f"{session}, {ref}", 1.0) for session, ref in sorted(here) if ref in easier.get(session, ())]
