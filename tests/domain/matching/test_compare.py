"""What counts as the same company, and the reasons a consultant reads."""

from __future__ import annotations

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
    word_rarity,
)


def match(typed: str, known: str, *also: str) -> Match:
    return compare(Typed(typed), Known(1, known, also), general_rarity)


def told(found: Match) -> str:
    return "; ".join(reason.detail for reason in found.reasons)


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Brookhill Logistics", "Brookhill Logistics Ltd"),
        ("BROOKHILL LOGISTICS LIMITED", "Brookhill Logistics Ltd"),
        ("The Brookhill Logistics Company Ltd", "Brookhill Logistics"),
        ("Brook-Hill Logistics", "Brookhill Logistics Ltd"),
        ("Brookhill Logistic", "Brookhill Logistics Ltd"),
        ("Logistics Brookhill", "Brookhill Logistics"),
        ("Smith & Sons", "Smith and Sons Ltd"),
        ("Université de Genève", "Universite de Geneve"),
        ("3M UK plc", "3M United Kingdom PLC"),
        ("Whitecroft Indian Restaurent", "Whitecroft Indian Restaurant Ltd"),
    ],
)
def test_the_same_name_in_another_writing_is_at_least_likely(typed: str, known: str) -> None:
    assert match(typed, known).score >= LIKELY


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Brookhil Logistics", "Brookhill Logistics Ltd"),
        ("Borokhill Logistics", "Brookhill Logistics Ltd"),
        ("Zest Foods", "Acme Ltd t/a Zest Foods"),
    ],
)
def test_a_slip_or_a_trading_name_is_at_least_likely(typed: str, known: str) -> None:
    assert match(typed, known).score >= LIKELY


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Brookhill Logistics Ltd", "Brookhill Care Group"),
        ("Academy 2 Trust", "Academy 3 Trust"),
        ("Prime Care", "Prime Healthcare"),
        ("Healthwatch Lambeth", "Healthwatch Blackburn"),
        ("Acme", "Acne"),
        ("Sam's Services Ltd", "Pat's Services Ltd"),
        ("North Park School", "South Park School"),
    ],
)
def test_other_companies_are_hardly_possible(typed: str, known: str) -> None:
    assert match(typed, known).score < 0.2


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Brookhill Logistics", "Zenith Freight"),
        ("[/b]", "x"),
        ("", "Brookhill Logistics"),
        ("Brookhill Logistics", ""),
        ("", ""),
    ],
)
def test_names_that_share_nothing_are_not_shown(typed: str, known: str) -> None:
    found = match(typed, known)
    assert found.score < POSSIBLE
    assert found.strength is None and found.reasons == ()


def test_branches_of_one_name_are_less_alike_than_the_name_itself() -> None:
    assert (
        match("Brookhill Logistics (Leeds)", "Brookhill Logistics (York)").score
        < match("Brookhill Logistics (Leeds)", "Brookhill Logistics").score
        < match("Brookhill Logistics", "Brookhill Logistics Ltd").score
    )


def test_a_previous_name_counts_as_much_as_the_present_one() -> None:
    renamed = match("Brookhill Logistics Ltd", "Zenith Freight Ltd", "Brookhill Logistics Ltd")
    assert renamed.strength == "certain"
    assert "as its other name “Brookhill Logistics Ltd”" in told(renamed)
    assert match("Brookhill Logistics", "Zenith Freight Ltd").strength is None


def test_another_legal_form_is_never_certain() -> None:
    found = match("Acme Foods Ltd", "Acme Foods LLP")
    assert LIKELY <= found.score < CERTAIN
    assert "another legal form" in told(found)


@pytest.mark.parametrize(
    ("typed", "known", "reason"),
    [
        ("Brookhill Logistics", "Brookhill Logistics Ltd", "same name"),
        ("Logistics Brookhill", "Brookhill Logistics", "same words in another order"),
        ("Brookhil Logistics", "Brookhill Logistics", "same words, 1 letter differs"),
        ("Brokhill Logistcs", "Brookhill Logistics", "same words, 2 letters differ"),
        ("Brookhil Logistics", "Brookhill Logistics", "“brookhil” is nearly “brookhill”"),
        ("Carehomes Leeds", "Care Homes Leeds", "“carehomes” is “care homes”"),
        ("BCM", "Belfast City Mission", "“bcm” are the initials of “belfast city mission”"),
        ("Brookhill Logistics Holdings", "Brookhill Logistics", "“holdings” only here: a related company?"),
        ("Brookhill", "Brookhill Logistics Ltd", "“logistics” only there: the same in short?"),
        ("Kensal Motors", "Kensal Motors Leeds Ltd", "“leeds” only there: a branch?"),
    ],
)
def test_the_reasons_are_told_in_words(typed: str, known: str, reason: str) -> None:
    assert reason in told(match(typed, known))


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("HC-One Beamish Limited", "Hob Preston Ltd"),
        ("Can-Pack UK", "Children Of All Nations Ltd"),
        ("Check Point Software Technologies Ltd", "CPS Technologies Corp"),
        ("Belfast City Mission", "BCM"),
    ],
)
def test_initials_are_possible_and_never_likely(typed: str, known: str) -> None:
    assert match(typed, known).strength == "possible"


