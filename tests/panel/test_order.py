"""The order in which plugins are installed or given changes nothing of a program."""

from __future__ import annotations

from collections.abc import Iterable
from types import ModuleType

from setlist import Context, Program, Rule, Score, build, hookimpl, limit, where
from setlist.plugins import Plugins

from .measure import built_in, catalog_of, rendered
from .people import read_people


def likes(name: str, kind: str) -> ModuleType:
    """A plugin that gives points to a kind of exercise and wants some of it every week."""
    plugin = ModuleType(name)

    @hookimpl
    def setlist_scores(context: Context) -> Iterable[Score]:
        yield Score(f"{name}/points", lambda exercise: 2.0 * (exercise.kind == kind), because=f"{name} likes it")

    @hookimpl
    def setlist_rules(context: Context) -> Iterable[Rule]:
        yield Rule(f"{name}/some", limit(where(kind=kind), exercises=(1, None), per="week"), weight=3, because=f"{name} wants some")

    plugin.__dict__.update(setlist_scores=setlist_scores, setlist_rules=setlist_rules)
    return plugin


def text_with(plugins: Plugins) -> str:
    person = next(p for p in read_people() if p.name == "relief-15-1")
    made = build(person.profile, catalog_of(None), plugins)
    assert isinstance(made, Program)
    return rendered(made, "json", catalog_of(None))


def test_either_order_of_two_plugins_gives_the_same_bytes() -> None:
    first, second = ("aa", likes("aa", "stretch")), ("zz", likes("zz", "mobility"))
    forwards = text_with(built_in().plus(first, second))
    assert forwards == text_with(built_in().plus(second).plus(first))
    assert forwards != text_with(built_in())  # the two do take part
