"""What contact assignment asks for: the client, a person who is not known yet, a role."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from trtui.desk import same_person, search
from trtui.desk.contacts import NewContact
from trtui.desk.hits import Hit
from trtui.desk.same_person import SamePerson
from trtui.domain import phones, web
from trtui.domain.csi import CsiCode
from trtui.domain.errors import Invalid
from trtui.domain.text import line, required
from trtui.ui.dialogs import ask, fill, look_up, pick
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.picker import Picker
from trtui.ui.screens.same_person import ask_same_person
from trtui.ui.subjects import Subject
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace
    from trtui.ui.shell import Shell

CODES = (("", "–"), *((code.value, f"{code.value}  {code.meaning}") for code in CsiCode))
ROLES = "hiring manager, HR, accounts payable …"
LIMIT = 50


class ClientPicker(Picker):
    """Clients found by typing; before that, those opened last."""

    HINT = "name, phone, postcode"
    EMPTY = "No such client. Type less, or press esc."
    KEEPS = True
    COLUMNS = (
        Column("name", "Client", 24, grow=2, least=12),
        Column("where", "Where", 16, grow=1, priority=1),
        Column("owner", "Owner", 14, priority=2),
    )

    async def show_found(self, text: str) -> None:
        """Ask the store, keeping the rows until the new ones are there."""
        workspace = cast("Workspace", self.app)
        await workspace.opened.wait()
        hits = await _clients(workspace, text)
        if text == self.query_one(LineInput).value:
            self.table.show_rows([_client_row(hit) for hit in hits], keep=False)


async def _clients(workspace: Workspace, text: str) -> Sequence[Hit]:
    office = workspace.office
    if not text.strip():
        recent = await office.read(search.recent, LIMIT)
        if recent:
            return recent
    found = await office.read(search.find, f"{text} is:client", LIMIT)
    return [hit for hit in found.hits if hit.kind == "client"]


def _client_row(hit: Hit) -> Row:
    name = f"{hit.name} (archived)" if hit.is_archived else hit.name
    where = " ".join(part for part in (hit.where, hit.postcode) if part)
    return Row(("client", hit.id), (name, Cell(where, "muted"), Cell(hit.owner, "muted")))


async def choose_client(workspace: Workspace, heading: str, among: Sequence[Subject] = ()) -> int | None:
    """Let the user choose a client by typing, or one of a few; none when the question was left."""
    if among:
        row = await pick(workspace, heading, [Row(("client", one.id), (one.name,)) for one in among])
    else:
        row = await look_up(workspace, ClientPicker(heading))
    return None if row is None else cast("tuple[str, int]", row.key)[1]


async def new_person(workspace: Workspace, client_id: int, name: str = "") -> NewContact | SamePerson | None:
    """Ask for a person who is not known yet, or find out that they are; nothing is written."""
    region = workspace.office.rules.region

    def read(number: str) -> str:
        return phones.display(phones.parse(number, region).key, region) if number.strip() else ""

    fields = [
        Field(
            "name", "Name", name, required=True, parse=lambda text: required(text, "The name", field="name")
        ),
        Field("job_title", "Job title", parse=lambda text: line(text, field="job_title")),
        Field("role", "Role here", hint=ROLES, parse=role),
        Field("phone", "Direct line", parse=lambda text: line(text, 40, "phone"), preview=read),
        Field("mobile", "Mobile", parse=lambda text: line(text, 40, "mobile"), preview=read),
        Field(
            "email", "E-mail", parse=lambda text: web.email(line(text, 254, "email"), "email") if text else ""
        ),
        Field("csi", "CSI code", "", kind="choice", options=CODES),
    ]

    async def answer(changed: dict[str, Any]) -> NewContact | SamePerson:
        new = NewContact(**{"name": name, **changed})
        candidates = await workspace.office.read(same_person.check, new, client_id)
        likely = [one for one in candidates if one.is_likely]
        same = await ask_same_person(workspace, likely, "Assign") if likely else "new"
        if same == "back":
            raise Invalid("Say who it is, or change what is typed.", "name")
        return new if same == "new" else same

    person: NewContact | SamePerson | None = await fill(
        workspace, "New person (added when the plan is saved)", fields, answer
    )
    return person


async def ask_role(shell: Shell, name: str, now: str) -> str | None:
    """Ask what somebody is at the client; none when the question was left."""
    answer: str | None = await ask(
        shell, f"Role of {name} here", Field("role", "Role", now, hint=ROLES, parse=role)
    )
    return answer


async def ask_to_leave(shell: Shell, count: int) -> str:
    """Ask what becomes of a plan that is not saved: ``save``, ``drop`` or ``stay``."""
    choice = await shell.choose(
        f"{count} planned change{'s are' if count > 1 else ' is'} not saved",
        [Choice("Save", "save", "s"), Choice("Discard", "drop", "d"), Choice("Stay", "stay", "y")],
    )
    return str(choice.value) if choice else "stay"


def role(text: str) -> str:
    """Return a role as it is kept; raises Invalid for one that is too long or holds what cannot be stored."""
    return line(text, 80, "role")
