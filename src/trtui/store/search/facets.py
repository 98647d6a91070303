"""Facets: marked words of a search document that stand for what it is, not for what it is called.

A facet is ``~``, a letter and a value, so that no typed word can meet it; the index intersects it with words.
"""

from __future__ import annotations

from typing import Final

from trtui.domain.folding import fold, readings

ARCHIVED: Final = "~z"
RESTRICTED: Final = "~r"
"""The client is not open to everyone."""
UNCODED: Final = "~c0"
UNOWNED: Final = "~o0"
NO_TOWN: Final = "~w"
"""What is left of a town without a letter or digit: it stands for none."""
OF_CLIENT: Final = ("~s", "~g", "~l", "~t", "~w")
"""The marks of what a contact shares with its clients: status, stage, sales level, tags, towns."""

_STATUS: Final = {
    "prospect": "~sp",
    "target": "~st",
    "active_without_placements": "~sn",
    "active_with_placements": "~sy",
}


def owner(user_id: int | None) -> str:
    """Return the facet of an owner, or of having none."""
    return f"~o{user_id}" if user_id is not None else UNOWNED


def code(csi: str) -> str:
    """Return the facet of a CSI code; a dash is having none."""
    return f"~c{csi.lower()}" if csi.isalpha() else UNCODED


def status(value: str) -> str:
    """Return the facet of a client's status."""
    return _STATUS[value]


def stage(value: str) -> str:
    """Return the facet of an account stage."""
    return f"~g{value[:2]}"


def level(value: str) -> str:
    """Return the facet of a sales level."""
    return f"~l{value[0]}"


def tag(tag_id: int) -> str:
    """Return the facet of a tag."""
    return f"~t{tag_id}"


def town(name: str) -> str:
    """Return the facet of a town by its folded letters; a shorter name is its beginning."""
    return NO_TOWN + "".join(char for char in fold(name) if char.isalnum())[:40]


def towns(name: str) -> tuple[str, ...]:
    """Return the facets of a town in every spelling of its name; one without a letter or digit has none."""
    return tuple(dict.fromkeys(mark for one in readings(name) if (mark := town(one)) != NO_TOWN))


def team(team_id: int) -> str:
    """Return the facet of a restricted client that this team may open."""
    return f"~m{team_id}"


def led(team_id: int) -> str:
    """Return the facet of a restricted client that belongs to this team, whoever may open it."""
    return f"~k{team_id}"


def user(user_id: int) -> str:
    """Return the facet of a restricted client that this user may open: its owner, and whoever was granted it."""
    return f"~u{user_id}"
