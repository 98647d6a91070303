"""The made-up register: the same for the same seed, in the true format, with the companies of the sample's clients."""

from __future__ import annotations

import csv
from datetime import date, timedelta

from trtui.domain import company_number
from trtui.domain.register.layout import COLUMNS, Layout
from trtui.domain.register.rows import Row, Rows, Seen, Terms, previous_names
from trtui.domain.register.values import Filters
from trtui.domain.sample import register
from trtui.domain.sample.identity import identity
from trtui.domain.sample.stream import Stream

TODAY = date(2026, 11, 24)
CLIENTS = 400


def read(seed: int = 1, others: int = 500) -> tuple[dict[str, Row], Rows]:
    rows = Rows(Filters(), Terms(), Seen())
    rows.begin("sample", Layout(register.header().decode().split(","), "sample"))
    found: dict[str, Row] = {}
    for at, line in enumerate(register.lines(seed, CLIENTS, TODAY, others), 2):
        for cells in csv.reader([line.decode("utf-8", "replace")]):
            kept = rows.read(cells, at)
            if kept is not None:
                row = Row._make(kept)  # type: ignore[arg-type]
                found[row.number] = row
    return found, rows


def test_it_is_the_same_for_the_same_seed_only() -> None:
    one = list(register.lines(1, 50, TODAY, 50))
    assert one == list(register.lines(1, 50, TODAY, 50)) != list(register.lines(2, 50, TODAY, 50))


def test_the_header_has_the_true_columns_with_blanks_before_some() -> None:
    names = register.header().decode().split(",")
    assert [name.strip() for name in names] == list(COLUMNS) and len(names) == 55
    assert any(name.startswith(" ") for name in names)


def test_it_holds_the_companies_of_the_clients_but_for_those_that_are_gone() -> None:
    found, _ = read()
    stream = Stream()
    held = gone = renamed = 0
    for number in range(CLIENTS):
        known = identity(stream, 1, number)
        if known.twin_of is not None or known.company_number is None:
            continue
        row = found.get(known.company_number)
        became = register.fate(1, number)
        assert (row is None) == became.is_gone
        if row is None:
            gone += 1
            continue
        held += 1
        names = [row.name, *(name for name, _ in previous_names(row.previous))]
        assert register.registered_name(known.named) in names
        renamed += became.is_renamed and row.name != register.registered_name(known.named)
    assert held > CLIENTS / 2 and gone > 3 and renamed > 3


def test_there_is_something_to_watch_for() -> None:
    fates = [register.fate(1, number) for number in range(CLIENTS)]
    assert {fate.status for fate in fates} == {register.ACTIVE, register.STRIKE_OFF, register.LIQUIDATION}
    assert any(fate.is_overdue for fate in fates) and any(fate.is_renamed for fate in fates)
    found, _ = read()
    overdue = [row for row in found.values() if (row.accounts_due_on or "9") < TODAY.isoformat()]
    assert 10 < len(overdue) < len(found) / 4
    assert all(
        date.fromisoformat(row.incorporated_on or "2000-01-01") < TODAY + timedelta(days=1)
        for row in found.values()
    )


def test_numbers_are_beyond_what_the_real_register_has_reached() -> None:
    found, _ = read()
    for number in found:
        assert company_number.find(number) == number
        assert number.lstrip("OCSNI").startswith("9"), number


def test_awkward_rows_are_among_them_and_are_refused_or_taken_each_for_its_reason() -> None:
    _, rows = read()
    assert rows.tally.flawed == 2
    reasons = " ".join(fault.reason for fault in rows.faults)
    for words in (
        "not a day",
        "not a company number",
        "no company number",
        "no name",
        "second time",
        "20 cells",
    ):
        assert words in reasons
    assert rows.tally.bad == 6
