"""Text from data comes out visible, of known width, and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import get_character_cell_size
from wcwidth import wcwidth

from tests.support.evil import EVIL
from trtui.domain.text import MARKS
from trtui.ui.text import cell, clip, content, fit, safe, width, wrap

TEXT = (
    st.text(max_size=60)
    | st.sampled_from(list(EVIL.values()))
    | st.text("aé日👩🏽\u200d\u0301\n\t\x1b \u202e", max_size=40)
)


def controls(text: str) -> list[str]:
    return [char for char in text if unicodedata.category(char) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")]


@given(TEXT)
def test_nothing_a_terminal_acts_on_is_left(text: str) -> None:
    assert not controls(safe(text))
    assert not controls(safe(text, lines=True).replace("\n", ""))
    assert safe(safe(text)) == safe(text)


@given(TEXT, st.integers(0, 50), st.sampled_from(["left", "right", "center"]))
def test_fitted_text_has_exactly_the_cells_it_was_given(text: str, cells: int, align: str) -> None:
    assert width(fit(text, cells, align)) == cells  # type: ignore[arg-type]


@given(TEXT, st.integers(1, 40))
def test_wrapped_lines_fit_and_lose_no_word(text: str, cells: int) -> None:
    lines = wrap(text, cells)
    assert all(width(line) <= max(cells, 2) for line in lines)
    assert "".join("".join(lines).split()) == "".join(safe(text, lines=True).split())


@given(TEXT, st.integers(2, 30), st.integers(1, 4))
def test_a_limit_on_lines_is_kept_and_said(text: str, cells: int, limit: int) -> None:
    lines = wrap(text, cells, limit=limit)
    assert len(lines) <= limit
    if len(wrap(text, cells)) > limit:
        assert lines[-1].endswith("…")


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_all_terminals_agree_on_the_width_of_what_is_shown(text: str) -> None:
    for char in safe(text):
        assert get_character_cell_size(char) == max(0, wcwidth(char)), f"U+{ord(char):04X}"


def test_names_of_many_scripts_stay_as_they_are() -> None:
    for name in ("Łukasz Żak", "شركة أكمي", "株式会社", "نام\u200cها", "क्\u200dष", "O'Brien & Söhne", "Ngữ"):
        assert safe(name) == name


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a\nb", "a⏎b"),
        ("a\r\nb", "a⏎b"),
        ("a\tb", "a b"),
        ("a\x1b[2Jb", "a�[2Jb"),
        ("Acme \u202edtL\u202c", "Acme dtL"),
        ("a\u00a0b", "a b"),
        ("👩🏽\u200d🦰", "👩🦰"),
        ("🇬🇧", "GB"),
        ("e" + "\u0301" * 40, "e" + "\u0301" * MARKS),
        ("\ud800", "�"),
    ],
)
def test_what_cannot_be_shown_is_made_visible_or_dropped(typed: str, shown: str) -> None:
    assert safe(typed) == shown


def test_long_text_is_cut_with_an_ellipsis_at_a_whole_character() -> None:
    assert fit("Brookhill Logistics", 10) == "Brookhill…"
    assert fit("日本語株式会社", 6) == "日本… "
    assert fit("a" * 100_000, 5) == "aaaa…"
    assert clip("Acme", 10) == "Acme"
    assert fit("£7", 6, "right") == "    £7"


def test_what_is_visible_is_found_behind_much_that_is_not() -> None:
    assert fit("\u200b" * 3000 + "Acme", 6) == "Acme  "


def test_markup_is_never_read() -> None:
    for text in ("[red]Acme[/red]", "Acme [/b] Ltd", "[@click=app.quit]Acme[/]"):
        assert content(text).plain == text
        assert not content(text).spans
        assert cell(text).plain == text
    assert content("a\nb").plain == "a\nb"
