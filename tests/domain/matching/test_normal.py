"""How a company's name is read: its words, its legal form, the other names it mentions."""

from __future__ import annotations

import pytest

from trtui.domain.matching.normal import MAX_CHARACTERS, MAX_WORDS, normalise, plain_word


def read(name: str) -> str:
    return " ".join(normalise(name).main.words)


def parts(name: str) -> list[str]:
    return [" ".join(phrase.words) for phrase in normalise(name).phrases[1:]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Smith & Sons Ltd", "Smith and Sons Limited"),
        ("Smith + Sons", "SMITH AND SONS"),
        ("The Oak Surgery", "Oak Surgery, The"),
        ("Université de Genève", "UNIVERSITE DE GENEVE"),
        ("Straße & Söhne", "Strasse und Sohne".replace("und", "and")),
        ("Ærø Færge", "Aero Faerge"),
        ("B.M.W. Ltd", "B M W Limited"),
        ("T. Rowe Price", "T Rowe Price"),
        ("St. Anne's Hospice", "Saint Annes Hospice"),
        ("Sainsbury’s", "Sainsburys"),
        ("2nd Chance Repairs", "Second Chance Repairs"),
        ("Studio Three", "Studio 3"),
        ("Acme (UK) plc", "Acme United Kingdom PLC"),
        ("Co-operative Group", "The Co-op Group"),
        ("Leeds Theatre Centre", "Leeds Theater Center"),
        ("Trócaire", "TrÃ³caire"),
        ("North Riding NHS Foundation Trust", "North Riding NHS FT"),
        ("Brown Bros", "Brown Brothers"),
        ("Exeter Univ.", "Exeter University"),
        ("Norwood Corp /DE/", "Norwood Corporation"),
        ("Bright Learning Trust (Academy Trust)", "Bright Learning Trust"),
    ],
)
def test_spellings_of_one_name_read_the_same(one: str, other: str) -> None:
    assert read(one) == read(other)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Harbour Ltd T/A The Ship", ["harbour", "ship"]),
        ("Harbour Ltd trading as Ship", ["harbour", "ship"]),
        ("Harbour Ltd t/as: Ship", ["harbour", "ship"]),
        ("Harbour Ltd dba Ship", ["harbour", "ship"]),
        ("Harbour Ltd (formerly Quay plc)", ["harbour", "quay"]),
        ("Harbour AG (f/k/a Quay)", ["harbour", "quay"]),
        ("Harbour, previously known as Quay", ["harbour", "quay"]),
        ("Harbour Institute (HI)", ["harbour institute", "hi"]),
        ("HI - Harbour Institute", ["hi", "harbour institute"]),
        ("Harbour Limited TA Ship", ["harbour", "ship"]),
    ],
)
def test_other_names_inside_a_name_are_read_apart(name: str, expected: list[str]) -> None:
    assert parts(name) == expected


@pytest.mark.parametrize(
    "name", ["Tata Steel", "T & A Local", "Data Foods", "Trading Places", "Orca Systems"]
)
def test_a_word_that_resembles_a_mark_is_no_mark(name: str) -> None:
    assert parts(name) == []


def test_a_plain_name_has_no_other_names() -> None:
    assert parts("Brookhill Logistics Ltd") == []


@pytest.mark.parametrize("name", ["", " ", "…", "&", "[/]", "\0", "\u202e", "t/a"])
def test_text_without_a_word_has_no_words(name: str) -> None:
    assert [word for phrase in normalise(name).phrases for word in phrase.words if word != "and"] == []


def test_markup_is_text_like_any_other() -> None:
    assert normalise("[/b]Acme[@click=app.quit]").main.words[-1] != "acme"
    assert "acme" in normalise("[/b]Acme[@click=app.quit]").main.words


def test_long_names_are_cut() -> None:
    words = normalise("word " * 10_000).main.words
    assert len(words) <= MAX_WORDS
    assert len("".join(normalise("x" * 10_000).main.words)) <= MAX_CHARACTERS


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("services", "service"),
        ("companies", "company"),
        ("glass", "glass"),
        ("campus", "campus"),
        ("paris", "paris"),
        ("gas", "gas"),
        ("007", "7"),
        ("000", "0"),
        ("37th", "37"),
        ("organization", "organisation"),
        ("mfg", "manufacturing"),
    ],
)
def test_one_spelling_stands_for_a_word(word: str, expected: str) -> None:
    assert plain_word(word) == expected


def test_the_written_words_stay_beside_the_compared_ones() -> None:
    phrase = normalise("Willows Children Services Ltd").main
    assert phrase.words == ("willow", "children", "service")
    assert phrase.written == ("willows", "children", "services")
