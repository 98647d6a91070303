"""Nothing that was said to be saved is lost when a program is killed, and the store opens; on both databases."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from trtui.desk import sections, upkeep
from trtui.desk.office import Office


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    made = Agency(store_url, clock)
    yield made
    made.close()


def killed_after(saved: int, url: str, login: str, client_id: int, root: Path) -> list[str]:
    """Let somebody write, kill -9 in the middle of what comes after so many, and return all that they heard."""
    command = [sys.executable, "-m", "tests.support.scribe", url, login, str(client_id)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as scribe:
        assert scribe.stdout is not None
        heard = [scribe.stdout.readline().strip() for _ in range(saved)]
        scribe.kill()
        return heard + scribe.stdout.read().split("\n")[:-1]


def names_at(office: Office, client_id: int) -> set[str]:
    return {one.name for one in office.read_now(sections.contacts, client_id)}


def test_what_was_saved_is_there_after_kill_9_in_the_middle_of_writes(agency: Agency, root: Path) -> None:
    client = agency.a_client()
    rounds = [killed_after(saved, agency.url, "priya", client, root) for saved in (4, 9, 17)]
    heard = {line for lines in rounds for line in lines}
    undone = {line.removeprefix("-") for line in heard if line.startswith("-")}
    saved = {line for line in heard if not line.startswith("-")} - undone
    # An undo of the last one may have been carried out before anybody could be told.
    uncertain = {lines[-1] for lines in rounds}
    there = names_at(agency.sam, client)
    assert len(saved) >= 20
    assert saved - uncertain <= there
    assert not undone & there


def test_after_kill_9_the_store_is_whole_and_takes_writes(agency: Agency, root: Path) -> None:
    client = agency.a_client()
    for saved in (3, 8):
        killed_after(saved, agency.url, "jo", client, root)
    assert agency.sam.read_now(upkeep.examine).wrong == ()
    agency.a_contact("Dana Whitlock", client)
    assert "Dana Whitlock" in names_at(agency.sam, client)
    assert agency.sam.read_now(upkeep.examine).wrong == ()
