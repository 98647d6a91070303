"""Every command answers programs in JSON and pipes in plain lines: fields between tabs, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.register import a_company, a_zip
from trtui.cli import main
from trtui.cli.commands import trtui
from trtui.desk import plans

ANSWERS_OTHERWISE = {"demo", "keys"}
"""One opens the workspace; the table of the other is plain lines already."""
DEEDS = {
    "client add",
    "contact add",
    "contact status",
    "export",
    "note add",
    "task add",
    "task done",
    "number block",
    "number to-screen",
    "number unblock",
    "queue reassign",
    "queue release",
    "register sample",
    "settings get",
    "settings set",
    "settings unset",
    "template",
    "user add",
    "user disable",
} | {"user role", "user service"}
"""Commands that do something and have nothing to list; their plain line says what they did."""


def commands(group: click.Group, before: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name)), command


@pytest.fixture
def world(sqlite_url: str, clock: FixedClock, tmp_path: Path) -> Iterator[dict[str, str]]:
    """What the commands are asked about."""
    clock.set(2026, 1, 1)
    agency = Agency(sqlite_url, clock)
    client = agency.a_client("Brookhill Logistics Ltd", phone="0113 496 0100")
    dana = agency.a_contact("Dana Whitlock", at=client, csi="A", phone="0113 496 0142")
    ola = agency.a_contact("Ola Berg", at=agency.a_client("Berg & Sons"))
    agency.sam.write_now(plans.call_back, ola, "+3d")
    company = a_zip(tmp_path / "r.zip", [a_company("BROOKHILL LOGISTICS LIMITED", "04418292")])
    (tmp_path / "in.csv").write_text("Client,Town\nNordfrakt Ltd,Hull\n,Leeds\n")
    (tmp_path / "check.csv").write_text("Client\nBrookhill Logistic\n")
    (tmp_path / "old.toml").write_text("[agency]\ngoal = 12\n")
    agency.close()
    yield {
        "url": agency.url,
        "client": str(client),
        "dana": str(dana),
        "ola": str(ola),
        "zip": str(company),
        "folder": str(tmp_path),
    }


def test_a_client_is_shown_by_name_and_several_are_listed(
    world: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(world, "client show brookhill logistics --json") == 0
    assert json.loads(capsys.readouterr().out)["client"]["name"] == "Brookhill Logistics Ltd"
    assert run(world, "client add --name Brookdale") == 0
    capsys.readouterr()
    assert run(world, "client show brook") == 2
    said = capsys.readouterr().err
    assert "Several clients fit “brook”" in said and f"{world['client']:>8}  Brookhill Logistics Ltd" in said
    assert run(world, "client show nobody") == 1
    assert "There is no client “nobody”" in capsys.readouterr().err


@pytest.mark.parametrize("columns", [40, 50, 80])
def test_tables_fit_the_terminal(
    world: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for words in ("find brookhill", "find dana", "queue list"):
        assert run(world, words) == 0
        printed = capsys.readouterr().out.splitlines()
        assert printed and max(map(len, printed)) <= columns, words
    monkeypatch.delenv("COLUMNS")
    assert run(world, "find brookhill") == 0
    assert "Brookhill Logistics Ltd" in capsys.readouterr().out
    monkeypatch.setenv("COLUMNS", "40")
    assert run(world, "find brookhill --plain") == 0
    assert "0113 496 0100" in capsys.readouterr().out, "a pipe takes whole lines"


ASKED = {
    "client add": "client add --name Quill",
    "client check": "client check --name Brookhill",
    "client credit": "client credit {client}",
    "client show": "client show {client}",
    "contact add": "contact add --name Zed --client {client}",
    "contact check": "contact check --name Dana --client {client}",
    "contact status": "contact status {dana} unknown --reason gone",
    "doctor": "doctor",
    "export": "export clients {folder}/out.csv",
    "find": "find dana",
    "import": "import {folder}/in.csv",
    "number block": "number block 01134960142 --words stop",
    "number screen": "number screen 01134960142 --result clear",
    "number show": "number show 01134960142",
    "number to-screen": "number to-screen {folder}/screen.csv",
    "number unblock": "number unblock 01134960142 --reason slip",
    "queue callbacks": "queue callbacks",
    "note add": "note add Bell --client {client}",
    "note list": "note list --client {client}",
    "task add": "task add Terms --client {client} --due +1d --team leeds",
    "task done": "task done 1",
    "task list": "task list --client {client}",
    "queue claim": "queue claim",
    "queue held": "queue held",
    "queue list": "queue list",
    "queue log": "queue log {dana} 5",
    "queue reassign": "queue reassign --contact {ola} --to jo",
    "queue release": "queue release",
    "register find": "register find brookhill",
    "register load": "register load {zip}",
    "register propose": "register propose",
    "register review": "register review",
    "register sample": "register sample {folder}/sample.zip --clients 5",
    "register show": "register show 04418292",
    "register status": "register status",
    "register watch": "register watch",
    "settings get": "settings get goal",
    "settings list": "settings list",
    "settings set": "settings set goal 12",
    "settings take-from-file": "settings take-from-file {folder}/old.toml --yes",
    "settings unset": "settings unset goal",
    "template": "template {folder}/template.xlsx",
    "user add": "user add zoe",
    "user disable": "user disable jo",
    "user list": "user list",
    "user role": "user role jo manager",
    "user service": "user service gate",
}


def run(world: dict[str, str], words: str) -> int:
    return main(["--db", world["url"], "--as", "sam", *words.format(**world).split()])


def test_every_command_is_asked() -> None:
    assert {name for name, _ in commands(trtui)} - ANSWERS_OTHERWISE == set(ASKED)


@pytest.mark.parametrize("name", sorted(ASKED))
def test_a_command_answers_in_json_and_in_plain_lines(
    world: dict[str, str], name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if name.startswith("register ") and name not in ("register load", "register sample"):
        assert run(world, "register load {zip} --json") == 0
        assert name == "register propose" or run(world, "register propose --json") == 0
    if name in ("queue log", "queue held"):
        assert run(world, "queue claim --json") == 0
    if name == "number unblock":
        assert run(world, "number block 01134960142 --words stop --json") == 0
        assert run(world, "number block 01134960142 --words stop --json") == 0
    if name in ("note list", "task list", "task done"):
        assert run(world, "note add Bell --client {client} --json") == 0
        assert run(world, "task add Terms --client {client} --json") == 0
    capsys.readouterr()
    run(world, f"{ASKED[name]} --plain")
    out = capsys.readouterr().out
    lines = out.splitlines()
    assert lines or name in ("register watch", "queue held"), "something is there to tell"
    if name in DEEDS:
        assert len(lines) == 1
    else:
        assert all("\t" in line for line in lines), out
    repeated = {"client add", "user add", "queue log", "template", "export", "register sample", "import"} | {
        "number to-screen",
        "number unblock",
    }
    if name not in repeated:
        run(world, f"{ASKED[name]} --json")
        json.loads(capsys.readouterr().out)


def test_every_row_of_a_file_is_a_line(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, "import {folder}/in.csv --plain") == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0].startswith("2\tcreated\tNordfrakt Ltd\t")
    assert told.out.splitlines()[1].startswith("3\trefused\t")
    assert run(world, "client check --file {folder}/check.csv --plain") == 0
    assert capsys.readouterr().out.startswith(f"2\tBrookhill Logistic\t{world['client']}\tlikely\t96\t")


def test_a_count_of_nothing_is_told(world: dict[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, "register load {zip} --plain") == 0
    assert "left out\t0" in capsys.readouterr().out.splitlines()
