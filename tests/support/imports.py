"""Reading what modules import: from their source, and from what a fresh interpreter really loaded."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src"


@dataclass(frozen=True, slots=True)
class Import:
    """One import statement's target: where it stands, and whether it runs when the module is loaded."""

    module: Path
    line: int
    target: str
    on_load: bool

    def __str__(self) -> str:
        return f"{self.module.relative_to(ROOT)}:{self.line} imports {self.target}"


def modules(package: str = "trtui") -> list[Path]:
    """Return the source files of a package (``trtui.domain``), sorted; none while it does not exist."""
    return sorted((SOURCE / package.replace(".", "/")).rglob("*.py"))


def trees(package: str = "trtui") -> Iterator[tuple[Path, ast.Module]]:
    """Yield every source file of a package with its syntax tree."""
    for module in modules(package):
        yield module, ast.parse(module.read_text(), str(module))


def imports(package: str) -> Iterator[Import]:
    """Yield every import of a package's files, except those for type checking only."""
    for module, tree in trees(package):
        yield from imports_in(module, tree)


def imports_in(module: Path, tree: ast.Module) -> Iterator[Import]:
    """Yield every import of one module, except those for type checking only."""
    yield from _imports(module, tree.body, on_load=True)


def loaded_by(*statements: str) -> frozenset[str]:
    """Return the names of all modules that a fresh interpreter holds after running the statements."""
    code = "\n".join(["import sys", *statements, "sys.stderr.write('\\x1e'.join(sorted(sys.modules)))"])
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        raise AssertionError(done.stderr)
    return frozenset(done.stderr.split("\x1e"))


def among(loaded: frozenset[str], *packages: str) -> set[str]:
    """Return those of ``packages`` that were loaded, whole or in part."""
    return {p for p in packages if any(name == p or name.startswith(f"{p}.") for name in loaded)}


def _imports(module: Path, body: list[ast.stmt], on_load: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(module, node.lineno, name.name, on_load)
        elif isinstance(node, ast.ImportFrom):
            source = _absolute(module, node)
            for name in [f"{source}.{part.name}" for part in node.names] if source == "trtui" else [source]:
                yield Import(module, node.lineno, name, on_load)
        elif isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            yield from _imports(module, node.orelse, on_load)
        else:
            inside = on_load and not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            for field in ("body", "orelse", "finalbody"):
                yield from _imports(module, getattr(node, field, []), inside)
            for handler in [*getattr(node, "handlers", []), *getattr(node, "cases", [])]:
                yield from _imports(module, handler.body, inside)


def _absolute(module: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = list(module.relative_to(SOURCE).with_suffix("").parts[: -node.level])
    return ".".join([*package, *((node.module or "").split(".") if node.module else [])])
