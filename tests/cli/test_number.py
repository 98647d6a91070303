"""``trtui number``: what is known of a number, blocked, unblocked and screened from scripts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact
from tests.support.clock import FixedClock
from trtui.cli import main
from trtui.desk import clients
from trtui.domain.policy import Visibility


@pytest.fixture
def world(sqlite_url: str, clock: FixedClock) -> Iterator[Agency]:
    """Nia and Sam at one switchboard, and somebody whom only Sam Okafor may see."""
    clock.set(2026, 1, 1)
    agency = Agency(sqlite_url, clock)
    quarry = agency.a_client("Quarry Bank Mills Ltd")
    a_due_contact(agency, "Nia Holt", quarry, phone="0113 496 0150 ext 204", by=agency.priya)
    a_due_contact(agency, "Sam Oduya", quarry, phone="0113 496 0150 x 317", by=agency.priya)
    hidden = agency.a_client("Hidden Looms Ltd")
    a_due_contact(agency, "Mona Veil", hidden, phone="0113 496 0150 ext 9")
    agency.sam.write_now(clients.set_access, hidden, Visibility.OWNER)
    yield agency
    agency.close()


def run(world: Agency, *words: str, login: str = "priya") -> int:
    return main(["--db", world.url, "--as", login, *words])


def test_a_number_is_shown_with_those_whom_one_may_open(
    world: Agency, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(world, "number", "show", "0113 496 0150", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["number"], found["ext"], found["may_call"]) == ("+441134960150", "", True)
    assert [one["contact"] for one in found["holders"]] == ["Nia Holt", "Sam Oduya"]
    assert run(world, "number", "show", "0113 496 0150 ext 9") == 0
    assert "Veil" not in capsys.readouterr().out


def test_do_not_call_names_what_it_blocks(world: Agency, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, "queue", "log", "1", "do_not_call", "--json") == 0
    assert json.loads(capsys.readouterr().out)["blocked_number"] == "+441134960150;ext=204"
    assert run(world, "queue", "log", "2", "do_not_call", "--whole-number") == 0
    told = capsys.readouterr().out
    assert "0113 496 0150 is blocked for everybody" in told and "Veil" not in told


def test_blocking_and_unblocking(world: Agency, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, "number", "block", "0113 496 0150 ext 204", "--words", "stop") == 0
    assert "(this extension only)" in capsys.readouterr().out
    assert run(world, "number", "unblock", "0113 496 0150 ext 204", "--reason", "a slip") == 4
    assert "a manager or an administrator" in capsys.readouterr().err
    assert run(world, "number", "unblock", "0113 496 0150 ext 204", "--reason", "a slip", login="max") == 0
    assert (
        "is no longer blocked. Nia Holt (Quarry Bank Mills Ltd) may be called again"
        in capsys.readouterr().out
    )
    assert run(world, "number", "unblock", "0113 496 0150", "--reason", "a slip", login="max") == 1
    assert run(world, "number", "block", "reception", "--words", "stop") == 1
    assert "no phone number" in capsys.readouterr().err


def test_a_file_of_answers_goes_in_row_by_row(
    world: Agency, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "results.csv"
    path.write_text("number,result,date\n0113 496 0150,tps,24/11/2026\nreception,tps,24/11/2026\n")
    assert run(world, "number", "screen", "--file", str(path)) == 1
    told = capsys.readouterr().out
    assert "line 3: refused: reception: " in told
    assert "1 number screened, 1 listed, 1 refused." in told
    assert run(world, "number", "screen", "--file", str(path), "--json") == 1
    assert [one["line"] for one in json.loads(capsys.readouterr().out)["refused"]] == [3]
    assert run(world, "number", "show", "0113 496 0150") == 0
    assert "May be called: no: on TPS, 24 Nov" in capsys.readouterr().out


def test_one_answer_with_its_day(world: Agency, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(world, "number", "screen", "0113 496 0150", "--result", "clear", "--on", "20/11/2026") == 0
    assert run(world, "number", "screen", "0113 496 0150", "--result", "clear", "--on", "soon") == 1
    assert "is no date" in capsys.readouterr().err
    assert run(world, "number", "screen", "0113 496 0150") == 2
    assert run(world, "number", "screen", "--result", "tps") == 2


def test_numbers_to_screen_are_written_once_each(
    world: Agency, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out.csv"
    assert run(world, "number", "to-screen", str(path)) == 0
    assert path.read_text(encoding="utf-8-sig").splitlines() == [
        "Number,Result,Checked on",
        "0113 496 0150,,",
    ]
    assert "Wrote 1 numbers" not in capsys.readouterr().out
    assert run(world, "number", "to-screen", str(path)) == 1, "a file that is there stays"
