"""The shape of the project: who may import whom, and that the README's commands are the ones that CI runs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import setlist

ROOT = Path(__file__).parent.parent
CORE = sorted((ROOT / "core").rglob("*.py"))
PLUGINS = sorted((ROOT / "plugins").rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(module, names) of every import in a file, wherever it stands."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((alias.name, ()) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, tuple(alias.name for alias in node.names)


def named(paths: list[Path]) -> list:
    return [pytest.param(p, id=str(p.relative_to(ROOT))) for p in paths]


@pytest.mark.parametrize("path", named(CORE))
def test_the_core_imports_neither_plugins_nor_packs(path: Path) -> None:
    assert not [m for m, _ in imports(path) if m.split(".")[0] in ("setlist_plugins", "setlist_packs")]


@pytest.mark.parametrize("path", named(PLUGINS))
def test_a_built_in_plugin_imports_only_public_names(path: Path) -> None:
    for module, names in imports(path):
        if module.split(".")[0] == "setlist":
            assert module == "setlist", f"{path.name} imports {module}"
            assert set(names) <= set(setlist.__all__)


def test_every_public_name_is_there_and_documented() -> None:
    for name in setlist.__all__:
        thing = getattr(setlist, name)
        if callable(thing):
            assert thing.__doc__ and not thing.__doc__.startswith(f"{name}("), name  # dataclasses write their own


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"```sh\n(python3 -m venv [^\n]+)\n```", (ROOT / "README.md").read_text())
    assert len(commands) == 2
    install, test = commands
    assert install.endswith("setlist build")
    assert test in (ROOT / ".ci" / "run").read_text().splitlines()
