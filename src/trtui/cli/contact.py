"""``trtui contact``: contacts by number."""

from __future__ import annotations

import click

from trtui.cli.printing import json_option, plain_option, print_done
from trtui.cli.sitting import NUMBER, sitting, store_options

AUTOMATIC = "automatic"
STATUSES = ("unknown", "recruiter_without_placements", "recruiter_with_placements", AUTOMATIC)


@click.group()
def contact() -> None:
    """Set what is known of contacts."""


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
