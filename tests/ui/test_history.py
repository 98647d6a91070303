"""Who changed what: the history of a record on the screen, and the Target 20 from any list of people."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, picture, seen
from trtui.desk import clients, contacts, target20
from trtui.ui.picker import Picker
from trtui.ui.text import safe


def changed(agency: Agency, client: int, **values: str) -> None:
    """Have Priya change fields of a client."""
    form = agency.priya.read_now(clients.values, client)
    agency.priya.write_now(clients.edit, client, form.values, {**form.values, **values}, form.version)


async def test_the_history_of_a_client_says_who_changed_what_from_what_to_what(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    agency.clock.advance(minutes=5)
    changed(agency, client, industry="Care")
    agency.clock.advance(minutes=5)
    changed(agency, client, industry="Logistics", banner="Ring first\nnot after 16:00")
    priya = agency.priya.read_now(lambda look: look.actor.user_id)
    agency.sam.write_now(clients.set_owner, [client], priya)
    async with at_work(agency, (120, 30)) as (app, pilot):
        await pilot.press(*"brookhill", "enter")
        await seen(app, "▸1 Overview")
        await pilot.press("H")
        drawn = await seen(app, "History: Brookhill Logistics Ltd")
        told = [" ".join(line.split()) for line in drawn.splitlines()]
        assert any("Priya Shah industry Care → Logistics" in line for line in told)
        assert any("Sam owner Sam → Priya Shah" in line for line in told)
        await pilot.press(*"warning", "enter")
        drawn = await seen(app, "and became:")
        assert "Ring first" in drawn and "not after 16:00" in drawn
        await pilot.press("escape", "escape")
        await wait_until(lambda: not isinstance(app.screen, Picker))


async def test_the_history_of_the_line_under_the_cursor(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    dana = agency.a_contact("Dana Whitlock", at=client)
    agency.sam.write_now(contacts.code, [dana], "A")
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"dana", "down", "enter")
        await seen(app, "▌  ★ Dana Whitlock")
        await pilot.press("H")
        await seen(app, "History: Dana Whitlock")
        assert "code" in picture(app)
        await pilot.press("escape")
        await idle(app)
        await pilot.press("escape", "escape", "escape")
        await seen(app, "Dana Whitlock")


async def test_what_others_wrote_is_plain_text_in_a_history(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    for text in EVIL:
        if safe(text).strip():
            changed(agency, client, industry=text[:100])
    async with at_work(agency, (160, 60)) as (app, pilot):
        await pilot.press(*"brookhill", "enter")
        await seen(app, "▸1 Overview")
        await pilot.press("H")
        await seen(app, "History: Brookhill Logistics Ltd")
        assert "\x1b" not in picture(app) and "\x9b" not in picture(app)


async def test_people_go_on_the_target_20_and_off_again_by_one_key(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    dana = agency.a_contact("Dana Whitlock", at=client, csi="A", phone="0113 496 0142")
    agency.a_contact("Ravi Menon", at=client)

    def mine() -> list[int]:
        return [row.contact_id for row in agency.sam.read_now(target20.members).rows]

    async with at_work(agency) as (app, pilot):
        await pilot.press(*"dana", "down", "enter")
        await seen(app, "▌  ★ Dana Whitlock")
        await pilot.press("t")
        await seen(app, "Dana Whitlock on your Target 20, 1 of 20. u undoes.")
        assert mine() == [dana]
        await pilot.press("t")
        await seen(app, "On your Target 20: Dana Whitlock")
        await pilot.press("x")
        await seen(app, "Dana Whitlock off your Target 20. u undoes.")
        assert mine() == []
        await pilot.press("u")
        await seen(app, "Undone: Take Dana Whitlock off the Target 20")
        await pilot.press("t", "r")
        await seen(app, "Dana Whitlock: renewed on your Target 20. u undoes.")
        assert mine() == [dana]
        await pilot.press("escape")
        await seen(app, "▸ dana")
        await pilot.press("*", "t")
        await seen(app, "On your Target 20: Dana Whitlock")
        await pilot.press("escape", "escape", "minus")
        await seen(app, "▌  ★ Dana Whitlock")
        await pilot.press("j", "t")
        await seen(app, "One contact has no CSI code: give a code first")
