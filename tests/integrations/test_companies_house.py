"""The register over the network: what it says, what it allows, and what happens when it does not answer."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.support.clock import FixedClock
from tests.support.companies_house import BROOKHILL, CARE, KEY, Reply, Server, search_item
from tests.support.evil import EVIL
from trtui.domain.errors import ConfigError, Invalid
from trtui.domain.register.values import PreviousName, Registered, RegisterHit, standing
from trtui.domain.register_api import KeyRefused, RegisterBusy, RegisterUnavailable
from trtui.integrations import config, config_text
from trtui.integrations.companies_house import API_URL, CompaniesHouse, Timeouts, connect
from trtui.integrations.companies_house.address import checked_url
from trtui.integrations.companies_house.allowance import REQUESTS, SECONDS, SHARED, Allowance

LOGISTICS = RegisterHit(
    number="04418292",
    name="BROOKHILL LOGISTICS LTD",
    matched_name="BROOKHILL LOGISTICS LTD",
    is_previous_name=False,
    status="Active",
    line="Unit 7 Dock Street",
    town="Leeds",
    postcode="LS10 1AB",
    sic=(),
    score=0.0,
    incorporated_on=date(2002, 4, 17),
    country="England",
)
BARE = RegisterHit("04418292", "BROOKHILL LTD", "BROOKHILL LTD", False, "", "", "", "", (), 0.0)


class Timer:
    """Seconds that pass only when somebody sleeps or a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server(BROOKHILL, CARE) as running:
        yield running


@pytest.fixture
def timer() -> Timer:
    return Timer()


@pytest.fixture
async def house(server: Server, timer: Timer) -> AsyncIterator[CompaniesHouse]:
    async with asked(server.url, timer) as client:
        yield client


def unscored(*hits: RegisterHit) -> tuple[RegisterHit, ...]:
    return tuple(replace(hit, score=0.0, reasons=()) for hit in hits)


@asynccontextmanager
async def asked(url: str, timer: Timer, *, key: str = KEY, **more: Any) -> AsyncIterator[CompaniesHouse]:
    """A client of a server, with an allowance of its own and a clock that stands still."""
    more = {"allowance": Allowance(), **more}
    client = CompaniesHouse(key, FixedClock(), url, timer=timer, sleep=timer.sleep, **more)
    yield client
    await client.close()


async def test_a_search_lists_companies_with_what_tells_them_apart(
    house: CompaniesHouse, server: Server
) -> None:
    hits = await house.search("  brookhill\n")
    care = RegisterHit(
        number="SC123456",
        name="BROOKHILL CARE GROUP PLC",
        matched_name="BROOKHILL CARE GROUP PLC",
        is_previous_name=False,
        status="Liquidation",
        line="2 Queen Street",
        town="Perth",
        postcode="PH2 8HR",
        sic=(),
        score=0.0,
        incorporated_on=date(1998, 1, 5),
    )
    assert unscored(*hits) == (LOGISTICS, care)
    (request,) = server.requests
    assert request.query["q"] == "brookhill"
    assert request.headers["user-agent"] == "trtui"
    # packed, a small answer could become one of any size
    assert request.headers["accept-encoding"] == "identity"


async def test_a_search_shows_no_more_than_it_is_asked_for(house: CompaniesHouse, server: Server) -> None:
    assert [hit.number for hit in await house.search("brookhill", limit=1)] == ["04418292"]
    # the register answers nothing at all when it is asked for a single item
    assert int(server.requests[0].query["items_per_page"]) > 1


async def test_a_score_says_how_likely_a_company_is_meant(house: CompaniesHouse, server: Server) -> None:
    former = {"snippet": "HUNSLET HAULAGE LTD", "matches": {"snippet": [1, 7]}}
    found = Reply(body={"items": [search_item(CARE), search_item(BROOKHILL, **former)]})
    server.replies += [found, found, found]
    care, logistics = await house.search("brookhil logistics")
    assert logistics.score > 0.75 > care.score >= 0
    assert "1 letter" in " ".join(reason.detail for reason in logistics.reasons)
    care, logistics = await house.search("Hunslet Haulage Limited")
    assert logistics.score > 0.75 > care.score
    care, logistics = await house.search("sc 123456")
    assert care.score > 0.99 > logistics.score


