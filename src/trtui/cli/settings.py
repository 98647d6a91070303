"""``trtui settings``: what the agency decides, the same for everybody at one store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from trtui.cli.printing import (
    is_plain,
    json_option,
    plain,
    plain_option,
    print_done,
    print_json,
    print_lines,
    print_table,
    remark,
)
from trtui.cli.sitting import settings as own_settings
from trtui.cli.sitting import sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.settings import Difference, SettingLine


@click.group("settings")
def settings_() -> None:
    """What the agency decides: time zone, bank holidays, cadence, outcomes, script …"""


@settings_.command("list")
@json_option
@plain_option
@store_options
@click.pass_context
def list_settings(ctx: click.Context, as_json: bool) -> None:
    """List every setting, its value, and who set it."""
    from trtui.desk import settings

    with sitting(ctx) as office:
        found = office.read_now(settings.listed)
        zone = office.clock.zone
    if as_json:
        print_json(found)
    elif is_plain():
        print_lines((one.name, one.text, one.default, one.is_set, one.by, one.at) for one in found)
    else:
        from trtui.domain import spoken

        def whose(one: SettingLine) -> str:
            if not one.is_set:
                return "default"
            return f"{one.by or 'somebody'}, {spoken.exact(one.at or 0, zone)}"

        print_table(
            ("setting", "value", "set by", ""),
            [(one.name, one.text.replace("\n", " ⏎ "), whose(one), one.about) for one in found],
        )


@settings_.command("get")
@click.argument("name")
@json_option
@plain_option
@store_options
@click.pass_context
def get(ctx: click.Context, name: str, as_json: bool) -> None:
    """Print the value of one setting."""
    from trtui.desk import settings

    with sitting(ctx) as office:
        found = office.read_now(settings.line, name)
    if as_json:
        print_json(found)
    else:
        for line in found.text.splitlines() or [""]:
            click.echo(plain(line))


@settings_.command("set")
@click.argument("name")
@click.argument("value")
@json_option
@plain_option
@store_options
@click.pass_context
def set_(ctx: click.Context, name: str, value: str, as_json: bool) -> None:
    """Give a setting a value, such as: cadence.B 3, or outcomes.voicemail 'next = "3 working days"'."""
    from trtui.desk import settings

    with sitting(ctx, makes=True) as office:
        found = office.write_now(settings.change, name, value)
    print_done(
        {"name": found.name, "value": found.value}, f"{found.name} is {found.text or 'empty'}", as_json
    )


@settings_.command("unset")
@click.argument("name")
@json_option
@plain_option
@store_options
@click.pass_context
def unset(ctx: click.Context, name: str, as_json: bool) -> None:
    """Give a setting its default again."""
    from trtui.desk import settings

    with sitting(ctx) as office:
        found = office.write_now(settings.unset, name)
    print_done(
        {"name": found.name, "value": found.value}, f"{found.name} is {found.text or 'empty'} again", as_json
    )


@settings_.command("take-from-file")
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Take them without asking.")
@json_option
@plain_option
@store_options
@click.pass_context
def take_from_file(ctx: click.Context, path: Path | None, yes: bool, as_json: bool) -> None:
    """Take the [agency] and [calls] of an older settings file, yours unless another is named."""
    from trtui.desk import settings
    from trtui.integrations.config import load

    offered = (own_settings() if path is None else load(path)).offered
    with sitting(ctx) as office:
        found = office.read_now(settings.differences, offered)
        if not as_json:
            _show(found)
        if found and not yes and not as_json:
            click.confirm("Take these for everybody at this store?", abort=True)
        if found and (yes or not as_json):
            found = office.write_now(settings.take, offered)
            if not as_json and not is_plain():
                click.echo(f"Took {len(found)}.")
    if as_json:
        print_json({"taken": bool(found) and yes, "settings": found})


def _show(found: tuple[Difference, ...]) -> None:
    if found:
        print_table(("setting", "here", "in the file"), [(one.name, one.here, one.there) for one in found])
    else:
        remark("The file decides nothing that the store does not.")
