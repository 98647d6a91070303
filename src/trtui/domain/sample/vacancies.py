"""Vacancies of a client and the placements that filled them."""

from __future__ import annotations

from trtui.domain.sample.diary import Diary
from trtui.domain.sample.people import person
from trtui.domain.sample.sectors import Sector
from trtui.domain.sample.stream import Draw, pick_early
from trtui.domain.sample.values import SampleJob, SamplePlacement


def vacancies(
    draw: Draw, diary: Diary, sector: Sector, owner: int, *, is_placed: bool, contacts: int, most: int
) -> tuple[SampleJob, ...]:
    """Return the vacancies of a client, newest first; with ``is_placed`` at least one of them was filled."""
    jobs = []
    for index in range(1 + int(most * draw() ** 2)):
        title, kind = pick_early(draw, sector.jobs, 1.4)
        contact = int(contacts * draw() ** 3)
        headcount = 1 if kind == "permanent" else 1 + int(7 * draw() ** 2)
        filled = is_placed and (index == 0 or draw() < 0.7)
        if filled:
            jobs.append(_filled(draw, diary, owner, contact, title, kind, headcount))
            continue
        share = draw()
        status = (
            "open" if share < 0.6 or index == 0 and share < 0.8 else "closed" if share < 0.92 else "cancelled"
        )
        age = 2 + int((55 if status == "open" else 600) * draw())
        registered = diary.past(age, draw)
        closed = None if status == "open" else diary.past(max(1, int(age * (0.2 + 0.6 * draw()))), draw)
        jobs.append(
            SampleJob(
                contact,
                title,
                kind,
                status,
                headcount,
                _brief(draw, kind),
                registered,
                owner,
                None,
                closed,
                (),
            )
        )
    jobs.sort(key=lambda job: -job.registered_at)
    return tuple(jobs)


def one_open(draw: Draw, diary: Diary, owner: int, title: str, days_ago: int) -> SampleJob:
    """Return an open vacancy with a given title, registered some days ago by a client's first contact."""
    at = diary.past(days_ago, draw)
    return SampleJob(0, title, "permanent", "open", 1, _brief(draw, "permanent"), at, owner, None, None, ())


def _filled(
    draw: Draw, diary: Diary, owner: int, contact: int, title: str, kind: str, headcount: int
) -> SampleJob:
    age = 20 + int(680 * draw() ** 1.5)
    registered = diary.past(age, draw)
    starts_after = min(age - 2, 4 + int(24 * draw()))
    placements = []
    for _ in range(headcount if headcount < 3 else headcount - 1):
        placed = diary.past(age - starts_after + 1, draw)
        length = 14 + int(160 * draw())
        starts = age - starts_after - 1
        ends_on = None if kind == "permanent" else diary.day(starts - length)
        candidate = " ".join(person(draw))
        placements.append(SamplePlacement(candidate, diary.day(starts), ends_on, placed, owner))
    done = diary.past(age - starts_after + 1, draw)
    return SampleJob(
        contact,
        title,
        kind,
        "filled",
        headcount,
        _brief(draw, kind),
        registered,
        owner,
        done,
        done,
        tuple(placements),
    )


def _brief(draw: Draw, kind: str) -> str | None:
    share = draw()
    if kind == "permanent":
        return (
            f"£{23 + int(20 * share * share)},{'000' if share < 0.6 else '500'}, interviews within the week"
        )
    if kind == "contract":
        return f"£{180 + 10 * int(25 * share)} a day, {3 + int(6 * share)} months"
    return f"£{11.5 + 0.25 * int(14 * share):.2f} an hour" if share < 0.85 else None
