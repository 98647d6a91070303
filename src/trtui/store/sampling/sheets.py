"""The rows of many clients, table by table, in the order in which the tables may be filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

Row: TypeAlias = tuple[Any, ...]
Sheets: TypeAlias = dict[str, list[Row]]

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    table: tuple(names.split())
    for table, names in {
        "team": "id version name",
        "user_account": "id version login name role email created_at",
        "team_member": "version team_id user_id",
        "tag": "id version name",
        "client": "id version name number website owner_id team_id access stage sales_level industry customer_type"
        " lead_source banner created_at created_by archived_at archived_why",
        "client_name": "version client_id name kind until_on",
        "site": "id version client_id kind name line1 town postcode is_main created_at",
        "department": "version client_id name site_id website phone created_at",
        "client_tag": "version client_id tag_id",
        "client_grant": "version client_id user_id granted_by granted_at",
        "status_override": "version client_id status reason set_by set_at expires_at expires_on",
        "not_duplicate": "version client_id other_id reason said_by said_at",
        "contact": "id version name job_title csi csi_since_at csi_since_on out_of_queue best_time created_at"
        " created_by",
        "assignment": "version client_id contact_id role is_primary from_at to_at ended_why",
        "contact_point": "version contact_id client_id kind value typed ext label position",
        "objection": "version e164 words noted_by noted_at",
        "phone_screening": "version e164 tps_result tps_checked_at",
        "csi_history": "version contact_id code previous reason set_by set_at",
        "touch": "version client_id contact_id user_id kind outcome is_conversation at note",
        "call_plan": "version contact_id kind at day_on user_id reason set_by set_at",
        "target20": "version user_id contact_id since_at until_on",
        "job": "id version client_id contact_id title kind status headcount note registered_at registered_by"
        " filled_at closed_at",
        "placement": "version job_id client_id contact_id candidate starts_on ends_on placed_at placed_by",
        "note": "version client_id contact_id body created_at created_by pinned_at",
        "task": "version client_id contact_id kind title due_at due_on assigned_to team_id created_at created_by"
        " done_at done_by",
        "contact_state": "contact_id client_id name_key owner_id status csi csi_rank due_at due_on due_since due_kind"
        " reserved_for interval_days last_conversation_at last_touch_at last_outcome blocked is_archived",
        "client_state": "client_id name_key owner_id status town postcode phone csi contacts open_jobs next_call_at"
        " next_call_on last_touch_at last_call_at is_archived",
    }.items()
}
"""The columns that the sample fills, by table; the rest stay empty, and numbers not given are given by the store."""

VERSION: Final = 1

COUNTED: Final[Mapping[str, tuple[str, int]]] = {
    "site": ("site", COLUMNS["site"].index("id")),
    "department": ("site", COLUMNS["department"].index("site_id")),
    "job": ("job", COLUMNS["job"].index("id")),
    "placement": ("job", COLUMNS["placement"].index("job_id")),
}
"""Columns that number rows of a table from 1 within their own sheets: whoever puts sheets one behind the other adds how
many rows that table has before."""


def empty() -> Sheets:
    """Return a sheet without rows for every table."""
    return {table: [] for table in COLUMNS}


def renumber(sheets: Sheets, before: Mapping[str, int]) -> None:
    """Add to the numbers counted within these sheets how many rows there are before, by table."""
    for table, (counted, at) in COUNTED.items():
        if add := before[counted]:
            sheets[table] = [(*row[:at], row[at] + add, *row[at + 1 :]) for row in sheets[table]]
