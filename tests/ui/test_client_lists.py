"""The lists of a client: narrowed, sorted, marked, copied, removed together, looked at as a whole."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, lines, picture, seen
from tests.ui.test_client import opened
from trtui.desk import assignment, jobs, notes, sections, sites, touches
from trtui.desk.sites import NewSite
from trtui.domain.errors import Invalid
from trtui.ui.subjects import Trail

RATES = (
    "Rates agreed with procurement after three rounds, for all sites north of Leeds and for every shift pattern "
    "they run, nights and bank holidays included\nuntil March"
)


@pytest.fixture
def client(agency: Agency) -> int:
    """Brookhill, with three contacts, three notes, two tasks, two vacancies and two sites."""
    made = agency.a_client("Brookhill Logistics Ltd", town="Leeds", postcode="LS10 1AB")
    for name, code, phone in (
        ("Dana Whitlock", "A", "0113 496 0142"),
        ("Ravi Menon", "C", "0113 496 0107"),
        ("Zoë Brügge", "", ""),
    ):
        agency.a_contact(
            name, at=made, csi=code, phone=phone, email=f"{name.split()[0].lower()}@brookhill.example"
        )
    for text in ("Needs four pickers", RATES, "Parking is at the back"):
        agency.sam.write_now(notes.add_note, made, text)
        agency.clock.advance(hours=1)
    agency.sam.write_now(notes.add_task, made, "Send terms", "+3d")
    agency.sam.write_now(notes.add_task, made, "Book a visit", "+1d")
    agency.a_job(made, "Night shift planner", note="starts in May")
    agency.a_job(made, "Forklift driver")
    agency.sam.write_now(sites.add, made, NewSite(name="Depot", town="York", postcode="YO1 7HH"))
    return made


def texts(agency: Agency, client: int, done: bool = False) -> list[str]:
    return sorted(one.text for one in agency.sam.read_now(sections.notes, client, done=done))


def body(drawn: str) -> list[str]:
    """The list's rows, without header, head, filter, status and hints."""
    return drawn.splitlines()[6:-2]


async def test_contacts_are_narrowed_by_any_word_and_former_ones_come_when_named(
    agency: Agency, client: int
) -> None:
    ravi = next(one for one in agency.sam.read_now(sections.contacts, client) if one.name == "Ravi Menon")
    agency.sam.write_now(assignment.delink, client, [ravi.contact_id])
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        assert "Ravi Menon" not in picture(app)
        await pilot.press("backslash")
        await seen(app, "any words · former: those too")
        await pilot.press(*"brugge")
        await seen(app, "1 of 2")
        assert "Dana" not in "\n".join(body(picture(app)))
        await pilot.press("ctrl+u", *"former")
        drawn = await seen(app, "1 of 3")
        assert "Ravi Menon" in drawn and "left today" in drawn
        await pilot.press("enter", "escape")
        await seen(app, "Dana Whitlock")
        await wait_until(lambda: "Ravi Menon" not in picture(app))


async def test_finished_tasks_come_when_the_filter_names_them(agency: Agency, client: int) -> None:
    task = next(one for one in agency.sam.read_now(sections.notes, client) if one.text == "Book a visit")
    agency.sam.write_now(notes.finish_task, task.id)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        assert "Book a visit" not in picture(app)
        await pilot.press("backslash", *"done")
        await seen(app, "✔ Book a visit")


async def test_notes_are_sorted_by_their_real_dates_and_each_section_keeps_its_order(
    agency: Agency, client: int
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await opened(app, client, "notes")
        await pilot.press("o", "o")
        await seen(app, "When▲")
        assert [place._lines[row.key].text.split()[0] for row in place._front.rows] == [
            "Needs", "Rates", "Parking", "Book", "Send",
        ]  # fmt: skip
        await pilot.press("2")
        await seen(app, "Dana Whitlock")
        assert "▲" not in lines(app)[5]
        await pilot.press("6")
        await seen(app, "When▲")


async def test_several_notes_and_tasks_are_removed_after_one_question_and_come_back_with_one_undo(
    agency: Agency, client: int
) -> None:
    before = texts(agency, client)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("space", "j", "space", "space", "x")
        await seen(app, "Remove 3 notes and tasks?")
        await pilot.press("n")
        await idle(app)
        assert texts(agency, client) == before
        await pilot.press("x", "y")
        await seen(app, "Removed 3 notes and tasks. u undoes.")
        await idle(app)
        assert len(texts(agency, client)) == len(before) - 3
        assert "marked" not in picture(app)
        await pilot.press("u")
        await seen(app, "Undone: Remove 3 notes and tasks")
        assert texts(agency, client) == before


async def test_if_one_of_several_may_not_be_removed_all_stay(agency: Agency, client: int) -> None:
    planner = next(one for one in agency.sam.read_now(sections.jobs, client) if "planner" in one.title)
    agency.sam.write_now(jobs.fill, planner.id)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "jobs")
        await pilot.press("*", "x", "y")
        await seen(app, "has placements and stay")
        await idle(app)
        assert len(agency.sam.read_now(sections.jobs, client)) == 2
        assert "✓ 2 marked" in picture(app), "what was marked stays marked"


