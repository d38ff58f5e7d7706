"""Plugins: found, loaded, disabled, broken, with settings."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest

from plugin_sources import CONTEXT, DESIGN_PLUGIN, SAFETY, SCORE, SWING, plugin
from setlist import Dose, Format, hookimpl
from setlist.plugins import (
    PluginChoiceError,
    PluginConflict,
    PluginError,
    PluginFailure,
    Plugins,
    builtin_plugins,
    installed_plugins,
    load_plugins,
)
from setlist.problems import InputError
from sites import Site


@pytest.fixture
def site(site: Site, home: Path) -> Site:
    """A site where setlist has one plugin, a safety filter; it hides the real distribution."""
    site.install("setlist", "0.1.0", plugins={"safety-core": "stand_in_safety"}, modules={"stand_in_safety": SAFETY})
    return site


def names(plugins: Plugins) -> list[str]:
    return [info.name for info in plugins.infos]


# Finding and loading


def test_plugins_are_loaded_in_the_order_of_their_names(site: Site) -> None:
    for name in ("zebra", "ape"):
        site.install(name, plugins={name: f"{name}_plugin"}, modules={f"{name}_plugin": SCORE.format(name=name)})
    plugins = load_plugins()
    assert names(plugins) == ["ape", "safety-core", "zebra"]
    assert [(info.name, score.name) for info, score in plugins.collect("setlist_scores", CONTEXT)] == [("ape", "ape"), ("zebra", "zebra")]
    assert plugins.record() == (
        {"name": "ape", "version": "1.0"},
        {"name": "safety-core", "version": "0.1.0"},
        {"name": "zebra", "version": "1.0"},
    )


def test_naming_the_installed_plugins_imports_none(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "raise SystemExit(1)"})
    assert [(info.name, info.origin, info.built_in) for info in installed_plugins()] == [
        ("acme", "acme 1.0", False),
        ("safety-core", "setlist 0.1.0", True),
    ]
    assert "acme_plugin" not in sys.modules


def test_the_built_in_plugins_are_those_of_the_distribution(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": SCORE.format(name="acme")})
    assert names(builtin_plugins()) == ["safety-core"]


def test_without_safety_filters_nothing_loads(site: Site) -> None:
    site.uninstall("setlist")
    site.install("setlist", "0.2.0", plugins={"rules-core": "stand_in_safety"})
    with pytest.raises(PluginError, match="safety filters are not installed: install setlist with pip"):
        load_plugins()
    with pytest.raises(PluginError, match="safety filters are not installed"):
        builtin_plugins()


def test_a_name_taken_twice_names_both(site: Site) -> None:
    site.install("first", plugins={"acme": "first_plugin"})
    site.install("second", "2.0", plugins={"acme": "second_plugin"})
    with pytest.raises(PluginConflict, match=r"'acme': from first 1.0 and from second 2.0; uninstall one of them, or use --no-plugin acme"):
        load_plugins()
    assert names(load_plugins(disabled=["acme"])) == ["safety-core"]


def test_a_plugin_cannot_take_the_name_of_a_safety_filter(site: Site) -> None:
    site.install("impostor", plugins={"safety-core": "impostor_plugin"})
    with pytest.raises(PluginConflict, match=r"from impostor 1.0 and from setlist 0.1.0; uninstall one of them$"):
        load_plugins()


def test_only_the_named_ones_are_loaded(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "raise RuntimeError"})
    assert names(load_plugins(only_names=["safety-core"])) == ["safety-core"]
    with pytest.raises(PluginChoiceError, match="plugin acmy: there is no such plugin; did you mean 'acme'"):
        load_plugins(only_names=["acmy"])


def test_removing_a_distribution_removes_what_it_gave_and_nothing_else(site: Site) -> None:
    for name in ("ape", "zebra"):
        site.install(name, plugins={name: f"{name}_plugin"}, modules={f"{name}_plugin": SCORE.format(name=name)})
    before = load_plugins().collect("setlist_scores", CONTEXT)
    site.uninstall("ape")
    after = load_plugins().collect("setlist_scores", CONTEXT)
    assert [info.name for info, _ in before] == ["ape", "zebra"]
    assert [info.name for info, _ in after] == ["zebra"]


def test_loading_from_several_threads_gives_each_the_same(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": SCORE.format(name="acme")})
    found: list[list[str]] = []
    threads = [
        threading.Thread(target=lambda: found.append([s.name for _, s in load_plugins().collect("setlist_scores", CONTEXT)]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["acme"]] * 8


# Disabling


def test_a_disabled_plugin_is_not_imported_and_is_listed(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "raise RuntimeError"})
    plugins = load_plugins(disabled=["acme"])
    assert (names(plugins), plugins.disabled, plugins.broken) == (["safety-core"], ("acme",), ())
    assert "acme_plugin" not in sys.modules


def test_a_built_in_safety_filter_cannot_be_disabled(site: Site) -> None:
    with pytest.raises(PluginChoiceError, match="--no-plugin safety-core: this is a built-in safety filter, which cannot be disabled"):
        load_plugins(disabled=["safety-core"])


def test_a_safety_filter_of_another_distribution_can_be_disabled_and_is_recorded(site: Site) -> None:
    site.install("acme", plugins={"safety-acme": "acme_plugin"}, modules={"acme_plugin": SAFETY})
    assert load_plugins(disabled=["safety-acme"]).disabled == ("safety-acme",)


def test_an_unknown_name_gets_the_closest_one(site: Site) -> None:
    with pytest.raises(PluginChoiceError, match=r"--no-plugin safety-cor: there is no such plugin; did you mean 'safety-core'\?"):
        load_plugins(disabled=["safety-cor"])


# One-file plugins


def test_the_plugin_of_the_design_works_as_printed(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "kb.py"
    file.write_text(DESIGN_PLUGIN)
    plugins = load_plugins(files=[file])
    assert names(plugins) == ["kb", "safety-core"]
    ((_, rule),) = plugins.collect("setlist_rules", CONTEXT)
    assert (rule.id, rule.hard, rule.form.max, rule.form.per) == ("kb/one-swing", True, 1, "session")
    _, (_, ballistic) = sorted(plugins.collect("setlist_safety_filters", CONTEXT), key=lambda pair: pair[0].name == "kb")
    assert [f.reason for f in ballistic.judge(SWING, Dose())] == ["Learn the hinge first"]
    assert plugins.find_format("titles", CONTEXT)[1].suffix == ".txt"
    assert not (tmp_path / "__pycache__").exists()


def test_a_file_is_recorded_by_its_content(site: Site, tmp_path: Path) -> None:
    versions = []
    for text in (DESIGN_PLUGIN, DESIGN_PLUGIN, DESIGN_PLUGIN + "\n"):
        (tmp_path / "kb.py").write_text(text)
        versions.append(load_plugins(files=[tmp_path / "kb.py"]).record()[0]["version"])
    assert versions[0].startswith("sha256:")
    assert versions[0] == versions[1] != versions[2]


def test_a_file_may_use_dataclasses(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "kb.py"
    file.write_text(
        "from __future__ import annotations\nfrom dataclasses import dataclass\nfrom typing import ClassVar\n"
        "@dataclass\nclass Swing:\n    kg: ClassVar[int] = 24\n" + DESIGN_PLUGIN
    )
    assert load_plugins(files=[file]).broken == ()


def test_a_file_can_stand_in_for_an_installed_plugin_that_is_disabled(site: Site, tmp_path: Path) -> None:
    site.install("acme", plugins={"kb": "acme_plugin"}, modules={"acme_plugin": SCORE.format(name="acme")})
    file = tmp_path / "kb.py"
    file.write_text(DESIGN_PLUGIN)
    with pytest.raises(PluginConflict, match=r"called 'kb': from .*kb.py and from acme 1.0; rename the file, or use --no-plugin kb"):
        load_plugins(files=[file])
    assert names(load_plugins(disabled=["kb"], files=[file])) == ["kb", "safety-core"]


@pytest.mark.parametrize("name", ["missing.py", "notes.txt", "."])
def test_what_is_no_python_file_is_refused(name: str, site: Site, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(PluginChoiceError, match="expected a Python file"):
        load_plugins(files=[tmp_path / name])


def test_a_file_with_a_mistake_names_its_line(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "kb.py"
    file.write_text("x = 1\ny = (\n")
    (failure,) = load_plugins(files=[file]).broken
    assert failure.place == f"{file}:2"
    assert "SyntaxError" in str(failure)
    assert str(file) not in {getattr(module, "__file__", None) for module in sys.modules.values()}


# Broken plugins


def test_a_plugin_that_cannot_be_imported_stops_what_needs_rules_and_filters(site: Site) -> None:
    site.install("acme", "3.1", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "x = 1\nimport missing_module"})
    plugins = load_plugins()
    for hook in ("setlist_rules", "setlist_safety_filters", "setlist_scores", "setlist_progressions"):
        with pytest.raises(PluginFailure) as caught:
            plugins.collect(hook, CONTEXT)
        assert str(caught.value) == (
            f"plugin acme (acme 3.1) could not be imported at {site.folder}/acme_plugin.py:2: "
            "ModuleNotFoundError: No module named 'missing_module' (--no-plugin acme leaves it out)"
        )
    failure = caught.value
    assert (failure.plugin, failure.distribution, failure.version, failure.hook) == ("acme", "acme", "3.1", "import")
    assert isinstance(failure.original, ModuleNotFoundError)


def test_a_plugin_that_is_not_there_is_broken(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, text="nonsense")
    assert [failure.plugin for failure in load_plugins().broken] == ["acme", "nonsense"]


def test_a_plugin_that_exits_does_not_end_the_program(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "import sys; sys.exit(0)"})
    with pytest.raises(PluginFailure, match="SystemExit: 0"):
        load_plugins().collect("setlist_rules", CONTEXT)


def test_a_wrapper_in_an_installed_plugin_stops_the_commands_that_need_it(site: Site) -> None:
    source = "from setlist import hookimpl\n@hookimpl(wrapper=True)\ndef setlist_rules(context):\n    yield\n"
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": source})
    with pytest.raises(PluginFailure, match="wrappers are refused"):
        load_plugins().collect("setlist_safety_filters", CONTEXT)


def test_a_broken_plugin_fails_only_the_formats_that_are_missing(site: Site) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": "raise RuntimeError('no')"})
    plugins = load_plugins().plus(("good", plugin(DESIGN_PLUGIN)))
    assert [item.name for _, item in plugins.collect("setlist_formats", CONTEXT)] == ["titles"]
    assert plugins.find_format("titles", CONTEXT)[0].name == "good"
    with pytest.raises(PluginFailure, match="plugin acme"):
        plugins.find_format("pdf", CONTEXT)


def test_a_format_hook_that_raises_costs_its_own_formats_only() -> None:
    bad = plugin("""
        from setlist import hookimpl
        @hookimpl
        def setlist_formats(context):
            raise ValueError("no fonts")
    """)
    plugins = Plugins.of(("bad", bad), ("good", plugin(DESIGN_PLUGIN)))
    items, failures = plugins.attempt("setlist_formats", CONTEXT)
    assert ([item.name for _, item in items], [f.plugin for f in failures]) == (["titles"], ["bad"])


def test_an_unknown_format_gets_the_closest_one() -> None:
    with pytest.raises(PluginChoiceError, match=r"there is no format 'title'; did you mean 'titles'\?"):
        Plugins.of(("kb", plugin(DESIGN_PLUGIN))).find_format("title", CONTEXT)


# Settings


SETTLED = """
    from setlist import ExtSchema, Score, hookimpl

    @hookimpl
    def setlist_scores(context):
        yield Score(f"swings-{context.settings.get('swings', 0)}", lambda exercise: 0)

    @hookimpl
    def setlist_schemas(context):
        swings = {"swings": {"type": "integer"}}
        yield ExtSchema("acme", "settings", {"type": "object", "properties": swings, "additionalProperties": False})
