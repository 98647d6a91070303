"""Search: type first, the list follows, escape peels one layer at a time."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, lines, picture, seen
from trtui.desk import clients
from trtui.domain.errors import Invalid
from trtui.ui import desk_place
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.queue import QueuePlace
from trtui.ui.screens.search import SearchPlace


def stocked(agency: Agency) -> tuple[int, int]:
    """Make Brookhill with Dana, and two more of the name; return Brookhill and Dana."""
    brookhill = agency.a_client("Brookhill Logistics Ltd", town="Leeds", phone="0113 496 0100")
    dana = agency.a_contact(
        "Dana Whitlock", at=brookhill, csi="A", phone="0113 496 0142", job_title="Ops director"
    )
    agency.a_client("Brook & Hill Solicitors", town="Bath")
    agency.a_client("Brookhill Care Group", town="York")
    return brookhill, dana


async def test_the_box_takes_typing_at_once_and_a_typo_is_forgiven_and_said(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        assert isinstance(app.screen, SearchPlace) and app.screen.focused is app.screen.box
        await pilot.press(*"brok hill")
        await seen(app, "typo-tolerant")
        for name in ("Brookhill Logistics Ltd", "Brook & Hill Solicitors", "Brookhill Care Group"):
            await seen(app, name)


async def test_a_contact_stands_under_its_client_and_opens_there(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"dana")
        await seen(app, "↳ Dana Whitlock")
        above = lines(app)[next(at for at, line in enumerate(lines(app)) if "↳ Dana" in line) - 1]
        assert "Brookhill Logistics Ltd" in above
        await idle(app)
        await pilot.press("enter")
        await seen(app, "▸2 Contacts")
        await seen(app, "▌  ★ Dana Whitlock")


async def test_enter_on_a_query_for_a_person_opens_the_person(agency: Agency) -> None:
    client = agency.a_client("Bright Jobs Ltd")
    for name in ("Ann Lee", "Cat Hill", "Jo Bright"):
        agency.a_contact(name, at=client)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"jo bright", "enter")
        await seen(app, "▸2 Contacts")
        drawn = await seen(app, "▌    Jo Bright")
        assert "★ Ann Lee" in drawn
        await pilot.press("escape")
        await seen(app, "▸ jo bright")
        await pilot.press("slash", *"bright jobs", "enter")
        await seen(app, "▸1 Overview")


async def test_the_key_to_the_box_is_no_text_in_an_empty_box(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press("slash", *"town:leeds")
        await seen(app, "Brookhill Logistics Ltd")
        assert place.box.value == "town:leeds"
        await pilot.press("slash")
        assert place.box.value == "town:leeds/"


async def test_a_filter_that_means_nothing_is_said_where_the_rows_would_stand(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        for typed, said in {
            "csi:z": "csi:z is unknown; use a, b, c, d, any or none",
            "due:soon": "due:soon is unknown; use late, overdue, today, week, month, 9d, 2w or none",
            "foo:bar": "foo: is no filter; use status: csi: owner: tag: due: town: stage: level: is:",
            "owner:zorro": "No user is called “zorro”; use me, nobody, jo, max, priya or sam",
        }.items():
            await pilot.press("slash", *typed)
            drawn = await seen(app, said)
            assert said in " ".join(" ".join(drawn.splitlines()[3:-3]).split()), typed
            await pilot.press("escape", "escape", "slash")
        await pilot.press(*"brook csi:z")
        drawn = await seen(app, "csi:z is unknown; use a, b, c, d, any or none · ")
        assert "Brookhill Care Group" in drawn


@pytest.mark.parametrize("typed", ["0113 496 0142", "01134960142", "+44 113 496 0142", "496 0142"])
async def test_a_number_is_found_in_any_written_form(agency: Agency, typed: str) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*typed.replace(" ", "_").replace("_", " "))
        await seen(app, "Dana Whitlock")


async def test_arrows_move_in_the_list_without_leaving_the_box(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        place = app.screen
        assert isinstance(place, SearchPlace)
        before = place.results.cursor
        await pilot.press("down")
        assert place.results.cursor == before + 1 and place.focused is place.box
        await pilot.press("s")
        assert place.box.value == "brooks"


async def test_escape_leaves_the_box_and_a_second_one_clears_it(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook")
        await seen(app, "Brookhill Care Group")
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press("escape")
        assert place.focused is place.results and place.box.value == "brook"
        await pilot.press("escape")
        assert place.focused is place.results and place.box.value == ""
        await pilot.press("escape", "escape")
        assert place.focused is place.results and place.box.value == ""


@pytest.mark.parametrize("escapes", [1, 2, 3])
async def test_from_the_start_screen_escape_gives_the_letters_to_the_list(
    agency: Agency, escapes: int
) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*["escape"] * escapes, "g", "q")
        await wait_until(lambda: isinstance(app.screen, QueuePlace))


async def test_a_letter_that_is_no_key_of_the_list_goes_into_the_box(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press(*"brook", "escape", "w")
        assert place.focused is place.box and place.box.value == "brookw"
        await pilot.press("j", "escape", "escape", "0", *"113")
        assert place.box.value == "0113"


async def test_escape_in_the_box_keeps_the_marks(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press(*"brook", "escape")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        await pilot.press("space", "backslash", "escape")
        assert place.focused is place.results and len(place.results.marks) == 1
        await pilot.press("escape")
        assert not len(place.results.marks) and place.box.value.strip() == "brook"


async def test_back_from_a_record_the_list_has_the_keys_and_slash_goes_to_the_box(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press(*"brook")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        await pilot.press("enter")
        await seen(app, "▸1 Overview")
        await pilot.press("escape")
        await seen(app, "▸ brook")
        before = place.results.cursor
        await pilot.press("j", "j", "k")
        assert place.results.cursor == before + 1 and place.box.value == "brook"
        await pilot.press("minus")
        await seen(app, "▸1 Overview")
        await pilot.press("minus")
        await seen(app, "▸ brook")
        assert place.focused is place.results
        await pilot.press("slash")
        assert place.focused is place.box
        await pilot.press("escape")
        assert place.focused is place.results and place.box.value == "brook"
        await pilot.press("escape")
        assert place.box.value == ""


async def test_the_filter_key_goes_on_with_another_word(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press(*"brook", "escape", "o", "backslash")
        await seen(app, "by name ▲")
        assert place.box.value == "brook "
        await pilot.press("escape", "backslash", *"care")
        assert place.box.value == "brook care"
        await seen(app, "1 of 1")
        assert "by name" not in picture(app)
        await pilot.press("escape", "escape", "escape", "backslash")
        assert place.box.value == ""


async def test_at_the_end_of_a_cut_list_more_is_read_and_the_cursor_stays(agency: Agency) -> None:
    for number in range(75):
        agency.a_client(f"Acme {number:03} Ltd")
    async with at_work(agency) as (app, pilot):
        place = app.screen
        assert isinstance(place, SearchPlace)
        await pilot.press(*"acme", "escape")
        await seen(app, "first 60")
        await idle(app)
        await pilot.press("*")
        await seen(app, "Marked the 60 that are shown, not all that match")
        await pilot.press("escape", "G")
        last = place.results.current
        await seen(app, "75 of 75")
        assert place.results.total == 75
        assert last is not None and place.results.current is not None
        assert place.results.current.key == last.key
        await pilot.press("*")
        await seen(app, "✓ 75 marked")
        assert "not all" not in picture(app)
        await pilot.press("escape", "backslash", "backspace", "backspace")
        await seen(app, "first 60")


async def test_a_wide_terminal_shows_whole_names_and_each_number_once(agency: Agency) -> None:
    client = agency.a_client("Brookhill Cold Storage Ltd", town="Leeds")
    agency.a_contact("Dana Whitlock", at=client, csi="A", phone="0113 496 0142")
    async with at_work(agency, (160, 40)) as (app, pilot):
        drawn = await seen(app, "Due today (1)")
        (row,) = (line[:110] for line in drawn.splitlines() if line.startswith("▌  Dana Whitlock"))
        assert "Brookhill Cold Storage Ltd" in row
        assert row.count("0113 496 0142") == 1
    async with at_work(agency, (200, 40)) as (app, pilot):
        await pilot.press(*"dana")
        drawn = await seen(app, "↳ Dana Whitlock")
        assert "Phone" in drawn
        (row,) = (line[:150] for line in drawn.splitlines() if "↳ Dana Whitlock" in line)
        assert row.count("0113 496 0142") == 1


async def test_the_peek_goes_on_below_where_a_line_is_too_long(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd", town="Leeds")
    agency.a_contact(
        "Dana Whitlock", at=client, csi="A", job_title="Director of operations and of human resources"
    )
    async with at_work(agency, (160, 40)) as (app, pilot):
        await pilot.press(*"brookhill")
        await seen(app, "Director of")
        await idle(app)
        peek = "\n".join(line[114:].replace("│", " ") for line in lines(app))
        assert " ".join(peek.split()).count("Director of operations and of human resources") == 1


async def test_the_menu_says_in_full_why_nothing_can_be_done(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await idle(app)
        await pilot.press("escape", "full_stop")
        drawn = await seen(app, "Change owner")
        assert "Actions · Choose a client first" in drawn


async def test_what_was_not_found_becomes_the_name_of_a_new_client(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"zymurgy")
        await seen(app, "No match")
        await pilot.press("escape", "n")
        await seen(app, "New client")
        await seen(app, "zymurgy")


async def test_an_empty_store_says_what_to_do(agency: Agency) -> None:
    async with at_work(agency) as (app, _):
        await seen(app, "No clients yet")
        assert "n" in picture(app)


async def test_an_empty_box_shows_whom_to_call_today(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, _):
        await seen(app, "Due today (1)")
        await seen(app, "Dana Whitlock")
        await seen(app, "1 due")


async def test_marked_contacts_get_a_code_together_and_one_undo(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Ravi Menon", at=client)
    agency.a_contact("Ravi Singh", at=client)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"ravi")
        await seen(app, "Ravi Singh")
        await idle(app)
        await pilot.press("escape", "space", "space", "K", "b")
        await seen(app, "Code B for Ravi ")
        await idle(app)
        codes = "SELECT count(*) FROM contact WHERE csi = 'B'"
        assert agency.sam.read_now(lambda look: look.db.value(codes)) == 2
        await pilot.press("u")
        await seen(app, "Undone")
        assert agency.sam.read_now(lambda look: look.db.value(codes)) == 0


async def test_a_client_that_is_not_for_me_is_not_shown(agency: Agency) -> None:
    from trtui.desk import clients
    from trtui.domain.policy import Visibility

    hidden = agency.a_client("Hidden Haulage Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, hidden, Visibility.OWNER)
    async with at_work(agency, login="jo") as (app, pilot):
        await pilot.press(*"hidden")
        await seen(app, "No match")


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
async def test_bad_data_is_plain_text_in_the_list_and_beside_it(
    agency: Agency, size: tuple[int, int]
) -> None:
    kept = 0
    for text in EVIL.values():
        try:
            client = agency.a_client(f"Acme {text}"[:180])
            agency.a_contact(f"Dana {text}"[:180], at=client)
            kept += 1
        except Invalid:
            continue
    assert kept > 25
    async with at_work(agency, size) as (app, pilot):
        await pilot.press(*"acme")
        await seen(app, "Acme")
        await idle(app)
        await pilot.press("escape")
        for _ in range(kept):
            await pilot.press("j")
        await idle(app)
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines(app) for char in line)
        assert app.is_running


async def test_search_again_from_anywhere_keeps_what_was_typed(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook")
        await seen(app, "Brookhill Care Group")
        await pilot.press("enter")
        await seen(app, "▸1 Overview")
        assert isinstance(app.screen, ClientPlace)
        await pilot.press("slash")
        await seen(app, "▸ brook")
        assert isinstance(app.screen, SearchPlace)


async def test_next_and_previous_walk_through_the_list_i_came_from(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brookhill")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        await pilot.press("enter")
        await seen(app, "[client 1/3 of search]")
        first = lines(app)[0]
        await pilot.press("right_square_bracket")
        await seen(app, "[client 2/3 of search]")
        assert lines(app)[0] != first
        await pilot.press("left_square_bracket")
        await seen(app, "[client 1/3 of search]")
        await pilot.press("left_square_bracket")
        await seen(app, "The end of the list")
        await pilot.press("escape")
        await seen(app, "▸ brookhill")
        await pilot.press("minus")
        await seen(app, "▸1 Overview")


async def test_results_are_sorted_the_order_is_said_and_the_walk_follows_it(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook", "escape")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        place = app.screen
        assert isinstance(place, SearchPlace)
        for order in ("by name ▲", "by next call ▲", "by status ▲", "by town ▲"):
            await pilot.press("o")
            await seen(app, order)
        await pilot.press("O")
        await seen(app, "by town ▼")
        clients = [row for row in place.results.rows if row.depth == 0]
        assert [place._hits[row.key].where for row in clients] == ["York", "Leeds", "Bath"]
        assert place.results.rows[2].depth == 1, "Dana stays under her client"
        await pilot.press("g", "g", "enter")
        await seen(app, "[client 1/3 of search]")
        await seen(app, "Brookhill Care Group")
        await pilot.press("right_square_bracket")
        await seen(app, "Brookhill Logistics Ltd")


async def test_typing_on_puts_the_best_match_first_again(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook", "escape", "o")
        await seen(app, "by name ▲")
        await pilot.press("backslash", *"hill")
        await seen(app, "Brookhill")
        await idle(app)
        assert "by name" not in picture(app)


async def test_marked_results_are_opened_one_after_the_other(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook", "escape")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        place = app.screen
        assert isinstance(place, SearchPlace)
        names = [place._hits[row.key].name for row in place.results.rows if row.depth == 0]
        await pilot.press("G", "space", "g", "g", "space")
        await seen(app, "✓ 2 marked")
        await pilot.press("enter")
        await seen(app, "‹ Search")
        await seen(app, "[1/2 of marked]")
        assert names[0] in lines(app)[0]
        await pilot.press("right_square_bracket")
        await seen(app, "[2/2 of marked]")
        assert names[-1] in lines(app)[0]


async def test_marked_clients_change_hands_and_tags_together_each_with_one_undo(agency: Agency) -> None:
    for name in ("Acme Freight", "Acme Haulage"):
        agency.a_client(name)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"acme", "escape")
        await seen(app, "Acme Haulage")
        await idle(app)
        await pilot.press("*", "full_stop")
        await seen(app, "Change owner")
        await pilot.press("s")
        await seen(app, "This takes one client; 2 are marked")
        assert app.can("client.override") is not None, "nor does the palette or help offer it"
        await pilot.press("o", *"priya", "enter")
        await seen(app, "2 clients given to Priya Shah. u undoes.")
        await idle(app)
        owners = "SELECT u.login FROM client k JOIN user_account u ON u.id = k.owner_id ORDER BY k.id"
        assert agency.sam.read_now(lambda look: look.db.column(owners)) == ["priya", "priya"]
        await pilot.press("u")
        await seen(app, "Undone")
        await idle(app)
        assert agency.sam.read_now(lambda look: look.db.column(owners)) == ["sam", "sam"]

        await pilot.press("full_stop", "t", "enter", *"summer", "enter")
        await seen(app, "Tagged summer: 2 clients")
        await idle(app)
        await pilot.press("full_stop", "t", *"summer", "enter", "t")
        await seen(app, "Took the tag summer off 2 clients")


async def test_archiving_several_asks_once_and_never_mixes_clients_with_contacts(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook", "escape")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        await pilot.press("*", "x")
        await seen(app, "Archive one kind at a time")
        await pilot.press("escape", "g", "g", "space", "G", "space", "x")
        await seen(app, "Archive Brookhill Logistics Ltd and Brookhill Care Group?")
        await pilot.press("y")
        await seen(app, "Archived Brookhill Logistics Ltd and Brookhill Care Group. u")
        await idle(app)
        assert "marked" not in picture(app)


async def test_marked_results_are_copied_one_line_each(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"dana", "escape")
        await seen(app, "↳ Dana Whitlock")
        await idle(app)
        await pilot.press("*", "y")
        await seen(app, "Copy of 2 records, one line each")
        await pilot.press("l")
        await seen(app, "Copied whole lines: 2 lines")
        assert app.clipboard.splitlines() == [
            "Brookhill Logistics Ltd, Leeds, 0113 496 0100",
            "Dana Whitlock, Brookhill Logistics Ltd, Ops director, 0113 496 0142",
        ]


async def test_who_comes_back_after_a_while_sees_what_others_did(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    brookhill, _ = stocked(agency)
    monkeypatch.setattr(desk_place, "FRESH", 0.0)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brookhill", "enter")
        await seen(app, "▸1 Overview")
        form = agency.priya.read_now(clients.values, brookhill)
        agency.priya.write_now(
            clients.edit,
            brookhill,
            form.values,
            {**form.values, "name": "Brookhill Haulage Ltd"},
            form.version,
        )
        await pilot.press("escape")
        await seen(app, "Brookhill Haulage Ltd")
