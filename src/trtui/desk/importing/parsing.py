"""Reading one row of a file: every cell cleaned and understood at the door, or the row refused with all its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from trtui.desk.importing.header import Header, is_example
from trtui.desk.importing.rows import Address, BadRow, ImportRow, Owners, Person, Point
from trtui.domain import company_number, phones, postcode, web
from trtui.domain.csi import parse_code
from trtui.domain.errors import Invalid
from trtui.domain.folding import fold
from trtui.domain.kinds import SiteKind
from trtui.domain.stage import AccountStage
from trtui.domain.status import SalesLevel
from trtui.domain.text import line, note, required

T = TypeVar("T")
_EMPTY = frozenset({"n/a", "na", "n.a.", "none", "null", "nil", "-", "–", "—", "unknown", "not known", "tbc"})
"""What people write where they know nothing; in columns where it can be nothing else it is nothing."""
_SHEET_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
)
_YES = frozenset({"yes", "y", "true", "1", "x", "✓", "✔", "★", "primary", "main"})
_NO = frozenset({"no", "n", "false", "0", "✗", "✖", "secondary"})
_KINDS = {
    **{kind.value: kind for kind in SiteKind},
    **dict.fromkeys(
        ("registered office", "registered address", "head office", "headquarters"), SiteKind.REGISTERED
    ),
    **dict.fromkeys(
        ("invoice", "invoicing", "invoice address", "billing address", "accounts"), SiteKind.BILLING
    ),
    **dict.fromkeys(("site", "work", "office", "branch", "depot"), SiteKind.WORKPLACE),
}
_COUNTRY = re.compile(
    r"[,\s]+(united kingdom|england|scotland|wales|northern ireland)[\s,.]*$", re.IGNORECASE
)
_REGISTER_ID = re.compile(r"\bGB-COH-([A-Z0-9]{6,8})\b", re.IGNORECASE)
_NAME_LIMIT, _TAG_LIMIT, _PHONE_LIMIT = 200, 40, 60


def parse_row(
    header: Header, number: int, cells: Sequence[str], owners: Owners, region: str
) -> ImportRow | BadRow:
    """Read a row; whatever is wrong with it is told at once, column by column."""
    reading = _Reading(header, cells)
    shown = " ".join(reading.text("client").split())[:80]
    if is_example(header, cells):
        return BadRow(number, shown, ("This is the template's example row.",))
    reading.notice_width()
    name = reading.tried("client", lambda: _named(reading.text("client")), "")
    person, own_points = _person(reading, region)
    row = ImportRow(
        line=number,
        name=name,
        number=reading.tried("number", lambda: company_number.parse(reading.known("number")), "")
        or number_among(reading.text("ids"))
        or None,
        website=reading.tried("website", lambda: web.website(reading.known("website")), "") or None,
        stage=reading.tried("stage", lambda: _stage(reading.known("stage")), None),
        sales_level=reading.tried("sales_level", lambda: _level(reading.known("sales_level")), None),
        industry=reading.line("industry"),
        customer_type=reading.line("customer_type"),
        lead_source=reading.line("lead_source"),
        banner=reading.line("banner"),
        owner_id=reading.tried("owner", lambda: _owner(reading.text("owner"), owners), None),
        tags=reading.tried("tags", lambda: _several(reading.text("tags"), r"[;,|\n]", _TAG_LIMIT), ()),
        trading_names=_other_names(reading, "trading_names", name),
        previous_names=_other_names(reading, "previous_names", name),
        points=(*_phones(reading, "main_phone", "main", region), *own_points),
        site=_address(reading),
        person=person,
        note=reading.tried("note", lambda: note("\n".join(reading.texts("note"))), ""),
        remarks=tuple(reading.remarks),
    )
    return BadRow(number, shown, tuple(reading.reasons)) if reading.reasons else row


class _Reading:
    """Reads the columns of one row and collects what is wrong with them."""

    def __init__(self, header: Header, cells: Sequence[str]) -> None:
        self.header = header
        self.source = cells
        self.reasons: list[str] = []
        self.remarks: list[str] = []

    def texts(self, key: str) -> list[str]:
        """Return what stands in the columns of a key; an error of the spreadsheet is a reason to refuse."""
        found = []
        for cell in self.header.cells(key, self.source):
            if cell.strip() in _SHEET_ERRORS:
                self.refuse(key, f"The cell holds the spreadsheet error {cell.strip()}.")
            else:
                found.append(cell)
        return found

    def text(self, key: str) -> str:
        """Return what stands in the first column of a key."""
        found = self.texts(key)
        return found[0] if found else ""

    def known(self, key: str) -> str:
        """Return the text of a key unless it says that nothing is known."""
        text = self.text(key)
        return "" if text.strip().casefold() in _EMPTY else text

    def line(self, key: str, limit: int = 200) -> str | None:
        """Return the text of a key as one clean line."""
        text = self.text(key)
        return self.tried(key, lambda: line(text, limit), "") or None if text else None

    def tried(self, key: str, read: Callable[[], T], otherwise: T) -> T:
        """Return what was read, or note why it cannot be."""
        try:
            return read()
        except Invalid as error:
            self.refuse(key, error.message)
            return otherwise

    def refuse(self, key: str, why: str) -> None:
        """Note a reason once."""
        reason = f"{self.header.label(key)}: {why}"
        if reason not in self.reasons:
            self.reasons.append(reason)

    def notice_width(self) -> None:
        """Refuse values that stand beyond the header: they are shifted; remark on cells that are missing."""
        width = len(self.header.labels)
        extra = [cell for cell in self.source[width:] if cell.strip()]
        if extra:
            self.reasons.append(
                f"The row has {len(self.source)} cells, the header {width}: a delimiter inside a value needs quotes."
            )
        elif len(self.source) < width - self._trailing():
            self.remarks.append(
                f"The row ends after {len(self.source)} of {width} cells; the rest is taken as empty."
            )

    def _trailing(self) -> int:
        """Count the header's own empty cells at its end."""
        count = 0
        for label in reversed(self.header.labels):
            if label.strip():
                break
            count += 1
        return count


