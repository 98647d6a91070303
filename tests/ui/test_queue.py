"""Call queue: enter takes a call, a digit and enter record it and bring the next; others are seen."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, lines, picture, seen
from trtui.desk import assignment, claims, sections
from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.ui.app import Workspace
from trtui.ui.screens.queue import QueuePlace


def three_due(agency: Agency) -> dict[str, int]:
    """Make three clients, each with a coded contact who is due, in the order A, B, C."""
    found = {}
    for name, person, code, phone in (
        ("Acme Freight Ltd", "Ann Archer", "A", "0113 496 0142"),
        ("Birch Care Ltd", "Ben Birch", "B", "0114 496 0107"),
        ("Cole & Sons", "Cy Cole", "C", "0117 496 0011"),
    ):
        client = agency.a_client(name)
        found[person] = agency.a_contact(person, at=client, csi=code, phone=phone)
    return found


async def in_the_queue(app: Workspace) -> QueuePlace:
    await app.visit_queue()
    await idle(app)
    assert isinstance(app.screen, QueuePlace)
    return app.screen


def touches(agency: Agency) -> list[tuple[str, str]]:
    return agency.sam.read_now(
        lambda look: look.db.rows(
            "SELECT c.name, t.outcome FROM touch t JOIN contact c ON c.id = t.contact_id ORDER BY t.id"
        )
    )


async def test_two_keys_per_call(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        for person, digit, said in (
            ("Ann Archer", "1", "Conversation, Ann Archer"),
            ("Ben Birch", "5", "Voicemail, Ben Birch"),
            ("Cy Cole", "6", "No answer, Cy Cole"),
        ):
            await wait_until(
                lambda who=person: place.call.claimed is not None and place.call.claimed.contact == who
            )
            await idle(app)
            await pilot.press(digit)
            await seen(app, "↵ save and next")
            await pilot.press("enter")
            await seen(app, said)
        await seen(app, "3 attempts · 1 conversation")
        assert touches(agency) == [
            ("Ann Archer", "conversation"),
            ("Ben Birch", "voicemail"),
            ("Cy Cole", "no_answer"),
        ]


async def test_the_next_call_is_shown_and_can_be_changed_in_the_line(agency: Agency) -> None:
    people = three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("1")
        await seen(app, "Conversation → next call ▸  24 Dec")
        await seen(app, "(monthly, code A)")
        await pilot.press(*"sometime")
        await pilot.press("enter")
        await seen(app, "✖")
        assert touches(agency) == [], "nothing is recorded with a date that nobody understands"
        await pilot.press("ctrl+u", *"+3d", "enter")
        await seen(app, "Conversation, Ann Archer → Fri 27 Nov")
        (ann,) = [
            one for one in agency.sam.read_now(sections.contacts, 1) if one.contact_id == people["Ann Archer"]
        ]
        assert ann.due_kind == "next"


async def test_the_queue_narrows_while_its_filter_is_typed_and_the_session_keeps_it(agency: Agency) -> None:
    people = three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("backslash")
        await seen(app, "Filter ▸")
        await pilot.press(*"csi:b")
        await seen(app, "1 due · My calls · filter: csi:b")
        assert [row.key for row in place.calls.rows] == [("contact", people["Ben Birch"])]
        await pilot.press("enter", "enter")
        await wait_until(lambda: place.call.claimed is not None)
        assert place.call.claimed and place.call.claimed.contact == "Ben Birch"
        await idle(app)
        await pilot.press("escape")
        await seen(app, "Call released")
        await pilot.press("escape")
        await wait_until(lambda: app.screen is not place)
        again = await in_the_queue(app)
        await seen(app, "filter: csi:b")
        await pilot.press("backslash")
        await wait_until(lambda: again.query_one("#filter-line").display)
        await pilot.press(*" ann", "escape")
        await seen(app, "3 due · My calls")
        assert "filter:" not in picture(app)


async def test_a_filter_that_is_not_understood_is_said_while_it_is_typed(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        await in_the_queue(app)
        await pilot.press("backslash", *"csi:z")
        await seen(app, "csi:z is unknown; use a, b, c, d, any or none")
        assert picture(app).count("csi:z is unknown") == 2, "in place of the calls, and below"
        await pilot.press("escape", "backslash", *"foo:bar")
        drawn = await seen(app, "foo: is no filter")
        assert "town: stage: level: is:" in drawn
        await pilot.press("escape")
        await seen(app, "3 due")


async def test_the_filter_key_edits_what_is_kept(agency: Agency) -> None:
    people = three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("backslash", *"csi:a", "enter")
        await seen(app, "filter: csi:a")
        await pilot.press("backslash", *"csi:b")
        await seen(app, "filter: csi:b")
        assert [row.key for row in place.calls.rows] == [("contact", people["Ben Birch"])]
        await pilot.press("enter", "backslash", "end", *",c", "enter")
        await seen(app, "filter: csi:b,c")


async def test_of_a_meeting_the_line_asks_for_the_meeting(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("2")
        await seen(app, "Meeting booked → meeting ▸  Tue 1 Dec 10:00")
        await seen(app, "(call Wed 2 Dec, the day after)")
        await pilot.press("enter")
        await seen(app, "Meeting booked, Ann Archer → Tue 1 Dec 10:00 (call Wed 2 Dec")


async def test_undo_takes_the_outcome_back_and_the_call_in_hand_again(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("0")
        await seen(app, "Do not call")
        await pilot.press("enter")
        await seen(app, "Do not call, Ann Archer")
        await pilot.press("escape")
        await seen(app, "Call released")
        await pilot.press("u")
        await wait_until(
            lambda: place.call.claimed is not None and place.call.claimed.contact == "Ann Archer"
        )
        assert touches(agency) == []
        assert agency.sam.read_now(lambda look: look.db.value("SELECT count(*) FROM objection")) == 0


async def test_escape_leaves_the_line_then_the_call_then_the_queue(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("4")
        await seen(app, "Call back agreed")
        await pilot.press("escape")
        assert place.call.proposal is None and place.call.claimed is not None
        await pilot.press("escape")
        await wait_until(lambda: place.call.claimed is None)
        assert agency.sam.read_now(claims.live) == ()
        await pilot.press("escape")
        await wait_until(lambda: app.screen is not place)


async def test_a_client_that_a_colleague_has_is_seen_and_not_offered(agency: Agency) -> None:
    people = three_due(agency)
    agency.priya.operate_now(claims.claim, people["Ann Archer"])
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await seen(app, "◐ Ann")
        await pilot.press("g", "g")
        key = ("contact", people["Ann Archer"])
        await place.table.go_to(key)  # type: ignore[union-attr]
        await pilot.press("enter")
        await seen(app, "Priya has it")
        assert place.call.claimed is None


async def test_a_note_while_talking_is_saved_with_the_outcome(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("N", *"needs two drivers", "ctrl+s")
        await seen(app, "note needs two drivers")
        await pilot.press("1")
        await seen(app, "save and next")
        await pilot.press("enter")
        await seen(app, "Conversation, Ann Archer")
        assert agency.sam.read_now(lambda look: look.db.column("SELECT note FROM touch")) == [
            "needs two drivers"
        ]


async def test_a_skipped_call_needs_a_reason_and_stays_out_of_this_session(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("S", *"on holiday", "enter")
        await wait_until(lambda: place.call.claimed is not None and place.call.claimed.contact == "Ben Birch")
        await seen(app, "Skipped Ann Archer in this session")


async def test_a_vacancy_opens_its_form_with_the_contact_filled_in(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("3")
        await seen(app, "save and next")
        await pilot.press("enter")
        await seen(app, "New vacancy")
        await seen(app, "Ann Archer")
        await pilot.press(*"Night planner", "ctrl+s")
        await seen(app, "Registered")
        titles = agency.sam.read_now(lambda look: look.db.rows("SELECT title, contact_id FROM job"))
        assert titles == [("Night planner", 1)]


async def test_a_break_stops_the_calls_until_it_is_over(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("b")
        await seen(app, "On a break: press b to go on")
        await pilot.press("enter")
        await seen(app, "You are on a break")
        assert place.call.claimed is None
        await pilot.press("b")
        await wait_until(lambda: place.session is not None and not place.session.is_on_break)


async def test_an_empty_queue_says_what_to_do(agency: Agency) -> None:
    async with at_work(agency) as (app, _):
        await in_the_queue(app)
        await seen(app, "Nothing is due")


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
async def test_bad_data_is_plain_text_on_every_card(agency: Agency, size: tuple[int, int]) -> None:
    for text in EVIL.values():
        try:
            client = agency.a_client(f"Acme {text}"[:150])
            agency.a_contact(f"Dana {text}"[:150], at=client, csi="A", job_title=text[:150])
        except Invalid:
            continue
    async with at_work(agency, size) as (app, pilot):
        place = await in_the_queue(app)
        total = place.table.total  # type: ignore[union-attr]
        assert total > 25
        for _ in range(total):
            await pilot.press("j")
            await idle(app)
            assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines(app) for char in line)
        assert app.is_running


def three_towns(agency: Agency) -> None:
    """Make three due contacts whose towns stand the other way round than their calls."""
    for name, person, code, town in (
        ("Acme Freight Ltd", "Ann Archer", "A", "York"),
        ("Birch Care Ltd", "Ben Birch", "B", "Leeds"),
        ("Cole & Sons", "Cy Cole", "C", "Bath"),
    ):
        agency.a_contact(person, at=agency.a_client(name, town=town), csi=code, phone="0113 496 0142")


async def test_a_blitz_by_town_is_called_in_the_order_that_is_shown(agency: Agency) -> None:
    three_towns(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("o")
        await seen(app, "by name ▲")
        await pilot.press("o")
        await seen(app, "by town ▲")
        assert "Town▲" in picture(app), "the column that is sorted by is shown, whatever the width"
        assert [place._rows[row.key].town for row in place.calls.rows] == ["Bath", "Leeds", "York"]
        await pilot.press("g", "g", "enter")
        await wait_until(lambda: place.call.claimed is not None and place.call.claimed.contact == "Cy Cole")
        await idle(app)
        for person, following in (("Cy Cole", "Ben Birch"), ("Ben Birch", "Ann Archer")):
            await pilot.press("1")
            await seen(app, "↵ save and next")
            await pilot.press("enter")
            await seen(app, f"Conversation, {person}")
            await wait_until(
                lambda who=following: place.call.claimed is not None and place.call.claimed.contact == who
            )
            await idle(app)


async def test_in_another_order_too_what_a_colleague_has_is_passed_over(agency: Agency) -> None:
    three_towns(agency)
    ben = agency.sam.read_now(lambda look: look.db.value("SELECT id FROM contact WHERE name = 'Ben Birch'"))
    agency.priya.operate_now(claims.claim, ben)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("o", "o", "g", "g", "enter")
        await wait_until(lambda: place.call.claimed is not None and place.call.claimed.contact == "Cy Cole")
        await idle(app)
        await pilot.press("5")
        await seen(app, "↵ save and next")
        await pilot.press("enter")
        await wait_until(
            lambda: place.call.claimed is not None and place.call.claimed.contact == "Ann Archer"
        )


async def test_a_queue_that_is_not_here_as_a_whole_says_how_to_sort_it(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.ui.screens import queue as screen

    monkeypatch.setattr(screen, "LIMIT", 2)
    three_towns(agency)
    async with at_work(agency) as (app, pilot):
        await in_the_queue(app)
        await seen(app, "3 due")
        await pilot.press("o")
        await seen(app, "Only the first 2 calls are here")


async def test_marked_calls_are_snoozed_and_copied_together(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("space", "space", "y")
        await seen(app, "Copy of 2 records")
        await pilot.press("p")
        await seen(app, "Copied phone numbers: 2 lines")
        assert app.clipboard.splitlines() == ["0113 496 0142", "0114 496 0107"]
        await pilot.press("S")
        await seen(app, "This works on one record; 2 are marked")
        await pilot.press("s", "1")
        await seen(app, "Next call")
        await wait_until(lambda: place.calls.total == 1)
        await wait_until(lambda: "marked" not in picture(app), what="who is gone is not marked any more")


async def test_the_card_can_be_put_away(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency, (120, 24)) as (app, pilot):
        card = (await in_the_queue(app)).query_one("#card")
        assert card.display
        await pilot.press("p")
        await wait_until(lambda: not card.display)
        await pilot.press("p")
        await wait_until(lambda: card.display)


async def test_from_the_client_of_a_call_the_walk_goes_on_in_the_order_of_the_list(agency: Agency) -> None:
    three_towns(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("o", "o", "g", "g", "enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("enter")
        await seen(app, "[1/3 of calls]")
        await pilot.press("]")
        await seen(app, "Birch Care Ltd")


async def test_a_queue_that_is_being_taken_apart_needs_no_keys(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, _):
        place = await in_the_queue(app)
        await place.calls.remove()
        app.refresh_hints()
        await idle(app)
        assert app.is_running and not app.return_code


async def test_the_call_in_hand_is_recorded_though_a_colleague_delinked_the_contact(agency: Agency) -> None:
    people = three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        agency.max.write_now(assignment.delink, place.call.claimed.client_id, [people["Ann Archer"]])  # type: ignore[union-attr]
        await pilot.press("R")
        await seen(app, "Ann Archer is assigned to no client")
        await seen(app, "1 conversation")
        await pilot.press("1")
        await seen(app, "save and next")
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None and place.call.claimed.contact == "Ben Birch")
        assert touches(agency) == [("Ann Archer", "conversation")]
        await seen(app, "Birch Care Ltd")


def codes(agency: Agency) -> list[tuple[str, str, str]]:
    """Return the contacts' codes and when each is due, as the store has them."""
    clock = agency.clock
    return [
        (name, csi, spoken.moment(date.fromisoformat(due_on) if due_on else due_at, clock.now(), clock.zone))
        for name, csi, due_at, due_on in agency.sam.read_now(
            lambda look: look.db.rows(
                "SELECT c.name, c.csi, s.due_at, s.due_on FROM contact c"
                " JOIN contact_state s ON s.contact_id = c.id ORDER BY 1"
            )
        )
    ]


