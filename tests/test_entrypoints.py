"""The index of entry points: as right as reading every distribution, and never older than the last install."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from setlist.entrypoints import KEPT, EntryPoint, entry_points
from sites import Site

GROUP = "setlist.plugins"


def names(*ignored: str) -> list[str]:
    return [e.name for e in entry_points(GROUP) if e.dist != "setlist"]


def index_file(home: Path) -> Path:
    (path,) = (home / "cache" / "entry-points").iterdir()
    return path


def test_entry_points_are_sorted_by_name_and_distribution(site: Site, home: Path) -> None:
    site.install("zebra", "2.1", plugins={"one": "zebra_one", "two": "zebra_two"})
    site.install("ape", plugins={"two": "ape_two"})
    assert [e for e in entry_points(GROUP) if e.dist != "setlist"] == [
        EntryPoint("one", "zebra_one", "zebra", "2.1"),
        EntryPoint("two", "ape_two", "ape", "1.0"),
        EntryPoint("two", "zebra_two", "zebra", "2.1"),
    ]


def test_other_groups_are_told_apart(site: Site, home: Path) -> None:
    site.install(
        "acme", plugins={"acme": "acme"}, text="[setlist.commands]\nhello = acme.cli:hello [colour]\n[console_scripts]\nx = acme:x\n"
    )
    assert [e for e in entry_points("setlist.commands") if e.dist == "acme"] == [EntryPoint("hello", "acme.cli:hello", "acme", "1.0")]
    with pytest.raises(ValueError, match=r"setlist\."):
        entry_points("console_scripts")


def test_a_hit_does_not_import_the_slow_library(site: Site, home: Path) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"})
    code = (
        "import sys; from setlist.entrypoints import entry_points; found = entry_points('setlist.plugins');"
        "print('acme' in [e.name for e in found], 'importlib.metadata' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(site.folder), *sys.path]), "SETLIST_HOME": str(home)}
    runs = [subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True).stdout for _ in "12"]
    assert runs == ["True True\n", "True False\n"]


def test_install_upgrade_and_uninstall_are_noticed_at_once(site: Site, home: Path) -> None:
    assert names() == []
    site.install("acme", plugins={"acme": "acme_plugin"})
    assert names() == ["acme"]
    site.uninstall("acme")
    site.install("acme", "2.0", plugins={"acme": "acme_plugin", "more": "acme_more"})
    assert names() == ["acme", "more"]
    assert {e.version for e in entry_points(GROUP) if e.dist == "acme"} == {"2.0"}
    site.uninstall("acme")
    assert names() == []


def test_an_edit_in_place_is_noticed(site: Site, home: Path) -> None:
    info = site.install("acme", plugins={"acme": "acme_plugin"})
    assert names() == ["acme"]
    site.write(info / "entry_points.txt", (info / "entry_points.txt").read_text().replace("acme =", "acmy ="))  # same size, same age
    assert names() == ["acmy"]
    (info / "entry_points.txt").unlink()
    assert names() == []


def test_what_has_just_been_written_is_not_cached(site: Site, home: Path) -> None:
    """A file can change once more within the resolution of its time stamp."""
    info = site.install("acme", plugins={"acme": "acme_plugin"})
    os.utime(info / "entry_points.txt")
    assert names() == ["acme"]
    assert not (home / "cache").exists()


def test_a_new_folder_on_the_path_is_noticed(site: Site, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Site(tmp_path / "other")
    other.install("acme", plugins={"acme": "acme_plugin"})
    assert names() == []
    monkeypatch.syspath_prepend(str(other.folder))
    assert names() == ["acme"]


def test_the_first_distribution_of_a_name_on_the_path_counts(
    site: Site, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.install("Acme.Rules", "1.0", plugins={"old": "acme"})
    first = Site(tmp_path / "first")
    first.install("acme-rules", "2.0", plugins={"new": "acme"})
    monkeypatch.syspath_prepend(str(first.folder))
    assert names() == ["new"]


def test_what_is_left_of_an_unfinished_uninstall_does_not_count(site: Site, home: Path) -> None:
    info = site.install("acme", plugins={"acme": "acme"})
    info.rename(info.with_name("~cme-1.0.dist-info"))
    assert names() == []


def test_a_line_that_cannot_be_read_is_kept_to_fail_when_used(site: Site, home: Path) -> None:
    site.install("acme", text="nonsense\n; a comment\n# another")
    assert [e for e in entry_points(GROUP) if e.dist == "acme"] == [EntryPoint("nonsense", "", "acme", "1.0")]


def test_distributions_in_a_zip_file_are_found(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "plugins.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("acme-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme\nVersion: 1.0\n")
        file.writestr("acme-1.0.dist-info/entry_points.txt", "[setlist.plugins]\nzipped = acme\n")
    monkeypatch.syspath_prepend(str(archive))
    assert names() == ["zipped"]


def damage_text(text: str) -> str:
    return text[: len(text) // 2]


def damage_format(text: str) -> str:
    return json.dumps({**json.loads(text), "format": 0})


def damage_rows(text: str) -> str:
    return json.dumps({**json.loads(text), "entries": [["setlist.plugins", "evil", 1]]})


def damage_kind(text: str) -> str:
    return json.dumps([text])


@pytest.mark.parametrize("damage", [damage_text, damage_format, damage_rows, damage_kind])
def test_a_damaged_index_is_a_miss(damage: Any, site: Site, home: Path) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"})
    names()
    path = index_file(home)
    whole = path.read_text()
    path.write_text(damage(whole))
    assert names() == ["acme"]
    assert path.read_text() == whole


def test_an_index_that_others_could_have_written_is_a_miss(site: Site, home: Path) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"})
    names()
    path = index_file(home)
    path.write_text(path.read_text().replace("acme_plugin", "evil_plugin"))
    assert "evil_plugin" in {e.value for e in entry_points(GROUP)}, "the index is what is read"
    path.chmod(0o622)
    assert "evil_plugin" not in {e.value for e in entry_points(GROUP)}


def test_without_a_place_for_the_index_the_answer_is_the_same(site: Site, home: Path) -> None:
    (home / "cache").write_text("a file where the folder should be")
    site.install("acme", plugins={"acme": "acme_plugin"})
    assert names() == names() == ["acme"]


def test_other_finders_of_distributions_are_asked_every_time(site: Site, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        """What a tool that keeps packages elsewhere installs."""

        def find_spec(self, *args: Any) -> None:
            return None

        def find_distributions(self, context: Any = None) -> list[Any]:
            return []

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    site.install("acme", plugins={"acme": "acme_plugin"})
    assert names() == ["acme"]
    assert not (home / "cache").exists()


def test_a_working_folder_that_is_gone_is_no_error(site: Site, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def getcwd() -> str:
        raise FileNotFoundError

    site.install("acme", plugins={"acme": "acme_plugin"})
    monkeypatch.syspath_prepend("")
    monkeypatch.setattr(os, "getcwd", getcwd)
    assert names() == ["acme"]


def test_only_the_last_environments_are_remembered(site: Site, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.install("acme", plugins={"acme": "acme_plugin"})
    for number in range(KEPT + 5):
        with monkeypatch.context() as patch:
            patch.syspath_prepend(str(tmp_path / str(number)))
            assert names() == ["acme"]
    assert len(list((home / "cache" / "entry-points").iterdir())) == KEPT


ACTIONS = st.lists(st.tuples(st.sampled_from(["acme", "beta", "gamma"]), st.sampled_from(["absent", "1.0", "2.0", "edited"])), max_size=8)


@given(ACTIONS)
@settings(deadline=None, max_examples=25)
def test_whatever_happens_the_index_says_what_is_installed(actions: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SETLIST_HOME", str(Path(folder) / "home"))
        site = Site(Path(folder) / "site")
        site.folder.mkdir()
        patch.syspath_prepend(str(site.folder))
        expected: dict[str, tuple[str, str]] = {}
        for dist, state in actions:
            if state == "edited" and dist in expected:
                version = expected[dist][0]
                site.write(site.folder / f"{dist}-{version}.dist-info" / "entry_points.txt", f"[setlist.plugins]\n{dist} = other\n")
                expected[dist] = (version, "other")
            elif state != "edited":
                for info in site.folder.glob(f"{dist}-*.dist-info"):
                    shutil.rmtree(info)
                expected.pop(dist, None)
                if state != "absent":
                    site.install(dist, state, plugins={dist: "value"})
                    expected[dist] = (state, "value")
            found = {e.dist: (e.version, e.value) for e in entry_points(GROUP) if e.dist in ("acme", "beta", "gamma")}
            assert found == expected
