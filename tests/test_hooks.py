"""The plugin contract, checked when a plugin is registered."""

from __future__ import annotations

import textwrap

import pytest

from plugin_sources import CONTEXT, DESIGN_PLUGIN, SWING, plugin
from setlist import Score, hookimpl
from setlist.hookspecs import Context
from setlist.plugins import PluginFailure, Plugins


def refusal(source: str) -> PluginFailure:
    with pytest.raises(PluginFailure) as caught:
        Plugins.of(("acme", plugin("from setlist import hookimpl\n" + textwrap.dedent(source))))
    assert caught.value.hook == "registration"
    return caught.value


@pytest.mark.parametrize("option", ["wrapper", "hookwrapper"])
def test_a_wrapper_is_refused(option: str) -> None:
    failure = refusal(f"@hookimpl({option}=True)\ndef setlist_safety_filters(context):\n    yield\n")
    assert str(failure) == (
        "plugin acme (given to the program) was refused at given_plugin.py:2: setlist_safety_filters: wrappers are refused, because "
        "nothing may take back what another plugin returned: use a plain @hookimpl (--no-plugin acme leaves it out)"
    )


@pytest.mark.parametrize("option", ["tryfirst", "trylast"])
def test_asking_for_a_place_in_the_order_is_refused(option: str) -> None:
    assert "order has no meaning" in str(refusal(f"@hookimpl({option}=True)\ndef setlist_rules(context):\n    yield\n"))


def test_an_unknown_hook_gets_the_closest_one() -> None:
    failure = refusal("@hookimpl\ndef setlist_rule(context):\n    yield\n")
    assert "setlist_rule: there is no such hook; did you mean 'setlist_rules'?" in str(failure)


def test_a_hook_of_a_later_contract_may_be_optional() -> None:
    source = "@hookimpl(optionalhook=True)\ndef setlist_songs(context):\n    yield\n"
    assert Plugins.of(("acme", plugin(DESIGN_PLUGIN + source))).loaded[0].hooks == (
        "setlist_formats",
        "setlist_rules",
        "setlist_safety_filters",
    )


def test_a_forgotten_decorator_is_no_silent_loss() -> None:
    failure = refusal("@hookimpl\ndef setlist_scores(context):\n    return []\n\n\ndef setlist_safety_filters(context):\n    yield\n")
    assert "setlist_safety_filters: it is named like a hook but not marked: put @hookimpl above it" in str(failure)
    assert failure.place == "given_plugin.py:7"


def test_a_helper_from_elsewhere_may_be_called_like_a_hook() -> None:
    module = plugin(DESIGN_PLUGIN)
    module.setlist_helper = textwrap.dedent  # type: ignore[attr-defined]
    assert len(Plugins.of(("kb", module)).loaded) == 1


@pytest.mark.parametrize("signature", ["context, catalog", "ctx", "*context", "context, *, x", "context=None, y=1"])
def test_a_wrong_signature_is_refused(signature: str) -> None:
    failure = refusal(f"@hookimpl\ndef setlist_rules({signature}):\n    yield\n")
    assert "hooks take one argument, context: write `def setlist_rules(context):`" in str(failure)


def test_a_hook_may_do_without_the_context_or_have_another_name() -> None:
    source = """
        from setlist import Score, hookimpl
        @hookimpl(specname="setlist_scores")
        def plain_points():
            return [Score("plain", lambda exercise: 2)]
    """
    ((_, score),) = Plugins.of(("acme", plugin(source))).collect("setlist_scores", CONTEXT)
    assert score.score(SWING) == 2


def test_an_object_with_methods_is_a_plugin_too() -> None:
    class Acme:
        @hookimpl
        def setlist_scores(self, context: Context) -> list[Score]:
            return [Score(context.profile.goal, lambda exercise: 0)]

    ((info, score),) = Plugins.of(("acme", Acme())).collect("setlist_scores", CONTEXT)
    assert (info.name, score.name) == ("acme", "back-relief")


def test_a_module_without_hooks_is_refused() -> None:
    assert "no function is marked with @hookimpl" in str(refusal("x = 1"))


def test_one_module_cannot_be_two_plugins() -> None:
    module = plugin(DESIGN_PLUGIN)
    with pytest.raises(PluginFailure, match="already registered"):
        Plugins.of(("a", module), ("b", module))
