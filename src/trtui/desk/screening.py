"""Screening of numbers against the preference services (TPS, CTPS): answers brought in, and what is to be asked."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from itertools import islice
from typing import TYPE_CHECKING

from trtui.desk.access import permit
from trtui.desk.stored_names import stored_as
from trtui.domain import days, do_not_call, phones, text
from trtui.domain.do_not_call import TpsResult
from trtui.domain.errors import Invalid
from trtui.domain.folding import fold
from trtui.domain.policy import Verb
from trtui.domain.time import HOUR, local_day, start_of_day

if TYPE_CHECKING:
    from trtui.desk.importing.source import Source, SourceRow
    from trtui.store.look import Look
    from trtui.store.work import Work

COLUMNS = ("Number", "Result", "Checked on")
"""The columns of a file of numbers to screen, in which the answers come back."""
_HEADER_ROWS = 10
_CALLED = {
    "number": ("number", "phone", "phone number", "telephone", "telephone number", "tel", "cli"),
    "result": ("result", "status", "tps", "tps/ctps", "ctps", "tps result", "tps status", "screening"),
    "date": ("checked on", "date", "checked", "screened", "screened on", "date checked", "checked at"),
}
"""What the columns of a file of answers are called."""


@dataclass(frozen=True, slots=True)
class Screening:
    """One answer of a screening service: ``clear``, ``tps``, ``ctps`` …; checked now unless said otherwise."""

    number: str
    result: str
    checked_at: int | None = None


@dataclass(frozen=True, slots=True)
class Screened:
    """What a screening brought: answers kept, numbers listed among them, and answers older than what was known."""

    checked: int
    listed: int
    older: int = 0

    @property
    def text(self) -> str:
        """Return it in words."""
        count = "1 number" if self.checked == 1 else f"{self.checked:,} numbers"
        older = f", {self.older:,} left as they are: a newer screening is known" if self.older else ""
        return f"{count} screened, {self.listed:,} listed{older}"


@dataclass(frozen=True, slots=True)
class BadAnswer:
    """A row of a file that holds no answer: its line, its number as it stands there, and why."""

    line: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class ToScreen:
    """A number whose screening is missing or too old; ``checked_at`` is when it was screened, if ever."""

    number: str
    checked_at: int | None
    result: TpsResult


@stored_as("screening.screen")
def screen(work: Work, results: Sequence[Screening]) -> Screened:
    """Keep the answers of a screening service; an objection stays whatever the register says.

    The registers list whole numbers, so an extension is left out. An answer older than the one that is known changes
    nothing; one about a number that nobody has yet is kept for when somebody has. Raises Invalid for an answer that
    cannot be read.
    """
    from trtui.store.queries import numbers
    from trtui.store.tables import PhoneScreening

    permit(work, Verb.BLOCK_NUMBER)
    answered: dict[str, tuple[TpsResult, int]] = {}
    older = 0
    for one in results:
        number, result, at = _read(one, work.rules.region, work.now)
        if number in answered:
            older += 1
        if number not in answered or answered[number][1] <= at:
            answered[number] = result, at
    known = numbers.screenings(work.db, answered)
    new = [(number, *answer) for number, answer in answered.items() if number not in known]
    work.insert(
        [
            (PhoneScreening, {"e164": number, "tps_result": result.value, "tps_checked_at": at})
            for number, result, at in new
        ]
    )
    kept = [result for _, result, _ in new]
    for number, screening_id in known.items():
        result, at = answered[number]
        row = work.get(PhoneScreening, screening_id)
        if (row.tps_checked_at or 0) > at:
            older += 1
            continue
        work.change(row, tps_result=result.value, tps_checked_at=at)
        kept.append(result)
    work.label = f"Screen {'1 number' if len(kept) == 1 else f'{len(kept):,} numbers'}"
    return Screened(len(kept), sum(result.is_listed for result in kept), older)


def to_screen(look: Look, limit: int = 100_000) -> tuple[ToScreen, ...]:
    """Return the numbers on which coded contacts and those in the queue are called and that want a screening.

    They were never screened, or not for too long. Those that objected are left out: no answer would change that. Only
    of contacts that the user may open.
    """
    from trtui.store.queries import numbers

    permit(look, Verb.EXPORT)
    day = local_day(look.now, look.zone) - timedelta(days=look.rules.screening_days)
    return tuple(
        ToScreen(one.number, one.checked_at, TpsResult(one.result))
        for one in numbers.stale(look.db, look.actor, start_of_day(day, look.zone), limit)
    )


def sheet(look: Look) -> tuple[tuple[str, str, date | None], ...]:
    """Return the numbers to screen as rows under ``COLUMNS``: as people here write them, with the last answer."""
    return tuple(
        (
            phones.display(one.number, look.rules.region),
            "" if one.result is TpsResult.UNKNOWN else one.result.value,
            None if one.checked_at is None else local_day(one.checked_at, look.zone),
        )
        for one in to_screen(look)
    )


def checked_at(typed: str, now: int, zone: tzinfo) -> int:
    """Return the instant of a screening of which only the day is known: midday, or now for today; raises Invalid."""
    if not typed.strip():
        return now
    day = days.past(typed, local_day(now, zone))
    return min(now, start_of_day(day, zone) + 12 * HOUR)


def answers(
    source: Source, region: str, now: int, zone: tzinfo
) -> Generator[Screening | BadAnswer, None, None]:
    """Read the answers of a file: number, result and date, under headers as services write them, or in that order.

    A row that cannot be read is given as such, and the next one is read. Raises Invalid where no row near the top
    tells the columns apart.
    """
    places, first = _columns(source)
    for row in source.records():
        if row.line < first:
            continue
        number, result, day = (_cell(row, places.get(key)) for key in ("number", "result", "date"))
        if row.problem:
            yield BadAnswer(row.line, number, row.problem)
        elif number or result:
            try:
                if not result:
                    raise Invalid("The result is missing: clear, tps or ctps.", "result")
                answer = Screening(number, result, checked_at(day, now, zone))
                _read(answer, region, now)
            except Invalid as error:
                yield BadAnswer(row.line, number, error.message)
            else:
                yield answer


def _read(one: Screening, region: str, now: int) -> tuple[str, TpsResult, int]:
    """Return number, result and instant of an answer; raises Invalid."""
    clean = text.line(one.number, 60, "number")
    phone = phones.entered(clean, region, "number")
    if phone.e164 is None:
        raise Invalid(f"“{clean[:30]}” cannot be called: {phone.reason}.", "number")
    result = do_not_call.parse_result(one.result)
    at = one.checked_at if one.checked_at is not None else now
    if at > now:
        raise Invalid(f"{one.number}: a screening cannot have been made in the future.", "checked")
    return phone.e164, result, at


def _columns(source: Source) -> tuple[dict[str, int], int]:
    """Return where the columns are, and the line on which the answers begin."""
    with closing(source.records()) as rows:
        top = list(islice(rows, _HEADER_ROWS))
    for row in top:
        places = _headed(row.cells)
        if {"number", "result"} <= places.keys():
            return places, row.line + 1
    if top and any(char.isdigit() for char in _cell(top[0], 0)):
        return {"number": 0, "result": 1, "date": 2}, top[0].line
    raise Invalid(
        f"No columns for number and result were found. Name them {', '.join(COLUMNS)} in the first row.",
        "file",
    )


def _headed(cells: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(cells):
        for key, names in _CALLED.items():
            if fold(" ".join(cell.split())) in names:
                found.setdefault(key, place)
    return found


def _cell(row: SourceRow, place: int | None) -> str:
    return row.cells[place].strip() if place is not None and place < len(row.cells) else ""
