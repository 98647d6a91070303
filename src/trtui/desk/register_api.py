"""The register over the network and the one on this machine, as one answer.

Each can be missing: without a key nothing is asked over the network, without a loaded file nothing here, and without
both the answer says how to get one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Protocol

from trtui.desk import register
from trtui.domain import company_number
from trtui.domain.errors import NotFound, TrtuiError
from trtui.domain.register.values import RegisterHit, standing
from trtui.domain.register_api import RegisterUnavailable

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.domain.register.values import Registered

LIMIT: Final = 20
FEWEST_LETTERS: Final = 3
"""What is shorter is not asked over the network: the answer would be anything, and the allowance is small."""
LOAD: Final = "trtui register load FILE"
STILL_HERE: Final = "The local register still answers."
NOT_HERE: Final = f"To find companies without a network, load the monthly company file: {LOAD}."
NOTHING: Final = (
    f"No register can be asked: load the monthly company file ({LOAD}), or set an API key of Companies House "
    "(api_key under [register] in the configuration)."
)


class Online(Protocol):
    """The register over the network; both methods raise RegisterUnavailable."""

    async def search(self, text: str, limit: int = LIMIT) -> tuple[RegisterHit, ...]:
        """Return the companies that are found for a text."""

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        """Return a company, waiting at most ``patience`` seconds for one's turn."""


class Local(Protocol):
    """The register on this machine; both methods raise NotFound where none is loaded, and what the store raises."""

    async def search(self, text: str, limit: int = LIMIT) -> Sequence[RegisterHit]:
        """Return the companies that are found for a text, best first."""

    async def profile(self, number: str) -> Registered | None:
        """Return a company."""


class LocalRegister:
    """The register beside an office's store, as ``Local``."""

    def __init__(self, office: Office) -> None:
        self._office = office

    async def search(self, text: str, limit: int = LIMIT) -> tuple[RegisterHit, ...]:
        """Return the companies that are found for a text, best first; cancelling the task stops the database."""
        return await self._office.read(register.find, text, limit)

    async def profile(self, number: str) -> Registered | None:
        """Return a company by its number in the one form, or None where the edition holds none."""
        return (await self._office.read(register.get_many, (number,))).get(number)


@dataclass(frozen=True, slots=True)
class Answer:
    """Companies that fit what was typed, best first; ``hint`` says why some may be missing, and what to do.

    Unless ``is_whole``, the register over the network has yet to answer.
    """

    hits: tuple[RegisterHit, ...] = ()
    is_whole: bool = True
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """A company, or none of that number; ``is_current`` when the register said so just now."""

    company: Registered | None = None
    is_current: bool = False
    hint: str = ""


async def search(text: str, online: Online | None, local: Local | None, limit: int = LIMIT) -> Answer:
    """Return the companies that both registers find for a text, a number or a name."""
    async with aclosing(answers(text, online, local, limit)) as coming:
        return [answer async for answer in coming][-1]


async def answers(
    text: str, online: Online | None, local: Local | None, limit: int = LIMIT
) -> AsyncGenerator[Answer, None]:
    """Yield what is found as it comes: what this machine knows at once, then what the network adds.

    Close it when the text has changed (``contextlib.aclosing``), so that the network is asked no longer.
    """
    if not text.strip():
        yield Answer()
        return
    if online is None and local is None:
        yield Answer(hint=NOTHING)
        return
    is_worth_it = online is not None and len(text.strip()) >= FEWEST_LETTERS
    there = asyncio.create_task(_there(text, online, limit)) if online is not None and is_worth_it else None
    try:
        here = await _here(text, local, limit)
        if there is None:
            yield Answer(tuple(here.hits), True, here.trouble if here.is_loaded or online is None else "")
            return
        yield Answer(tuple(here.hits), False, here.trouble if here.is_loaded else "")
        found, hint = await there
        if hint:
            hint = f"{hint} {STILL_HERE if here.is_loaded and not here.trouble else NOT_HERE}"
        elif here.is_loaded:
            hint = here.trouble
        yield Answer(merged(here.hits, found)[:limit], True, hint)
    finally:
        if there is not None:
            there.cancel()


async def profile(number: str, online: Online | None, local: Local | None, patience: float = 0.0) -> Profile:
    """Return the company of a number as the register knows it now, or else as the loaded edition does.

    ``patience`` is for how many seconds to wait where more was asked than the register allows. Raises Invalid for
    what is no number.
    """
    if not (number := company_number.parse(number)):
        return Profile()
    if online is None and local is None:
        return Profile(hint=NOTHING)
    away = ""
    if online is not None:
        try:
            company = await online.profile(number, patience)
        except RegisterUnavailable as error:
            away = error.message
        else:
            if company is not None:
                return Profile(company, True)
    try:
        known = await local.profile(number) if local is not None else None
        has_file, trouble = local is not None, ""
    except NotFound as error:
        known, has_file, trouble = None, False, error.message if online is None else ""
    except TrtuiError as error:
        known, has_file, trouble = None, True, error.message
    if away:
        trouble = f"{away} {trouble or (STILL_HERE if has_file else NOT_HERE)}"
    return Profile(known, False, trouble)


def merged(known: Sequence[RegisterHit], found: Sequence[RegisterHit]) -> tuple[RegisterHit, ...]:
    """Return the hits of this machine and of the network, each company once, the likeliest first.

    What the network says is newer; what it leaves out stays. Among equals the sound ones come first.
    """
    hits = {hit.number: hit for hit in known}
    for hit in found:
        hits[hit.number] = _renewed(hits[hit.number], hit) if hit.number in hits else hit
    return tuple(sorted(hits.values(), key=lambda hit: (-hit.score, standing(hit.status))))


def _renewed(old: RegisterHit, new: RegisterHit) -> RegisterHit:
    better = new if new.score > old.score else old
    return replace(
        new,
        # a search tells “Active” where the file knows more: “Active - Proposal to Strike off”
        status=old.status if old.status.startswith(new.status) else new.status,
        sic=new.sic or old.sic,
        incorporated_on=new.incorporated_on or old.incorporated_on,
        matched_name=better.matched_name,
        is_previous_name=better.matched_name != new.name,
        score=better.score,
        reasons=better.reasons,
    )


@dataclass(frozen=True, slots=True)
class _Here:
    """What this machine finds; ``trouble`` says why it finds nothing."""

    hits: Sequence[RegisterHit] = ()
    is_loaded: bool = False
    trouble: str = ""


async def _here(text: str, local: Local | None, limit: int) -> _Here:
    if local is None:
        return _Here()
    try:
        return _Here(await local.search(text, limit), True)
    except NotFound as error:
        return _Here((), False, error.message)
    except TrtuiError as error:
        return _Here((), True, error.message)


async def _there(text: str, online: Online, limit: int) -> tuple[Sequence[RegisterHit], str]:
    """Return what the network finds, and why it finds nothing; a number is looked up before it is searched."""
    try:
        if company_number.looks_like(text) and (company := await online.profile(company_number.find(text))):
            return (_as_hit(company),), ""
        return await online.search(text, limit), ""
    except RegisterUnavailable as error:
        return (), error.message


def _as_hit(company: Registered) -> RegisterHit:
    """Return a company that was found by its number as a hit."""
    return RegisterHit(
        number=company.number,
        name=company.name,
        matched_name=company.name,
        is_previous_name=False,
        status=company.status,
        line=company.line,
        town=company.town,
        postcode=company.postcode,
        sic=company.sic,
        score=1.0,
        incorporated_on=company.incorporated_on,
        country=company.country,
    )
