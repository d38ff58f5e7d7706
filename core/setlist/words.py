"""The closed sets of words that everything speaks in, and the empty mapping that stands for nothing said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

Level = Literal["beginner", "intermediate", "advanced"]
Severity = Literal["exclude", "modify", "caution", "prefer"]
Step = Literal["go", "see-someone", "clearance", "stop"]
Range = tuple[int, int]

LEVELS: tuple[Level, ...] = ("beginner", "intermediate", "advanced")
SEVERITIES: tuple[Severity, ...] = ("exclude", "modify", "caution", "prefer")
STEPS: tuple[Step, ...] = ("go", "see-someone", "clearance", "stop")


class _Empty(Mapping[str, Any]):
    """The empty mapping, immutable and hashable, so that it can be a default."""

    def __getitem__(self, key: str) -> Any:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "{}"


EMPTY: Mapping[str, Any] = _Empty()
