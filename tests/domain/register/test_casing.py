"""What the register writes in capitals, as people write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain.register.casing import cased

WRITTEN = {
    "BROOKHILL LOGISTICS LIMITED": "Brookhill Logistics Limited",
    "J.B.W. & SONS (1987) LTD.": "J.B.W. & Sons (1987) Ltd.",
    "O'NEILL'S OF LEEDS PLC": "O'Neill's of Leeds PLC",
    "JB HAULAGE LTD": "JB Haulage Ltd",
    "THE WHITE HART AT OTLEY LIMITED": "The White Hart at Otley Limited",
    "1ST FOR HR (UK) LIMITED": "1st for HR (UK) Limited",
    "SMITH-JONES LLP": "Smith-Jones LLP",
    "ST JAMES'S TRADING CO": "St James's Trading Co",
    "UNIT 4B, 1 MILL ROAD": "Unit 4B, 1 Mill Road",
    "CAFÉ ÉTOILE": "Café Étoile",
}


@pytest.mark.parametrize(("capitals", "written"), WRITTEN.items())
def test_capitals_become_what_people_write(capitals: str, written: str) -> None:
    assert cased(capitals) == written


@pytest.mark.parametrize("text", ["Brookhill Logistics Ltd", "iForce", "", "42"])
def test_what_is_not_all_capitals_stays(text: str) -> None:
    assert cased(text) == text


@given(st.text(max_size=60))
def test_only_capitals_and_small_letters_change(text: str) -> None:
    assert cased(text).casefold() == text.casefold()
