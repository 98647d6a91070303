"""What a row does to a client: makes it, or adds to it what it does not have yet.

A row is taken as a whole or not at all: whatever may refuse it is asked before the first piece is touched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trtui.desk.field_words import called
from trtui.desk.importing.portraits import Piece, Portrait, Someone
from trtui.desk.importing.rows import Address, ImportRow, Person, Point
from trtui.domain import policy
from trtui.domain.errors import NotAllowed
from trtui.domain.folding import fold
from trtui.domain.kinds import NameKind, SiteKind
from trtui.domain.policy import Actor, ClientAccess, Verb
from trtui.domain.stage import AccountStage, Obstacle, change_stage

CREDIT_TASK = "credit check"
SITE_FIELDS = ("name", "line1", "line2", "town", "county", "postcode", "country")

Obstacles = Callable[[int], list[Obstacle]]
"""What keeps a client from becoming inactive, by its number."""
Elsewhere = Callable[[Person], tuple[Piece, list[Piece]] | None]
"""The same person at another client, with their points; none if there is nobody."""


@dataclass(slots=True)
class Canvas:
    """What the rows of one transaction are painted on: who imports and when, and the pieces to be written so far."""

    actor: Actor
    now: int
    today: str
    owner_id: int | None
    """The owner where a row names none."""
    teams: Mapping[int, int]
    """The team of each user."""
    overwrites: bool
    obstacles: Obstacles
    elsewhere: Elsewhere
    tags: dict[str, Piece] = field(default_factory=dict)
    """Tags of the store and new ones, by folded name."""
    pieces: list[Piece] = field(default_factory=list)
    """What is new or changed, in the order in which it came up."""
    touched: set[int] = field(default_factory=set)
    kept: list[str] = field(default_factory=list)
    """What the row now at work says otherwise and is kept as it is, in words."""

    def new(self, table: str, **values: Any) -> Piece:
        """Return a row to be made."""
        piece = Piece(table, values)
        self.pieces.append(piece)
        return piece

    def change(self, piece: Piece, name: str, value: Any) -> bool:
        """Set a field of a row; return whether that changes it."""
        changed = piece.set(name, value)
        if changed and not piece.is_new and id(piece) not in self.touched:
            self.touched.add(id(piece))
            self.pieces.append(piece)
        return changed

    def keep(self, what: str, there: Any, said: Any) -> None:
        """Note that something stays as it is although the row says otherwise."""
        if there and said and fold(str(there)) != fold(str(said)):
            self.kept.append(f"{what} {there} (the file: {said})")


def why_not_made(canvas: Canvas, row: ImportRow) -> str:
    """Return why the client of a row may not be made as it stands, or nothing: Active needs an approval."""
    if row.stage is AccountStage.ACTIVE and policy.may(canvas.actor, Verb.DECIDE_CREDIT) is not None:
        return (
            "Stage Active needs an approved credit check: leave the stage empty, or have credit control,"
            " a manager or an administrator import it."
        )
    return ""


def make(canvas: Canvas, row: ImportRow) -> Portrait:
    """Make the client that a row describes."""
    owner = canvas.owner_id if row.owner_id is None else row.owner_id or None
    stage = row.stage or AccountStage.PROSPECT
    client = canvas.new(
        "client",
        name=row.name,
        number=row.number,
        website=row.website,
        stage=stage.value,
        sales_level=row.sales_level,
        industry=row.industry,
        customer_type=row.customer_type,
        lead_source=row.lead_source,
        banner=row.banner,
        owner_id=owner,
        team_id=canvas.teams.get(owner or canvas.actor.user_id),
        access=policy.Visibility.EVERYONE.value,
        archived_at=None,
        created_at=canvas.now,
        created_by=canvas.actor.user_id,
    )
    portrait = Portrait(client, access=ClientAccess(owner_id=owner), is_of_this_file=True)
    if stage is AccountStage.CREDIT_CHECK:
        _ask_for_credit(canvas, portrait)
    _add(canvas, portrait, row)
    return portrait


def extend(canvas: Canvas, portrait: Portrait, row: ImportRow) -> list[str]:
    """Add to a client what a row knows more; return in words what changed, nothing for a row that says nothing new.

    Fields that are filled stay as they are unless the import overwrites; the canvas notes in words which. Raises
    NotAllowed, and Invalid for a stage that the account cannot go to, before anything is added.
    """
    _permit(canvas, Verb.EDIT_CLIENT, portrait.access)
    client = portrait.client
    wanted: dict[str, Any] = {
        "number": row.number,
        "website": row.website,
        "sales_level": row.sales_level,
        "industry": row.industry,
        "customer_type": row.customer_type,
        "lead_source": row.lead_source,
        "banner": row.banner,
    }
    if canvas.overwrites and row.name != portrait.name:
        wanted["name"] = row.name
    owner = row.owner_id or None
    moves_owner = row.owner_id is not None and owner != client.get("owner_id")
    if moves_owner and (canvas.overwrites or client.get("owner_id") is None):
        _permit(canvas, Verb.CHANGE_OWNER, portrait.access)
        wanted["owner_id"] = owner
    asks_credit = False
    if row.stage is not None and canvas.overwrites and row.stage.value != client.get("stage"):
        asks_credit = _move(canvas, portrait, row.stage)
        wanted["stage"] = row.stage.value
    said = []
    for name, value in wanted.items():
        overwrites = canvas.overwrites or name in ("owner_id", "stage")
        if (
            value is not None
            and (overwrites or client.get(name) is None)
            and canvas.change(client, name, value)
        ):
            said.append(f"{called(name, 'client')} set")
            if name == "owner_id":
                canvas.change(client, "team_id", canvas.teams.get(value))
        elif value is not None and not overwrites:
            canvas.keep(called(name, "client"), client.get(name), value)
    if moves_owner and "owner_id" not in wanted:
        canvas.kept.append("the owner")
    if row.stage is not None and "stage" not in wanted and row.stage.value != client.get("stage"):
        canvas.keep("stage", AccountStage(client.get("stage")).label, row.stage.label)
    if asks_credit:
        _ask_for_credit(canvas, portrait)
    return said + _add(canvas, portrait, row)


def _add(canvas: Canvas, portrait: Portrait, row: ImportRow) -> list[str]:
    """Add what hangs on a client; return in words what is new."""
    said = []
    for kind, names in ((NameKind.TRADING, row.trading_names), (NameKind.PREVIOUS, row.previous_names)):
        there = {fold(name) for name in (portrait.name, *portrait.other_names)}
        for name in names:
            if fold(name) not in there:
                piece = canvas.new("client_name", client_id=portrait.client, name=name, kind=kind.value)
                portrait.names.append(piece)
                said.append(f"{kind.value} name {name}")
    for tag in row.tags:
        if fold(tag) not in portrait.tags:
            known = canvas.tags.get(fold(tag))
            if known is None:
                known = canvas.tags[fold(tag)] = canvas.new("tag", name=tag)
            portrait.tags[fold(tag)] = known
            canvas.new("client_tag", client_id=portrait.client, tag_id=known)
            said.append(f"tag {tag}")
    said += _add_points(canvas, portrait.points, row.points, "client_id", portrait.client)
    if row.site is not None:
        said += _add_site(canvas, portrait, row.site, is_registered=bool(row.number))
    someone = None
    if row.person is not None:
        someone, words = _add_person(canvas, portrait, row.person)
        said += words
    if row.note and row.note not in portrait.notes:
        portrait.notes.add(row.note)
        canvas.new(
            "note",
            client_id=portrait.client,
            contact_id=someone.contact if someone else None,
            body=row.note,
            created_at=canvas.now,
            created_by=canvas.actor.user_id,
        )
        said.append("note")
    return said


def _add_points(
    canvas: Canvas, there: list[Piece], points: tuple[Point, ...], column: str, owner: Piece
) -> list[str]:
    said = []
    known = {(piece.get("kind"), piece.get("value"), piece.get("ext") or "") for piece in there}
    for point in points:
        if column == "contact_id" and _completed(canvas, there, point):
            known.add((point.kind, point.value, point.ext))
            said.append(f"extension {point.ext}")
        elif not _is_known(known, point):
            values: dict[str, Any] = {
                "kind": point.kind,
                "value": point.value,
                "typed": point.typed,
                "ext": point.ext or None,
                "label": point.label,
            }
            place = max((int(piece.get("position") or 0) for piece in there), default=-1) + 1
            there.append(canvas.new("contact_point", **{column: owner}, **values, position=place))
            known.add((point.kind, point.value, point.ext))
            said.append(f"{point.label} {'e-mail' if point.kind == 'email' else point.kind}")
    return said


def _is_known(known: set[tuple[str, str, str]], point: Point) -> bool:
    """Tell whether a number or address is there; a number without an extension says nothing new beside one with it."""
    return any(
        (kind, value) == (point.kind, point.value) and point.ext in ("", ext) for kind, value, ext in known
    )


def _completed(canvas: Canvas, there: list[Piece], point: Point) -> bool:
    """Add its extension to a person's number that is there without one; return whether that was done."""
    if not point.ext:
        return False
    same = [piece for piece in there if (piece.get("kind"), piece.get("value")) == (point.kind, point.value)]
    bare = [piece for piece in same if not piece.get("ext")]
    if not bare or any(piece.get("ext") == point.ext for piece in same):
        return False
    canvas.change(bare[0], "ext", point.ext)
    canvas.change(bare[0], "typed", point.typed)
    return True


