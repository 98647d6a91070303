"""Notes and tasks by command."""

from __future__ import annotations

from tests.cli.test_commands import Shell, agency, shell  # noqa: F401
from tests.support.agency import Agency
from trtui.desk import summary


def test_a_note_is_written_about_a_person_and_listed(agency: Agency, shell: Shell) -> None:  # noqa: F811
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    shell.json("note", "add", "Gate code at reception", "--client", str(client))
    shell.json("note", "add", "Prefers mornings", "--client", str(client), "--contact", str(dana), "--pin")
    listed = shell.json("note", "list", "--client", str(client))
    assert [(one["text"], one["contact"], one["is_pinned"]) for one in listed] == [
        ("Prefers mornings", "Dana Whitlock", True),
        ("Gate code at reception", "", False),
    ]
    assert shell("note", "list", "--client", str(client), "--plain") == 0
    assert shell.out.splitlines()[0].endswith("\tDana Whitlock\tSam\t⚑ Prefers mornings")


def test_a_task_is_given_to_a_person_or_a_team_and_finished(agency: Agency, shell: Shell) -> None:  # noqa: F811
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    words = ("--client", str(client), "--contact", str(dana))
    task = shell.json("task", "add", "Ring back", *words, "--kind", "call", "--due", "+1d", "--for", "priya")
    shell.json("task", "add", "Send terms", "--client", str(client), "--team", "LEEDS")
    listed = shell.json("task", "list", "--client", str(client))
    assert [(one["text"], one["assigned_to"], one["team"]) for one in listed] == [
        ("Ring back", "Priya Shah", ""),
        ("Send terms", "", "Leeds"),
    ]
    assert agency.sam.read_now(summary.summary, client).next_call is not None
    assert shell.json("task", "done", str(task["task_id"])) == {"task_id": task["task_id"], "done": True}
    assert [one["text"] for one in shell.json("task", "list", "--client", str(client))] == ["Send terms"]
    assert shell("task", "add", "X", "--client", str(client), "--team", "Hull") == 1
    assert "There is no team “Hull”" in shell.err
    assert shell("task", "add", "X", "--client", str(client), "--for", "nobody") == 1
