"""Gates come first: whom to see matters more than what is missing."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from setlist import Context, Gate, Profile, Refused, SafetyFilter, build, hookimpl
from setlist.builder import NoTemplate
from setlist.plugins import Plugins
from small_week import PERSON, a_catalog


def gated(step: str, *, asked: list[Any], with_template: bool = False) -> Plugins:
    """A filter with one gate; `asked` notes the template that each filter was made for. `with_template`: only then is it closed."""

    @hookimpl
    def setlist_safety_filters(context: Context) -> Iterable[SafetyFilter]:
        asked.append(context.template and context.template.id)
        closed = context.template is not None or not with_template

        def gates(profile: Profile) -> Iterable[Gate]:
            yield Gate(step if closed else "go", "Chest pain", "Call now", source="ONE")  # type: ignore[arg-type]

        yield SafetyFilter("gated", gates=gates)

    return Plugins.of(("gated", SimpleNamespace(setlist_safety_filters=setlist_safety_filters)))


@pytest.mark.parametrize("step", ["stop", "clearance"])
@pytest.mark.parametrize("wish", [{"template": "nowhere"}, {}])
def test_a_closed_gate_is_told_before_a_template_that_is_not_there(step: str, wish: dict[str, str]) -> None:
    asked: list[Any] = []
    goal = Profile(goal="first-pull-up")
    made = build(goal, a_catalog(), gated(step, asked=asked), **wish)
    assert isinstance(made, Refused)
    assert (made.step, [g.advice for g in made.gates], asked) == (step, ["Call now"], [None])


def test_an_open_gate_leaves_the_missing_template_to_be_told() -> None:
    with pytest.raises(NoTemplate, match="no template 'nowhere'"):
        build(PERSON, a_catalog(), gated("see-someone", asked=[]), template="nowhere")


def test_a_gate_that_hangs_on_the_template_still_closes() -> None:
    asked: list[Any] = []
    made = build(PERSON, a_catalog(), gated("stop", asked=asked, with_template=True))
    assert isinstance(made, Refused)
    assert asked == [None, "week"]
