"""Whether two people are the same: their names, what only one person answers to, and where they work.

A name that contradicts is never overruled: a shared mailbox or a switchboard is no identity, and a mobile number or an
address of one's own under another name asks, no more. Two people of one name may work for the same client; where all
that is known of both differs they are probably two.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trtui.domain.folding import readings
from trtui.domain.matching.edits import edits_up_to
from trtui.domain.phones import PhoneKind, extension, parse, without_extension


class Likeness(StrEnum):
    """How likely two people are the same, the likeliest first."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Person:
    """A person as typed or as known: name, e-mail addresses in one form, lines as kept (E.164, with an extension)."""

    name: str
    emails: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sameness:
    """How likely somebody typed is somebody known, and why, in words."""

    likeness: Likeness
    reasons: tuple[str, ...]


SHARED_MAILBOXES: Final = frozenset(
    "info office admin administration sales hr jobs job careers recruitment recruiting enquiries enquiry inquiries "
    "reception accounts accounting finance payroll invoices purchasing orders hello hi contact contacts mail email "
    "post support help helpdesk service services team staff training operations transport warehouse bookings booking "
    "customerservice customerservices marketing press manager management director general main noreply".split()
)
"""What stands before the @ of a mailbox that several people read."""

_TITLES: Final = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame rev cllr jr sr snr jnr esq mba".split()
)
_SHORT: Final = {
    short: frozenset(full.split())
    for short, full in {
        "abby": "abigail", "al": "alan albert alexander", "alex": "alexander alexandra", "andy": "andrew",
        "annie": "anne ann anna", "ben": "benjamin", "bill": "william", "bob": "robert", "cathy": "catherine",
        "chris": "christopher christine christina", "dan": "daniel", "dave": "david", "deb": "deborah",
        "debbie": "deborah", "ed": "edward edwin", "fred": "frederick", "gill": "gillian", "greg": "gregory",
        "jack": "john", "jan": "janet janice", "jeff": "jeffrey geoffrey", "geoff": "geoffrey", "jen": "jennifer",
        "jenny": "jennifer", "jim": "james", "jo": "joanne joanna josephine", "joe": "joseph", "jon": "jonathan",
        "kate": "katherine catherine kathryn", "kath": "kathleen katherine", "ken": "kenneth", "kim": "kimberly",
        "len": "leonard", "liz": "elizabeth", "beth": "elizabeth bethany", "lou": "louise louis", "maggie": "margaret",
        "mandy": "amanda", "matt": "matthew", "mike": "michael", "nick": "nicholas nicola", "nat": "natalie nathan",
        "pam": "pamela", "pat": "patrick patricia", "pete": "peter", "phil": "philip phillip", "ray": "raymond",
        "rich": "richard", "rick": "richard", "rob": "robert", "ron": "ronald", "sam": "samuel samantha",
        "sandy": "alexander sandra", "steve": "stephen steven", "sue": "susan suzanne", "ted": "edward theodore",
        "terry": "terence teresa", "tim": "timothy", "tom": "thomas", "tony": "anthony", "vicky": "victoria",
        "will": "william",
    }.items()
}  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LEAST_FOR_SLIP: Final = 5
"""Letters of a word in which one slip still leaves it recognisable."""


def compare(typed: Person, known: Person, *, is_here: bool = False) -> Sameness | None:
    """Return how likely somebody typed is somebody known, none where nothing speaks for it.

    ``is_here`` says that the known person is, or was, a contact of the very client.
    """
    own, shared = _common(typed, known)
    name = _name_likeness(typed.name, known.name)
    here = ("works here already",) if is_here else ()
    if name == "same":
        if own:
            return Sameness(Likeness.CERTAIN, ("same name", *own, *shared, *here))
        if shared:
            return Sameness(Likeness.LIKELY, ("same name", *shared, *here))
        if is_here and not _all_differs(typed, known):
            return Sameness(Likeness.LIKELY, ("same name", *here))
        differs = ("other numbers and addresses",) if is_here else ()
        return Sameness(Likeness.POSSIBLE, ("same name", *here, *differs))
    if name == "near":
        if own:
            return Sameness(Likeness.LIKELY, ("nearly the same name", *own, *here))
        if shared or is_here:
            return Sameness(Likeness.POSSIBLE, ("nearly the same name", *shared, *here))
        return None
    if own:
        words = () if not typed.name.strip() else ("another name",)
        return Sameness(Likeness.POSSIBLE, (*own, *words, *here))
    return None


