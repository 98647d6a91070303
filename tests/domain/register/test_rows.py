"""Rows of the company file: what is taken, what is refused, and what of a row is left out."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from tests.support.register import a_company
from trtui.domain import text as clean
from trtui.domain.errors import Invalid
from trtui.domain.register.layout import COLUMNS, Layout
from trtui.domain.register.rows import Row, Rows, Seen, Terms, previous_names
from trtui.domain.register.values import FAULTS_KEPT, Filters, Registered, standing


def reading(filters: Filters | None = None, header: tuple[str, ...] = COLUMNS) -> Rows:
    rows = Rows(filters or Filters(), Terms(), Seen())
    rows.begin("file.csv", Layout(header, "file.csv"))
    return rows


def read(cells: list[str], rows: Rows | None = None) -> Row | None:
    found = (rows or reading()).read(list(cells), 7)
    return None if found is None else Row._make(found)  # type: ignore[arg-type]


def test_a_row_is_kept_short_and_found_under_its_words() -> None:
    rows = reading()
    row = read(
        a_company(
            "THE BROOKHILL LOGISTICS COMPANY LIMITED",
            "4418292",
            RegAddress__CareOf="HARTLEY & CO",
            RegAddress__POBox="12",
            SICCode__SicText_2="62012 - Business software",
        ),
        rows,
    )
    assert row is not None
    assert row.number == "04418292"
    assert row.name_key == "brookhill logistics"
    assert row.words.split() == ["brookhill", "logistic"]
    assert row.line == "HARTLEY & CO, PO Box 12, 1 MILL ROAD"
    assert (row.incorporated_on, row.accounts_due_on) == ("2011-02-03", "2026-12-31")
    assert row.sic == "78109 62012"
    assert rows.sic_texts["62012"] == "Business software"
    texts = dict(rows.terms.new)
    assert texts[row.status] == "Active" and texts[row.category] == "Private Limited Company"


def test_previous_names_come_with_their_days_and_their_words() -> None:
    row = read(
        a_company(
            "BROOKHILL LIMITED",
            "04418292",
            **{
                "PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED",
                "PreviousName_1.CONDATE": "04/03/2011",
                "PreviousName_2.CompanyName": "HOLLIN BROS LTD",
            },
        )
    )
    assert row is not None
    assert previous_names(row.previous) == [
        ("HOLLIN HAULAGE LIMITED", date(2011, 3, 4)),
        ("HOLLIN BROS LTD", None),
    ]
    assert {"brookhill", "hollin", "haulage", "brother"} == set(row.words.split())


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"CompanyNumber": "12AB5678"}, "is not a company number"),
        ({"CompanyNumber": "123456789"}, "is not a company number"),
        ({"CompanyNumber": "٠٤٤١٨٢٩٢"}, "is not a company number"),
        ({"CompanyNumber": ""}, "no company number"),
        ({"CompanyName": "  "}, "no name"),
    ],
)
def test_a_row_that_cannot_be_meant_is_refused_with_the_reason(changes: dict[str, str], reason: str) -> None:
    rows = reading()
    assert read(a_company("BROOKHILL LIMITED", "04418292", **changes), rows) is None
    assert rows.tally.bad == 1 and rows.tally.rows == 0
    (fault,) = rows.faults
    assert reason in fault.reason and (fault.file, fault.line, fault.is_taken) == ("file.csv", 7, False)


def test_a_row_with_too_few_or_too_many_cells_is_refused_and_an_empty_line_is_nothing() -> None:
    rows = reading()
    assert read(a_company("A", "04418292")[:20], rows) is None
    assert read([*a_company("A", "04418292"), "more"], rows) is None
    assert read([], rows) is None
    assert rows.tally.bad == 2
    assert rows.faults[0].reason == "The row has 20 cells where the header has 55."


@pytest.mark.parametrize("day", ["31/02/2019", "2019-02-01", "1/2/2019", "yesterday", "٠١/٠٢/٢٠١٩"])
def test_a_wrong_day_costs_only_itself(day: str) -> None:
    rows = reading()
    row = read(a_company("BROOKHILL LIMITED", "04418292", Accounts__NextDueDate=day), rows)
    assert row is not None and row.accounts_due_on is None and row.incorporated_on == "2011-02-03"
    assert (rows.tally.rows, rows.tally.bad, rows.tally.flawed) == (1, 0, 1)
    assert rows.faults[0].is_taken


def test_a_number_is_taken_once() -> None:
    rows = reading()
    assert read(a_company("FIRST LIMITED", "SC123456"), rows)
    assert read(a_company("SECOND LIMITED", "sc 123456"), rows) is None
    assert read(a_company("THIRD LIMITED", "00000001"), rows)
    assert read(a_company("FOURTH LIMITED", "1"), rows) is None
    assert rows.tally.rows == 2 and rows.tally.bad == 2


def test_faults_are_all_counted_and_the_first_hundred_kept() -> None:
    rows = reading()
    for _ in range(FAULTS_KEPT + 20):
        read(a_company("", "04418292"), rows)
    assert rows.tally.bad == FAULTS_KEPT + 20 and len(rows.faults) == FAULTS_KEPT


@pytest.mark.parametrize(
    ("filters", "postcode", "sic", "is_taken"),
    [
        (Filters(("LS",)), "LS10 1AB", "78109", True),
        (Filters(("LS",)), "ls10 1ab", "78109", True),
        (Filters(("L",)), "LS10 1AB", "78109", False),
        (Filters(("LS1",)), "LS10 1AB", "78109", False),
        (Filters(("LS10",)), "LS10 1AB", "78109", True),
        (Filters(("LS", "BD")), "BD1 1AB", "78109", True),
        (Filters(("LS",)), "", "78109", False),
        (Filters(sic=("78",)), "LS10 1AB", "78109", True),
        (Filters(sic=("62",)), "LS10 1AB", "78109", False),
        (Filters(sic=("78109",)), "", "78109", True),
        (Filters(("LS",), ("62",)), "LS10 1AB", "78109", False),
    ],
)
def test_filters_pass_over_what_is_not_wanted(
    filters: Filters, postcode: str, sic: str, is_taken: bool
) -> None:
    rows = reading(filters)
    cells = a_company(
        "A LIMITED", "04418292", RegAddress__PostCode=postcode, SICCode__SicText_1=f"{sic} - Work"
    )
    assert (read(cells, rows) is not None) == is_taken
    assert (rows.tally.passed_over, rows.tally.bad) == (int(not is_taken), 0)


def test_columns_are_found_by_their_names_in_any_order_with_others_between() -> None:
    cells = dict(zip(COLUMNS, a_company("BROOKHILL LIMITED", "04418292"), strict=True))
    header = ("Added.Column", *(f" {name.upper()} " for name in reversed(COLUMNS)))
    rows = reading(header=header)
    row = read(["new", *(cells[name] for name in reversed(COLUMNS))], rows)
    assert row == read(a_company("BROOKHILL LIMITED", "04418292"))


def test_a_column_that_is_needed_and_missing_is_named() -> None:
    header = [name for name in COLUMNS if name not in ("RegAddress.PostTown", "CompanyStatus")]
    with pytest.raises(Invalid, match=r"lacks columns .*RegAddress\.PostTown, CompanyStatus") as caught:
        Layout(header, "file.csv")
    assert "nothing was loaded" in caught.value.message
    with pytest.raises(Invalid, match="is not the company file"):
        Layout(["name", "phone", "town"], "clients.csv")


def test_a_column_that_is_only_useful_may_be_missing() -> None:
    kept = [at for at, name in enumerate(COLUMNS) if "PreviousName" not in name and "County" not in name]
    rows = reading(header=tuple(COLUMNS[at] for at in kept))
    cells = a_company("BROOKHILL LIMITED", "04418292")
    row = read([cells[at] for at in kept], rows)
    assert row is not None and (row.county, row.previous, row.town) == ("", "", "LEEDS")


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_bad_text_is_kept_as_one_plain_line_or_refused(text: str) -> None:
    rows = reading()
    evil = {name: text for name in COLUMNS if name not in ("CompanyNumber",)}
    cells = [evil.get(name, "04418292") for name in COLUMNS]
    row = read(cells, rows)
    for value in row or ():
        for part in value.split("\n") if isinstance(value, str) else ():
            assert clean.line(part, 5_000) == part.strip() and len(part) < 2_500
    for fault in rows.faults:
        assert clean.line(fault.reason) == fault.reason


@given(st.lists(st.text(max_size=40), min_size=0, max_size=60))
def test_no_row_of_any_text_raises(cells: list[str]) -> None:
    read(cells)


def test_terms_have_one_number_each_and_go_on_where_they_ended() -> None:
    terms = Terms()
    first, second = terms["Active"], terms["Liquidation"]
    assert terms["Active"] == first != second
    assert terms[""] == 0
    again = Terms({term: number for number, term in terms.new})
    assert again["Liquidation"] == second and again["New"] not in (0, first, second)
    assert [term for _, term in again.new] == ["New"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Active", 0),
        ("", 0),
        ("Active - Proposal to Strike off", 1),
        ("Liquidation", 2),
        ("In Administration", 2),
        ("Dissolved", 3),
    ],
)
def test_how_sound_a_status_is(status: str, expected: int) -> None:
    assert standing(status) == expected
    assert Registered("1", "A", status).is_active == (expected == 0)


def test_accounts_are_overdue_from_the_day_after_they_were_due() -> None:
    company = Registered("04418292", "A", accounts_due_on=date(2026, 11, 24))
    days: dict[Any, bool] = {date(2026, 11, 24): False, date(2026, 11, 25): True}
    assert {day: company.has_overdue_accounts(day) for day in days} == days
    assert not Registered("04418292", "A").has_overdue_accounts(date(2026, 11, 25))
