"""``trtui find``: search from the command line."""

from __future__ import annotations

import click

from trtui.cli.printing import json_option, plain_option, print_json, print_table, remark
from trtui.cli.sitting import sitting, store_options


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="At most so many.")
@json_option
@plain_option
@store_options
@click.pass_context
def find(ctx: click.Context, text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find clients, contacts, phone numbers, e-mails, domains, postcodes and company numbers.

    TEXT may hold filters: status:target csi:a owner:me tag:x due:today town:leeds
    """
    from trtui.desk import search
    from trtui.domain import phones

    with sitting(ctx) as office:
        found = office.read_now(search.find, " ".join(text), limit)
    if as_json:
        print_json(
            [
                {
                    "kind": hit.kind,
                    "id": hit.id,
                    "name": hit.name,
                    "client": hit.client_name,
                    "client_id": hit.client_id,
                    "status": hit.status,
                    "phone": hit.phone,
                    "postcode": hit.postcode,
                    "score": hit.score,
                }
                for hit in found.hits
            ]
        )
        return
    rows = [
        (
            hit.kind,
            hit.id,
            hit.name,
            hit.client_name if hit.kind == "contact" else hit.where,
            hit.status.label,
            phones.display(hit.phone) if hit.phone else "",
            hit.postcode,
        )
        for hit in found.hits
    ]
    if rows:
        print_table(("kind", "id", "name", "client / where", "status", "phone", "postcode"), rows)
    else:
        click.echo("No match.", err=True)
    for note in found.notes:
        remark(note)