def _named(text: str) -> str:
    name = required(text, "The name", _NAME_LIMIT)
    if name.casefold() in _EMPTY or not any(char.isalnum() for char in name):
        raise Invalid(f"“{name[:20]}” is no name.")
    return name


def _person(reading: _Reading, region: str) -> tuple[Person | None, tuple[Point, ...]]:
    """Return the row's contact; without a name, its numbers and addresses are the client's own."""
    name = reading.line("contact") or " ".join(
        filter(None, (reading.line("first_name"), reading.line("last_name")))
    )
    if name and name.casefold() in _EMPTY:
        name = ""
    code = reading.tried("csi", lambda: parse_code(reading.known("csi")), None)
    is_primary = reading.tried("is_primary", lambda: _yes_or_no(reading.text("is_primary")), None)
    job_title, role = reading.line("job_title"), reading.line("role", 80)
    best_time = reading.line("best_time")
    direct, mobile = "direct" if name else "main", "mobile"
    points = (
        *_phones(reading, "direct", direct, region),
        *_phones(reading, "mobile", mobile, region),
        *_emails(reading, "work" if name else "main"),
    )
    if name:
        return Person(name, job_title, role, is_primary, code.value if code else None, points, best_time), ()
    if code is not None:
        reading.refuse("csi", "A code belongs to a contact, and the row names none.")
    elif job_title or role or best_time:
        reading.remarks.append("Job title, role and best time are left out: the row names no contact.")
    return None, points


def _phones(reading: _Reading, key: str, label: str, region: str) -> tuple[Point, ...]:
    found: dict[str, Point] = {}
    for cell in reading.texts(key):
        for text in re.split(r";(?!\s*ext)|\n| / ", cell):
            clean = reading.tried(key, lambda text=text: line(text, _PHONE_LIMIT), "")  # type: ignore[misc]
            if not clean or clean.casefold() in _EMPTY:
                continue
            phone = phones.parse(clean, region)
            if phone.e164 is None:
                if not any(char.isdigit() for char in clean):
                    reading.refuse(key, f"“{clean}” is not a phone number.")
                    continue
                reading.remarks.append(
                    f"{reading.header.label(key)}: “{clean}” is kept as typed: {phone.reason}."
                )
            found.setdefault(phone.key, Point("phone", phone.number, phone.typed, label, phone.ext))
    return tuple(found.values())


