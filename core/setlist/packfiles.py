"""The files of one pack folder, read as if they were hostile: regular files inside the folder, of listed suffixes, within caps."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

MANIFEST = "pack.yaml"
KINDS = {  # folder -> the kind of document in it
    "vocabulary": "vocabulary",
    "exercises": "exercise",
    "templates": "template",
    "rules": "rule",
    "conditions": "condition",
    "screening": "question",
    "advice": "advice",
}
BESIDE = frozenset({"translations", "tests"})  # belong to a pack, but not to its catalog
SUFFIXES = (".yaml", ".yml", ".json")
TEXTS = ("README", "LICENSE", "LICENCE", "CHANGELOG", "NOTICE", "CONTRIBUTING", "__init__.py")  # a pack folder may hold these for people
MAX_FILES = 2000
MAX_FILE_BYTES = 4 * 1024 * 1024
MAX_BYTES = 64 * 1024 * 1024
LINK_OUT = "a link that leaves the pack"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)  # a pipe must not hang us


class UnsafeFile(Exception):
    """A file that is not read; the message says why and names no path."""


class PackFiles(NamedTuple):
    """`contents` maps `exercises/a.yaml` to its bytes, in name order; `strays` are names that belong to no part of a pack;
    `refused` are names that may not be read, with the reason."""

    contents: dict[str, bytes]
    strays: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]

    def digest(self) -> str:
        """sha256 over the sorted (name, bytes); lengths are part of it, so that no two packs read alike."""
        digest = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            digest.update(f"{len(name)} {name} {len(content)} ".encode())
            digest.update(content)
        return digest.hexdigest()


def read_files(root: Path) -> PackFiles:
    """Every file of a pack. Raises OSError when the folder itself cannot be listed."""
    contents: dict[str, bytes] = {}
    strays: list[str] = []
    refused: list[tuple[str, str]] = []
    total = 0
    for name, entry in _entries(root, refused):
        if entry is None:
            strays.append(name)
            continue
        if len(contents) >= MAX_FILES:
            refused.append((name, f"a pack may hold {MAX_FILES} files"))
            break
        try:
            contents[name] = _read(entry.path, root if entry.is_symlink() else None)
        except UnsafeFile as error:
            refused.append((name, str(error)))
            continue
        total += len(contents[name])
        if total > MAX_BYTES:
            refused.append((name, f"a pack may hold {MAX_BYTES >> 20} MiB"))
            break
    return PackFiles(dict(sorted(contents.items())), tuple(sorted(strays)), tuple(sorted(refused)))


def read_file(root: Path, name: str) -> bytes:
    """The bytes of one file of a pack. Raises UnsafeFile."""
    path = root / name
    return _read(str(path), root if path.is_symlink() else None)


def _read(path: str, link_in: Path | None) -> bytes:
    try:
        if link_in is not None and not _inside(path, link_in):
            raise UnsafeFile(LINK_OUT)
        handle = os.open(path, _FLAGS)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise UnsafeFile("not a regular file")
            content = _read_all(handle, status.st_size)
        finally:
            os.close(handle)
    except OSError as error:
        raise UnsafeFile(f"cannot be read ({error.strerror})") from error
    if len(content) > MAX_FILE_BYTES:
        raise UnsafeFile(f"larger than {MAX_FILE_BYTES >> 20} MiB: split it")
    return content


def _read_all(handle: int, likely: int) -> bytes:
    """Never more than one byte over the limit, whatever size the file says it has."""
    parts = []
    size = 0
    while size <= MAX_FILE_BYTES and (part := os.read(handle, min(likely, MAX_FILE_BYTES - size) + 1)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)


def _inside(path: str, root: Path) -> bool:
    return Path(path).resolve(strict=True).is_relative_to(root.resolve())


def _entries(root: Path, refused: list[tuple[str, str]]) -> Iterator[tuple[str, os.DirEntry[str] | None]]:
    """What lies in the folder and one level below, in name order; None for what is no part of a pack. Hidden names are passed over."""
    for entry in _listed(root):
        is_folder = entry.is_dir()
        if is_folder and (entry.name in KINDS or entry.name in BESIDE):
            if entry.is_symlink() and not _inside(entry.path, root):
                refused.append((entry.name, LINK_OUT))
                continue
            for child in _listed(entry.path):
                is_document = child.name.endswith(SUFFIXES) and not child.is_dir()
                yield f"{entry.name}/{child.name}", child if is_document else None
        elif entry.name == MANIFEST:
            yield entry.name, entry
        elif is_folder or not entry.name.startswith(TEXTS):
            yield entry.name + "/" * is_folder, None


def _listed(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted((entry for entry in entries if not entry.name.startswith((".", "__pycache__"))), key=lambda entry: entry.name)
