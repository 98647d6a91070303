"""``trtui demo``: the workspace on believable sample data."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import click

from trtui.cli.progress import Progress
from trtui.cli.sitting import make_office

DEFAULT_CLIENTS = 400


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
    from trtui.integrations.clock import SystemClock
    from trtui.store.sample import create

    clock = SystemClock()
    if path is not None:
        if path.exists():
            raise click.UsageError(f"{path} is there already. Name a new file, or remove it first.")
        with Progress(sys.stderr) as progress:
            create(
                str(path),
                clients=clients,
                seed=seed,
                now=clock.now(),
                zone=clock.zone,
                progress=progress.show,
            )
        click.echo(
            f"Made {path} with {clients:,} clients. Open it with: trtui --db {path} --as {_first_login()}"
        )
        return
    folder = Path(tempfile.mkdtemp(prefix="trtui-demo-"))
    try:
        store = folder / "demo.db"
        with Progress(sys.stderr) as progress:
            create(
                str(store),
                clients=clients,
                seed=seed,
                now=clock.now(),
                zone=clock.zone,
                progress=progress.show,
            )
        from trtui.cli.workspace import run

        run(make_office(ctx, url=str(store), login=_first_login()))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _first_login() -> str:
    from trtui.store.sample import FIRST_LOGIN

    return str(FIRST_LOGIN)
