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
        ("01632 202464", "+441632202464", PhoneKind.LANDLINE, "01632 202464"),
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


@pytest.mark.parametrize(
    "typed",
    [
        "0113 496 0150 ext 204",
        "0113 496 0150 ext. 204",
        "0113 496 0150 extn 204",
        "0113 496 0150 Extension: 204",
        "0113 496 0150 x204",
        "0113 496 0150 x 204",
        "0113 496 0150 #204",
        "0113 496 0150 (ext 204)",
        "0113 496 0150, ext 204",
        "+44 (0)113 496 0150 ext 204",
        "tel:+441134960150;ext=204",
        "0113 496 0150 ｅｘｔ ２０４",
    ],
)
def test_one_line_however_its_extension_is_written(typed: str) -> None:
    found = phones.parse(typed)
    assert (found.number, found.ext, found.key) == ("+441134960150", "204", "+441134960150;ext=204")
    assert phones.display(found.key) == "0113 496 0150 ext 204"
    assert phones.typed_extension(typed, found.number) == "204"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("+49 4333 633333 ext. 543", "+49 4333 633333 ext 543"),
        # What is dialled straight after an Austrian or German number is a part of it.
        ("+43 1 58858-543", "+43 1 58858543"),
        ("+43 1 58858 DW 543", "+43 1 58858543"),
        ("0113 496 0150 ext 0204", "0113 496 0150 ext 0204"),
    ],
)
def test_how_lines_are_shown(typed: str, shown: str) -> None:
    assert phones.display(phones.parse(typed).key) == shown


def test_a_line_is_taken_apart_and_put_together() -> None:
    assert phones.line(LEEDS, "204") == f"{LEEDS};ext=204"
    assert phones.line(LEEDS, None) == phones.line(LEEDS, "") == LEEDS
    assert phones.line("ask for Nia", "204") == "ask for Nia"
    for kept in (f"{LEEDS};ext=204", LEEDS, "ask for Nia;ext=5", ""):
        assert phones.line(phones.without_extension(kept), phones.extension(kept)) == kept


def test_extensions_that_differ_are_not_the_same_line() -> None:
    assert (
        phones.is_same_line("204", "204") and phones.is_same_line("204", "") and phones.is_same_line("", "")
    )
    assert not phones.is_same_line("204", "317")


@pytest.mark.parametrize(
    ("typed", "e164", "ext"),
    [
        ("0113 496 0150 ext 204", "+441134960150", "204"),
        ("0113 496 0150", "+441134960150", ""),
        ("030 123456 ext 5", "+4930123456", "5"),
        ("0113 496 0150 ext 204", "+441134960999", ""),
        ("ask for Nia ext 204", "+441134960150", ""),
        ("0113 496 0150 ext 204", "+0", ""),
    ],
)
def test_an_extension_is_read_out_of_what_was_typed_for_a_number(typed: str, e164: str, ext: str) -> None:
    assert phones.typed_extension(typed, e164) == ext


@given(
    text=st.one_of(
        st.text(), st.sampled_from(list(EVIL.values())), st.from_regex(r"[0-9 +;=()extx#./-]{1,30}")
    ),
    other=st.one_of(st.text(), st.just(LEEDS), st.just("+441134960150")),
)
def test_no_text_breaks_what_reads_lines(text: str, other: str) -> None:
    assert phones.line(phones.without_extension(text), phones.extension(text)) == text
    found = phones.parse(text)
    assert found.ext.isascii() and (not found.ext or found.ext.isdecimal())
    assert found.key.startswith(found.number)
    ext = phones.typed_extension(text, other)
    assert not ext or ext.isdecimal()
    searched = phones.searched_extension(text)
    assert not searched or searched.isdecimal()
    assert isinstance(phones.display(phones.line(other, ext)), str)


@given(ext=st.from_regex(r"[0-9]{1,7}", fullmatch=True))
def test_a_line_that_is_shown_reads_back_as_the_same_line(ext: str) -> None:
    line = phones.line("+441134960150", ext)
    assert phones.parse(phones.display(line)).key == line
    assert phones.searched_extension(phones.display(line)) == ext
