"""Finding a company in the register while it is typed, and who may load one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.register import a_company, a_zip, many
from trtui.desk import register
from trtui.desk.office import Office
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.register.values import Filters, RegisterHit
from trtui.integrations.register_file import open_register_file
from trtui.store.work import Work

COMPANIES = [
    a_company("BROOKHILL LOGISTICS LIMITED", "04418292", RegAddress__PostCode="LS10 1AB"),
    a_company("BROOKHILL LOGISTICS (BATH) LIMITED", "04418293", RegAddress__PostCode="BA1 5QX"),
    a_company(
        "BROOKSIDE DAIRIES LLP", "OC301234", RegAddress__PostCode="LS10 1AB", CompanyStatus="Liquidation"
    ),
    a_company("BROOK LIMITED", "00000017", RegAddress__PostCode="YO1 7HH"),
    a_company("ABBEY CARE HOMES LTD", "05551234", RegAddress__PostCode="BS1 4DJ"),
    a_company(
        "ABBEY CARE HOMES LIMITED", "05551235", CompanyStatus="Dissolved", RegAddress__PostCode="BS1 4DJ"
    ),
    a_company(
        "VOSTEQ SYSTEMS LIMITED",
        "SC123456",
        **{"PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED", "PreviousName_1.CONDATE": "04/03/2011"},
    ),
    a_company("THE WHITE HART AT OTLEY LIMITED", "07000001"),
    a_company("J.B.W. & SONS (1987) LTD.", "07000002"),
    a_company("HOLT BAKERY LIMITED", "07000004", RegAddress__PostCode="LS1 1AA"),
    a_company("HOLT BAKERY LIMITED", "07000005", CompanyStatus="Liquidation", RegAddress__PostCode="BA1 5QX"),
    a_company("INTERNATIONAL MANUFACTURING SERVICES PLC", "07000003"),
    *many(300, 80_000_000),
]


@pytest.fixture
def office(agency: Agency, tmp_path: Path) -> Office:
    """Priya's office, at a store with a register."""
    source = open_register_file([a_zip(tmp_path / "file.zip", COMPANIES)])
    register.load_now(agency.max, source)
    return agency.priya


def first(office: Office, text: str) -> RegisterHit | None:
    return next(iter(office.read_now(register.find, text)), None)


TYPED = {
    "brookhill logistics": "04418292",
    "brookhill logistics ltd": "04418292",
    "Brookhill Logistics Limited": "04418292",
    "brokhill logistics": "04418292",
    "brookhill logsitics": "04418292",
    "brokhill logsitics": "04418292",
    "logistics brookhill": "04418292",
    "brook hill logistics": "04418292",
    "brookhilllogistics": "04418292",
    "brookhill logistics bath": "04418293",
    "brookhill ba1 5qx": "04418293",
    "brookhill log": "04418292",
    "brooksi": "OC301234",
    "brookside dairy": "OC301234",
    "brook": "00000017",
    "carehomes abbey": "05551234",
    "abbey care homes": "05551234",
    "white hart otley": "07000001",
    "jbw and sons": "07000002",
    "j b w & sons 1987": "07000002",
    "intl mfg services": "07000003",
    "international manufactur": "07000003",
    "vosteq": "SC123456",
    "hollin haulage": "SC123456",
    "holin haulage ltd": "SC123456",
    "04418292": "04418292",
    "4418292": "04418292",
    "sc 123 456": "SC123456",
    "Company No. 04418293": "04418293",
    "oc301234": "OC301234",
    "yo1 7hh": "00000017",
    "yo17hh": "00000017",
    "ba1 5": "04418293",
    "BA1": "04418293",
}


def test_what_somebody_types_finds_the_company_that_is_meant(office: Office) -> None:
    found = {typed: getattr(first(office, typed), "number", None) for typed in TYPED}
    assert found == TYPED


def test_every_beginning_of_a_name_finds_it_once_it_is_told_from_others(office: Office) -> None:
    name = "brookside dairies"
    for end in range(6, len(name) + 1):
        found = office.read_now(register.find, name[:end])
        assert "OC301234" in [hit.number for hit in found], name[:end]


def test_what_is_not_there_is_not_found(office: Office) -> None:
    for typed in ("", "   ", "zzzzzz", "&", "99999999", "ZE2 9XX", "qqq limited"):
        assert office.read_now(register.find, typed) == (), typed


