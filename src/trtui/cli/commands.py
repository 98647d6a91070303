"""The tree of commands; each is loaded when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from trtui import __version__
from trtui.cli.sitting import store_options

COMMANDS = {
    "client": ("trtui.cli.client", "client", "Show, add and check clients."),
    "contact": ("trtui.cli.contact", "contact", "Check and add people; set a status by hand."),
    "demo": ("trtui.cli.demo", "demo", "The workspace on believable sample data."),
    "doctor": ("trtui.cli.doctor", "doctor", "Check the store, the terminal and the settings."),
    "export": ("trtui.cli.files", "export", "Write a list to a CSV or XLSX file."),
    "find": ("trtui.cli.find", "find", "Find clients, contacts, numbers and addresses."),
    "import": ("trtui.cli.files", "import_", "Bring clients and contacts in from a CSV or XLSX file."),
    "keys": ("trtui.cli.keys", "keys", "Print the live key table, or what the terminal sends."),
    "note": ("trtui.cli.note", "note", "Write and list notes about a client."),
    "number": ("trtui.cli.number", "number", "Say whether a number may be called; block it, screen it."),
    "queue": ("trtui.cli.queue", "queue", "Work the call queue from scripts."),
    "register": ("trtui.cli.register", "register", "The register of companies: load it, find in it."),
    "settings": (
        "trtui.cli.settings",
        "settings_",
        "What the agency decides: time, holidays, cadence, outcomes.",
    ),
    "task": ("trtui.cli.note", "task", "Add, list and finish the tasks of a client."),
    "template": ("trtui.cli.files", "template", "Write an empty import file with examples."),
    "user": ("trtui.cli.user", "user", "Add, list and change users."),
}
"""Name → (module, attribute, one line of help)."""


class LazyGroup(click.Group):
    """A group that imports a command only to run it or to print its help."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a command."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = getattr(import_module(entry[0]), entry[1])
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][2]) for name in self.list_commands(ctx)])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command for a mistyped one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, 1)
            hint = f" Did you mean: trtui {near[0]}?" if near else " See: trtui --help"
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx) from None


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="trtui %(version)s")
@store_options
@click.pass_context
def trtui(ctx: click.Context) -> None:
    """The terminal workspace for recruitment consultants: alone it opens, with a command it does one thing."""
    if ctx.invoked_subcommand is None:
        from trtui.cli.workspace import open_workspace

        open_workspace(ctx)
