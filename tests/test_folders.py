"""Where the user's files live."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from setlist.folders import cache_dir, cache_path, read_private, user_dir, write_private


@pytest.mark.parametrize("config_home", [None, "/etc/somebody", "relative"])
def test_user_files_live_where_click_would_put_them(config_home: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SETLIST_HOME", raising=False)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    if config_home:
        monkeypatch.setenv("XDG_CONFIG_HOME", config_home)
    assert user_dir() == Path(click.get_app_dir("setlist"))


def test_setlist_home_moves_everything(home: Path) -> None:
    assert user_dir() == home
    assert cache_dir() == home / "cache"
    assert cache_path("packs", "a.json") == str(home / "cache" / "packs" / "a.json")


def test_an_empty_setlist_home_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SETLIST_HOME", "")
    assert user_dir() == Path(click.get_app_dir("setlist"))


def test_a_relative_cache_home_is_ignored_as_its_specification_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SETLIST_HOME", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    assert cache_dir().is_absolute()


def test_a_cache_file_is_for_its_user_only(home: Path) -> None:
    path = home / "cache" / "x" / "data.json"
    assert write_private(str(path), b"{}")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert read_private(str(path)) == b"{}"
    assert [p.name for p in path.parent.iterdir()] == ["data.json"]


def test_a_file_that_others_could_have_written_is_not_read(home: Path) -> None:
    path = home / "cache" / "data.json"
    write_private(str(path), b"{}")
    path.chmod(0o666)
    assert read_private(str(path)) is None


def test_nothing_is_written_into_a_folder_that_others_can_write(home: Path) -> None:
    folder = home / "cache"
    folder.mkdir()
    folder.chmod(0o777)
    assert not write_private(str(folder / "data.json"), b"{}")
    assert list(folder.iterdir()) == []


def test_a_cache_that_cannot_be_written_is_no_error(home: Path) -> None:
    (home / "cache").write_text("a file where the folder should be")
    assert not write_private(str(home / "cache" / "data.json"), b"{}")
    assert not write_private("relative/data.json", b"{}")
    assert not Path("relative").exists()
    assert read_private(str(home / "cache" / "data.json")) is None
