"""Real distributions, built and installed by pip into a folder of their own, beside the setlist under test."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SOURCES = HERE / "thirdparty"
README = HERE.parent / "README.md"
BUILD = ("build", "-p", "home", "-p", "yoga", "--goal", "back-relief", "--weeks", "1", "--no-screening")


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one subfolder for each distribution, each as pip installs it."""
    folder = tmp_path_factory.mktemp("thirdparty")
    for source in sorted(p for p in SOURCES.iterdir() if (p / "pyproject.toml").exists()):
        target = folder / source.name
        options = ["--quiet", "--no-deps", "--no-build-isolation", "--disable-pip-version-check", "--target", str(target)]
        subprocess.run([sys.executable, "-m", "pip", "install", *options, str(source)], check=True)
    return folder


def run(home: Path, arguments: Sequence[str], *paths: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`setlist ...` in a process of its own, with the folders on its path."""
    env = {**os.environ, "SETLIST_HOME": str(home), "PYTHONPATH": os.pathsep.join(map(str, paths)), **environment}
    return subprocess.run([sys.executable, "-m", "setlist", *arguments], env=env, capture_output=True, text=True)


def document(home: Path, *paths: Path, extra: Sequence[str] = ()) -> dict:
    done = run(home, [*BUILD, "-f", "json", *extra], *paths)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_rule_a_filter_and_a_format_show_in_a_build(home: Path, installed: Path) -> None:
    plain = document(home)
    mine = document(home, installed / "setlist-kettlebell")

    assert {"name": "kettlebell", "version": "1.2"} in mine["plugins"]
    out = {e["exercise"]: e["findings"] for e in mine["excluded"]}
    assert any(f["filter"] == "kb/forearms" and f["reason"] == "Sore elbows after swings" for f in out["home:plank-forearm"])
    assert "home:plank-forearm" not in {e["exercise"] for e in plain["excluded"]}
    titles = run(home, [*BUILD, "-f", "titles"], installed / "setlist-kettlebell")
    assert titles.stdout.splitlines() == [s["title"] for w in mine["weeks"] for s in w["sessions"]]
    rules = run(home, ["rule", "list", "--json"], installed / "setlist-kettlebell")
    assert "kb/one-brace" in {r["id"] for r in json.loads(rules.stdout)}


def test_the_rule_of_a_plugin_is_obeyed(home: Path, installed: Path) -> None:
    from setlist import load_catalog

    catalog = load_catalog()
    program = document(home, installed / "setlist-kettlebell")
    for week in program["weeks"]:
        for session in week["sessions"]:
            items = [i["exercise"] for b in session["blocks"] for i in b["items"]]
            assert sum("anti-rotation" in catalog.exercises[ref].patterns for ref in items) <= 1


def test_removing_a_plugin_removes_its_contribution_and_nothing_else(home: Path, installed: Path) -> None:
    before = document(home)
    document(home, installed / "setlist-kettlebell")
    assert document(home) == before
    without = document(home, installed / "setlist-kettlebell", extra=["--no-plugin", "kettlebell"])
    assert without["disabled_plugins"] == ["kettlebell"]
    assert without["weeks"] == before["weeks"]


@pytest.mark.parametrize("arguments", [["--help"], ["plugin", "list"], ["plugin", "show", "broken"], [*BUILD, "--no-plugin", "broken"]])
def test_a_broken_plugin_does_not_break(arguments: list[str], home: Path, installed: Path) -> None:
    done = run(home, arguments, installed / "setlist-broken")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_names_the_broken_plugin(home: Path, installed: Path) -> None:
    done = run(home, BUILD, installed / "setlist-broken")
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    for part in ("broken", "setlist-broken 0.9", "setlist_broken.py:7", "out of chalk", "--no-plugin broken"):
        assert part in line


def test_the_order_of_installation_does_not_matter(home: Path, installed: Path) -> None:
    kettlebell, chair = installed / "setlist-kettlebell", installed / "setlist-chair-pack"
    one = run(home, [*BUILD, "-f", "json"], kettlebell, chair, PYTHONHASHSEED="1")
    other = run(home, [*BUILD, "-f", "json"], chair, kettlebell, PYTHONHASHSEED="2")
    assert one.returncode == 0
    assert one.stdout == other.stdout


def test_a_pack_distribution_adds_its_exercises_and_takes_them_away(home: Path, installed: Path) -> None:
    with_chair = run(home, ["exercise", "list", "-p", "chair", "--json"], installed / "setlist-chair-pack")
    assert {"chair:seated-hinge", "chair:seated-march"} <= {e["id"] for e in json.loads(with_chair.stdout)}
    gone = run(home, ["exercise", "list", "-p", "chair"])
    assert gone.returncode == 2
    assert "chair" in gone.stderr
    check = run(home, ["pack", "check", "chair"], installed / "setlist-chair-pack")
    assert check.returncode == 0, check.stdout


def test_the_plugin_of_the_readme_works_as_printed(home: Path) -> None:
    blocks = re.findall(r"```python\n(.*?)```", README.read_text(), re.S)
    printed = next(b for b in blocks if "kb/one-swing" in b)
    assert printed.split() == (SOURCES / "kb.py").read_text().split()
    done = run(home, [*BUILD, "--plugin", str(SOURCES / "kb.py"), "-f", "titles"])
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() != []
    full = run(
        home,
        [
            "build",
            "-p",
            "gym",
            "--goal",
            "back-strength",
            "--equipment",
            "gym",
            "--weeks",
            "1",
            "--no-screening",
            "--plugin",
            str(SOURCES / "kb.py"),
            "-f",
            "json",
        ],
    )
    excluded = {e["exercise"]: e["findings"] for e in json.loads(full.stdout)["excluded"]}
    assert any(f["filter"] == "kb/ballistic" for f in excluded["gym:kettlebell-swing"])


def test_a_wrapper_is_refused_at_registration(home: Path) -> None:
    done = run(home, [*BUILD, "--plugin", str(SOURCES / "wrapper" / "sneaky.py")])
    assert done.returncode == 1
    assert "wrappers are refused" in done.stderr


def test_a_built_in_safety_filter_cannot_be_disabled(home: Path) -> None:
    done = run(home, [*BUILD, "--no-plugin", "safety-conditions"])
    assert done.returncode == 2
    assert "cannot be disabled" in done.stderr
