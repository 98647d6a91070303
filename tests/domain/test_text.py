"""Cleaning text at the door."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain import text
from trtui.domain.errors import Invalid


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Brook   Hill \t Ltd ", "Brook Hill Ltd"),
        ("Acme\r\nLtd\nGroup\x0bX\x85Y\u2028Z", "Acme Ltd Group X Y Z"),
        ("Acme\x1b]52;c;ZXZpbA==\x07Ltd", "Acme]52;c;ZXZpbA==Ltd"),
        ("Acme\x9b2J", "Acme2J"),
        ("Acme \u202edtL\u202c", "Acme dtL"),
        ("\u2067Acme\u2069", "Acme"),
        ("Ac\u200bme\u2060 \ufeffLtd", "Acme Ltd"),
        ("Acme\U000e0041\U000e007f", "Acme"),
        ("Cafe\u0301", "Café"),
        ("Acme [/b] [@click=app.quit]", "Acme [/b] [@click=app.quit]"),
        ("株式会社アクメ", "株式会社アクメ"),
        ("شركة أكمي المحدودة", "شركة أكمي المحدودة"),
        ("", ""),
        ("\u200b \u2060", ""),
    ],
)
def test_one_clean_line(typed: str, kept: str) -> None:
    assert text.line(typed) == kept


@pytest.mark.parametrize(
    "joined",
    [
        "Family 👩\u200d👩\u200d👧\u200d👦",
        "Rainbow 🏳\ufe0f\u200d🌈",
        "Nurse 👩🏽\u200d⚕\ufe0f",
        "می\u200cخواهم",
        "क्\u200dष",
    ],
)
def test_joiners_stay_where_they_join(joined: str) -> None:
    assert text.line(joined) == joined
    assert text.note(joined) == joined


@pytest.mark.parametrize(
    "typed", ["\u200dAcme", "Ac\u200dme", "Acme\u200c", "Ac\u200d\u200c\u200dme", "A \u200d b"]
)
def test_joiners_that_join_nothing_go(typed: str) -> None:
    assert "\u200d" not in text.line(typed)
    assert "\u200c" not in text.line(typed)


def test_a_note_keeps_its_lines_and_tabs() -> None:
    assert text.note("first\r\nsecond\rthird\n\n\tindented  \n\n") == "first\nsecond\nthird\n\n\tindented"
    assert text.note(" \n\t\n ") == ""
    assert text.note("a\x1b[2J\u202eb\x00".replace("\x00", "")) == "a[2Jb"


@pytest.mark.parametrize("clean", [text.line, text.note])
@pytest.mark.parametrize(
    ("typed", "message"), [("Acme\x00Ltd", "NUL"), ("Acme\ud800Ltd", "broken characters")]
)
def test_what_no_database_keeps_is_refused(clean: object, typed: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        clean(typed)  # type: ignore[operator]


def test_too_long_says_how_long_and_how_much_fits() -> None:
    with pytest.raises(Invalid, match="10,000 characters: at most 200 fit") as refused:
        text.line("x" * 10_000, field="name")
    assert refused.value.field == "name"
    with pytest.raises(Invalid, match="201 characters: at most 200"):
        text.line("x" * 201)
    with pytest.raises(Invalid, match="65,537 characters: at most 65,536"):
        text.note("x" * 65_537)
    assert text.line("x" * 200) == "x" * 200
    assert len(text.note("x" * 65_536)) == 65_536


def test_blanks_do_not_count_towards_the_limit() -> None:
    assert text.line("x" + " " * 900 + "y") == "x y"


def test_a_required_line() -> None:
    assert text.required(" Brookhill ", "The name") == "Brookhill"
    with pytest.raises(Invalid, match="The name is missing: type it"):
        text.required(" \u200b ", "The name", field="name")


FORBIDDEN = {"Cc", "Cs", "Zl", "Zp"}
BIDI = set("\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")


@given(typed=st.one_of(st.text(max_size=300), st.sampled_from(list(EVIL.values()))))
def test_a_clean_line_is_clean_and_stays_as_it_is(typed: str) -> None:
    try:
        kept = text.line(typed)
    except Invalid:
        assert "\x00" in typed or len(typed) > 200 or any("\ud800" <= char <= "\udfff" for char in typed)
        return
    assert not {unicodedata.category(char) for char in kept} & FORBIDDEN
    assert not set(kept) & BIDI
    assert kept == kept.strip() and "  " not in kept
    assert unicodedata.is_normalized("NFC", kept)
    assert text.line(kept) == kept


@given(typed=st.one_of(st.text(max_size=300), st.sampled_from(list(EVIL.values()))))
def test_a_clean_note_is_clean_and_stays_as_it_is(typed: str) -> None:
    try:
        kept = text.note(typed)
    except Invalid:
        return
    assert not {unicodedata.category(char) for char in kept.replace("\n", "").replace("\t", "")} & FORBIDDEN
    assert not set(kept) & BIDI
    assert text.note(kept) == kept
