"""The registered address of a client, filled from its company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trtui.domain import postcode
from trtui.domain.kinds import SiteKind
from trtui.domain.register.casing import plain, written

if TYPE_CHECKING:
    from trtui.domain.register.values import Registered
    from trtui.store.tables import Site
    from trtui.store.work import Work

TOWN: Final = 80
POSTCODE: Final = 16
_PARTS: Final = ("line1", "line2", "town", "county", "postcode", "country")
_TELLING: Final = ("line1", "town", "postcode")
"""What tells two addresses apart where both have it."""


@dataclass(frozen=True, slots=True)
class SiteTaken:
    """Whether an address was filled, or else the client's and the register's."""

    is_filled: bool = False
    kept: tuple[str, str] | None = None


def take(work: Work, client_id: int, company: Registered, *, replaces: bool) -> SiteTaken:
    """Give a client the registered address of its company, or complete the one that it has.

    An address that differs stays unless ``replaces``.
    """
    from trtui.store.queries import registrations, sites
    from trtui.store.tables import Site

    wanted = parts_of(company)
    if not any(wanted.values()):
        return SiteTaken()
    there = registrations.registered_site(work.db, client_id)
    if there is None:
        values: dict[str, Any] = {name: value or None for name, value in wanted.items()}
        values["is_main"] = sites.main(work.db, client_id) is None
        work.add(Site(client_id=client_id, kind=SiteKind.REGISTERED.value, created_at=work.now, **values))
        return SiteTaken(True)
    row = work.get(Site, there)
    if agrees(row, company):
        missing = {name: value for name, value in wanted.items() if value and not getattr(row, name)}
        return SiteTaken(work.change(row, **missing))
    if replaces:
        return SiteTaken(work.change(row, **{name: value or None for name, value in wanted.items()}))
    return SiteTaken(kept=(_words(row), _joined(wanted)))


def agrees(site: Site, company: Registered) -> bool:
    """Tell whether an address, as far as it goes, is the registered one."""
    wanted = parts_of(company)
    return all(
        not getattr(site, name) or not wanted[name] or _plain(getattr(site, name)) == _plain(wanted[name])
        for name in _TELLING
    )


def parts_of(company: Registered) -> dict[str, str]:
    """Return the registered address in the parts of a site."""
    return {
        "line1": written(company.line),
        "line2": written(company.line2),
        "town": written(company.town, TOWN),
        "county": written(company.county),
        "country": written(company.country),
        "postcode": postcode.normalise(plain(company.postcode, POSTCODE)),
    }


def _plain(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _words(site: Site) -> str:
    return _joined({name: getattr(site, name) or "" for name in _PARTS})


def _joined(parts: dict[str, str]) -> str:
    return ", ".join(parts[name] for name in _PARTS if parts[name])
