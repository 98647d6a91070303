"""Review: proposed numbers are taken, refused or taken all at once; flags are dismissed or their name is taken."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.register import a_company
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, lines, picture, seen
from tests.ui.on_register import COMPANIES, load
from trtui.desk import numbering, summary, watch
from trtui.domain.errors import Invalid
from trtui.store.look import Look
from trtui.ui.app import Workspace
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.review import ReviewPlace
from trtui.ui.screens.review_verbs import percent

RENAMED = a_company(
    "VOSTEQ GROUP LIMITED",
    "00000017",
    **{"PreviousName_1.CompanyName": "HOLLIN LIMITED", "PreviousName_1.CONDATE": "04/03/2026"},
)


@pytest.fixture
def loaded(agency: Agency, tmp_path: Path) -> Agency:
    """An agency with a register that Max loaded, before anything was compared."""
    load(agency, tmp_path, [*COMPANIES, RENAMED])
    return agency


def compare(agency: Agency) -> None:
    numbering.propose(agency.sam)
    watch.examine(agency.sam)


async def review(app: Workspace, pilot: Driver) -> ReviewPlace:
    await idle(app)
    await pilot.press("escape", "g", "u")
    await wait_until(lambda: isinstance(app.screen, ReviewPlace))
    await idle(app)
    assert isinstance(app.screen, ReviewPlace)
    return app.screen


def number(agency: Agency, client: int) -> str:
    return agency.sam.read_now(summary.summary, client).number


@pytest.fixture
def proposed(loaded: Agency) -> tuple[int, int]:
    """Two clients for whom companies are proposed."""
    first = loaded.a_client("Brookhill Logistics", postcode="LS10 1AB")
    second = loaded.a_client("Abbey Care Homes", postcode="BS1 4DJ")
    compare(loaded)
    return first, second


async def test_both_lists_are_counted_and_tab_shows_the_other(
    loaded: Agency, proposed: tuple[int, int]
) -> None:
    loaded.a_client("Hollin Ltd", number="00000017")
    compare(loaded)
    async with at_work(loaded, (100, 24)) as (app, pilot):
        await review(app, pilot)
        drawn = await seen(app, "▸Suggested company matches 2")
        assert "Companies House issues 1" in drawn and "everyone's clients" in drawn
        assert "Brookhill Logistics Limited" in drawn and "! Abbey Care Homes Ltd" in drawn
        await pilot.press("tab")
        drawn = await seen(app, "▸Companies House issues 1")
        assert "! renamed" in drawn and "is called Vosteq Group Limited" in drawn
        await pilot.press("tab")
        await seen(app, "▸Suggested company matches 2")


async def test_one_is_taken_and_undone(loaded: Agency, proposed: tuple[int, int]) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await review(app, pilot)
        client = place.proposals[0].client_id
        await pilot.press("t")
        await seen(app, "Accepted the company of")
        await seen(app, "▸Suggested company matches 1")
        assert number(loaded, client)
        await pilot.press("u")
        await seen(app, "▸Suggested company matches 2")
        assert number(loaded, client) == ""
        await idle(app)


async def test_marked_ones_are_taken_at_once_and_one_undo_gives_all_back(
    loaded: Agency, proposed: tuple[int, int]
) -> None:
    async with at_work(loaded) as (app, pilot):
        await review(app, pilot)
        await pilot.press("asterisk", "t")
        await seen(app, "Accepted the company of 2 clients. u undoes.")
        assert {number(loaded, client) for client in proposed} == {"04418292", "05551234"}
        await idle(app)
        await pilot.press("u")
        await seen(app, "▸Suggested company matches 2")
        assert {number(loaded, client) for client in proposed} == {""}


async def test_all_above_a_likelihood_are_taken(loaded: Agency, proposed: tuple[int, int]) -> None:
    async with at_work(loaded) as (app, pilot):
        await review(app, pilot)
        await pilot.press("T")
        await seen(app, "at least this likely")
        await pilot.press("ctrl+u", *"20", "enter")
        await seen(app, "Give 50 to 100")
        await pilot.press("ctrl+u", *"60")
        await seen(app, "2 clients")
        await pilot.press("enter")
        await seen(app, "Accepted the company of 2 clients")
        await seen(app, "No company is suggested for any client")
        assert all(number(loaded, client) for client in proposed)


@pytest.mark.parametrize("key", ["r", "x"])
async def test_a_refused_one_is_not_shown_again_unless_asked_for(
    loaded: Agency, proposed: tuple[int, int], key: str
) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await review(app, pilot)
        refused = place.proposals[0]
        await pilot.press(key)
        await seen(app, "Refused")
        await seen(app, "▸Suggested company matches 1")
        await idle(app)
        assert refused.client not in "\n".join(lines(app)[3:-3])
        await pilot.press("backslash", *"refused", "enter")
        await wait_until(lambda: refused.client in "\n".join(lines(app)[3:-3]))
        await pilot.press("escape")
        await idle(app)
        await pilot.press("u")
        await seen(app, "▸Suggested company matches 2")
        assert numbering.LIKELY_ENOUGH <= loaded.sam.read_now(numbering.listed)[0].score


async def test_a_company_that_another_client_is_leads_to_that_client(loaded: Agency) -> None:
    holder = loaded.a_client("Transport Partners", number="04418292")
    client = loaded.a_client("Brookhill Logistics", postcode="LS10 1AB")
    compare(loaded)
    async with at_work(loaded, (160, 50)) as (app, pilot):
        await review(app, pilot)
        await seen(app, "≈ Brookhill Logistics Limited")
        await seen(app, "≈ Transport Partners has")
        await pilot.press("t")
        await seen(app, "Transport Partners has number 04418292 already")
        await pilot.press("o")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))
        assert isinstance(app.screen, ClientPlace) and app.screen.client_id == holder
        await idle(app)
        assert number(loaded, client) == ""


async def test_enter_opens_the_client_and_the_next_ones_follow(
    loaded: Agency, proposed: tuple[int, int]
) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await review(app, pilot)
        first, second = (one.client_id for one in place._proposals.values())
        await pilot.press("enter")
        await seen(app, "[1/2 of review]")
        await idle(app)
        assert isinstance(app.screen, ClientPlace) and app.screen.client_id == first
        await pilot.press("]")
        await seen(app, "[2/2 of review]")
        assert app.screen.client_id == second
        await idle(app)
        await pilot.press("escape")
        await seen(app, "▸Suggested company matches 2")


async def test_flags_are_dismissed_and_come_back_with_undo(loaded: Agency) -> None:
    loaded.a_client("Abbey Care Homes", number="05551234")
    loaded.a_client("Hollin Ltd", number="00000017")
    compare(loaded)
    async with at_work(loaded) as (app, pilot):
        await review(app, pilot)
        drawn = await seen(app, "▸Companies House issues 2")
        assert drawn.index("! liquidation") < drawn.index("! renamed"), "the gravest first"
        await pilot.press("d")
        await seen(app, "Dismissed 1 flag until the facts change. u undoes.")
        await seen(app, "▸Companies House issues 1")
        await idle(app)
        await pilot.press("backslash", *"dismissed", "enter")
        await seen(app, "! liquidation")
        await pilot.press("escape")
        await idle(app)
        await pilot.press("u")
        await seen(app, "▸Companies House issues 2")


async def test_the_new_name_is_taken_and_the_old_one_kept(loaded: Agency) -> None:
    client = loaded.a_client("Hollin Ltd", number="00000017")
    compare(loaded)
    async with at_work(loaded) as (app, pilot):
        await review(app, pilot)
        await pilot.press("t")
        await seen(app, "Hollin Ltd is now Vosteq Group Limited. u undoes.")
        head = loaded.sam.read_now(summary.summary, client)
        assert head.name == "Vosteq Group Limited"
        assert [one.name for one in head.names if one.kind == "previous"] == ["Hollin Ltd"]
        await idle(app)
        await pilot.press("u")
        await seen(app, "! renamed")
        assert loaded.sam.read_now(summary.summary, client).name == "Hollin Ltd"


async def test_who_was_not_renamed_has_no_name_to_take(loaded: Agency) -> None:
    loaded.a_client("Abbey Care Homes", number="05551234")
    compare(loaded)
    async with at_work(loaded) as (app, pilot):
        await review(app, pilot)
        await seen(app, "▸Companies House issues 1")
        await pilot.press("t")
        await seen(app, "Its company has no new name")


async def test_whose_clients_are_shown_is_chosen(loaded: Agency) -> None:
    loaded.a_client("Abbey Care Homes", by=loaded.jo, number="05551234")
    compare(loaded)
    async with at_work(loaded, login="priya") as (app, pilot):
        await review(app, pilot)
        drawn = await seen(app, "my clients")
        assert "or press w for everyone's clients" in " ".join(drawn.split())
        await pilot.press("w", "e")
        await seen(app, "everyone's clients")
        await pilot.press("tab")
        await seen(app, "Abbey Care Homes")
    async with at_work(loaded, login="max") as (app, pilot):
        await review(app, pilot)
        await seen(app, "everyone's clients")


async def test_rows_are_filtered_sorted_and_looked_at(loaded: Agency, proposed: tuple[int, int]) -> None:
    async with at_work(loaded, (100, 24)) as (app, pilot):
        await review(app, pilot)
        await pilot.press("p")
        await seen(app, "likely on the register")
        await pilot.press("backslash", *"abbey", "enter")
        await wait_until(lambda: "Brookhill" not in "\n".join(lines(app)[3:-3]))
        await seen(app, "1 of 2")
        await pilot.press("escape", "o", "o")
        await seen(app, "By client ▲")
        drawn = picture(app)
        assert drawn.index("Abbey Care") < drawn.index("Brookhill Log")


async def test_what_cannot_be_done_is_said(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        await review(app, pilot)
        drawn = await seen(app, "No company is suggested for any client")
        assert "trtui register propose" in " ".join(drawn.split())
        await pilot.press("T")
        await seen(app, "! No company is suggested")
        await pilot.press("tab")
        drawn = await seen(app, "No issues at Companies House for any client")
        assert "trtui register watch" in " ".join(drawn.split())


async def test_without_a_register_it_says_how_to_get_one(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await review(app, pilot)
        drawn = await seen(app, "No company register here yet")
        assert "trtui register load FILE" in " ".join(drawn.split())


async def test_the_start_screen_counts_the_flags_of_my_clients(loaded: Agency) -> None:
    loaded.a_client("Abbey Care Homes", number="05551234")
    loaded.a_client("Hollin Ltd", by=loaded.jo, number="00000017")
    compare(loaded)
    async with at_work(loaded) as (app, _):
        await seen(app, "! 1 client needs a Companies House check: g u")
    async with at_work(loaded, login="priya") as (app, _):
        await idle(app)
        assert "Companies House check" not in picture(app)


async def test_the_flags_are_counted_once_until_something_changes(
    loaded: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded.a_client("Abbey Care Homes", number="05551234")
    compare(loaded)
    counted: list[int] = []
    count = watch.count

    def counting(look: Look, *, mine: bool = False) -> int:
        counted.append(1)
        return count(look, mine=mine)

    monkeypatch.setattr(watch, "count", counting)
    async with at_work(loaded) as (app, pilot):
        await seen(app, "! 1 client needs a Companies House check: g u")
        await pilot.press("x", "backspace")
        await seen(app, "! 1 client needs a Companies House check: g u")
        await idle(app)
        assert len(counted) == 1
        await pilot.press("f5")
        await idle(app)
        assert len(counted) == 2


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
async def test_bad_names_are_plain_text(agency: Agency, tmp_path: Path, size: tuple[int, int]) -> None:
    load(agency, tmp_path)
    for at, text in enumerate(EVIL.values()):
        try:
            code = {"postcode": "LS10 1AB"} if at % 2 else {"number": "05551234"}
            agency.a_client(f"Brookhill Logistics {text}"[:150], **code)
        except Invalid:
            continue
    compare(agency)
    async with at_work(agency, size) as (app, pilot):
        await review(app, pilot)
        for _ in range(2):
            await pilot.press("G", "g", "g", "p", "tab")
            await idle(app)
            assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines(app) for char in line)
        assert app.is_running


@pytest.mark.parametrize(("typed", "share"), [("95", 0.95), (" 97,5 % ", 0.975), ("100", 1.0), ("50", 0.5)])
def test_a_share_is_read_as_people_write_it(typed: str, share: float) -> None:
    assert percent(typed) == pytest.approx(share)


@pytest.mark.parametrize("typed", ["", "nan", "49", "101", "many"])
def test_what_is_no_share_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="50 to 100"):
        percent(typed)
