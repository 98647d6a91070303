"""``trtui`` alone: the workspace."""

from __future__ import annotations

import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from trtui import __version__
from trtui.cli.sitting import is_there, make_office, settings, store_of
from trtui.cli.terminal_profile import is_hosted, prepare, require_terminal
from trtui.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.domain.time import Clock
    from trtui.integrations.companies_house import CompaniesHouse
    from trtui.integrations.config import Register


def open_workspace(ctx: click.Context) -> None:
    """Open the workspace at the store that the options name, or ask what to begin with on a first run."""
    store = store_of(ctx)
    if not is_there(store):
        if is_hosted():
            raise StoreUnavailable("There is no store here yet. Ask your administrator to set it up.")
        require_terminal()
        from trtui.cli.first_run import first_run

        if not first_run(ctx, store):
            return
    run(make_office(ctx))


def run(office: Office) -> None:
    """Run the workspace over an office until it is left; the exit code is the workspace's."""
    gc.disable()  # next to nothing of a start is garbage; the workspace turns it on when it is open
    config = settings()
    require_terminal()
    profile = prepare(mouse=config.screen.mouse, colours=config.screen.colours)
    from platformdirs import user_log_path

    from trtui.ui.app import Workspace
    from trtui.ui.keymap import Keymap

    workspace = Workspace(
        office,
        Keymap(config.keys, config.source),
        config.screen.theme,
        log_folder=user_log_path("trtui", appauthor=False),
        version=__version__,
        offered=config.offered,
        diffing=config.screen.repaint == "changes",
        keep_theme=_keep_theme,
        register=partial(_connect, config.register, office.clock) if config.register.api_key else None,
    )
    workspace.run(mouse=profile.mouse)
    if workspace.return_code:
        sys.exit(workspace.return_code)


async def _keep_theme(name: str) -> None:
    """Write the theme into the configuration, beside the event loop."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from trtui.integrations.config_write import set_theme

    with ThreadPoolExecutor(1) as pool:
        await asyncio.get_running_loop().run_in_executor(pool, set_theme, name)


def _connect(settings: Register, clock: Clock) -> CompaniesHouse | None:
    from trtui.integrations.companies_house import connect

    return connect(settings, clock)