@pytest.mark.parametrize("nothing", ["", "  \n"])
async def test_nothing_typed_asks_nothing(house: CompaniesHouse, server: Server, nothing: str) -> None:
    assert await house.search(nothing) == ()
    assert await house.search("brookhill", limit=0) == ()
    assert await house.profile(nothing) is None
    assert not server.requests


async def test_what_is_typed_cannot_leave_the_query(house: CompaniesHouse, server: Server) -> None:
    assert await house.search("a&items_per_page=1 #x ?q=é/../" + "y" * 500) == ()
    (request,) = server.requests
    assert request.path == "/search/companies"
    assert request.query["q"].startswith("a&items_per_page=1 #x ?q=é/../yyy")
    assert len(request.query["q"]) == 160


async def test_a_former_name_that_was_found_is_told(house: CompaniesHouse, server: Server) -> None:
    former = {"snippet": "HUNSLET HAULAGE LTD ", "matches": {"snippet": [1, 7]}}
    described = {"snippet": "incorporated 2002", "matches": {"title": [1, 9], "snippet": [1, 4]}}
    server.replies += [
        Reply(body={"items": [search_item(BROOKHILL, **more)]}) for more in (former, described)
    ]
    (hit,) = await house.search("hunslet")
    assert (hit.matched_name, hit.is_previous_name) == ("HUNSLET HAULAGE LTD", True)
    assert unscored(*await house.search("brookhill")) == (LOGISTICS,)


@pytest.mark.parametrize("written", ["04418292", "4418292", " 4418 292 "])
async def test_a_profile_is_found_by_a_number_as_it_is_written(house: CompaniesHouse, written: str) -> None:
    assert await house.profile(written) == Registered(
        number="04418292",
        name="BROOKHILL LOGISTICS LTD",
        status="Active - Proposal to Strike off",
        category="Private Limited Company",
        incorporated_on=date(2002, 4, 17),
        line="Unit 7 Dock Street",
        line2="Hunslet",
        town="Leeds",
        county="West Yorkshire",
        country="England",
        postcode="LS10 1AB",
        sic=("49410", "52103"),
        accounts_category="TOTAL EXEMPTION FULL",
        accounts_due_on=date(2026, 12, 31),
        accounts_made_up_on=date(2025, 3, 31),
        confirmation_due_on=date(2026, 5, 1),
        previous_names=(
            PreviousName("HUNSLET CARTAGE & CO LTD", date(2011, 9, 30)),
            PreviousName("HUNSLET HAULAGE LTD", date(2004, 2, 1)),
        ),
    )


@pytest.mark.parametrize(
    ("code", "detail", "status", "level"),
    [
        ("active", "", "Active", 0),
        ("active", "active-proposal-to-strike-off", "Active - Proposal to Strike off", 1),
        ("liquidation", "", "Liquidation", 2),
        ("administration", "", "In Administration", 2),
        ("receivership", "", "Receivership", 2),
        ("voluntary-arrangement", "", "Voluntary Arrangement", 2),
        ("insolvency-proceedings", "", "Insolvency Proceedings", 2),
        ("dissolved", "", "Dissolved", 3),
        ("converted-closed", "", "Converted/Closed", 3),
        ("closed", "", "Closed", 3),
        ("removed", "", "Removed", 3),
        ("open", "", "Open", 0),
        ("registered", "", "Registered", 0),
        ("newly-invented", "transferred-to-uk", "Newly invented", 2),
    ],
)
async def test_a_status_reads_as_in_the_monthly_file(
    house: CompaniesHouse, server: Server, code: str, detail: str, status: str, level: int
) -> None:
    server.replies.append(Reply(body=BROOKHILL | {"company_status": code, "company_status_detail": detail}))
    company = await house.profile("04418292")
    assert company is not None
    assert (company.status, standing(company.status)) == (status, level)


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        ({"premises": "7", "address_line_1": "Dock Street"}, "7 Dock Street"),
        ({"premises": "7", "address_line_1": "7 Dock Street"}, "7 Dock Street"),
        ({"premises": "7", "address_line_1": "70 Dock Street"}, "7 70 Dock Street"),
        ({"premises": "The Old Mill, "}, "The Old Mill"),
        (
            {"care_of": "Nidd & Co", "po_box": "12", "address_line_1": "Dock Street"},
            "Nidd & Co, PO Box 12, Dock Street",
        ),
        ({"po_box": "Box 9"}, "Box 9"),
    ],
)
async def test_an_address_reads_as_it_is_written(
    house: CompaniesHouse, server: Server, parts: dict[str, str], line: str
) -> None:
    server.replies.append(Reply(body=BROOKHILL | {"registered_office_address": parts}))
    company = await house.profile("04418292")
    assert company is not None
    assert (company.line, company.line2, company.town, company.postcode) == (line, "", "", "")


