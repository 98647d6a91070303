"""Whether a company being entered is already a client: normalising, comparing, weighing evidence, giving reasons.

What compares takes megabytes, and most who ask for a name's words compare nothing: each name is loaded when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trtui.domain.matching.comparing import compare, measures, rank
    from trtui.domain.matching.keys import (
        Asked,
        AskedKey,
        IndexKeys,
        asked_words,
        index_words,
        key_of,
        pair_key,
    )
    from trtui.domain.matching.rarity import Rarity, general_rarity, word_rarity
    from trtui.domain.matching.values import (
        CERTAIN,
        LIKELY,
        POSSIBLE,
        WARNED,
        Known,
        Match,
        Reason,
        Strength,
        Typed,
    )

_WHERE = {
    "comparing": "compare measures rank",
    "keys": "Asked AskedKey IndexKeys asked_words index_words key_of pair_key",
    "rarity": "Rarity general_rarity word_rarity",
    "values": "CERTAIN LIKELY POSSIBLE WARNED Known Match Reason Strength Typed",
}
_MODULES = {name: module for module, names in _WHERE.items() for name in names.split()}

__all__ = [
    "CERTAIN",
    "LIKELY",
    "POSSIBLE",
    "WARNED",
    "Asked",
    "AskedKey",
    "IndexKeys",
    "Known",
    "Match",
    "Rarity",
    "Reason",
    "Strength",
    "Typed",
    "asked_words",
    "compare",
    "general_rarity",
    "index_words",
    "key_of",
    "measures",
    "pair_key",
    "rank",
    "word_rarity",
]


def __getattr__(name: str) -> Any:
    """Load what a name stands for."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
