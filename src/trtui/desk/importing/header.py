"""Which column of a file is which: headers as people write them, matched to the columns that are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from trtui.desk.importing.columns import BY_KEY, COLUMNS
from trtui.domain.errors import Invalid
from trtui.domain.folding import fold

HEADER_ROWS = 10
"""Rows at the top among which the header is looked for; titles and dates may stand above it."""
_CLOSE, _NEAR = 88, 60
_PREFIX = 2
_OTHER_WORDS = {"contract", "contracts", "contact date", "contact id", "client id", "contact source"}
"""Headers close to a known one that mean something else."""
_PEOPLE = {"contact", "first_name", "last_name"}


@dataclass(frozen=True, slots=True)
class Header:
    """Which cells of a row hold what: positions by column key; ``unknown`` are headers that were not understood."""

    line: int
    labels: tuple[str, ...]
    places: Mapping[str, tuple[int, ...]]
    unknown: tuple[str, ...]

    def cells(self, key: str, cells: Sequence[str]) -> list[str]:
        """Return the non-empty cells of a column."""
        places = self.places.get(key)
        if places is None:
            return []
        return [cells[place] for place in places if place < len(cells) and cells[place].strip()]

    def label(self, key: str) -> str:
        """Return what the file calls a column."""
        places = self.places.get(key)
        return self.labels[places[0]].strip() if places else BY_KEY[key].label


def read_header(line: int, labels: Sequence[str], chosen: Mapping[str, str] | None = None) -> Header | None:
    """Read a row as the header; none if no column of it can be the client's name.

    ``chosen`` maps headers to column keys or labels where the user says so. Raises Invalid for one that is not there.
    """
    plain = [_plain(label) for label in labels]
    found = _read(line, labels, plain, chosen or {})
    for other in _without_prefix(plain) if found is None else ():
        found = found or _read(line, labels, other, chosen or {})
    return found


def _read(line: int, labels: Sequence[str], plain: Sequence[str], chosen: Mapping[str, str]) -> Header | None:
    said = {_plain(header): _key(key) for header, key in chosen.items()}
    found: dict[int, str] = {}
    for place, label in enumerate(plain):
        key = said.get(label) or _CALLED.get(label)
        if key:
            found[place] = key
    _settle_name(plain, found)
    for place, label in enumerate(plain):
        if place not in found and len(label) >= 5 and label not in _OTHER_WORDS:
            near = process.extractOne(label, _CALLED.keys(), scorer=fuzz.ratio, score_cutoff=_CLOSE)
            if near is not None and _CALLED[near[0]] not in found.values():
                found[place] = _CALLED[near[0]]
    if "client" not in found.values():
        return None
    if missing := [header for header in chosen if _plain(header) not in plain]:
        raise Invalid(f"The file has no column “{missing[0]}”. It has: {_listed(labels)}.", "column")
    _settle_phones(plain, found)
    places: dict[str, tuple[int, ...]] = {}
    for place, key in sorted(found.items()):
        if key not in places:
            places[key] = (place,)
        elif BY_KEY[key].repeats:
            places[key] += (place,)
        else:
            del found[place]
    unknown = tuple(
        label.strip() for place, label in enumerate(labels) if label.strip() and place not in found
    )
    return Header(line, tuple(labels), places, unknown)


def no_header(rows: Sequence[Sequence[str]]) -> Invalid:
    """Return the error for a file without a column for the client's name, with the nearest header there is."""
    labels = rows[0] if rows else ()
    names = [name for name, key in _CALLED.items() if key == "client"]
    best, score = "", 0.0
    for label in labels:
        near = process.extractOne(_plain(label), names, scorer=fuzz.ratio) if label.strip() else None
        if near is not None and near[1] > score:
            best, score = label.strip()[:60], near[1]
    hint = (
        f" The nearest is “{best}”: rename it to “Client”, or say --column “{best}=client”."
        if score >= _NEAR
        else ""
    )
    return Invalid(
        f"No column holds the client's name. The first row must name the columns, one of them “Client”, “Company” or "
        f"“Name”; here it says: {_listed(labels)}.{hint} A file to start from: trtui template clients.xlsx",
        "file",
    )


def is_example(header: Header, cells: Sequence[str]) -> bool:
    """Return whether a row is the template's own example."""
    return all(header.cells(key, cells) == [BY_KEY[key].example] for key in ("client", "number", "email"))


def _without_prefix(plain: Sequence[str]) -> Iterator[list[str]]:
    """Yield the headers without a letter or two before several of them, as in ``c_name, c_town``, the others empty."""
    first = [label.partition(" ")[0] for label in plain if " " in label]
    for prefix in dict.fromkeys(first):
        if len(prefix) <= _PREFIX and first.count(prefix) > 1:
            yield [label[len(prefix) + 1 :] if label.startswith(f"{prefix} ") else "" for label in plain]


def _settle_name(plain: Sequence[str], found: dict[int, str]) -> None:
    """Decide what a bare «Name» names: the client, or the contact where the client has a column of its own."""
    for place, label in enumerate(plain):
        if label == "name" and place not in found:
            taken = set(found.values())
            found[place] = "contact" if "client" in taken and not taken & _PEOPLE else "client"


def _settle_phones(plain: Sequence[str], found: dict[int, str]) -> None:
    """Take plain phone columns for the clients' own in a list without people."""
    if not set(found.values()) & _PEOPLE:
        for place, key in found.items():
            if key == "direct" and not plain[place].startswith(("direct", "ddi")):
                found[place] = "main_phone"


def _key(text: str) -> str:
    key = text.strip() if text.strip() in BY_KEY else _CALLED.get(_plain(text), "")
    if not key:
        raise Invalid(f"There is no column “{text}” to map to. There is: {', '.join(BY_KEY)}.", "column")
    return key


def _plain(label: str) -> str:
    """Return a header as compared: folded, signs as spaces, no article in front."""
    words = re.sub(r"[^a-z0-9]+", " ", fold(label[:200])).strip()
    return re.sub(r"^(?:the|your|our) ", "", words)


def _listed(labels: Sequence[str]) -> str:
    names = [label.strip()[:40] for label in labels if label.strip()]
    more = f" and {len(names) - 12} more" if len(names) > 12 else ""
    return ", ".join(names[:12]) + more if names else "nothing"


_CALLED: dict[str, str] = {}
for _column in COLUMNS:
    for _name in (_column.label, _column.key.replace("_", " "), *filter(None, _column.called.split("|"))):
        _CALLED.setdefault(_plain(_name), _column.key)
