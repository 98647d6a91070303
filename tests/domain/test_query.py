"""The text of the search box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain import query
from trtui.domain.query import DueFilter, DueKind, Reading, Shape
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus, SalesLevel


def test_words_as_typed_and_the_last_one_open() -> None:
    found = query.parse("brok Hill")
    assert (found.words, found.is_open, found.has_filters, found.hints) == (("brok", "Hill"), True, False, ())
    assert not query.parse("brok hill ").is_open
    assert not query.parse("brok owner:me").is_open


def test_nothing_typed_asks_for_nothing() -> None:
    for text in ("", "   ", "\x00\x1b"):
        assert query.parse(text).is_empty


def test_all_filters_of_the_page_at_once() -> None:
    found = query.parse("status:target csi:a owner:me tag:x due:today town:leeds")
    assert found.words == ()
    assert found.statuses == {ClientStatus.TARGET}
    assert found.codes == {"A"}
    assert (found.owners, found.tags, found.towns) == (("me",), ("x",), ("leeds",))
    assert found.due == DueFilter(DueKind.WITHIN, 0)
    assert found.has_filters and not found.hints


@pytest.mark.parametrize(
    ("typed", "statuses"),
    [
        ("status:pros", {ClientStatus.PROSPECT}),
        ("status:t", {ClientStatus.TARGET}),
        ("STATUS:Active", {ClientStatus.ACTIVE_WITHOUT, ClientStatus.ACTIVE_WITH}),
        ('status:"active w/o"', {ClientStatus.ACTIVE_WITHOUT}),
        ("status:target,prospect", {ClientStatus.TARGET, ClientStatus.PROSPECT}),
        ("status:target status:prospect", {ClientStatus.TARGET, ClientStatus.PROSPECT}),
    ],
)
def test_status(typed: str, statuses: set[ClientStatus]) -> None:
    assert query.parse(typed).statuses == statuses


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("csi:a,b", "AB"),
        ("csi:ab", "AB"),
        ("csi:any", "ABCD"),
        ("csi:none", "-"),
        ("csi:-", "-"),
        ("csi:d,none", "-D"),
    ],
)
def test_csi(typed: str, codes: str) -> None:
    assert query.parse(typed).codes == set(codes)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("due:late", DueFilter(DueKind.WITHIN, -1)),
        ("due:today", DueFilter(DueKind.WITHIN, 0)),
        ("due:tomorrow", DueFilter(DueKind.WITHIN, 1)),
        ("due:week", DueFilter(DueKind.WITHIN, 7)),
        ("due:9d", DueFilter(DueKind.WITHIN, 9)),
        ("due:2w", DueFilter(DueKind.WITHIN, 14)),
        ("due:overdue", DueFilter(DueKind.OVERDUE)),
        ("due:none", DueFilter(DueKind.NONE)),
    ],
)
def test_due(typed: str, due: DueFilter) -> None:
    assert query.parse(typed).due == due


def test_the_other_filters() -> None:
    found = query.parse("stage:credit level:hot is:archived is:contacts owner:nobody tag:#VIP")
    assert found.stages == {AccountStage.CREDIT_CHECK}
    assert found.levels == {SalesLevel.HOT}
    assert found.wants_archived and found.kinds == {"contact"}
    assert (found.owners, found.tags) == (("nobody",), ("vip",))


def test_quotes_hold_words_together() -> None:
    found = query.parse('town:"St Albans" "brook hill" ltd owner:“Sam Okafor”')
    assert (found.towns, found.owners) == (("st albans",), ("sam okafor",))
    assert (found.words, found.phrases) == (("brook", "hill", "ltd"), ((0, 2),))


def test_an_unclosed_quote_reaches_to_the_end() -> None:
    assert query.parse('"brook hill').phrases == ((0, 2),)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("statsu:target", "statsu: is no filter; did you mean status:?"),
        ("sector:it", "sector: is no filter; use status: csi: owner:"),
        ("status:", "status: takes prospect, target"),
        ("status:foo", "status:foo is unknown; use prospect, target"),
        ("csi:e", "csi:e is unknown; use a, b, c, d"),
        ("due:soon", "due:soon is unknown; use late"),
        ("level:" + "tepid" * 9, "level:tepidtepidtepidtepid is unknown; use hot, warm"),
        ("is:alive", "is:alive is unknown; use archived"),
    ],
)
def test_what_is_no_filter_gets_a_hint(typed: str, hint: str) -> None:
    found = query.parse(f"brook {typed}")
    assert found.hints[0].startswith(hint)
    assert len(found.hints[0]) < 80, "it has to fit the narrowest terminal"
    assert not found.has_filters
    assert found.has_unknown == ("is no filter" not in hint)
    assert found.words[0] == "brook"


def test_a_name_with_a_colon_is_still_searched_for() -> None:
    assert query.parse("Re:gen Ltd").words == ("Re:gen", "Ltd")
    assert query.parse("care: home").words == ("care", "home")


def test_the_label_of_a_number_is_no_filter_and_quotes_around_one_hold_nothing_together() -> None:
    for typed in ("Tel: 0113 496 0142", "Reception: 0113 496 0142", "m:07700 900123"):
        assert query.parse(typed).hints == (), typed
    assert query.parse("sector: 0113").hints
    assert query.parse('"0113 496 0142"').phrases == ()
    assert query.parse('"brook 0113 496 0142"').phrases == ((0, 4),)


def test_a_web_address_is_no_filter() -> None:
    found = query.parse("https://www.brookhill.example/uk")
    assert not found.hints
    assert [reading.value for reading in found.readings] == ["brookhill.example"]


@pytest.mark.parametrize(
    ("typed", "readings"),
    [
        ("0113 496", [Reading(Shape.PHONE, "113496", 0, 2)]),
        ("brook 496 0142", [Reading(Shape.PHONE, "4960142", 1, 3)]),
        ("+44 (0)113 496 0142", [Reading(Shape.PHONE, "441134960142", 0, 4)]),
        ("Dana@Brookhill.example", [Reading(Shape.EMAIL, "dana@brookhill.example", 0, 1)]),
        ("@brookhill.example", [Reading(Shape.DOMAIN, "brookhill.example", 0, 1)]),
        ("www.brookhill.co.uk", [Reading(Shape.DOMAIN, "brookhill.co.uk", 0, 1)]),
        ("ls101ab", [Reading(Shape.POSTCODE, "LS10 1AB", 0, 1)]),
        ("ls10 1ab", [Reading(Shape.POSTCODE, "LS10 1AB", 0, 2)]),
        ("brook ls10", [Reading(Shape.POSTCODE, "LS10", 1, 2)]),
        ("SC123456", [Reading(Shape.COMPANY_NUMBER, "SC123456", 0, 1)]),
        ("Tel: 0113 496 0142", [Reading(Shape.PHONE, "1134960142", 0, 4)]),
        ("tel:+44‑113‑496‑0142", [Reading(Shape.PHONE, "441134960142", 0, 1)]),
        ("brook (T) 0113–4960142,", [Reading(Shape.PHONE, "1134960142", 1, 3)]),
        ("Reception:0113 496 0142", [Reading(Shape.PHONE, "1134960142", 0, 3)]),
        ("brook hill", []),
        ("24 7 care", []),
        ("Care24/7 and 0113abc", []),
    ],
)
def test_what_words_look_like(typed: str, readings: list[Reading]) -> None:
    assert list(query.parse(typed).readings) == readings


def test_digits_may_be_a_company_number_or_a_phone_number() -> None:
    assert set(query.parse("4418292").readings) == {
        Reading(Shape.COMPANY_NUMBER, "04418292", 0, 1),
        Reading(Shape.PHONE, "4418292", 0, 1),
    }


def test_a_company_number_written_in_two_parts() -> None:
    assert Reading(Shape.COMPANY_NUMBER, "SC123456", 0, 2) in query.parse("SC 123456").readings


def test_a_very_long_text_is_cut_with_a_hint() -> None:
    found = query.parse("word " * 2000)
    assert len(found.words) == query.WORD_LIMIT
    assert found.hints == (f"Only the first {query.WORD_LIMIT} words are searched for.",)


pieces = st.sampled_from(
    'status: csi:a due: "brook hill" owner:"Sam O" is: : " “ ls10 0113 @ . +44 town:x,y tag:,'.split(" ")
)


@given(
    text=st.one_of(st.text(max_size=80), st.sampled_from(list(EVIL.values())), st.lists(pieces).map(" ".join))
)
def test_anything_can_be_searched_for(text: str) -> None:
    found = query.parse(text)
    assert all(word.strip() == word and word for word in found.words)
    assert all(hint.isprintable() for hint in found.hints)
    assert all(0 <= one.start < one.end <= len(found.words) and one.value for one in found.readings)
    assert all(0 <= start < end <= len(found.words) for start, end in found.phrases)
    assert not (found.is_open and not found.words)


@given(words=st.lists(st.from_regex(r"[a-z]{2,8}", fullmatch=True), min_size=1, max_size=6))
def test_plain_words_come_out_as_they_went_in(words: list[str]) -> None:
    assert query.parse(" ".join(words)).words == tuple(words)