def test_one_letter_wrong_in_the_only_word_is_shown_as_possible() -> None:
    assert match("Surozen", "Surrozen, Inc.").strength == "possible"


def test_a_holding_company_of_the_same_name_is_shown_but_not_called_likely_the_same() -> None:
    assert match("Brookhill Logistics Holdings", "Brookhill Logistics Ltd").strength == "possible"


def test_beside_a_likelier_one_whoever_would_be_likely_alone_is_still_shown() -> None:
    known = [Known(1, "Brookhill Logistics Ltd"), Known(2, "Brookhill Logistics (Bath) Ltd")]
    whole, branch = rank(Typed("Brookhill Logistics"), known, general_rarity)
    assert (whole.client_id, branch.client_id) == (1, 2)
    assert (whole.strength, branch.strength) == ("likely", "possible")


def test_a_short_name_finds_all_of_whom_it_may_be_short_for() -> None:
    known = [
        Known(1, "Brookhill Logistics Ltd"),
        Known(2, "Brookhill Care Group"),
        Known(3, "Hill Brook Ltd"),
    ]
    found = {one.client_id: one.strength for one in rank(Typed("Brookhill"), known, general_rarity)}
    assert (found[1], found[2]) == ("possible", "possible")


def test_one_that_resembles_less_does_not_hide_the_likeliest() -> None:
    known = [Known(1, "Surrozen, Inc./DE"), Known(2, "SURO CAPITAL CORP.")]
    first, second = rank(Typed("Surozen Incorporated"), known, general_rarity)
    assert (first.client_id, first.strength) == (1, "possible")
    assert second.strength is None


def test_a_common_word_says_less_than_a_rare_one() -> None:
    def rarity(word: str) -> float:
        return word_rarity(word, 40_000 if word == "zorblax" else 1, 100_000)

    rare = compare(Typed("Zorblax Care"), Known(1, "Zorblax Housing"), general_rarity)
    common = compare(Typed("Zorblax Care"), Known(1, "Zorblax Housing"), rarity)
    assert common.score < rare.score


def test_words_of_the_trade_say_little_in_a_small_base_too() -> None:
    assert word_rarity("service", 1, 10) < 5 < word_rarity("zorblax", 1, 10)


def test_clients_that_share_the_same_words_weaken_each_other() -> None:
    known = [
        Known(1, "Elysian Care (Hartley)"),
        Known(2, "Elysian Care (Marlow)"),
        Known(3, "Elysian Care (Tarn)"),
    ]
    alone = compare(Typed("Elysian Care"), known[0], general_rarity).score
    among = {one.client_id: one.score for one in rank(Typed("Elysian Care"), known, general_rarity)}
    assert all(score < alone for score in among.values())


def test_a_client_of_the_same_name_does_not_weaken_its_double() -> None:
    doubles = [Known(1, "Elysian Care Ltd"), Known(2, "Elysian Care Limited")]
    scores = [one.score for one in rank(Typed("Elysian Care"), doubles, general_rarity)]
    assert scores[0] == scores[1] == compare(Typed("Elysian Care"), doubles[0], general_rarity).score


def test_the_likeliest_comes_first_and_none_is_left_out() -> None:
    known = [Known(1, "Zenith Freight"), Known(2, "Brookhill Care"), Known(3, "Brookhill Logistics Ltd")]
    found = rank(Typed("Brookhill Logistics"), known, general_rarity)
    assert [one.client_id for one in found][0] == 3
    assert sorted(one.client_id for one in found) == [1, 2, 3]
    assert rank(Typed("Brookhill"), [], general_rarity) == []


def test_a_rarity_that_can_look_up_many_words_is_told_them_at_once() -> None:
    asked: list[set[str]] = []

    class Base:
        def __call__(self, word: str) -> float:
            assert word in asked[0]
            return general_rarity(word)

        def prepare(self, words: set[str]) -> None:
            asked.append(set(words))

    rank(Typed("Brookhill Logistics"), [Known(1, "Brookhill Freight", ("Zenith",))], Base())
    assert asked == [{"brookhill", "logistic", "freight", "zenith"}]
