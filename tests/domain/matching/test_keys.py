"""The keys under which a name is kept meet those by which its variants are asked for."""

from __future__ import annotations

import pytest

from trtui.domain.matching import asked_words, index_words


def meets(asked: str, kept: str) -> bool:
    """Tell whether an entered name asks for a key of a kept one, slips left aside."""
    question = asked_words(asked)
    return any(
        (key.word in name.words if key.word else key.key in name.keys)
        for name in index_words((kept,))
        for key in question.keys
    )


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("Brookhill Freight", "Brookhill Logistics"),
        ("Carehomes", "Care Homes"),
        ("Care Homes", "Carehomes"),
        ("Northbank Forum", "North Bank Association"),
        ("North Bank Association", "Northbank Forum"),
        ("BCM", "Belfast City Mission"),
        ("Belfast City Mission", "BCM"),
        ("LCCM", "London College of Creative Media"),
        ("Zest", "Acme Ltd t/a Zest"),
        ("Willows21", "Willows 21"),
        ("And So On", "And So On Ltd"),
        ("3i", "3i Group plc"),
    ],
)
def test_a_variant_asks_for_what_is_kept(asked: str, kept: str) -> None:
    assert meets(asked, kept)


@pytest.mark.parametrize(
    ("asked", "kept"), [("Brookhill", "Zenith"), ("", "Zenith"), ("Brookhill", ""), ("Ltd", "")]
)
def test_names_that_share_nothing_do_not_meet(asked: str, kept: str) -> None:
    assert not meets(asked, kept)


def test_every_key_tells_which_words_it_stands_for() -> None:
    question = asked_words("Brookhill Care Homes Ltd")
    assert question.words == ("brookhill", "care", "home")
    assert all(key.about <= {0, 1, 2} for key in question.keys)
    assert {key.word: key.about for key in question.keys}["care"] == {1}


def test_a_pair_of_words_is_one_key_in_either_order() -> None:
    (one,), (other,) = index_words(("Premier Care",)), index_words(("Care Premier",))
    assert set(one.keys) & set(other.keys)
    assert one.size == other.size == 2


def test_other_keys_are_below_zero_so_that_they_never_meet_a_words_number() -> None:
    assert all(key < 0 for name in index_words(("Belfast City Mission (BCM)",)) for key in name.keys)


def test_keys_are_the_same_on_every_machine() -> None:
    (kept,) = index_words(("Brookhill Care",))
    assert kept.keys == (-1012185552, -661948091)