def is_shared_mailbox(address: str) -> bool:
    """Tell whether several people read a mailbox, by what stands before the @."""
    local = re.split(r"[+@]", address.casefold(), maxsplit=1)[0]
    return re.sub(r"[\d._-]+", "", local) in SHARED_MAILBOXES


def words_of(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of a person's name, each in all its readings, first names first and titles left out."""
    surname, comma, first = name.partition(",")
    ordered = f"{first} {surname}" if comma and _WORD.search(first) else name
    words = [readings(re.sub("['’]", "", word)) for word in _WORD.findall(ordered)]
    return tuple(word for word in words if word[0] not in _TITLES) or tuple(words)


def _name_likeness(typed: str, known: str) -> str:
    """Return ``same``, ``near`` or ``other``."""
    mine, theirs = words_of(typed), words_of(known)
    if not mine or not theirs:
        return "other"
    if any(_are_same(order, theirs) for order in (mine, mine[::-1])) or _joined(mine) & _joined(theirs):
        return "same"
    if len(mine) == 1 or len(theirs) == 1:  # one word is no whole name
        return "near" if _is_same(mine[-1], theirs[-1]) or _is_same(mine[0], theirs[0]) else "other"
    married = [(mine[-1], word) for word in theirs[1:]] + [(word, theirs[-1]) for word in mine[1:]]
    has_surname = _is_near(mine[-1], theirs[-1]) or any(_is_same(*pair) for pair in married)
    return "near" if has_surname and _is_near_first(mine[0][0], theirs[0][0]) else "other"


def _are_same(mine: Sequence[Sequence[str]], theirs: Sequence[Sequence[str]]) -> bool:
    return len(mine) == len(theirs) and all(map(_is_same, mine, theirs))


def _is_same(word: Sequence[str], other: Sequence[str]) -> bool:
    return not set(word).isdisjoint(other)


def _joined(words: Sequence[Sequence[str]]) -> set[str]:
    """Return the words written together, for names such as “Anne-Marie” and “Annemarie”."""
    most = max(map(len, words))
    return {"".join(word[min(at, len(word) - 1)] for word in words) for at in range(most)}


def _is_near(word: Sequence[str], other: Sequence[str]) -> bool:
    return _is_same(word, other) or _is_slip(word[0], other[0])


def _is_slip(word: str, other: str) -> bool:
    longest = max(len(word), len(other))
    return longest >= _LEAST_FOR_SLIP and edits_up_to(1, word, other) <= 1


def _is_near_first(word: str, other: str) -> bool:
    """Tell whether first names may be one: alike, an initial, or short forms of the same name."""
    if word == other or _is_slip(word, other):
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    full, others = _SHORT.get(word, frozenset()), _SHORT.get(other, frozenset())
    return other in full or word in others or bool(full & others)


def _common(typed: Person, known: Person) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return in words what both answer to: what is one person's own, and what several may share."""
    own: list[str] = []
    shared: list[str] = []
    known_emails = {email.casefold() for email in known.emails}
    for address in sorted({email.casefold() for email in typed.emails} & known_emails):
        (shared if is_shared_mailbox(address) else own).append(f"same e-mail address {address}")
    for line in typed.lines:
        if line in known.lines and _is_own(line):
            own.append("same mobile number" if not extension(line) else "same number and extension")
        elif without_extension(line) in {without_extension(other) for other in known.lines}:
            shared.append("same number")
    return tuple(dict.fromkeys(own)), tuple(dict.fromkeys(shared))


def _is_own(line: str) -> bool:
    return bool(extension(line)) or parse(line).kind is PhoneKind.MOBILE


def _all_differs(typed: Person, known: Person) -> bool:
    """Tell whether both have numbers or addresses of their own, in a case where they share none."""
    mailboxes = [
        [email for email in person.emails if not is_shared_mailbox(email)] for person in (typed, known)
    ]
    lines = [[line for line in person.lines if _is_own(line)] for person in (typed, known)]
    return all(mailboxes) or all(lines)
