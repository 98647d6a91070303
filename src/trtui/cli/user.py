"""``trtui user``: people who may use the store."""

from __future__ import annotations

import click

from trtui.cli.sitting import json_option, plain, print_json, print_table, sitting, store_options


@click.group()
def user() -> None:
    """Add, list and change users."""


@user.command("add")
@click.argument("login")
@click.option("--name", default="", help="The full name.")
@click.option(
    "--role",
    default="consultant",
    show_default=True,
    help="consultant, credit_control, manager, administrator.",
)
@click.option("--email", default="", help="The e-mail address.")
@click.option("--team", default="", help="The team; made if there is none of that name.")
@store_options
@click.pass_context
def add(ctx: click.Context, login: str, name: str, role: str, email: str, team: str) -> None:
    """Add a user."""
    from trtui.desk import users

    with sitting(ctx, makes=True) as office:
        number = office.write_now(users.add, login, name, role, email, team)
    click.echo(f"Added user {number}: {plain(login.lower())}")


@user.command("list")
@json_option
@store_options
@click.pass_context
def list_users(ctx: click.Context, as_json: bool) -> None:
    """List all users."""
    from trtui.desk import users

    with sitting(ctx) as office:
        found = office.read_now(users.listed)
    if as_json:
        print_json(found)
        return
    print_table(
        ("login", "name", "role", "teams", "clients", ""),
        [
            (
                one.login,
                one.name,
                one.role.label,
                ", ".join(one.teams),
                one.clients,
                "" if one.is_active else "disabled",
            )
            for one in found
        ],
    )


@user.command("role")
@click.argument("login")
@click.argument("role")
@store_options
@click.pass_context
def role(ctx: click.Context, login: str, role: str) -> None:
    """Give a user another role."""
    from trtui.desk import users

    with sitting(ctx) as office:
        office.write_now(users.set_role, login, role)
    click.echo(f"{plain(login)} is now {plain(role)}.")


@user.command("disable")
@click.argument("login")
@click.option("--undo", is_flag=True, help="Open the account again.")
@store_options
@click.pass_context
def disable(ctx: click.Context, login: str, undo: bool) -> None:
    """Close a user's account; what they own stays theirs until it is given on."""
    from trtui.desk import users

    with sitting(ctx) as office:
        office.write_now(users.disable, login, not undo)
    click.echo(f"{plain(login)} is {'enabled' if undo else 'disabled'}.")