def _add_site(canvas: Canvas, portrait: Portrait, wanted: Address, *, is_registered: bool) -> list[str]:
    for site in portrait.sites:
        if _is_same_site(site, wanted):
            filled = [
                canvas.change(site, name, value)
                for name in (*SITE_FIELDS, *(("kind",) if canvas.overwrites else ()))
                if (value := getattr(wanted, name)) is not None
                and (canvas.overwrites or site.get(name) is None)
            ]
            if not canvas.overwrites:
                for name in (*SITE_FIELDS, "kind"):
                    canvas.keep(f"{called(name, 'site')} of the site", site.get(name), getattr(wanted, name))
            return ["site completed"] if any(filled) else []
    kind = (
        wanted.kind
        or (SiteKind.REGISTERED if is_registered and not portrait.sites else SiteKind.WORKPLACE).value
    )
    values = {name: getattr(wanted, name) for name in SITE_FIELDS}
    portrait.sites.append(
        canvas.new(
            "site",
            client_id=portrait.client,
            kind=kind,
            **values,
            is_main=not portrait.sites,
            created_at=canvas.now,
        )
    )
    where = " ".join(filter(None, (wanted.town, wanted.postcode))) or wanted.line1 or wanted.name or ""
    return [f"site {where}"]


def _is_same_site(site: Piece, wanted: Address) -> bool:
    """Return whether an address is a site that is there: no part that both have differs, and enough is the same."""

    def same(name: str) -> bool | None:
        mine, theirs = site.get(name), getattr(wanted, name)
        return None if not mine or not theirs else fold(str(mine)) == fold(str(theirs))

    parts = {name: same(name) for name in ("postcode", "line1", "town", "name")}
    if any(parts[name] is False for name in ("postcode", "line1", "town")):
        return False
    return any(parts.values())


