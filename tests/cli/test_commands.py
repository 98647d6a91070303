"""Commands: the same store, rules and permissions as the screens; stable JSON and exit codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from trtui.cli import main
from trtui.cli.commands import COMMANDS


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    """An agency whose store the commands are pointed at."""
    made = Agency(store_url, clock)
    yield made
    made.close()


class Shell:
    """Runs commands as somebody and keeps what they printed."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str]) -> None:
        self.url, self.capsys = url, capsys
        self.out = self.err = ""

    def __call__(self, *words: str, as_user: str = "sam") -> int:
        """Run a command and return its exit code."""
        code = main(["--db", self.url, "--as", as_user, *words])
        self.out, self.err = self.capsys.readouterr()
        return code

    def json(self, *words: str) -> Any:
        """Run a command that must succeed, and return what it printed as JSON."""
        assert self(*words, "--json") == 0, self.err
        return json.loads(self.out)


@pytest.fixture
def shell(agency: Agency, capsys: pytest.CaptureFixture[str]) -> Shell:
    return Shell(agency.url, capsys)


def test_find_prints_the_promised_fields(agency: Agency, shell: Shell) -> None:
    client = agency.a_client("Brookhill Logistics Ltd", postcode="LS10 1AB", phone="0113 496 0100")
    agency.a_contact("Dana Whitlock", at=client, phone="0113 496 0142")
    found = shell.json("find", "brok", "hill")
    assert {"kind", "id", "name", "client", "status", "phone", "postcode", "score"} <= set(found[0])
    assert (found[0]["kind"], found[0]["id"], found[0]["name"]) == (
        "client",
        client,
        "Brookhill Logistics Ltd",
    )
    assert 0 <= found[0]["score"] <= 1
    assert shell("find", "0113", "496", "0142", "--plain") == 0
    assert "Dana Whitlock\tBrookhill Logistics Ltd" in shell.out


def test_add_refuses_a_likely_duplicate_with_3_and_the_candidates(agency: Agency, shell: Shell) -> None:
    client = agency.a_client("Brookhill Logistics Ltd", number="4418292")
    assert shell("client", "add", "--name", "Brookhill Logistics Limited", "--json") == 3
    answer = json.loads(shell.out)
    assert answer["added"] is None
    assert answer["candidates"][0]["client_id"] == client
    assert {"name", "score", "strength", "reasons"} <= set(answer["candidates"][0])
    assert {"kind", "detail"} == set(answer["candidates"][0]["reasons"][0])
    added = shell.json(
        "client", "add", "--name", "Brookhill Logistics Limited", "--really-new", "the Bath branch"
    )
    assert added["added"]["client_id"] != client
    assert shell.json("client", "check", "--number", "04418292")[0]["strength"] == "certain"


def test_check_reads_every_row_of_a_file(agency: Agency, shell: Shell, tmp_path: Path) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    path = tmp_path / "ask.csv"
    path.write_text("Company,Post code\nBrookhill Logistics,\nZymurgy Ltd,\n")
    assert shell("client", "check", "--file", str(path), "--json") == 0
    rows = [json.loads(line) for line in shell.out.splitlines()]
    assert [row["row"] for row in rows] == [1, 2]
    assert [[one["client_id"] for one in row["candidates"]] for row in rows] == [[client], []]


def test_show_tells_everything_that_the_summary_shows(agency: Agency, shell: Shell) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    agency.a_contact("Dana Whitlock", at=client, csi="A")
    agency.a_job(client)
    shown = shell.json("client", "show", str(client))
    assert shown["client"]["status"]["value"] == "active_without_placements"
    assert "Night shift planner" in shown["client"]["status"]["because"]["text"]
    assert [one["name"] for one in shown["contacts"]] == ["Dana Whitlock"]
    lists = {"contacts", "jobs", "placements", "sites", "notes", "activity"}
    assert set(shown) == {"client", *lists, "register", "register_flags"}
    assert shell("client", "show", str(client)) == 0
    assert "★ Dana Whitlock" in shell.out
    assert shell("client", "show", "999") == 1
    assert "There is no client 999" in shell.err


