"""Folding text, and the ways in which letters are spelt by those who have not got them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trtui.domain.folding import MOST_READINGS, fold, readings, skeleton, spelt_out

LETTERS = st.text("aeosudjäöüőűåøæœßłđðþıħŋçéñ ǟǿẞÄÖÜÅØÆŒ\u0308\u030a\u0301", max_size=12)
ANYTHING = st.one_of(LETTERS, st.text(max_size=30))


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Möbel  König", "mobel konig"),
        ("Mo\u0308bel", "mobel"),
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("ẞ", "ss"),
        ("Ærø Værft", "aero vaerft"),
        ("Łódź", "lodz"),
        ("Þórður Đorđe", "thordur dorde"),
        ("Œuvre", "oeuvre"),
        ("İstanbul ısı", "istanbul isi"),
        ("ﬁrma", "firma"),
        ("\tA\u00a0b\n", "a b"),
    ],
)
def test_text_is_folded_to_its_plainest_reading(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("Köln", ("koln", "koeln")),
        ("Ko\u0308ln", ("koln", "koeln")),
        ("Müller", ("muller", "mueller")),
        ("Jäger", ("jager", "jaeger")),
        ("Åkesson", ("akesson", "aakesson")),
        ("Sørensen", ("sorensen", "soerensen")),
        ("Ærø", ("aero", "aroe", "aeroe", "aro")),
        ("Œuvre", ("oeuvre", "ouvre")),
        ("Weiß", ("weiss",)),
        ("Łódź", ("lodz",)),
        ("Đorđe", ("dorde", "djordje", "dordje", "djorde")),
        ("Þór", ("thor",)),
        ("Győr Fűtés", ("gyor futes", "gyoer fuetes", "gyor fuetes", "gyoer futes")),
        ("Koeln", ("koeln",)),
        ("Shoe", ("shoe",)),
        ("Café", ("cafe",)),
        ("", ("",)),
    ],
)
def test_a_word_has_every_common_spelling_of_its_letters(word: str, ways: tuple[str, ...]) -> None:
    assert readings(word) == ways
    assert (spelt_out(word) in ways) if len(ways) > 1 else spelt_out(word) == ""


@pytest.mark.parametrize(
    "spellings",
    [
        "Möbel Moebel Mobel",
        "König Koenig Konig",
        "Häusler Haeusler Hausler",
        "Größler Groessler Grossler",
        "Åkesson Aakesson Akesson",
        "Måleri Maaleri Maleri",
        "Ærø Aeroe Aero Aro",
        "Sørensen Soerensen Sorensen Sörensen",
        "Œuvre Oeuvre Ouvre",
        "Straße Strasse STRASSE",
        "Łódź Lodz",
        "Đorđe Djordje Dorde",
    ],
)
def test_all_spellings_of_a_word_have_one_skeleton(spellings: str) -> None:
    assert len(set(map(skeleton, spellings.split()))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("Möbel", "Mabel"), ("Hauser", "Hausler"), ("Koln", "Kiln"), ("Bauer", "Bar")]
)
def test_other_words_have_another_skeleton(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


@given(ANYTHING)
@example("qü")
@example("aäaeöe")
@example("\u0308a\u0308")
def test_readings_and_skeleton_agree_on_any_text(text: str) -> None:
    ways = readings(text)
    assert ways[0] == fold(text)
    assert 1 <= len(ways) == len(set(ways)) <= MOST_READINGS
    assert {skeleton(way) for way in ways} == {skeleton(text)}
    assert skeleton(skeleton(text)) == skeleton(text)
    assert all(fold(way) == way for way in ways)


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("Möbel König GmbH", "moebel koenig gmbh"),
        ("Ærø Værft", "aeroe vaerft"),
        ("Åkesson & Söner (Umeå)", "aakesson & soener (umeaa)"),
        ("Café Łódź", ""),
        ("Blue Shoe", ""),
        ("", ""),
    ],
)
def test_a_text_is_spelt_out_letter_by_letter(text: str, spelt: str) -> None:
    assert spelt_out(text) == spelt


@given(st.integers(1, 400))
def test_a_long_word_has_no_more_readings_than_its_bound(length: int) -> None:
    ways = readings("ö" * length)
    assert len(ways) == min(MOST_READINGS, 2**length)
    assert ways[:2] == ("o" * length, "oe" * length)
