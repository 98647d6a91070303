"""What every command shares: which store, which user, and how answers are printed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.integrations.config import Config

F = TypeVar("F", bound=Callable[..., Any])
STORE, LOGIN, CONFIG = "trtui.store", "trtui.login", "trtui.config"
NUMBER = click.IntRange(1, 2**31 - 1)
"""The number of a record, as both databases hold it."""


def store_options(command: F) -> F:
    """Add ``--db`` and ``--as``; they may stand before or after the command's name."""
    command = click.option(
        "--db",
        metavar="PATH|URL",
        envvar="TRTUI_DB",
        expose_value=False,
        callback=_keep(STORE),
        help="The store: an SQLite file, or a postgresql:// URL. [env: TRTUI_DB]",
    )(command)
    return click.option(
        "--as",
        "acting_as",
        metavar="USER",
        envvar="TRTUI_USER",
        expose_value=False,
        callback=_keep(LOGIN),
        help="Who you are, where the store allows it. [default: the login name]",
    )(command)


def json_option(command: F) -> F:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")(command)


def plain_option(command: F) -> F:
    """Add ``--plain``."""
    return click.option(
        "--plain", is_flag=True, help="Print one line per record, for pipes and screen readers."
    )(command)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    def keep(ctx: click.Context, option: click.Parameter, value: Any) -> Any:
        # What was typed before the command's name is stronger than what the environment says after it.
        source = ctx.get_parameter_source(option.name or "")
        if value is not None and (source is not ParameterSource.ENVIRONMENT or name not in ctx.meta):
            ctx.meta[name] = value
        return value

    return keep


def settings() -> Config:
    """Return the configuration, read once for a command; raises ConfigError naming the file and what is wrong in it."""
    from trtui.integrations.config import load

    kept = click.get_current_context().meta
    if CONFIG not in kept:
        kept[CONFIG] = load()
    config: Config = kept[CONFIG]
    return config


def make_office(ctx: click.Context | None = None, *, url: str = "", login: str = "") -> Office:
    """Return an office at the store that the options, the environment or the configuration name."""
    from trtui.desk.office import Office
    from trtui.integrations.clock import SystemClock

    ctx = ctx or click.get_current_context()
    config = settings()
    named = "" if login else str(ctx.meta.get(LOGIN) or "")
    asked_by = ""
    if named:
        import getpass

        asked_by = getpass.getuser()
    return Office(
        url or store_of(ctx),
        SystemClock(config.agency.time_zone),
        config.rules(),
        login or named,
        asked_by,
    )


def store_of(ctx: click.Context) -> str:
    """Return the path or URL of the store that the options, the environment or the configuration name."""
    return str(ctx.meta.get(STORE) or settings().store or default_store())


def is_there(store: str) -> bool:
    """Tell whether a store can be opened without making a file; a database server is asked only then."""
    from trtui.store.locating import locate

    where, kind = locate(store)
    return kind != "sqlite" or Path(where).exists()


@contextmanager
def sitting(ctx: click.Context | None = None, *, makes: bool = False) -> Iterator[Office]:
    """Sit down at the store for one command; only a command that brings something in ``makes`` a store.

    Raises StoreUnavailable where there is none.
    """
    ctx = ctx or click.get_current_context()
    store = store_of(ctx)
    if not makes and not is_there(store):
        from trtui.domain.errors import StoreUnavailable

        raise StoreUnavailable(
            f"There is no store at {store}. Is the path right? Make one with: trtui --db PATH; "
            "or bring clients in: trtui import FILE"
        )
    office = make_office(ctx)
    try:
        yield office
    finally:
        office.close()


def default_store() -> str:
    """Return where the store is unless somebody says otherwise: a file in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("trtui", appauthor=False) / "trtui.db")


def jsonable(value: Any) -> Any:
    """Return a value of the desk as what JSON can hold: dataclasses as objects, sets of words as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: jsonable(part) for name, part in asdict(value).items()}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {str(name): jsonable(part) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [jsonable(part) for part in value]
    return value


def print_json(value: Any) -> None:
    """Print one JSON document."""
    import json

    click.echo(json.dumps(jsonable(value), ensure_ascii=not _is_utf8(), indent=2))


def print_json_line(value: Any) -> None:
    """Print one JSON document on one line."""
    import json

    click.echo(json.dumps(jsonable(value), ensure_ascii=not _is_utf8(), separators=(",", ":")))


def print_lines(rows: Iterable[Sequence[Any]]) -> None:
    """Print rows with tabs between their fields, one line each; nothing in them can move the terminal's cursor."""
    for row in rows:
        click.echo("\t".join(plain(field) for field in row))


def print_table(titles: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print rows under titles in columns as wide as their content, for a person."""
    from rich.cells import cell_len

    texts = [[plain(field) for field in row] for row in rows]
    widths = [
        min(48, max([cell_len(title), *(cell_len(row[at]) for row in texts)]))
        for at, title in enumerate(titles)
    ]
    for line in [list(titles), *texts]:
        parts = [_fitted(field, width) for field, width in zip(line, widths, strict=True)]
        click.echo("  ".join(parts).rstrip())


def remark(text: str) -> None:
    """Say something beside the answer, where it does not get into a pipe."""
    click.echo(plain(text), err=True)


def plain(value: Any) -> str:
    """Return a value as one line without anything that a terminal could act on."""
    text = "" if value is None else str(value)
    return text if text.isprintable() else "".join(char if char.isprintable() else " " for char in text)


def _fitted(text: str, width: int) -> str:
    from rich.cells import cell_len, set_cell_size

    return set_cell_size(text, width - 1) + "…" if cell_len(text) > width else set_cell_size(text, width)


def _is_utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
