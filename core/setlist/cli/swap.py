"""`setlist swap`: other exercises for a place of a program, and the program with one of them in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from setlist.cli.app import Talk
from setlist.cli.errors import DONE, GATE, INFEASIBLE, INPUT
from setlist.cli.layout import Lines, bullets, show, wrapped
from setlist.cli.listing import Row, emit, json_option
from setlist.cli.notices import notice, tell
from setlist.cli.plugin_options import plugin_options
from setlist.cli.usage import UsageProblem
from setlist.cli.writing import choose_outputs, output_options, write_outputs
from setlist.plaintext import plain

if TYPE_CHECKING:
    from setlist.planner.substitute import Place, Setting
    from setlist.planner.swap import Offer
    from setlist.program import Program

SHOWN = 10


@click.command()
@click.argument("program", type=click.Path(path_type=Path))
@click.argument("item", metavar="ITEM[@WEEK.SESSION]")
@click.option("--with", "other", metavar="EXERCISE", help="The exercise to take instead; without it the offers are listed.")
@click.option("-p", "--pack", "packs", multiple=True, metavar="FOLDER", help="The folder of a pack that is not installed. May be repeated.")
@json_option
@output_options
@plugin_options
@click.pass_obj
def command(talk: Talk, /, program: Path, item: str, other: str | None, packs: tuple[str, ...], as_json: bool, **options: Any) -> int:
    """Change one exercise of a program for another.

    Without --with it lists the exercises that keep every hard rule, the cheapest first: what each costs in points (below zero is a gain)
    and what it changes. ITEM is an id or a name; where it stands in several sessions, @2.1 means week 2, session 1. All weeks to come that
    have it in that session change.

    Exit codes: 0 done; 2 there is no such item or exercise; 3 a professional should be asked first; 4 nothing keeps every hard rule.
    """
    from setlist.cli.ahead import plugins_for, replanned
    from setlist.cli.outcome import refused_lines
    from setlist.cli.reading import read_program
    from setlist.hookspecs import Context
    from setlist.planner.substitute import NoPlace, setting
    from setlist.planner.swap import broken, offers
    from setlist.results import Refused

    if other and as_json:
        raise UsageProblem("--json lists the offers; with --with the program is written, in JSON with -f json or -o FILE.json")
    if not other and (options["files"] or options["formats"]):
        raise UsageProblem("-o and -f need --with: without it the offers are listed, and no program is written")
    document = read_program(program)
    plugins = plugins_for(document, program, options["no_plugin"], options["plugin"])
    found = replanned(talk, program, document, plugins, packs)
    context = Context(document.profile, found.catalog)
    outputs = choose_outputs(plugins, context, options["formats"], options["files"], options["in_full"]) if other else []
    if isinstance(found.plan, Refused):
        tell(refused_lines(found.plan, found.catalog))
        return GATE
    at = setting(found.plan)
    if broken(at, document):
        tell([f"{program}: it does not hold as it is, so nothing can be compared with it; `setlist check {program}` says why"])
        return INPUT
    try:
        place = _place(document, item)
        if other is None:
            return _listed(document, place, offers(at, document, place), as_json)
        chosen = _exercise(at, document, place, other)
        made = offers(at, document, place, [chosen])
        if not made:
            return _told(_hindrances(at, document, place, chosen))
    except NoPlace as error:
        raise UsageProblem(f"{program}: {error}; build the program again") from error
    notice(talk, plain(_summary(document, place, made[0])))
    write_outputs(made[0].program, outputs, with_health=options["with_health"], tell=lambda text: notice(talk, text))
    return DONE


def _place(program: Program, text: str) -> Place:
    """The place that is meant by `EXERCISE` or `EXERCISE@WEEK.SESSION`."""
    from setlist.cli.ahead import find_item
    from setlist.feedback.log import sessions
    from setlist.planner.substitute import places

    word, _, at = text.partition("@")
    there = sessions(program)
    names = {item.exercise: item.name for session in there.values() if not session.done for item in session.items}
    ref = find_item(word.strip(), program, names)
    found = places(program, ref)
    week, dot, number = at.partition(".")
    if at and not (dot and week.isdecimal() and number.isdecimal()):
        raise UsageProblem(f"after @ comes week.session, such as {word}@1.2, found {at[:20]!r}")
    if at:
        session = there.get((int(week), int(number)))
        hit = next((p for p in found if session is not None and p.session == session.id and int(week) in p.weeks), None)
        if hit is None:
            raise UsageProblem(f"{ref} is not to come in week {week}, session {number}; it is in {_where(program, found)}")
        return hit
    if len(found) > 1:
        raise UsageProblem(f"{ref} stands in several sessions; say which: {_where(program, found, word.strip() + '@')}")
    return found[0]


def _where(program: Program, found: Sequence[Place], before: str = "") -> str:
    from setlist.feedback.log import sessions

    spots = []
    for place in found:
        first = next((at, s) for at, s in sessions(program).items() if at[0] == place.weeks[0] and s.id == place.session and not s.done)
        spots.append(f"{before}{first[0][0]}.{first[0][1]} ({first[1].title})")
    return ", ".join(spots)


def _exercise(at: Setting, program: Program, place: Place, word: str) -> str:
    """The exercise that is to come instead. UsageProblem when there is none, or it is not for this place."""
    from setlist.cli.names import Unclear, find_exercise

    try:
        ref = find_exercise(word, at.plan.catalog)
    except Unclear as error:
        raise UsageProblem(str(error)) from error
    here = [s for w in program.weeks if w.number in place.weeks for s in w.sessions if s.id == place.session and not s.done]
    if any(item.exercise == ref for session in here for item in session.items):
        raise UsageProblem(f"{ref} is in that session already")
    return ref


def _hindrances(at: Setting, program: Program, place: Place, ref: str) -> Lines:
    """Why an exercise cannot stand in a place."""
    from setlist.cli.against import against as kept_out
    from setlist.planner.swap import against

    lines = [f"{text} [{rule}]" for rule, text in kept_out(at.plan, ref)]
    lines = lines or list(dict.fromkeys(f"{b.text} [{b.rule}]" for b in against(at, program, place, ref)))
    lines = lines or [f"{ref} is not what the slot is for, or no dose of it fits there (`setlist swap PROGRAM ITEM` lists what does)"]
    return [*wrapped(f"{ref} cannot take the place of {place.exercise}:"), *bullets(lines)]


def _told(lines: Lines) -> int:
    tell(lines)
    return INFEASIBLE


def _listed(program: Program, place: Place, found: Sequence[Offer], as_json: bool) -> int:
    if as_json:
        emit([_data(offer) for offer in found], (), as_json)
        return DONE
    if not found:
        return _told(wrapped(f"Nothing else keeps every hard rule in the place of {place.exercise}: everything but it stays as it is."))
    head = wrapped(f"Instead of {_name(program, place)}, {_span(place)}, everything else as it is:")
    more = [f"  and {len(found) - SHOWN} more (--json lists them all)"] if len(found) > SHOWN else []
    show(head, bullets(map(_words, found[:SHOWN])), more, wrapped("Take one with --with EXERCISE -o FILE.json."))
    return DONE


def _name(program: Program, place: Place) -> str:
    return next(i.name for w in program.weeks for s in w.sessions for i in s.items if i.exercise == place.exercise)


def _span(place: Place) -> str:
    first, last = place.weeks[0], place.weeks[-1]
    return f"week {first}" if first == last else f"weeks {first} to {last}"


def _words(offer: Offer) -> str:
    """An offer in a sentence or two: the cost, the dose, and what changes."""
    from setlist.feedback.log import planned_words

    before, after = offer.minutes
    sets = ", ".join(f"{muscle} {new - old:+g}" for muscle, old, new in offer.muscles)
    parts = [
        f"{offer.name} ({offer.exercise}) {_cost(offer)}: {planned_words(offer.item.dose)}",
        f"session {before:g} to {after:g} min" if before != after else "",
        f"sets a week: {sets}" if sets else "",
        f"needs {', '.join(offer.needs)}" if offer.needs else "",
        f"spares {', '.join(offer.spares)}" if offer.spares else "",
    ]
    return "; ".join(part for part in parts if part)


def _cost(offer: Offer) -> str:
    return f"costs {offer.cost:g} points" if offer.cost > 0 else f"gains {-offer.cost:g} points" if offer.cost < 0 else "costs nothing"


def _data(offer: Offer) -> Row:
    from setlist.program import to_data

    return {
        "exercise": offer.exercise,
        "name": offer.name,
        "cost": offer.cost,
        "gap": offer.program.certificate.gap,
        "dose": to_data(offer.item.dose),
        "minutes": {"before": offer.minutes[0], "after": offer.minutes[1]},
        "muscles": [{"muscle": muscle, "before": before, "after": after} for muscle, before, after in offer.muscles],
        "needs": list(offer.needs),
        "spares": list(offer.spares),
        "reasons": to_data(offer.item.reasons),
    }


def _summary(program: Program, place: Place, offer: Offer) -> str:
    return f"{offer.name} instead of {_name(program, place)}, {_span(place)}: {_cost(offer)}"
