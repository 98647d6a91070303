"""``trtui queue``: the call queue, scriptable."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

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
from trtui.cli.sitting import NUMBER, client_number, sitting, store_options

SCOPES = click.Choice(["mine", "team", "everyone"])


@click.group()
def queue() -> None:
    """Work the call queue from scripts."""


def _which(command: click.Command) -> click.Command:
    command = click.option(
        "--filter", "filter_text", default="", metavar="TEXT", help="Such as: csi:a town:leeds"
    )(command)
    return click.option("--scope", type=SCOPES, default="mine", show_default=True, help="Whose calls.")(
        command
    )


@queue.command("list")
@_which
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="At most so many.")
@json_option
@plain_option
@store_options
@click.pass_context
def list_calls(ctx: click.Context, scope: str, filter_text: str, limit: int, as_json: bool) -> None:
    """List the calls that are due, in the queue's order."""
    from trtui.desk import queue as calls
    from trtui.domain import phones

    with sitting(ctx) as office:
        page = office.read_now(calls.due, scope, filter_text, limit)
        now = office.clock.now()
    if as_json:
        print_json(
            [
                {
                    "contact_id": row.contact_id,
                    "contact": row.contact,
                    "client_id": row.client_id,
                    "client": row.client,
                    "csi": row.csi,
                    "due_at": row.due_at,
                    "due_on": row.due_on,
                    "due": row.due.text,
                    "kind": row.kind,
                    "phone": row.phone,
                    "claimed_by": row.claim.user_name if row.claim else None,
                    "refusal": row.refusal,
                    "why": row.why,
                }
                for row in page.rows
            ]
        )
        return
    rows = [
        (
            row.contact_id,
            row.contact,
            row.client,
            row.csi or "-",
            row.due.text,
            phones.display(row.phone) if row.phone else "",
            row.claim.text(now) if row.claim else "",
            row.why,
        )
        for row in page.rows
    ]
    if rows:
        print_table(("id", "contact", "client", "csi", "due", "phone", "", "why"), rows)
    else:
        click.echo("Nothing is due.", err=True)
    for hint in page.hints:
        remark(hint)


@queue.command()
@_which
@click.option("--contact", type=NUMBER, default=None, help="This contact instead of the next one.")
@json_option
@plain_option
@store_options
@click.pass_context
def claim(ctx: click.Context, scope: str, filter_text: str, contact: int | None, as_json: bool) -> None:
    """Claim the next client that is due; nobody else is offered it until it is logged, released or expires."""
    from trtui.desk import claims

    with sitting(ctx) as office:
        if contact is None:
            taken = office.operate_now(claims.claim_next, scope, filter_text)
        else:
            taken = office.operate_now(claims.claim, contact)
    if as_json:
        print_json(taken)
    elif taken is None:
        click.echo("Nothing is due that is free.", err=True)
    elif is_plain():
        print_lines([(taken.contact_id, taken.contact, taken.client_id, taken.client, taken.token)])
    else:
        click.echo(f"{taken.contact_id}\t{plain(taken.contact)}\t{plain(taken.client)}\ttoken {taken.token}")
    if taken is None:
        ctx.exit(1)


@queue.command()
@click.argument("words", nargs=-1, metavar="[CONTACT] OUTCOME")
@click.option(
    "--client",
    "client_id",
    type=NUMBER,
    default=None,
    help="A client alone, instead of a contact: its main number.",
)
@click.option(
    "--next", "next_call", default="", metavar="WHEN", help="The next call, such as +3d or mon 9:30."
)
@click.option("--note", default="", help="What was said.")
@click.option("--phone", default="", help="The number that was called.")
@click.option(
    "--token", type=NUMBER, default=None, help="The token of the claim, so that a lost claim is noticed."
)
@click.option("--take-code", is_flag=True, help="Accept the code that the outcome proposes.")
@click.option(
    "--whole-number",
    is_flag=True,
    help="Do not call: block the whole number, not the extension that was called alone.",
)
@click.option(
    "--once", default="", help="A key under which this call is recorded once, however often it is sent."
)
@json_option
@plain_option
@store_options
@click.pass_context
def log(
    ctx: click.Context,
    words: tuple[str, ...],
    client_id: int | None,
    next_call: str,
    note: str,
    phone: str,
    token: int | None,
    take_code: bool,
    whole_number: bool,
    once: str,
    as_json: bool,
) -> None:
    """Record the outcome of a call by its digit or name: conversation, voicemail, no_answer …

    With --client and without a contact, a day in --next makes a task.
    """
    from trtui.desk import calling, touches
    from trtui.domain import phones

    contact, outcome = _called(words, client_id)
    with sitting(ctx) as office:
        table = calling.outcomes_of(office.rules)
        found = table.by_key(outcome) or table.by_code(outcome.lower().replace(" ", "_").replace("-", "_"))
        if found is None:
            raise click.UsageError(
                f"There is no outcome {outcome!r}. Use: {', '.join(one.code for one in table)}"
            )
        number = phones.parse(phone, office.rules.region).key if phone else ""
        once = once or uuid4().hex
        next_at: int | None = None
        next_on: date | None = None
        blocked = ""
        if contact is None:
            logged = office.write_now(
                touches.log,
                client_id or 0,
                "call",
                outcome=found.code,
                once=once,
                next_call=next_call,
                note=note,
                phone=number,
            )
            touch_id, at_client, said, is_repeat = logged.touch_id, client_id, logged.text, logged.is_repeat
        else:
            done = office.write_now(
                calling.record,
                contact,
                found.code,
                once=once,
                next_call=next_call,
                takes_code=take_code,
                note=note,
                phone=number,
                token=token,
                client_id=client_id,
                whole_number=whole_number,
            )
            touch_id, at_client, said, is_repeat = done.touch_id, done.client_id, done.text, done.is_repeat
            next_at, next_on, blocked = done.next_at, done.next_on, done.blocked_number
    if as_json:
        print_json(
            {
                "touch_id": touch_id,
                "contact_id": contact,
                "client_id": at_client,
                "outcome": found.code,
                "next_at": next_at,
                "next_on": next_on,
                "text": said,
                "is_repeat": is_repeat,
                "blocked_number": blocked or None,
            }
        )
    elif is_plain():
        print_lines([(touch_id, contact, at_client, found.code, next_at, said)])
    else:
        click.echo(plain(said))


