"""Plain JSON data that cannot change: dicts refuse writes, lists become tuples."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any, NoReturn


class FrozenDict(dict[str, Any]):
    """A dict that refuses writes. It still is a dict, so that `json`, `==` and copying work as usual."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("this cannot change; copy it with dict(...)")

    __setitem__ = __delitem__ = update = setdefault = pop = popitem = clear = __ior__ = _refuse

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, memo: Any) -> FrozenDict:
        return self

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return FrozenDict, (dict(self),)


def freeze(value: Any) -> Any:
    """The same JSON value, immutable all the way down; what is frozen already is passed through."""
    if isinstance(value, FrozenDict):
        return value
    if isinstance(value, (dict, MappingProxyType)):
        return FrozenDict({key: item if item.__class__ in _SCALARS else freeze(item) for key, item in value.items()})
    if value.__class__ in (list, tuple):
        return tuple([item if item.__class__ in _SCALARS else freeze(item) for item in value])
    return value


def thaw(value: Any) -> Any:
    """The same JSON value in plain dicts and lists, for whoever writes or changes it."""
    if isinstance(value, dict):
        return {key: thaw(item) for key, item in value.items()}
    return [thaw(item) for item in value] if isinstance(value, (list, tuple)) else value


_SCALARS = frozenset({str, int, float, bool, type(None)})
