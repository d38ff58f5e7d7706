"""What could be picked: a column for every (session, slot, exercise, option) that equipment, level, rules and safety allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil, floor
from typing import Any
from zlib import crc32

from msgspec import Struct
from msgspec.structs import replace

from setlist.model import Block, Catalog, Dose, DoseRange, Exercise, Level, Range, Session, Slot, Template
from setlist.planner import progress, times
from setlist.safety import Judgement

TIE = 1e-3  # how much of a point the seed may move: less than any rule says
MOST_MINUTE_OPTIONS = 8


Options = tuple[tuple[tuple[Dose, ...], tuple[float, ...]], ...]  # (doses by week, minutes by week) for each option
Known = dict[tuple[DoseRange, bool, float, str, str, int], Options]  # by what they follow from: many exercises share them


class Column(Struct, frozen=True, gc=False):
    """One thing that could be picked. `minutes[w]` and `doses[w]` are those of week w of the cycle (the deload last)."""

    session: int
    place: int
    exercise: Exercise
    doses: tuple[Dose, ...]
    minutes: tuple[float, ...]

    @property
    def sets(self) -> int:
        return self.doses[0].sets


class Place(Struct, frozen=True):
    """A slot of a session, with its count scaled to the minutes asked for."""

    session: int
    block: int
    slot: Slot
    count: tuple[int, int]


class Frame(Struct, frozen=True):
    """The shape of a week: the distinct sessions, the days of each, blocks that take part, and the places to fill."""

    sessions: tuple[Session, ...]
    days: tuple[tuple[int, ...], ...]
    blocks: tuple[tuple[Block, ...], ...]
    places: tuple[Place, ...]
    minutes: int


class Growth(Struct, frozen=True):
    """How doses grow: the weeks of a cycle, the deload, the progression of a role, the doses kept lifts start from, the level that effort
    begins at, and how many of the cycle's weeks the program still has (None: all)."""

    weeks: int
    deload: Mapping[str, object] | None
    step: Callable[[str, Dose], progress.Step]
    starts: Mapping[str, Dose]
    level: Level = "beginner"
    ahead: int | None = None

    @property
    def held(self) -> int:
        return self.weeks if self.ahead is None else min(self.weeks, self.ahead)


def frame(template: Template, days: tuple[int, ...], minutes: int) -> Frame:
    """The frame of a week whose sessions fall on `days` (1-7)."""
    ids = template.week[min(len(days), len(template.week)) - 1]
    order = list(dict.fromkeys(ids))
    on: dict[str, list[int]] = {name: [] for name in order}
    for i, day in enumerate(days):
        on[ids[i % len(ids)]].append(day)
    sessions = tuple(template.sessions[name] for name in order)
    blocks = tuple(tuple(settled(b, minutes) for b in s.blocks if minutes >= b.from_minutes) for s in sessions)
    places = [
        Place(i, j, slot, scale(slot.count, minutes, always=slot.always))
        for i, parts in enumerate(blocks)
        for j, block in enumerate(parts)
        for slot in block.slots
    ]
    return Frame(sessions, tuple(tuple(on[name]) for name in order), blocks, tuple(places), minutes)


def settled(block: Block, minutes: int) -> Block:
    """A block as it is done in a session of so many minutes; where it has room for one exercise only, nothing takes turns."""
    block = block.lasting(minutes)
    alone = block.per_30 is not None and per_30(block.per_30, minutes)[1] < 2
    return in_straight_sets(block) if alone else block


def in_straight_sets(block: Block) -> Block:
    """The block without anybody taking turns, and so without rounds."""
    return replace(block, style="straight", rounds=None) if block.style in times.REST_SHARE else block


def straight(shape: Frame) -> Frame:
    """The frame with straight sets where picks would take turns; the same one where none do."""
    if not any(block.style in times.REST_SHARE for blocks in shape.blocks for block in blocks):
        return shape
    return replace(shape, blocks=tuple(tuple(in_straight_sets(b) for b in blocks) for blocks in shape.blocks))


def scale(count: tuple[int, int], minutes: int, *, always: bool = False) -> tuple[int, int]:
    """A slot's count, written for 30 minutes: shorter sessions may take fewer, unless it is `always` there, and longer ones more."""
    share = minutes / 30
    return count[0] if always else floor(count[0] * min(1.0, share)), ceil(count[1] * max(1.0, share))


