"""What the sample knows of one line of business."""

from __future__ import annotations

from typing import NamedTuple

INDUSTRIAL, CARE, OFFICE = 0, 1, 2


class Sector(NamedTuple):
    """A line of business.

    ``industry`` is its code in the UK's Standard Industrial Classification (2007). ``team`` is the desk that serves
    it, ``weight`` its share among clients, ``style`` the grammar of its names (company, partnership, practice, school,
    trust, council, charity). ``trades`` and ``tails`` are words of its names from common to rare; ``people`` are job
    titles with their departments, those who hire first; ``jobs`` are vacancies with their kind; ``places`` are what its
    sites are called.
    """

    name: str
    industry: str
    team: int
    weight: int
    style: str
    trades: tuple[str, ...]
    tails: tuple[str, ...]
    people: tuple[tuple[str, str], ...]
    jobs: tuple[tuple[str, str], ...]
    places: tuple[str, ...]


_KINDS = {"t": "temporary", "p": "permanent", "c": "contract"}


def sector(
    name: str,
    industry: str,
    team: int,
    weight: int,
    style: str,
    *,
    trades: str,
    tails: str = "",
    people: str,
    jobs: str,
    places: str,
) -> Sector:
    """Read a sector from short texts: words divided by spaces (``_`` stands for one), the rest by semicolons."""
    return Sector(
        name,
        industry,
        team,
        weight,
        style,
        tuple(word.replace("_", " ") for word in trades.split()),
        tuple(word.replace("_", " ") for word in tails.split()),
        tuple((title, department) for title, department in _pairs(people)),
        tuple((title, _KINDS[kind]) for title, kind in _pairs(jobs)),
        tuple(place.strip() for place in places.split(";")),
    )


def _pairs(text: str) -> list[tuple[str, str]]:
    found = []
    for item in text.split(";"):
        left, _, right = item.strip().partition(":")
        found.append((left, right))
    return found
