"""Sample clients, one by one: everything that hangs on a client from its seed and number alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, tzinfo
from typing import NamedTuple

from trtui.domain.sample import showcase
from trtui.domain.sample.agency import CREDIT_CONTROL, TAGS, offers_target20, owner_of, team_of
from trtui.domain.sample.contacts import Circle, sample_contacts, shared_contact
from trtui.domain.sample.counts import BEST_KEPT, contact_numbers
from trtui.domain.sample.diary import BACK_DAYS, Diary
from trtui.domain.sample.identity import Identity, identity
from trtui.domain.sample.numbers import mail_form
from trtui.domain.sample.sectors import INDUSTRIAL
from trtui.domain.sample.stream import Draw, Stream, pick, pick_early
from trtui.domain.sample.towns import Town, address_line, postcode_in, town_in
from trtui.domain.sample.vacancies import one_open, vacancies
from trtui.domain.sample.values import (
    SampleClient,
    SampleContact,
    SampleDepartment,
    SampleJob,
    SampleName,
    SampleNote,
    SampleOverride,
    SampleSite,
    SampleTask,
)
from trtui.domain.sample.variants import previous_name, trading_name
from trtui.domain.sample.voice import OVERRIDES, archive_reason, banner, client_note, task_title
from trtui.domain.time import DAY

_LEAD_SOURCES = ("cold call", "referral", "trade list", "website", "ex-candidate", "tender", "job advert")
_CUSTOMER_TYPES = ("direct", "direct", "direct", "PSL", "master vendor", "framework", "group account")


class Depth(NamedTuple):
    """How much is known of a client: shares of clients that have something, for the best kept and for the rest."""

    placed: float
    vacancy: float
    target: float
    note: float
    task: float
    other_name: float
    second_site: float
    department: float
    most_jobs: int


_BEST = Depth(0.22, 0.13, 0.42, 0.55, 0.22, 0.10, 0.45, 0.22, 4)
_REST = Depth(0.03, 0.03, 0.36, 0.05, 0.012, 0.05, 0.12, 0.02, 2)


def generate(seed: int, first: int, count: int, now: int, zone: tzinfo) -> Iterator[SampleClient]:
    """Yield clients ``first`` to ``first + count - 1`` (from 0) of a seed, their histories ending at ``now``.

    Client i of a seed is the same whatever range it is asked for in, so that ranges can be made side by side.
    """
    diary = Diary(now, zone)
    stream = Stream()
    numbers = contact_numbers(seed, first, count)
    for place in range(count):
        number = first + place
        known = identity(stream, seed, number)
        yield _client(stream, diary, seed, number, known, numbers[place], numbers[place + 1] - numbers[place])


def _standing(draw: Draw, depth: Depth, contacts: int, is_twin: bool) -> str:
    """Return what has been done with a client: placed, vacancy, target (a coded contact) or prospect."""
    share = draw()
    if contacts == 0:
        return "prospect"
    if is_twin:
        return "target" if share < 0.3 else "prospect"
    for standing, limit in (
        ("placed", depth.placed),
        ("vacancy", depth.placed + depth.vacancy),
        ("target", depth.placed + depth.vacancy + depth.target),
    ):
        if share < limit:
            return standing
    return "prospect"


def _client(
    stream: Stream, diary: Diary, seed: int, number: int, known: Identity, first_contact: int, contacts: int
) -> SampleClient:
    # An own identity leaves the stream within the client's sequence, a twin's within another's.
    draw = stream.draw if known.twin_of is None else stream.wind(seed, number, 4)
    is_best = number < BEST_KEPT
    depth = _BEST if is_best else _REST
    shown = showcase.CLIENTS.get(number)
    owner = known.owner
    standing = shown.standing if shown else _standing(draw, depth, contacts, known.twin_of is not None)
    jobs: tuple[SampleJob, ...] = ()
    if shown is not None and shown.vacancy is not None:
        jobs = (one_open(draw, diary, owner, shown.vacancy, shown.people[0].spoke_days_ago),)
    elif standing in ("placed", "vacancy"):
        jobs = vacancies(
            draw,
            diary,
            known.sector,
            owner,
            is_placed=standing == "placed",
            contacts=contacts,
            most=depth.most_jobs,
        )
    sites = _sites(draw, known, depth, diary)
    departments = _departments(draw, known, depth, len(sites)) if contacts > 2 else ()
    circle = Circle(
        seed=seed,
        number=number,
        known=known,
        diary=diary,
        owner=owner,
        colleague=owner_of(seed, number + 1),
        standing=standing,
        is_best=is_best,
        in_target20=standing != "prospect"
        and owner == owner_of(seed, number)
        and offers_target20(seed, number),
        mail_form=mail_form(draw),
        people=shown.people if shown else (),
    )
    people, oldest = sample_contacts(draw, circle, first_contact, contacts, jobs)
    age = _age(draw, standing, max(oldest, *(diary.days_ago(job.registered_at) for job in jobs), 0))
    created_at = diary.past(age, draw)
    archived = draw() < 0.03 and not jobs and shown is None
    has_open_job = any(job.status == "open" for job in jobs)
    stage = "active" if shown and jobs else _stage(draw, standing, has_open_job)
    notes = _notes(draw, diary, known, depth, owner, age, len(people))
    tasks = _tasks(draw, diary, known, depth, owner, stage, people)
    extra = draw()
    return SampleClient(
        number=number,
        name=known.named.name,
        also=_also(draw, known, depth, diary) if shown is None else (),
        company_number=known.company_number,
        website=known.website,
        phone=known.phone,
        email=f"{'info' if extra < 0.6 else 'office'}@{known.website}"
        if known.website and extra > 0.25
        else None,
        sector=known.sector.name,
        industry=known.sector.industry,
        customer_type=pick(draw, _CUSTOMER_TYPES) if standing in ("placed", "vacancy") else None,
        lead_source=pick_early(draw, _LEAD_SOURCES, 1.3) if is_best or extra < 0.4 else None,
        sales_level=_sales_level(draw, standing),
        stage=stage,
        banner=banner(draw) if draw() < (0.04 if is_best else 0.002) else None,
        access="everyone" if shown or extra < 0.965 else "team" if extra < 0.992 else "owner",
        owner=owner,
        team=team_of(owner),
        created_at=created_at,
        created_by=owner if extra < 0.8 else owner_of(seed, number + 1),
        archived_at=diary.past(1 + int(min(age, 300) * draw()), draw) if archived else None,
        archived_why=archive_reason(draw) if archived else None,
        override=_override(draw, diary, owner, standing, is_best) if shown is None else None,
        tags=_tags(draw, is_best),
        sites=sites,
        departments=departments,
        contacts=people,
        shared=shared_contact(draw, circle) if shown is None and draw() < 0.02 else (),
        jobs=jobs,
        notes=notes,
        tasks=tasks,
        twin_of=known.twin_of,
    )


def _age(draw: Draw, standing: str, oldest: int) -> int:
    """Return for how many days a client has been known: longer than anything that happened with it."""
    least = oldest + 5
    span = 1500 if standing != "prospect" else 900
    return min(BACK_DAYS - 1, least + int(span * draw() ** 1.5))


def _sites(draw: Draw, known: Identity, depth: Depth, diary: Diary) -> tuple[SampleSite, ...]:
    works = known.sector.team == INDUSTRIAL
    main_kind = "registered" if known.company_number and draw() < 0.7 else "workplace"
    main = SampleSite(main_kind, None, address_line(draw, works=works), known.town.name, known.postcode, True)
    if draw() >= depth.second_site:
        return (main,)
    sites = [main]
    for _ in range(1 + int(3 * draw() ** 3)):
        town = known.town if draw() < 0.5 else town_in(draw, known.region)
        if len(sites) == 1 and draw() < 0.25:
            sites.append(_site(draw, "billing", "Accounts payable", town, works=False))
        else:
            name = f"{pick(draw, known.sector.places)}, {town.name}"
            sites.append(_site(draw, "workplace", name, town, works=works))
    return tuple(sites)


def _site(draw: Draw, kind: str, name: str, town: Town, *, works: bool) -> SampleSite:
    return SampleSite(kind, name, address_line(draw, works=works), town.name, postcode_in(draw, town), False)


def _departments(draw: Draw, known: Identity, depth: Depth, sites: int) -> tuple[SampleDepartment, ...]:
    if draw() >= depth.department:
        return ()
    names = dict.fromkeys(pick(draw, known.sector.people)[1] for _ in range(1 + int(3 * draw())))
    return tuple(SampleDepartment(name, int(sites * draw()), None) for name in names)


def _also(draw: Draw, known: Identity, depth: Depth, diary: Diary) -> tuple[SampleName, ...]:
    share = draw()
    if share >= depth.other_name or known.twin_of is not None:
        return ()
    if share < depth.other_name * 0.6:
        return (SampleName(trading_name(draw, known.sector, known.town), "trading", None),)
    ended: date = diary.day(200 + int(2500 * draw()))
    return (SampleName(previous_name(draw, known.named, known.sector, known.town), "previous", ended),)


def _stage(draw: Draw, standing: str, has_open_job: bool) -> str:
    share = draw()
    if standing == "placed":
        return "active" if share < 0.94 or has_open_job else "inactive"
    if standing == "vacancy":
        return "active" if share < 0.55 else "credit_check" if share < 0.85 else "prospect"
    if standing == "target":
        return "prospect" if share < 0.93 else "credit_check" if share < 0.95 else "inactive"
    return "prospect" if share < 0.95 else "inactive"


def _sales_level(draw: Draw, standing: str) -> str | None:
    share = draw()
    if standing in ("placed", "vacancy"):
        return "hot" if share < 0.45 else "warm"
    if standing == "target":
        return "hot" if share < 0.08 else "warm" if share < 0.45 else "cold" if share < 0.85 else None
    return None if share < 0.7 else "cold" if share < 0.93 else "dead"


def _override(draw: Draw, diary: Diary, owner: int, standing: str, is_best: bool) -> SampleOverride | None:
    if draw() >= (0.02 if is_best else 0.003):
        return None
    status, reason = pick(draw, OVERRIDES)
    set_at = diary.past(2 + int(80 * draw()), draw)
    expires = diary.future(5 + int(100 * draw()), draw) if draw() < 0.5 else None
    return SampleOverride(status, reason, owner, set_at, expires)


def _tags(draw: Draw, is_best: bool) -> tuple[str, ...]:
    share = draw()
    if share > (0.45 if is_best else 0.08):
        return ()
    return tuple(dict.fromkeys(pick_early(draw, TAGS, 1.4) for _ in range(1 + int(2.4 * draw()))))


def _notes(
    draw: Draw, diary: Diary, known: Identity, depth: Depth, owner: int, age: int, people: int
) -> tuple[SampleNote, ...]:
    if draw() >= depth.note:
        return ()
    notes: list[SampleNote] = []
    for _ in range(1 + int(3 * draw() ** 2) if depth is _BEST else 1):
        at = diary.past(1 + int(min(age, 720) * draw()), draw)
        contact = int(people * draw()) if people and draw() < 0.3 else None
        body = client_note(draw, diary, known.sector, at)
        if all(note.body != body for note in notes):
            notes.append(SampleNote(contact, body, at, owner, draw() < 0.06))
    notes.sort(key=lambda note: note.at)
    return tuple(notes)


def _tasks(
    draw: Draw,
    diary: Diary,
    known: Identity,
    depth: Depth,
    owner: int,
    stage: str,
    people: tuple[SampleContact, ...],
) -> tuple[SampleTask, ...]:
    tasks: list[SampleTask] = []
    if stage == "credit_check":
        at = diary.past(1 + int(9 * draw()), draw)
        title = f"Credit check: {known.named.name}"
        team = team_of(CREDIT_CONTROL)
        tasks.append(SampleTask(None, "credit check", title, at + 3 * DAY, None, team, owner, at, None))
    for index, contact in enumerate(people):
        if contact.out_of_queue is not None and contact.touches:
            at = contact.touches[-1].at
            title = f"Repair the record: {contact.name}, {contact.out_of_queue}"
            tasks.append(SampleTask(index, "repair", title, at + 2 * DAY, owner, None, owner, at, None))
    if draw() < depth.task:
        at = diary.past(1 + int(30 * draw()), draw)
        is_done = draw() < 0.4
        due = diary.future(int(20 * draw()), draw) if draw() < 0.6 else diary.past(int(6 * draw()), draw)
        title = task_title(draw, diary, known.sector, at)
        done = min(at + 2 * DAY, diary.now) if is_done else None
        tasks.append(SampleTask(None, "to do", title, max(due, at), owner, None, owner, at, done))
    return tuple(tasks)
