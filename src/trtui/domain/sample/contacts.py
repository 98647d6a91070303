"""The people at a sample client: names, titles, numbers, codes and calls."""

from __future__ import annotations

from dataclasses import dataclass

from trtui.domain.sample.calls import Calls, calls, code_for
from trtui.domain.sample.counts import contacts_of, first_contact
from trtui.domain.sample.diary import BACK_DAYS, Diary
from trtui.domain.sample.identity import Identity
from trtui.domain.sample.numbers import DESK_CLIENTS, email
from trtui.domain.sample.people import person
from trtui.domain.sample.showcase import Person
from trtui.domain.sample.stream import Draw, pick, pick_early
from trtui.domain.sample.values import (
    SampleContact,
    SampleJob,
    SamplePhone,
    SampleScreening,
    SampleSharedContact,
    SampleTouch,
)

_ROLES = ("hiring manager", "decision maker", "timesheets", "influencer", "invoices", "procurement")
_BEST_TIMES = ("before 10", "after 15:00", "14:00-16:00", "mornings", "Tue and Thu", "lunch time")
_SHARED_ROLES = ("group HR", "also runs this site", "owner of both", "interim", "area manager for both")
_LEFT = ("left the company", "retired", "moved to another site", "on long-term leave")


@dataclass(slots=True)
class Circle:
    """What the contacts of one client have in common."""

    seed: int
    number: int
    known: Identity
    diary: Diary
    owner: int
    colleague: int
    standing: str
    is_best: bool
    in_target20: bool
    mail_form: str
    people: tuple[Person, ...]


_NO_CALLS = Calls((), (), None, 0, None, None)


def sample_contacts(
    draw: Draw, circle: Circle, first: int, count: int, jobs: tuple[SampleJob, ...]
) -> tuple[tuple[SampleContact, ...], int]:
    """Return a client's contacts, the primary one in front, and how many days ago the oldest of them was met."""
    found: list[SampleContact] = []
    titles: set[str] = set()
    oldest_of_all = 0
    coded_share = {"prospect": 0.0, "target": 0.62}.get(circle.standing, 0.72)
    for place in range(count):
        vacancies = (
            tuple((job.registered_at, job.title) for job in jobs if job.contact == place) if jobs else ()
        )
        shown = circle.people[place] if circle.people else None
        has_ended = False
        code = None
        if shown is not None:
            code = shown.code
        elif coded_share and (place == 0 or vacancies or draw() < coded_share - 0.12 * place):
            code = code_for(draw, uses_us=circle.standing in ("placed", "vacancy"))
        elif place > 0 and draw() < 0.05:
            has_ended = True
        history = _NO_CALLS
        if code is not None:
            history = calls(
                draw,
                circle.diary,
                circle.known.sector,
                circle.owner,
                circle.colleague,
                code,
                is_detailed=circle.is_best,
                vacancies=vacancies,
                spoke_days_ago=shown.spoke_days_ago if shown else None,
            )
        elif vacancies or (circle.is_best and draw() < 0.25):
            history = _uncoded_calls(draw, circle, vacancies)
        oldest = history.oldest_days
        age = min(BACK_DAYS - 1, oldest + int((400 if oldest else 900) * draw()))
        oldest_of_all = max(oldest_of_all, age)
        title: str | None
        if shown is not None:
            given, family, title = shown.given, shown.family, shown.title
        else:
            given, family = person(draw)
            title = _title(draw, circle, place, titles)
        found.append(
            _contact(draw, circle, first + place, place, given, family, title, age, has_ended, history)
        )
    return tuple(found), oldest_of_all


def _title(draw: Draw, circle: Circle, place: int, titles: set[str]) -> str | None:
    title = pick_early(draw, circle.known.sector.people, 1.6 if place == 0 else 1.0)[0]
    if title in titles:
        title = pick(draw, circle.known.sector.people)[0]
    titles.add(title)
    return title if draw() < 0.93 else None


