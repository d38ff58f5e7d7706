"""What a condition makes of every exercise: the same filters and the same merging as in a build, for a person who has nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from setlist.builder import gates_of, judge_all
from setlist.cli.evidence import VERDICTS
from setlist.cli.health import read_condition
from setlist.cli.names import Unclear
from setlist.cli.usage import UsageProblem
from setlist.hookspecs import Context
from setlist.model import Catalog
from setlist.plaintext import plain
from setlist.plugins import Plugins
from setlist.profile import profile_from_data
from setlist.program import to_data
from setlist.safety import Judgement, words

STOPS = {"stop": "with this condition there is no program", "clearance": "with this condition a program needs clearance first"}
PRACTISED = "advanced"  # the lists that join a beginner by themselves would speak too


class Verdicts(Struct, frozen=True):
    """`judgements` by exercise; `notes`: what the condition says of having a program at all."""

    judgements: Mapping[str, Judgement]
    notes: tuple[str, ...]


def verdicts(condition: str, catalog: Catalog, plugins: Plugins) -> Verdicts:
    """The verdict on every exercise of the catalog. `condition` is a name, with facts as in `setlist build`; UsageProblem when it is
    none. A filter that raises is a PluginFailure."""
    try:
        has = read_condition(condition, catalog)
    except Unclear as error:
        raise UsageProblem(str(error)) from None
    profile = profile_from_data({"level": PRACTISED, "conditions": [has]})
    filters = [item for _, item in plugins.collect("setlist_safety_filters", Context(profile, catalog))]
    gates = [gate for gate in gates_of(filters, profile) if gate.step in STOPS]
    notes = (f"{STOPS[gate.step]}: {plain(gate.reason)}" for gate in gates)
    return Verdicts(judge_all(profile, catalog, filters), tuple(notes))


def verdict_data(judgement: Judgement) -> dict[str, Any]:
    """`excluded`, `findings` as in a program document, and the merged `limits`."""
    return {"excluded": judgement.excluded, "findings": to_data(judgement.findings), "limits": to_data(judgement.limits)}


def verdict_words(judgement: Judgement) -> dict[str, str]:
    """The strictest finding in words; nothing where nothing was found."""
    if not judgement.findings:
        return {"verdict": "", "why": ""}
    first = judgement.findings[0]
    limits = "" if first.severity == "exclude" else words(judgement.limits)
    why = f"{first.reason} ({limits})" if limits else first.reason
    return {"verdict": VERDICTS[first.severity], "why": f"{first.trait}: {why}" if first.trait else why}
