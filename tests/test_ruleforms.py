"""A form of rule that a plugin adds and a pack uses: it binds like any other, and is never passed over where the plugin is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from setlist import InputError, Profile, RuleForm, build, limit, load_catalog, where
from setlist.plugins import load_plugins
from setlist.program import Program
from setlist.ruleforms import read_rules
from setlist.rules import Rule

PLUGIN = """
from setlist import Rule, RuleForm, hookimpl, limit, where

def compile(told):
    for pattern in told["patterns"]:
        yield Rule(pattern, limit(where(patterns={"any": [pattern]}), exercises=(None, told["most"]), per="session"))

@hookimpl
def setlist_rule_forms(context):
    yield RuleForm("kb/at-most", compile)
"""
RULE = {
    "id": "calm",
    "form": "plugin",
    "use": "kb/at-most",
    "with": {"patterns": ["anti-rotation", "anti-extension"], "most": 0},
    "hard": True,
    "because": "The trunk rests",
}


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "calm"
    (folder / "rules").mkdir(parents=True)
    (folder / "pack.yaml").write_text(
        'format: 1\nid: calm\nversion: "1.0"\ntitle: Calm\n'
        'license: MIT\nlanguage: en\nrequires: {setlist: ">=0.1", packs: {base: ">=0.1"}}\n'
    )
    (folder / "rules" / "calm.yaml").write_text(json.dumps([RULE]))
    return folder


def test_a_pack_uses_the_form_of_a_plugin(pack: Path, tmp_path: Path) -> None:
    (tmp_path / "at_most.py").write_text(PLUGIN)
    catalog = load_catalog(["home", "yoga", str(pack)])
    plugins = load_plugins(files=[tmp_path / "at_most.py"])

    program = build(Profile(goal="back-relief", days=2, minutes=20, weeks=1), catalog, plugins)

    assert isinstance(program, Program)
    picked = {item.exercise for week in program.weeks for session in week.sessions for item in session.items}
    assert not any({"anti-rotation", "anti-extension"} & set(catalog.exercises[ref].patterns) for ref in picked)
    plain = build(Profile(goal="back-relief", days=2, minutes=20, weeks=1), load_catalog(["home", "yoga"]))
    assert isinstance(plain, Program)
    usual = {item.exercise for week in plain.weeks for session in week.sessions for item in session.items}
    assert any({"anti-rotation", "anti-extension"} & set(catalog.exercises[ref].patterns) for ref in usual)


def test_without_the_plugin_the_build_says_what_is_missing(pack: Path) -> None:
    with pytest.raises(InputError) as raised:
        build(Profile(goal="back-relief", days=2, minutes=20, weeks=1), load_catalog(["home", "yoga", str(pack)]))
    (problem,) = raised.value.problems
    assert problem.code == "E223" and "calm/calm" in str(problem) and "kb/at-most" in str(problem)


def test_the_pack_says_how_much_it_matters() -> None:
    form = RuleForm("kb/at-most", lambda told: [Rule("mine", limit(where(), exercises=(None, 1), per="session"), hard=False, weight=9.0)])
    (rule,) = read_rules(RULE, "calm", {"kb/at-most": form})
    assert (rule.id, rule.hard, rule.weight, rule.because) == ("calm/calm", True, 1.0, "The trunk rests")
