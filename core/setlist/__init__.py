"""setlist turns content packs into safe, balanced, explained exercise programs.

The public face: everything in `__all__` is typed and documented and may be relied on. Names are loaded on first use, so that
importing the package costs nothing.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # type checkers take it for typing's; importing typing would take longer than `setlist --version` may
if TYPE_CHECKING:
    from typing import Any

    from setlist.builder import NoTemplate, build
    from setlist.catalog import load_catalog
    from setlist.clearance import apply_clearance
    from setlist.facts import match_facts
    from setlist.hookspecs import (
        Context,
        Correction,
        ExtSchema,
        Format,
        Imported,
        Importer,
        PackCheck,
        Progression,
        RuleForm,
        SafetyFilter,
        Score,
        hookimpl,
    )
    from setlist.inforce import InForce, in_force
    from setlist.jsonfiles import read_json
    from setlist.limits import LOAD_LIMITS, adjustable
    from setlist.model import (
        BREATH_S,
        LEVELS,
        STEPS,
        Catalog,
        Condition,
        Dose,
        DoseRange,
        Exercise,
        Finding,
        Gate,
        GateRow,
        Question,
        Row,
        Template,
    )
    from setlist.places import locate_all
    from setlist.plaintext import plain
    from setlist.planner.times import round_rest
    from setlist.privacy import without_health
    from setlist.problems import InputError, Problem
    from setlist.profile import Clearance, HasCondition, Profile, profile_from_data
    from setlist.profilecheck import ProfileError
    from setlist.program import BlockPlan, BuildUp, Certificate, Excluded, Item, Program, SessionPlan, Suggestion, Week, program_from_data
    from setlist.results import Infeasible, Refused
    from setlist.rules import Keep, Onward, Rotate, Rule, forbid, limit, order, prefer, ratio, require, rest
    from setlist.safety import reps_at
    from setlist.selectors import compile_clause, where

_HOMES = {
    "builder": ("NoTemplate", "build"),
    "catalog": ("load_catalog",),
    "clearance": ("apply_clearance",),
    "facts": ("match_facts",),
    "hookspecs": (
        "Context",
        "Correction",
        "ExtSchema",
        "Format",
        "Imported",
        "Importer",
        "PackCheck",
        "Progression",
        "RuleForm",
        "SafetyFilter",
        "Score",
        "hookimpl",
        "in_force",
    ),
    "inforce": ("InForce", "in_force"),
    "jsonfiles": ("read_json",),
    "limits": ("LOAD_LIMITS", "adjustable"),
    "model": (
        "BREATH_S",
        "LEVELS",
        "STEPS",
        "Catalog",
        "Condition",
        "Dose",
        "DoseRange",
        "Exercise",
        "Finding",
        "Gate",
        "GateRow",
        "Question",
        "Row",
        "Template",
    ),
    "places": ("locate_all",),
    "planner.times": ("round_rest",),
    "plaintext": ("plain",),
    "privacy": ("without_health",),
    "problems": ("InputError", "Problem"),
    "profile": ("Clearance", "HasCondition", "Profile", "profile_from_data"),
    "profilecheck": ("ProfileError",),
    "program": (
        "BlockPlan",
        "BuildUp",
        "Certificate",
        "Excluded",
        "Item",
        "Program",
        "SessionPlan",
        "Suggestion",
        "Week",
        "program_from_data",
    ),
    "results": ("Infeasible", "Refused"),
    "rules": ("Keep", "Onward", "Rotate", "Rule", "forbid", "limit", "order", "prefer", "ratio", "require", "rest"),
    "safety": ("reps_at",),
    "selectors": ("compile_clause", "where"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "BREATH_S",
    "LEVELS",
    "LOAD_LIMITS",
    "STEPS",
    "BlockPlan",
    "BuildUp",
    "Catalog",
    "Certificate",
    "Clearance",
    "Condition",
    "Context",
    "Correction",
    "Dose",
    "DoseRange",
    "Excluded",
    "Exercise",
    "ExtSchema",
    "Finding",
    "Format",
    "Gate",
    "GateRow",
    "HasCondition",
    "Imported",
    "Importer",
    "InForce",
    "Infeasible",
    "InputError",
    "Item",
    "Keep",
    "NoTemplate",
    "Onward",
    "PackCheck",
    "Problem",
    "Profile",
    "ProfileError",
    "Program",
    "Progression",
    "Question",
    "Refused",
    "Rotate",
    "Row",
    "Rule",
    "RuleForm",
    "SafetyFilter",
    "Score",
    "SessionPlan",
    "Suggestion",
    "Template",
    "Week",
    "adjustable",
    "apply_clearance",
    "build",
    "compile_clause",
    "forbid",
    "hookimpl",
    "in_force",
    "limit",
    "load_catalog",
    "locate_all",
    "match_facts",
    "order",
    "plain",
    "prefer",
    "profile_from_data",
    "program_from_data",
    "ratio",
    "read_json",
    "reps_at",
    "require",
    "rest",
    "round_rest",
    "where",
    "without_health",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'setlist' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"setlist.{_HOME[name]}"), name)
