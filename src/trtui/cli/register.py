"""``trtui register``: the public register of companies, loaded from its monthly file and asked offline."""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from trtui.cli import register_review
from trtui.cli.printing import (
    is_plain,
    json_option,
    jsonable,
    plain,
    plain_option,
    print_done,
    print_facts,
    print_json,
    print_table,
)
from trtui.cli.progress import Progress
from trtui.cli.sitting import sitting, store_options

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.domain.register.values import Edition, Registered, RegisterState

MOST_SHOWN = 20
_MEGABYTE = 1_000_000
DEMO_CLIENTS = 400


@click.group()
def register() -> None:
    """Load the register of companies and find in it.

    It is the free monthly file of Companies House, “BasicCompanyData”. Fetch it from their download page; here it
    answers offline.
    """


for command in register_review.COMMANDS:
    register.add_command(command)


@register.command("load")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--postcode", "areas", multiple=True, metavar="AREA", help="Only of these: LS, or LS10. May repeat."
)
@click.option(
    "--sic", "codes", multiple=True, metavar="CODE", help="Only with codes that begin so. May repeat."
)
@click.option("--resume", is_flag=True, help="Go on with a load of this file that was broken off.")
@json_option
@plain_option
@store_options
@click.pass_context
def load(
    ctx: click.Context,
    paths: tuple[Path, ...],
    areas: tuple[str, ...],
    codes: tuple[str, ...],
    resume: bool,
    as_json: bool,
) -> None:
    """Load the monthly company file: the zip as it comes, all its parts, or the CSV.

    The register in use answers until the new one is whole.

    \b
    trtui register load BasicCompanyDataAsOneFile-2026-11-01.zip
    trtui register load BasicCompanyData-*.zip --postcode LS --postcode BD
    """
    from trtui.desk import register as desk
    from trtui.integrations.register_file import open_register_file

    wanted = desk.filters(areas, codes)
    source = open_register_file(paths)
    with sitting(ctx) as office:
        try:
            with Progress(sys.stderr) as bar:
                found = desk.load_now(
                    office,
                    source,
                    wanted,
                    resumes=resume,
                    on_progress=lambda stage, done, total: _show(bar, stage, done, total),
                )
        except KeyboardInterrupt:
            click.echo("The register in use stays. Go on with the same command and --resume.", err=True)
            raise
        compared = register_review.compare(office)
    if as_json:
        print_json(_document(found) | {"watch": compared})
        return
    if is_plain():
        tally = found.tally
        print_facts([("companies", tally.rows), ("left out", tally.bad), ("mended", tally.flawed)])
        return
    for fault in found.faults[:MOST_SHOWN]:
        verb = "taken" if fault.is_taken else "left out"
        click.echo(f"{plain(fault.file)} line {fault.line:,}: {verb}: {plain(fault.reason)}")
    faulty = found.tally.bad + found.tally.flawed
    if faulty > MOST_SHOWN:
        click.echo(
            f"… and {faulty - MOST_SHOWN:,} more; the first hundred are listed by: trtui register status --json"
        )
    click.echo(_summary(found))
    if compared is not None and compared.clients:
        click.echo(register_review.summary(compared))


