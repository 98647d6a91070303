"""Who a client is: owner, sector, town and name, and the numbers that identify it."""

from __future__ import annotations

from typing import NamedTuple

from trtui.domain.sample import showcase
from trtui.domain.sample.agency import owner_of, team_of
from trtui.domain.sample.naming import Named, company_name
from trtui.domain.sample.numbers import DESK_CLIENTS, Lines, company_number, domain, region_of
from trtui.domain.sample.sectors import SECTORS, Sector
from trtui.domain.sample.stream import Stream, pick, slot
from trtui.domain.sample.towns import Town, postcode_in, town_in
from trtui.domain.sample.values import SamplePhone
from trtui.domain.sample.variants import twin_name

_ALL = tuple(sector for sector in SECTORS for _ in range(sector.weight))
_BY_TEAM = tuple(tuple(sector for sector in _ALL if sector.team == team) for team in range(3))
_PARTNERSHIPS = tuple(sector for sector in _ALL if sector.style == "partnership")
_TWIN_SLOT, _FIRST_TWIN = 13, 30
_TWIN_REACH = 400


class Identity(NamedTuple):
    """What a client is known by; ``twin_of`` is the client it was entered a second time as."""

    owner: int
    sector: Sector
    region: int
    town: Town
    postcode: str
    named: Named
    company_number: str | None
    website: str | None
    phone: SamplePhone | None
    lines: Lines
    twin_of: int | None


def identity(stream: Stream, seed: int, number: int) -> Identity:
    """Return the identity of a client: its own, or for one in a hundred that of an earlier one in other words."""
    if number >= _FIRST_TWIN and slot(seed, number, 5) == _TWIN_SLOT:
        return _twin(stream, seed, number)
    return _own(stream, seed, number)


def _own(stream: Stream, seed: int, number: int) -> Identity:
    owner = owner_of(seed, number)
    draw = stream.wind(seed, number, 1)
    team = team_of(owner)
    shown = showcase.CLIENTS.get(number)
    is_llp = slot(seed, number, 1) == 0 and shown is None
    sector = pick(draw, _PARTNERSHIPS if is_llp else _BY_TEAM[team] if team < 3 else _ALL)
    region = region_of(seed, number)
    town = town_in(draw, region)
    named = company_name(draw, sector, town, is_llp=is_llp)
    if shown is not None:
        sector, town, named = shown.sector, shown.town, shown.named
    lines = Lines(seed, number, draw)
    has_number = named.form != "" and draw() < 0.66
    has_website = draw() < 0.68 or shown is not None
    return Identity(
        owner if shown is None else showcase.OWNER,
        sector,
        region,
        town,
        postcode_in(draw, town),
        named,
        company_number(seed, number, region, is_llp=is_llp) if has_number else None,
        domain(named.stem, town.name, draw, is_rare=number < DESK_CLIENTS) if has_website else None,
        lines.main() if shown is not None or draw() < 0.9 else None,
        lines,
        None,
    )


def _twin(stream: Stream, seed: int, number: int) -> Identity:
    mine = _own(stream, seed, number)
    draw = stream.wind(seed, number, 2)
    of = number - 1 - int(min(number - 1, _TWIN_REACH) * draw())
    if slot(seed, of, 5) == _TWIN_SLOT and of >= _FIRST_TWIN:
        of -= 1
    theirs = _own(stream, seed, of)
    draw = stream.wind(seed, number, 3)
    named = Named(twin_name(draw, theirs.named), theirs.named.stem, theirs.named.form)
    knows_number, same_site, same_web, same_phone = draw(), draw(), draw(), draw()
    town = theirs.town if same_site < 0.75 else mine.town
    return Identity(
        mine.owner,
        theirs.sector,
        theirs.region,
        town,
        theirs.postcode if same_site < 0.4 else postcode_in(draw, town),
        named,
        theirs.company_number if knows_number < 0.3 else None,
        theirs.website if same_web < 0.5 else None,
        theirs.phone if same_phone < 0.35 else mine.phone,
        mine.lines,
        of,
    )
