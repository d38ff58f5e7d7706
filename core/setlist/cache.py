"""Checked pack documents as JSON, so that a pack is parsed and validated once. A miss when in doubt; nothing here is ever an error.

An entry is named by a key over everything it depends on (the pack's bytes, setlist's version, the schemas) and begins with a
checksum over that key and its content: a damaged, cut, renamed or foreign file is a miss.
"""

from __future__ import annotations

import hashlib
import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

from setlist import __version__
from setlist.folders import cache_path, read_private, write_private

FORMAT = 1  # grows when what is stored for the same bytes changes, and when a check is added without a new version
KEPT = 200  # entries; the oldest make room
CHECKSUM = 64  # hex digits of a sha256


def key(kind: str, content: str) -> str:
    """The name of what was made of `content` (a digest) by this setlist and its schemas."""
    parts = (str(FORMAT), kind, content, __version__, schema_digest())
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def load(name: str) -> Any:
    """The JSON value stored under a key, or None."""
    content = load_bytes(name)
    try:
        return None if content is None else json.loads(content)
    except ValueError:
        return None


def load_bytes(name: str) -> bytes | None:
    """The bytes stored under a key, or None."""
    entry = read_private(_path(name))
    if entry is None or len(entry) <= CHECKSUM or entry[:CHECKSUM] != _checksum(name, entry[CHECKSUM:]):
        return None
    return entry[CHECKSUM:]


def store(name: str, value: Any) -> None:
    """Keep a JSON value under a key."""
    store_bytes(name, json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def store_bytes(name: str, content: bytes) -> None:
    """Keep bytes under a key, whole or not at all. A folder that cannot be written is no cache."""
    if write_private(_path(name), _checksum(name, content) + content):
        _make_room(Path(_path(name)).parent)


def _make_room(folder: Path) -> None:
    try:
        entries = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime_ns)
        for path in entries[:-KEPT]:
            path.unlink()
    except OSError:
        return  # another process is doing the same


def _checksum(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + content).hexdigest().encode()


def _path(name: str) -> str:
    chosen = os.environ.get("SETLIST_CACHE")
    return str(Path(chosen).absolute() / "packs" / f"{name}.json") if chosen else cache_path("packs", f"{name}.json")


@lru_cache(maxsize=1)
def schema_digest() -> str:
    """sha256 over the built-in schemas, so that an entry never outlives the schema that checked it."""
    import setlist_schemas

    digest = hashlib.sha256()
    for folder in setlist_schemas.__path__:
        for path in sorted(Path(folder).glob("*.schema.json")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
