"""What speaks for one company beside the name: number, domain, telephone, postcode."""

from __future__ import annotations

from dataclasses import replace

import pytest

from trtui.domain.matching import (
    CERTAIN,
    LIKELY,
    POSSIBLE,
    Known,
    Match,
    Typed,
    compare,
    general_rarity,
    rank,
)

NUMBER, OTHER_NUMBER = "04418292", "SC123456"
PHONE, DOMAIN, POSTCODE = "+441134960142", "brookhill.example", "LS10 1AB"
CLOSE = Typed("Brookhill Freight"), Known(1, "Brookhill Logistics Ltd")
STRANGE = Typed("Quux"), Known(1, "Zenith Freight")


def match(pair: tuple[Typed, Known], **evidence: str) -> Match:
    """Compare a pair when both have this evidence."""
    typed, known = pair
    for name, value in evidence.items():
        held = value if name == "number" else (value,)
        typed, known = replace(typed, **{name: held}), replace(known, **{name: held})
    return compare(typed, known, general_rarity)


def details(found: Match) -> list[str]:
    return [reason.detail for reason in found.reasons]


def test_an_equal_company_number_decides() -> None:
    found = match(CLOSE, number=NUMBER)
    assert found.strength == "certain"
    assert details(found)[0] == f"same company number {NUMBER}"


def test_an_equal_number_under_another_name_asks() -> None:
    found = match(STRANGE, number=NUMBER)
    assert found.strength == "likely"
    assert details(found)[0] == f"same company number {NUMBER}, but another name: a slip in one of them?"


@pytest.mark.parametrize("registered", ["Quux Ltd", "QUUX FREIGHT LIMITED"])
def test_an_equal_number_decides_where_the_register_knows_the_name(registered: str) -> None:
    typed, known = replace(STRANGE[0], number=NUMBER), replace(STRANGE[1], number=NUMBER)
    known = replace(known, registered=("Somebody Else plc", registered))
    assert compare(typed, known, general_rarity).strength == "certain"


@pytest.mark.parametrize(
    "evidence", [{"domains": DOMAIN}, {"phones": PHONE}, {"domains": DOMAIN, "phones": PHONE}]
)
def test_a_shared_mailbox_or_switchboard_is_never_likely_under_another_name(evidence: dict[str, str]) -> None:
    assert match(STRANGE, **evidence).strength == "possible"


def test_another_company_number_keeps_the_same_name_from_being_certain() -> None:
    same_name = (
        Typed("Brookhill Logistics", number=NUMBER),
        Known(1, "Brookhill Logistics", number=OTHER_NUMBER),
    )
    found = compare(*same_name, general_rarity)
    assert POSSIBLE <= found.score < CERTAIN
    assert f"another company number, {OTHER_NUMBER}" in details(found)
    assert found.score < match((Typed("Brookhill Logistics"), Known(1, "Brookhill Logistics"))).score


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ({"domains": DOMAIN}, "same website or e-mail domain brookhill.example"),
        ({"phones": PHONE}, "same phone 0113 496 0142"),
        ({"postcodes": POSTCODE}, "same postcode LS10 1AB"),
    ],
)
def test_shared_evidence_raises_the_score_and_is_told(evidence: dict[str, str], words: str) -> None:
    typed, known = Typed("Brookhill"), Known(1, "Brookhill Logistics Ltd")
    found = match((typed, known), **evidence)
    assert found.score > match((typed, known)).score
    assert words in details(found)


def test_evidence_adds_up() -> None:
    assert (
        match(CLOSE).score
        < match(CLOSE, phones=PHONE).score
        < match(CLOSE, phones=PHONE, postcodes=POSTCODE).score
        < match(CLOSE, phones=PHONE, postcodes=POSTCODE, number=NUMBER).score
    )


@pytest.mark.parametrize("evidence", [{"domains": DOMAIN}, {"phones": PHONE}])
def test_a_shared_website_or_phone_is_worth_a_look_under_any_name(evidence: dict[str, str]) -> None:
    found = match(STRANGE, **evidence)
    assert found.strength == "possible"
    assert details(found)[0].startswith("same")


def test_a_shared_postcode_alone_is_not() -> None:
    assert match(STRANGE, postcodes=POSTCODE).strength is None


def test_evidence_without_a_name_is_enough() -> None:
    assert match((Typed(""), Known(1, "Zenith Freight")), phones=PHONE, domains=DOMAIN).strength == "possible"
    assert match((Typed(""), Known(1, "Zenith Freight")), number=NUMBER).strength == "certain"


def test_what_many_share_says_little() -> None:
    crowd = [Known(number, f"Tenant{chr(96 + number)}", phones=(PHONE,)) for number in range(1, 11)]
    found = rank(Typed("Quux", phones=(PHONE,)), crowd, general_rarity)
    assert {one.strength for one in found} == {None}


def test_another_postcode_says_little_for_clients_have_sites() -> None:
    same = (
        Typed("Brookhill Logistics", postcodes=(POSTCODE,)),
        Known(1, "Brookhill Logistics", postcodes=("YO1 7HH",)),
    )
    assert compare(*same, general_rarity).score >= LIKELY


def test_the_same_district_helps_a_little() -> None:
    typed = Typed("Brookhill", postcodes=(POSTCODE,))
    near = compare(typed, Known(1, "Brookhill Logistics", postcodes=("LS10 2ZZ",)), general_rarity)
    far = compare(typed, Known(1, "Brookhill Logistics", postcodes=("YO1 7HH",)), general_rarity)
    assert near.score > far.score
    assert "same postcode district LS10" in details(near)


def test_missing_evidence_says_nothing() -> None:
    typed, known = (
        Typed("Brookhill"),
        Known(1, "Brookhill Logistics", (), NUMBER, (DOMAIN,), (PHONE,), (POSTCODE,)),
    )
    assert (
        compare(typed, known, general_rarity).score == match((typed, Known(1, "Brookhill Logistics"))).score
    )
