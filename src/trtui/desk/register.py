"""The company register: finding a company while it is typed, and loading an edition of it.

The register is public and the same for all users of a store, so everybody may ask it; only managers and administrators
may put another edition in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from trtui.desk.access import permit
from trtui.domain import company_number, postcode
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.policy import Verb
from trtui.domain.register.values import Edition, Filters, Registered, RegisterHit, RegisterState

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.domain.register.source import RegisterSource
    from trtui.store.look import Look
    from trtui.store.work import Work

LIMIT = 8


def find(look: Look, text: str, limit: int = LIMIT) -> tuple[RegisterHit, ...]:
    """Return the companies that a text may mean, the likeliest first: a name or its beginning, a number, a postcode.

    Nothing typed finds nothing. Raises NotFound, saying how to get one, where there is no register.
    """
    from trtui.store.register import finding

    return tuple(finding.find(look.db, text, limit)) if text.strip() else ()


def alike(look: Look | Work, name: str, code: str = "", limit: int = LIMIT) -> tuple[RegisterHit, ...]:
    """Return the companies that a client's whole name may mean, with how likely each is; ``code`` is a postcode of it.

    The score is the duplicate check's probability among the companies of the register. Raises NotFound where there is
    no register.
    """
    from trtui.store.register import finding

    return tuple(finding.alike(look.db, name, code, limit)) if name.strip() else ()


def get(look: Look | Work, number: str) -> Registered:
    """Return a company by its number in any written form.

    Raises Invalid for what is no number, NotFound where the register does not hold it or there is none.
    """
    wanted = company_number.parse(number)
    found = get_many(look, (wanted,)).get(wanted)
    if found is None:
        raise NotFound(
            f"The register holds no company {wanted}. Perhaps it was dissolved, is newer than the edition, or was left "
            "out by a filter: trtui register status"
        )
    return found


def get_many(look: Look | Work, numbers: Iterable[str]) -> dict[str, Registered]:
    """Return companies by their numbers, each in its one form; those that the register does not hold are left out.

    Raises NotFound where there is no register.
    """
    from trtui.store.register import reading

    return reading.companies(look.db, numbers)


def is_there(look: Look | Work) -> bool:
    """Tell whether there is a register."""
    from trtui.store.register import opening

    return opening.is_ready(look.db)


def edition(look: Look | Work) -> Edition | None:
    """Return which edition is in use, with the first of its faulty rows, or none."""
    from trtui.store.register import reading

    return reading.edition(look.db)


def state(look: Look) -> RegisterState:
    """Return which edition is in use, what it holds, and whether a load was broken off."""
    from trtui.store.register import reading

    return reading.state(look.db)


def filters(areas: Sequence[str] = (), codes: Sequence[str] = ()) -> Filters:
    """Return the filters that typed postcode areas (LS, LS10) and SIC codes (78, 78109) mean. Raises Invalid."""
    return Filters(
        tuple(sorted({_area(text) for text in areas})), tuple(sorted({_code(text) for text in codes}))
    )


def load_now(
    office: Office,
    source: RegisterSource,
    wanted: Filters | None = None,
    *,
    resumes: bool = False,
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> Edition:
    """Load the company file in the calling thread; ``on_progress`` hears the stage, how far it is, and the end.

    The register in use answers until the new one is whole, and stays if that never happens. ``resumes`` goes on with
    a load of the same file that was broken off. Raises NotAllowed, Invalid for a file that is none or is damaged,
    Conflict where somebody else is loading, StoreUnavailable where it cannot be kept.
    """
    office.read_now(_permit_loading)
    from trtui.store.register import loading

    loading.load(
        office.url,
        source,
        wanted or Filters(),
        now=office.clock.now(),
        by=office.actor.name,
        resumes=resumes,
        progress=on_progress,
    )
    found = office.read_now(edition)
    assert found is not None
    return found


def _permit_loading(look: Look) -> None:
    permit(look, Verb.LOAD_REGISTER)


def _area(text: str) -> str:
    area = "".join(text.split()).upper()
    if area in postcode.AREAS or (postcode.district(area) == area and area):
        return area
    raise Invalid(
        f"“{text.strip()[:20]}” is no postcode area: give its letters, such as LS, or LS10.", "postcode"
    )


def _code(text: str) -> str:
    code = text.strip()
    if code.isascii() and code.isdecimal() and 2 <= len(code) <= 5:
        return code
    raise Invalid(f"“{code[:20]}” is no SIC code: give two to five digits, such as 78 or 78109.", "sic")
