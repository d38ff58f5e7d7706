"""The user's configuration file: read strictly, edited gently."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.config import Config, config_file, disable_plugins, read_config
from setlist.problems import InputError


def write(text: str) -> Path:
    config_file().write_text(text)
    return config_file()


@pytest.mark.parametrize("text", [None, "", "# disabled_plugins: [a]\n", "disabled_plugins:\nplugins:\n"])
def test_no_configuration_is_the_default_one(text: str | None, home: Path) -> None:
    if text is not None:
        write(text)
    assert read_config() == Config()


def test_names_and_settings_are_read(home: Path) -> None:
    write("disabled_plugins: [a, b]\nplugins: {c: {swings: [1, 2]}}\n")
    assert read_config() == Config(("a", "b"), {"c": {"swings": (1, 2)}})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("disable_plugins: [a]", ":1:18: E102 unknown key 'disable_plugins' (did you mean 'disabled_plugins'?)"),
        ("plugins: {}\ndisabled_plugins: a", ":2:19: E103 expected a list of plugin names"),
        ("plugins: [a]", ":1:10: E103 expected a mapping from plugin names to their settings"),
        ("plugins: {a: 3}", ":1:14: E103 expected a mapping of settings for a"),
        ("- a", ":1:1: E103 expected a mapping (its keys are disabled_plugins and plugins)"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, problem: str, home: Path) -> None:
    path = write(text)
    with pytest.raises(InputError) as caught:
        read_config()
    assert str(caught.value) == f"{path}{problem}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'disabled_plugins: ["b", "new"]\n'),
        ("# mine\nplugins: {a: {}}", '# mine\nplugins: {a: {}}\ndisabled_plugins: ["b", "new"]\n'),
        ("disabled_plugins: [b]  # why\nplugins: {}\n", 'disabled_plugins: ["b", "new"]  # why\nplugins: {}\n'),
        ("disabled_plugins:\n- a\n- b  # why\n# more\nplugins: {}\n", 'disabled_plugins: ["b", "new"]  # why\n# more\nplugins: {}\n'),
        ("disabled_plugins:\nplugins: {}\n", 'disabled_plugins: ["b", "new"]\nplugins: {}\n'),
    ],
)
def test_only_the_names_are_edited(before: str, after: str, home: Path) -> None:
    path = write(before) if before else config_file()
    disable_plugins(["new", "b"])
    assert path.read_text() == after


def test_a_file_that_is_wrong_is_not_edited(home: Path) -> None:
    path = write("plugins: [")
    with pytest.raises(InputError):
        disable_plugins(["a"])
    assert path.read_text() == "plugins: ["


def test_a_file_that_cannot_be_edited_safely_is_left_alone(home: Path) -> None:
    path = write("{plugins: {}}\n")
    with pytest.raises(InputError):
        disable_plugins(["a"])
    assert path.read_text() == "{plugins: {}}\n"


def test_a_link_stays_a_link(home: Path, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.yaml"
    real.write_text("# mine\n")
    config_file().symlink_to(real)
    disable_plugins(["a"])
    assert config_file().is_symlink()
    assert real.read_text() == '# mine\ndisabled_plugins: ["a"]\n'


NAMES = st.lists(st.from_regex(r"acme[a-z0-9-]{0,8}", fullmatch=True), unique=True, max_size=4)


@given(
    before=NAMES,
    after=NAMES,
    flow=st.booleans(),
    others=st.dictionaries(st.sampled_from("abc"), st.dictionaries(st.sampled_from("ab"), st.integers(-99, 99))),
)
@settings(max_examples=50, deadline=None)
def test_an_edit_changes_the_names_and_nothing_else(
    before: list[str], after: list[str], flow: bool, others: dict[str, dict[str, int]]
) -> None:
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("SETLIST_HOME", folder)
        quoted = yaml.safe_dump(
            {"disabled_plugins": before, "plugins": others}, default_flow_style=flow, default_style='"' if flow else None
        )
        write(quoted if not flow else f"disabled_plugins: {before!r}\nplugins: {others!r}\n")
        disable_plugins(after)
        assert read_config() == Config(tuple(sorted(after)), others)
