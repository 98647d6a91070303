"""Under which name a change is kept: every use case that writes says its own, so that code may move and be renamed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Case = TypeVar("Case", bound=Callable[..., Any])


def stored_as(name: str) -> Callable[[Case], Case]:
    """Give a use case the name under which the history keeps its changes; a name that stores hold never changes."""

    def give(case: Case) -> Case:
        vars(case)["stored_name"] = name
        return case

    return give


def stored_name(case: Callable[..., Any]) -> str:
    """Return the name under which a use case's changes are kept; empty where it says none."""
    return str(getattr(case, "stored_name", ""))
