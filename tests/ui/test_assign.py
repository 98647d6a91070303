"""Contact assignment: two lists, a plan, one save, one undo."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, lines, picture, seen
from trtui.desk import assignment, clients, contacts, drafts
from trtui.domain.policy import Visibility
from trtui.ui.app import Workspace
from trtui.ui.dialogs import FormDialog
from trtui.ui.picker import Picker
from trtui.ui.screens.assign import AssignPlace
from trtui.ui.screens.assign_rows import number_of
from trtui.ui.screens.search import SearchPlace
from trtui.ui.subjects import Subject
from trtui.ui.text import safe


class Brookhill:
    """A client with two contacts, and people elsewhere."""

    def __init__(self, agency: Agency) -> None:
        self.agency = agency
        self.id = agency.a_client("Brookhill Logistics Ltd")
        cole, acme = agency.a_client("Cole & Sons"), agency.a_client("Acme Freight")
        self.ravi = agency.a_contact("Ravi Menon", at=self.id, job_title="HR manager")
        agency.clock.advance(days=1)
        self.jo = agency.a_contact("Jo Bright", at=self.id)
        self.whitney = agency.a_contact("Whitney Cole", at=cole)
        self.dana = agency.a_contact(
            "Dana Whitlock", at=acme, job_title="Operations director", phone="0113 496 0142"
        )
        self.joan = agency.a_contact("Joan Whitby")

    @property
    def contacts(self) -> dict[str, str]:
        """Names of the contacts as they are saved, with a star for the primary one, and their roles."""
        found = self.agency.sam.read_now(assignment.members, self.id)
        return {f"{'*' * one.is_primary}{one.name}": one.role for one in found}


@pytest.fixture
def brookhill(agency: Agency) -> Brookhill:
    return Brookhill(agency)


async def assigning(app: Workspace, subjects: list[Subject]) -> AssignPlace:
    await app.visit_assign(subjects)
    place = app.screen
    assert isinstance(place, AssignPlace)
    await wait_until(lambda: place.members or place.sides.contacts.total or place.sides.people.total)
    await idle(app)
    return place


async def at_brookhill(app: Workspace, client: Brookhill) -> AssignPlace:
    return await assigning(app, [Subject("client", client.id, client.id, "Brookhill Logistics Ltd")])


async def put_cursor_on(place: AssignPlace, contact_id: int) -> None:
    place.sides.front.focus()
    assert await place.sides.front.go_to(("contact", contact_id))


async def find(app: Workspace, pilot: Driver, typed: str, whom: str) -> None:
    await pilot.press(*typed)
    await seen(app, whom)
    await idle(app)


def row(app: Workspace, name: str) -> str:
    """Return the first line of the screen with a name on it."""
    return next(line for line in lines(app) if name in line)


async def test_the_box_takes_typing_and_enter_plans_the_first_that_was_found(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        assert place.focused is place.sides.box
        await find(app, pilot, "whitl", "1 found")
        await pilot.press("enter")
        await seen(app, "To be assigned: Dana Whitlock")
        assert "+  Dana Whitlock" in picture(app) and "1 unsaved" in lines(app)[0]
        assert place.sides.box.selected_text == "whitl", "typing goes on with the next name"
        assert list(brookhill.contacts) == ["*Ravi Menon", "Jo Bright"], (
            "nothing is written before it is saved"
        )


async def test_marked_people_are_assigned_together_saved_as_one_and_undone_as_one(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.joan)
        await pilot.press("space", "space")
        assert "2 marked" in lines(app)[0]
        await pilot.press("a")
        await seen(app, "To be assigned: 2 people")
        await pilot.press("tab")
        await put_cursor_on(place, brookhill.jo)
        await pilot.press("x")
        await seen(app, "3 unsaved")
        assert "−  Jo Bright" in row(app, "Jo Bright") and "will be removed" in row(app, "Jo Bright")
        await pilot.press("ctrl+s")
        await seen(app, "2 assigned, 1 delinked. u undoes.")
        assert list(brookhill.contacts) == ["*Ravi Menon", "Dana Whitlock", "Joan Whitby"]
        await idle(app)
        assert "unsaved" not in picture(app)
        await pilot.press("u")
        await seen(app, "Undone: Assign Joan Whitby and Dana Whitlock to, delink Jo Bright from")
        assert list(brookhill.contacts) == ["*Ravi Menon", "Jo Bright"]
        await pilot.press("f10")
        await seen(app, "Nothing is planned")


async def test_primary_and_role_are_planned_too(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await pilot.press("tab")
        await put_cursor_on(place, brookhill.jo)
        await pilot.press("P")
        await seen(app, "Primary contact: Jo Bright")
        assert " ★ Jo Bright" in row(app, "Jo Bright") and "not primary now" in row(app, "Ravi Menon")
        await pilot.press("r")
        await seen(app, "Role of Jo Bright here")
        await pilot.press(*"accounts payable", "enter")
        await seen(app, "~★ Jo Bright")
        assert list(brookhill.contacts) == ["*Ravi Menon", "Jo Bright"]
        await pilot.press("f10")
        await seen(app, "Saved. u undoes.")
        assert brookhill.contacts == {"*Jo Bright": "accounts payable", "Ravi Menon": ""}


async def test_when_the_primary_leaves_the_next_one_is_shown_before_it_is_saved(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await pilot.press("tab")
        await put_cursor_on(place, brookhill.ravi)
        await pilot.press("x")
        await seen(app, "new primary")
        assert " ★ Jo Bright" in row(app, "Jo Bright")
        await pilot.press("ctrl+s")
        await seen(app, "1 delinked")
        assert list(brookhill.contacts) == ["*Jo Bright"]


async def test_primary_on_the_left_assigns_along_with_it(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("P", "ctrl+s")
        await seen(app, "Saved: 1 assigned")
        assert list(brookhill.contacts) == ["*Dana Whitlock", "Jo Bright", "Ravi Menon"]


async def test_x_takes_a_planned_line_back_on_either_side(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("a", "k", "x")
        await seen(app, "Taken back: Dana Whitlock")
        assert place.plan.count == 0
        await pilot.press("x")
        await seen(app, "Not assigned here")
        await pilot.press("a")
        assert place.plan.count == 1
        await pilot.press("tab")
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("x")
        await wait_until(lambda: place.plan.count == 0)


async def test_planned_steps_are_taken_back_one_by_one_before_u_touches_what_is_saved(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.joan)
        await pilot.press("a", "a")
        assert place.plan.count == 2
        await pilot.press("u")
        await seen(app, "Taken back; nothing is saved yet.")
        assert [one.name for one in place.plan.coming] == ["Joan Whitby"]
        await pilot.press("U")
        assert place.plan.count == 2
        await pilot.press("u", "u")
        assert place.plan.count == 0
        await pilot.press("u")
        await seen(app, "Nothing to undo: nothing was changed in this sitting")


async def test_somebody_who_is_not_known_is_planned_and_written_only_on_save(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await pilot.press(*"zzyzx")
        await seen(app, "adds “zzyzx”")
        await pilot.press("escape", "n")
        await seen(app, "New person")
        await wait_until(lambda: isinstance(app.screen, FormDialog) and app.screen.form._start)
        assert isinstance(app.screen, FormDialog)
        app.screen.form.set_text("email", "nonsense")
        await pilot.press("ctrl+s")
        await seen(app, "✖")
        app.screen.form.set_text("email", "zz@example.org")
        app.screen.form.set_text("role", "buyer")
        await pilot.press("ctrl+s")
        await seen(app, "To be added and assigned")
        assert place.plan.count == 1
        assert list(brookhill.contacts) == ["*Ravi Menon", "Jo Bright"]
        await pilot.press("ctrl+s")
        await seen(app, "1 assigned")
        assert "buyer" in brookhill.contacts.values()
        await pilot.press("u")
        await seen(app, "Undone")
        assert list(brookhill.contacts) == ["*Ravi Menon", "Jo Bright"]


async def test_the_filter_finds_those_who_are_assigned_here_too(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await seen(app, "(not assigned here)")
        assert place.sides.people.total == 3
        await pilot.press("\\", *"here")
        await seen(app, "(everybody)")
        await seen(app, "2 of 5")
        await pilot.press("enter")
        await put_cursor_on(place, brookhill.ravi)
        await pilot.press("a")
        await seen(app, "so it is already")


async def test_the_left_side_tells_where_people_are_already(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency, (120, 24)) as (app, pilot):
        await at_brookhill(app, brookhill)
        await seen(app, "Joan Whitby")
        assert "★ Acme Freight" in row(app, "Dana Whitlock")
        assert "no client" in row(app, "Joan Whitby")


async def test_people_chosen_elsewhere_are_marked_and_the_client_is_asked_for(
    agency: Agency, brookhill: Brookhill
) -> None:
    subjects = [
        Subject("contact", brookhill.dana, None, "Dana Whitlock"),
        Subject("contact", brookhill.joan, None, "Joan Whitby"),
    ]
    async with at_work(agency) as (app, pilot):
        app.run_worker(app.visit_assign(subjects))
        await seen(app, "Assign contacts to")
        assert isinstance(app.screen, Picker)
        await pilot.press(*"brookh")
        await seen(app, "Brookhill Logistics Ltd")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 1)
        await pilot.press("enter")
        await wait_until(lambda: isinstance(app.screen, AssignPlace))
        await seen(app, "2 marked")
        await idle(app)
        await pilot.press("a", "ctrl+s")
        await seen(app, "2 assigned")
        assert set(brookhill.contacts) == {"*Ravi Menon", "Jo Bright", "Dana Whitlock", "Joan Whitby"}


async def test_with_nothing_chosen_the_clients_opened_last_are_offered(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        await app.visit_client(brookhill.id)
        await idle(app)
        await pilot.press("g", "a")
        await seen(app, "Assign contacts to")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 1)
        await pilot.press("enter")
        await wait_until(lambda: isinstance(app.screen, AssignPlace))
        assert isinstance(app.screen, AssignPlace) and app.screen.client_id == brookhill.id


async def test_several_clients_ask_which_one(agency: Agency, brookhill: Brookhill) -> None:
    acme = agency.a_client("Acme Freight East")
    subjects = [
        Subject("client", acme, acme, "Acme Freight East"),
        Subject("client", brookhill.id, brookhill.id, "Brookhill"),
    ]
    async with at_work(agency) as (app, pilot):
        app.run_worker(app.visit_assign(subjects))
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 2)
        await pilot.press("down", "enter")
        await wait_until(lambda: isinstance(app.screen, AssignPlace))
        assert isinstance(app.screen, AssignPlace) and app.screen.client_id == brookhill.id


async def test_marks_outlive_another_search(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await find(app, pilot, "whitl", "1 found")
        await pilot.press("escape", "space", "/")
        await find(app, pilot, "whitb", "Joan Whitby")
        await pilot.press("escape", "space")
        assert "2 marked" in lines(app)[0]
        await pilot.press("escape")
        await seen(app, "newest")
        await pilot.press("a")
        await wait_until(lambda: {one.name for one in place.plan.coming} == {"Dana Whitlock", "Joan Whitby"})


def names(app: Workspace) -> list[str]:
    """Return the names on the left, from top to bottom."""
    people = lines(app)[3:6]
    return [line[3:19].strip() for line in people]


async def test_marking_and_planning_move_no_row(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await seen(app, "Joan Whitby")
        before = names(app)
        await put_cursor_on(place, brookhill.whitney)
        await pilot.press("space", "k", "a", "tab", "x")
        await seen(app, "Taken back")
        await pilot.press("shift+tab")
        assert names(app) == before


# Leaving


async def test_escape_peels_box_text_marks_and_asks_before_a_plan_is_dropped(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await find(app, pilot, "whit", "found")
        await pilot.press("escape")
        assert place.sides.people.has_focus and place.sides.box.value == "whit"
        await pilot.press("a", "space", "escape")
        assert place.sides.box.value == "" and len(place.sides.people.marks) == 1
        await pilot.press("escape")
        assert len(place.sides.people.marks) == 0
        await pilot.press("escape")
        await seen(app, "1 planned change is not saved")
        await pilot.press("y")
        assert app.screen is place and place.plan.count == 1
        await pilot.press("escape")
        await seen(app, "not saved")
        await pilot.press("d")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))
        assert list(brookhill.contacts) == ["*Ravi Menon", "Jo Bright"]
        await idle(app)
        assert agency.sam.read_now(drafts.waiting) == ()


async def test_leaving_can_save(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("a", "escape")
        await seen(app, "not saved")
        await pilot.press("s")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))
        assert "Dana Whitlock" in brookhill.contacts


async def test_without_a_plan_escape_leaves_at_once(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        await at_brookhill(app, brookhill)
        await pilot.press("escape", "escape")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))


async def test_a_plan_left_by_another_way_waits_for_the_next_visit(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("a", "g", "s")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))
        await wait_until(lambda: agency.sam.read_now(drafts.waiting), what="the plan is kept")
        await idle(app)
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await seen(app, "Restored your unsaved changes from")
        assert [one.name for one in place.plan.coming] == ["Dana Whitlock"]
        assert place.drafts() == {f"assign:{brookhill.id}": place.plan.to_text()}
        await pilot.press("ctrl+s")
        await seen(app, "1 assigned")
        await wait_until(lambda: not agency.sam.read_now(drafts.waiting), what="what is saved is no draft")


# Others at work at the same time


async def test_a_conflict_keeps_the_plan_and_says_what_to_do(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("a", "tab")
        await put_cursor_on(place, brookhill.jo)
        await pilot.press("x")
        agency.priya.write_now(assignment.delink, brookhill.id, [brookhill.jo])
        await pilot.press("ctrl+s")
        await seen(app, "✖ Somebody else changed the assignment of Jo Bright")
        assert place.plan.count == 2 and "Dana Whitlock" not in brookhill.contacts
        await pilot.press("R")
        await seen(app, "Others did a part of your plan meanwhile")
        assert place.plan.count == 1
        await pilot.press("ctrl+s")
        await seen(app, "1 assigned")
        assert set(brookhill.contacts) == {"*Ravi Menon", "Dana Whitlock"}


async def test_somebody_assigned_by_a_colleague_meanwhile_is_not_assigned_twice(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("a")
        agency.priya.write_now(
            assignment.save, brookhill.id, [assignment.Planned(assignment.Step.ASSIGN, brookhill.dana)]
        )
        await pilot.press("ctrl+s")
        await seen(app, "already assigned here")
        await pilot.press("R")
        await wait_until(lambda: place.plan.count == 0)


async def test_a_client_that_is_not_open_to_the_user_says_so(agency: Agency, brookhill: Brookhill) -> None:
    agency.sam.write_now(clients.set_access, brookhill.id, Visibility.OWNER)
    async with at_work(agency, login="jo") as (app, pilot):
        await app.visit_assign([Subject("client", brookhill.id, brookhill.id, "Brookhill")])
        await seen(app, f"There is no client {brookhill.id}.")
        assert "Ravi Menon" not in picture(app)


# Sizes and bad data


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_both_sides_are_shown_where_there_is_room(
    agency: Agency, brookhill: Brookhill, size: tuple[int, int]
) -> None:
    async with at_work(agency, size) as (app, pilot):
        await at_brookhill(app, brookhill)
        await seen(app, "Dana Whitlock")
        drawn = await seen(app, "★ Ravi Menon")
        assert "HR manager" in drawn and "(not assigned here)" in drawn
        assert all(len(line) <= size[0] for line in lines(app))
        assert "0113 496 0142" in drawn or size[0] < 160


@pytest.mark.parametrize("size", [(40, 10), (60, 20)])
async def test_a_narrow_terminal_shows_one_side_at_a_time(
    agency: Agency, brookhill: Brookhill, size: tuple[int, int]
) -> None:
    async with at_work(agency, size) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        assert "Dana Whitlock" in picture(app) and "Ravi Menon" not in picture(app)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("a", "tab")
        await seen(app, "+  Dana Whitlock")
        assert "Joan Whitby" not in picture(app) and "★ Ravi Menon" in picture(app)
        await pilot.press("shift+tab")
        await seen(app, "Joan Whitby")
        await pilot.resize_terminal(80, 24)
        await wait_until(lambda: "Joan Whitby" in picture(app) and "★ Ravi Menon" in picture(app))


async def test_bad_names_are_plain_text_on_both_sides(agency: Agency) -> None:
    evil = {name: text for name, text in EVIL.items() if text.strip() and not set(text) & {"\0", "\ud800"}}
    client = agency.a_client(EVIL["markup action"])
    for number, text in enumerate(evil.values()):
        try:
            agency.a_contact(text, at=client if number % 2 else None)
        except Exception:
            continue
    async with at_work(agency, (160, 50)) as (app, pilot):
        place = await assigning(app, [Subject("client", client, client, "x")])
        place.sides.people.focus()
        await pilot.press("*", "a")
        await wait_until(lambda: place.plan.count > 5)
        await pilot.press("tab", "*", "x", "U", "u")
        drawn = picture(app)
        assert safe(EVIL["markup action"])[:20] in drawn
        assert not any(char in drawn.replace("\n", "") for char in "\x1b\x07\x9b\u202e\u2067\x00")
        await pilot.press("ctrl+s")
        await seen(app, "Saved")


async def test_a_person_who_was_archived_meanwhile_is_refused_by_name(
    agency: Agency, brookhill: Brookhill
) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.joan)
        await pilot.press("a")
        agency.sam.write_now(contacts.archive, [brookhill.joan])
        await pilot.press("ctrl+s")
        await seen(app, "Joan Whitby is archived")
        assert place.plan.count == 1


# Filter, order, copy, peek, the next client


async def test_each_side_has_its_own_filter_and_order(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("o")
        await seen(app, "by person ▲")
        assert [number_of(row.key) for row in place.sides.people.rows][0] == brookhill.dana
        await pilot.press("backslash", *"cole", "enter")
        await seen(app, "1 of 3")
        await pilot.press("tab")
        await wait_until(lambda: "Filter ▸" not in picture(app), what="the right side has no filter")
        assert "by person" not in lines(app)[-2]
        await pilot.press("tab", "escape")
        await wait_until(lambda: place.sides.people.total == 3)
        assert app.screen is place


async def test_a_peek_names_every_client_of_a_person(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("p")
        await seen(app, "At     ★ Acme Freight")
        await pilot.press("tab")
        await seen(app, "Since  ")
        await pilot.press("p")
        await wait_until(lambda: "Since  " not in picture(app))


async def test_marked_people_are_copied_one_line_each(agency: Agency, brookhill: Brookhill) -> None:
    async with at_work(agency) as (app, pilot):
        place = await at_brookhill(app, brookhill)
        await put_cursor_on(place, brookhill.dana)
        await pilot.press("*", "y")
        await seen(app, "Copy of 3 records, one line each")
        await pilot.press("n")
        await seen(app, "Copied names: 3 lines")
        assert sorted(app.clipboard.splitlines()) == ["Dana Whitlock", "Joan Whitby", "Whitney Cole"]


async def test_the_next_client_of_the_list_is_assigned_to_next_unless_a_plan_waits(
    agency: Agency, brookhill: Brookhill
) -> None:
    other = agency.a_client("Birch Care Ltd")
    subjects = [Subject("client", number, number, "a client") for number in (brookhill.id, other)]
    async with at_work(agency) as (app, pilot):
        app.run_worker(app.visit_assign(subjects))
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 2)
        await pilot.press("enter")
        await seen(app, "[1/2 of marked]")
        await seen(app, "Dana Whitlock")
        await pilot.press("escape", "a")
        await seen(app, "1 unsaved")
        await pilot.press("]")
        await seen(app, "Save the plan first")
        await pilot.press("u")
        await wait_until(lambda: "unsaved" not in picture(app))
        await pilot.press("]")
        await seen(app, "[2/2 of marked]")
        await seen(app, "Birch Care Ltd")
        await pilot.press("]")
        await seen(app, "The end of the list")
        await pilot.press("escape", "escape")
        await wait_until(lambda: isinstance(app.screen, SearchPlace))
