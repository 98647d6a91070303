"""How every command prints its answers: JSON for programs, plain lines for pipes, tables for people."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, TypeVar

import click

from trtui.domain import text

F = TypeVar("F", bound=Callable[..., Any])
PLAIN = "trtui.plain"
NARROWEST = 8
"""So many cells are left of every column before the end of the line is cut."""


def json_option(command: F) -> F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)


def plain_option(command: F) -> F:
    """Add ``--plain``, which makes ``print_table`` and ``print_facts`` print lines."""
    return click.option(
        "--plain",
        is_flag=True,
        expose_value=False,
        callback=_keep_plain,
        help="Print one line per record, for pipes and screen readers.",
    )(command)


def _keep_plain(ctx: click.Context, option: click.Parameter, value: bool) -> None:
    ctx.meta[PLAIN] = value


def is_plain() -> bool:
    """Tell whether lines were asked for."""
    return bool(click.get_current_context().meta.get(PLAIN))


def jsonable(value: Any) -> Any:
    """Return a value of the desk as what JSON can hold: dataclasses as objects, days as ISO text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: jsonable(part) for name, part in asdict(value).items()}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): jsonable(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(part) for part in value]
    return value


def print_json(value: Any) -> None:
    """Print one JSON document."""
    import json

    click.echo(harmless(json.dumps(jsonable(value), ensure_ascii=not _is_utf8(), indent=2)))


def print_json_line(value: Any) -> None:
    """Print one JSON document on one line."""
    import json

    click.echo(harmless(json.dumps(jsonable(value), ensure_ascii=not _is_utf8(), separators=(",", ":"))))


def harmless(document: str) -> str:
    """Return a JSON document with everything escaped that a terminal could act on or a reader cannot see.

    That is what is not printable (controls, bidirectional marks, zero-width characters, tags) and combining marks
    beyond those that one letter can carry. The document means the same.
    """
    if document.isascii() and document.replace("\n", "").isprintable():
        return document
    parts, marks = [], 0
    for char in document:
        marks = marks + 1 if unicodedata.combining(char) else 0
        is_shown = (char.isprintable() or char == "\n") and marks <= text.MARKS
        parts.append(char if is_shown else _escaped(char))
    return "".join(parts)


def _escaped(char: str) -> str:
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def print_lines(rows: Iterable[Sequence[Any]]) -> None:
    """Print rows with tabs between their fields, one line each; nothing in them can move the terminal's cursor."""
    for row in rows:
        click.echo("\t".join(plain(field) for field in row))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[Any]], kind: str = "") -> None:
    """Print rows under titles, in columns as wide as their content as far as the terminal is wide enough.

    A column takes at most 48 cells, the last one all that it needs. As plain lines each begins with its ``kind``.
    """
    if is_plain():
        print_lines((kind, *row) if kind else row for row in rows)
        return
    from rich.cells import cell_len

    texts = [[plain(field) for field in row] for row in rows]
    widths = [
        min(48, max([cell_len(title), *(cell_len(row[at]) for row in texts)]))
        for at, title in enumerate(titles)
    ]
    room = _columns()
    _shrink(widths, room)
    for line in [list(titles), *texts]:
        parts = [_fitted(field, width) for field, width in zip(line[:-1], widths[:-1], strict=True)]
        said = "  ".join([*parts, line[-1]]).rstrip()
        click.echo(_fitted(said, room).rstrip() if room else said)


def _columns() -> int:
    """Return how wide the terminal is, or zero where nothing says so: a pipe or a file takes whole lines."""
    import os
    import shutil

    if not os.environ.get("COLUMNS", "").isdecimal() and not sys.stdout.isatty():
        return 0
    return shutil.get_terminal_size().columns


def _shrink(widths: list[int], room: int) -> None:
    """Take from the widest columns what is too much, down to a few letters."""
    over = sum(widths) + 2 * (len(widths) - 1) - room if room else 0
    while over > 0 and (widest := max(widths, default=0)) > NARROWEST:
        widths[widths.index(widest)] -= 1
        over -= 1


def print_facts(facts: Iterable[tuple[str, Any]]) -> None:
    """Print what is known of one thing, a line each, without what is not known."""
    for label, value in facts:
        if value not in (None, ""):
            click.echo(f"{label.lower()}\t{plain(value)}" if is_plain() else f"{label}: {plain(value)}")


def print_done(done: Mapping[str, Any], said: str, as_json: bool) -> None:
    """Print what a command did: one JSON document, or a sentence."""
    if as_json:
        print_json(done)
    else:
        click.echo(plain(said))


def remark(words: str) -> None:
    """Say something beside the answer, where it does not get into a pipe."""
    click.echo(plain(words), err=True)


def plain(value: Any) -> str:
    """Return a value as one line without anything that a terminal could act on."""
    shown = text.with_few_marks("" if value is None else str(value))
    return shown if shown.isprintable() else "".join(char if char.isprintable() else " " for char in shown)


def _fitted(field: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return set_cell_size(field, width - 1) + "…" if cell_len(field) > width else set_cell_size(field, width)


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
