"""``trtui client credit``: the credit check of a client, asked for and decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from trtui.cli.printing import json_option, plain_option, print_done, print_facts, print_json
from trtui.cli.sitting import NUMBER, sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.office import Office

VERBS = click.Choice(["show", "ask", "approve", "refuse", "withdraw"])


@click.command("credit")
@click.argument("client_id", metavar="ID", type=NUMBER)
@click.argument("verb", type=VERBS, default="show")
@click.option(
    "--limit", default="", metavar="POUNDS", help="The limit that is approved, such as 20000 or 20k."
)
@click.option("--valid-until", default="", metavar="DAY", help="Until when, such as 1y or 30 nov 2027.")
@click.option("--provider", default="", help="Whose report it rests on.")
@click.option("--reference", default="", help="The report's reference.")
@click.option("--reason", default="", help="Why it is refused.")
@json_option
@plain_option
@store_options
@click.pass_context
def credit(
    ctx: click.Context,
    client_id: int,
    verb: str,
    limit: str,
    valid_until: str,
    provider: str,
    reference: str,
    reason: str,
    as_json: bool,
) -> None:
    """Show a client's credit check, ask for one, approve, refuse or withdraw it."""
    from trtui.desk import credit as checks
    from trtui.domain.stage import AccountStage

    if verb == "approve" and not limit:
        raise click.UsageError("An approval needs --limit.")
    if verb == "refuse" and not reason:
        raise click.UsageError("A refusal needs --reason.")
    with sitting(ctx) as office:
        if verb == "ask":
            office.write_now(checks.set_stage, client_id, AccountStage.CREDIT_CHECK)
        elif verb == "approve":
            approved = checks.Approval(limit, valid_until, provider, reference)
            office.write_now(checks.approve, client_id, approved)
        elif verb == "refuse":
            office.write_now(checks.refuse, client_id, reason)
        elif verb == "withdraw":
            office.write_now(checks.withdraw, client_id)
        _tell(office, client_id, verb, as_json)


def _tell(office: Office, client_id: int, verb: str, as_json: bool) -> None:
    """Print where the account stands now."""
    from trtui.desk import credit as checks

    account = office.read_now(checks.steps, client_id)
    check = office.read_now(checks.standing, client_id)
    if as_json:
        print_json({"client_id": client_id, "stage": account.stage, "credit": check})
    elif verb == "show":
        said = check.text if check is not None else "never asked for"
        print_facts([("client", account.client), ("stage", account.stage.label), ("credit", said)])
    else:
        said = f"{account.client}: stage {account.stage.label}, credit {check.text if check else ''}"
        print_done({}, said, as_json)
