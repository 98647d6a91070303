"""``trtui demo``: the workspace on believable sample data."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trtui.cli.printing import plain
from trtui.cli.progress import Progress
from trtui.cli.sample_store import STORE, fetch
from trtui.cli.sitting import make_office

DEFAULT_CLIENTS = 400
WITH_REGISTER = 5_000
"""Demos of at most so many clients come with a register of companies."""


@click.command()
@click.option(
    "--clients",
    default=DEFAULT_CLIENTS,
    show_default=True,
    type=click.IntRange(1, 5_000_000),
    help="How many.",
)
@click.option("--seed", default=1, show_default=True, type=int, help="The same seed makes the same agency.")
@click.option("--create", "path", type=click.Path(path_type=Path), help="Only make the store, at this path.")
@click.pass_context
def demo(ctx: click.Context, clients: int, seed: int, path: Path | None) -> None:
    """Open the workspace on an invented agency, in a store that is thrown away afterwards."""
    from trtui.domain.rules import Rules
    from trtui.domain.time import local_day, zone_name
    from trtui.integrations.clock import SystemClock, country_of
    from trtui.store.sample import create
    from trtui.store.temporary import make_folder, remove_folder

    clock = SystemClock()

    def make(store: Path) -> None:
        if sys.stderr.isatty():
            click.echo(f"Inventing an agency of {clients:,} clients.", err=True)
        with Progress(sys.stderr) as progress:
            create(
                str(store),
                clients=clients,
                seed=seed,
                now=clock.now(),
                zone=clock.zone,
                rules=Rules(country=country_of(zone_name(clock.zone, clock.now()))),
                progress=progress.show,
            )
        if clients <= WITH_REGISTER:
            _load_register(ctx, store, clients, seed)

    if path is not None:
        if path.exists():
            raise click.UsageError(f"{path} is there already. Name a new file, or remove it first.")
        make(path)
        click.echo(
            f"Made {plain(path)} with {clients:,} clients. Open it with: trtui --db {plain(path)} --as {_first_login()}"
        )
        return
    folder = make_folder("demo")
    try:
        if clients <= WITH_REGISTER:
            made_from = f"{clients} {seed} {zone_name(clock.zone, clock.now())}"
            store = fetch(folder, made_from, local_day(clock.now(), clock.zone), make)
        else:
            make(store := folder / STORE)
        from trtui.cli.workspace import run

        run(make_office(ctx, url=str(store), login=_first_login()))
    finally:
        remove_folder(folder)


def _load_register(ctx: click.Context, store: Path, clients: int, seed: int) -> None:
    """Put the made-up register of companies beside a small demo, so that it can be tried at once."""
    from trtui.cli.register import load_sample
    from trtui.desk import users
    from trtui.domain.policy import Role

    sitting = make_office(ctx, url=str(store), login=_first_login())
    try:
        known = sitting.read_now(users.listed)
    finally:
        sitting.close()
    login = next(user.login for user in known if user.role == Role.ADMINISTRATOR.value)
    office = make_office(ctx, url=str(store), login=login)
    try:
        load_sample(office, clients, seed)
    finally:
        office.close()


def _first_login() -> str:
    from trtui.store.sample import FIRST_LOGIN

    return str(FIRST_LOGIN)