"""


def test_a_plugin_sees_its_own_settings_and_no_others() -> None:
    plugins = Plugins.of(
        ("acme", plugin(SETTLED)), ("other", plugin(SETTLED.replace("swings-", "other-").replace('"acme"', '"other"'), "other"))
    )
    scores = plugins.with_settings({"acme": {"swings": 3}}).collect("setlist_scores", CONTEXT)
    assert [score.name for _, score in scores] == ["swings-3", "other-0"]


def test_settings_are_checked_by_the_schema_of_the_plugin(home: Path) -> None:
    (home / "config.yaml").write_text(json.dumps({"plugins": {"acme": {"swings": "three"}}}))
    plugins = Plugins.of(("acme", plugin(SETTLED)))
    with pytest.raises(InputError, match=r"config.yaml:1:\d+: E\d+ .*swings"):
        plugins.with_settings({"acme": {"swings": "three"}}).collect("setlist_scores", CONTEXT)
    with pytest.raises(InputError, match=r"^settings of plugin acme.*: E\d+ .*swing"):
        plugins.with_settings({"acme": {"swing": 3}}).collect("setlist_scores", CONTEXT)


def test_a_schema_that_is_wrong_is_its_plugins_fault(home: Path) -> None:
    wrong = plugin(SETTLED.replace('"type": "integer"', '"type": "numbr"'))
    with pytest.raises(PluginFailure, match="failed in setlist_schemas"):
        Plugins.of(("acme", wrong)).with_settings({"acme": {"swings": 3}}).collect("setlist_scores", CONTEXT)


def test_plus_adds_to_what_is_loaded(site: Site) -> None:
    more = builtin_plugins().plus(("kb", plugin(DESIGN_PLUGIN)))
    assert names(more) == ["kb", "safety-core"]
    assert names(builtin_plugins()) == ["safety-core"]
    with pytest.raises(PluginConflict, match="two plugins are called 'kb'"):
        more.plus(("kb", plugin(DESIGN_PLUGIN)))


def test_formats_are_found_with_their_provider() -> None:
    class Acme:
        @hookimpl
        def setlist_formats(self) -> list[Format]:
            return [Format("pdf", lambda program: b"%PDF")]

    info, found = Plugins.of(("acme", Acme())).find_format("pdf", CONTEXT)
    assert (info.name, found.name) == ("acme", "pdf")
