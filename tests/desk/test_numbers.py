"""Numbers nobody may call: objections and screenings, their evidence, and who may take one back."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, the_queue, undo
from tests.support.evil import EVIL
from trtui.desk import history, numbers, screening
from trtui.desk.numbers import NumberEvidence
from trtui.desk.screening import Screening
from trtui.domain.errors import Invalid, NotAllowed, NotFound


def first_words(found: NumberEvidence) -> str:
    """Return the words of the first objection that stands."""
    return [one.words for one in found.objections if one.stands][-1]


def test_an_objection_binds_everybody_and_keeps_its_first_evidence(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142")
    ola = a_due_contact(agency, "Ola Berg", phone="01134960142")
    done = agency.priya.write_now(numbers.block, "(0113) 496 0142", "never again", dana)
    assert [one.contact for one in done.others] == ["Ola Berg"]
    agency.clock.advance(days=3)
    agency.sam.write_now(numbers.block, "+441134960142", "again", ola)
    found = agency.sam.read_now(numbers.evidence, "0113 496 0142")
    assert (found.line, found.permission.may_call) == ("+441134960142", False)
    assert [one.contact for one in found.holders] == ["Dana Whitlock", "Ola Berg"]
    assert found.permission.text == "objected 24 Nov, Priya"
    assert first_words(found) == "Dana Whitlock: never again"
    assert the_queue(agency.sam, "everyone") == []


def test_undoing_an_objection_leaves_everybody_else_s(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0142")
    dana = a_due_contact(agency, at=client)
    ola = a_due_contact(agency, "Ola Berg", client)
    call(agency.sam, dana, "do_not_call", note="never again")
    agency.clock.advance(hours=2)
    assert call(agency.priya, ola, "do_not_call", note="stop it").blocked_number == "+441134960142"
    undo(agency.sam)
    found = agency.sam.read_now(numbers.evidence, "0113 496 0142")
    assert (found.permission.may_call, found.permission.text) == (False, "objected 24 Nov, Priya")
    assert first_words(found) == "Ola Berg: stop it"
    assert the_queue(agency.sam, "everyone") == []
    agency.sam.write_now(history.redo)
    found = agency.sam.read_now(numbers.evidence, "0113 496 0142")
    assert first_words(found) == "Dana Whitlock: never again"
    undo(agency.sam)
    undo(agency.priya)
    assert agency.sam.read_now(numbers.evidence, "0113 496 0142").permission.may_call
    assert the_queue(agency.sam, "everyone") == ["Dana Whitlock", "Ola Berg"]


def test_an_objection_is_kept_although_another_was_made_after_it_was_undone(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142")
    agency.sam.write_now(numbers.block, "0113 496 0142", "stop", dana)
    undo(agency.sam)
    agency.priya.write_now(numbers.block, "0113 496 0142", "stop", dana)
    agency.sam.write_now(history.redo)
    undo(agency.priya)
    assert not agency.sam.read_now(numbers.evidence, "0113 496 0142").permission.may_call
    assert the_queue(agency.sam, "everyone") == []


def test_taking_back_concerns_every_objection_that_stands_and_none_that_comes_later(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142")
    for office in (agency.sam, agency.priya):
        office.write_now(numbers.block, "0113 496 0142", "stop", dana)
    agency.max.write_now(numbers.unblock, "0113 496 0142", "they wrote that they want calls")
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    agency.clock.advance(days=1)
    agency.priya.write_now(numbers.block, "0113 496 0142", "stop after all", dana)
    found = agency.sam.read_now(numbers.evidence, "0113 496 0142")
    assert found.permission.text == "objected 25 Nov, Priya"
    undo(agency.priya)
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    undo(agency.max)
    found = agency.sam.read_now(numbers.evidence, "0113 496 0142")
    assert found.permission.text == "objected 24 Nov, Sam"


def test_only_a_manager_takes_an_objection_back_with_a_reason(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    agency.sam.write_now(numbers.block, "0113 496 0142", "stop")
    with pytest.raises(NotAllowed, match="unblock a number"):
        agency.priya.write_now(numbers.unblock, "0113 496 0142", "a mistake")
    with pytest.raises(Invalid, match="reason"):
        agency.max.write_now(numbers.unblock, "0113 496 0142", "")
    agency.max.write_now(numbers.unblock, "0113 496 0142", "they wrote that they want calls")
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    with pytest.raises(NotFound, match="did not object"):
        agency.max.write_now(numbers.unblock, "0113 496 0142", "again")


@pytest.mark.parametrize(
    ("result", "is_offered"), [("clear", True), ("TPS", False), ("ctps", False), ("unknown", True)]
)
def test_a_listed_number_is_never_offered(agency: Agency, result: str, is_offered: bool) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", result)])
    assert (the_queue(agency.sam) == ["Dana Whitlock"]) is is_offered


def test_a_newer_screening_clears_and_an_older_one_changes_nothing(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "tps")])
    yesterday = agency.clock.now() - 86400
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "clear", yesterday)])
    assert the_queue(agency.sam) == []
    with pytest.raises(Invalid, match="future"):
        agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "clear", agency.clock.now() + 1)])
    agency.clock.advance(days=30)
    done = agency.sam.write_now(
        screening.screen, [Screening("0113 496 0142", "clear"), Screening("0113 496 0999", "tps")]
    )
    assert (done.checked, done.listed, done.older) == (2, 1, 0)
    assert the_queue(agency.sam) == ["Dana Whitlock"]


def test_a_listing_is_not_lifted_by_hand_and_an_objection_not_by_a_screening(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    agency.sam.write_now(numbers.block, "0113 496 0142", "stop")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "ctps")])
    with pytest.raises(Invalid, match="only a newer screening"):
        agency.max.write_now(numbers.unblock, "0113 496 0142", "please")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "clear")])
    assert the_queue(agency.sam) == []


def test_what_is_to_be_screened_again(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    a_due_contact(agency, "Ola Berg", phone="0113 496 0143")
    a_due_contact(agency, "Ravi Menon", phone="0113 496 0144")
    agency.a_contact("No Code", agency.a_client("Nowhere Ltd"), phone="0113 496 0145")
    agency.sam.write_now(screening.screen, [Screening("0113 496 0142", "clear")])
    agency.sam.write_now(numbers.block, "0113 496 0144", "stop")

    def due() -> list[str]:
        return [one.number for one in agency.sam.read_now(screening.to_screen)]

    assert due() == ["+441134960143"]
    agency.clock.advance(days=28)
    assert due() == ["+441134960143"]
    agency.clock.advance(days=1)
    assert due() == ["+441134960142", "+441134960143"]


def test_what_is_no_number_is_refused(agency: Agency) -> None:
    for number in ("", "switchboard", "–"):
        with pytest.raises(Invalid, match="no phone number"):
            agency.sam.write_now(numbers.block, number, "stop")
    with pytest.raises(Invalid, match="What was said is missing"):
        agency.sam.write_now(numbers.block, "0113 496 0142", "")


def test_no_text_breaks_what_is_asked_or_noted_of_a_number(agency: Agency) -> None:
    dana = a_due_contact(agency, phone="0113 496 0142 ext 5")
    for evil in EVIL.values():
        for typed in (evil, f"0113 496 0142 ext {evil}", f"+{evil}"):
            with suppress(Invalid):
                agency.sam.read_now(numbers.evidence, typed)
    for evil in list(EVIL.values())[:4]:
        with suppress(Invalid):
            done = agency.sam.write_now(numbers.block, f"0113 496 0142 {evil}", evil, dana)
            assert "\n" not in done.text
        with suppress(Invalid, NotFound):
            agency.max.write_now(numbers.unblock, f"0113 496 0142 {evil}", evil)
        with suppress(Invalid):
            agency.sam.write_now(screening.screen, [Screening(f"0113 496 0142 {evil}", evil)])
