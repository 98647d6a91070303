"""Screening against TPS and CTPS: answers of a file, what is to be asked, and who may see which."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, the_queue, undo
from tests.support.clock import LONDON
from tests.support.evil import EVIL
from tests.support.sheets import Sheet, sheet
from trtui.desk import clients, numbers, screening
from trtui.desk.screening import BadAnswer, Screening
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import Visibility
from trtui.integrations.files import open_table, write_table

NOW = 1_795_000_000


def read(source: Sheet) -> list[Screening | BadAnswer]:
    return list(screening.answers(source, "GB", NOW, LONDON))


def test_the_answers_of_a_file_are_read_and_bad_rows_are_told_with_their_line() -> None:
    found = read(
        sheet(
            """
            Results of 3 November
            Telephone number, TPS status, Date checked
            0113 496 0142, clear, 03/11/2026
            0113 496 0143, maybe, 03/11/2026
            not known, tps, 03/11/2026
            0113 496, tps, 03/11/2026
            0113 496 0144, CTPS, 03/11/2062
            0113 496 0145, TPS,
            0113 496 0146,, 03/11/2026
            """
        )
    )
    assert [one.line for one in found if isinstance(one, BadAnswer)] == [4, 5, 6, 7, 9]
    assert [one.why.split(":")[0] for one in found if isinstance(one, BadAnswer)] == [
        "“maybe” is no screening result",
        "“not known” is not a phone number",
        "“0113 496” cannot be called",
        "03 Nov 2062 is a day to come",
        "The result is missing",
    ]
    good = [one for one in found if isinstance(one, Screening)]
    assert [(one.number, one.result) for one in good] == [
        ("0113 496 0142", "clear"),
        ("0113 496 0145", "TPS"),
    ]
    assert good[1].checked_at == NOW


def test_columns_without_headers_are_number_result_and_date() -> None:
    assert [one.number for one in read(Sheet(("0113 496 0142", "tps"), ("0113 496 0143", "clear")))] == [
        "0113 496 0142",
        "0113 496 0143",
    ]
    with pytest.raises(Invalid, match="Name them Number, Result, Checked on"):
        read(Sheet(("Client", "Town"), ("Brookhill", "Leeds")))
    with pytest.raises(Invalid, match="No columns"):
        read(Sheet())


@given(
    cells=st.lists(
        st.tuples(
            st.text(max_size=20), st.sampled_from([*EVIL.values(), "tps", "clear"]), st.text(max_size=12)
        ),
        max_size=5,
    )
)
def test_no_row_breaks_the_reading(cells: list[tuple[str, str, str]]) -> None:
    for one in read(Sheet(("Number", "Result", "Date"), *cells)):
        assert one.number is not None


def test_what_is_to_be_screened_goes_out_and_its_answers_come_in(agency: Agency, tmp_path: Path) -> None:
    a_due_contact(agency, phone="0113 496 0142 ext 5")
    a_due_contact(agency, "Ola Berg", phone="0113 496 0142 ext 6")
    a_due_contact(agency, "Uwe Kern", phone="+49 4333 633333")
    rows = agency.sam.read_now(screening.sheet)
    assert [row[0] for row in rows] == ["0113 496 0142", "+49 4333 633333"]
    path = tmp_path / "out.csv"
    write_table(path, "To screen", screening.COLUMNS, [(number, "clear", None) for number, *_ in rows])
    now = agency.clock.now()
    answers = [
        one
        for one in screening.answers(open_table(path), "GB", now, agency.clock.zone)
        if isinstance(one, Screening)
    ]
    done = agency.sam.write_now(screening.screen, answers)
    assert done.text == "2 numbers screened, 0 listed"
    assert agency.sam.read_now(screening.to_screen) == ()
    undo(agency.sam)
    assert len(agency.sam.read_now(screening.to_screen)) == 2


def test_the_switchboard_is_screened_through_which_people_without_a_number_are_called(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100")
    agency.a_contact("No Code", client)
    assert agency.sam.read_now(screening.to_screen) == ()
    a_due_contact(agency, at=client)
    assert [one.number for one in agency.sam.read_now(screening.to_screen)] == ["+441134960100"]


def test_an_older_answer_leaves_what_is_known_and_says_so(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "tps")])
    at = screening.checked_at("yesterday", agency.clock.now(), agency.clock.zone)
    done = agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "clear", at)])
    assert done.text == "0 numbers screened, 0 listed, 1 left as they are: a newer screening is known"
    assert the_queue(agency.sam) == []


def test_an_answer_about_nobody_s_number_waits_for_somebody(agency: Agency) -> None:
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "ctps")])
    a_due_contact(agency, phone="0113 496 0142 ext 9")
    assert the_queue(agency.sam) == []


def a_hidden_one(agency: Agency) -> int:
    """Add a due contact at a client that only Sam may open."""
    client = agency.a_client("Hidden Looms Ltd", phone="0113 496 0177")
    contact = a_due_contact(agency, "Mona Veil", client, phone="0113 496 0188 ext 1")
    agency.sam.write_now(clients.set_access, client, Visibility.OWNER)
    return contact


def test_a_hidden_record_looks_like_none(agency: Agency) -> None:
    mona = a_hidden_one(agency)
    agency.priya.write_now(numbers.block, "0113 496 0999", "stop")
    for number in ("0113 496 0188", "0113 496 0188 ext 1", "0113 496 0177"):
        found = agency.priya.read_now(numbers.evidence, number)
        assert (found.holders, found.objections, found.permission.text) == ((), (), "TPS not checked")
    for number in ("0113 496 0188 ext 1", "0113 496 0177"):
        done = agency.priya.write_now(screening.screen, [Screening(number, "clear")])
        nobody = agency.priya.write_now(screening.screen, [Screening("0113 496 0666", "clear")])
        assert done == nobody
    assert agency.priya.read_now(screening.to_screen) == ()
    agency.sam.write_now(numbers.block, "0113 496 0188 ext 1", "never again", mona)
    found = agency.priya.read_now(numbers.evidence, "0113 496 0188 ext 1")
    assert [one.words for one in found.objections] == [""], "the words name who objected"
    assert not found.permission.may_call, "a number that objected binds everybody"
    assert agency.sam.read_now(numbers.evidence, "0113 496 0188").objections[0].words.startswith("Mona Veil")
    with pytest.raises((NotAllowed, NotFound)):
        agency.priya.read_now(numbers.of_record, "contact", mona)


def test_whom_a_block_takes_out_are_only_those_whom_one_may_open(agency: Agency) -> None:
    a_hidden_one(agency)
    dana = a_due_contact(agency, phone="0113 496 0188 ext 2")
    ola = a_due_contact(agency, "Ola Berg", phone="0113 496 0188 ext 3")
    told = agency.priya.read_now(numbers.would_block, "+441134960188", dana)
    assert told.text == (
        "0113 496 0188 is blocked for everybody. Ola Berg (Ola Berg & Sons) leaves the queue too."
    )
    done = agency.priya.write_now(numbers.block, "0113 496 0188", "stop", dana)
    assert [one.contact_id for one in done.others] == [ola]
    assert the_queue(agency.sam) == [], "it binds those too who are not told of"


def test_a_manager_alone_unblocks_and_everybody_screens(agency: Agency) -> None:
    agency.priya.write_now(screening.screen, [Screening("0113 496 0142", "clear")])
    agency.priya.write_now(numbers.block, "0113 496 0142", "stop")
    with pytest.raises(NotAllowed):
        agency.priya.write_now(numbers.unblock, "0113 496 0142", "a slip")
    assert agency.max.write_now(numbers.unblock, "0113 496 0142", "a slip").others == ()


def test_of_two_answers_about_one_number_the_newer_counts(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    now = agency.clock.now()
    answers = [
        Screening("0113 496 0142", "tps", now - 60),
        Screening("+44 113 496 0142 ext 5", "clear", now - 90),
    ]
    done = agency.sam.write_now(screening.screen, answers)
    assert (done.checked, done.listed, done.older) == (1, 1, 1)
    assert the_queue(agency.sam) == []