def _uncoded_calls(draw: Draw, circle: Circle, vacancies: tuple[tuple[int, str], ...]) -> Calls:
    """Return the few touches of somebody without a code."""
    diary = circle.diary
    touches = [SampleTouch(at, circle.owner, "call", "vacancy_taken", True, job) for at, job in vacancies]
    for _ in range(1 + int(2 * draw())):
        age = 3 + int(500 * draw())
        outcome = pick(draw, ("voicemail", "no_answer", "gatekeeper", "conversation"))
        at = diary.past(age, draw)
        touches.append(SampleTouch(at, circle.owner, "call", outcome, outcome == "conversation", None))
    touches.sort()
    return Calls((), tuple(touches), None, diary.days_ago(touches[0].at) + 3, None, None)


def _contact(
    draw: Draw,
    circle: Circle,
    number: int,
    place: int,
    given: str,
    family: str,
    title: str | None,
    age: int,
    has_ended: bool,
    history: Calls,
) -> SampleContact:
    diary = circle.diary
    created_at = diary.past(age, draw)
    phones = _phones(draw, circle, place, needs_one=bool(history.codes))
    website = circle.known.website
    share = draw()
    return SampleContact(
        number=number,
        name=f"{given} {family}",
        title=title,
        is_primary=place == 0,
        role=pick_early(draw, _ROLES, 1.5) if share < (0.5 if circle.is_best else 0.12) else None,
        created_at=created_at,
        ended_at=diary.past(1 + int(min(age - 1, 400) * draw()), draw) if has_ended and age > 2 else None,
        ended_why=pick(draw, _LEFT) if has_ended and age > 2 else None,
        out_of_queue=history.out_of_queue,
        best_time=pick(draw, _BEST_TIMES) if share > (0.93 if circle.is_best else 0.99) else None,
        email=email(circle.mail_form, given, family, website) if website and share * 7 % 1 < 0.8 else None,
        phones=phones,
        screenings=_screenings(draw, circle, phones, history),
        codes=history.codes,
        in_target20=circle.in_target20
        and place == 0
        and bool(history.codes)
        and history.out_of_queue is None,
        touches=history.touches,
        plan=history.plan,
    )


def _phones(draw: Draw, circle: Circle, place: int, *, needs_one: bool) -> tuple[SamplePhone, ...]:
    share = draw()
    lines = circle.known.lines
    direct = lines.direct(place) if share < 0.55 or (needs_one and share < 0.85) else None
    mobile = lines.mobile(place) if place < 2 and (share > 0.7 or share < 0.15) else None
    if direct is None:
        return () if mobile is None else (mobile,)
    return (direct,) if mobile is None else (direct, mobile)


def _screenings(
    draw: Draw, circle: Circle, phones: tuple[SamplePhone, ...], history: Calls
) -> tuple[SampleScreening, ...]:
    """Return what is known against calling; only of numbers that no other contact shares."""
    if circle.number >= DESK_CLIENTS or not phones:
        return ()
    diary = circle.diary
    found = []
    if history.objected_at is not None:
        objection = "asked not to be called again"
        found.append(
            SampleScreening(phones[0].e164, history.objected_at, circle.owner, objection, None, None)
        )
        phones = phones[1:]
    for phone in phones:
        share = draw()
        if share < (0.6 if history.codes else 0.2):
            checked = diary.past(1 + int(45 * draw() ** 1.5), draw)
            result = "ctps" if share < 0.006 else "tps" if share < 0.012 else "clear"
            found.append(SampleScreening(phone.e164, None, None, None, result, checked))
    return tuple(found)


def shared_contact(draw: Draw, circle: Circle) -> tuple[SampleSharedContact, ...]:
    """Return a contact of a client shortly before in the same hundred, who is at this one too; or none."""
    other = circle.number - 1 - int(12 * draw())
    if other < circle.number // 100 * 100:
        return ()
    contacts = contacts_of(circle.seed, other)
    if not contacts:
        return ()
    contact = first_contact(circle.seed, other) + int(contacts * draw() ** 2)
    since = circle.diary.past(20 + int(500 * draw()), draw)
    return (SampleSharedContact(contact, pick(draw, _SHARED_ROLES), since),)