async def test_a_number_that_nobody_has_is_no_error(house: CompaniesHouse) -> None:
    assert await house.profile("09999999") is None


async def test_what_is_no_number_is_not_asked(house: CompaniesHouse, server: Server) -> None:
    with pytest.raises(Invalid, match="is not a company number"):
        await house.profile("../search")
    assert not server.requests


async def test_older_and_thinner_profiles_are_read_too(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(
        Reply(
            body={
                "company_name": "OLD LTD",
                "company_number": "04418292",
                "accounts": {"next_due": "2026-01-31"},
            }
        )
    )
    assert await house.profile("04418292") == Registered(
        "04418292", "OLD LTD", accounts_due_on=date(2026, 1, 31)
    )


@pytest.mark.parametrize("junk", [None, 7, "?", [], {}, [None, 7, {}], {"a": [{}]}, True])
async def test_fields_of_the_wrong_kind_are_passed_over(
    house: CompaniesHouse, server: Server, junk: Any
) -> None:
    profile = dict.fromkeys(BROOKHILL, junk) | {"unheard_of": junk}
    named = {"company_name": "BROOKHILL LTD", "company_number": "04418292"}
    item = dict.fromkeys(search_item(BROOKHILL), junk) | {"unheard_of": junk}
    whole = {"title": "BROOKHILL LTD", "company_number": "04418292"}
    server.replies += [
        Reply(body=profile | named),
        Reply(body={"items": [junk, item, item | whole], "x": junk}),
    ]
    assert await house.profile("04418292") == Registered("04418292", "BROOKHILL LTD")
    assert unscored(*await house.search("brookhill")) == (BARE,)


@pytest.mark.parametrize("attack", EVIL)
async def test_no_text_from_outside_is_trusted(house: CompaniesHouse, server: Server, attack: str) -> None:
    text = EVIL[attack]
    address = dict.fromkeys(BROOKHILL["registered_office_address"], text)
    evil = BROOKHILL | {
        "company_name": f"ACME {text}",
        "company_status": text,
        "company_status_detail": text,
        "registered_office_address": address,
        "sic_codes": [text],
        "previous_company_names": [{"name": text, "effective_from": text}],
    }
    server.replies += [Reply(body=evil), Reply(body={"items": [search_item(evil)]})]
    company = await house.profile("04418292")
    (hit,) = await house.search("acme")
    assert company is not None
    assert company.name == hit.name
    assert (company.sic, company.status, hit.status) == ((), "", "")
    former = [one.name for one in company.previous_names]
    parts = (company.line, company.line2, company.town, company.county, company.country, company.postcode)
    texts = [company.name, *parts, *former, hit.matched_name, hit.line, hit.town, hit.postcode, hit.country]
    for kept in texts:
        assert len(kept) <= 480
        assert not set(kept) & set(
            "\x00\x07\x08\x1b\x7f\x85\x9b\x9d\n\r\t\u200b\u202e\u2028\u2060\ufeff\ud800"
        )
        kept.encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>sign in to the wireless network</html>",
        b'{"items": [',
        b"\xff\xfe",
        b"null",
        b"[]",
        b'{"items": {}}',
        b"[" * 100_000,
        b'{"items": [' + b"9" * 5000 + b"]}",
    ],
    ids=lambda body: body[:12].decode("latin-1") or "empty",
)
async def test_an_answer_that_cannot_be_read_is_said_in_words(
    house: CompaniesHouse, server: Server, body: bytes
) -> None:
    server.replies += [Reply(body=body), Reply(body=body)]
    with pytest.raises(
        RegisterUnavailable, match="in a form that is not known: try again later. Check api_url"
    ):
        await house.search("brookhill")
    with pytest.raises(RegisterUnavailable, match="in a form that is not known"):
        await house.profile("04418292")
    assert await house.search("logistics")


