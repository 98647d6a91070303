"""What every command shares: which store, which user, and how answers are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
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
    from trtui.integrations.account import account_name
    from trtui.integrations.clock import SystemClock

    ctx = ctx or click.get_current_context()
    config = settings()
    return Office(
        url or store_of(ctx),
        SystemClock(),
        login or str(ctx.meta.get(LOGIN) or ""),
        account_name(),
        config.offered,
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
        from trtui.store.locating import shown

        raise StoreUnavailable(
            f"There is no store at {shown(store)}. Is the path right? Make one with: trtui --db PATH; "
            "or bring clients in: trtui import FILE"
        )
    office = make_office(ctx)
    try:
        office.sit_down()
        yield office
    finally:
        office.close()
        if office.notice:
            click.echo(office.notice, err=True)


def client_number(office: Office, text: str) -> int:
    """Return the client that a number or a name means; a number that no record can have is wrong usage."""
    from trtui.desk import naming

    if text.isascii() and text.isdecimal():
        NUMBER.convert(text, None, None)
    return office.read_now(naming.client_named, text)


def default_store() -> str:
    """Return where the store is unless somebody says otherwise: a file in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("trtui", appauthor=False) / "trtui.db")
