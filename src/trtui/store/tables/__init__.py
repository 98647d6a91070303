"""The tables of the store, by noun; importing this package loads the ORM.

Instants are UTC epoch seconds (``*_at``), calendar days ISO text (``*_on``). What may be planned for a whole day or for
an instant has both: the day is what was meant, and its instant is where that day begins in the store's zone, kept for
sorting by the store itself (``trtui.store.days``).

A ``Kept`` row is journaled: every change to it is recorded with before and after, and its version guards against stale
saves. Other tables are operational (claims, sessions, drafts) or derived (states and indexes) and can be rebuilt.
"""

from trtui.store.tables.calls import CallPlan, CallSession, CallSkip, Claim, Target20, Touch
from trtui.store.tables.changes import Change, ChangeItem, Draft, ImportBatch
from trtui.store.tables.clients import (
    Client,
    ClientGrant,
    ClientName,
    ClientTag,
    Department,
    NotDuplicate,
    Site,
    StatusOverride,
    Tag,
)
from trtui.store.tables.contacts import (
    Assignment,
    Contact,
    ContactPoint,
    CsiHistory,
    Objection,
    PhoneScreening,
)
from trtui.store.tables.credit import CreditCheck
from trtui.store.tables.derived import ClientState, ContactState
from trtui.store.tables.jobs import Job, Placement
from trtui.store.tables.matching import MatchClient, MatchKey, Word, WordPiece
from trtui.store.tables.notes import Note, Task
from trtui.store.tables.register import ClientRegistration, RegisterFlag, RegisterProposal, RegisterVerdict
from trtui.store.tables.rows import KEPT, Kept, Row, metadata
from trtui.store.tables.search import Opened, SearchClient, SearchContact, SearchWord
from trtui.store.tables.settings import Setting
from trtui.store.tables.users import ServiceRole, Team, TeamMember, UserAccount

__all__ = [
    "KEPT",
    "Assignment",
    "CallPlan",
    "CallSession",
    "CallSkip",
    "Change",
    "ChangeItem",
    "Claim",
    "Client",
    "ClientGrant",
    "ClientName",
    "ClientRegistration",
    "ClientState",
    "ClientTag",
    "Contact",
    "ContactPoint",
    "ContactState",
    "CreditCheck",
    "CsiHistory",
    "Department",
    "Draft",
    "ImportBatch",
    "Job",
    "Kept",
    "MatchClient",
    "MatchKey",
    "NotDuplicate",
    "Note",
    "Objection",
    "Opened",
    "PhoneScreening",
    "Placement",
    "RegisterFlag",
    "RegisterProposal",
    "RegisterVerdict",
    "Row",
    "SearchClient",
    "SearchContact",
    "SearchWord",
    "ServiceRole",
    "Setting",
    "Site",
    "StatusOverride",
    "Tag",
    "Target20",
    "Task",
    "Team",
    "TeamMember",
    "Touch",
    "UserAccount",
    "Word",
    "WordPiece",
    "metadata",
]