async def test_a_touch_logged_by_mistake_is_taken_back_and_a_change_is_not(
    agency: Agency, client: int
) -> None:
    agency.sam.write_now(touches.log, client, "email", note="sent to the wrong client", once="once")
    async with at_work(agency) as (app, pilot):
        place = await opened(app, client, "activity")
        await pilot.press("backslash", *"wrong", "enter", "x")
        await seen(app, "Removed the touch")
        await idle(app)
        assert not any(key[1].startswith("t") for key in place._lines)
        await pilot.press("escape", "g", "g", "x")
        await seen(app, "A change stays. It can be undone with u.")


async def test_delinking_several_asks_and_is_undone_as_one(agency: Agency, client: int) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await pilot.press("space", "space", "x")
        await seen(app, "Delink 2 contacts?")
        await pilot.press("y")
        await seen(app, "Delinked Dana Whitlock and Ravi Menon")
        await idle(app)
        assert [one.name for one in agency.sam.read_now(sections.contacts, client)] == ["Zoë Brügge"]
        await pilot.press("u")
        await seen(app, "Undone")
        assert len(agency.sam.read_now(sections.contacts, client)) == 3


async def test_what_takes_one_record_says_so_when_more_are_marked(agency: Agency, client: int) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await pilot.press("space", "space")
        for key in ("P", "r", "c", "e", "E", "enter"):
            await pilot.press(key)
            await seen(app, "This works on one record; 2 are marked")
        await pilot.press("K", "b")
        await seen(app, "Code B for Dana Whitlock and Ravi Menon. u undoes.")


@pytest.mark.parametrize(
    ("section", "copied"),
    [
        ("notes", "Book a visit"),
        ("jobs", "Forklift driver"),
        ("sites", "Leeds, LS10 1AB"),
    ],
)
async def test_y_copies_what_is_under_the_cursor(
    agency: Agency, client: int, section: str, copied: str
) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, client, section)
        await pilot.press("g", "g", "y")
        await seen(app, "Copied the")
        assert app.clipboard == copied


async def test_marked_notes_are_copied_one_line_each_and_contacts_as_is_chosen(
    agency: Agency, client: int
) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("backslash", *"rates", "enter", "y")
        await seen(app, "Copied the note")
        assert app.clipboard == RATES
        await pilot.press("escape", "*", "y")
        await seen(app, "Copied 5 lines")
        assert RATES.replace("\n", " ") in app.clipboard.splitlines()
        await pilot.press("2")
        await seen(app, "Dana Whitlock")
        await pilot.press("*", "y")
        await seen(app, "p Phone numbers (2 of 3)")
        await pilot.press("p")
        await seen(app, "Copied phone numbers: 2 lines")
        assert app.clipboard.splitlines() == ["0113 496 0142", "0113 496 0107"]


@pytest.mark.parametrize("size", [(80, 24), (120, 30), (40, 12)])
async def test_a_peek_shows_the_whole_note_and_all_numbers_of_a_contact(
    agency: Agency, client: int, size: tuple[int, int]
) -> None:
    from trtui.desk import contacts

    ravi = next(one for one in agency.sam.read_now(sections.contacts, client) if one.name == "Ravi Menon")
    form = agency.sam.read_now(contacts.values, ravi.contact_id)
    agency.sam.write_now(
        contacts.edit, ravi.contact_id, form.values, {**form.values, "mobile": "07700 900123"}, form.version
    )
    async with at_work(agency, size) as (app, pilot):
        await opened(app, client, "notes")
        assert "until March" not in picture(app)
        await pilot.press("p", "backslash", *"rates", "enter")
        await seen(app, "until March" if size[1] > 12 else "Rates agreed with procurement")
        await pilot.press("2", "backslash", *"ravi", "enter")
        if size[1] > 12:
            await seen(app, "07700 900123")
        await pilot.press("p")
        await wait_until(lambda: "07700 900123" not in picture(app))


