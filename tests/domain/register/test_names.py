"""The words of a company are those of the duplicate check, however the name is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain.matching.normal import normalise
from trtui.domain.register.names import kept_words, telling, written_words
from trtui.domain.sample.naming import company_name
from trtui.domain.sample.sectors import SECTORS
from trtui.domain.sample.stream import Stream
from trtui.domain.sample.towns import REGIONS


@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("BROOKHILL LOGISTICS LIMITED", "brookhill logistics", "brookhill logistic"),
        ("J.B.W. & SONS (1987) LTD.", "jbw and sons 1987", "jbw son 1987"),
        ("B M W CARS PLC", "bmw cars", "bmw car"),
        ("O'BRIEN'S LIMITED", "obriens", "obrien"),
        ("CAFÉ DE L'ÉTOILE LIMITED", "cafe de letoile", "cafe letoile"),
        ("THE AND COMPANY LIMITED", "and", "and"),
        ("LIMITED", "limited", "limited"),
        ("CO-OPERATIVE FOODS C.I.C.", "cooperative foods", "cooperative food"),
    ],
)
def test_how_a_name_is_kept(name: str, key: str, words: str) -> None:
    assert kept_words(name) == (key, words.split())


def test_all_names_of_a_company_are_kept_together() -> None:
    key, words = kept_words("BROOKHILL LIMITED", ["HOLLIN HAULAGE LTD", "BROOKHILL HAULAGE LTD"])
    assert key == "brookhill"
    assert words == ["brookhill", "hollin", "haulage"]


def test_made_up_names_have_the_words_of_the_duplicate_check() -> None:
    draw = Stream().wind(3, 1, 4)
    for at in range(3000):
        sector = SECTORS[at % len(SECTORS)]
        name = company_name(draw, sector, REGIONS[at % len(REGIONS)].towns[0]).name
        if "/" in name or "(" in name or "," in name or "(" in name:
            continue  # the check reads such a name in several ways, each by itself
        assert written_words(name) == normalise(name).main.written, name
        assert set(telling(written_words(name))) <= set(normalise(name).main.words), name


@given(st.text(max_size=300))
def test_any_text_has_a_bounded_key_of_plain_words(text: str) -> None:
    key, words = kept_words(text, [text])
    assert len(key) <= 600
    assert all(map(str.isalnum, words))
    assert not any(char.isspace() for word in words for char in word)