async def test_an_answer_of_any_size_is_not_waited_for(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(Reply(body=b" " * 3_000_000 + b'{"items": []}'))
    with pytest.raises(RegisterUnavailable, match="in a form that is not known"):
        await house.search("brookhill")
    assert await house.search("brookhill")


async def test_a_company_that_is_listed_twice_is_told_once(house: CompaniesHouse, server: Server) -> None:
    twice = [search_item(BROOKHILL), search_item(BROOKHILL | {"company_name": "BROOKHILL AGAIN LTD"})]
    server.replies.append(Reply(body={"items": [*twice, search_item(CARE)]}))
    assert [hit.name for hit in await house.search("brookhill", limit=2)] == [
        "BROOKHILL LOGISTICS LTD",
        "BROOKHILL CARE GROUP PLC",
    ]


async def test_the_profile_of_another_company_is_not_taken(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(Reply(body=CARE))
    with pytest.raises(RegisterUnavailable, match="in a form that is not known"):
        await house.profile("04418292")


async def test_a_wrong_key_is_said_once_and_not_asked_again(server: Server, timer: Timer) -> None:
    async with asked(server.url, timer, key="wrong-key-0123456789") as house:
        for _ in range(3):
            with pytest.raises(KeyRefused) as refused:
                await house.search("brookhill")
        with pytest.raises(KeyRefused):
            await house.profile("04418292")
    assert "TRTUI_COMPANIES_HOUSE_KEY" in refused.value.message
    assert "wrong-key" not in refused.value.message
    assert len(server.requests) == 1


async def test_a_key_that_is_restricted_is_told_apart(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(Reply(403))
    with pytest.raises(KeyRefused, match="check what the key is restricted to"):
        await house.search("brookhill")
    assert await house.search("brookhill")


async def test_a_redirection_takes_the_key_nowhere(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(Reply(302, headers={"Location": f"{server.url}/elsewhere"}))
    with pytest.raises(RegisterUnavailable, match="answered with 302"):
        await house.search("brookhill")
    assert [request.path for request in server.requests] == ["/search/companies"]


async def test_nobody_there_is_said_at_once_while_typing(server: Server, timer: Timer) -> None:
    await server.stop()
    async with asked(server.url, timer) as house:
        with pytest.raises(
            RegisterUnavailable, match=r"cannot be reached \(no connection\): check the network"
        ):
            await house.search("b")
        timer.now += 4
        with pytest.raises(RegisterUnavailable, match="cannot be reached") as again:
            await house.search("br")
        assert again.value.seconds == 6
        left = house._allowance.left(timer())
        with pytest.raises(RegisterUnavailable):
            await house.profile("04418292")
        assert (left, house._allowance.left(timer())) == (REQUESTS - 1, REQUESTS - 2)


async def test_it_is_asked_again_once_it_may_be_back(
    house: CompaniesHouse, server: Server, timer: Timer
) -> None:
    server.replies += [Reply(500)]
    with pytest.raises(RegisterUnavailable, match="answered with 500"):
        await house.search("b")
    with pytest.raises(RegisterUnavailable, match="answered with 500"):
        await house.search("br")
    timer.now += 10
    assert await house.search("bro")
    assert len(server.requests) == 2


async def test_an_explicit_question_ends_the_waiting(house: CompaniesHouse, server: Server) -> None:
    server.replies += [Reply(500)]
    with pytest.raises(RegisterUnavailable):
        await house.search("b")
    assert await house.profile("04418292")
    assert await house.search("br")


@pytest.mark.parametrize(
    ("trouble", "limits"),
    [
        (Reply(hangs=True), Timeouts(read=0.2)),
        (Reply(body=b" " * 10_000, drips=True), Timeouts(whole=0.4)),
    ],
    ids=["silent", "dripping"],
)
async def test_a_server_that_takes_too_long_is_left(
    server: Server, timer: Timer, trouble: Reply, limits: Timeouts
) -> None:
    server.replies.append(trouble)
    async with asked(server.url, timer, timeouts=limits) as house:
        with pytest.raises(RegisterUnavailable, match="no answer in time"):
            await house.search("brookhill")
    assert len(server.requests) <= 1


async def test_the_time_limits_are_the_documented_ones(house: CompaniesHouse) -> None:
    await house.search("brookhill")
    limits = (await house._client()).timeout
    assert (limits.connect, limits.read) == (3, 5)


async def test_a_connection_that_was_cut_is_made_anew_once(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(Reply(drops=True))
    assert await house.search("brookhill")
    assert len(server.requests) == 2
    server.replies += [Reply(drops=True), Reply(drops=True)]
    with pytest.raises(RegisterUnavailable, match="the connection was cut off"):
        await house.search("brookhill")
    assert len(server.requests) == 4


@pytest.mark.parametrize("status", [502, 503, 504])
async def test_a_fault_that_passes_is_tried_again_once(
    house: CompaniesHouse, server: Server, timer: Timer, status: int
) -> None:
    server.replies.append(Reply(status, b"<html>"))
    assert await house.search("brookhill")
    assert timer.slept == [0.5]
    server.replies += [Reply(status), Reply(status)]
    with pytest.raises(RegisterUnavailable, match=f"answered with {status}"):
        await house.profile("04418292")
    assert len(server.requests) == 4


async def test_a_cancelled_search_ends_its_request(house: CompaniesHouse, server: Server) -> None:
    server.replies.append(Reply(hangs=True))
    search = asyncio.create_task(house.search("brookhill"))
    while not server.requests:
        await asyncio.sleep(0)
    search.cancel()
    with pytest.raises(asyncio.CancelledError):
        await search
    while not server.dropped_callers:
        await asyncio.sleep(0)
    assert await house.search("brookhill")


async def test_cancelled_before_the_library_is_there_it_still_gets_there(
    house: CompaniesHouse, server: Server
) -> None:
    search = asyncio.create_task(house.search("b"))
    await asyncio.sleep(0)
    search.cancel()
    await asyncio.gather(search, return_exceptions=True)
    assert await house.search("brookhill")
    assert len(server.requests) == 1


async def test_the_library_is_loaded_in_another_thread(
    house: CompaniesHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    makers: list[threading.Thread] = []
    make: Callable[[], Any] = house._make

    def watched() -> Any:
        makers.append(threading.current_thread())
        return make()

    monkeypatch.setattr(house, "_make", watched)
    await asyncio.gather(house.search("b"), house.search("br"), house.profile("04418292"))
    assert [thread is threading.main_thread() for thread in makers] == [False]


async def test_a_proxy_that_cannot_be_used_is_named(
    house: CompaniesHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "gopher://nowhere:1")
    with pytest.raises(RegisterUnavailable, match="Check HTTPS_PROXY, ALL_PROXY"):
        await house.search("brookhill")
    monkeypatch.delenv("ALL_PROXY")
    assert await house.search("brookhill")


async def test_no_secure_connection_is_told_apart(server: Server, timer: Timer) -> None:
    async with asked(server.url.replace("http:", "https:"), timer) as house:
        with pytest.raises(RegisterUnavailable, match=r"\(no secure connection\)"):
            await house.search("brookhill")


async def test_neither_the_key_nor_what_is_looked_for_is_logged(
    house: CompaniesHouse, server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        await house.search("brookhill")
        await house.profile("04418292")
    logged = [record for record in caplog.records if record.name.startswith("http")]
    assert not logged
    assert KEY not in repr(house)
    assert KEY not in caplog.text


# -- the allowance -----------------------------------------------------------------------------------------------------


def test_the_allowance_is_a_window_that_slides() -> None:
    allowance = Allowance(3, 10)
    assert [allowance.take(at) for at in (0, 1, 5)] == [0, 0, 0]
    assert allowance.take(6) == 4
    assert allowance.take(9.5) == 0.5
    assert allowance.left(9.5) == 0
    assert allowance.take(10) == 0
    assert allowance.take(10) == 1
    assert allowance.take(11) == 0
    assert allowance.left(100) == 3


def test_no_window_ever_holds_more_than_is_allowed() -> None:
    allowance, now, taken = Allowance(), 0.0, list[float]()
    while len(taken) < 3000:
        if wait := allowance.take(now):
            now += wait
        else:
            taken.append(now)
            now += 0.01 if len(taken) % 7 else 1.3
    windows = zip(taken, taken[REQUESTS:], strict=False)
    assert all(later - first >= SECONDS - 1e-6 for first, later in windows)
    assert taken[-1] < 5 * SECONDS


def test_bulk_work_leaves_some_to_those_who_type() -> None:
    allowance = Allowance(5, 10)
    assert [allowance.take(at, spare=2) for at in (0, 1, 2)] == [0, 0, 0]
    assert allowance.take(3, spare=2) == 7
    assert [allowance.take(3), allowance.take(3)] == [0, 0]
    assert allowance.take(3) == 7
    assert allowance.take(10, spare=2) == 3 - 2 + 1
    assert Allowance(1, 10).take(0, spare=60) == 0


def test_a_rest_that_was_asked_for_is_kept_and_never_shortened() -> None:
    allowance = Allowance(3, 10)
    allowance.rest(0, 20)
    allowance.rest(0, 5)
    assert (allowance.take(6), allowance.left(6)) == (14, 0)
    assert allowance.take(20) == 0


def test_many_threads_get_no_more_than_there_is() -> None:
    allowance, taken = Allowance(500, 10), list[float]()
    ready = threading.Barrier(8)

    def take() -> None:
        ready.wait()
        taken.extend(allowance.take(1.0) for _ in range(100))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(taken), taken.count(0.0)) == (800, 500)


async def test_what_is_used_up_is_not_asked_and_says_when(server: Server, timer: Timer) -> None:
    allowance = Allowance(2, 300)
    async with asked(server.url, timer, allowance=allowance) as one, asked(server.url, timer, allowance=allowance) as other:  # fmt: skip  # noqa: E501
        await one.search("brookhill")
        timer.now += 30
        await other.search("brookhill")
        with pytest.raises(RegisterBusy, match="wait 5 minutes") as busy:
            await one.profile("04418292")
        assert busy.value.seconds == 270
        assert len(server.requests) == 2
        timer.now += 270
        assert await one.profile("04418292")


async def test_whoever_has_patience_waits_for_room(server: Server, timer: Timer) -> None:
    async with asked(server.url, timer, allowance=Allowance(2, 300)) as house:
        for _ in range(3):
            assert await house.profile("04418292", patience=600)
    assert timer.slept == [300, 300]
    assert len(server.requests) == 3


def test_all_clients_of_a_process_share_one_allowance() -> None:
    settings = config.Register("k" * 20)
    one, other = connect(settings, FixedClock()), connect(settings, FixedClock())
    assert one is not None and other is not None
    assert one._allowance is other._allowance is SHARED
    assert (SHARED.requests, SHARED.seconds >= 300) == (600, True)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "17"}, 17),
        ({"Retry-After": " 017 "}, 17),
        ({"Retry-After": "Tue, 24 Nov 2026 10:00:42 GMT"}, 42),
        ({"Retry-After": "Tue, 24 Nov 2026 12:00:42 GMT", "Date": "Tue, 24 Nov 2026 12:00:00 GMT"}, 42),
        ({"Retry-After": "Tuesday, 24-Nov-26 10:00:42 GMT"}, 42),
        ({"X-Ratelimit-Reset": "1795514450"}, 50),
        ({"Retry-After": "5", "X-Ratelimit-Remain": "0", "X-Ratelimit-Reset": "1795514450"}, 5),
        ({}, 60),
        ({"Retry-After": "soon"}, 60),
        ({"Retry-After": "-5"}, 60),
        ({"Retry-After": "0"}, 1),
        ({"Retry-After": "Tue, 24 Nov 2020 10:00:42 GMT"}, 1),
        ({"Retry-After": "9" * 40}, 300),
        ({"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}, 300),
        ({"Retry-After": "Fri, 99 Dec 99999 23:59:59 GMT"}, 60),
        ({"X-Ratelimit-Reset": "9" * 40}, 60),
    ],
)
async def test_a_refusal_rests_for_as_long_as_it_says(
    house: CompaniesHouse, server: Server, timer: Timer, headers: dict[str, str], seconds: float
) -> None:
    server.replies.append(Reply(429, headers=headers))
    with pytest.raises(RegisterBusy) as busy:
        await house.search("brookhill")
    assert busy.value.seconds == seconds
    timer.now += seconds - 0.5
    with pytest.raises(RegisterBusy, match="wait 1 second"):
        await house.search("brookhill")
    assert len(server.requests) == 1
    timer.now += 0.5
    assert await house.search("brookhill")


async def test_whoever_has_patience_waits_out_a_refusal(
    house: CompaniesHouse, server: Server, timer: Timer
) -> None:
    server.replies += [Reply(429, headers={"Retry-After": "20"}), Reply(429, headers={"Retry-After": "30"})]
    assert await house.profile("04418292", patience=60)
    assert timer.slept == [20, 30]
    server.replies += [Reply(429, headers={"Retry-After": "20"}), Reply(429, headers={"Retry-After": "30"})]
    with pytest.raises(RegisterBusy):
        await house.profile("04418292", patience=45)
    assert timer.slept == [20, 30, 20]


async def test_the_last_request_of_a_shared_key_is_noticed(
    house: CompaniesHouse, server: Server, timer: Timer
) -> None:
    server.replies.append(
        Reply(
            body={"items": []},
            headers={
                "X-Ratelimit-Limit": "600", "X-Ratelimit-Remain": "0", "X-Ratelimit-Window": "5m",
                "X-Ratelimit-Reset": "1795514490",
            },
        )
    )  # fmt: skip
    assert await house.search("brookhill") == ()
    with pytest.raises(RegisterBusy, match="wait 90 seconds"):
        await house.search("brookhill")
    assert len(server.requests) == 1


# -- settings ----------------------------------------------------------------------------------------------------------


def test_without_a_key_there_is_nothing_to_ask() -> None:
    assert connect(config.Register(), FixedClock()) is None


def test_asking_nothing_loads_nothing() -> None:
    from tests.support.imports import among, loaded_by

    loaded = loaded_by(
        "from trtui.integrations.companies_house import CompaniesHouse",
        "from trtui.integrations.clock import SystemClock",
        "CompaniesHouse('k' * 20, SystemClock())",
    )
    assert not among(loaded, "httpx", "httpcore", "anyio", "certifi")


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.org",
        "ftp://api.example.org",
        "api.example.org",
        "https://",
        "https://u:p@x.org",
        "https://x.org/?k=1",
        "https://[x",
        "https://x.org:99999",
    ],
)
def test_the_key_is_sent_only_where_nobody_can_read_it(url: str) -> None:
    with pytest.raises(ConfigError, match=r"register\.api_url must "):
        checked_url(url)


def test_another_address_may_be_set() -> None:
    assert checked_url(" https://gateway.example.org:8443/ch/ ") == "https://gateway.example.org:8443/ch"
    assert checked_url("http://localhost:8080") == "http://localhost:8080"
    assert checked_url(API_URL) == API_URL


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    path = tmp_path / "config.toml"
    path.write_text(f'[register]\napi_key = "{KEY}"\napi_url = "https://gateway.example.org/"\n')
    monkeypatch.setenv("TRTUI_CONFIG", str(path))
    monkeypatch.delenv(config.KEY_VARIABLE, raising=False)
    yield path


def test_the_key_is_read_from_the_settings_or_the_environment(
    settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config.load().register == config.Register(KEY, "https://gateway.example.org")
    monkeypatch.setenv(config.KEY_VARIABLE, " from-the-environment\n")
    assert config.load().register == config.Register("from-the-environment", "https://gateway.example.org")
    monkeypatch.delenv("TRTUI_CONFIG")
    assert config.load().register.api_key == "from-the-environment"
    monkeypatch.setenv(config.KEY_VARIABLE, " ")
    assert config.load().register.api_key == ""


def test_the_key_is_never_shown(settings: Path) -> None:
    assert KEY not in repr(config.load())


@pytest.mark.parametrize("key", ["two words 123", "short", "with:colon:123", "naïve-key-123", "k" * 201])
def test_what_is_no_key_is_refused_without_repeating_it(
    settings: Path, monkeypatch: pytest.MonkeyPatch, key: str
) -> None:
    settings.write_text(f'[register]\napi_key = "{key}"', encoding="utf-8")
    with pytest.raises(ConfigError, match=r"config\.toml: register\.api_key is no API key") as refused:
        config.load()
    assert key not in refused.value.message
    settings.write_text("")
    monkeypatch.setenv(config.KEY_VARIABLE, key)
    with pytest.raises(ConfigError, match="^TRTUI_COMPANIES_HOUSE_KEY is no API key") as refused:
        config.load()
    assert key not in refused.value.message


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('register = "k"', "“register” is a section: write [register] on a line of its own."),
        ("[register]\napi_key = 3", "register.api_key must be text in quotes"),
        ('[register]\nkey = "x"', "there is no setting “register.key”."),
        ('[register]\napi_url = "http://x.org"', "register.api_url must begin with https://"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_the_remedy(text: str, said: str) -> None:
    with pytest.raises(ConfigError) as refused:
        config_text.parse(text, Path("/home/sam/config.toml"))
    assert refused.value.message.startswith("/home/sam/config.toml: ")
    assert said in refused.value.message