def _called(words: tuple[str, ...], client_id: int | None) -> tuple[int | None, str]:
    """Return the contact, none for a client alone, and the outcome as typed; raises UsageError."""
    if len(words) == 1 and client_id is not None:
        return None, words[0]
    if len(words) != 2:
        raise click.UsageError("Give a contact and an outcome, or --client and an outcome.")
    return int(NUMBER.convert(words[0], None, None)), words[1]


@queue.command()
@click.option(
    "--client", metavar="ID|NAME", default="", help="Somebody else's claim on this client, for managers."
)
@json_option
@plain_option
@store_options
@click.pass_context
def release(ctx: click.Context, client: str, as_json: bool) -> None:
    """Let go of all your claims, or (for managers) of somebody's claim on a client."""
    from trtui.desk import claims

    with sitting(ctx) as office:
        if not client:
            count = office.operate_now(claims.release_all)
            done, said = {"released": count, "whose": ""}, f"Released {count}."
        else:
            whose = office.operate_now(claims.release_other, client_number(office, client))
            done, said = {"released": 1, "whose": whose}, f"Released: {whose} no longer has it."
    print_done(done, said, as_json)


@queue.command()
@json_option
@plain_option
@store_options
@click.pass_context
def held(ctx: click.Context, as_json: bool) -> None:
    """List the calls that you hold; release gives them back."""
    from trtui.desk import claims
    from trtui.domain import spoken

    with sitting(ctx) as office:
        found = office.read_now(claims.held)
        now = office.clock.now()
    if as_json:
        print_json(
            [
                {
                    "contact_id": one.contact_id,
                    "contact": one.contact,
                    "client_id": one.client_id,
                    "client": one.client,
                    "taken_at": one.claim.taken_at,
                    "lease_until": one.claim.lease_until,
                }
                for one in found
            ]
        )
    elif found:
        rows = [
            (one.contact_id, one.contact, one.client_id, one.client, spoken.elapsed(now - one.claim.taken_at))
            for one in found
        ]
        print_table(("id", "contact", "client id", "client", "for"), rows)
    else:
        click.echo("You hold no call.", err=True)


@queue.command("callbacks")
@json_option
@plain_option
@store_options
@click.pass_context
def list_callbacks(ctx: click.Context, as_json: bool) -> None:
    """List the call-backs that are agreed: yours, for managers everybody's."""
    from trtui.desk import callbacks
    from trtui.domain import spoken

    with sitting(ctx) as office:
        found = office.read_now(callbacks.agreed)
        zone = office.clock.zone
    if as_json:
        print_json(found)
    elif found:
        rows = [
            (one.contact_id, one.contact, one.client, spoken.exact(one.at, zone), one.user or "everyone")
            for one in found
        ]
        print_table(("id", "contact", "client", "agreed for", "with"), rows)
    else:
        click.echo("No call-back is agreed.", err=True)


@queue.command()
@click.option("--contact", type=NUMBER, required=True, help="The contact with whom the call-back was agreed.")
@click.option("--to", "to", required=True, metavar="LOGIN|everyone", help="Who makes the call now.")
@json_option
@plain_option
@store_options
@click.pass_context
def reassign(ctx: click.Context, contact: int, to: str, as_json: bool) -> None:
    """Give an agreed call-back to a colleague, or to everyone; a manager anybody's."""
    from trtui.desk import callbacks, users

    with sitting(ctx) as office:
        user_id = None if to.lower() == "everyone" else office.read_now(users.of_login, to)
        moved = office.write_now(callbacks.reassign, [contact], user_id)
    said = f"The call-back is for {to} now." if moved else f"The call-back was for {to} already."
    print_done({"contact_id": contact, "to": to.lower(), "reassigned": moved}, said, as_json)
