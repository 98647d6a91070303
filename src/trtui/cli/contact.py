"""``trtui contact``: check and add people, and set what is known of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from trtui.cli.printing import json_option, plain_option, print_done, print_json, print_table
from trtui.cli.sitting import NUMBER, sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.desk.same_person import SamePerson

AUTOMATIC = "automatic"
STATUSES = ("unknown", "recruiter_without_placements", "recruiter_with_placements", AUTOMATIC)


@click.group()
def contact() -> None:
    """Check and add people, and set what is known of them."""


@contact.command()
@click.argument("contact_id", metavar="ID", type=NUMBER)
@click.argument("status", type=click.Choice(STATUSES))
@click.option("--reason", default="", help="Why it is set by hand.")
@click.option(
    "--until", default="", metavar="WHEN", help="Until when, such as 1m or 3 dec; empty: until cleared."
)
@json_option
@plain_option
@store_options
@click.pass_context
def status(ctx: click.Context, contact_id: int, status: str, reason: str, until: str, as_json: bool) -> None:
    """Set a contact's status by hand, or let it follow from the facts again (automatic)."""
    from trtui.desk import labels
    from trtui.domain.status import ContactStatus
    from trtui.domain.when import parse

    if status != AUTOMATIC and not reason.strip():
        raise click.UsageError("A status that is set by hand needs --reason.")
    with sitting(ctx) as office:
        clock, ends = office.clock, None
        if status == AUTOMATIC:
            office.write_now(labels.clear_contact_override, contact_id)
        else:
            if until.strip():
                ends = parse(until, clock.now(), clock.zone, office.rules.workdays)
            office.write_now(
                labels.override_contact, contact_id, ContactStatus(status), reason, ends and ends.planned
            )
    said = (
        "The status is automatic again."
        if status == AUTOMATIC
        else f"{ContactStatus(status).label}, set by hand."
    )
    at, on = (None, None) if ends is None else (ends.at, ends.on)
    print_done(
        {"contact_id": contact_id, "status": status, "expires_at": at, "expires_on": on}, said, as_json
    )


def _person(command: Any) -> Any:
    for name, text in (
        ("--client", "The client: its number, or a name that is the only one."),
        ("--email", "E-mail address."),
        ("--mobile", "Mobile number, in any written form."),
        ("--phone", "Direct line, in any written form."),
    ):
        command = click.option(name, default="", help=text)(command)
    return click.option("--name", required=True, help="The person's name.")(command)


@contact.command()
@_person
@json_option
@plain_option
@store_options
@click.pass_context
def check(
    ctx: click.Context, name: str, phone: str, mobile: str, email: str, client: str, as_json: bool
) -> None:
    """Say who of the people in the store may be the same as somebody; those of the client come first."""
    from trtui.desk import same_person
    from trtui.desk.contacts import NewContact

    new = NewContact(name, phone=phone, mobile=mobile, email=email)
    with sitting(ctx) as office:
        found = office.read_now(same_person.check, new, _client(office, client))
    _print_people(found, as_json)


@contact.command()
@_person
@click.option("--title", default="", help="Job title.")
@click.option("--csi", default="", help="CSI code, A to D.")
@click.option("--really-new", is_flag=True, help="It is somebody else than the people it looks like.")
@json_option
@plain_option
@store_options
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    phone: str,
    mobile: str,
    email: str,
    client: str,
    title: str,
    csi: str,
    really_new: bool,
    as_json: bool,
) -> None:
    """Add a contact. Exits with 3 and lists the people when somebody known is likely the same."""
    from trtui.desk import contacts
    from trtui.domain.errors import Duplicates

    new = contacts.NewContact(name, title, phone, mobile, email, csi=csi)
    with sitting(ctx) as office:
        try:
            saved = office.write_now(contacts.add, new, _client(office, client), is_really_new=really_new)
        except Duplicates as refused:
            if as_json:
                print_json({"added": None, "candidates": [asdict(one) for one in refused.candidates]})
            else:
                _print_people(refused.candidates, False)
            raise
    added = {"contact_id": saved.contact_id, "name": saved.name}
    print_done({"added": added, "candidates": []}, f"Added contact {saved.contact_id}: {saved.name}", as_json)


def _client(office: Office, text: str) -> int | None:
    from trtui.desk import naming

    return office.read_now(naming.client_named, text) if text.strip() else None


def _print_people(found: Sequence[SamePerson], as_json: bool) -> None:
    if as_json:
        print_json([asdict(one) for one in found])
        return
    print_table(
        ("id", "strength", "name", "title", "clients", "why"),
        [
            (
                one.contact_id,
                one.strength,
                f"{one.name} (archived)" if one.is_archived else one.name,
                one.job_title,
                ", ".join(one.clients),
                "; ".join(one.reasons),
            )
            for one in found
        ],
    )