def _emails(reading: _Reading, label: str) -> tuple[Point, ...]:
    found: dict[str, Point] = {}
    for cell in reading.texts("email"):
        for text in re.split(r"[;,\n]", cell):
            if text.strip() and text.strip().casefold() not in _EMPTY:
                address = reading.tried("email", lambda text=text: web.email(line(text, 320)), "")  # type: ignore[misc]
                if address:
                    found.setdefault(address, Point("email", address, address, label))
    return tuple(found.values())


def _address(reading: _Reading) -> Address | None:
    code = reading.tried("postcode", lambda: postcode.normalise(line(reading.known("postcode"), 16)), "")
    whole = reading.line("address", 400) or ""
    if whole:
        whole, found = _without_end(whole, code)
        code = code or found
    rest = [*([whole] if whole and reading.text("line1") else []), *reading.texts("line2")]
    site = Address(
        kind=reading.tried("site_kind", lambda: _kind(reading.known("site_kind")), None),
        name=reading.line("site_name"),
        line1=reading.line("line1") or reading.tried("address", lambda: line(whole), "") or None,
        line2=reading.tried("line2", lambda: line(", ".join(text.strip(" ,") for text in rest)), "") or None,
        town=reading.line("town", 80),
        county=reading.line("county", 80),
        postcode=code or None,
        country=reading.line("country", 80),
    )
    has_place = (site.name, site.line1, site.line2, site.town, site.county, site.postcode)
    return site if any(has_place) else None


def _without_end(whole: str, code: str) -> tuple[str, str]:
    """Return an address without the country and the postcode at its end, and that postcode."""
    rest, found = _COUNTRY.sub("", whole).strip(" ,"), ""
    while True:
        words = rest.replace(",", " ").split()
        for count in (2, 1):
            end = " ".join(words[-count:])
            if (
                len(words) > count
                and postcode.is_british(end)
                and (not code or postcode.normalise(end) == code)
            ):
                found = postcode.normalise(end)
                rest = re.sub(r"[\s,]+".join(map(re.escape, words[-count:])) + r"$", "", rest).strip(" ,")
                rest = _COUNTRY.sub("", rest).strip(" ,")
                break
        else:
            return rest, found


def _other_names(reading: _Reading, key: str, name: str) -> tuple[str, ...]:
    none: tuple[str, ...] = ()
    found = reading.tried(key, lambda: _several(reading.text(key), r"[;|\n]", _NAME_LIMIT), none)
    return tuple(other for other in found if fold(other) != fold(name))


def _several(text: str, between: str, limit: int) -> tuple[str, ...]:
    found = {fold(clean): clean for part in re.split(between, text) if (clean := line(part, limit))}
    return tuple(found.values())


def number_among(ids: str) -> str:
    """Return the first company number among identifiers such as ``GB-CHC-1003779;GB-COH-02526640``, or nothing."""
    for match in _REGISTER_ID.finditer(ids[:2000]):
        if number := company_number.find(match[1]):
            return number
    return ""


def _stage(text: str) -> AccountStage | None:
    if not text.strip():
        return None
    wanted = fold(text).replace(" ", "_").replace("-", "_")
    for stage in AccountStage:
        if wanted == stage.value:
            return stage
    raise Invalid(
        f"“{text.strip()[:30]}” is not a stage: use {', '.join(stage.label for stage in AccountStage)}."
    )


def _level(text: str) -> str | None:
    if not text.strip():
        return None
    wanted = fold(text)
    if wanted in tuple(level.value for level in SalesLevel):
        return wanted
    names = ", ".join(level.value.capitalize() for level in SalesLevel)
    raise Invalid(f"“{text.strip()[:30]}” is not a sales level: use {names}.")


def _kind(text: str) -> str | None:
    if not text.strip():
        return None
    kind = _KINDS.get(fold(text))
    if kind is None:
        raise Invalid(f"“{text.strip()[:30]}” is not a kind of site: use {', '.join(SiteKind)}.")
    return kind.value


def _yes_or_no(text: str) -> bool | None:
    wanted = text.strip().casefold()
    if not wanted:
        return None
    if wanted in _YES:
        return True
    if wanted in _NO:
        return False
    raise Invalid(f"“{text.strip()[:20]}” is neither yes nor no.")


def _owner(text: str, owners: Owners) -> int | None:
    return owners.find(text) if text.strip() else None