def _add_person(canvas: Canvas, portrait: Portrait, person: Person) -> tuple[Someone, list[str]]:
    someone = _person_there(portrait, person)
    said: list[str] = []
    if someone is None:
        someone = _assign(canvas, portrait, person)
        said.append(f"contact {person.name}")
    contact, assignment = someone.contact, someone.assignment
    fresh = bool(said)
    fields = (
        (contact, "job_title", person.job_title),
        (contact, "best_time", person.best_time),
        (assignment, "role", person.role),
    )
    for piece, name, value in fields:
        if value is not None and (canvas.overwrites or piece.get(name) is None):
            if canvas.change(piece, name, value) and not fresh:
                said.append(f"{called(name)} of {someone.name}")
        elif not fresh:
            canvas.keep(f"{called(name)} of {someone.name}", piece.get(name), value)
    before = contact.get("csi")
    if person.csi is not None and (canvas.overwrites or before is None):
        if _code(canvas, contact, person.csi) and not fresh:
            said.append(f"code {person.csi} of {someone.name}" + (f" (was {before})" if before else ""))
    else:
        canvas.keep(f"code of {someone.name}", before, person.csi)
    words = _add_points(canvas, someone.points, person.points, "contact_id", contact)
    said += [] if fresh else [f"{word} of {someone.name}" for word in words]
    if person.is_primary and not assignment.get("is_primary"):
        first = next((one for one in portrait.people if one.assignment.get("is_primary")), None)
        if first is None or portrait.is_of_this_file or canvas.overwrites:
            if first is not None:
                canvas.change(first.assignment, "is_primary", False)
            canvas.change(assignment, "is_primary", True)
            said.append(f"{someone.name} is primary")
        else:
            canvas.keep("primary contact", first.name, someone.name)
    return someone, said


