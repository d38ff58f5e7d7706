"""The cache: what was stored comes back, and anything doubtful is a miss."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from setlist import cache

NAME = "0" * 64
VALUE = {"exercises/a.yaml": [{"id": "a", "traits": ["impact"], "dose": {"sets": 2}, "note": "größer"}]}


@pytest.fixture(autouse=True)
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("SETLIST_CACHE", raising=False)
    return home / "cache" / "packs"


def test_what_was_stored_comes_back() -> None:
    assert cache.load(NAME) is None
    cache.store(NAME, VALUE)
    assert cache.load(NAME) == VALUE


def test_setlist_cache_moves_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETLIST_CACHE", str(tmp_path / "elsewhere"))
    cache.store(NAME, VALUE)
    assert (tmp_path / "elsewhere" / "packs" / f"{NAME}.json").is_file()
    assert cache.load(NAME) == VALUE


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_it_is_private(folder: Path) -> None:
    cache.store(NAME, VALUE)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()] == [0o600]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes")
def test_what_others_may_write_is_a_miss(folder: Path) -> None:
    cache.store(NAME, VALUE)
    (folder / f"{NAME}.json").chmod(0o666)
    assert cache.load(NAME) is None


@given(st.data())
def test_a_single_wrong_byte_is_a_miss(data: st.DataObject) -> None:
    cache.store(NAME, VALUE)
    path = Path(cache._path(NAME))
    good = path.read_bytes()
    at = data.draw(st.integers(0, len(good) - 1))
    path.write_bytes(good[:at] + bytes([good[at] ^ data.draw(st.integers(1, 255))]) + good[at + 1 :])
    assert cache.load(NAME) is None


@given(st.integers(0, 200))
def test_a_cut_file_is_a_miss(length: int) -> None:
    cache.store(NAME, VALUE)
    path = Path(cache._path(NAME))
    path.write_bytes(path.read_bytes()[: min(length, path.stat().st_size - 1)])
    assert cache.load(NAME) is None


def test_an_entry_under_another_name_is_a_miss(folder: Path) -> None:
    cache.store(NAME, VALUE)
    other = "1" * 64
    (folder / f"{NAME}.json").rename(folder / f"{other}.json")
    assert cache.load(other) is None


def test_a_folder_that_cannot_be_written_is_no_cache(home: Path) -> None:
    (home / "cache").write_text("a file where the folder should be")
    cache.store(NAME, VALUE)
    assert cache.load(NAME) is None


def test_the_key_depends_on_content_version_and_schemas(monkeypatch: pytest.MonkeyPatch) -> None:
    key = cache.key("pack", "abc")
    assert key == cache.key("pack", "abc")
    assert key != cache.key("manifest", "abc")
    assert key != cache.key("pack", "abd")
    monkeypatch.setattr(cache, "__version__", "99")
    assert key != cache.key("pack", "abc")
    monkeypatch.undo()
    monkeypatch.setattr(cache, "schema_digest", lambda: "another")
    assert key != cache.key("pack", "abc")


def test_the_oldest_entries_make_room(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "KEPT", 3)
    for number in range(5):
        cache.store(f"{number}", VALUE)
        os.utime(folder / f"{number}.json", (number, number))
    assert sorted(path.name for path in folder.iterdir()) == ["2.json", "3.json", "4.json"]
