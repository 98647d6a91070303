"""``trtui user``: people who may use the store."""

from __future__ import annotations

import click

from trtui.cli.printing import json_option, plain_option, print_done, print_json, print_table
from trtui.cli.sitting import sitting, store_options


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
@json_option
@plain_option
@store_options
@click.pass_context
def add(ctx: click.Context, login: str, name: str, role: str, email: str, team: str, as_json: bool) -> None:
    """Add a user."""
    from trtui.desk import users

    with sitting(ctx, makes=True) as office:
        number = office.write_now(users.add, login, name, role, email, team)
    print_done({"user_id": number, "login": login.lower()}, f"Added user {number}: {login.lower()}", as_json)


@user.command("list")
@json_option
@plain_option
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
@json_option
@plain_option
@store_options
@click.pass_context
def role(ctx: click.Context, login: str, role: str, as_json: bool) -> None:
    """Give a user another role."""
    from trtui.desk import users

    with sitting(ctx) as office:
        office.write_now(users.set_role, login, role)
    print_done({"login": login, "role": role}, f"{login} is now {role}.", as_json)


@user.command("disable")
@click.argument("login")
@click.option("--undo", is_flag=True, help="Open the account again.")
@json_option
@plain_option
@store_options
@click.pass_context
def disable(ctx: click.Context, login: str, undo: bool, as_json: bool) -> None:
    """Close a user's account. Call-backs and tasks go to the clients' owners, else to everybody; clients stay."""
    from trtui.desk import users

    with sitting(ctx) as office:
        done = office.write_now(users.enable if undo else users.disable, login)
    said = f"{login} is {'enabled' if undo else 'disabled'}. {done.text}".rstrip()
    key = "given_back" if undo else "handed_over"
    print_done({"login": login, "is_active": undo, key: done}, said, as_json)


@user.command("service")
@click.argument("role", required=False)
@click.option("--undo", is_flag=True, help="Take it back.")
@json_option
@plain_option
@store_options
@click.pass_context
def service(ctx: click.Context, role: str | None, undo: bool, as_json: bool) -> None:
    """Let a database role, such as an SSH gateway's, sit as any user with --as; without a role, list them."""
    from trtui.desk import users

    with sitting(ctx) as office:
        if role is None:
            roles = office.read_now(users.service_roles)
        else:
            changed = office.write_now(users.name_service_role, role, not undo)
    if role is None:
        if as_json:
            print_json([{"role": name} for name in roles])
        else:
            print_table(("role",), [(name,) for name in roles])
        return
    what = "may not sit as others any more" if undo else "may sit as any user"
    text = (
        f"{role} {what}." if changed else f"Nothing to do: {role} {'was no service role' if undo else what}."
    )
    print_done({"role": role, "is_service_role": not undo}, text, as_json)
