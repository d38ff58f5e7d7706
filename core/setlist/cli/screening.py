"""One screen of health questions before a program: the emergency signs as one question, then what goal and conditions ask for.

Everything is asked on stderr, and only on a terminal. What was answered before is not asked again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import redirect_stdout
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click
from msgspec.structs import replace

from setlist.cli.health import EMERGENCY
from setlist.cli.layout import Lines, wrapped
from setlist.cli.notices import tell

if TYPE_CHECKING:
    from setlist.model import Catalog, Question
    from setlist.profile import Profile

NONE = ("n", "no", "none", "0")
URGENCIES = ("emergency", "urgent", "soon", "routine")
YES, NO = ("y", "yes"), ("n", "no")
T = TypeVar("T")


def interactive() -> bool:
    """Whether there is a person to ask."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def screen(profile: Profile, catalog: Catalog) -> Profile:
    """The profile with the answers of the person at the terminal, and with the conditions that they mean.

    After a yes to an emergency sign nothing more is asked: there will be no program. Raises click.Abort when they leave.
    """
    profile = screen_emergencies(profile, catalog)
    return profile if _stopped(profile, catalog) else screen_details(profile, catalog)


def screen_emergencies(profile: Profile, catalog: Catalog) -> Profile:
    """The one yes or no over the emergency signs, and which of them it is."""
    questions = _urgent_first(q for q in catalog.questions.values() if EMERGENCY in q.sets)
    if EMERGENCY in profile.screening or all(q.id in profile.screening for q in questions) or _stopped(profile, catalog):
        return profile
    tell(["Before you start: does any of these fit you today?", "", *_numbered(questions), ""])
    if not ask("Does any of these fit you? [y/n]", _yes_no):
        return _answered(profile, {EMERGENCY: False})
    chosen = ask("Which ones? Their numbers, or Enter when you are not sure", partial(_numbers, most=len(questions), empty=True))
    return _answered(profile, {questions[n].id: True for n in chosen} or {EMERGENCY: True})


def screen_details(profile: Profile, catalog: Catalog) -> Profile:
    """The questions that goal and conditions need, for as long as an answer brings a condition with more of them."""
    while questions := open_questions(profile, catalog):
        tell(["", "And which of these fit you?", "", *_numbered(questions), ""])
        chosen = ask("Their numbers, or n for none", partial(_numbers, most=len(questions)))
        profile = _answered(profile, {q.id: n in chosen for n, q in enumerate(questions)})
        profile = _with_conditions(profile, [questions[n] for n in chosen])
    return profile


def open_questions(profile: Profile, catalog: Catalog) -> list[Question]:
    """Yes-or-no questions that the goal and the conditions need and that nobody has answered; those of the emergency list are."""
    sets = needed_sets(profile, catalog)
    return _urgent_first(
        q
        for q in catalog.questions.values()
        if not sets.isdisjoint(q.sets)
        and EMERGENCY not in q.sets
        and q.answers == "yes-no"
        and q.id not in profile.screening
        and _concerns(q, profile)
    )


def needed_sets(profile: Profile, catalog: Catalog) -> set[str]:
    """The question sets of the goal, of the named conditions and what those may turn into, and of what comes with level or age."""
    goal = catalog.vocabulary.terms.get("goals", {}).get(profile.goal)
    sets = set(goal.data.get("screens", ())) if goal is not None else set()
    names = [c.id for c in profile.conditions]
    for condition in catalog.conditions.values():
        old = condition.applies_min_age is not None and profile.age is not None and profile.age >= condition.applies_min_age
        if profile.level in condition.applies_levels or old:
            names.append(condition.id)
    for name in names:
        if name in catalog.conditions:
            sets.update(catalog.conditions[name].screens)
            names += [to for e in catalog.conditions[name].resolves if (to := str(e["to"])) not in names]
    return sets


def _urgent_first(questions: Iterable[Question]) -> list[Question]:
    return sorted(questions, key=lambda q: URGENCIES.index(q.urgency))


def _concerns(question: Question, profile: Profile) -> bool:
    conditions, goals = question.needs.get("conditions"), question.needs.get("goals")
    if not conditions and not goals:
        return True
    return profile.goal in (goals or ()) or any(c.id in (conditions or ()) for c in profile.conditions)


def _stopped(profile: Profile, catalog: Catalog) -> bool:
    signs = {EMERGENCY, *(q.id for q in catalog.questions.values() if EMERGENCY in q.sets)}
    return any(answer is True for name, answer in profile.screening.items() if name in signs)


def _answered(profile: Profile, answers: Mapping[str, Any]) -> Profile:
    return replace(profile, screening={**profile.screening, **answers})


def _with_conditions(profile: Profile, yes: Iterable[Question]) -> Profile:
    """A yes that means a condition brings what that condition rules out."""
    from setlist.profile import HasCondition

    have = [c.id for c in profile.conditions]
    more = [q.adds_condition for q in yes if q.adds_condition and q.adds_condition not in have]
    return replace(profile, conditions=(*profile.conditions, *map(HasCondition, dict.fromkeys(more))))


def _numbered(questions: Sequence[Question]) -> Lines:
    return [line for n, q in enumerate(questions, 1) for line in wrapped(q.ask, f"{n:4}. ", " " * 6)]


def _yes_no(text: str) -> bool:
    if text not in (*YES, *NO):
        raise click.BadParameter("please answer y or n")
    return text in YES


def _numbers(text: str, most: int, *, empty: bool = False) -> list[int]:
    """Numbers of a list, from 0: of `1, 4` 0 and 3."""
    words = text.replace(",", " ").split()
    if (empty and not words) or (len(words) == 1 and words[0] in NONE):
        return []
    if not words or not all(word.isdigit() and 1 <= int(word) <= most for word in words):
        raise click.BadParameter(f"please answer with numbers from 1 to {most}" + ("" if empty else ", or n for none"))
    return sorted({int(word) - 1 for word in words})


def ask(question: str, read: Callable[[str], T], default: str | None = None) -> T:
    """Ask on stderr until `read` makes something of the answer; what it raises as click.BadParameter is shown. Raises click.Abort."""
    with redirect_stdout(sys.stderr):  # a prompt is no part of the output
        answer: T = click.prompt(
            question, default=default or "", show_default=default is not None, value_proc=lambda text: read(text.strip().lower())
        )
    return answer
