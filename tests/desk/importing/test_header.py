"""Which column of a file is which."""

from __future__ import annotations

import pytest

from trtui.desk.importing.columns import COLUMNS, Column
from trtui.desk.importing.header import no_header, read_header
from trtui.domain.errors import Invalid


def keys(*labels: str, **chosen: str) -> list[str]:
    """Return the key of each label, a dash for those not understood."""
    header = read_header(1, labels, {name.replace("_", " "): key for name, key in chosen.items()})
    assert header is not None
    found = {place: key for key, places in header.places.items() for place in places}
    return [found.get(place, "-") for place in range(len(labels))]


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.key)
def test_every_label_and_other_name_of_a_column_is_understood(column: Column) -> None:
    names = [column.label, column.key, *filter(None, column.called.split("|"))]
    for name in names:
        others = {"client": (), "contact": ("Company",)}.get(column.key, ("Company", "Contact"))
        assert keys(*others, name)[-1] == column.key, name


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("COMPANY", "client"),
        ("  Account   Name ", "client"),
        ("Client*", "client"),
        ("The Company", "client"),
        ("Organisation", "client"),
        ("Organization Name", "client"),
        ("company_name", "client"),
        ("Compnay name", "client"),
        ("Firma", "client"),
    ],
)
def test_case_signs_and_small_slips_do_not_matter(label: str, key: str) -> None:
    assert keys(label) == [key]


def test_the_real_file_is_understood() -> None:
    labels = "rec_id,name,address,postcode,domain,ids,source,licence".split(",")
    assert keys(*labels) == ["-", "client", "address", "postcode", "website", "ids", "-", "-"]


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Name"], ["client"]),
        (["Company", "Name"], ["client", "contact"]),
        (["Name", "Company"], ["contact", "client"]),
        (["Company", "Contact", "Name"], ["client", "contact", "-"]),
        (["First Name", "Surname", "Company"], ["first_name", "last_name", "client"]),
    ],
)
def test_a_bare_name_is_the_client_s_unless_the_client_has_a_column(
    labels: list[str], expected: list[str]
) -> None:
    assert keys(*labels) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Company", "Tel"], ["client", "main_phone"]),
        (["Company", "Contact", "Tel"], ["client", "contact", "direct"]),
        (["Company", "Switchboard", "Tel"], ["client", "main_phone", "main_phone"]),
        (["Company", "Direct line"], ["client", "direct"]),
    ],
)
def test_a_bare_phone_is_the_company_s_in_a_list_without_people(
    labels: list[str], expected: list[str]
) -> None:
    assert keys(*labels) == expected


def test_phones_and_notes_may_stand_in_several_columns_others_only_once() -> None:
    assert keys("Company", "Contact", "Phone 1", "Phone 2", "Town", "City") == [
        "client",
        "contact",
        "direct",
        "direct",
        "town",
        "-",
    ]


def test_words_that_only_look_alike_are_not_taken() -> None:
    assert keys("Company", "Contract", "Status", "Source", "Notice") == ["client", "-", "-", "-", "-"]


def test_a_letter_before_every_header_does_not_matter() -> None:
    assert keys("qid", "q_name", "q_postcode", "q_domain", "source") == [
        "-",
        "client",
        "postcode",
        "website",
        "-",
    ]
    assert keys("label", "a_name", "a_phone", "b_name", "b_phone") == ["-", "client", "main_phone", "-", "-"]
    assert read_header(1, ["Contact name", "Contact phone", "Site name"]) is None


def test_the_user_may_say_what_a_column_is() -> None:
    assert keys("Kunde", "Ort", Kunde="client", Ort="Town") == ["client", "town"]
    with pytest.raises(Invalid, match="no column “Stadt”. It has: Kunde, Ort"):
        keys("Kunde", "Ort", Kunde="client", Stadt="town")
    with pytest.raises(Invalid, match="no column “colour” to map to"):
        keys("Kunde", Kunde="colour")


def test_without_a_client_column_there_is_no_header() -> None:
    assert read_header(1, ["Ort", "Strasse"]) is None
    assert read_header(1, []) is None


def test_the_error_names_what_is_there_and_the_nearest() -> None:
    message = no_header([["Ref", "Companyy of record", "Ort"]]).message
    assert "Ref, Companyy of record, Ort" in message
    assert "trtui template" in message
    near = no_header([["Ref", "Kompany", "Ort"]]).message
    assert "The nearest is “Kompany”" in near
    assert "--column “Kompany=client”" in near
    assert "it says: nothing" in no_header([]).message
