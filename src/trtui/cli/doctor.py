"""``trtui doctor``: is everything in order, and what to do where it is not."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from trtui import __version__
from trtui.cli.printing import is_plain, json_option, plain, plain_option, print_json, print_lines
from trtui.cli.sitting import is_there, make_office, settings, store_of, store_options
from trtui.domain.errors import TrtuiError

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.integrations.config import Config


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; ``is_warning`` marks what works and should still be seen to."""

    what: str
    is_well: bool
    text: str
    is_warning: bool = False

    @property
    def word(self) -> str:
        """The verdict for a line: ok, warning or wrong."""
        return "wrong" if not self.is_well else "warning" if self.is_warning else "ok"


_SIGNS = {"ok": "✔", "warning": "⚠", "wrong": "✖"}


@click.command()
@click.option("--rebuild", is_flag=True, help="Make all derived rows and indexes anew.")
@click.option("--rehearse", is_flag=True, help="Try the upgrade of an older store; nothing in it changes.")
@json_option
@plain_option
@store_options
@click.pass_context
def doctor(ctx: click.Context, rebuild: bool, rehearse: bool, as_json: bool) -> None:
    """Check the settings, the store and the terminal; exits with 1 where something is wrong."""
    findings = list(_rehearsed(ctx) if rehearse else _examine(ctx, rebuild))
    if as_json:
        print_json(findings)
    elif is_plain():
        print_lines((finding.word, finding.what, finding.text) for finding in findings)
    else:
        for finding in findings:
            click.echo(f"{_SIGNS[finding.word]} {finding.what}: {plain(finding.text)}")
    if not all(finding.is_well for finding in findings):
        ctx.exit(1)


def _examine(ctx: click.Context, rebuild: bool) -> Iterator[Finding]:
    yield Finding("program", True, f"trtui {__version__}, Python {sys.version.split()[0]}")
    try:
        config = settings()
        yield Finding(
            "settings", True, str(config.path) if config.path else "none; everything has its default"
        )
        yield from _keys(config)
        store = store_of(ctx)
        there = is_there(store)
        office = make_office(ctx)
    except TrtuiError as error:
        yield Finding("settings", False, error.message)
        return
    yield from _exposure(config, store)
    if not there:
        yield Finding("store", False, f"there is none at {_shown(store)}. Make one with: trtui --db PATH")
        yield from _terminal()
        return
    try:
        yield from _store(office, rebuild)
        yield from _agency(office, config)
    except TrtuiError as error:
        yield Finding("store", False, error.message)
    finally:
        office.close()
    yield _register_api(config)
    yield from _terminal()


def _rehearsed(ctx: click.Context) -> Iterator[Finding]:
    """Tell what bringing an older store up would do, tried where nothing in the store changes."""
    from zoneinfo import ZoneInfo

    from trtui.desk.founding import kept_words
    from trtui.integrations.clock import SystemClock
    from trtui.store.rehearsal import rehearse

    store = store_of(ctx)
    if not is_there(store):
        yield Finding("store", False, f"there is none at {_shown(store)}. Make one with: trtui --db PATH")
        return
    try:
        named = settings().offered.get("time_zone")
        found = rehearse(store, ZoneInfo(named) if named else SystemClock().zone)
    except TrtuiError as error:
        yield Finding("upgrade", False, error.message)
        return
    steps = "nothing to do" if found.found == found.head else f"from schema {found.found} to {found.head}"
    yield Finding("upgrade", not found.wrong, found.wrong or f"{steps}, and no row is lost; tried and undone")
    for words in kept_words(found.converted):
        yield Finding("days", True, words)


def _shown(store: str) -> str:
    from trtui.store.locating import shown

    return shown(store)


def _exposure(config: Config, store: str) -> Iterator[Finding]:
    """Tell what others on this machine could read; a database's own rights are its administrator's."""
    from trtui.cli.exposure import command_line, exposed

    for text in exposed(config.path, store, command_line()):
        yield Finding("privacy", True, text, is_warning=True)


def _keys(config: Config) -> Iterator[Finding]:
    """Tell whether the keys of the settings can be used as they stand."""
    from trtui.ui.keymap import Keymap

    try:
        Keymap(config.keys, config.source)
    except TrtuiError as error:
        yield Finding("keys", False, error.message)


def _register_api(config: Config) -> Finding:
    """Tell whether the register can be asked over the network; the key itself is nobody's business."""
    register = config.register
    text = (
        "an API key is set" if register.api_key else "no API key is set; the loaded register is asked alone"
    )
    if register.api_key and register.api_url:
        text += f", for {register.api_url}"
    return Finding("register over the network", True, text)


def _store(office: Office, rebuild: bool) -> Iterator[Finding]:
    from trtui.desk import upkeep

    if rebuild:
        office.operate_now(upkeep.rebuild)
    report = office.read_now(upkeep.examine)
    kind = "SQLite file" if report.kind == "sqlite" else "PostgreSQL database"
    size = "" if report.clients is None else f", {report.clients:,} clients, {report.contacts:,} contacts"
    yield Finding("store", True, f"{kind}, schema {report.schema}{size}")
    yield Finding("user", True, f"{office.actor.name} ({office.actor.role.label.lower()})")
    for name, text in report.wrong:
        yield Finding(name, False, text)
    if not report.wrong:
        yield Finding("integrity", True, "every check passed")
    if report.kind == "sqlite":
        from trtui.store.sqlite import FIXED_WAL

        is_fixed = sqlite3.sqlite_version_info >= FIXED_WAL
        text = f"SQLite {sqlite3.sqlite_version}"
        if not is_fixed:
            text += (
                " is older than 3.51.3 and can damage a store that two programs write to at once; trtui guards every"
                " write with a file lock, so keep other programs from writing to the store"
            )
        yield Finding("database library", True, text, is_warning=not is_fixed)


def _agency(office: Office, config: Config) -> Iterator[Finding]:
    """Tell the time zone and the country of the store, and what an older settings file has no effect on."""
    from trtui.desk import settings as agency

    lines = {one.name: one for one in office.read_now(agency.listed)}
    zone = lines["time_zone"].text
    country = lines["country"].text or "none"
    yield Finding("agency", bool(zone), f"time zone {zone or 'not set'}, bank holidays of {country}")
    if not config.offered:
        return
    different = office.read_now(agency.differences, config.offered)
    text = f"[agency] and [calls] of {config.source} have no effect: the settings of the store hold for everybody"
    if different and office.read_now(agency.may_change):
        names = ", ".join(one.name for one in different)
        text += f". It differs in {names}; to take that: trtui settings take-from-file"
    yield Finding("own settings", True, text)


def _terminal() -> Iterator[Finding]:
    term = os.environ.get("TERM", "")
    yield Finding("terminal", term not in ("", "dumb"), f"TERM={term or 'not set'}")
    encoding = (sys.stdout.encoding or "").lower()
    yield Finding("encoding", "utf" in encoding, encoding or "unknown; set LANG=C.UTF-8")
    for name in ("TEXTUAL_LOG", "TEXTUAL_DEVTOOLS_HOST"):
        if os.environ.get(name):
            yield Finding(
                "privacy", False, f"{name} is set: it would write what is on the screen elsewhere. Unset it."
            )
