"""The first time: look at sample data, bring a file in, or start empty."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trtui.cli.printing import plain


def first_run(ctx: click.Context, where: str) -> bool:
    """Ask what to begin with at a store that is not there yet, and do it; return whether to open the workspace."""
    click.echo(
        "Welcome to trtui, the terminal workspace for recruitment consultants.\n"
        f"Your store will be {plain(where)}\n(another: trtui --db PATH, or a team's: trtui --db postgresql://…)\n\n"
        "  1  look round first, with a sample agency (nothing is kept)\n"
        "  2  bring clients in from a CSV or XLSX file\n"
        "  3  start with an empty store\n"
        "  q  leave\n"
    )
    choice = click.prompt("Which", type=click.Choice(["1", "2", "3", "q"]), show_choices=False, default="1")
    if choice == "1":
        from trtui.cli.demo import demo

        ctx.invoke(demo)
        return False
    if choice == "2":
        path = click.prompt("Path of the file", value_proc=_file)
        from trtui.cli.files import import_

        click.echo("What would become of the file (nothing is written yet):\n")
        ctx.invoke(import_, path=path, dry_run=True)
        if not click.confirm("\nBring it in?", default=False):
            click.echo("Nothing was brought in, and no store was made. Begin again with: trtui")
            return False
        ctx.invoke(import_, path=path)
        click.echo("Press enter to open the workspace.")
        sys.stdin.readline()
        return True
    return choice == "3"


def _file(typed: str) -> Path:
    path = Path(typed.strip().strip("'\"")).expanduser()
    if not path.is_file():
        raise click.BadParameter(f"there is no file {plain(path)}. Type its path, or leave with ctrl+c.")
    return path
