"""What the agency decides: one row for each setting that has another value than its default."""

from __future__ import annotations

from sqlmodel import Field

from trtui.store.tables.rows import Kept, instant, kept, maybe_link


@kept
class Setting(Kept, table=True):
    """The value of one setting, the same for everybody at this store."""

    __tablename__ = "setting"

    name: str = Field(unique=True)
    value: str
    """As JSON."""
    set_by: int | None = maybe_link("user_account", index=False)
    set_at: int = instant()
