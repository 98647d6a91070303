"""The use cases of the desk: what screens and commands call, found in their source, so that none can be forgotten."""

from __future__ import annotations

import ast
import importlib.util
import inspect
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import trtui

SOURCE = Path(trtui.__file__).parent
CONTEXTS = ("Look", "Work", "Desk")
"""The first parameter of a use case: reading, writing with a journal, or writing something operational."""


@cache
def use_cases() -> dict[str, Callable[..., Any]]:
    """Return every function of the desk that a screen or a command names, by ``module.function``."""
    cases = {}
    for name in sorted(_named_above()):
        module, _, function = name.rpartition(".")
        case = getattr(importlib.import_module(module), function, None)
        if inspect.isfunction(case) and context_of(case):
            cases[name.removeprefix("trtui.desk.")] = case
    return cases


def context_of(case: Callable[..., Any]) -> str:
    """Return what a use case works on, one of ``CONTEXTS``; empty for a function that is none."""
    parameters = list(inspect.signature(case).parameters.values())
    first = str(parameters[0].annotation).partition(" ")[0] if parameters else ""
    return first if first in CONTEXTS else ""


def _named_above() -> set[str]:
    named: set[str] = set()
    for floor in ("ui", "cli"):
        for path in (SOURCE / floor).rglob("*.py"):
            named |= _named_in(ast.parse(path.read_text(encoding="utf-8")))
    return named


def _named_in(tree: ast.Module) -> set[str]:
    known = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("trtui.desk")
        for alias in node.names
    }
    named = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in known:
            module = known[node.value.id]
            if not _is_value(module):
                named.add(f"{module}.{node.attr}")
        elif isinstance(node, ast.Name) and node.id in known and _is_value(known[node.id]):
            named.add(known[node.id])
    return named


def _is_value(name: str) -> bool:
    """Tell whether a name is something inside a module, not a module itself."""
    try:
        return importlib.util.find_spec(name) is None
    except ModuleNotFoundError:
        return True