@register.command("find")
@click.argument("text", nargs=-1, required=True)
@click.option("--limit", default=8, show_default=True, type=click.IntRange(1, 100), help="At most so many.")
@json_option
@plain_option
@store_options
@click.pass_context
def find(ctx: click.Context, text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find companies by name (slips and former names too), number or postcode."""
    from trtui.desk import register as desk

    with sitting(ctx) as office:
        hits = office.read_now(desk.find, " ".join(text), limit)
    if as_json:
        print_json([_document(hit) for hit in hits])
        return
    rows = [
        (
            hit.number,
            hit.name,
            hit.matched_name if hit.is_previous_name else "",
            hit.status,
            hit.town,
            hit.postcode,
            ", ".join(hit.sic),
            f"{hit.score:.2f}",
        )
        for hit in hits
    ]
    if rows:
        print_table(("number", "name", "formerly", "status", "town", "postcode", "SIC", "score"), rows)
    else:
        click.echo("No company found.", err=True)


@register.command("show")
@click.argument("number", nargs=-1, required=True)
@json_option
@plain_option
@store_options
@click.pass_context
def show(ctx: click.Context, number: tuple[str, ...], as_json: bool) -> None:
    """Show a company by its number, in any written form."""
    from trtui.desk import register as desk
    from trtui.domain.time import local_day

    with sitting(ctx) as office:
        found = office.read_now(desk.get, "".join(number))
        today = local_day(office.clock.now(), office.clock.zone)
    if as_json:
        print_json(_document(found) | {"has_overdue_accounts": found.has_overdue_accounts(today)})
        return
    facts = _facts(found, today)
    if is_plain():
        print_facts(facts)
    else:
        for title, value in facts:
            if value:
                click.echo(f"{title:<14}{plain(value)}")


@register.command("status")
@json_option
@plain_option
@store_options
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Tell which edition is in use, and how many companies it holds."""
    from trtui.desk import register as desk
    from trtui.domain import spoken

    with sitting(ctx) as office:
        state = office.read_now(desk.state)
        when = spoken.exact(state.edition.loaded_at, office.clock.zone) if state.edition else ""
    if as_json:
        print_json(_document(state))
        return
    if state.edition is not None and is_plain():
        print_facts(_numbers(state, state.edition))
    elif state.edition is None:
        click.echo("There is no company register here yet. Load one with: trtui register load FILE")
    else:
        click.echo(_summary(state.edition))
        click.echo(f"Loaded {when} by {plain(state.edition.loaded_by)}; {state.size / 1e6:,.0f} MB.")
        for words, count in state.counts.items():
            click.echo(f"{count:>11,}  {plain(words)}")
    for line in _left(state):
        click.echo(line)


@register.command("sample")
@click.argument("path", metavar="FILE.zip", type=click.Path(path_type=Path))
@click.option(
    "--clients", default=DEMO_CLIENTS, show_default=True, type=click.IntRange(1, 100_000), help="Of how many."
)
@click.option("--seed", default=1, show_default=True, type=int, help="Of which demo agency.")
@json_option
@plain_option
def sample(path: Path, clients: int, seed: int, as_json: bool) -> None:
    """Write a made-up company file that holds the companies of the demo's clients, to try all this."""
    count = write_sample(path, clients, seed)
    said = f"Wrote {count:,} rows to {path}. Load them with: trtui register load {path}"
    print_done({"path": str(path), "rows": count}, said, as_json)


def write_sample(path: Path, clients: int, seed: int) -> int:
    """Write the made-up company file of a demo's clients and return how many rows it has."""
    from trtui.domain.sample import register as made_up
    from trtui.domain.time import local_day
    from trtui.integrations.clock import SystemClock
    from trtui.integrations.register_file import write_register_file

    clock = SystemClock()
    today = local_day(clock.now(), clock.zone)
    name = f"BasicCompanyDataAsOneFile-{today.replace(day=1)}.csv"
    lines = made_up.lines(seed, clients, today)
    return (
        write_register_file(path, name, (line for part in ((made_up.header(),), lines) for line in part)) - 1
    )


def load_sample(office: Office, clients: int, seed: int) -> None:
    """Load the made-up company file of a demo's clients, compare these with it and propose numbers."""
    from trtui.desk import numbering
    from trtui.desk import register as desk
    from trtui.integrations.register_file import open_register_file

    with tempfile.TemporaryDirectory(prefix="trtui-register-") as folder:
        path = Path(folder) / "register.zip"
        write_sample(path, clients, seed)
        desk.load_now(office, open_register_file([path]))
    register_review.compare(office)
    numbering.propose(office)


def _show(bar: Progress, stage: str, done: int, total: int) -> None:
    """Show how far a load is: megabytes of the file, then steps."""
    if total > _MEGABYTE:
        bar.show(f"{stage} · MB", done // _MEGABYTE, total // _MEGABYTE)
    else:
        bar.show(f"{stage} ·", done, total)


def _summary(found: Edition) -> str:
    of = f" of {_day(found.edition_on)}" if found.edition_on else ""
    parts = [f"{found.tally.rows:,} companies{of} from {plain(found.source)}"]
    if found.filters.words:
        parts.append(f"only {plain(found.filters.words)} ({found.tally.passed_over:,} others passed over)")
    if found.tally.bad:
        parts.append(f"{found.tally.bad:,} bad rows left out")
    if found.tally.flawed:
        parts.append(f"{found.tally.flawed:,} taken without a part")
    return "; ".join(parts) + "."


def _numbers(state: RegisterState, edition: Edition) -> list[tuple[str, object]]:
    """Return the state of a register as facts, numbers without separators."""
    loaded = edition.loaded_at, edition.loaded_by
    return [
        ("source", edition.source),
        ("companies", edition.tally.rows),
        ("loaded at", loaded[0]),
        ("loaded by", loaded[1]),
        ("bytes", state.size),
        *state.counts.items(),
    ]


def _left(state: RegisterState) -> list[str]:
    if state.unfinished is None:
        return []
    left = state.unfinished
    begun = f"A load of {plain(left.source)} by {plain(left.loaded_by)} was broken off"
    return [f"{begun} after {left.tally.rows:,} companies. Go on with: trtui register load FILE --resume"]


def _facts(found: Registered, today: date) -> list[tuple[str, str]]:
    sic = [f"{code} {words}".strip() for code, words in zip(found.sic, found.sic_texts, strict=True)]
    due = _day(found.accounts_due_on)
    if found.has_overdue_accounts(today):
        due += " (overdue)"
    previous = [
        f"{one.name} (until {_day(one.until_on)})" if one.until_on else one.name
        for one in found.previous_names
    ]
    return [
        ("number", found.number),
        ("name", found.name),
        *(("formerly", name) for name in previous),
        ("status", found.status),
        ("category", found.category),
        ("incorporated", _day(found.incorporated_on)),
        ("address", ", ".join(part for part in (found.address, found.postcode) if part)),
        *(("industry", text) for text in sic),
        ("accounts", found.accounts_category.capitalize()),
        ("made up to", _day(found.accounts_made_up_on)),
        ("next due", due),
        ("confirmation", _day(found.confirmation_due_on)),
    ]


def _day(day: date | None) -> str:
    from trtui.domain import spoken

    return spoken.day(day) if day else ""


def _document(value: Any) -> Any:
    """Return a value as what JSON can hold, days as ISO text."""
    return _dated(jsonable(value))


def _dated(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _dated(part) for name, part in value.items()}
    return [_dated(part) for part in value] if isinstance(value, list) else value
