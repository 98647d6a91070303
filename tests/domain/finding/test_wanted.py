"""The ways in which typed words may be meant."""

from __future__ import annotations

from trtui.domain.finding.wanted import JOINS, TOKENS, Wanted, wanted


def read(text: str) -> list[str]:
    return [" ".join(word[0] for word in way) for way in wanted(tuple(text.split())).ways]


def test_words_are_read_as_typed_and_with_neighbours_joined() -> None:
    assert read("brook hill care") == ["brook hill care", "brookhill care", "brook hillcare"]
    assert read("Brook-Hill") == ["brook hill", "brookhill"]
    assert read("b m w") == ["b m w", "bm w", "b mw", "bmw"]


def test_and_is_no_reason_not_to_find() -> None:
    assert read("brook & hill")[0] == read("brook and hill")[0] == "brook hill"
    assert read("smith and")[0] == "smith and", "it may become Anderson"
    assert read("smith &")[0] == "smith"
    assert read("and") == ["and"]


def test_nothing_but_signs_is_nothing() -> None:
    assert wanted(("...", "–")).ways == ()
    assert wanted(()) == Wanted((), ("",))


def test_a_letter_that_is_written_in_several_ways_is_looked_for_in_each() -> None:
    found = wanted(("Möbel", "Köln"))
    spelt = [[word[0] for word in way] for way in found.ways[: found.spelt]]
    assert spelt[:2] == [["mobel", "koln"], ["moebel", "koeln"]]
    assert found.texts[:2] == ("mobel koln", "moebel koeln")
    assert found.words == ("mobel", "koln")
    assert wanted(("Moebel",)).spelt == 1


def test_the_work_is_bounded() -> None:
    found = wanted(tuple("abcdefghijklmnopqrstuvwxyz" * 2))
    assert len(found.words) == TOKENS
    assert len(found.ways) <= JOINS + 2


def test_what_a_word_may_be_meant_for_joins_what_was_typed() -> None:
    meant = wanted(("brok", "hill")).meaning({"brok": ("brook", "brock"), "brokhill": ("brookhill",)})
    assert meant.ways == ((("brok", "brook", "brock"), ("hill",)), (("brokhill", "brookhill"),))
    assert meant.words == ("brok", "hill")
