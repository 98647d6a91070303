"""``trtui note`` and ``trtui task``: what is written down about a client and its people, and what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from trtui.cli.printing import json_option, plain_option, print_done, print_json, print_table
from trtui.cli.sitting import NUMBER, sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.desk.sections import NoteLine

_client = click.option("--client", "client_id", metavar="ID", type=NUMBER, required=True, help="The client.")
_contact = click.option(
    "--contact", "contact_id", metavar="ID", type=NUMBER, help="The contact of the client that it is about."
)


@click.group()
def note() -> None:
    """Write and list notes."""


@click.group()
def task() -> None:
    """Add, list and finish tasks."""


@note.command("add")
@click.argument("text")
@_client
@_contact
@click.option("--pin", is_flag=True, help="Keep it at the top.")
@json_option
@plain_option
@store_options
@click.pass_context
def add_note(
    ctx: click.Context, text: str, client_id: int, contact_id: int | None, pin: bool, as_json: bool
) -> None:
    """Write a note about a client or one of its contacts."""
    from trtui.desk import notes

    with sitting(ctx) as office:
        number = office.write_now(notes.add_note, client_id, text, contact_id, pinned=pin)
    print_done({"note_id": number}, f"Written: note {number}", as_json)


@note.command("list")
@_client
@json_option
@plain_option
@store_options
@click.pass_context
def list_notes(ctx: click.Context, client_id: int, as_json: bool) -> None:
    """List a client's notes: pinned ones first, then the newest."""
    from trtui.desk import sections

    with sitting(ctx) as office:
        listed = [one for one in office.read_now(sections.notes, client_id) if not one.is_task]
        _print(office, listed, as_json)


@task.command("add")
@click.argument("title")
@_client
@_contact
@click.option("--due", default="", metavar="WHEN", help="Such as +3d, mon 9:30 or 3 dec.")
@click.option("--kind", default="to do", show_default=True, help="to do, call or meeting.")
@click.option("--for", "login", default="", metavar="LOGIN", help="Whose it is; without --team, yours.")
@click.option("--team", default="", metavar="NAME", help="The team whose it is until somebody takes it.")
@json_option
@plain_option
@store_options
@click.pass_context
def add_task(
    ctx: click.Context,
    title: str,
    client_id: int,
    contact_id: int | None,
    due: str,
    kind: str,
    login: str,
    team: str,
    as_json: bool,
) -> None:
    """Add a task; one to call puts the contact into the call queue."""
    from trtui.desk import notes

    with sitting(ctx) as office:
        number = office.write_now(
            notes.add_task,
            client_id,
            title,
            due,
            kind=kind,
            contact_id=contact_id,
            assigned_to=_user(office, login),
            team_id=_team(office, team),
        )
    print_done({"task_id": number}, f"Added task {number}", as_json)


@task.command("list")
@_client
@click.option("--done", is_flag=True, help="Those that are done too.")
@json_option
@plain_option
@store_options
@click.pass_context
def list_tasks(ctx: click.Context, client_id: int, done: bool, as_json: bool) -> None:
    """List a client's tasks by date."""
    from trtui.desk import sections

    with sitting(ctx) as office:
        listed = [one for one in office.read_now(sections.notes, client_id, done=done) if one.is_task]
        _print(office, listed, as_json)


@task.command("done")
@click.argument("task_id", metavar="ID", type=NUMBER)
@json_option
@plain_option
@store_options
@click.pass_context
def finish(ctx: click.Context, task_id: int, as_json: bool) -> None:
    """Mark a task as done."""
    from trtui.desk import notes

    with sitting(ctx) as office:
        office.write_now(notes.finish_task, task_id)
    print_done({"task_id": task_id, "done": True}, f"Done: task {task_id}", as_json)


def _print(office: Office, listed: Sequence[NoteLine], as_json: bool) -> None:
    from trtui.domain import spoken

    if as_json:
        print_json(listed)
        return

    def when(one: NoteLine) -> str:
        at = one.due_at if one.is_task else one.at
        return "" if at is None else spoken.exact(at, office.clock.zone)

    print_table(
        ("id", "kind", "when", "about", "who", "text"),
        [
            (
                one.id,
                f"{one.kind}, done" if one.done_at is not None else one.kind,
                when(one),
                one.contact,
                one.whose if one.is_task else one.who,
                f"⚑ {one.text}" if one.is_pinned else one.text,
            )
            for one in listed
        ],
    )


def _user(office: Office, login: str) -> int | None:
    from trtui.desk import users
    from trtui.domain.errors import NotFound

    wanted = login.strip().lower()
    known = {one.login: one.id for one in office.read_now(users.listed)}
    if wanted and wanted not in known:
        raise NotFound(f"There is no user {wanted}. See: trtui user list")
    return known.get(wanted)


def _team(office: Office, name: str) -> int | None:
    from trtui.desk import users
    from trtui.domain.errors import NotFound
    from trtui.domain.folding import fold

    known = {fold(team): number for number, team in office.read_now(users.teams)}
    if name.strip() and fold(name.strip()) not in known:
        raise NotFound(f"There is no team “{name.strip()}”: there are {', '.join(known) or 'none'}.")
    return known.get(fold(name.strip())) if name.strip() else None
