"""Words not yet saved."""

from __future__ import annotations

from tests.support.agency import Agency
from trtui.desk import drafts

NOTE = "note:client:7"


def test_words_are_kept_by_person_and_place_until_they_are_forgotten(agency: Agency) -> None:
    agency.sam.operate_now(drafts.keep, NOTE, "half a")
    kept_at = agency.clock.advance(minutes=1)
    agency.sam.operate_now(drafts.keep, NOTE, "half a sentence")
    assert agency.sam.read_now(drafts.kept, NOTE) == ("half a sentence", kept_at)
    assert agency.priya.read_now(drafts.kept, NOTE) is None
    assert agency.sam.read_now(drafts.kept, "note:client:8") is None
    agency.sam.operate_now(drafts.forget, NOTE)
    assert agency.sam.read_now(drafts.kept, NOTE) is None


def test_places_wait_newest_first_and_an_empty_text_waits_no_longer(agency: Agency) -> None:
    first = agency.clock.now()
    agency.sam.operate_now(drafts.keep, NOTE, "one")
    second = agency.clock.advance(minutes=1)
    agency.sam.operate_now(drafts.keep, "task:client:7", "two")
    agency.priya.operate_now(drafts.keep, NOTE, "hers")
    assert agency.sam.read_now(drafts.waiting) == (("task:client:7", second), (NOTE, first))
    agency.sam.operate_now(drafts.keep, "task:client:7", " \n")
    assert agency.sam.read_now(drafts.waiting) == ((NOTE, first),)
