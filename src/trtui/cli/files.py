"""``trtui import``, ``trtui export`` and ``trtui template``: files in and out."""

from __future__ import annotations

import json
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from trtui.cli.progress import Progress
from trtui.cli.sitting import is_there, make_office, sitting, store_of, store_options
from trtui.domain.errors import Invalid

if TYPE_CHECKING:
    from trtui.desk.imports import Report, RowResult
    from trtui.desk.office import Office

MOST_SHOWN = 20


@click.command("import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("batch", required=False)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would happen.")
@click.option("--update", is_flag=True, help="Also replace filled fields of clients that are there already.")
@click.option("--accept-duplicates", is_flag=True, help="Add rows although they are likely there already.")
@click.option("--resume", is_flag=True, help="Go on with an import of this file that was broken off.")
@click.option("--owner", default="", help="The owner where a row names none. [default: you]")
@click.option(
    "--column", "columns", multiple=True, metavar="HEADER=COLUMN", help="What a column of the file is."
)
@click.option("--sheet", default="", help="The sheet of a workbook. [default: the first]")
@click.option("--encoding", default="", help="The encoding of a CSV file. [default: found out]")
@json_option
@plain_option
@store_options
@click.pass_context
def import_(
    ctx: click.Context,
    path: Path,
    batch: str | None = None,
    dry_run: bool = False,
    update: bool = False,
    accept_duplicates: bool = False,
    resume: bool = False,
    owner: str = "",
    columns: tuple[str, ...] = (),
    sheet: str = "",
    encoding: str = "",
    as_json: bool = False,
) -> None:
    """Bring clients and contacts in from a CSV or XLSX file of any size.

    Every row is created, updated, a duplicate or refused, with the reason; never half a row.

    \b
    trtui import clients.xlsx --dry-run    say what would happen
    trtui import undo 3                    take import 3 back
    trtui import list                      list the imports
    """
    from trtui.desk import imports
    from trtui.integrations.files import open_table

    if str(path) == "undo":
        _undo(ctx, batch, as_json)
        return
    if str(path) == "list" and not path.exists():
        _list(ctx, as_json)
        return
    if batch is not None:
        raise click.UsageError("Name one file.")
    options = imports.Options(
        is_dry=dry_run,
        overwrites=update,
        accepts_duplicates=accept_duplicates,
        resumes=resume,
        owner=owner,
        columns=dict(_pair(text) for text in columns),
    )
    source = open_table(path, sheet=sheet, encoding=encoding)
    with ExitStack() as kept:
        if dry_run and not is_there(store_of(ctx)):
            # What would happen is found out at an empty store that is thrown away: a dry run makes none.
            folder = Path(kept.enter_context(tempfile.TemporaryDirectory(prefix="trtui-none-")))
            office = make_office(ctx, url=str(folder / "empty.db"))
            kept.callback(office.close)
        else:
            office = kept.enter_context(sitting(ctx, makes=True))
        report = _bring_in(office, source, options, as_json)
    if not report.is_complete:
        ctx.exit(1)


def _bring_in(office: Office, source: Any, options: Any, as_json: bool) -> Report:
    from trtui.desk import imports

    told = _JsonRows() if as_json else _PlainRows() if is_plain() else _TextRows()
    try:
        with Progress(sys.stderr) as bar:
            report = imports.bring_in_now(
                office,
                source,
                options,
                on_row=told.row,
                on_progress=lambda at: bar.share(at.counts.text, at.share),
            )
    except imports.Stopped as stopped:
        told.end(stopped.report)
        raise
    told.end(report)
    return report


class _TextRows:
    """Rows for a person: what is not simply taken, the first ones in full."""

    def __init__(self) -> None:
        self.kept: list[RowResult] = []
        self.more = 0

    def row(self, result: RowResult) -> None:
        """Keep a row that somebody should look at."""
        if result.reason or result.remarks:
            if len(self.kept) < MOST_SHOWN:
                self.kept.append(result)
            else:
                self.more += 1

    def end(self, report: Report) -> None:
        """Print the rows and the sum."""
        for result in self.kept:
            words = "; ".join(part for part in (result.reason, *result.remarks) if part)
            named = f"{plain(result.name)}: " if result.name else ""
            click.echo(f"line {result.line}: {result.outcome.value}: {named}{plain(words)}")
        if self.more:
            click.echo(f"… and {self.more:,} more; --json lists every row.")
        read = [f"{header} as {column}" for header, column in report.columns if header != column]
        if read:
            click.echo(f"Columns read: {plain(', '.join(read))}")
        if report.ignored:
            click.echo(f"Columns left aside: {plain(', '.join(report.ignored))}")
        for notice in report.notices:
            click.echo(plain(notice))
        verb = "Would be: " if report.is_dry else ""
        click.echo(f"{verb}{report.counts.text}.")
        if report.batch_id is not None and not report.is_dry:
            click.echo(
                f"This is import {report.batch_id}. Take it back with: trtui import undo {report.batch_id}"
            )


