"""Who may do what: roles, and who may see a client. Everything is refused that is not allowed here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Role(StrEnum):
    """What a user is in the agency."""

    CONSULTANT = "consultant"
    CREDIT_CONTROL = "credit_control"
    MANAGER = "manager"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """Return the role for the screen: ``Credit control``."""
        return self.value.replace("_", " ").capitalize()


class Visibility(StrEnum):
    """Who may open a client, besides its owner and whoever was granted it."""

    EVERYONE = "everyone"
    TEAM = "team"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Actor:
    """The user on whose behalf something is done; ``account`` sits as the user where it is somebody else's."""

    user_id: int
    login: str
    name: str
    role: Role = Role.CONSULTANT
    team_ids: frozenset[int] = frozenset()
    is_active: bool = True
    account: str = ""


@dataclass(frozen=True, slots=True)
class ClientAccess:
    """What decides who may open and change a client. ``owner_name`` is for messages only."""

    owner_id: int | None = None
    owner_name: str = ""
    visibility: Visibility = Visibility.EVERYONE
    team_id: int | None = None
    granted_ids: Collection[int] = field(default=frozenset())


class Verb(StrEnum):
    """Everything a user may be allowed to do; the words complete “may not …”."""

    SEE_CLIENT = "open this client"
    ADD_CLIENT = "add clients"
    EDIT_CLIENT = "change this client"
    ASSIGN_CONTACTS = "assign contacts"
    CODE_CONTACT = "change CSI codes"
    LOG_TOUCH = "log calls and other touches"
    WORK_QUEUE = "work the call queue"
    OVERRIDE_STATUS = "set a status by hand"
    BLOCK_NUMBER = "block a number"
    MERGE_CLIENTS = "merge clients"
    ARCHIVE_CLIENT = "archive or restore this client"
    CHANGE_OWNER = "change the owner"
    MANAGE_ACCESS = "manage access to this client"
    START_CREDIT_CHECK = "ask for a credit check"
    DECIDE_CREDIT = "decide a credit check"
    IMPORT = "import files"
    EXPORT = "export lists"
    SEE_TEAM_FIGURES = "see the figures of others"
    RELEASE_CLAIM = "release somebody else's claim"
    REASSIGN_CALLBACK = "give a call-back to somebody else"
    UNBLOCK_NUMBER = "unblock a number"
    ANONYMISE_CONTACT = "anonymise a contact"
    UNDO_OTHERS = "undo what somebody else did"
    LOAD_REGISTER = "load the company register"
    CONFIGURE = "change the settings of the store"
    MANAGE_USERS = "manage users"
    MANAGE_STORE = "back up or restore the store"


_EVERYBODY: Final = frozenset({Verb.SEE_CLIENT, Verb.LOG_TOUCH, Verb.BLOCK_NUMBER, Verb.EXPORT})
_DESK: Final = frozenset(
    {
        Verb.ADD_CLIENT,
        Verb.EDIT_CLIENT,
        Verb.ASSIGN_CONTACTS,
        Verb.CODE_CONTACT,
        Verb.WORK_QUEUE,
        Verb.OVERRIDE_STATUS,
        Verb.MERGE_CLIENTS,
        Verb.ARCHIVE_CLIENT,
        Verb.CHANGE_OWNER,
        Verb.MANAGE_ACCESS,
        Verb.START_CREDIT_CHECK,
        Verb.IMPORT,
    }
)
_LEADING: Final = frozenset(
    {
        Verb.DECIDE_CREDIT,
        Verb.SEE_TEAM_FIGURES,
        Verb.RELEASE_CLAIM,
        Verb.REASSIGN_CALLBACK,
        Verb.UNBLOCK_NUMBER,
        Verb.ANONYMISE_CONTACT,
        Verb.UNDO_OTHERS,
        Verb.LOAD_REGISTER,
        Verb.CONFIGURE,
    }
)
_BY_ROLE: Final = {
    Role.CONSULTANT: _EVERYBODY | _DESK,
    Role.CREDIT_CONTROL: _EVERYBODY | {Verb.DECIDE_CREDIT},
    Role.MANAGER: _EVERYBODY | _DESK | _LEADING,
    Role.ADMINISTRATOR: frozenset(Verb),
}
OWNERS_ONLY: Final = frozenset(
    {Verb.MERGE_CLIENTS, Verb.ARCHIVE_CLIENT, Verb.CHANGE_OWNER, Verb.MANAGE_ACCESS}
)
"""What consultants may do only to clients of their own, or that nobody owns."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Which clients an actor may open, in the form a query needs.

    Everything when ``everything``. Otherwise: visibility everyone; or owned by ``user_id``; or granted to it;
    or visibility team and the client's team in ``team_ids``; or, whatever the visibility, the client's team
    in ``led_team_ids``.
    """

    user_id: int
    everything: bool
    team_ids: frozenset[int]
    led_team_ids: frozenset[int]


def reach(actor: Actor) -> Reach:
    """Return which clients an actor may open.

    Administrators and credit control see every client, managers also the private ones of their teams. A user
    who was disabled reaches nothing.
    """
    if not actor.is_active:
        return Reach(0, False, frozenset(), frozenset())
    everything = actor.role in (Role.ADMINISTRATOR, Role.CREDIT_CONTROL)
    led = actor.team_ids if actor.role is Role.MANAGER else frozenset()
    return Reach(actor.user_id, everything, actor.team_ids, led)


def is_visible(actor: Actor, access: ClientAccess) -> bool:
    """Tell whether an actor may open a client."""
    found = reach(actor)
    if not actor.is_active:
        return False
    if found.everything or access.visibility is Visibility.EVERYONE:
        return True
    if found.user_id == access.owner_id or found.user_id in access.granted_ids:
        return True
    if access.team_id is None:
        return False
    is_in_team = access.visibility is Visibility.TEAM and access.team_id in found.team_ids
    return is_in_team or access.team_id in found.led_team_ids


def may(actor: Actor, verb: Verb, access: ClientAccess | None = None) -> str | None:
    """Return why an actor may not do something, as a sentence for the user, or none when it is allowed.

    With ``access`` the question is about that client: it must be visible, and what only owners may do needs
    the owner, a client without an owner, or a manager or administrator.
    """
    if not actor.is_active:
        return f"{actor.name} is no longer a user: ask an administrator."
    if verb not in _BY_ROLE[actor.role]:
        return f"{_role_words(actor.role)} may not {verb.value}: {_who_may(verb)}."
    if access is None:
        return None
    owner = access.owner_name or "nobody"
    if not is_visible(actor, access):
        return f"You may not open this client: ask its owner, {owner}, for access."
    if verb in OWNERS_ONLY and actor.role is Role.CONSULTANT and access.owner_id not in (None, actor.user_id):
        return f"Only the owner ({owner}), a manager or an administrator may {verb.value}."
    return None


def _who_may(verb: Verb) -> str:
    roles = [role for role in Role if verb in _BY_ROLE[role]]
    return "ask " + " or ".join(f"{_article(role)} {role.label.lower()}" for role in roles).replace(
        "a credit control", "credit control"
    )


def _article(role: Role) -> str:
    return "an" if role is Role.ADMINISTRATOR else "a"


def _role_words(role: Role) -> str:
    return (
        "Credit control"
        if role is Role.CREDIT_CONTROL
        else f"{_article(role).capitalize()} {role.label.lower()}"
    )
