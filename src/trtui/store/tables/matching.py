"""What the duplicate check reads: the words in use, the spellings near them, and which clients hold which key.

All of it is derived and can be rebuilt. Rows name no foreign key: they are brought up to date at the end of the
transaction that changed the client.
"""

from __future__ import annotations

from sqlalchemy import Index, Integer, SmallInteger, String
from sqlmodel import Field, SQLModel

# Words are compared by code point, so that the beginning of a word is a range of the index on both databases.
_TEXT = String().with_variant(String(collation="C"), "postgresql")
_CLUSTERED = {"sqlite_with_rowid": False}


class Word(SQLModel, table=True):
    """A word of client names as compared (``trtui.domain.matching``), and how many clients hold it.

    The count is a statistic of how rare the word is, not a number to rely on.
    """

    __tablename__ = "word"
    __table_args__ = (Index("ux_word_word", "word", unique=True),)

    id: int | None = Field(default=None, primary_key=True)
    word: str = Field(sa_type=_TEXT)
    clients: int = Field(default=0, sa_type=Integer)


class WordPiece(SQLModel, table=True):
    """What is left of the beginning of a word when a letter or two are left out, as a number.

    Two words that differ by a slip share a piece, so that looking up the pieces of a mistyped word finds the word
    that was meant.
    """

    __tablename__ = "word_piece"
    __table_args__ = _CLUSTERED

    piece: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    word_id: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})


class MatchKey(SQLModel, table=True):
    """A client under one key of its names: the number of a word, or below zero what else it is found by.

    Within a key the shortest names come first: they are the closest to what has just that key.
    """

    __tablename__ = "match_key"
    __table_args__ = _CLUSTERED

    key: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    size: int = Field(primary_key=True, sa_type=SmallInteger, sa_column_kwargs={"autoincrement": False})
    """How many words the name has."""
    client_id: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})


class MatchClient(SQLModel, table=True):
    """All keys of a client, as ``key:size`` separated by spaces: what to take out when its names change."""

    __tablename__ = "match_client"

    client_id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    keys: str
