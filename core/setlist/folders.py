"""Where the user's files live, and the one way to keep a private cache file there.

`SETLIST_HOME` moves everything (tests and shared machines use it). Without it, user data goes where click would put it; the places
are worked out here because importing click costs more than answering most questions.
"""

# os.path, because importing pathlib takes longer than all of this.
# ruff: noqa: PTH100, PTH103, PTH105, PTH108, PTH111, PTH116, PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def user_dir() -> Path:
    """The folder of the user's configuration and packs: `SETLIST_HOME`, else click's application folder. It may not exist yet."""
    from pathlib import Path

    return Path(_home() or _app_dir())


def cache_dir() -> Path:
    """The folder of caches, which may be removed at any time: `SETLIST_HOME/cache`, else the platform's cache folder."""
    from pathlib import Path

    return Path(cache_path())


def cache_path(*names: str) -> str:
    """`cache_dir()` and names below it as a string, for code that runs before anything worth importing pathlib for."""
    home = _home()
    return os.path.join(home, "cache", *names) if home else os.path.join(_platform_cache(), *names)


def read_private(path: str) -> bytes | None:
    """The bytes of a cache file, or None when it is missing, unreadable, not a regular file, or could have been written by someone else."""
    import stat

    try:
        with open(path, "rb") as file:
            status = os.fstat(file.fileno())
            return file.read() if stat.S_ISREG(status.st_mode) and _ours(status) else None
    except OSError:
        return None


def write_private(path: str, data: bytes) -> bool:
    """Write a cache file that only this user can read, whole, in a folder that is this user's.

    False when it cannot be written: a cache is never worth an error.
    """
    folder = os.path.dirname(path)
    if not os.path.isabs(folder):
        return False
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        if not _ours(os.stat(folder)):
            return False
        write_whole(path, data)
    except OSError:
        return False
    return True


def write_whole(path: str, data: bytes) -> None:
    """Write a file of this user's through a temporary file and a rename, so that nobody ever reads half of it. Raises OSError."""
    import tempfile

    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=".new-")  # mode 0600
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _ours(status: os.stat_result) -> bool:
    if sys.platform == "win32":
        return True  # the profile folder's access list already keeps others out
    return status.st_uid == os.geteuid() and not status.st_mode & 0o022


def _home() -> str | None:
    home = os.environ.get("SETLIST_HOME")
    return os.path.abspath(home) if home else None


def _app_dir() -> str:
    """What `click.get_app_dir("setlist")` answers; a test compares the two."""
    if sys.platform == "win32":
        return os.path.join(os.environ.get("APPDATA", os.path.expanduser("~")), "setlist")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/setlist")
    return os.path.join(os.environ.get("XDG_CONFIG_HOME", os.path.expanduser("~/.config")), "setlist")


def _platform_cache() -> str:
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA", os.path.expanduser("~")), "setlist", "Cache")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Caches/setlist")
    folder = os.environ.get("XDG_CACHE_HOME", "")
    return os.path.join(folder if os.path.isabs(folder) else os.path.expanduser("~/.cache"), "setlist")
