"""What search reads: one text per client and per contact, the words in use, and what was opened lately."""

from __future__ import annotations

from sqlmodel import Field, SQLModel

from trtui.store.tables.rows import instant


class SearchClient(SQLModel, table=True):
    """Everything by which a client is found (``trtui.store.search.documents`` describes the text); derived.

    It names no foreign key: it is brought up to date at the end of the transaction that removed the client.
    """

    __tablename__ = "search_client"

    id: int = Field(primary_key=True)
    words: str
    digits: str = ""
    """The digits of its phone numbers, international form, separated by spaces."""


class SearchContact(SQLModel, table=True):
    """Everything by which a contact is found; derived."""

    __tablename__ = "search_contact"

    id: int = Field(primary_key=True)
    words: str
    digits: str = ""


class SearchWord(SQLModel, table=True):
    """A word in use in the documents, against which typing slips are undone; derived."""

    __tablename__ = "search_word"

    word: str = Field(primary_key=True)
    back: str = Field(index=True)
    """The word from behind."""


class Opened(SQLModel, table=True):
    """When a user last opened a client; operational."""

    __tablename__ = "opened"

    user_id: int = Field(primary_key=True, foreign_key="user_account.id")
    client_id: int = Field(primary_key=True, foreign_key="client.id", ondelete="CASCADE", index=True)
    at: int = instant()
