"""The status of a contact set by hand, on its row."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.ui.at_work import at_work, idle, seen
from trtui.desk import credit, sections
from trtui.domain.stage import AccountStage
from trtui.domain.status import ContactStatus


async def test_the_status_of_the_contact_under_the_cursor_is_set_and_taken_back(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Dana Whitlock", at=client, csi="A")
    async with at_work(agency, (160, 50)) as (app, pilot):
        await app.visit_client(client, section="contacts")
        await seen(app, "Dana Whitlock")
        await idle(app)
        await pilot.press(".", "s")
        await seen(app, "Status of Dana Whitlock")
        await pilot.press("3")
        await seen(app, "Set Dana Whitlock to Recruiter with placements")
        await pilot.press(*"placed by a partner", "down", *"1m", "ctrl+s")
        await seen(app, "Dana Whitlock: Recruiter with placements, set by hand")
        (line,) = agency.sam.read_now(sections.contacts, client)
        assert line.status.value is ContactStatus.RECRUITER_WITH
        assert "set by hand: “placed by a partner”" in line.status.because.text
        assert "until" in line.status.because.text
        await idle(app)
        await pilot.press(".", "s")
        await seen(app, "Back to automatic")
        await pilot.press("a")
        await seen(app, "The status of Dana Whitlock is automatic again")
        await idle(app)
        await pilot.press(".", "s", "c")
        await seen(app, "Active without placements")


async def test_a_contact_says_why_it_is_not_in_the_call_queue(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Dana Whitlock", at=client, csi="A")
    agency.a_contact("Ola Berg", at=client)
    agency.sam.write_now(credit.set_stage, client, AccountStage.INACTIVE)
    async with at_work(agency) as (app, pilot):
        await app.visit_client(client, section="contacts")
        await seen(app, "A    Inactive")
        await idle(app)
        await pilot.press("p")
        await seen(app, "not in the call queue: Stage Inactive")
        await pilot.press("j")
        await seen(app, "not in the call queue: no CSI code")
