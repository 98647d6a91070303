"""``trtui register watch``, ``propose`` and ``review``: the register held against the clients."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from trtui.cli.printing import (
    is_plain,
    json_option,
    plain,
    plain_option,
    print_facts,
    print_json,
    print_table,
)
from trtui.cli.progress import Progress
from trtui.cli.sitting import client_number, settings, sitting, store_options

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from trtui.desk.numbering import Proposal
    from trtui.desk.office import Office
    from trtui.desk.watch import Examined, Flag, Refreshed

LIMIT = 500
PATIENCE = 300.0
"""The seconds after which the register over the network allows more."""

mine_option = click.option("--mine", is_flag=True, help="Only your own clients.")
limit_option = click.option(
    "--limit", default=LIMIT, show_default=True, type=click.IntRange(1, 1_000_000), help="At most so many."
)


@click.command("watch")
@mine_option
@click.option("--dismissed", is_flag=True, help="Dismissed ones too.")
@limit_option
@click.option(
    "--ask",
    "asked",
    multiple=True,
    metavar="ID|NAME",
    help="Ask Companies House over the network about this client first. May repeat.",
)
@json_option
@plain_option
@store_options
@click.pass_context
def watch(
    ctx: click.Context,
    mine: bool,
    dismissed: bool,
    limit: int,
    asked: tuple[str, ...],
    as_json: bool,
) -> None:
    """Compare the clients with the register, and list those that are insolvent, gone, renamed or late.

    Each load compares them too. Who may not load the register sees what the last comparison found.
    """
    from trtui.desk import watch as desk

    with sitting(ctx) as office:
        refreshed = _ask(office, numbers_of(office, asked)) if asked else None
        examined = compare(office)
        flags = office.read_now(desk.flags, mine=mine, dismissed=dismissed, limit=limit)
    if as_json:
        print_json({"examined": examined, "asked": refreshed, "flags": flags})
        return
    rows = [
        (one.client_id, one.client, one.owner, one.number, _kind(one), one.text, one.edition) for one in flags
    ]
    if rows:
        print_table(("client", "name", "owner", "number", "what", "", "known from"), rows)
    if refreshed is not None and refreshed.hint:
        click.echo(refreshed.hint, err=True)
    compared = _compared(examined) if examined is not None else f"{_counted(len(rows), 'flag')}."
    click.echo(compared, err=bool(rows) or is_plain())


@click.command("propose")
@click.option("--again", is_flag=True, help="Forget what was found, and look for every client anew.")
@json_option
@plain_option
@store_options
@click.pass_context
def propose(ctx: click.Context, again: bool, as_json: bool) -> None:
    """Look for the company of every client that has no number; broken off, it goes on where it was.

    What it finds is listed, accepted and refused by: trtui register review
    """
    from trtui.desk import numbering

    with sitting(ctx) as office:
        try:
            with Progress(sys.stderr) as bar:
                done = numbering.propose(office, again=again, progress=_shown(bar))
        except KeyboardInterrupt:
            click.echo("What was found so far is kept. Go on with the same command.", err=True)
            raise
        waiting = office.read_now(numbering.count)
    if as_json:
        print_json({"clients": done.clients, "found": done.found, "waiting": waiting})
        return
    if is_plain():
        print_facts([("clients", done.clients), ("found", done.found), ("waiting", waiting)])
        return
    click.echo(
        f"Looked for {_counted(done.clients, 'client')} and found {done.found:,}; "
        f"{waiting:,} wait in: trtui register review"
    )


@click.command("review")
@mine_option
@click.option("--above", default=0.0, type=click.FloatRange(0, 1), help="Only what is at least so likely.")
@click.option(
    "--accept-above",
    type=click.FloatRange(0.5, 1),
    metavar="SCORE",
    help="Accept all that is at least so likely, such as 0.95.",
)
@click.option("--accept", "accepted", multiple=True, metavar="ID|NAME", help="Accept for this client.")
@click.option("--refuse", "refused", multiple=True, metavar="ID|NAME", help="Refuse for this client.")
@limit_option
@json_option
@plain_option
@store_options
@click.pass_context
def review(
    ctx: click.Context,
    mine: bool,
    above: float,
    accept_above: float | None,
    accepted: tuple[str, ...],
    refused: tuple[str, ...],
    limit: int,
    as_json: bool,
) -> None:
    """List the companies proposed for clients without a number, and accept or refuse them.

    \b
    trtui register review --mine
    trtui register review --accept-above 0.95
    trtui register review --accept 17 --refuse 18
    """
    from trtui.desk import numbering

    with sitting(ctx) as office:
        refusals, acceptances = numbers_of(office, refused), numbers_of(office, accepted)
        no = office.write_now(numbering.refuse, refusals) if refusals else 0
        yes = office.write_now(numbering.accept, acceptances) if acceptances else 0
        if accept_above is not None:
            yes += _accept_above(office, accept_above, mine)
        found = office.read_now(numbering.listed, mine=mine, above=above, limit=limit)
    if as_json:
        print_json({"accepted": yes, "refused": no, "proposals": found})
        return
    rows = [_proposal(one) for one in found]
    if rows:
        titles = ("client", "name", "where", "number", "company", "status", "address", "score", "why")
        print_table(titles, rows)
    if yes or no:
        click.echo(f"Accepted {yes:,}, refused {no:,}.", err=bool(rows) or is_plain())
    elif not rows:
        click.echo("Nothing is proposed. Look for companies with: trtui register propose", err=True)


COMMANDS = (watch, propose, review)


def compare(office: Office) -> Examined | None:
    """Compare the clients with the register in use, with a progress bar; none where the user may not, or none is."""
    from trtui.desk import register
    from trtui.desk import watch as desk
    from trtui.domain import policy
    from trtui.domain.policy import Verb

    if not office.read_now(register.is_there) or policy.may(office.actor, Verb.LOAD_REGISTER) is not None:
        return None
    with Progress(sys.stderr) as bar:
        return desk.examine(office, progress=_shown(bar))


def summary(found: Examined) -> str:
    """Return what a comparison did, in one line."""
    return _compared(found)


def _compared(found: Examined) -> str:
    from datetime import date

    from trtui.domain import spoken

    text = (
        f"Compared {_counted(found.clients, 'client')} with the edition of "
        f"{spoken.day(date.fromisoformat(found.edition))}: {_counted(found.raised, 'new flag')}, {found.ended:,} ended."
    )
    return f"{text} {plain(found.hint)}" if found.hint else text


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def _ask(office: Office, client_ids: Sequence[int]) -> Refreshed:
    import asyncio

    from trtui.desk import watch as desk
    from trtui.domain.errors import ConfigError
    from trtui.integrations.companies_house import connect

    online = connect(settings().register, office.clock)
    if online is None:
        raise ConfigError(
            "No API key of Companies House is set: add api_key under [register] to the configuration."
        )

    async def ask() -> Refreshed:
        try:
            return await desk.refresh(office, online, client_ids, patience=PATIENCE)
        finally:
            await online.close()

    return asyncio.run(ask())


def _accept_above(office: Office, score: float, mine: bool) -> int:
    from trtui.desk import numbering

    total = 0
    while count := office.write_now(numbering.accept_above, score, mine):
        total += count
    return total


def _kind(flag: Flag) -> str:
    return f"{flag.kind} (dismissed)" if flag.is_dismissed else flag.kind


def numbers_of(office: Office, clients: tuple[str, ...]) -> tuple[int, ...]:
    """Return the clients that numbers or names mean."""
    return tuple(client_number(office, client) for client in clients)


def _proposal(one: Proposal) -> tuple[object, ...]:
    why = "; ".join(reason.detail for reason in one.reasons)
    if one.holder:
        why = f"{one.holder} has this number already; {why}"
    return (
        one.client_id,
        one.client,
        one.where,
        one.number,
        one.name,
        one.status,
        one.address,
        f"{one.score:.2f}",
        why,
    )


def _shown(bar: Progress) -> Callable[[str, int, int], None]:
    return lambda stage, done, total: bar.show(f"{stage} ·", done * 1000 // max(1, total), 1000)
