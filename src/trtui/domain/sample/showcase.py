"""The first few clients, whose names never change, so that a walk through the demo can name them."""

from __future__ import annotations

from typing import NamedTuple

from trtui.domain.sample.agency import SAM
from trtui.domain.sample.naming import Named
from trtui.domain.sample.sectors import SECTORS, Sector
from trtui.domain.sample.towns import REGIONS, Town

OWNER = SAM


class Person(NamedTuple):
    """A contact of the showcase: name, title, CSI code, and how many days since the last conversation."""

    given: str
    family: str
    title: str
    code: str | None
    spoke_days_ago: int


class Shown(NamedTuple):
    """A client of the showcase; ``standing`` is what has been done with it, ``vacancy`` its latest."""

    named: Named
    sector: Sector
    town: Town
    standing: str
    vacancy: str | None
    people: tuple[Person, ...]


def _sector(name: str) -> Sector:
    return next(sector for sector in SECTORS if sector.name == name)


def _town(name: str) -> Town:
    return next(town for region in REGIONS for town in region.towns if town.name == name)


CLIENTS: dict[int, Shown] = {
    0: Shown(
        Named("Brookhill Logistics Ltd", ("Brookhill",), "Ltd"),
        _sector("Logistics"),
        _town("Leeds"),
        "vacancy",
        "Night shift planner",
        (
            Person("Dana", "Whitlock", "Operations director", "A", 34),
            Person("Ravi", "Menon", "HR manager", "C", 52),
            Person("Jo", "Bright", "Accounts payable", None, 0),
        ),
    ),
    1: Shown(
        Named("Brook & Hill Solicitors", ("Brook", "and", "Hill"), ""),
        _sector("Law"),
        _town("Bath"),
        "prospect",
        None,
        (Person("Whitney", "Cole", "Practice manager", None, 0),),
    ),
    2: Shown(
        Named("Brookhill Care Group", ("Brookhill", "Care"), ""),
        _sector("Care"),
        _town("York"),
        "target",
        None,
        (Person("Joan", "Whitby", "Registered manager", "C", 82),),
    ),
}
