"""Rows of the company file as the store keeps them: checked, tidied and short.

Five million rows pass through here in a few minutes: values that repeat (days, statuses, codes) are understood once
and looked up, and nothing is made for a row but the row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Final, NamedTuple

from trtui.domain import company_number, postcode, text
from trtui.domain.errors import Invalid
from trtui.domain.register.layout import Layout
from trtui.domain.register.names import kept_words
from trtui.domain.register.values import FAULTS_KEPT, Fault, Filters, Tally

NAME_LIMIT: Final = 200
PART_LIMIT: Final = 160
_MOST_TERMS: Final = 30_000
_MOST_KEPT: Final = 100_000
_WRONG: Final = "?"


class Row(NamedTuple):
    """A company as it is kept; days are ISO text, ``previous`` one line a name: ``2011-03-04 OLD NAME LTD``.

    ``category``, ``status``, ``country`` and ``accounts_category`` are numbers of terms; ``sic`` are codes divided by
    spaces; ``words`` what it is found under.
    """

    number: str
    name: str
    name_key: str
    words: str
    previous: str
    category: int
    status: int
    incorporated_on: str | None
    line: str
    line2: str
    town: str
    county: str
    country: int
    postcode: str | None
    sic: str
    accounts_category: int
    accounts_due_on: str | None
    accounts_made_up_on: str | None
    confirmation_due_on: str | None


FIELDS: Final = Row._fields
Plain = tuple[str | int | None, ...]
"""The values of a ``Row`` in order: named tuples take four times as long to make."""


class Terms(dict[str, int]):
    """Words that many rows share, each with the number that stands for it; ``new`` are those not stored yet."""

    def __init__(self, known: dict[str, int] | None = None) -> None:
        super().__init__(known or {"": 0})
        self.new: list[tuple[int, str]] = [] if known else [(0, "")]
        self._next = max(self.values()) + 1

    def __missing__(self, word: str) -> int:
        """Give a word the next number; beyond any real count of them, that of nothing."""
        if len(self) >= _MOST_TERMS:
            return 0
        clean = _clean(word, PART_LIMIT)
        number = self.get(clean, -1)
        if number < 0:
            number = self[clean] = self._next
            self._next += 1
            self.new.append((number, clean))
        self[word] = number
        return number


class Seen:
    """The numbers of the companies so far, in a few megabytes."""

    def __init__(self) -> None:
        self._digits = bytearray(100_000_000 // 8)
        self._others: set[str] = set()

    def add(self, number: str) -> bool:
        """Take a number; tell whether it is new."""
        if number.isdecimal():
            at, bit = divmod(int(number), 8)
            mask = 1 << bit
            held = self._digits[at]
            if held & mask:
                return False
            self._digits[at] = held | mask
            return True
        size = len(self._others)
        self._others.add(number)
        return len(self._others) > size


class Rows:
    """Reads rows one after another, counting what it takes and keeping the first that are faulty."""

    def __init__(self, filters: Filters, terms: Terms, seen: Seen) -> None:
        self.terms, self.seen = terms, seen
        self.sic_texts: dict[str, str] = {}
        """Codes met since they were last stored, with what they stand for."""
        self.taken = self.bad = self.flawed = self.passed_over = 0
        self.faults: list[Fault] = []
        self._areas = tuple(area.upper() for area in filters.areas)
        self._sic = filters.sic
        self._days: dict[str, str | None] = {"": None}
        self._codes: dict[str, str] = {"": ""}
        self.file = ""
        self._pick: itemgetter[Plain] | None = None
        self._layout: Layout | None = None

    def begin(self, file: str, layout: Layout) -> None:
        """Begin a file with its own order of columns."""
        self.file, self._layout = file, layout
        self._pick = itemgetter(*layout.picked)

    @property
    def tally(self) -> Tally:
        """The counts so far."""
        return Tally(self.taken, self.bad, self.flawed, self.passed_over)

    def count_from(self, tally: Tally) -> None:
        """Go on counting where an earlier reading ended."""
        self.taken, self.bad = tally.rows, tally.bad
        self.flawed, self.passed_over = tally.flawed, tally.passed_over

    def refuse(self, line: int, reason: str, *, is_taken: bool = False) -> None:
        """Count a row as bad, or as taken without a part."""
        if is_taken:
            self.flawed += 1
        else:
            self.bad += 1
        if len(self.faults) < FAULTS_KEPT:
            self.faults.append(Fault(self.file, line, reason, is_taken))

    def read(self, cells: list[str], line: int) -> Plain | None:
        """Return a row as it is kept; none when it is bad, empty, or passed over by a filter."""
        layout, pick = self._layout, self._pick
        assert layout is not None and pick is not None
        cells.append("")  # where columns that the file lacks are read
        try:
            picked: tuple[str, ...] = pick(cells)
        except IndexError:
            picked = ()
        if len(cells) != layout.width + 1:
            if len(cells) > 1:
                self.refuse(line, f"The row has {len(cells) - 1} cells where the header has {layout.width}.")
            return None
        joined = "".join(picked)
        if not (joined.isascii() and joined.isprintable()) or len(joined) > 1200:
            picked = tuple([_clean(value, NAME_LIMIT) for value in picked])
        (
            name, number, care_of, po_box, line1, line2, town, county, country, code, category, status,
            began, due, made_up, accounts, confirmation, sic1, sic2, sic3, sic4, once,
        ) = picked  # fmt: skip
        code = code.strip().upper()
        if self._areas and not self._is_near(code):
            self.passed_over += 1
            return None
        codes = self._codes
        sic = codes[sic1] if sic1 in codes else self._code(sic1)
        if sic2:
            sic = " ".join(
                [part for text in (sic1, sic2, sic3, sic4) if (part := codes.get(text) or self._code(text))]
            )
        if self._sic and not any(part.startswith(self._sic) for part in sic.split()):
            self.passed_over += 1
            return None
        name = name.strip()
        if "  " in name:
            name = " ".join(name.split())
        if not (len(number) == 8 and number.isdecimal() and number.isascii()):
            try:
                number = company_number.parse(number)
            except Invalid as error:
                self.refuse(line, str(error))
                return None
        if not name or not number:
            self.refuse(line, "The row has no name." if number else "The row has no company number.")
            return None
        if not self.seen.add(number):
            self.refuse(line, f"The number {number} stands in the file a second time.")
            return None
        days, wrong = self._days, ""
        try:
            dates = days[began], days[due], days[made_up], days[confirmation]
        except KeyError:
            dates = self._day(began), self._day(due), self._day(made_up), self._day(confirmation)
        if _WRONG in dates:
            texts = zip((began, due, made_up, confirmation), dates, strict=True)
            wrong = next(text for text, day in texts if day == _WRONG)
            self._mark(line, wrong)
            dates = tuple(None if day == _WRONG else day for day in dates)  # type: ignore[assignment]
        previous = ""
        if once:
            names, previous = self._previous(cells, layout, line, bool(wrong))
            key, words = kept_words(name, names)
        else:
            key, words = kept_words(name)
        if care_of or po_box:
            box = f"PO Box {po_box.strip()}" if po_box.strip().isdecimal() else po_box.strip()
            line1 = ", ".join([part for part in (care_of.strip(), box, line1.strip()) if part])
        terms = self.terms
        self.taken += 1
        return (
            number, name, key, " ".join(words), previous, terms[category], terms[status], dates[0], line1, line2,
            town, county, terms[country], code or None, sic, terms[accounts], dates[1], dates[2], dates[3],
        )  # fmt: skip

    def _is_near(self, code: str) -> bool:
        if not code.startswith(self._areas):
            return False
        return postcode.area(code) in self._areas or postcode.district(code) in self._areas

    def _code(self, text: str) -> str:
        """Return the code of an industry: five digits at the beginning."""
        code, _, words = text.strip().partition(" - ")
        code = code.strip()
        if not (code.isdecimal() and code.isascii() and 4 <= len(code) <= 5):
            code = ""
        if len(self._codes) < _MOST_TERMS:
            self._codes[text] = code
            if code:
                self.sic_texts[code.zfill(5)] = " ".join(words.split())
        if code:
            self._codes[text] = code = code.zfill(5)
        return code

    def _day(self, text: str) -> str | None:
        """Return a day as ISO text; a mark for what is none."""
        days = self._days
        if text not in days:
            if len(days) > _MOST_KEPT:
                days.clear()
                days[""] = None
            days[text] = _iso(text.strip())
        return days[text]

    def _previous(
        self, cells: Sequence[str], layout: Layout, line: int, is_marked: bool
    ) -> tuple[list[str], str]:
        names: list[str] = []
        lines: list[str] = []
        for at_name, at_day in layout.previous:
            name = cells[at_name]
            if not name:
                continue
            if not (name.isascii() and name.isprintable()):
                name = _clean(name, NAME_LIMIT)
            name = " ".join(name.split())[:NAME_LIMIT]
            day = self._day(cells[at_day])
            if day == _WRONG:
                if not is_marked:
                    self._mark(line, cells[at_day])
                day, is_marked = None, True
            if name:
                names.append(name)
                lines.append(f"{day or '':10} {name}")
        return names, "\n".join(lines)

    def _mark(self, line: int, wrong: str) -> None:
        shown = _clean(wrong, PART_LIMIT)[:20]
        self.refuse(line, f"“{shown}” is not a day (DD/MM/YYYY); taken without it.", is_taken=True)


def previous_names(kept: str) -> list[tuple[str, date | None]]:
    """Return names and days from the lines in which a row keeps them."""
    return [
        (line[11:], date.fromisoformat(day) if (day := line[:10].strip()) else None)
        for line in kept.split("\n")
        if line
    ]


def _iso(text: str) -> str | None:
    if not text:
        return None
    day, month, year = text[:2], text[3:5], text[6:]
    if (
        len(text) != 10
        or text[2] + text[5] != "//"
        or not text.isascii()
        or not (day + month + year).isdecimal()
    ):
        return _WRONG
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return _WRONG


def _clean(value: str, limit: int) -> str:
    """Return a text as one clean line, cut where it is longer than any real one."""
    if value.isascii() and value.isprintable() and len(value) <= limit:
        return value.strip()
    kept = value[: limit * 2].replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
    return text.line(kept, limit * 2)[:limit].strip()
