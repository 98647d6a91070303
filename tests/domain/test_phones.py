"""Phone numbers in any written form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from tests.support.pasted import PASTED
from trtui.domain import phones
from trtui.domain.phones import PhoneKind

LEEDS = "+441134960142"


@pytest.mark.parametrize(
    "typed",
    [
        "0113 496 0142",
        "01134960142",
        "(0113) 496-0142",
        "0113.496.0142",
        "+44 113 496 0142",
        "+44 (0)113 496 0142",
        "0044 113 496 0142",
        "  0113\u00a0496\t0142 ",
        "tel:+44-113-496-0142",
    ],
)
def test_one_number_however_it_is_written(typed: str) -> None:
    found = phones.parse(typed)
    assert (found.e164, found.kind, found.ext, found.reason) == (LEEDS, PhoneKind.LANDLINE, "", "")
    assert found.typed == " ".join(typed.split())


@pytest.mark.parametrize("pasted", PASTED)
def test_a_pasted_number_is_read_alike_by_forms_and_search(pasted: str) -> None:
    assert phones.parse(pasted).e164 == LEEDS
    (run,) = phones.runs(pasted)
    digits = phones.digits_for_search(run.text)
    assert digits in ("1134960142", "441134960142")


@pytest.mark.parametrize(
    "typed", ["0113 496 0142 (office)", "0113 496 0142 - Dana", "call 0113 496 0142 now"]
)
def test_words_around_the_only_number_count_for_nothing(typed: str) -> None:
    found = phones.parse(typed)
    assert (found.e164, found.typed) == (LEEDS, typed)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Dana 0113 496 0142 ext. 12, Leeds", ["0113 496 0142 ext. 12"]),
        ("0113 496 0142 / 07700 900142", ["0113 496 0142", "07700 900142"]),
        ("0113 496 0142 0113 496 0143", ["0113 496 0142", "0113 496 0143"]),
        ("020 7946 0958 or +44 113 496 0142", ["020 7946 0958", "+44 113 496 0142"]),
        ("t 0113", ["0113"]),
        ("LS10 1AB, B12, dana1234@brook.example, 0113abc", []),
        ("Brookhill", []),
    ],
)
def test_numbers_are_found_in_a_text(text: str, written: list[str]) -> None:
    assert [run.text for run in phones.runs(text)] == written


def test_a_label_belongs_to_its_number_an_initial_does_not() -> None:
    assert [(run.start, run.end) for run in phones.runs("Tel: 0113 496")] == [(0, 13)]
    assert [(run.start, run.end) for run in phones.runs("t 0113")] == [(2, 6)]


@pytest.mark.parametrize(
    "typed", ["0113 496 0142 ext 12", "0113 496 0142 x12", "0113 496 0142 ext. 12", "01134960142#12"]
)
def test_an_extension_is_kept_beside_the_number(typed: str) -> None:
    found = phones.parse(typed)
    assert (found.e164, found.ext) == (LEEDS, "12")


@pytest.mark.parametrize(
    ("typed", "e164", "kind", "shown"),
    [
        ("07700 900123", "+447700900123", PhoneKind.MOBILE, "07700 900123"),
        ("07912 345678", "+447912345678", PhoneKind.MOBILE, "07912 345678"),
        ("020 7946 0958", "+442079460958", PhoneKind.LANDLINE, "020 7946 0958"),
        ("01632 960123", "+441632960123", PhoneKind.LANDLINE, "01632 960123"),
        ("0800 123 4567", "+448001234567", PhoneKind.FREEPHONE, "0800 123 4567"),
        ("0909 879 0123", "+449098790123", PhoneKind.PREMIUM, "0909 879 0123"),
        ("+1 415 555 0123", "+14155550123", PhoneKind.UNKNOWN, "+1 415-555-0123"),
        ("+49 30 123456", "+4930123456", PhoneKind.LANDLINE, "+49 30 123456"),
    ],
)
def test_kinds_and_how_they_are_shown(typed: str, e164: str, kind: PhoneKind, shown: str) -> None:
    found = phones.parse(typed)
    assert (found.e164, found.kind) == (e164, kind)
    assert phones.display(e164) == shown


def test_the_home_region_is_a_setting() -> None:
    assert phones.parse("030 123456", "DE").e164 == "+4930123456"
    assert phones.display("+4930123456", "DE") == "030 123456"
    assert phones.display(LEEDS, "DE") == "+44 113 496 0142"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("ask reception", "no digits"),
        ("", "no digits"),
        ("0113 496", "the area code is missing|too short|check the digits"),
        ("0113 496 014", "check the digits"),
        ("0113 496 0142 / 0143 / 0144", "too long"),
        ("+999 123 456", "unknown country code"),
        ("0113 496 0142\n0113 496 0143", "too long"),
    ],
)
def test_what_cannot_be_called_is_kept_as_typed_with_the_reason(typed: str, reason: str) -> None:
    found = phones.parse(typed)
    assert found.e164 is None
    assert found.typed == " ".join(typed.split()) == found.key
    assert any(words in found.reason for words in reason.split("|")), found.reason
    assert phones.display(found.key) == found.typed


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("0113 496", "113496"),
        ("0113496", "113496"),
        ("496 0142", "4960142"),
        ("0142", "142"),
        ("+44 113", "44113"),
        ("+44 (0)113 496", "44113496"),
        ("0044 113 496", "44113496"),
        ("(0113) 496-0142 ext 5", "1134960142"),
        ("0113 496 0142 x5", "1134960142"),
        ("113", ""),
        ("0113 and more", ""),
        ("Brookhill", ""),
        ("", ""),
    ],
)
def test_the_digits_that_are_searched_for(typed: str, digits: str) -> None:
    assert phones.digits_for_search(typed) == digits


def test_elsewhere_the_trunk_prefix_is_not_a_zero() -> None:
    assert phones.digits_for_search("06 30 123 4567", "HU") == "36301234567"


@pytest.mark.parametrize(
    "typed",
    [
        "0113 496 0142",
        "+44 113 496",
        "0044113496",
        "(0113)",
        "496 0142",
        "0142",
        "960142",
        "113 496",
        "1134960142",
    ],
)
def test_any_part_of_a_number_finds_it(typed: str) -> None:
    digits = phones.digits_for_search(typed)
    assert digits
    assert any(key.startswith(digits) for key in phones.search_keys(LEEDS))


@given(number=st.integers(0, 9999), start=st.integers(0, 11), length=st.integers(4, 12))
def test_every_run_of_four_digits_finds_the_number(number: int, start: int, length: int) -> None:
    e164 = f"+44113496{number:04}"
    run = e164[1:][start : start + length]
    digits = phones.digits_for_search(run)
    if len(run) >= 4 and not run.startswith("00"):
        assert any(key.startswith(digits) for key in phones.search_keys(e164)), (run, digits)


@given(text=st.one_of(st.text(), st.sampled_from(list(EVIL.values())), st.from_regex(r"[0-9 +()x./-]{1,30}")))
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    found = phones.parse(text)
    assert (found.e164 is None) == bool(found.reason)
    assert phones.display(found.key) or not found.typed
    assert phones.digits_for_search(text).isdecimal() or not phones.digits_for_search(text)
    ends = [place for run in phones.runs(text) for place in (run.start, run.end)]
    assert ends == sorted(ends) and all(0 <= place <= len(text) for place in ends)


@given(number=st.from_regex(r"0(113 496|20 7946|161 496|7912 34) ?[0-9]{4}", fullmatch=True))
def test_what_is_shown_reads_back_as_the_same_number(number: str) -> None:
    e164 = phones.parse(number).e164
    assert e164 is None or phones.parse(phones.display(e164)).e164 == e164
