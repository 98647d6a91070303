"""``trtui keys``: the live key table, and what the terminal sends."""

from __future__ import annotations

import click

from trtui.cli.printing import print_json
from trtui.cli.sitting import is_there, make_office, settings, store_of, store_options
from trtui.domain.errors import TrtuiError
from trtui.domain.outcomes import OUTCOMES, OutcomeTable


@click.command()
@click.option("--test", "is_test", is_flag=True, help="Show what the terminal sends for each key; q q ends.")
@click.option("--markdown", is_flag=True, help="Print the table as Markdown.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@store_options
@click.pass_context
def keys(ctx: click.Context, is_test: bool, markdown: bool, as_json: bool) -> None:
    """Print the live key table: defaults with your changes laid over them."""
    from trtui.ui import keymap as tables
    from trtui.ui.actions import ACTIONS
    from trtui.ui.actions.own_outcomes import named

    if is_test:
        from trtui.cli.key_test import show_keys

        show_keys()
        return
    config = settings()
    keymap = tables.Keymap(config.keys, config.source, named(ACTIONS, _outcomes(ctx)))
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


def _outcomes(ctx: click.Context) -> OutcomeTable:
    """Return the outcomes of the store, or those that there are without one."""
    if not is_there(store_of(ctx)):
        return OUTCOMES
    from trtui.desk import settings as agency

    office = make_office(ctx)
    try:
        office.read_now(agency.listed)
        return office.rules.outcomes
    except TrtuiError:
        return OUTCOMES
    finally:
        office.close()