class _PlainRows:
    """Every row as a line, written as they come; the sum goes beside them."""

    def row(self, result: RowResult) -> None:
        """Print a row: its line in the file, what became of it, its name, and why."""
        why = "; ".join(part for part in (result.reason, *result.remarks) if part)
        print_lines([(result.line, result.outcome.value, result.name, why)])

    def end(self, report: Report) -> None:
        """Say the sum."""
        number = "" if report.batch_id is None or report.is_dry else f" Import {report.batch_id}."
        remark(f"{report.counts.text}.{number}")


class _JsonRows:
    """Rows as one JSON document, written as they come."""

    def __init__(self) -> None:
        self.first = True

    def row(self, result: RowResult) -> None:
        """Print a row."""
        click.echo('{"rows": [' if self.first else ",")
        self.first = False
        click.echo(json.dumps(result.document()), nl=False)

    def end(self, report: Report) -> None:
        """Print the sum and end the document."""
        click.echo('{"rows": [' if self.first else "")
        click.echo(f'], "report": {json.dumps(report.document())}}}')


def _undo(ctx: click.Context, batch: str | None, as_json: bool) -> None:
    from trtui.desk import imports

    if batch is None or not (batch.isascii() and batch.isdecimal() and len(batch) < 10):
        raise click.UsageError("Say which import, by its number: trtui import undo 3. See: trtui import list")
    with sitting(ctx) as office, Progress(sys.stderr) as bar:
        report = imports.undo_now(
            office, int(batch), on_progress=lambda share: bar.share("taken back", share)
        )
    if as_json:
        print_json(report.document())
        return
    for left in (*report.kept, *report.failed):
        if is_plain():
            print_lines([("kept", left.name, left.why)])
        else:
            click.echo(f"kept: {plain(left.name)}: {plain(left.why)}")
    click.echo(f"{report.text}.", err=is_plain())


def _list(ctx: click.Context, as_json: bool) -> None:
    from trtui.desk import imports
    from trtui.domain import spoken

    with sitting(ctx) as office:
        found = office.read_now(imports.listed)
        zone = office.clock.zone
    if as_json:
        print_json(found)
        return
    print_table(
        ("import", "file", "by", "when", "rows", ""),
        [
            (
                one.id,
                one.file,
                one.user,
                spoken.exact(one.started_at, zone),
                one.counts.text,
                "taken back"
                if one.undone_at is not None
                else ""
                if one.ended_at is not None
                else "broken off",
            )
            for one in found
        ],
    )


def _pair(text: str) -> tuple[str, str]:
    header, equals, column = text.partition("=")
    if not equals or not header or not column:
        raise click.UsageError(f"--column takes HEADER=COLUMN, such as --column 'Firm=client', not {text!r}.")
    return header, column


@click.command()
@click.argument("path", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@plain_option
@store_options
@click.pass_context
def template(ctx: click.Context, path: Path, force: bool, as_json: bool) -> None:
    """Write an empty import file: required columns in yellow, an example row, what may stand where."""
    from trtui.desk import imports
    from trtui.integrations.files import write_template

    with tempfile.TemporaryDirectory(prefix="trtui-template-") as folder:
        url = "" if is_there(store_of(ctx)) else str(Path(folder) / "empty.db")
        office = make_office(ctx, url=url)
        try:
            found = office.read_now(imports.template)
        finally:
            office.close()
    write_template(path, found.columns, found.notes, is_forced=force)
    said = f"Wrote {path}. Fill it in, then: trtui import {path} --dry-run"
    print_done({"path": str(path)}, said, as_json)


@click.command()
@click.argument("name", metavar="LIST")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--filter", "filter_text", default="", metavar="TEXT", help="As in the search box: status:target csi:a …"
)
@click.option("--scope", default="mine", type=click.Choice(["mine", "team", "everyone"]), help="Whose queue.")
@click.option("--raw", is_flag=True, help="For machines: no guard against formulas in CSV.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@json_option
@plain_option
@store_options
@click.pass_context
def export(
    ctx: click.Context,
    name: str,
    path: Path,
    filter_text: str,
    scope: str,
    raw: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write a list to a CSV or XLSX file: clients, contacts, sites, jobs, touches, notes, queue …"""
    from trtui.desk import exports
    from trtui.integrations.files import write_table

    if path.suffix.lower() not in (".csv", ".xlsx"):
        raise Invalid(f"{path} must end in .csv or .xlsx, which says how it is written.", "file")

    def write(found: exports.Export) -> Any:
        if found.hints:  # a file of nobody, or of everybody, would be taken for what was asked for
            raise click.UsageError(plain(f"{' '.join(found.hints)} Nothing was written."))
        return write_table(path, found.label, found.columns, found.rows, is_raw=raw, is_forced=force)

    with sitting(ctx) as office:
        written = office.read_now(exports.export, name, filter_text, write, scope=scope)
    said = f"Wrote {written.rows:,} rows to {path}."
    print_done({"path": str(path), "rows": written.rows}, said, as_json)