def test_plain_lines_hold_one_record_each(agency: Agency, shell: Shell) -> None:
    agency.clock.set(2026, 1, 1)
    client = agency.a_client("Brookhill Logistics Ltd", number="4418292")
    dana = agency.a_contact("Dana Whitlock", at=client, csi="A", phone="0113 496 0142", job_title="Director")
    assert shell("client", "show", str(client), "--plain") == 0
    lines = shell.out.splitlines()
    assert "name\tBrookhill Logistics Ltd" in lines and "number\t04418292" in lines
    (line,) = [line for line in lines if line.startswith("contact\t")]
    assert line.split("\t")[1:7] == [str(dana), "★ Dana Whitlock", "Director", "", "A", "0113 496 0142"]
    assert line.split("\t")[8].endswith(" ago"), "the call was due on New Year's Day"
    assert line.split("\t")[-1] == "Recruiter without placements"
    assert shell("client", "check", "--name", "Brookhill Logistic", "--plain") == 0
    assert shell.out.startswith(f"{client}\tlikely\t96\tBrookhill Logistics Ltd\t")
    assert shell("client", "check", "--name", "Nobody Knows", "--plain") == 0
    assert (shell.out, shell.err) == ("", "No client looks like it.\n")
    assert shell("user", "list", "--plain") == 0
    assert shell.out.splitlines()[0].startswith("jo\tJo Bright\tConsultant")
    assert shell("queue", "claim", "--plain") == 0
    assert shell.out.startswith(f"{dana}\tDana Whitlock\t{client}\tBrookhill Logistics Ltd\t")
    assert shell.json("queue", "release") == {"released": 1, "whose": ""}
    assert shell.json("user", "role", "jo", "manager") == {"login": "jo", "role": "manager"}
    assert shell("doctor", "--plain") == 0
    assert "ok\tintegrity\tevery check passed" in shell.out.splitlines()


