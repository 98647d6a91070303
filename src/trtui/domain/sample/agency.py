"""The invented agency: its offices, teams and users, and which consultant looks after which client."""

from __future__ import annotations

from functools import lru_cache

from trtui.domain.sample.numbers import slug
from trtui.domain.sample.people import person
from trtui.domain.sample.sectors import CARE, INDUSTRIAL, OFFICE
from trtui.domain.sample.stream import Stream, mixed
from trtui.domain.sample.towns import REGIONS
from trtui.domain.sample.values import SampleAgency, SampleUser

NAME = "Fennimore Lane Recruitment"
_HOST = "fennimorelane.example"
HEAD_OFFICE_CLIENTS = 5_000
BRANCH_CLIENTS = 10_000
_CONSULTANTS_PER_BRANCH = 8
_USERS_PER_BRANCH = _CONSULTANTS_PER_BRANCH + 1

SAM, MANAGER, CREDIT_CONTROL, ADMINISTRATOR = 0, 7, 8, 9
_HEAD_OFFICE = (
    ("Sam Okafor", "consultant", INDUSTRIAL),
    ("Priya Raman", "consultant", CARE),
    ("Tom Hargreaves", "consultant", INDUSTRIAL),
    ("Marta Zielinska", "consultant", INDUSTRIAL),
    ("Gwen Parry", "consultant", CARE),
    ("Luca Moretti", "consultant", OFFICE),
    ("Hannah Brook", "consultant", OFFICE),
    ("Diane Akeroyd", "manager", OFFICE),
    ("Ken Ibbotson", "credit_control", OFFICE),
    ("Yusuf Rahman", "administrator", OFFICE),
)
_TEAMS = ("Industrial", "Care & public", "Professional")

TAGS = tuple(
    "PSL; night shifts; seasonal; urgent; framework; weekly pay; needs DBS; on-site manager; multi-site; slow payer; "
    "awarded tender; expanding; moving site; competitor client; referral; exclusive; ex-candidate; visit due; "
    "no agencies; temp to perm; union site; apprentices; Christmas peak; summer peak; blitz list".split("; ")
)

# Who looks after which of each forty clients: the first user has most of the oldest clients.
_EARLY = (SAM,) * 8 + (1, 2, 3, 4, 5, 6) * 5 + (MANAGER,) * 2
_LATER = (SAM,) * 2 + (1, 2, 3, 4, 5, 6) * 6 + (MANAGER,) * 2
EARLY_CLIENTS = 500
_STEPS_OF_40 = tuple(step for step in range(1, 40) if step % 2 and step % 5)


def _turn(seed: int, number: int) -> int:
    forty, unit = divmod(number, 40)
    salt = mixed(seed, forty, 0x0F1CE)
    return (unit * _STEPS_OF_40[salt % 16] + (salt >> 16)) % 40


def branch_of(number: int) -> int:
    """Return the office of a client: 0 for the head office, then one per ten thousand clients."""
    return 0 if number < HEAD_OFFICE_CLIENTS else 1 + (number - HEAD_OFFICE_CLIENTS) // BRANCH_CLIENTS


def owner_of(seed: int, number: int) -> int:
    """Return the number of the user who looks after a client."""
    branch = branch_of(number)
    if branch:
        place = (number - HEAD_OFFICE_CLIENTS) % _CONSULTANTS_PER_BRANCH
        return len(_HEAD_OFFICE) + (branch - 1) * _USERS_PER_BRANCH + place
    return (_EARLY if number < EARLY_CLIENTS else _LATER)[_turn(seed, number)]


def offers_target20(seed: int, number: int) -> bool:
    """Tell whether a client is one of the at most twenty from which its owner takes a Target 20 contact."""
    branch = branch_of(number)
    if branch:
        count, place = divmod((number - HEAD_OFFICE_CLIENTS) % BRANCH_CLIENTS, _CONSULTANTS_PER_BRANCH)
        return count % 60 == place and count < 1_200
    if number >= 400:
        return False
    turn = _turn(seed, number)
    # Of each forty clients Sam has eight and the others five each: two of them count.
    return turn < 2 or 8 <= turn < 20


def team_of(owner: int) -> int:
    """Return the number of a user's team."""
    if owner < len(_HEAD_OFFICE):
        return _HEAD_OFFICE[owner][2]
    return len(_TEAMS) + (owner - len(_HEAD_OFFICE)) // _USERS_PER_BRANCH


@lru_cache(maxsize=4)
def agency(seed: int, clients: int) -> SampleAgency:
    """Return the agency that looks after so many clients; a larger one has the same people and more branches."""
    users = [
        SampleUser(number, name.split()[0].lower(), name, role, team, f"{slug(name.split()[0])}@{_HOST}")
        for number, (name, role, team) in enumerate(_HEAD_OFFICE)
    ]
    teams = list(_TEAMS)
    logins = {user.login for user in users}
    towns = sorted({town.name for region in REGIONS for town in region.towns} - {"Leeds"})
    stream = Stream()
    for branch in range(1, branch_of(max(0, clients - 1)) + 1):
        draw = stream.wind(seed, branch, 0xB2A7C4)
        again = (branch - 1) // len(towns)
        town = towns[(branch - 1) * 101 % len(towns)]
        teams.append(f"{town} {again + 1}" if again else town)
        for place in range(_USERS_PER_BRANCH):
            given, family = person(draw)
            login = f"{slug(given)}.{slug(family)}"
            if login in logins:
                login = f"{login}{len(users)}"
            logins.add(login)
            role = "consultant" if place < _CONSULTANTS_PER_BRANCH else "manager"
            users.append(
                SampleUser(len(users), login, f"{given} {family}", role, len(teams) - 1, f"{login}@{_HOST}")
            )
    return SampleAgency(NAME, tuple(users), tuple(teams), TAGS)
