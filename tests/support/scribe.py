"""One who writes without a pause and says what was saved, as a process of its own to be killed.

``python -m tests.support.scribe URL LOGIN CLIENT`` adds contacts with a code and a number to a client, makes every
third of them its primary one and undoes every fifth; for each it prints the name when the store has said that it is
saved, with a minus before it when its addition was undone.
"""

from __future__ import annotations

import os
import sys
from itertools import count
from typing import TextIO

from tests.support.clock import FixedClock
from trtui.desk import assignment, contacts, history
from trtui.desk.office import Office


def write_on(url: str, login: str, client_id: int, said: TextIO) -> None:
    """Write until killed."""
    office = Office(url, FixedClock(), login=login)
    for number in count(1):
        name = f"Scribe {login} {os.getpid()} {number}"
        new = contacts.NewContact(name, csi="ABCD"[number % 4], phone=f"0113 496 {number % 10_000:04d}")
        contact_id = office.write_now(contacts.add, new, client_id, is_really_new=True).contact_id
        print(name, file=said, flush=True)
        if number % 3 == 0:
            office.write_now(assignment.make_primary, client_id, contact_id)
        elif number % 5 == 0:
            office.write_now(history.undo)
            print(f"-{name}", file=said, flush=True)


if __name__ == "__main__":
    write_on(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.stdout)
