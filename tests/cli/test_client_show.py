"""``trtui client show``: whatever the summary shows of a client, in the table, in plain lines and in JSON."""

from __future__ import annotations

from dataclasses import asdict

from tests.cli.test_commands import Shell, agency, shell  # noqa: F401
from tests.support.agency import Agency
from trtui.cli.printing import jsonable
from trtui.desk import clients, contacts, jobs, labels, notes, sections, sites, summary, users
from trtui.domain.policy import Visibility
from trtui.ui.screens.client_sections import Seen, overview_rows
from trtui.ui.widgets.arrangement import text_of

LABELS = {
    "primary": "★ Dana Whitlock",
    "next task": "Send terms",
    "pinned": "⚑ Ring the bell",
    "company no.": "number: ",
    "contacts": "contacts",
    "open jobs": "jobs",
}
"""Lines of the overview that the table tells otherwise."""
LONG = "They want to hear from us in the new year, not before, and only about drivers who have a licence of their own"


def stocked(made: Agency) -> int:
    """Return a client of which everything is known."""
    client = made.a_client(
        number="4418292",
        website="brookhill.example",
        phone="0113 496 0100",
        town="Leeds",
        postcode="LS10 1AB",
    )
    start = made.sam.read_now(clients.values, client)
    more = {
        "sales_level": "hot",
        "industry": "Logistics",
        "customer_type": "Direct",
        "lead_source": "Trade fair",
        "banner": "Never before 10",
    }
    made.sam.write_now(clients.edit, client, start.values, {**start.values, **more}, start.version)
    dana = made.a_contact("Dana Whitlock", at=client, csi="A", phone="0113 496 0142")
    made.sam.write_now(
        jobs.fill, made.a_job(client, contact_id=dana, headcount=2), "Ann Example", "2026-11-30"
    )
    made.sam.write_now(sites.add_department, client, "Warehouse")
    made.sam.write_now(notes.add_note, client, "Ring the bell", pinned=True)
    made.sam.write_now(notes.add_note, client, LONG, dana)
    made.sam.write_now(notes.add_task, client, "Send terms", "+1d")
    made.sam.write_now(labels.tag, [client], "vip")
    made.sam.write_now(clients.add_name, client, "Brook Hill Haulage")
    jo = {name: number for number, name in made.sam.read_now(users.colleagues)}["Jo Bright"]
    made.sam.write_now(clients.set_access, client, Visibility.OWNER, [jo])
    made.sam.write_now(contacts.archive, [made.a_contact("Ravi Menon", at=client)])
    made.sam.write_now(clients.archive, [client], "Moved abroad")
    return client


def test_the_table_tells_every_line_of_the_overview(agency: Agency, shell: Shell) -> None:  # noqa: F811
    client = stocked(agency)
    assert shell("client", "show", str(client)) == 0
    told = shell.out.lower()
    rows = overview_rows(
        agency.sam.read_now(summary.summary, client),
        agency.sam.read_now(sections.contacts, client),
        agency.sam.read_now(sections.notes, client),
        Seen(agency.clock.now(), agency.clock.zone),
    )
    assert len(rows) > 17
    for row in rows:
        label = text_of(row.cells[0]).lower()
        assert LABELS.get(label, f"{label}: ").lower() in told, label
    for text in ("Never before 10", "Trade fair", "the owner, Sam; also Jo Bright", "Moved abroad", LONG):
        assert text in shell.out
    for text in ("Ann Example", "2026-11-30", "Warehouse", "Brook Hill Haulage (trading)", "Dana Whitlock"):
        assert text in shell.out


def test_plain_lines_and_json_tell_it_too(agency: Agency, shell: Shell) -> None:  # noqa: F811
    client = stocked(agency)
    assert shell("client", "show", str(client), "--plain") == 0
    assert all("\t" in line for line in shell.out.splitlines())
    assert f"\t{LONG}" in shell.out and "lead source\tTrade fair" in shell.out
    shown = shell.json("client", "show", str(client))
    assert shown["client"] == jsonable(asdict(agency.sam.read_now(summary.summary, client)))
    assert shown["client"]["granted"] == [
        {"user_id": shown["client"]["granted"][0]["user_id"], "name": "Jo Bright"}
    ]
    assert [one["text"] for one in shown["notes"]] == ["Send terms", "Ring the bell", LONG]
    assert [one["candidate"] for one in shown["placements"]] == ["Ann Example"]
