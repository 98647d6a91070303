"""How British organisations are called: a grammar per style of sector, over words with a realistic frequency curve.

A few hundred trade words make up half of all words; behind them every name may bring a word that no other has. The
shares and slopes below were fitted to the figures of 200,000 real names (words per name, length, legal forms, the
frequency of the word at each rank, and how the vocabulary grows), which ``tests/domain/sample`` holds them to.
"""

from __future__ import annotations

from typing import NamedTuple

from trtui.domain.sample import coining
from trtui.domain.sample.nouns import NOUNS
from trtui.domain.sample.people import FAMILY, GIVEN
from trtui.domain.sample.sectors import Sector
from trtui.domain.sample.stream import Draw, pick, pick_early, rank
from trtui.domain.sample.towns import Town

_SAINTS = tuple(
    """
    Mary Peter John Joseph Paul James Michael Andrew Anne Thomas Oswald Cuthbert Aidan Bede Hilda
    Wilfrid Chad Luke Mark Matthew Catherine Margaret Patrick Bridget Winifred Edmund Alban Giles Helen
    Barnabas Clement Bartholomew
    """.split()
)
_HALLOWED = (
    "Holy Family",
    "Sacred Heart",
    "Holy Trinity",
    "All Saints",
    "Our Lady",
    "Corpus Christi",
    "Christ Church",
)
_SECOND_WORDS = tuple(
    """
    Bridge Hill House Park Street Green Vale Valley Wood Field Lane Gate Court View Road Square Point
    Star Way Cross Brook Water Stone Tree Farm Heath Edge Bank Grove Common Lodge Wharf Yard Rock Light
    Line Cross End Leaf Spring Ridge Well Lion Eagle Rose Oak Crown Sky Moon Sun Sea River Path Works
    Force Team Time World Life Choice Touch Circle Square Box Room Lab Base Hub Zone Point
    Peak Wave Core Mind Sense Source Link Edge One Plus First
    """.split()
)
_COMMON = frozenset(NOUNS[:120])
_COUNTRIES = (
    "UK",
    "GB",
    "Europe",
    "Scotland",
    "International",
    "Wales",
    "Northern",
    "London",
    "Midlands",
    "NI",
    "EMEA",
)
_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th", "12th", "14th", "21st")
_NUMBERS = (
    "1",
    "2",
    "3",
    "4",
    "7",
    "10",
    "21",
    "24",
    "55",
    "99",
    "100",
    "101",
    "247",
    "360",
    "365",
    "786",
    "1000",
    "2000",
)


class Named(NamedTuple):
    """An invented organisation name: as written, and the words that its web address is made of."""

    name: str
    stem: tuple[str, ...]
    form: str


def _any(draw: Draw) -> int:
    return int(draw() * 1_000_000)


def _noun(draw: Draw) -> str:
    place = rank(draw, 25.0, 1.5)
    return NOUNS[place % len(NOUNS)]


def _family(draw: Draw) -> str:
    place = rank(draw, 60.0, 1.38)
    return FAMILY[place] if place < len(FAMILY) else coining.family_word(place)


def _place(draw: Draw, town: Town) -> str:
    share = draw()
    # London would lend its name to one company in forty.
    if share < (0.2 if town.name != "London" else 0.04):
        return town.name.split(" upon ")[0]
    return coining.place_word(rank(draw, 250.0, 1.36))


def _given(draw: Draw) -> str:
    return GIVEN[int(len(GIVEN) * draw() ** 1.2)]


def distinctive(draw: Draw, town: Town) -> str:
    """Return the word by which a company is told from others."""
    share = draw()
    if share < 0.19:
        return _noun(draw)
    if share < 0.37:
        return _family(draw)
    if share < 0.50:
        return _place(draw, town)
    if share < 0.81:
        return coining.brand_word(rank(draw, 6000.0, 1.22))
    if share < 0.89:
        return coining.compound_word(rank(draw, 1000.0, 1.3))
    if share < 0.95:
        return coining.initials_word(rank(draw, 500.0, 1.35))
    if share < 0.97:
        number = pick(draw, _NUMBERS)
        return (
            f"{coining.brand_word(rank(draw, 6000.0, 1.22))}{number}"
            if share < 0.957
            else f"{_noun(draw)} {number}"
        )
    return _given(draw) + ("'s" if share > 0.985 else "")


def _trade(draw: Draw, sector: Sector) -> str:
    return pick_early(draw, sector.trades, 2.6)


def _tail(draw: Draw, sector: Sector) -> str:
    return pick_early(draw, sector.tails, 2.6)


def _company(draw: Draw, sector: Sector, town: Town) -> list[str]:
    share = draw()
    if share < 0.145:
        # A single word must be a rare one: the register takes no name twice.
        return [
            coining.brand_word(rank(draw, 60_000.0, 1.3))
            if draw() < 0.8
            else coining.compound_word(_any(draw))
        ]
    first = distinctive(draw, town)
    if share < 0.47:
        if first in _COMMON:
            return [first, distinctive(draw, town), _trade(draw, sector)]
        return [first, _trade(draw, sector)]
    if share < 0.62:
        second = pick_early(draw, _SECOND_WORDS, 1.7) if draw() < 0.4 else distinctive(draw, town)
        return [first, second, _trade(draw, sector)]
    if share < 0.73:
        return [first, _trade(draw, sector), _tail(draw, sector)]
    if share < 0.79:
        return [_family(draw) if first in _COMMON else first, _tail(draw, sector)]
    if share < 0.82:
        return [_family(draw), "&", _family(draw) if draw() < 0.7 else "Sons", _trade(draw, sector)]
    if share < 0.87:
        trade, other = _trade(draw, sector), _trade(draw, sector)
        return [first, trade, "&", other] if other != trade else [first, trade]
    if share < 0.91:
        return [first, _trade(draw, sector), f"({_place(draw, town)})"]
    if share < 0.94:
        return [_given(draw)[0], "&", _given(draw)[0], _trade(draw, sector)]
    if share < 0.96:
        return [first, _noun(draw), _trade(draw, sector), _tail(draw, sector)]
    if share < 0.98:
        return (
            ["The", first, _trade(draw, sector), "Company"]
            if share < 0.965
            else ["The", first, _trade(draw, sector)]
        )
    return [_given(draw)[0], first, _trade(draw, sector)]


