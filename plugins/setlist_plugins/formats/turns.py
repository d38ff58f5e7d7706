"""How a part of a session is done, in words: who takes turns, how many rounds, what comes between."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from setlist import BlockPlan, Dose, Item, round_rest
from setlist_plugins.formats.wording import counted, seconds_words

TO_FIVE_S = 5  # a rest is told in steps that a clock shows


def how_words(block: BlockPlan) -> Iterator[str]:
    """Sentences such as 'A1/A2 back to back, then rest 60 s.'; nothing for one set after the other."""
    rounds = f"{counted(block.rounds, 'round')} of" if block.rounds else ""
    if block.style == "superset":
        yield from (_superset(items) for items in _groups(block))
    elif block.style == "circuit":
        rest = _rest([item for item in block.items if item.group], block.style) if block.rounds != 1 else ""
        yield f"{rounds or 'Round after round of'} these, one straight after the other{rest}."
        return
    elif block.style == "flow":
        if all(item.dose.sets == (block.rounds or 1) and item.dose.minutes is None for item in block.items):
            yield "Flow: one breath from pose to pose."
    elif block.style == "interval":
        turns = block.interval
        yield f"{seconds_words(turns.work_s)} work, {seconds_words(turns.rest_s)} rest, by turns." if turns else "Work and rest by turns."
    if rounds:
        yield f"{rounds} these."


def dose_in(block: BlockPlan, item: Item) -> Dose:
    """The dose as its line tells it: what is said of all that take turns is left out. In a circuit it is that of one round."""
    if item.group is None:
        return item.dose
    return replace(item.dose, rest_s=None, sets=1 if block.style == "circuit" and block.rounds else item.dose.sets)


def _groups(block: BlockPlan) -> list[list[Item]]:
    found: dict[str, list[Item]] = {}
    for item in block.items:
        if item.group:
            found.setdefault(item.group.rstrip("0123456789"), []).append(item)
    return [items for items in found.values() if len(items) > 1]


def _superset(items: list[Item]) -> str:
    rest = _rest(items, "superset") if any(item.dose.sets > 1 for item in items) else ""
    return f"{'/'.join(item.group or '' for item in items)} back to back{rest}."


def _rest(items: list[Item], style: str) -> str:
    """', then rest 60 s', rounded up so that nobody rests less than was planned."""
    rest = -(-round_rest([item.dose for item in items], style) // TO_FIVE_S) * TO_FIVE_S if items else 0
    return f", then rest {seconds_words(rest)}" if rest else ""
