"""Sources of small plugins, and what it takes to call their hooks."""

from __future__ import annotations

import textwrap
from types import ModuleType

from setlist import Exercise, Profile
from setlist.hookspecs import Context
from setlist.model import Catalog, DoseRange, Equipment, Vocabulary

SWING = Exercise(
    ref="kb:swing",
    pack="kb",
    id="swing",
    name="Swing",
    kind="strength",
    level="beginner",
    patterns=(),
    primary=(),
    secondary=(),
    equipment=Equipment(),
    traits=("ballistic",),
    roles=(),
    dose=DoseRange(),
    steps=(),
)
CATALOG = Catalog((), Vocabulary(), {SWING.ref: SWING}, {}, {}, {}, {})
CONTEXT = Context(Profile(), CATALOG)

SAFETY = """
    from setlist import SafetyFilter, hookimpl

    @hookimpl
    def setlist_safety_filters(context):
        yield SafetyFilter("core/everything-goes")
"""
SCORE = """
    from setlist import Score, hookimpl

    @hookimpl
    def setlist_scores(context):
        yield Score({name!r}, lambda exercise: 1)
"""
DESIGN_PLUGIN = """
from setlist import Dose, Exercise, Finding, Format, Program, Rule, SafetyFilter, hookimpl, limit, where

@hookimpl
def setlist_rules(context):                      # context: profile, catalog, template, settings (frozen)
    yield Rule("kb/one-swing", limit(where(family="kettlebell-swing"), exercises=(None, 1), per="session"), hard=True, because="Swings tire the grip")

@hookimpl
def setlist_safety_filters(context):
    def judge(exercise: Exercise, dose: Dose):   # -> iterable of Finding
        if "ballistic" in exercise.traits and context.profile.level == "beginner":
            yield Finding("exclude", trait="ballistic", reason="Learn the hinge first", source="coach")
    yield SafetyFilter("kb/ballistic", judge)    # optional: gates(profile) -> iterable of Gate

@hookimpl
def setlist_formats(context):
    yield Format("titles", suffix=".txt", render=lambda program: "\\n".join(s.title for w in program.weeks for s in w.sessions))
"""  # noqa: E501


def plugin(source: str, name: str = "given_plugin") -> ModuleType:
    """A module from source, with a file name and line numbers of its own."""
    module = ModuleType(name)
    exec(compile(textwrap.dedent(source).strip(), f"{name}.py", "exec"), module.__dict__)
    return module
