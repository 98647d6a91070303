"""Reading the register's JSON: what is missing, unknown or of the wrong kind is passed over, and every text cleaned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from trtui.domain import company_number, postcode
from trtui.domain.errors import Invalid
from trtui.domain.register.values import PreviousName, Registered, RegisterHit
from trtui.domain.text import line
from trtui.integrations.companies_house import terms

NAME_LIMIT: Final = 200
PART_LIMIT: Final = 100
NAMES_LIMIT: Final = 50
SIC_LIMIT: Final = 4
ADDRESS_PARTS: Final = (
    "care_of", "po_box", "premises", "address_line_1", "address_line_2",
    "locality", "region", "country", "postal_code",
)  # fmt: skip
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_SIC = re.compile(r"[0-9]{4,5}")


def hits(answer: Any, limit: int) -> tuple[RegisterHit, ...]:
    """Return the companies of a search's answer in its order, at most ``limit``, unscored.

    Raises ValueError where it is no such answer.
    """
    items = answer.get("items") if isinstance(answer, Mapping) else None
    if not isinstance(items, list):
        raise ValueError("no list of items")
    found: dict[str, RegisterHit] = {}
    for item in items:
        if isinstance(item, Mapping) and (hit := _hit(item)) is not None:
            found.setdefault(hit.number, hit)
    return tuple(found.values())[:limit]


def company(answer: Any, number: str) -> Registered:
    """Return the company of a profile; raises ValueError where the answer is of no company, or of another."""
    if not isinstance(answer, Mapping):
        raise ValueError("no company")
    name = _text(answer.get("company_name"), NAME_LIMIT)
    if not name or _number(answer.get("company_number")) != number:
        raise ValueError("no company of this number")
    address = _address(_table(answer, "registered_office_address"))
    accounts = _table(answer, "accounts")
    last_accounts, next_accounts = _table(accounts, "last_accounts"), _table(accounts, "next_accounts")
    return Registered(
        number=number,
        name=name,
        status=terms.status(_code(answer.get("company_status")), _code(answer.get("company_status_detail"))),
        category=terms.category(_code(answer.get("type"))),
        incorporated_on=_day(answer.get("date_of_creation")),
        line=address.line,
        line2=address.line2,
        town=address.town,
        county=address.county,
        country=address.country,
        postcode=address.postcode,
        sic=tuple(_sic_codes(answer.get("sic_codes")))[:SIC_LIMIT],
        accounts_category=terms.accounts_category(_code(last_accounts.get("type"))),
        accounts_due_on=_day(next_accounts.get("due_on")) or _day(accounts.get("next_due")),
        accounts_made_up_on=_day(last_accounts.get("made_up_to")),
        confirmation_due_on=_day(_table(answer, "confirmation_statement").get("next_due")),
        previous_names=_previous_names(answer.get("previous_company_names")),
    )


class _Address(NamedTuple):
    line: str
    line2: str
    town: str
    county: str
    country: str
    postcode: str


def _hit(item: Mapping[str, Any]) -> RegisterHit | None:
    number, name = _number(item.get("company_number")), _text(item.get("title"), NAME_LIMIT)
    if not number or not name:
        return None
    matches = _table(item, "matches")
    former = ""
    # a snippet in which something matched is a former name; otherwise it only describes
    if matches.get("snippet") and not matches.get("title"):
        former = _text(item.get("snippet"), NAME_LIMIT)
    address = _address(_table(item, "address"))
    return RegisterHit(
        number=number,
        name=name,
        matched_name=former or name,
        is_previous_name=bool(former),
        status=terms.status(_code(item.get("company_status"))),
        line=address.line,
        town=address.town,
        postcode=address.postcode,
        sic=(),
        score=0.0,
        incorporated_on=_day(item.get("date_of_creation")),
        country=address.country,
    )


def _address(table: Mapping[str, Any]) -> _Address:
    care_of, box, premises, line1, line2, town, county, country, code = (
        _text(table.get(name), PART_LIMIT) for name in ADDRESS_PARTS
    )
    premises = premises.rstrip(" ,")
    if premises and not re.match(rf"{re.escape(premises)}\b", line1, re.IGNORECASE):
        line1 = f"{premises} {line1}".rstrip()
    box = f"PO Box {box}" if box.isdecimal() else box
    line = ", ".join(part for part in (care_of, box, line1) if part)
    return _Address(line, line2, town, county, country, postcode.normalise(code))


def _previous_names(value: Any) -> tuple[PreviousName, ...]:
    """Return the former names, newest first; those without a day last."""
    names = [
        PreviousName(name, _day(one.get("ceased_on")))
        for one in (value if isinstance(value, list) else ())[:NAMES_LIMIT]
        if isinstance(one, Mapping) and (name := _text(one.get("name"), NAME_LIMIT))
    ]
    return tuple(sorted(names, key=lambda one: one.until_on or date.min, reverse=True))


def _sic_codes(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, str) and _SIC.fullmatch(one.strip()):
            yield one.strip()


def _table(holder: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    value = holder.get(name)
    return value if isinstance(value, Mapping) else {}


def _number(value: Any) -> str:
    return company_number.find(value) if isinstance(value, str) else ""


def _code(value: Any) -> str:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else ""


def _day(value: Any) -> date | None:
    if not isinstance(value, str):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _text(value: Any, limit: int) -> str:
    """Return a text as one clean line, cut at ``limit``."""
    if not isinstance(value, str):
        return ""
    try:
        return line(_UNKEEPABLE.sub("", value[: limit * 4]), limit * 4)[:limit].rstrip()
    except Invalid:
        return ""