def test_a_file_comes_in_and_is_taken_back(agency: Agency, shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "clients.csv"
    path.write_text("Company,Contact,CSI\nAcme Freight Ltd,Ann Archer,a\nBirch Care,Ben Birch,Z\n")
    dry = shell.json("import", str(path), "--dry-run")
    assert [row["outcome"] for row in dry["rows"]] == ["created", "refused"]
    assert shell.json("find", "acme") == []
    done = shell.json("import", str(path))
    assert (done["report"]["created"], done["report"]["refused"]) == (1, 1)
    assert [one["name"] for one in shell.json("find", "acme")][:1] == ["Acme Freight Ltd"]
    undone = shell.json("import", "undo", str(done["report"]["batch"]))
    assert undone["removed"] == 1
    assert shell.json("find", "acme") == []


def test_a_list_goes_out_and_is_not_overwritten_unasked(agency: Agency, shell: Shell, tmp_path: Path) -> None:
    agency.a_client("=cmd|' /C calc'!A0 Ltd")
    path = tmp_path / "clients.csv"
    assert shell("export", "clients", str(path)) == 0
    assert "'=cmd" in path.read_text("utf-8-sig")
    before = path.read_bytes()
    assert shell("export", "clients", str(path)) == 1
    assert path.read_bytes() == before
    assert shell("export", "clients", str(tmp_path / "x.pdf")) == 1
    assert shell("export", "nonsense", str(tmp_path / "x.csv")) == 1
    assert "There is no list" in shell.err


@pytest.mark.parametrize("text", ["foo:bar", "status:bogus", "owner:nobodyhere"])
def test_a_filter_that_means_nothing_writes_no_list(shell: Shell, tmp_path: Path, text: str) -> None:
    path = tmp_path / "clients.csv"
    assert shell("export", "clients", str(path), "--filter", text) == 2
    assert "Nothing was written" in shell.err and not path.exists()


def test_the_queue_is_worked_from_a_script(agency: Agency, shell: Shell) -> None:
    agency.clock.set(2026, 1, 1)
    client = agency.a_client("Acme Freight Ltd")
    contact = agency.a_contact("Ann Archer", at=client, csi="A", phone="0113 496 0142")
    listed = shell.json("queue", "list")
    assert [row["contact_id"] for row in listed] == [contact]
    claimed = shell.json("queue", "claim")
    assert claimed["client_id"] == client
    assert shell("queue", "claim", "--contact", str(contact), as_user="priya") == 5
    logged = shell.json(
        "queue", "log", str(contact), "1", "--next", "+3d", "--token", str(claimed["token"]), "--once", "k1"
    )
    again = shell.json(
        "queue", "log", str(contact), "1", "--next", "+3d", "--token", str(claimed["token"]), "--once", "k1"
    )
    assert (logged["outcome"], logged["is_repeat"], again["is_repeat"]) == ("conversation", False, True)
    assert again["touch_id"] == logged["touch_id"]
    assert shell("queue", "log", str(contact), "nonsense") == 2
    assert shell.json("queue", "list") == []


def test_who_is_disabled_leaves_call_backs_that_a_manager_gives_on(agency: Agency, shell: Shell) -> None:
    dana = agency.a_contact("Dana Whitlock", at=agency.a_client(by=agency.max), csi="A")
    assert shell("queue", "log", str(dana), "4", "--next", "+3d", as_user="priya") == 0
    assert [one["user"] for one in shell.json("queue", "callbacks")] == ["Priya Shah"]
    done = shell.json("user", "disable", "priya")
    assert done["handed_over"]["callbacks_to_owners"] == 1 and done["is_active"] is False
    assert [one["user"] for one in shell.json("queue", "callbacks")] == ["Max Ford"]
    moved = shell.json("queue", "reassign", "--contact", str(dana), "--to", "everyone")
    assert moved == {"contact_id": dana, "to": "everyone", "reassigned": 1}
    assert shell("queue", "reassign", "--contact", str(dana), "--to", "jo", as_user="jo") == 4
    assert shell("queue", "reassign", "--contact", str(dana), "--to", "nobody") == 1
    assert shell("user", "disable", "priya", "--undo") == 0
    assert "priya is enabled." in shell.out


def test_a_contacts_status_is_set_by_hand(agency: Agency, shell: Shell) -> None:
    dana = str(agency.a_contact("Dana Whitlock", at=agency.a_client(), csi="A"))
    assert shell("contact", "status", dana, "unknown") == 2
    done = shell.json("contact", "status", dana, "unknown", "--reason", "on leave", "--until", "1m")
    assert done["status"] == "unknown" and done["expires_at"] > agency.clock.now()
    found = [one["status"] for one in shell.json("find", "dana") if one["kind"] == "contact"]
    assert found == ["unknown"]
    assert shell("contact", "status", dana, "automatic") == 0
    assert shell("contact", "status", dana, "automatic") == 1
    assert shell("contact", "status", dana, "golden") == 2


def test_a_call_to_a_client_alone_is_logged(agency: Agency, shell: Shell) -> None:
    client = agency.a_client("Zebedee Widgets Ltd", phone="0113 496 0100")
    logged = shell.json("queue", "log", "--client", str(client), "no-answer", "--next", "+3d", "--once", "k")
    assert (logged["contact_id"], logged["client_id"], logged["outcome"]) == (None, client, "no_answer")
    assert "→ task" in logged["text"]
    assert shell.json("queue", "log", "--client", str(client), "6", "--once", "k")["is_repeat"] is True
    assert shell("queue", "log", "no_answer") == 2
    assert shell("queue", "log", "dana", "no_answer") == 2
    assert shell("queue", "log", "--client", "99", "6") == 1


def test_a_credit_check_is_asked_for_and_decided(agency: Agency, shell: Shell) -> None:
    client = str(agency.a_client(by=agency.priya))
    assert shell("client", "credit", client, "ask", as_user="priya") == 0
    assert shell("client", "credit", client, "approve", "--limit", "20k", as_user="priya") == 4
    assert "There is no credit controller here, so a manager decides: ask Max Ford or Sam." in shell.err
    assert shell("client", "credit", client, "approve") == 2
    assert shell("client", "credit", client, "refuse") == 2
    assert shell.json("client", "credit", client)["credit"]["status"] == "requested"
    decided = shell.json("client", "credit", client, "approve", "--limit", "20k", "--reference", "4711")
    assert decided["stage"] == "active"
    assert (decided["credit"]["limit_pence"], decided["credit"]["reference"]) == (2_000_000, "4711")
    assert shell("client", "credit", client, "withdraw") == 1
    shell.json("client", "credit", client, "ask")
    assert shell.json("client", "credit", client, "withdraw")["stage"] == "active"
    shell.json("client", "credit", client, "ask")
    assert shell.json("client", "credit", client, "refuse", "--reason", "late")["stage"] == "inactive"
    assert shell("client", "show", client) == 0 and "Credit: refused by Sam" in shell.out


def test_only_administrators_manage_users(agency: Agency, shell: Shell) -> None:
    assert shell("user", "add", "zoe", "--role", "manager", as_user="priya") == 4
    assert "may not manage users" in shell.err
    assert shell("user", "add", "zoe", "--role", "manager") == 0
    assert [one["role"] for one in shell.json("user", "list") if one["login"] == "zoe"] == ["manager"]
    assert shell("user", "disable", "zoe") == 0
    assert shell("find", "x", as_user="zoe") == 4
    assert "disabled" in shell.err
    assert shell("find", "x", as_user="nobody") == 4
    assert "trtui user add nobody" in shell.err


def test_doctor_finds_a_sound_store_sound(
    agency: Agency, shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    agency.a_contact("Dana Whitlock", at=agency.a_client())
    findings = {one["what"]: one["is_well"] for one in shell.json("doctor")}
    assert findings["store"] and findings["integrity"]
    agency.sam.operate_now(lambda desk: desk.db.run("DELETE FROM client_state"))
    assert shell("doctor") == 1
    assert "trtui doctor --rebuild" in shell.out
    assert shell("doctor", "--rebuild") == 0


@pytest.mark.parametrize(
    "words", [["nonsense"], ["find"], ["client", "check"], ["import"], ["queue", "log", "x", "1"]]
)
def test_wrong_usage_is_2_and_says_what_to_type(shell: Shell, words: list[str]) -> None:
    assert shell(*words) == 2
    assert shell.err.strip()


@pytest.mark.parametrize(
    "words",
    [
        ["client", "show", "99999999999999999999"],
        ["client", "show", "0"],
        ["import", "undo", "99999999999999999999"],
        ["queue", "log", "99999999999999999999", "voicemail"],
        ["queue", "claim", "--contact", "3000000000"],
    ],
)
def test_a_number_that_no_record_can_have_is_wrong_usage(shell: Shell, words: list[str]) -> None:
    assert shell(*words) == 2
    assert "Traceback" not in shell.err and shell.err


@pytest.mark.parametrize("after", [False, True])
def test_a_store_that_is_named_wins_over_the_environment_wherever_it_is_named(
    agency: Agency,
    shell: Shell,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    after: bool,
) -> None:
    agency.a_client("Brookhill Logistics Ltd")
    monkeypatch.setenv("TRTUI_DB", str(tmp_path / "another.db"))
    monkeypatch.setenv("TRTUI_USER", "nobody")
    named, command = ["--db", agency.url, "--as", "sam"], ["find", "brookhill", "--json"]
    assert main([*command, *named] if after else [*named, *command]) == 0
    assert [one["name"] for one in json.loads(capsys.readouterr().out)] == ["Brookhill Logistics Ltd"]
    assert not (tmp_path / "another.db").exists()


@pytest.mark.parametrize(
    "words", [["find", "x"], ["queue", "list"], ["client", "show", "1"], ["export", "clients", "x.csv"]]
)
def test_a_mistyped_path_is_told_and_makes_no_store(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "folder" / "mistyped.db"
    assert main(["--db", str(path), *words]) == 1
    assert "There is no store at" in capsys.readouterr().err
    assert main(["--db", str(path), "doctor"]) == 1
    assert "there is none at" in capsys.readouterr().out
    assert main(["--db", str(path), "template", str(tmp_path / "t.xlsx")]) == 0
    assert not path.parent.exists()


def test_doctor_says_that_the_keys_of_the_settings_clash(
    agency: Agency, shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[keys]\n"contact.asign" = "f6"\n')
    monkeypatch.setenv("TRTUI_CONFIG", str(config))
    assert shell("doctor") == 1
    assert "contact.asign" in shell.out and "contact.assign" in shell.out


def test_a_mistyped_command_is_answered_with_the_nearest(shell: Shell) -> None:
    assert shell("clint") == 2
    assert "Did you mean: trtui client?" in shell.err


def test_what_data_holds_never_reaches_the_terminal_raw(agency: Agency, shell: Shell) -> None:
    evil = "Acme \u009b2J [/b] Ltd"
    agency.sam.operate_now(
        lambda desk: desk.db.run(
            "INSERT INTO client (name, access, stage, created_at, version)"
            " VALUES (:name, 'everyone', 'prospect', 1, 1)",
            name=evil,
        )
    )
    number = agency.sam.read_now(lambda look: look.db.value("SELECT max(id) FROM client"))
    assert shell("client", "show", str(number)) == 0
    assert "\u009b" not in shell.out and "[/b]" in shell.out


def test_every_command_is_loaded_only_when_it_is_called() -> None:
    import subprocess
    import sys

    code = (
        "import sys; import trtui.cli.commands; print([m for m in sys.modules if m.startswith('trtui.cli.')])"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert sorted(json.loads(printed.replace("'", '"'))) == ["trtui.cli.commands", "trtui.cli.sitting"]


def test_help_of_every_command_speaks(capsys: pytest.CaptureFixture[str]) -> None:
    for name in COMMANDS:
        assert main([name, "--help"]) == 0
        assert "Usage: trtui" in capsys.readouterr().out


def test_keys_prints_the_registry(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "--json"]) == 0
    ids = {one["id"] for one in json.loads(capsys.readouterr().out)}
    assert {"contact.assign", "change.undo", "outcome.conversation"} <= ids
    assert main(["keys"]) == 0
    assert "contact.assign" in capsys.readouterr().out
