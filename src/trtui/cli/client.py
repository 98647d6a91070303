"""``trtui client``: show, add and check clients."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trtui.cli.credit import credit
from trtui.cli.printing import (
    is_plain,
    json_option,
    plain,
    plain_option,
    print_json,
    print_json_line,
    print_lines,
    print_table,
)
from trtui.cli.sitting import client_number, sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.duplicates import Candidate
    from trtui.desk.importing.checks import RowCheck


@click.group()
def client() -> None:
    """Show, add and check clients."""


client.add_command(credit)


def _identity(command: Any) -> Any:
    for name, text in (
        ("--postcode", "Postcode."),
        ("--phone", "Main number, in any written form."),
        ("--domain", "Web address."),
        ("--number", "Registered company number."),
    ):
        command = click.option(name, default="", help=text)(command)
    return command


@client.command()
@click.argument("client", metavar="ID|NAME", nargs=-1, required=True)
@json_option
@plain_option
@store_options
@click.pass_context
def show(ctx: click.Context, client: tuple[str, ...], as_json: bool) -> None:
    """Print everything that the summary of a client shows, chosen by number or by a name that is the only one."""
    from trtui.cli import client_show

    with sitting(ctx) as office:
        whole = client_show.read(office, client_number(office, " ".join(client)))
        now, zone = office.clock.now(), office.clock.zone
    if as_json:
        print_json(whole)
    else:
        client_show.show(whole, now, zone)


@client.command()
@click.option("--name", required=True, help="The client's name.")
@_identity
@click.option("--town", default="", help="Town of the first site.")
@click.option(
    "--really-new", default="", metavar="REASON", help="Why it is new although it looks like another."
)
@json_option
@plain_option
@store_options
@click.pass_context
def add(
    ctx: click.Context,
    name: str,
    number: str,
    domain: str,
    phone: str,
    postcode: str,
    town: str,
    really_new: str,
    as_json: bool,
) -> None:
    """Add a client. Exits with 3 and lists the candidates when there are likely duplicates."""
    from trtui.desk import clients
    from trtui.domain.errors import Duplicates

    new = clients.NewClient(
        name=name, number=number, website=domain, phone=phone, postcode=postcode, town=town
    )
    with sitting(ctx, makes=True) as office:
        try:
            saved = office.write_now(clients.add, new, really_new)
        except Duplicates as refused:
            if as_json:
                print_json({"added": None, "candidates": [_candidate(one) for one in refused.candidates]})
            else:
                _print_candidates(refused.candidates)
            raise
    if as_json:
        print_json({"added": {"client_id": saved.client_id, "name": saved.name}, "candidates": []})
    else:
        click.echo(f"Added client {saved.client_id}: {plain(saved.name)}")


@client.command()
@click.option("--name", default="", help="The name.")
@_identity
@click.option(
    "--file", "path", type=click.Path(path_type=Path), help="Check every row of a CSV (JSON lines)."
)
@click.option(
    "--limit", default=5, show_default=True, type=click.IntRange(1, 50), help="At most so many each."
)
@json_option
@plain_option
@store_options
@click.pass_context
def check(
    ctx: click.Context,
    name: str,
    number: str,
    domain: str,
    phone: str,
    postcode: str,
    path: Path | None,
    limit: int,
    as_json: bool,
) -> None:
    """Say which existing clients may be the same as one, or as every row of a file."""
    from trtui.desk import duplicates

    if path is not None:
        _check_file(ctx, path, limit, _print_row if is_plain() else _print_row_as_json)
        return
    if not (name or number or domain or phone):
        raise click.UsageError("Give --name, --number, --domain, --phone or --file.")
    asked = duplicates.Asked(
        name=name, number=number, website=domain, phones=(phone,) if phone else (), postcode=postcode
    )
    with sitting(ctx) as office:
        found = office.read_now(duplicates.check, asked, limit=limit)
    if as_json:
        print_json([_candidate(one) for one in found])
    elif found:
        _print_candidates(found)
    else:
        click.echo("No client looks like it.", err=is_plain())


def _check_file(ctx: click.Context, path: Path, limit: int, on_row: Callable[[RowCheck], None]) -> None:
    from trtui.desk import imports
    from trtui.integrations.files import open_table

    with sitting(ctx) as office:
        imports.check_file_now(office, open_table(path), on_row, limit=limit)


def _print_row_as_json(row: RowCheck) -> None:
    print_json_line(row.document())


def _print_row(row: RowCheck) -> None:
    if row.problem:
        print_lines([(row.line, row.name, "", row.problem)])
    print_lines(
        (
            row.line,
            row.name,
            one.client_id,
            one.strength,
            round(one.score * 100),
            one.name,
            "; ".join(reason.detail for reason in one.reasons),
        )
        for one in row.candidates
    )


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "client_id": one.client_id,
        "name": one.name,
        "score": one.score,
        "strength": one.strength,
        "reasons": [{"kind": reason.kind, "detail": reason.detail} for reason in one.reasons],
    }


def _print_candidates(found: Sequence[Candidate]) -> None:
    print_table(
        ("id", "strength", "%", "name", "where", "owner", "why"),
        [
            (
                one.client_id,
                one.strength,
                round(one.score * 100),
                f"{one.name} (archived)" if one.is_archived else one.name,
                " ".join(part for part in (one.town, one.postcode) if part),
                one.owner,
                "; ".join(reason.detail for reason in one.reasons),
            )
            for one in found
        ],
    )
