"""Search text: words, phrases, filters, and what a word may be read as. Never an error, at worst a hint."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from trtui.domain import company_number, phones, postcode, web
from trtui.domain.nearest import nearest
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus, SalesLevel, matching_statuses

TEXT_LIMIT: Final = 500
WORD_LIMIT: Final = 16
SAID: Final = 20
"""So much of what was typed is said in a hint, which has to fit a line of eighty cells."""
ME: Final = "me"
NOBODY: Final = "nobody"
NO_CODE: Final = "-"


class Shape(StrEnum):
    """What typed words look like beside being words of a name."""

    PHONE = "phone"
    EMAIL = "email"
    DOMAIN = "domain"
    POSTCODE = "postcode"
    COMPANY_NUMBER = "company number"


@dataclass(frozen=True, slots=True)
class Reading:
    """Words ``start`` to ``end`` (excluded) of the query read as something else; ``value`` is looked up.

    Phone: digits for ``phones.search_keys``. E-mail: the address. Domain: the host. Postcode: normalised,
    whole or its beginning (``postcode.searched``). Company number: its eight characters. ``written`` is a phone
    number as typed, in plain signs.
    """

    shape: Shape
    value: str
    start: int
    end: int
    written: str = field(default="", compare=False)

    @property
    def is_whole(self) -> bool:
        """Tell whether this alone says who is meant, whatever else was typed."""
        if self.shape is Shape.PHONE:
            return len(self.value) >= phones.WHOLE_DIGITS
        return self.shape is Shape.EMAIL and "." in self.value.rpartition("@")[2]


class DueKind(StrEnum):
    """How a due date is asked for."""

    WITHIN = "within"
    OVERDUE = "overdue"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class DueFilter:
    """Due at most ``days`` days from today (−1: late), overdue by half an interval, or without a date."""

    kind: DueKind
    days: int = 0


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed into the search box.

    ``words`` are as typed, in order, phrases included word by word; ``phrases`` are pairs (start, end) of
    words that have to stand together. ``is_open`` says that the last word is still being typed, so it is a
    beginning. Several values of one filter are alternatives, except tags, which all have to be there.
    ``codes`` hold letters and ``-`` for no code; ``owners`` hold names, logins, ``me`` or ``nobody``.
    ``hints`` are sentences for the user; ``has_unknown`` says that a filter has a value which means nothing.
    """

    text: str = ""
    words: tuple[str, ...] = ()
    phrases: tuple[tuple[int, int], ...] = ()
    is_open: bool = False
    readings: tuple[Reading, ...] = ()
    statuses: frozenset[ClientStatus] = frozenset()
    codes: frozenset[str] = frozenset()
    owners: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    stages: frozenset[AccountStage] = frozenset()
    levels: frozenset[SalesLevel] = frozenset()
    due: DueFilter | None = None
    wants_archived: bool = False
    kinds: frozenset[str] = field(default=frozenset({"client", "contact"}))
    hints: tuple[str, ...] = ()
    has_unknown: bool = False

    @property
    def has_filters(self) -> bool:
        """Tell whether anything but words limits the result."""
        return bool(
            self.statuses
            or self.codes
            or self.owners
            or self.tags
            or self.towns
            or self.stages
            or self.levels
            or self.due
            or self.wants_archived
            or len(self.kinds) == 1
        )

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for."""
        return not self.words and not self.has_filters


@dataclass(slots=True)
class _Draft:
    """The parts of a query while they are collected."""

    words: list[str] = field(default_factory=list)
    phrases: list[tuple[int, int]] = field(default_factory=list)
    statuses: set[ClientStatus] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)
    owners: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    towns: list[str] = field(default_factory=list)
    stages: set[AccountStage] = field(default_factory=set)
    levels: set[SalesLevel] = field(default_factory=set)
    due: DueFilter | None = None
    archived: bool = False
    kinds: set[str] = field(default_factory=set)
    hints: list[str] = field(default_factory=list)
    has_unknown: bool = False
    strange: list[tuple[str, int]] = field(default_factory=list)
    """Names before a colon that are no filter, each with the word that begins with it."""


_QUOTES: Final = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "：": ":"})
_TOKEN = re.compile(
    r'([^\W\d_]+):"([^"]*)(?:"|$)|"([^"]*)(?:"|$)|([^\W\d_]+):([^\s"/]\S*)?(?=\s|$)|([^\s"]+)'
)
_COUNT = re.compile(r"([0-9]{1,3})(d|w)")
_LABEL = re.compile(r"[^\W\d_]+[.:)]+")
"""What may stand before a phone number without a space: “Reception:0113”."""


def parse(text: str) -> Query:
    """Read the text of the search box; anything can be read, and what is no filter counts as words."""
    text = "".join(char if char.isprintable() else " " for char in text[:TEXT_LIMIT]).translate(_QUOTES)
    draft = _Draft()
    last_end, last_is_word = 0, False
    for token in _TOKEN.finditer(text):
        quoted_name, quoted_value, phrase, name, value, word = token.groups()
        last_end, last_is_word = token.end(), False
        if quoted_name is not None or name is not None:
            last_is_word = not _filter(draft, quoted_name or name, (quoted_value or value or "").strip())
        elif phrase is not None:
            _phrase(draft, phrase)
        else:
            draft.words.append(word)
            last_is_word = True
    words = tuple(draft.words[:WORD_LIMIT])
    meant = readings(words)
    _name_strange(draft, meant)
    if len(draft.words) > WORD_LIMIT:
        draft.hints.append(f"Only the first {WORD_LIMIT} words are searched for.")
    return Query(
        text=text.strip(),
        words=words,
        phrases=tuple(
            (start, end)
            for start, end in draft.phrases
            if end <= len(words) and not _in_number(start, end, meant)
        ),
        is_open=bool(words) and last_is_word and last_end == len(text),
        readings=meant,
        statuses=frozenset(draft.statuses),
        codes=frozenset(draft.codes),
        owners=tuple(draft.owners),
        tags=tuple(draft.tags),
        towns=tuple(draft.towns),
        stages=frozenset(draft.stages),
        levels=frozenset(draft.levels),
        due=draft.due,
        wants_archived=draft.archived,
        kinds=frozenset(draft.kinds or {"client", "contact"}),
        hints=tuple(dict.fromkeys(draft.hints)),
        has_unknown=draft.has_unknown,
    )


def readings(words: tuple[str, ...]) -> tuple[Reading, ...]:
    """Return what runs of words look like: e-mail, domain, postcode, company number, phone number."""
    found: list[Reading] = []
    for start, word in enumerate(words):
        if "@" in word:
            found.extend(_if_valid(Shape.EMAIL, word, start))
        elif "." in word and not word.endswith(".") and (host := web.domain_of(word)):
            found.append(Reading(Shape.DOMAIN, host, start, start + 1))
        for end in (start + 2, start + 1):
            run = " ".join(words[start:end])
            if end > len(words):
                continue
            if company_number.looks_like(run) and (end == start + 1 or run[:2].isalpha()):
                found.append(Reading(Shape.COMPANY_NUMBER, company_number.find(run), start, end))
            if code := postcode.searched(run):
                found.append(Reading(Shape.POSTCODE, code, start, end))
                break
    found.extend(_phones(words))
    return tuple(found)


def _if_valid(shape: Shape, word: str, start: int) -> list[Reading]:
    host = web.domain_of(word)
    if not word.partition("@")[0]:
        return [Reading(Shape.DOMAIN, host, start, start + 1)] if host else []
    return [Reading(shape, word.lower().strip("<>;,"), start, start + 1)]


def _phones(words: tuple[str, ...]) -> list[Reading]:
    """Return the runs of words that are a phone number, with its label and signs but without any other letter."""
    text, places, at = " ".join(words), [], 0
    for word in words:
        places.append((at, at + len(word)))
        at += len(word) + 1
    found: list[Reading] = []
    for run in phones.runs(text):
        touched = [place for place, (begin, end) in enumerate(places) if begin < run.end and end > run.start]
        first, last = places[touched[0]][0], places[touched[-1]][1]
        glued = _LABEL.sub("", text[first : run.start]) + text[run.end : last]
        digits = phones.digits_for_search(run.text)
        if digits and not any(char.isalnum() for char in glued):
            found.append(Reading(Shape.PHONE, digits, touched[0], touched[-1] + 1, run.text))
    return found


def _in_number(start: int, end: int, meant: tuple[Reading, ...]) -> bool:
    """Tell whether a phrase is a phone number that was put in quotes."""
    return any(one.shape is Shape.PHONE and one.start <= start and end <= one.end for one in meant)


def _name_strange(draft: _Draft, meant: tuple[Reading, ...]) -> None:
    """Say which names before a colon are no filters; before a phone number they are its label."""
    labels = {
        place
        for one in meant
        if one.shape is Shape.PHONE and one.is_whole
        for place in (one.start, one.start - 1)
    }
    for name, place in draft.strange:
        if place not in labels:
            near = nearest(name, _FILTERS)
            tip = f"did you mean {near}:?" if near else "use " + " ".join(f"{one}:" for one in _FILTERS)
            draft.hints.append(f"{name[:SAID]}: is no filter; {tip}")


def _phrase(draft: _Draft, phrase: str) -> None:
    inside = phrase.split()
    if inside:
        start = len(draft.words)
        draft.words.extend(inside)
        if len(inside) > 1:
            draft.phrases.append((start, start + len(inside)))


def _filter(draft: _Draft, name: str, value: str) -> bool:
    """Apply a filter; what is no filter becomes words and a hint, and returns false."""
    read = _FILTERS.get(name.casefold())
    if read is None:
        if name.casefold() not in ("http", "https", "mailto"):
            draft.strange.append((name, len(draft.words)))
        draft.words.extend(f"{name}:{value}".split() if value else [name])
        return False
    known, apply = read
    for part in [one for one in value.split(",") if one.strip()] or [""]:
        if not part or not apply(draft, part.strip()):
            said = f"{name.casefold()}:{part.strip()[:SAID]}"
            what = f"{said} is unknown; use" if part else f"{said} takes"
            draft.hints.append(f"{what} {known}")
            draft.has_unknown = True
    return True


def _status(draft: _Draft, value: str) -> bool:
    found = matching_statuses(value) or tuple(
        one for one in ClientStatus if len(value) < 3 and one.label.casefold().startswith(value.casefold())
    )
    draft.statuses.update(found)
    return bool(found)


def _csi(draft: _Draft, value: str) -> bool:
    word = value.casefold()
    if word in ("none", "no", "-", "–"):
        draft.codes.add(NO_CODE)
    elif word == "any":
        draft.codes.update("ABCD")
    elif word and all(letter in "abcd" for letter in word):
        draft.codes.update(word.upper())
    else:
        return False
    return True


def _owner(draft: _Draft, value: str) -> bool:
    word = value.casefold()
    draft.owners.append(NOBODY if word in ("none", "-", "–") else word)
    return True


def _tag(draft: _Draft, value: str) -> bool:
    draft.tags.append(value.lstrip("#").casefold())
    return bool(value.lstrip("#"))


def _town(draft: _Draft, value: str) -> bool:
    draft.towns.append(value.casefold())
    return True


def _stage(draft: _Draft, value: str) -> bool:
    word = value.casefold().replace("_", " ")
    found = [one for one in AccountStage if one.label.casefold().startswith(word)]
    draft.stages.update(found)
    return bool(found)


def _level(draft: _Draft, value: str) -> bool:
    found = [one for one in SalesLevel if one.value.startswith(value.casefold())]
    draft.levels.update(found)
    return bool(found)


def _due(draft: _Draft, value: str) -> bool:
    word = value.casefold()
    days = {"late": -1, "today": 0, "now": 0, "tomorrow": 1, "week": 7, "month": 30}
    if word in days:
        draft.due = DueFilter(DueKind.WITHIN, days[word])
    elif match := _COUNT.fullmatch(word):
        draft.due = DueFilter(DueKind.WITHIN, int(match[1]) * (7 if match[2] == "w" else 1))
    elif word in ("overdue", "none"):
        draft.due = DueFilter(DueKind(word))
    else:
        return False
    return True


def _is(draft: _Draft, value: str) -> bool:
    word = value.casefold().rstrip("s")
    if word == "archived":
        draft.archived = True
    elif word in ("client", "contact"):
        draft.kinds.add(word)
    else:
        return False
    return True


_FILTERS: Final[dict[str, tuple[str, Callable[[_Draft, str], bool]]]] = {
    "status": ('prospect, target, active, "active w/o", "active w/"', _status),
    "csi": ("a, b, c, d, any or none", _csi),
    "owner": ("me, nobody or a name", _owner),
    "tag": ("a tag", _tag),
    "due": ("late, overdue, today, week, month, 9d, 2w or none", _due),
    "town": ("a town, in quotes if it has several words", _town),
    "stage": ("prospect, credit, active or inactive", _stage),
    "level": ("hot, warm, cold or dead", _level),
    "is": ("archived, client or contact", _is),
}
FILTERS: Final = tuple(_FILTERS)
"""The names of the filters, in the order in which help shows them."""
