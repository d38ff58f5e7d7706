"""The plugin contract: hook specifications, the one argument they get, and what they return.

Each hook returns (or yields) frozen records with unique names. `context` is frozen and can grow; a hook may be called several
times in a process and must not keep state between calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pluggy
from msgspec import Struct

from setlist.model import EMPTY, Catalog, Dose, Exercise, Finding, Gate, Template

if TYPE_CHECKING:
    from setlist.profile import Profile
    from setlist.program import Program
    from setlist.rules import Rule

CONTRACT = 1  # grows when a hook is added; a plugin asks for `setlist>=X,<Y`

hookspec = pluggy.HookspecMarker("setlist")
hookimpl = pluggy.HookimplMarker("setlist")


class Context(Struct, frozen=True):
    """What a hook may look at. `template` is None while no program is being built; `width` is how many columns plain text may have."""

    profile: Profile
    catalog: Catalog
    template: Template | None = None
    settings: Mapping[str, Any] = EMPTY
    width: int = 80


class SafetyFilter(Struct, frozen=True):
    """`judge(exercise, dose) -> iterable of Finding`, called with the largest dose the program might ask for, and by the audit with
    each dose as written. `gates(profile) -> iterable of Gate` is optional. A filter can only take away."""

    name: str
    judge: Callable[[Exercise, Dose], Iterable[Finding]] = lambda exercise, dose: ()
    gates: Callable[[Profile], Iterable[Gate]] | None = None
    summary: str = ""


class Score(Struct, frozen=True):
    """`score(exercise) -> points`, clamped to -10..10 and added once per pick."""

    name: str
    score: Callable[[Exercise], float]
    because: str = ""


class Progression(Struct, frozen=True):
    """`dose(start, top, week, weeks) -> Dose`: the dose of week 1.. of a cycle, from the first dose to the largest allowed one."""

    name: str
    dose: Callable[[Dose, Dose, int, int], Dose]
    summary: str = ""


class Format(Struct, frozen=True):
    """`render(program) -> str or bytes`. `shared` formats are written for other people: health data is left out unless asked for."""

    name: str
    render: Callable[[Program], str | bytes]
    suffix: str = ".txt"
    summary: str = ""
    shared: bool = False


class PackCheck(Struct, frozen=True):
    """`check(catalog) -> iterable of (code, pack:id, message)`: more checks for `setlist pack check`."""

    name: str
    check: Callable[[Catalog], Iterable[tuple[str, str, str]]]


class ExtSchema(Struct, frozen=True):
    """The JSON Schema of `ext: {<plugin>: ...}` on packs, exercises, templates, profiles or programs."""

    plugin: str
    on: str
    schema: Mapping[str, Any]


class RuleForm(Struct, frozen=True):
    """A further rule form, for packs: `compile(told) -> iterable of Rule` in the built-in forms, which the audit then evaluates.

    A pack's rule says `form: plugin`, `use: <name>` and, in `with`, what the form is told. Whether it is hard, its weight, scope and
    reason are the pack's to say, whatever the rules that are returned say.
    """

    name: str
    compile: Callable[[Mapping[str, Any]], Iterable[Rule]]


class Correction(Struct, frozen=True):
    """A rule by which an importer changed, added to or left out what it read. `entries` are the names of the entries that it met."""

    rule: str
    text: str
    entries: tuple[str, ...] = ()
    left_out: bool = False


class Imported(Struct, frozen=True):
    """Foreign data as a pack: `files` maps names inside the pack folder (`pack.yaml`, `exercises/back.yaml`) to plain JSON values; `read`
    counts the entries that the source held."""

    files: Mapping[str, Any]
    read: int = 0
    corrections: tuple[Correction, ...] = ()


class Importer(Struct, frozen=True):
    """`load(path) -> Imported`: turns foreign data, a file or a folder, into a pack. InputError says what is wrong with the data."""

    name: str
    load: Callable[[Path], Imported]
    summary: str = ""


@hookspec
def setlist_rules(context: Context) -> Iterable[Rule]:
    """Selection rules for this profile and template."""
    return ()


@hookspec
def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
    """Safety filters. One that raises stops the build and is named."""
    return ()


@hookspec
def setlist_scores(context: Context) -> Iterable[Score]:
    """Points for exercises beyond what rules say."""
    return ()


@hookspec
def setlist_progressions(context: Context) -> Iterable[Progression]:
    """Named dose-over-weeks functions that templates choose by role."""
    return ()


@hookspec
def setlist_rule_forms(context: Context) -> Iterable[RuleForm]:
    """Further rule forms, compiled to the built-in ones."""
    return ()


@hookspec
def setlist_schemas(context: Context) -> Iterable[ExtSchema]:
    """Schemas for `ext` entries."""
    return ()


@hookspec
def setlist_formats(context: Context) -> Iterable[Format]:
    """Output formats."""
    return ()


@hookspec
def setlist_importers(context: Context) -> Iterable[Importer]:
    """Importers of foreign data."""
    return ()


@hookspec
def setlist_pack_checks(context: Context) -> Iterable[PackCheck]:
    """Checks that `setlist pack check` runs beside its own."""
    return ()