async def test_not_interested_shows_the_date_of_the_code_that_it_gives(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency, (120, 30)) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("8")
        await seen(app, "Not interested → next call ▸  24 Nov 2027")
        await seen(app, "(yearly, code D)")
        await seen(app, "ctrl+t keep code A")
        await pilot.press("enter")
        await seen(app, "Not interested, Ann Archer → 24 Nov 2027 (yearly, code D)")
        assert codes(agency)[0] == ("Ann Archer", "D", "Wed 24 Nov 2027")


async def test_how_a_typed_date_is_read_is_shown_before_it_is_accepted(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency, (120, 30)) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("4")
        await seen(app, "Call back agreed → agreed time ▸")
        await pilot.press("ctrl+u", *"mon 2:30")
        await seen(app, "→ Mon 30 Nov 14:30 (agreed, reserved for you)")
        await pilot.press("ctrl+u", *"sat")
        await seen(app, "→ Sat 28 Nov (agreed, reserved for you) · no working day")
        await pilot.press("ctrl+u", *"32 nov")
        await seen(app, "is not a day of the calendar")


async def test_the_old_code_is_kept_with_one_more_key(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency, (120, 30)) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("8")
        await seen(app, "ctrl+t keep code A")
        await pilot.press("ctrl+t")
        await seen(app, "24 Dec")
        await seen(app, "(monthly, code A)")
        await seen(app, "ctrl+t take code D")
        await pilot.press("ctrl+t")
        await seen(app, "(yearly, code D)")
        await pilot.press("ctrl+u", *"+3d", "ctrl+t")
        await seen(app, "ctrl+t take code D")
        assert place.line.typed == "+3d", "a date that was typed stays"
        await pilot.press("enter")
        await seen(app, "Not interested, Ann Archer → Fri 27 Nov")
        assert codes(agency)[0] == ("Ann Archer", "A", "Fri 27 Nov")


async def test_without_a_proposed_code_there_is_none_to_keep(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency, (120, 30)) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("1")
        await seen(app, "↵ save and next  esc back")
        await pilot.press("ctrl+t")
        await seen(app, "No code is proposed")
        assert place.call.proposal is not None
