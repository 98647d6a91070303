"""Back into the queue: a contact that was taken out of it comes back from its client's list of contacts."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, the_queue
from tests.ui.at_work import at_work, idle, picture, seen


async def test_a_contact_is_put_back_into_the_queue(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    dana = a_due_contact(agency, at=client)
    call(agency.sam, dana, "wrong_number")
    async with at_work(agency, (120, 30)) as (app, pilot):
        await app.visit_client(client)
        await idle(app)
        await pilot.press("2")
        await seen(app, "Dana Whitlock")
        await seen(app, "wrong numb")
        await pilot.press("Q")
        await seen(app, "Dana Whitlock is called again. u undoes.")
        assert the_queue(agency.sam) == ["Dana Whitlock"]
        await idle(app)
        assert "wrong numb" not in picture(app)
        await pilot.press("Q")
        await seen(app, "Dana Whitlock was not taken out of the queue")
        await pilot.press("u")
        await seen(app, "Undone: Put Dana Whitlock back into the queue")
        assert the_queue(agency.sam) == []
