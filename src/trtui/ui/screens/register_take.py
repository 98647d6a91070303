"""Taking a company of the register: what it says where something else was typed is asked, never overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trtui.domain import company_number
from trtui.domain.folding import fold
from trtui.domain.register.casing import cased
from trtui.domain.register.values import Registered, RegisterHit
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

LABELS = {
    "name": "name",
    "number": "company number",
    "line1": "address",
    "town": "town",
    "postcode": "postcode",
}
_SHOWN = 40


class Differing(NamedTuple):
    """A field that holds something else than the register says."""

    field: str
    mine: str
    theirs: str

    @property
    def label(self) -> str:
        """What the field is called."""
        return LABELS.get(self.field, self.field.replace("_", " "))


class Found(NamedTuple):
    """All that the register says of a company, and why that may not be all; ``is_current`` when it said so now."""

    company: Registered
    is_current: bool = False
    hint: str = ""


async def company_of(app: Workspace, hit: RegisterHit) -> Found:
    """Return all that the register says of a company that was found."""
    found = await app.companies.profile(hit.number)
    if found.company is not None:
        return Found(found.company, found.is_current, found.hint)
    company = Registered(
        number=hit.number,
        name=hit.name,
        status=hit.status,
        incorporated_on=hit.incorporated_on,
        line=hit.line,
        town=hit.town,
        country=hit.country,
        postcode=hit.postcode,
        sic=hit.sic,
        sic_texts=("",) * len(hit.sic),
    )
    return Found(company, False, found.hint)


def form_values(company: Registered) -> dict[str, str]:
    """Return what the form of a new client takes from a company, written as people write it."""
    return {
        "number": company.number,
        "name": cased(company.name),
        "line1": ", ".join(cased(part) for part in (company.line, company.line2) if part),
        "town": cased(company.town),
        "postcode": company.postcode,
    }


def compare(typed: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[dict[str, str], list[Differing]]:
    """Return what fills empty fields, and the fields that hold something else.

    Case and spaces make no difference, nor does the legal form of a name.
    """
    filled: dict[str, str] = {}
    differing: list[Differing] = []
    for field, theirs in wanted.items():
        mine = typed.get(field, "").strip()
        if not theirs:
            continue
        if not mine:
            filled[field] = theirs
        elif not _same(field, mine, theirs):
            differing.append(Differing(field, mine, theirs))
    return filled, differing


async def choose(app: Workspace, differing: Sequence[Differing], title: str) -> list[Differing] | None:
    """Ask which of the fields that differ shall be as the register says; None when the question is left."""
    if len(differing) == 1:
        return await _choose_one(app, differing[0], title)
    choice = await app.choose(
        title,
        [
            Choice("Keep mine", "mine", "m", said(differing, "mine")),
            Choice("Take theirs", "theirs", "t", said(differing, "theirs")),
            Choice("Choose one by one", "each", "o"),
        ],
    )
    if choice is None:
        return None
    if choice.value != "each":
        return list(differing) if choice.value == "theirs" else []
    chosen: list[Differing] = []
    for one in differing:
        answer = await _choose_one(app, one, f"The {one.label}")
        if answer is None:
            return None
        chosen += answer
    return chosen


def said(differing: Sequence[Differing], whose: str) -> str:
    """Return the values of one side in a few words."""
    return " · ".join(_short(getattr(one, whose)) for one in differing)


def labels(differing: Sequence[Differing]) -> str:
    """Return what fields are called, as a list in words: ``name, town and postcode``."""
    *first, last = [one.label for one in differing]
    return f"{', '.join(first)} and {last}" if first else last


async def _choose_one(app: Workspace, one: Differing, title: str) -> list[Differing] | None:
    choice = await app.choose(
        title,
        [
            Choice("Keep mine", "mine", "m", _short(one.mine)),
            Choice("Take theirs", "theirs", "t", _short(one.theirs)),
        ],
    )
    if choice is None:
        return None
    return [one] if choice.value == "theirs" else []


def _same(field: str, mine: str, theirs: str) -> bool:
    if field == "number":
        return company_number.find(mine) == theirs
    if field == "name":
        from trtui.domain.register.watching import key  # what compares names takes megabytes

        return key(mine) == key(theirs)
    if field == "postcode":
        return "".join(mine.split()).upper() == "".join(theirs.split()).upper()
    return " ".join(fold(mine).split()) == " ".join(fold(theirs).split())


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