def _person_there(portrait: Portrait, person: Person) -> Someone | None:
    """Return who of the client's people a row means: the same name, else the same e-mail address."""
    for someone in portrait.people:
        if fold(someone.name) == fold(person.name):
            return someone
    mails = {point.value for point in person.points if point.kind == "email"}
    for someone in portrait.people:
        if mails & {point.get("value") for point in someone.points}:
            return someone
    return None


def _assign(canvas: Canvas, portrait: Portrait, person: Person) -> Someone:
    """Assign a person to a client: one known from another client by name and number, or somebody new."""
    known = canvas.elsewhere(person)
    if known is None:
        newcomer = canvas.new(
            "contact",
            name=person.name,
            job_title=person.job_title,
            best_time=person.best_time,
            csi=None,
            created_at=canvas.now,
            created_by=canvas.actor.user_id,
        )
        known = newcomer, []
    contact, points = known
    assignment = canvas.new(
        "assignment",
        client_id=portrait.client,
        contact_id=contact,
        role=person.role,
        is_primary=not any(someone.assignment.get("is_primary") for someone in portrait.people),
        from_at=canvas.now,
    )
    someone = Someone(contact, assignment, points)
    portrait.people.append(someone)
    return someone


def _code(canvas: Canvas, contact: Piece, code: str) -> bool:
    before = contact.get("csi")
    if before == code:
        return False
    canvas.new(
        "csi_history",
        contact_id=contact,
        code=code,
        previous=before,
        reason="import",
        set_by=canvas.actor.user_id,
        set_at=canvas.now,
    )
    canvas.change(contact, "csi_since_on", canvas.today)
    return canvas.change(contact, "csi", code)


def _move(canvas: Canvas, portrait: Portrait, stage: AccountStage) -> bool:
    """Check a change of stage; return whether it asks credit control."""
    obstacles = canvas.obstacles(portrait.id) if portrait.id is not None else []
    change_stage(AccountStage(portrait.client.get("stage")), stage, obstacles)
    if stage is AccountStage.CREDIT_CHECK:
        _permit(canvas, Verb.START_CREDIT_CHECK)
        return True
    return False


def _ask_for_credit(canvas: Canvas, portrait: Portrait) -> None:
    canvas.new(
        "task",
        client_id=portrait.client,
        kind=CREDIT_TASK,
        title=f"Credit check for {portrait.name}",
        created_at=canvas.now,
        created_by=canvas.actor.user_id,
    )


def _permit(canvas: Canvas, verb: Verb, access: ClientAccess | None = None) -> None:
    reason = policy.may(canvas.actor, verb, access)
    if reason is not None:
        raise NotAllowed(reason)