def per_30(bounds: tuple[int, int], minutes: int) -> tuple[int, int]:
    """A block's count per 30 minutes as whole numbers for this session; at least one exercise, and never an empty range."""
    low, high = -(-bounds[0] * minutes // 30), bounds[1] * minutes // 30
    if low > high:
        low = high = max(1, round((bounds[0] + bounds[1]) * minutes / 60))
    return low, max(high, 1)


def mixed(seed: int, *parts: str) -> int:
    """What `tie` begins with: the seed and where a column stands."""
    return crc32("\x00".join((str(seed), *parts)).encode())


def tie(begun: int, *parts: str) -> float:
    """A number in [0, TIE) that depends on the seed and the parts alone: breaks ties the same way everywhere."""
    return TIE * crc32("\x00".join(("", *parts)).encode(), begun) / 2**32


def columns(
    shape: Frame,
    catalog: Catalog,
    judgements: Mapping[str, Judgement],
    admissible: Mapping[str, Exercise],
    growth: Growth,
    known: Known,
) -> list[Column]:
    """Every column, place by place, in a fixed order. `admissible` holds the exercises that rules and safety leave; `judgements` their
    doses. `known` keeps options from one cycle to the next."""
    index = catalog.index
    allowed = index.only(admissible)
    out: list[Column] = []
    matches: dict[int, list[Exercise]] = {}
    for number, place in enumerate(shape.places):
        slot, block = place.slot, shape.blocks[place.session][place.block]
        if id(slot) not in matches:
            fits = allowed & index.bits(slot.where) & index.having("roles", (slot.role,))
            matches[id(slot)] = [index.exercises[k] for k in index.numbers(fits)]
        for exercise in matches[id(slot)]:
            found = options(exercise, slot, block, judgements[exercise.ref], catalog, growth, shape.minutes, known)
            out += [Column(place.session, number, exercise, doses, minutes) for doses, minutes in found]
    return out


def options(
    exercise: Exercise,
    slot: Slot,
    block: Block,
    judgement: Judgement,
    catalog: Catalog,
    growth: Growth,
    session_minutes: int,
    known: Known | None = None,
) -> Options:
    """The (doses by week, minutes by week) an exercise can be taken at in a slot: one for each number of sets, or of minutes.

    In a block of rounds a set is done each round, so that rounds never multiply what safety allows.
    """
    allowed = judgement.dose
    if allowed is not None and slot.dose is not None:
        allowed = narrow(allowed, slot.dose)
    if allowed is not None and block.rounds is not None:
        allowed = in_rounds(allowed, block.rounds)
    if allowed is None:
        return ()
    setup = times.setup_seconds(exercise, catalog.vocabulary)
    how = times.manner(block.style, times.takes_turns(block.style, slot.role))
    sided, last = exercise.sides != "none", growth.starts.get(exercise.ref)
    if known is None or last is not None:
        return _options(allowed, sided, setup, slot.role, how, growth, session_minutes, last)
    key = (allowed, sided, setup, slot.role, how, growth.held)
    if key not in known:
        known[key] = _options(allowed, sided, setup, slot.role, how, growth, session_minutes, None)
    return known[key]


def _options(
    allowed: DoseRange, sided: bool, setup: float, role: str, how: str, growth: Growth, session_minutes: int, last: Dose | None
) -> Options:
    """The options of whatever has such a dose; a kept exercise goes on from its `last` one."""
    allowed = progress.warming_up(allowed, session_minutes) if role == "warm-up" else progress.spared(allowed, growth.level)
    found = []
    for sets in range(progress.fewest_sets(allowed, last, role), allowed.sets[1] + 1):
        for minutes in minute_options(allowed, session_minutes):
            start = replace(progress.start_dose(allowed, sets, minutes=minutes, level=growth.level), per_side=sided)
            if last is not None:
                start = progress.clamp(resume(last, start), allowed)
            doses = progress.weekly(start, allowed, growth.step(role, start), growth.weeks, growth.deload, growth.held, role=role)
            lasts = {dose: round(times.item_minutes(dose, setup, how), 2) for dose in dict.fromkeys(doses)}
            found.append((doses, tuple(lasts[dose] for dose in doses)))
    return tuple(found)


def in_rounds(allowed: DoseRange, rounds: Range) -> DoseRange | None:
    """The dose with as many sets as a block has rounds; None where that is more or fewer than allowed."""
    low, high = max(allowed.sets[0], rounds[0]), min(allowed.sets[1], rounds[1])
    return replace(allowed, sets=(low, high)) if low <= high else None


def resume(last: Dose, start: Dose) -> Dose:
    """The start of a kept exercise: as far as it had come, with the sets or minutes of this option."""
    return replace(last, sets=start.sets, minutes=start.minutes, rest_s=start.rest_s, rir=start.rir)


def minute_options(allowed: DoseRange, session_minutes: int) -> list[int | None]:
    """The minutes to choose from for what is dosed in minutes; [None] for everything else."""
    if allowed.minutes is None:
        return [None]
    options: list[int | None] = []
    low, high = allowed.minutes[0], min(allowed.minutes[1], max(allowed.minutes[0], session_minutes))
    spread = high - low
    if spread < MOST_MINUTE_OPTIONS:
        options += range(low, high + 1)
    else:
        options += sorted({low + round(spread * i / (MOST_MINUTE_OPTIONS - 1)) for i in range(MOST_MINUTE_OPTIONS)})
    return options


def narrow(allowed: DoseRange, asked: DoseRange) -> DoseRange | None:
    """A slot's dose inside what is allowed: where both speak the overlap counts; None when there is none."""
    values: dict[str, Any] = {}
    for field in ("sets", "reps", "hold_s", "breaths", "minutes", "distance_m", "rest_s", "rir"):
        have, want = getattr(allowed, field), getattr(asked, field)
        if want is None or have is None or (field == "sets" and want == (1, 1)):
            continue
        low, high = max(have[0], want[0]), min(have[1], want[1])
        if low > high:
            if field in ("rest_s", "rir"):
                continue
            return None
        values[field] = (low, high)
    return replace(allowed, **values)
