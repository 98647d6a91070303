"""New client: a form that is compared while it is typed, and what becomes of likely duplicates."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, lines, picture, seen
from trtui.desk import clients, drafts, duplicates, sections, summary
from trtui.domain.errors import StoreUnavailable
from trtui.domain.policy import Visibility
from trtui.ui.app import Workspace
from trtui.ui.dialogs import FormDialog
from trtui.ui.screens import drafting
from trtui.ui.screens import new_client as new_client_module
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.new_client import NewClientPlace
from trtui.ui.screens.search import SearchPlace
from trtui.ui.text import safe

CONTROLS = "\x1b\x07\x9b\u202e\u2067\x00"
"""What a terminal acts on; none of it may reach one."""


@pytest.fixture
def brookhill(agency: Agency) -> int:
    return agency.a_client(
        "Brookhill Logistics Ltd", town="Leeds", postcode="LS10 1AB", phone="0113 496 0100"
    )


async def new_client(app: Workspace, name: str = "") -> NewClientPlace:
    await app.visit_new_client(name)
    place = app.screen
    assert isinstance(place, NewClientPlace)
    await wait_until(lambda: place.form.rows["name"].box.has_focus)
    await idle(app)
    return place


async def type_in(app: Workspace, pilot: Driver, text: str) -> None:
    await pilot.press(*text)
    await idle(app)


def named(agency: Agency, name: str) -> int:
    return agency.sam.read_now(
        lambda look: int(look.db.value("SELECT count(*) FROM client WHERE name = :n", n=name))
    )


async def in_menu(app: Workspace) -> str:
    return await seen(app, "Back to the form")


async def test_a_new_client_is_saved_with_all_that_was_typed_and_its_summary_opens(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        for text in (
            "Nordfrakt Ltd",
            "4418292",
            "nordfrakt.example",
            "0113 496 0142",
            "1 Quay",
            "Leeds",
            "ls101ab",
        ):
            await pilot.press(*text, "enter")
        await seen(app, "Added Nordfrakt Ltd. u undoes.")
        assert isinstance(app.screen, ClientPlace)
        head = agency.sam.read_now(summary.summary, app.screen.client_id)
        assert (head.name, head.number, head.town, head.postcode) == (
            "Nordfrakt Ltd",
            "04418292",
            "Leeds",
            "LS10 1AB",
        )
        assert head.phone and head.website
        await idle(app)
        await pilot.press("escape")
        await wait_until(
            lambda: isinstance(app.screen, SearchPlace), what="the form is left, not under the summary"
        )


async def test_adding_is_undone_from_the_summary_that_opened(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        await pilot.press(*"Nordfrakt Ltd", "ctrl+s")
        await seen(app, "Added Nordfrakt Ltd")
        await idle(app)
        await pilot.press("u")
        await seen(app, "Undone: Add Nordfrakt Ltd")
        assert named(agency, "Nordfrakt Ltd") == 0


async def test_likely_matches_show_with_reasons_while_the_name_is_typed(
    agency: Agency, brookhill: int
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await seen(app, "Type a name, number or website")
        await type_in(app, pilot, "Brook-Hill Logistic")
        drawn = await seen(app, "Brookhill Logistics Ltd")
        match = place.matches.current
        assert match is not None and match.client_id == brookhill and match.reasons
        assert f"{round(match.score * 100)} {match.strength}" in drawn
        assert "LS10 1AB" in drawn and "Sam" in drawn
        assert "written together or" in drawn
        await pilot.press("ctrl+u")
        await type_in(app, pilot, "Quaxwell")
        await seen(app, "No similar client found")


async def test_a_slow_check_never_holds_up_typing_and_only_the_last_answer_counts(
    agency: Agency, brookhill: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, go_on, asked = duplicates.check, threading.Event(), []

    def slow(look: Any, question: Any, **options: Any) -> Any:
        asked.append(question.name)
        go_on.wait(20)
        return real(look, question, **options)

    monkeypatch.setattr(duplicates, "check", slow)
    monkeypatch.setattr(new_client_module, "SLOW", 0.01)
    async with at_work(agency) as (app, pilot):
        place = await new_client_at_once(app)
        await pilot.press(*"Brookhill")
        assert place.form.text("name") == "Brookhill"
        await seen(app, "comparing …")
        await pilot.press(*" Logistics")
        assert place.form.text("name") == "Brookhill Logistics"
        go_on.set()
        await seen(app, "likely Brookhill")
        await idle(app)
        assert asked[-1] == "Brookhill Logistics" and len(asked) < len("Brookhill Logistics")
        assert "comparing" not in picture(app)


async def new_client_at_once(app: Workspace) -> NewClientPlace:
    await app.visit_new_client()
    place = app.screen
    assert isinstance(place, NewClientPlace)
    await wait_until(lambda: place.form.rows["name"].box.has_focus)
    return place


async def test_a_check_that_fails_says_so_beside_the_form_and_typing_goes_on(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise StoreUnavailable("The store cannot be read now. Try again.")

    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        monkeypatch.setattr(duplicates, "check", broken)
        await pilot.press(*"Acme")
        await seen(app, "✖ The store cannot be read now")
        assert place.form.text("name") == "Acme"


# The match


async def test_the_match_opens_and_what_was_typed_waits(agency: Agency, brookhill: int) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics")
        await pilot.press("tab", *"x")
        await pilot.press("ctrl+o")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))
        assert isinstance(app.screen, ClientPlace) and app.screen.client_id == brookhill
        await wait_until(lambda: agency.sam.read_now(drafts.waiting), what="it is kept as a draft too")
        await idle(app)
        await pilot.press("escape")
        await wait_until(lambda: app.screen is place)
        assert (place.form.text("name"), place.form.text("number")) == ("Brookhill Logistics", "x")


async def test_without_a_match_there_is_nothing_to_open(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        await pilot.press("ctrl+o")
        await seen(app, "No similar client found")
        await pilot.press("ctrl+t")
        assert isinstance(app.screen, NewClientPlace)


async def test_page_keys_choose_among_several_matches(agency: Agency, brookhill: int) -> None:
    second = agency.a_client("Brookhill Logistics (Bath) Ltd", town="Bath")
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics")
        await seen(app, "choose another")
        assert place.matches.current is not None
        first_seen = place.matches.current.client_id
        await pilot.press("pagedown")
        assert place.matches.current.client_id == ({brookhill, second} - {first_seen}).pop()
        await pilot.press("pagedown", "pagedown", "ctrl+o")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))
        assert isinstance(app.screen, ClientPlace) and app.screen.client_id != first_seen


async def test_what_was_typed_becomes_a_site_of_the_match(agency: Agency, brookhill: int) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics Bath")
        await pilot.press(
            *["tab"] * 3, *"01225 496 0100", "tab", *"2 Mill Lane", "tab", *"Bath", "tab", *"ba11aa"
        )
        await seen(app, "Brookhill Logistics Ltd")
        await idle(app)
        await pilot.press("ctrl+t")
        await seen(app, "Added as a site, without the number. u undoes.")
        assert isinstance(app.screen, ClientPlace) and app.screen.section.name == "sites"
        await seen(app, "Mill Lane")
        found = agency.sam.read_now(sections.sites, brookhill)
        assert {"Bath", "Leeds"} <= {one.town for one in found}
        assert agency.sam.read_now(drafts.waiting) == ()
        assert named(agency, "Brookhill Logistics Bath") == 0


async def test_a_site_needs_an_address(agency: Agency, brookhill: int) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics")
        await pilot.press("ctrl+t")
        await seen(app, "✖ Type a town")
        assert place.form.rows["town"].box.has_focus


async def test_a_client_that_is_not_for_the_user_is_named_with_its_owner_only(agency: Agency) -> None:
    hidden = agency.a_client(
        "Brookhill Logistics Ltd", by=agency.priya, town="Leeds", postcode="LS10 1AB", phone="0113 496 0100"
    )
    agency.sam.write_now(clients.set_access, hidden, Visibility.OWNER)
    async with at_work(agency, (160, 24), login="jo") as (app, pilot):
        await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics")
        drawn = await seen(app, "no access: ask Priya Shah")
        assert "LS10" not in drawn and "0113" not in drawn
        await pilot.press("ctrl+o")
        await seen(app, "You have no access: ask Priya Shah")
        assert isinstance(app.screen, NewClientPlace)


async def test_an_archived_client_is_shown_as_such(agency: Agency, brookhill: int) -> None:
    agency.sam.write_now(clients.archive, [brookhill])
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics")
        await seen(app, "archived ·")


# Saving over likely duplicates


async def saved_as_duplicate(app: Workspace, pilot: Driver) -> NewClientPlace:
    place = await new_client(app)
    await type_in(app, pilot, "Brookhill Logistics")
    await pilot.press("ctrl+s")
    await in_menu(app)
    return place


async def test_a_likely_duplicate_can_be_opened_in_place_of_being_saved(
    agency: Agency, brookhill: int
) -> None:
    async with at_work(agency) as (app, pilot):
        await saved_as_duplicate(app, pilot)
        assert "Probably there already: Brookhill Logistics Ltd" in picture(app)
        await pilot.press("o")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))
        assert named(agency, "Brookhill Logistics") == 0


async def test_back_to_the_form_keeps_everything(agency: Agency, brookhill: int) -> None:
    async with at_work(agency) as (app, pilot):
        place = await saved_as_duplicate(app, pilot)
        await pilot.press("a")
        await seen(app, "Type a town or a postcode first")
        await pilot.press("b")
        await idle(app)
        assert app.screen is place and place.form.text("name") == "Brookhill Logistics"
        await pilot.press("ctrl+s")
        await in_menu(app)
        await pilot.press("escape")
        await idle(app)
        assert app.screen is place and named(agency, "Brookhill Logistics") == 0


async def test_really_new_asks_for_the_reason_and_remembers_it(agency: Agency, brookhill: int) -> None:
    async with at_work(agency) as (app, pilot):
        await saved_as_duplicate(app, pilot)
        await pilot.press("n")
        assert "Really new" in picture(app), "a letter of a name that is typed ahead chooses nothing"
        await pilot.press("N")
        await wait_until(
            lambda: isinstance(app.screen, FormDialog) and app.screen.form.rows["reason"].box.has_focus
        )
        await pilot.press("x", "enter")
        await seen(app, "Say it in a few words")
        await pilot.press(*" other owners", "enter")
        await seen(app, "Added Brookhill Logistics. u undoes.")
        assert named(agency, "Brookhill Logistics") == 1
        reasons = agency.sam.read_now(lambda look: look.db.column("SELECT reason FROM not_duplicate"))
        assert reasons == ["x other owners"]


async def test_the_menu_adds_a_site_too(agency: Agency, brookhill: int) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await type_in(app, pilot, "Brookhill Logistics")
        place.form.set_text("town", "Bath")
        await idle(app)
        await pilot.press("ctrl+s")
        await in_menu(app)
        await pilot.press("a")
        await seen(app, "Added as a site. u undoes.")


async def test_saving_twice_in_one_breath_saves_once(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        await pilot.press(*"Nordfrakt", "ctrl+s", "ctrl+s", "f10")
        await seen(app, "Added Nordfrakt")
        await idle(app)
        assert named(agency, "Nordfrakt") == 1


async def test_what_cannot_be_saved_stands_at_its_field(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await pilot.press("ctrl+s")
        await seen(app, "✖ Name is needed")
        await pilot.press(*"Nordfrakt", "tab", *"12x!", "ctrl+s")
        await wait_until(lambda: place.form.rows["number"].error.display)
        assert place.form.rows["number"].box.has_focus and named(agency, "Nordfrakt") == 0


async def test_how_numbers_are_read_is_shown_beside_them(agency: Agency) -> None:
    async with at_work(agency, (120, 24)) as (app, pilot):
        await new_client(app)
        await pilot.press("tab", *"4418292", "tab", "tab", *"01134960142", "tab", "tab", "tab", *"ls101ab")
        await seen(app, "0113 496 0142")
        drawn = await seen(app, "LS10 1AB")
        assert "04418292" in drawn and "0113 496 0142" in drawn


# Leaving, and coming back


async def test_escape_twice_drops_what_was_typed(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await type_in(app, pilot, "Nordfrakt")
        await pilot.press("escape")
        await seen(app, "Press again to leave without saving")
        assert app.screen is place
        await pilot.press("escape")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))
        await idle(app)
        assert agency.sam.read_now(drafts.waiting) == ()


async def test_an_untouched_form_is_left_at_once(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app, "Nordfrakt")
        await pilot.press("escape")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))


async def test_the_name_searched_for_in_vain_is_the_name_of_the_new_client(
    agency: Agency, brookhill: int
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app, "Brookhill Logistics")
        assert place.form.text("name") == "Brookhill Logistics"
        await seen(app, "Brookhill Logistics Ltd")


async def test_a_draft_survives_leaving_by_another_way_and_a_new_start(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await pilot.press(*"Nordfrakt", "tab", *"0441")
        assert "Nordfrakt" in place.drafts()["client:new"]
        await app.act_go("search")
        await wait_until(lambda: agency.sam.read_now(drafts.waiting))
        await idle(app)
    agency.clock.advance(minutes=5)
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await seen(app, "Restored your unsaved draft from today")
        assert (place.form.text("name"), place.form.text("number")) == ("Nordfrakt", "0441")
        await pilot.press("ctrl+u", "escape", "escape")
        await wait_until(lambda: not agency.sam.read_now(drafts.waiting))
        await idle(app)


async def test_a_pause_in_typing_keeps_the_draft_against_a_sudden_end(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafting, "PAUSE", 0.01)
    async with at_work(agency) as (app, pilot):
        await new_client(app)
        await pilot.press(*"Nordfrakt")
        await wait_until(lambda: agency.sam.read_now(drafts.waiting))
        await wait_until(lambda: "Nordfrakt" in (agency.sam.read_now(drafts.kept, "client:new") or [""])[0])
        await idle(app)


@pytest.mark.parametrize(("key", "name", "waiting"), [("g", "Nordfrakt", 1), ("d", "Acme", 0)])
async def test_another_name_asks_what_becomes_of_the_draft(
    agency: Agency, key: str, name: str, waiting: int
) -> None:
    agency.sam.operate_now(drafts.keep, "client:new", '{"name": "Nordfrakt", "town": "Bath"}')
    async with at_work(agency) as (app, pilot):
        await app.visit_new_client("Acme")
        await seen(app, "You began to add “Nordfrakt”")
        place = app.screen
        assert isinstance(place, NewClientPlace)
        await pilot.press(key)
        await wait_until(lambda: place.form.text("name") == name)
        await idle(app)
        assert place.form.text("town") == ("Bath" if waiting else "")
        assert len(agency.sam.read_now(drafts.waiting)) == waiting


@pytest.mark.parametrize("words", ["", "[1]", "nonsense", '{"name": 3, "gone": "x"}', "{}"])
async def test_a_draft_that_cannot_be_read_is_no_trouble(agency: Agency, words: str) -> None:
    agency.sam.operate_now(drafts.keep, "client:new", words)
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        await pilot.press("!")
        assert place.form.text("name").endswith("!")
        await idle(app)


# Sizes and bad data


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10), (60, 20)])
async def test_form_and_match_are_both_in_sight(
    agency: Agency, brookhill: int, size: tuple[int, int]
) -> None:
    async with at_work(agency, size) as (app, pilot):
        await new_client(app)
        await type_in(app, pilot, "Brookhill Log")
        drawn = await seen(app, "Brookhill Logistics Ltd")
        assert "Name *" in drawn and "Brookhill Log " in drawn
        assert all(len(line) <= size[0] for line in lines(app))
        await pilot.press(*["tab"] * 6)
        await seen(app, "Postcode")
        assert "Brookhill Logistics Ltd" in picture(app), "the match stays in sight"


async def test_bad_texts_are_drawn_as_plain_text_in_every_field(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        for attack, text in EVIL.items():
            for name in place.form.rows:
                place.form.set_text(name, text)
            await idle(app)
            await pilot.pause()
            assert not any(char in picture(app) for char in CONTROLS), attack


@pytest.mark.parametrize(
    "attack", ["markup action", "NUL", "very long", "bidi override", "clipboard escape", "emoji"]
)
async def test_bad_texts_are_saved_as_plain_text_or_refused_at_their_field(
    agency: Agency, attack: str
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await new_client(app)
        place.form.set_text("name", EVIL[attack])
        place.form.set_text("town", EVIL[attack])
        await idle(app)
        await pilot.press("ctrl+s")
        await wait_until(lambda: has_answered(app, place))
        await idle(app)
        assert not any(char in picture(app) for char in CONTROLS)


def has_answered(app: Workspace, place: NewClientPlace) -> bool:
    """Tell whether a save led to the summary, to an error at a field or to the menu of likely duplicates."""
    refused = any(row.error.display for row in place.form.rows.values())
    return refused or app.screen is not place or "Back to the form" in picture(app)


async def test_a_match_with_a_bad_name_is_drawn_as_plain_text(agency: Agency) -> None:
    agency.a_client(EVIL["markup action"] + " Brookhill Logistics", town=EVIL["closing tag"])
    async with at_work(agency, (160, 50)) as (app, pilot):
        await new_client(app)
        await type_in(app, pilot, "Acme Brookhill Logistics")
        await seen(app, safe(EVIL["markup action"])[:30])
