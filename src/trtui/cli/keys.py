"""``trtui keys``: the live key table, and what the terminal sends."""

from __future__ import annotations

import click

from trtui.cli.printing import print_json
from trtui.cli.sitting import settings


@click.command()
@click.option("--test", "is_test", is_flag=True, help="Show what the terminal sends for each key; q q ends.")
@click.option("--markdown", is_flag=True, help="Print the table as Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def keys(is_test: bool, markdown: bool, as_json: bool) -> None:
    """Print the live key table: defaults with your changes laid over them."""
    from trtui.ui import keymap as tables
    from trtui.ui.actions import ACTIONS
    from trtui.ui.actions.own_outcomes import named

    if is_test:
        from trtui.cli.key_test import show_keys

        show_keys()
        return
    config = settings()
    keymap = tables.Keymap(config.keys, config.source, named(ACTIONS, config.calls.outcomes))
    if as_json:
        print_json(
            [
                {
                    "id": action.id,
                    "keys": list(keymap.keys(action.id)),
                    "label": action.label,
                    "help": action.help,
                    "where": [scope.value for scope in action.where],
                    "writes": action.writes,
                }
                for action in keymap
            ]
        )
    else:
        click.echo(tables.markdown(keymap) if markdown else tables.plain(keymap), nl=False)
