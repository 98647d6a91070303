"""``trtui number``: whether a number may be called, who objected, and what TPS and CTPS say of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trtui.cli.printing import (
    is_plain,
    json_option,
    plain,
    plain_option,
    print_done,
    print_facts,
    print_json,
    print_lines,
    print_table,
)
from trtui.cli.sitting import NUMBER, sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.numbers import Blocked, NumberEvidence
    from trtui.desk.screening import BadAnswer, Screened, Screening


@click.group()
def number() -> None:
    """Say whether a number may be called: show, block, unblock and screen it."""


@number.command()
@click.argument("phone", metavar="NUMBER")
@json_option
@plain_option
@store_options
@click.pass_context
def show(ctx: click.Context, phone: str, as_json: bool) -> None:
    """Print what is known about calling a number, and whose it is."""
    from trtui.desk import numbers

    with sitting(ctx) as office:
        found = office.read_now(numbers.evidence, phone)
        region, zone = office.rules.region, office.clock.zone
    if as_json:
        print_json(_document(found))
        return
    from trtui.domain import phones, spoken

    print_facts(
        [
            ("Number", phones.display(found.line, region)),
            ("May be called", f"{'yes' if found.permission.may_call else 'no'}: {found.permission.text}"),
            ("Screened", spoken.exact(found.checked_at, zone) if found.checked_at is not None else ""),
            ("Result", found.result.value if found.checked_at is not None else ""),
        ]
    )
    objections = [
        (
            phones.display(one.line, region),
            "whole number" if one.is_whole else "extension",
            spoken.exact(one.at, zone),
            one.by,
            one.words,
            ""
            if one.taken_back_at is None
            else f"{spoken.exact(one.taken_back_at, zone)}, {one.taken_back_by}: {one.taken_back_why}",
        )
        for one in found.objections
    ]
    if objections:
        print_table(("objected", "", "when", "noted by", "words", "taken back"), objections, "objection")
    holders = [
        (one.contact_id, one.contact, one.client_id, one.client, phones.display(one.line, region), one.label)
        for one in found.holders
    ]
    if holders:
        print_table(("id", "contact", "id", "client", "number", ""), holders, "holder")


@number.command()
@click.argument("phone", metavar="NUMBER")
@click.option("--words", required=True, help="What was said.")
@click.option("--contact", type=NUMBER, default=None, help="The contact who objected.")
@click.option("--whole-number", is_flag=True, help="Not the extension alone, but the whole number.")
@json_option
@plain_option
@store_options
@click.pass_context
def block(
    ctx: click.Context, phone: str, words: str, contact: int | None, whole_number: bool, as_json: bool
) -> None:
    """Note that somebody asked not to be called on a number; nobody may call it from now on."""
    from trtui.desk import numbers

    with sitting(ctx) as office:
        done = office.write_now(numbers.block, phone, words, contact, whole_number=whole_number)
    _print_blocked(done, as_json)


@number.command()
@click.argument("phone", metavar="NUMBER")
@click.option("--reason", required=True, help="Why it may be called after all.")
@json_option
@plain_option
@store_options
@click.pass_context
def unblock(ctx: click.Context, phone: str, reason: str, as_json: bool) -> None:
    """Take back that somebody objected on a number, or on one extension of it; for managers."""
    from trtui.desk import numbers

    with sitting(ctx) as office:
        done = office.write_now(numbers.unblock, phone, reason)
    _print_blocked(done, as_json)


@number.command()
@click.argument("phone", metavar="[NUMBER]", required=False)
@click.option("--result", type=click.Choice(["clear", "tps", "ctps"]), help="What the registers say of it.")
@click.option(
    "--on", "day", default="", metavar="DATE", help="When it was checked, such as 3 nov. [default: now]"
)
@click.option(
    "--file",
    "path",
    type=click.Path(path_type=Path),
    help="Answers from a CSV or XLSX: number, result, date.",
)
@json_option
@plain_option
@store_options
@click.pass_context
def screen(
    ctx: click.Context, phone: str | None, result: str | None, day: str, path: Path | None, as_json: bool
) -> None:
    """Note what TPS and CTPS say of a number, or of every number of a file."""
    from trtui.desk import screening
    from trtui.desk.screening import BadAnswer, Screening

    if (path is None) == (phone is None) or (path is None) == (result is None):
        raise click.UsageError("Give a number with --result, or --file with the answers.")
    bad: list[BadAnswer] = []
    good: list[Screening] = []
    with sitting(ctx) as office:
        now, zone = office.clock.now(), office.clock.zone
        if path is None:
            good.append(Screening(phone or "", result or "", screening.checked_at(day, now, zone)))
        else:
            from trtui.integrations.files import open_table

            for one in screening.answers(open_table(path), office.rules.region, now, zone):
                if isinstance(one, BadAnswer):
                    bad.append(one)
                else:
                    good.append(one)
        done = office.write_now(screening.screen, good) if good else screening.Screened(0, 0)
    _print_screened(done, bad, as_json)
    if bad:
        ctx.exit(1)


@number.command("to-screen")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@plain_option
@store_options
@click.pass_context
def to_screen(ctx: click.Context, path: Path, force: bool, as_json: bool) -> None:
    """Write the numbers whose screening is missing or too old to a CSV or XLSX file, for a screening service."""
    from trtui.desk import screening
    from trtui.integrations.files import write_table

    with sitting(ctx) as office:
        rows = office.read_now(screening.sheet)
    written = write_table(path, "To screen", screening.COLUMNS, rows, is_forced=force)
    count = "1 number" if written.rows == 1 else f"{written.rows:,} numbers"
    said = f"Wrote {count} to {path}. Bring the answers in with: trtui number screen --file {path}"
    print_done({"path": str(path), "rows": written.rows}, said, as_json)


def _document(found: NumberEvidence) -> dict[str, Any]:
    return {
        "number": found.whole,
        "ext": found.ext,
        "may_call": found.permission.may_call,
        "text": found.permission.text,
        "result": found.result.value,
        "checked_at": found.checked_at,
        "objections": found.objections,
        "holders": found.holders,
    }


def _print_blocked(done: Blocked, as_json: bool) -> None:
    from trtui.domain import phones

    others = [
        {"contact_id": one.contact_id, "contact": one.contact, "client": one.client} for one in done.others
    ]
    document = {
        "number": phones.without_extension(done.line),
        "ext": phones.extension(done.line),
        "others": others,
        "text": done.text,
    }
    print_done(document, done.text, as_json)


def _print_screened(done: Screened, bad: list[BadAnswer], as_json: bool) -> None:
    if as_json:
        rows = [{"line": one.line, "number": one.number, "why": one.why} for one in bad]
        print_json({"checked": done.checked, "listed": done.listed, "older": done.older, "refused": rows})
        return
    for one in bad:
        if is_plain():
            print_lines([("refused", one.line, one.number, one.why)])
        else:
            click.echo(f"line {one.line}: refused: {plain(one.number)}: {plain(one.why)}")
    if is_plain():
        print_lines([("screened", done.checked, done.listed, done.older, len(bad))])
        return
    refused = f", {len(bad):,} refused" if bad else ""
    click.echo(f"{done.text}{refused}.")