def test_a_hit_says_what_was_found_and_why(office: Office) -> None:
    hit = first(office, "holin haulage")
    assert hit is not None
    assert (hit.name, hit.matched_name, hit.is_previous_name) == (
        "VOSTEQ SYSTEMS LIMITED",
        "HOLLIN HAULAGE LIMITED",
        True,
    )
    assert hit.score >= 0.75 and hit.status == "Active" and hit.sic == ("78109",)
    assert (hit.line, hit.town, hit.postcode, hit.country) == ("1 MILL ROAD", "LEEDS", "LS10 1AB", "ENGLAND")
    assert any("HOLLIN HAULAGE" in reason.detail for reason in hit.reasons)
    number = first(office, "4418292")
    assert number is not None and (number.score, number.reasons[0].kind) == (1.0, "number")


def test_at_equal_likeness_a_sound_company_comes_before_a_closed_one(office: Office) -> None:
    found = office.read_now(register.find, "abbey care homes")
    assert [hit.number for hit in found[:2]] == ["05551234", "05551235"]
    at_postcode = office.read_now(register.find, "LS10 1AB", 500)
    assert at_postcode[-1].number == "OC301234" and len(at_postcode) > 100


def test_of_two_with_one_name_the_one_at_the_typed_postcode_is_meant(office: Office) -> None:
    def numbers(code: str) -> list[str]:
        return [hit.number for hit in office.read_now(register.alike, "Holt Bakery", code, 2)]

    assert numbers("") == ["07000004", "07000005"], "without a postcode the sound one comes first"
    assert numbers("BA1 5QX") == ["07000005", "07000004"]
    assert numbers("LS1 1AA") == ["07000004", "07000005"]


def test_a_whole_name_is_judged_as_the_duplicate_check_would(office: Office) -> None:
    (hit, *_) = office.read_now(register.alike, "Brookhill Logistics Ltd", "LS10 1AB")
    assert hit.number == "04418292" and hit.score >= 0.9
    assert office.read_now(register.alike, "Quite Another Firm") == ()


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_bad_text_is_only_text(office: Office, text: str) -> None:
    office.read_now(register.find, text)
    office.read_now(register.alike, text, text)


@pytest.mark.parametrize(
    "text", ['"', "'", "a' | 'b", "a* OR b", "~3", "%", "_", "brook:*", "NEAR(a b)", "\\"]
)
def test_operators_of_either_database_are_only_text(office: Office, text: str) -> None:
    office.read_now(register.find, text)
    office.read_now(register.find, f"brook {text}")


def test_a_company_is_read_by_its_number_in_any_form(office: Office) -> None:
    assert office.read_now(register.get, "4418292").name == "BROOKHILL LOGISTICS LIMITED"
    found = office.read_now(register.get_many, ["04418292", "SC123456", "99999999"])
    assert set(found) == {"04418292", "SC123456"}
    with pytest.raises(NotFound, match="holds no company 99999999"):
        office.read_now(register.get, "99999999")
    with pytest.raises(Invalid, match="is not a company number"):
        office.read_now(register.get, "brook")


def test_the_register_is_also_read_within_a_write(office: Office) -> None:
    def name_of(work: Work, number: str) -> tuple[str, str]:
        return register.get(work, number).name, register.alike(work, "Brookhill Logistics")[0].number

    assert office.write_now(name_of, "4418292") == ("BROOKHILL LOGISTICS LIMITED", "04418292")


def test_only_managers_and_administrators_load(agency: Agency, tmp_path: Path) -> None:
    source = open_register_file([a_zip(tmp_path / "file.zip", many(3))])
    with pytest.raises(
        NotAllowed, match="may not load the company register: ask a manager or an administrator"
    ):
        register.load_now(agency.priya, source)
    assert not agency.priya.read_now(register.is_there)
    edition = register.load_now(agency.max, source)
    assert (edition.tally.rows, edition.loaded_by, edition.loaded_at) == (3, "Max Ford", agency.clock.now())
    register.load_now(agency.sam, source)
    assert agency.priya.read_now(register.is_there)
    state = agency.priya.read_now(register.state)
    assert state.edition is not None and state.edition.loaded_by == agency.sam.actor.name


def test_filters_are_understood_or_refused() -> None:
    assert register.filters(["ls", " BD1 "], ["78", "62012"]) == Filters(("BD1", "LS"), ("62012", "78"))
    for area in ("Leeds", "LS10 1AB", "", "XX"):
        with pytest.raises(Invalid, match="no postcode area"):
            register.filters([area])
    for code in ("7", "care", "781099", ""):
        with pytest.raises(Invalid, match="no SIC code"):
            register.filters([], [code])


def test_a_session_that_never_asks_opens_no_register(agency: Agency, tmp_path: Path) -> None:
    from tests.support.imports import among, loaded_by

    loaded = loaded_by("import trtui.ui.app", "import trtui.desk.register")
    assert not among(loaded, "trtui.store.register", "trtui.domain.register.ranking", "rapidfuzz", "zipfile")
