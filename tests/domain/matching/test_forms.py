"""Legal forms: set aside from the name, and compared by what they say."""

from __future__ import annotations

import pytest

from trtui.domain.matching.forms import form_conflict, split_form
from trtui.domain.matching.normal import normalise


@pytest.mark.parametrize(
    "name",
    [
        "Nordwind Ltd",
        "Nordwind Limited",
        "Nordwind Lim",
        "Nordwind Company Limited",
        "Nordwind Co., Ltd.",
        "Nordwind plc",
        "Nordwind P.L.C.",
        "Nordwind Public Limited Company",
        "Nordwind LLP",
        "Nordwind CIC",
        "Nordwind Community Interest Company",
        "Nordwind Inc.",
        "Nordwind Corporation",
        "Nordwind, L.L.C.",
        "Nordwind GmbH & Co. KG",
        "Nordwind AG",
        "Nordwind S.A.",
        "Nordwind SARL",
        "SARL Nordwind",
        "Nordwind S.r.l.",
        "Nordwind S.p.A.",
        "Nordwind B.V.",
        "Nordwind A/S",
        "Nordwind Oy",
        "Nordwind Sp. z o.o.",
        "Nordwind s.r.o.",
        "OOO Nordwind",
        "Nordwind Pty Ltd",
        "Nordwind Pte. Ltd.",
        "Nordwind Sdn Bhd",
        "Nordwind 株式会社",
        "Nordwind S.A. de C.V.",
        "Nordwind Cyf",
    ],
)
def test_the_legal_form_is_no_part_of_the_name(name: str) -> None:
    phrase = normalise(name).main
    assert phrase.words == ("nordwind",)
    assert phrase.forms


@pytest.mark.parametrize("name", ["Limited", "The Company", "S.p.A.", "Ltd", "PLC Ltd"])
def test_a_name_of_nothing_but_a_form_keeps_a_word(name: str) -> None:
    assert normalise(name).main.words


@pytest.mark.parametrize("name", ["As You Like It", "Co Lab Studios", "Sage Ag Supplies", "AB Tyres"])
def test_words_that_may_be_forms_stay_inside_a_name(name: str) -> None:
    assert len(normalise(name).main.words) == len(name.split())


def test_a_form_in_the_middle_goes_too() -> None:
    assert split_form(("bosch", "gmbh", "robert")) == (("bosch", "robert"), ("gmbh",))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ((), (), 0),
        (("limited",), (), 0),
        (("limited",), ("limited",), 0),
        (("limited", "inc"), ("inc",), 0),
        (("limited",), ("public",), 0.4),
        (("limited",), ("partnership",), 1),
        (("gmbh",), ("limited",), 1),
    ],
)
def test_only_forms_that_do_not_turn_into_each_other_conflict(
    left: tuple[str, ...], right: tuple[str, ...], expected: float
) -> None:
    assert form_conflict(left, right) == expected
    assert form_conflict(right, left) == expected