async def test_a_wide_terminal_shows_the_peek_by_itself(agency: Agency, client: int) -> None:
    async with at_work(agency, (160, 40)) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("backslash", *"rates", "enter")
        drawn = await seen(app, "until March")
        assert any("│" in line for line in drawn.splitlines())


async def test_the_next_client_of_the_list_is_shown_whole(agency: Agency, client: int) -> None:
    other = agency.a_client("Birch Care Ltd")
    agency.a_contact("Ben Birch", at=other)
    async with at_work(agency) as (app, pilot):
        await app.visit_client(client, Trail("search", (client, other), 0), "contacts")
        await seen(app, "Dana Whitlock")
        await pilot.press("backslash", *"dana", "enter", "]")
        await seen(app, "[2/2 of search]")
        await seen(app, "Ben Birch")
        assert "Filter ▸" not in picture(app)


# Long texts in $EDITOR


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An editor that appends a line; Textual's headless driver cannot be suspended, so the file is edited at once."""
    script = tmp_path / "editor"
    script.write_text("#!/bin/sh\nprintf ' and a lift' >> \"$1\"\n")
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    monkeypatch.delenv("VISUAL", raising=False)
    return script


@pytest.mark.parametrize(
    ("section", "word", "after"),
    [
        ("notes", "pickers", "Needs four pickers and a lift"),
        ("notes", "terms", "Send terms and a lift"),
        ("jobs", "planner", "starts in May and a lift"),
    ],
)
async def test_long_texts_are_edited_in_the_editor(
    agency: Agency,
    client: int,
    editor: Path,
    monkeypatch: pytest.MonkeyPatch,
    section: str,
    word: str,
    after: str,
) -> None:
    from contextlib import nullcontext

    async with at_work(agency) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        await opened(app, client, section)
        await pilot.press("backslash", *word, "enter", "E")
        await seen(app, "Saved. u undoes.")
        await idle(app)
        found = agency.sam.read_now(getattr(sections, section), client)
        assert after in [getattr(one, "text", "") or getattr(one, "note", "") for one in found]


async def test_there_is_no_long_text_at_a_contact(agency: Agency, client: int) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await pilot.press("E")
        await seen(app, "There is no long text here")


async def test_a_text_that_cannot_be_saved_waits_in_its_form(
    agency: Agency, client: int, editor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contextlib import nullcontext

    from trtui.ui.screens import client_lines

    async def refused(*_: object) -> None:
        raise Invalid("Somebody is quicker.")

    async with at_work(agency) as (app, pilot):
        monkeypatch.setattr(app, "suspend", nullcontext)
        monkeypatch.setattr(client_lines, "_save_text", refused)
        await opened(app, client, "notes")
        await pilot.press("backslash", *"pickers", "enter", "E")
        await seen(app, "Somebody is quicker")
        await pilot.press("e")
        await seen(app, "Needs four pickers and a lift")
        assert os.environ["EDITOR"] == str(editor)


@pytest.mark.parametrize(
    ("section", "keys", "title"),
    [
        ("contacts", ("n", *"Eve Test", "ctrl+s"), "Eve Test"),
        ("jobs", ("n", *"Baker", "ctrl+s"), "Baker"),
        ("sites", ("n", "s", "tab", *"Annex", "tab", *"1 High Street", "ctrl+s"), "Annex"),
        ("sites", ("n", "d", *"Stores", "enter"), "Stores"),
        ("notes", ("n", "n", *"Zebra", "enter"), "Zebra"),
        ("notes", ("n", "t", *"Ask again", "ctrl+s"), "Ask again"),
    ],
)
async def test_what_was_added_is_under_the_cursor(
    agency: Agency, client: int, section: str, keys: tuple[str, ...], title: str
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await opened(app, client, section)
        await idle(app)
        await pilot.press("G", *(("g", "g") if section == "contacts" else ()))
        await pilot.press(*keys)
        await seen(app, "u undoes" if section not in ("sites", "notes") or title == "Stores" else "Saved.")
        await idle(app)
        row = place._front.current
        assert row is not None and title in str(row.cells[0])


async def test_who_was_delinked_is_named(agency: Agency, client: int) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await idle(app)
        await pilot.press("x")
        await seen(app, "Delinked Dana Whitlock. Their history stays; u undoes.")
