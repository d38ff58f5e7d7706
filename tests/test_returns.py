"""What hooks return, and what the functions in it do later."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

import pytest

from plugin_sources import CONTEXT, SCORE, SWING, plugin
from setlist import Dose, Exercise, Finding, Gate, Profile, SafetyFilter, Score, hookimpl
from setlist.hookspecs import Context, Imported, Importer, Progression
from setlist.plugins import PluginConflict, PluginFailure, Plugins
from setlist.problems import InputError, Problem


def failing(hook: str, body: str) -> PluginFailure:
    source = f"from setlist import *\n@hookimpl\ndef {hook}(context):\n" + textwrap.indent(textwrap.dedent(body).strip(), "    ")
    with pytest.raises(PluginFailure) as caught:
        Plugins.of(("acme", plugin(source))).collect(hook, CONTEXT)
    assert caught.value.hook == hook
    return caught.value


def test_a_hook_that_raises_while_it_is_consumed_is_named_with_its_line() -> None:
    failure = failing("setlist_scores", "yield Score('a', lambda e: 1)\nraise ValueError('two\\nlines')")
    assert str(failure) == (
        "plugin acme (given to the program) failed in setlist_scores at given_plugin.py:5: "
        "ValueError: two lines (--no-plugin acme leaves it out)"
    )


def test_the_line_named_is_the_plugins_and_not_that_of_a_library_it_calls() -> None:
    assert failing("setlist_rules", "import json\njson.loads('{')").place == "given_plugin.py:5"


@pytest.mark.parametrize(
    ("hook", "body", "message"),
    [
        ("setlist_safety_filters", "SafetyFilter('a')", "returned None, expected several SafetyFilter: yield them or return a list"),
        ("setlist_scores", "return Score('a', len)", "returned Score Score(name='a'"),
        ("setlist_scores", "return 'abc'", "returned str 'abc', expected several Score"),
        ("setlist_rules", "yield 1\nyield 2", "gave int 1, expected Rule"),
        ("setlist_formats", "yield Format('', str)", "named '': a name is printable text"),
        ("setlist_formats", "yield Format('a\\x1b[2J', str)", "a name is printable text"),
        (
            "setlist_rules",
            "yield Rule('a/b', limit(where(famly='swing'), exercises=(None, 1), per='session'))",
            "plugin acme (given to the program) failed in setlist_rules at given_plugin.py:2: "
            "the rule a/b cannot be read: a clause has no key 'famly'; did you mean 'family'?",
        ),
        (
            "setlist_rules",
            "yield Rule('a/b', order(where(), where(any_of=[where(kind='rest'), where(not_={'x': 1})])))",
            "no key 'x'; use all, any",
        ),
        (
            "setlist_rules",
            "yield Rule('a/b', ratio(where(traits={'an': ['impact']}), where(), (1, 2)))",
            "traits has no test 'an'; did you mean 'any'?",
        ),
        ("setlist_rules", "yield Rule('a/b', forbid(where(traits='impact')))", "traits cannot be 'impact'"),
        ("setlist_rules", "yield Rule('a/b', forbid(where(level={'max': 'expert'})))", "level cannot be {'max': 'expert'}"),
        ("setlist_rules", "yield Rule('a/b', prefer('family', 1))", "a clause is a mapping such as where(kind='strength'), not 'family'"),
        ("setlist_safety_filters", "yield SafetyFilter('a', judge=None)", "judge of SafetyFilter 'a' is None, expected a function"),
    ],
)
def test_what_is_not_what_the_hook_returns_is_an_error(hook: str, body: str, message: str) -> None:
    source = f"from setlist import *\n@hookimpl\ndef {hook}(context):\n" + textwrap.indent(body, "    ")
    _, (failure,) = Plugins.of(("acme", plugin(source))).attempt(hook, CONTEXT)
    assert message in str(failure)


def test_a_wrong_item_is_named_with_the_line_of_its_yield() -> None:
    assert failing("setlist_rules", "yield from ()\n\nyield 'x'").place == "given_plugin.py:6"


def test_two_plugins_with_one_item_name_are_both_named() -> None:
    a, b = (plugin(SCORE.format(name="heavy"), name) for name in ("a", "b"))
    with pytest.raises(
        PluginConflict, match=r"plugins a \(.*\) and b \(.*\) both give the Score 'heavy' in setlist_scores \(--no-plugin a or --no"
    ):
        Plugins.of(("a", a), ("b", b)).collect("setlist_scores", CONTEXT)


def test_one_plugin_with_an_item_name_twice_is_named() -> None:
    twice = SCORE.format(name="heavy") + "        yield Score('heavy', len)\n"
    with pytest.raises(PluginConflict, match=r"plugin a \(.*\) gives the Score 'heavy' twice"):
        Plugins.of(("a", plugin(twice))).collect("setlist_scores", CONTEXT)


# What the items' functions do later


class Acme:
    """A plugin whose items hold the given functions."""

    def __init__(self, **functions: Any) -> None:
        self.functions = functions

    @hookimpl
    def setlist_safety_filters(self, context: Context) -> list[SafetyFilter]:
        return [SafetyFilter("acme/filter", self.functions.get("judge", lambda e, d: ()), self.functions.get("gates"))]

    @hookimpl
    def setlist_scores(self, context: Context) -> list[Score]:
        return [Score("acme/score", self.functions.get("score", lambda e: 0))]

    @hookimpl
    def setlist_progressions(self, context: Context) -> list[Progression]:
        return [Progression("acme", self.functions.get("dose", lambda start, top, week, weeks: start))]

    @hookimpl
    def setlist_importers(self, context: Context) -> list[Importer]:
        return [Importer("acme", self.functions.get("load", lambda path: Imported({})))]


def item_of(hook: str, **functions: Any) -> Any:
    ((_, item),) = Plugins.of(("acme", Acme(**functions))).collect(hook, CONTEXT)
    return item


def test_a_filter_that_raises_later_is_still_named() -> None:
    def judge(exercise: Exercise, dose: Dose) -> Any:
        yield Finding("caution", trait="ballistic")
        raise KeyError("knees")

    with pytest.raises(PluginFailure, match=r"plugin acme .* failed in setlist_safety_filters at .*test_returns.py:\d+: KeyError: 'knees'"):
        item_of("setlist_safety_filters", judge=judge).judge(SWING, Dose())


@pytest.mark.parametrize("wrong", [None, "no", ["no"], [Finding("exlude", "ballistic")]])  # type: ignore[arg-type]
def test_a_filter_that_does_not_give_findings_fails_closed(wrong: Any) -> None:
    with pytest.raises(PluginFailure, match=r"plugin acme .* failed in setlist_safety_filters"):
        item_of("setlist_safety_filters", judge=lambda e, d: wrong).judge(SWING, Dose())


def test_a_variant_that_cannot_be_read_is_named() -> None:
    wrong = Finding("modify", reason="Knees", variant={"trait": {"any": ["impact"]}})
    with pytest.raises(
        PluginFailure, match=r"variant of a finding \(Knees\) cannot be read: a clause has no key 'trait'; did you mean 'traits'"
    ):
        item_of("setlist_safety_filters", judge=lambda e, d: [wrong]).judge(SWING, Dose())


def test_gates_are_checked_and_may_be_left_out() -> None:
    assert item_of("setlist_safety_filters").gates is None
    given = item_of("setlist_safety_filters", gates=lambda profile: iter([Gate("stop", "no")])).gates(Profile())
    assert given == (Gate("stop", "no"),)
    with pytest.raises(PluginFailure, match="the step 'halt', expected one of go, see-someone, clearance, stop"):
        item_of("setlist_safety_filters", gates=lambda profile: [Gate("halt", "no")]).gates(Profile())  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", [None, "3", float("nan"), float("inf"), True])
def test_points_are_finite_numbers(wrong: Any) -> None:
    with pytest.raises(PluginFailure, match="expected a finite number"):
        item_of("setlist_scores", score=lambda e: wrong).score(SWING)


@pytest.mark.parametrize(
    "wrong",
    [
        {"reps": float("nan")},
        {"reps": 7.5},
        {"reps": "12"},
        {"reps": True},
        {"rest_s": -5},
        {"rir": float("nan")},
        {"load_kg": float("inf")},
        {"load_kg": float("nan")},
        {"load_kg": -20.0},
    ],
)
def test_a_dose_holds_whole_numbers_from_0_and_a_finite_load(wrong: dict[str, Any]) -> None:
    (name,) = wrong
    with pytest.raises(PluginFailure, match=rf"it gave a dose with .* for {name}, expected a (whole )?number from 0"):
        item_of("setlist_progressions", dose=lambda *_: Dose(**wrong)).dose(Dose(), Dose(), 1, 4)
    assert item_of("setlist_progressions", dose=lambda *_: Dose(reps=8, load_kg=42.5)).dose(Dose(), Dose(), 1, 4).load_kg == 42.5


def test_an_importer_may_say_what_is_wrong_with_its_file() -> None:
    def load(path: Path) -> Any:
        raise InputError([Problem(str(path), 3, 1, "E004", "not a log")])

    with pytest.raises(InputError, match=r"log.csv:3:1: E004 not a log"):
        item_of("setlist_importers", load=load).load(Path("log.csv"))
