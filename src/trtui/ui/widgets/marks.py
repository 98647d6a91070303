"""Which rows of a list are marked, by key: the marks outlive scrolling, sorting and refreshing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable


class Marks:
    """An ordered set of keys, and the range that is being marked."""

    def __init__(self) -> None:
        self._keys: dict[Hashable, None] = {}
        self.anchor: int | None = None
        """Index at which a range was begun, or None."""

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The marked keys in the order of marking."""
        return tuple(self._keys)

    def toggle(self, key: Hashable) -> None:
        """Mark a key, or unmark it."""
        if key in self._keys:
            del self._keys[key]
        else:
            self._keys[key] = None

    def add(self, keys: Iterable[Hashable]) -> None:
        """Mark several keys."""
        self._keys.update(dict.fromkeys(keys))

    def clear(self) -> bool:
        """Drop all marks and the range; return whether there were any."""
        had = bool(self._keys) or self.anchor is not None
        self._keys.clear()
        self.anchor = None
        return had

    def in_range(self, index: int, cursor: int) -> bool:
        """Return whether an index lies in the range that is being marked."""
        return self.anchor is not None and min(self.anchor, cursor) <= index <= max(self.anchor, cursor)
