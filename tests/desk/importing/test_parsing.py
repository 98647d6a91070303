"""One row of a file: what it says, or everything that is wrong with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.desk.importing.columns import COLUMNS
from trtui.desk.importing.header import read_header
from trtui.desk.importing.parsing import parse_row
from trtui.desk.importing.rows import Address, BadRow, ImportRow, Owners
from trtui.domain.stage import AccountStage

OWNERS = Owners(
    {"sam": 1, "sam okafor": 1, "priya": 2, "priya shah": 2}, frozenset({"jo", "jo bright"}), me=1
)


def parsed(**cells: str) -> ImportRow | BadRow:
    """Parse a row with these columns; without a client it is one called Acme Ltd."""
    given = {"client": "Acme Ltd", **cells}
    header = read_header(1, [next(c.label for c in COLUMNS if c.key == key) for key in given])
    assert header is not None
    return parse_row(header, 2, tuple(given.values()), OWNERS, "GB")


def row(**cells: str) -> ImportRow:
    """Parse a row that can be taken."""
    found = parsed(**cells)
    assert isinstance(found, ImportRow), found
    return found


def reasons(**cells: str) -> tuple[str, ...]:
    """Return why a row cannot be taken."""
    found = parsed(**cells)
    assert isinstance(found, BadRow), found
    return found.reasons


def test_a_name_is_enough_and_is_cleaned() -> None:
    assert row(client="  Acme\u200b \t Ltd ").name == "Acme Ltd"


@pytest.mark.parametrize("name", ["", "   ", "-", "n/a", "...", "x" * 201, "A\x00B", "A\ud800B"])
def test_without_a_usable_name_a_row_is_refused(name: str) -> None:
    [reason] = reasons(client=name, town="Leeds")
    assert reason.startswith("Client: ")


def test_company_details() -> None:
    found = row(
        number=" 4418292",
        website="https://www.Acme.example.com/uk",
        stage="credit check",
        sales_level="HOT",
        industry="Logistics",
        owner="Priya  SHAH",
        tags="night; Big ;night",
        trading_names="AcmeX; acme ltd",
        previous_names="Old Acme",
    )
    assert (found.number, found.website, found.stage) == (
        "04418292",
        "acme.example.com",
        AccountStage.CREDIT_CHECK,
    )
    assert (found.sales_level, found.industry, found.owner_id) == ("hot", "Logistics", 2)
    assert (found.tags, found.trading_names, found.previous_names) == (
        ("night", "Big"),
        ("AcmeX",),
        ("Old Acme",),
    )


@pytest.mark.parametrize(
    ("text", "user"), [("sam", 1), ("Sam Okafor", 1), ("me", 1), ("nobody", 0), ("-", 0), ("", None)]
)
def test_owners(text: str, user: int | None) -> None:
    assert row(owner=text).owner_id == user


def test_an_owner_who_is_none_or_has_left_is_told_with_the_nearest() -> None:
    assert reasons(owner="Pryia Shah") == (
        "Owner: There is no user “Pryia Shah”. The nearest is “priya shah”.",
    )
    assert "is closed" in reasons(owner="Jo")[0]


@pytest.mark.parametrize("nothing", ["", "n/a", "N/A", "-", "none", "Unknown"])
def test_words_for_nothing_are_nothing(nothing: str) -> None:
    found = row(number=nothing, website=nothing, postcode=nothing, email=nothing, direct=nothing, csi=nothing)
    assert found == ImportRow(2, "Acme Ltd")


def test_all_that_is_wrong_is_told_at_once() -> None:
    found = reasons(
        number="12345X", website="no web", stage="Great", email="nomail", csi="Q", owner="nobody else"
    )
    told = {reason.split(":")[0] for reason in found}
    assert told == {"Company number", "Website", "Stage", "E-mail", "CSI", "Owner"}


def test_an_error_of_the_spreadsheet_is_not_taken_for_a_value() -> None:
    assert reasons(client="#N/A")[0] == "Client: The cell holds the spreadsheet error #N/A."
    assert reasons(town="#REF!") == ("Town: The cell holds the spreadsheet error #REF!.",)


def test_an_address() -> None:
    found = row(
        site_kind="Head office",
        line1="Unit 4",
        line2="Canal Road",
        town="Leeds",
        postcode="ls101ab",
        country="England",
    )
    assert found.site == Address(
        "registered", None, "Unit 4", "Canal Road", "Leeds", None, "LS10 1AB", "England"
    )
    assert row(country="England").site is None
    assert "is not a kind of site" in reasons(site_kind="garden", town="Leeds")[0]


@pytest.mark.parametrize(
    ("address", "postcode", "line1", "found"),
    [
        ("4 High St, Leeds LS10 1AB", "", "4 High St, Leeds", "LS10 1AB"),
        ("4 High St, Leeds, LS101AB", "LS10 1AB", "4 High St, Leeds", "LS10 1AB"),
        ("4 High St Leeds LS10 1AB England", "LS10 1AB", "4 High St Leeds", "LS10 1AB"),
        ("4 High St, Leeds, United Kingdom, LS10 1AB", "LS10 1AB", "4 High St, Leeds", "LS10 1AB"),
        ("4 High St, Leeds, LS10 1AB, LS10 1AB", "LS10 1AB", "4 High St, Leeds", "LS10 1AB"),
        ("4 High St, Leeds LS10 1AB", "M1 1AA", "4 High St, Leeds LS10 1AB", "M1 1AA"),
        ("Musterstr. 1, 50667 Köln", "", "Musterstr. 1, 50667 Köln", None),
        ("LS10 1AB", "", "LS10 1AB", None),
    ],
)
def test_a_whole_address_in_one_cell(address: str, postcode: str, line1: str, found: str | None) -> None:
    site = row(address=address, postcode=postcode).site
    assert site is not None
    assert (site.line1, site.postcode) == (line1, found)


def test_a_registered_number_among_identifiers() -> None:
    assert row(ids="GPG-4210;GB-CHC-1003779;GB-COH-02526640").number == "02526640"
    assert row(ids="GB-COH-02526640", number="SC123456").number == "SC123456"
    assert row(ids="CIK-1824893").number is None


def test_a_contact_with_numbers_and_code() -> None:
    person = row(
        contact="Dana Whitlock",
        job_title="Director",
        role="HR",
        is_primary="Yes",
        csi="csi a",
        direct="0113 496 0142",
        mobile="07700 900142",
        email="Dana@Acme.example.com; d2@acme.example.com",
    ).person
    assert person is not None
    assert (person.name, person.job_title, person.role, person.is_primary, person.csi) == (
        "Dana Whitlock",
        "Director",
        "HR",
        True,
        "A",
    )
    assert [(point.label, point.value) for point in person.points] == [
        ("direct", "+441134960142"),
        ("mobile", "+447700900142"),
        ("work", "dana@acme.example.com"),
        ("work", "d2@acme.example.com"),
    ]


def test_first_and_last_name_make_a_contact() -> None:
    person = row(first_name="Dana", last_name="Whitlock").person
    assert person is not None and person.name == "Dana Whitlock"


def test_numbers_without_a_person_are_the_client_s_own() -> None:
    found = row(direct="0113 496 0142", email="info@acme.example.com", job_title="Director")
    assert found.person is None
    assert [(point.kind, point.label, point.value) for point in found.points] == [
        ("phone", "main", "+441134960142"),
        ("email", "main", "info@acme.example.com"),
    ]
    assert found.remarks == ("Job title, role and best time are left out: the row names no contact.",)


def test_a_code_without_a_contact_is_refused() -> None:
    assert reasons(csi="A") == ("CSI: A code belongs to a contact, and the row names none.",)


def test_a_number_that_is_none_is_kept_as_typed_with_a_remark() -> None:
    found = row(contact="Dana", direct="12345")
    assert found.person is not None
    assert [point.value for point in found.person.points] == ["12345"]
    assert found.remarks == ("Direct phone: “12345” is kept as typed: the area code is missing.",)
    assert "is not a phone number" in reasons(contact="Dana", direct="ask Sam")[0]


@pytest.mark.parametrize(
    ("text", "expected"), [("yes", True), ("X", True), ("1", True), ("no", False), ("", None)]
)
def test_primary(text: str, expected: bool | None) -> None:
    person = row(contact="Dana", is_primary=text).person
    assert person is not None and person.is_primary is expected


def test_rows_of_another_width_than_the_header() -> None:
    header = read_header(1, ["Client", "Town", "Note"])
    assert header is not None
    long = parse_row(header, 2, ("A", "B", "C", "D"), OWNERS, "GB")
    assert isinstance(long, BadRow) and "4 cells, the header 3" in long.reasons[0]
    assert isinstance(parse_row(header, 2, ("A", "B", "C", " "), OWNERS, "GB"), ImportRow)
    short = parse_row(header, 2, ("A",), OWNERS, "GB")
    assert isinstance(short, ImportRow)
    assert short.remarks == ("The row ends after 1 of 3 cells; the rest is taken as empty.",)


def test_the_example_of_the_template_is_nobody_s_data() -> None:
    columns = [column for column in COLUMNS if column.in_template]
    header = read_header(1, [column.label for column in columns])
    assert header is not None
    found = parse_row(header, 2, [column.example for column in columns], OWNERS, "GB")
    assert isinstance(found, BadRow)
    assert "example row" in found.reasons[0]


@pytest.mark.parametrize("name", EVIL)
@pytest.mark.parametrize("key", [column.key for column in COLUMNS])
def test_bad_text_in_any_column_is_cleaned_or_refused(name: str, key: str) -> None:
    found = parsed(**{key: EVIL[name]})
    if isinstance(found, BadRow):
        assert all(reason for reason in found.reasons)
        return
    kept = repr(found)
    assert not any(
        sign in kept for sign in ("\\x1b", "\\x9b", "\\x07", "\\u202e", "\\u2067", "\\u200b", "\\x00")
    )


@given(cells=st.lists(st.text(max_size=40), min_size=len(COLUMNS), max_size=len(COLUMNS)))
def test_no_text_makes_parsing_fail(cells: list[str]) -> None:
    header = read_header(1, [column.label for column in COLUMNS])
    assert header is not None
    found = parse_row(header, 7, cells, OWNERS, "GB")
    assert found.line == 7
