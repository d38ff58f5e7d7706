"""Importers of plugins, and the pack folder they end in: whole and valid, or not there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist import Context, Imported, Importer, Profile, documents, hookimpl
from setlist.importing import FolderTaken, find_importer, gather_importers, to_yaml, write_pack
from setlist.model import Catalog, Vocabulary
from setlist.plugins import PluginChoiceError, PluginError, PluginFailure, PluginInfo, Plugins

CONTEXT = Context(Profile(), Catalog((), Vocabulary(), {}, {}, {}, {}, {}))
INFO = PluginInfo("acme")
MANIFEST = {"format": 1, "id": "mine", "version": "0.1.0", "title": "Mine", "license": "CC0-1.0"}


class Acme:
    def __init__(self, *names: str) -> None:
        self.names = names

    @hookimpl
    def setlist_importers(self, context: Context) -> list[Importer]:
        return [Importer(name, lambda path: Imported({"pack.yaml": MANIFEST}, 3), f"About {name}") for name in self.names]


class Broken:
    @hookimpl
    def setlist_importers(self, context: Context) -> Any:
        raise KeyError("chalk")


def test_importers_come_by_name_and_failures_cost_only_themselves() -> None:
    items, failures = gather_importers(Plugins.of(("acme", Acme("b", "a")), ("bad", Broken())), CONTEXT)
    assert [(info.name, importer.name) for info, importer in items] == [("acme", "a"), ("acme", "b")]
    assert [failure.info.name for failure in failures] == ["bad"]


def test_an_unknown_importer_gets_the_closest() -> None:
    with pytest.raises(PluginChoiceError, match="there is no importer 'athlet'; did you mean 'athlete'"):
        find_importer(Plugins.of(("acme", Acme("athlete"))), CONTEXT, "athlet")
    with pytest.raises(PluginFailure, match="chalk"):
        find_importer(Plugins.of(("bad", Broken())), CONTEXT, "athlete")


def test_an_importer_that_gives_something_else_is_named() -> None:
    class Odd:
        @hookimpl
        def setlist_importers(self, context: Context) -> list[Importer]:
            return [Importer("odd", lambda path: {})]  # type: ignore[arg-type, return-value]

    _, importer = find_importer(Plugins.of(("odd", Odd())), CONTEXT, "odd")
    with pytest.raises(PluginFailure, match=r"plugin odd .* expected Imported"):
        importer.load(Path("x"))


def test_a_pack_is_written_whole(tmp_path: Path, home: Path) -> None:
    folder = tmp_path / "packs" / "mine"
    assert write_pack(Imported({"pack.yaml": MANIFEST}), folder, INFO) == []
    assert documents.read((folder / "pack.yaml").read_bytes(), "pack.yaml") == MANIFEST
    assert [path.name for path in folder.parent.iterdir()] == ["mine"], "nothing is left beside it"


def test_an_invalid_pack_is_not_written(tmp_path: Path, home: Path) -> None:
    bad = {"pack.yaml": MANIFEST, "exercises/a.yaml": [{"id": "Not An Id"}]}
    with pytest.raises(PluginError, match=r"plugin acme .* not valid, so nothing was written: exercises/a.yaml:1:\d+: E"):
        write_pack(Imported(bad), tmp_path / "mine", INFO)
    assert not [path for path in tmp_path.iterdir() if path != home]


@pytest.mark.parametrize(
    "name", ["../evil.yaml", "exercises/../../evil.yaml", "/evil.yaml", "exercises/a.py", "code/a.yaml", "exercises/.a.yaml"]
)
def test_a_name_outside_the_pack_is_refused(tmp_path: Path, home: Path, name: str) -> None:
    with pytest.raises(PluginError, match="wants to write"):
        write_pack(Imported({"pack.yaml": MANIFEST, name: []}), tmp_path / "mine", INFO)
    assert not [path for path in tmp_path.iterdir() if path != home]


def test_a_pack_without_manifest_is_not_written(tmp_path: Path, home: Path) -> None:
    with pytest.raises(PluginError, match=r"plugin acme .* made no pack\.yaml"):
        write_pack(Imported({}), tmp_path / "mine", INFO)


def test_what_is_there_already_stays(tmp_path: Path, home: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "diary.txt").write_text("dear me")
    (tmp_path / "file").write_text("x")
    for name in ("mine", "file"):
        with pytest.raises(FolderTaken, match="there already"):
            write_pack(Imported({"pack.yaml": MANIFEST}), tmp_path / name, INFO)
    assert (tmp_path / "mine" / "diary.txt").read_text() == "dear me"


def test_an_empty_folder_may_be_filled(tmp_path: Path, home: Path) -> None:
    (tmp_path / "mine").mkdir()
    write_pack(Imported({"pack.yaml": MANIFEST}), tmp_path / "mine", INFO)
    assert (tmp_path / "mine" / "pack.yaml").is_file()


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60) | st.sampled_from(
    ["y", "No", "1e3", "0o7", ".5", "<<", "-", "?", "\x85"]
)


@given(st.dictionaries(TEXTS, st.lists(TEXTS | st.integers(-9, 9) | st.booleans() | st.none(), max_size=4), min_size=1, max_size=4))
def test_any_text_survives_the_way_through_yaml(value: Any) -> None:
    assert documents.read(to_yaml(value), "x.yaml") == value


@pytest.mark.parametrize(
    "value",
    [
        {"a": "yes", "b": "2026-01-01", "c": "1:30", "d": "007", "e": "~", "f": "- no", "g": "#", "h": "0.1"},
        [{"steps": ["Stand tall, feet apart: breathe.", "“Quoted” — and so on\u00be"], "n": [1, 2], "m": {}, "l": []}],
        [True, None, 1.5, "", " edge ", "a" * 300],
    ],
)
def test_values_survive_the_way_through_yaml(value: Any) -> None:
    assert documents.read(to_yaml(value), "x.yaml") == value


def test_short_things_stay_on_one_line() -> None:
    text = to_yaml(
        [{"id": "row", "dose": {"sets": [2, 4], "reps": [8, 12]}, "steps": ["Stand tall and let both arms hang long."]}]
    ).decode()
    assert text == "- id: row\n  dose: {sets: [2, 4], reps: [8, 12]}\n  steps:\n  - Stand tall and let both arms hang long.\n"
