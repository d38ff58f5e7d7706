"""Plain JSON data that cannot change: dicts refuse writes, lists become tuples."""

from __future__ import annotations

from typing import Any, NoReturn


class FrozenDict(dict[str, Any]):
    """A dict that refuses writes. It still is a dict, so that `json`, `==` and copying work as usual."""

    __slots__ = ()

    def _refuse(self, *_: Any, **__: Any) -> NoReturn:
        raise TypeError("catalog data cannot change; copy it with dict(...)")

    __setitem__ = __delitem__ = update = setdefault = pop = popitem = clear = __ior__ = _refuse

    def __copy__(self) -> FrozenDict:
        return self

    def __deepcopy__(self, memo: Any) -> FrozenDict:
        return self

    def __reduce__(self) -> tuple[type[FrozenDict], tuple[dict[str, Any]]]:
        return FrozenDict, (dict(self),)


def freeze(value: Any) -> Any:
    """The same JSON value, immutable all the way down; what is frozen already is passed through."""
    if value.__class__ not in _CONTAINERS:
        return value
    if isinstance(value, dict):
        return FrozenDict({key: freeze(item) if item.__class__ in _CONTAINERS else item for key, item in value.items()})
    return tuple([freeze(item) if item.__class__ in _CONTAINERS else item for item in value])


_CONTAINERS = frozenset({dict, list, tuple})
