"""What tells companies apart: a place, a direction, a number; what proves little: initials, near words, their order."""

from __future__ import annotations

import pytest

from trtui.domain.matching import (
    CERTAIN,
    LIKELY,
    Known,
    Match,
    Typed,
    compare,
    general_rarity,
    rank,
    word_rarity,
)
from trtui.domain.matching.words import SHARES


def match(one: str, other: str) -> Match:
    return compare(Typed(one), Known(1, other), in_a_large_base)


def in_a_large_base(word: str) -> float:
    return word_rarity(word, max(2, int(SHARES.get(word, 0) * 100_000)), 100_000)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Western Power (South Wales)", "Western Power (South West)"),
        ("Compass Fostering East Limited", "Compass Fostering South East Limited"),
        ("Compass Fostering North", "Compass Fostering Limited"),
        ("NEAS Northumberland", "NEAS North Tyneside"),
        (
            "NEAS NORTHUMBERLAND CLINICAL COMMISSIONING GROUP",
            "NEAS NORTH TYNESIDE CLINICAL COMMISSIONING GROUP",
        ),
        ("Compass Fostering Eastern Limited", "Compass Fostering East Limited"),
        ("Brookhill Society Bolton", "Brookhill Society Boston"),
        ("Brookhill Logistics Leeds Ltd", "Brookhill Logistics York Ltd"),
        ("Brookhill Logistics (Leeds)", "Brookhill Logistics (York)"),
        ("North Brookhill Logistics", "South Brookhill Logistics"),
        ("Brookhill Logistics North West", "Brookhill Logistics North East"),
        ("1st Brookhill Scout Group", "2nd Brookhill Scout Group"),
        ("First Brookhill Estates", "Second Brookhill Estates"),
        ("Brookhill Estates II", "Brookhill Estates III"),
        ("Brookhill Estates No. 4 Ltd", "Brookhill Estates No. 5 Ltd"),
        ("Brookhill Estates (2006) Ltd", "Brookhill Estates Ltd"),
        ("Brookhill Estates 2", "Brookhill Estates"),
        ("Sam's Bakery t/a Brookhill (Leeds)", "Pat's Bakery t/a Brookhill (York)"),
    ],
)
def test_another_place_direction_or_number_is_never_likely_on_the_name_alone(one: str, other: str) -> None:
    for found in (match(one, other), match(other, one), compare(Typed(one), Known(1, other), general_rarity)):
        assert found.score < LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("BCM", "Belfast City Mission"),
        ("Check Point Software Technologies Ltd", "CPS Technologies Corp"),
        ("MANSFIELD COMMUNITY AND VOLUNTARY SERVICE (CVS)", "CROSBY VILLAGE SURGERY"),
        ("D.Stewart & Son Limited", "DSS, Inc."),
        ("Group SCS", "Smoke Control Services Ltd"),
        ("QVZ Ltd", "Quorn Valley Zinc Ltd"),
        ("IBM", "International Business Machines Corp"),
    ],
)
def test_initials_alone_are_never_likely(one: str, other: str) -> None:
    assert match(one, other).score < LIKELY
    assert match(other, one).score < LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Family Care Fostering", "Family Foster Care"),
        ("Brookhill Logistics Holdings Ltd", "Brookhill Logistics Ltd"),
        ("Brookhill Logistics", "Brookhill Bidco Ltd"),
        ("Prime Care Ltd", "Prime Healthcare Ltd"),
    ],
)
def test_near_words_and_holding_companies_are_not_likely(one: str, other: str) -> None:
    assert match(one, other).score < LIKELY


def test_a_name_without_its_legal_form_comes_before_all_that_have_its_initials() -> None:
    ends = "Zinc Zone Zeal Zest Zephyr Zodiac Zebra Zenith Zoom Zip".split()
    known = [Known(at, f"Quorn Valley {end} Ltd") for at, end in enumerate(ends, 1)]
    known.insert(5, Known(20, "QVZ Ltd"))
    for rarity in (in_a_large_base, general_rarity):
        found = rank(Typed("QVZ"), known, rarity)
        assert found[0].client_id == 20 and found[0].score >= LIKELY
        assert all(one.score < LIKELY for one in found[1:])


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Brookhill Logistics Ltd", "BROOKHILL LOGISTICS LIMITED"),
        ("Brookhill School", "Brookhill School"),
        ("The Brookhill Company", "Brookhill Company"),
        ("Atchem Ltd t/a Dev's Chemist", "Atchem Ltd"),
        ("Atchem Ltd", "Atchem Ltd t/a Dev's Chemist"),
        ("3M UK plc", "3M United Kingdom PLC"),
        ("Université de Genève", "Universite de Geneve"),
    ],
)
def test_the_same_name_as_written_is_certain(typed: str, known: str) -> None:
    assert match(typed, known).score >= CERTAIN


@pytest.mark.parametrize(
    ("typed", "known"),
    [("Brookhill Logistics", "Brookhill Logistics Ltd"), ("Brook-Hill Logistics", "Brookhill Logistics Ltd")],
)
def test_a_name_without_its_form_or_written_in_another_way_is_likely_and_not_certain(
    typed: str, known: str
) -> None:
    assert LIKELY <= match(typed, known).score < CERTAIN
