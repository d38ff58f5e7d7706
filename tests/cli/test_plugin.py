"""`setlist plugin`, and the options that other commands take."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from plugin_sources import CATALOG, DESIGN_PLUGIN, SAFETY, SCORE
from setlist.cli.app import run
from setlist.cli.plugin_options import plugins_from
from setlist.config import read_config
from setlist.plugins import PluginChoiceError
from sites import Site

BROKEN = "raise RuntimeError('never import me')"


@pytest.fixture
def site(site: Site, home: Path) -> Site:
    """setlist with one safety filter, and a distribution with a plugin that cannot be imported."""
    site.install("setlist", "0.1.0", plugins={"safety-core": "stand_in_safety"}, modules={"stand_in_safety": SAFETY})
    site.install("acme-rules", "2.0", plugins={"acme": "acme_plugin"}, modules={"acme_plugin": BROKEN})
    return site


def rows(capsys: pytest.CaptureFixture[str], *args: str) -> list[dict[str, Any]]:
    assert run(["plugin", "list", "--json", *args]) == 0
    return json.loads(capsys.readouterr().out)  # type: ignore[no-any-return]


def test_list_shows_every_plugin_and_imports_none(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugin", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "NAME         DISTRIBUTION  VERSION  BUILT IN  DISABLED",
        "acme         acme-rules    2.0      no        no",
        "safety-core  setlist       0.1.0    yes       no",
    ]
    assert "acme_plugin" not in sys.modules


def test_a_name_taken_twice_is_listed_twice(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.install("other", plugins={"acme": "other_plugin"})
    assert [(row["name"], row["distribution"]) for row in rows(capsys)][:2] == [("acme", "acme-rules"), ("acme", "other")]


def test_disable_and_enable_are_remembered(site: Site, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugin", "disable", "acme"]) == 0
    assert capsys.readouterr() == ("", f"disabled acme in {home / 'config.yaml'}\n")
    assert [row["disabled"] for row in rows(capsys)] == [True, False]
    assert plugins_from().disabled == ("acme",)
    assert run(["-q", "plugin", "enable", "acme"]) == 0
    assert capsys.readouterr() == ("", "")
    assert [row["disabled_by"] for row in rows(capsys)] == [None, None]
    assert [failure.plugin for failure in plugins_from().broken] == ["acme"]


def test_a_safety_filter_cannot_be_disabled_in_any_way(
    site: Site, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reason = "safety-core: this is a built-in safety filter, which cannot be disabled"
    assert run(["plugin", "disable", "acme", "safety-core"]) == 2
    assert capsys.readouterr().err == f"Error: plugin disable {reason}\n"
    assert read_config().disabled_plugins == ()
    with pytest.raises(PluginChoiceError, match=f"--no-plugin {reason}"):
        plugins_from(["safety-core"])
    monkeypatch.setenv("SETLIST_DISABLE_PLUGINS", "acme,safety-core")
    with pytest.raises(PluginChoiceError, match=f"SETLIST_DISABLE_PLUGINS: {reason}"):
        plugins_from()
    monkeypatch.delenv("SETLIST_DISABLE_PLUGINS")
    (home / "config.yaml").write_text("disabled_plugins: [safety-core]\n")
    with pytest.raises(PluginChoiceError, match=f"config.yaml: {reason}"):
        plugins_from()


@pytest.mark.parametrize("command", ["disable", "enable", "show"])
def test_unknown_names_get_the_closest(command: str, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugin", command, "acm"]) == 2
    assert "did you mean 'acme'?" in capsys.readouterr().err


def test_what_is_no_longer_installed_can_still_be_enabled(site: Site, home: Path) -> None:
    run(["plugin", "disable", "acme"])
    site.uninstall("acme-rules")
    assert plugins_from().disabled == (), "a name in the configuration that is not installed is no error"
    assert run(["plugin", "enable", "acme"]) == 0
    assert read_config().disabled_plugins == ()


def test_the_environment_disables_too(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SETLIST_DISABLE_PLUGINS", " acme , not-installed-here,")
    assert plugins_from().disabled == ("acme",)
    assert [row["disabled_by"] for row in rows(capsys)] == ["SETLIST_DISABLE_PLUGINS", None]
    run(["plugin", "enable", "acme"])
    assert "SETLIST_DISABLE_PLUGINS still disables acme" in capsys.readouterr().err


def test_a_misspelt_name_in_the_environment_is_told(
    site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SETLIST_DISABLE_PLUGINS", "acm,elsewhere")
    warning = "Warning: SETLIST_DISABLE_PLUGINS disables"
    told = f"{warning} 'acm', and there is no such plugin; did you mean 'acme'?\n{warning} 'elsewhere', and there is no such plugin\n"
    assert plugins_from().disabled == ()
    assert capsys.readouterr().err == told
    assert run(["plugin", "list"]) == 0
    assert capsys.readouterr().err == told
    assert run(["-q", "plugin", "list"]) == 0
    assert capsys.readouterr().err == ""


def test_options_leave_out_and_add(site: Site, tmp_path: Path) -> None:
    file = tmp_path / "kb.py"
    file.write_text(DESIGN_PLUGIN)
    plugins = plugins_from(["acme"], [file])
    assert [info.name for info in plugins.infos] == ["kb", "safety-core"]
    with pytest.raises(PluginChoiceError, match=r"--no-plugin acm: there is no such plugin; did you mean 'acme'\?"):
        plugins_from(["acm"])


def test_settings_come_from_the_configuration(site: Site, home: Path) -> None:
    site.install("good", plugins={"good": "good_plugin"}, modules={"good_plugin": SCORE.format(name="good")})
    (home / "config.yaml").write_text("plugins:\n  good: {swings: 3}\n  not-installed: {}\n")
    assert {p.info.name: dict(p.settings) for p in plugins_from(["acme"]).loaded} == {"good": {"swings": 3}, "safety-core": {}}


def test_show_says_what_a_plugin_is_for(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    source = f'"""Points for\nswings.\n\nMore."""\n{SCORE.format(name="good")}'.replace("\n    ", "\n")
    site.install("good", plugins={"good": "good_plugin"}, modules={"good_plugin": source})
    assert run(["plugin", "show", "good"]) == 0
    out = capsys.readouterr().out
    assert "summary: Points for swings.\nhooks: setlist_scores\n" in out
    assert "broken" not in out


def test_show_says_why_a_plugin_is_broken_and_does_not_run_a_disabled_one(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plugin", "show", "acme", "--json"]) == 0
    assert "RuntimeError: never import me" in json.loads(capsys.readouterr().out)["broken"]
    run(["plugin", "disable", "acme"])
    capsys.readouterr()
    assert run(["plugin", "show", "acme", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["broken"] is None


def test_timing_runs_the_plugins(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("setlist.catalog.load_catalog", lambda: CATALOG)
    site.install("good", plugins={"good": "good_plugin"}, modules={"good_plugin": SCORE.format(name="good")})
    acme, good, core = rows(capsys, "--timing")
    assert "RuntimeError" in acme["broken"]
    assert good["import_ms"] > 0
    assert list(good["hooks_ms"]) == ["setlist_scores"]
    assert core["hooks_ms"]["setlist_safety_filters"] >= 0
