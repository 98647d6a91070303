"""The first time: look at sample data, bring a file in, or start empty."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from trtui.cli.sitting import default_store


def first_run(ctx: click.Context) -> bool:
    """Ask what to begin with, and do it; return whether the workspace is to be opened."""
    where = default_store()
    click.echo(
        "Welcome to trtui, the terminal workspace for recruitment consultants.\n"
        f"Your store will be {where}\n(another: trtui --db PATH, or a team's: trtui --db postgresql://…)\n\n"
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
        path = Path(click.prompt("Path of the file").strip().strip("'\"")).expanduser()
        from trtui.cli.files import import_

        ctx.invoke(import_, path=path)
        click.echo("Press enter to open the workspace.")
        sys.stdin.readline()
        return True
    return choice == "3"