def _partnership(draw: Draw, sector: Sector, town: Town) -> list[str]:
    share = draw()
    if share < 0.24:
        return [_family(draw), "&", _family(draw)]
    if share < 0.36:
        return [_family(draw), _family(draw)]
    if share < 0.56:
        return [_family(draw), _trade(draw, sector)]
    if share < 0.66:
        return [_family(draw), "&", "Co" if share < 0.61 else "Partners"]
    return _company(draw, sector, town)


def _practice(draw: Draw, sector: Sector, town: Town) -> list[str]:
    share = draw()
    if share < 0.35:
        return [_place(draw, town), _trade(draw, sector)]
    if share < 0.55:
        return [_noun(draw), pick(draw, _SECOND_WORDS), _trade(draw, sector)]
    if share < 0.65:
        return ["The", _noun(draw), _trade(draw, sector)]
    return _company(draw, sector, town)


def _school(draw: Draw, sector: Sector, town: Town) -> list[str]:
    share = draw()
    trade = _trade(draw, sector)
    if share < 0.20:
        return [f"St {pick_early(draw, _SAINTS, 1.5)}'s", f"{trade},", coining.place_word(_any(draw))]
    if share < 0.28:
        return [pick(draw, _HALLOWED), f"{trade},", coining.place_word(_any(draw))]
    if share < 0.80:
        return [coining.place_word(rank(draw, 2000.0, 1.4)), trade]
    if share < 0.90:
        return [coining.compound_word(_any(draw)), trade]
    return ["The", _noun(draw), pick(draw, _SECOND_WORDS), trade]


def _trust(draw: Draw, sector: Sector, town: Town) -> list[str]:
    place = coining.place_word(rank(draw, 9000.0, 1.4))
    share = draw()
    if share < 0.4:
        return [place, _trade(draw, sector)]
    if share < 0.7:
        return [place, "and", coining.place_word(rank(draw, 900.0, 1.5)), _trade(draw, sector)]
    return [place, pick(draw, ("Valley", "Vale", "Coast", "Dales", "Moors", "Hills")), _trade(draw, sector)]


def _charity(draw: Draw, sector: Sector, town: Town) -> list[str]:
    place = coining.place_word(rank(draw, 1500.0, 1.4)) if draw() < 0.7 else _place(draw, town)
    trade = _trade(draw, sector)
    share = draw()
    if "Scout" in trade:
        return [pick_early(draw, _ORDINALS, 1.6), place, trade]
    if share < 0.5:
        return [place, trade]
    if share < 0.62:
        return [place, "and", "District", trade]
    if share < 0.72:
        return ["The", distinctive(draw, town), trade]
    if share < 0.78:
        return [place, "Society", "for", pick_early(draw, NOUNS[200:400], 1.3)]
    if share < 0.84:
        return ["Friends", "of", place, _noun(draw)]
    return [distinctive(draw, town), trade]


_GRAMMARS = {
    "company": _company,
    "partnership": _partnership,
    "practice": _practice,
    "school": _school,
    "trust": _trust,
    "council": lambda draw, sector, town: [coining.place_word(rank(draw, 9000.0, 1.4)), _trade(draw, sector)],
    "charity": _charity,
}
# Share of names that end in a legal form.
_FORMED = {
    "company": 0.965,
    "partnership": 0.8,
    "practice": 0.45,
    "school": 0.06,
    "trust": 0.0,
    "council": 0.0,
    "charity": 0.3,
}


def _form(draw: Draw, style: str) -> str:
    share = draw()
    if share > _FORMED[style]:
        return ""
    share = draw()
    if share < 0.503:
        return "Ltd"
    if share < 0.985:
        return "Limited"
    if share < 0.992:
        return "PLC" if style == "company" else "Limited"
    return "C.I.C." if style != "company" else "CIC" if share > 0.997 else "Ltd."


def company_name(draw: Draw, sector: Sector, town: Town, *, is_llp: bool = False) -> Named:
    """Return an invented name for an organisation of a sector in a town; a limited liability partnership on demand."""
    words = _GRAMMARS[sector.style](draw, sector, town)
    stem = tuple(word for word in words if word not in ("&", "and", "The", "of", "for"))
    share = draw()
    style = sector.style
    is_company = style == "company" or style == "partnership"
    if is_company and share < 0.055:
        country = pick_early(draw, _COUNTRIES, 3.0)
        words.append(f"({country})" if share < 0.025 else country)
    elif is_company and share < 0.075:
        words.append("Group")
    elif is_company and share < 0.085:
        words.append("Holdings")
    form = "LLP" if is_llp else _form(draw, style)
    name = " ".join(words)
    if " & " in name and share > 0.55:
        name = name.replace(" & ", " and ", 1) if share < 0.97 else name.replace(" & ", " + ", 1)
    if form:
        name = f"{name} {form}"
    if form and is_company and share > 0.962:
        name = f"{name} {'T/A' if share < 0.98 else 't/a'} {distinctive(draw, town)} {_trade(draw, sector)}"
    if 0.10 < share < 0.14:
        name = name.upper()
    return Named(name, stem, form)
