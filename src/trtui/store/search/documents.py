"""The search text of clients and contacts, made from their rows.

A client's other names are its previous and trading names; it is about its departments, places, domains and company
number. A contact is about its job title and roles, in the context of its current clients.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from trtui.domain import web
from trtui.domain.finding import record
from trtui.domain.finding.record import Record
from trtui.domain.finding.words import after_quotes, cut, every_spelling, joined, joined_person, spellings
from trtui.store.search import facets

if TYPE_CHECKING:
    from trtui.store.reader import Reader

_NOT_DIGITS: Final = re.compile(r"[^0-9]+")
_KEPT_HOST: Final = re.compile(r"(?!www[0-9]?\.)[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,63}")
OTHER_NAMES: Final = 40
"""How many other names, sites, departments and numbers of one record are indexed."""


@dataclass(frozen=True, slots=True)
class Document:
    """The search text of one record."""

    words: str
    digits: str


class Some:
    """The records with these numbers."""

    def __init__(self, db: Reader, ids: Collection[int]) -> None:
        self._db = db
        self.parameters = {"ids": db.listed(ids)}

    def of(self, column: str) -> str:
        """Return the condition on a column."""
        return self._db.among(column, "ids")


class Between:
    """The records with numbers above the first, up to the last."""

    def __init__(self, first: int, last: int) -> None:
        self.parameters = {"first": first, "last": last}

    def of(self, column: str) -> str:
        """Return the condition on a column."""
        return f"{column} > :first AND {column} <= :last"


Chosen = Some | Between


def client_documents(db: Reader, chosen: Chosen) -> dict[int, Document]:
    """Return the search texts of clients by number."""
    facts = _ClientFacts(db, chosen)
    found: dict[int, Document] = {}
    for number, name, owner_id, team_id, access, stage, level, reg, website, archived, status in db.rows(
        "SELECT k.id, k.name, k.owner_id, k.team_id, k.access, k.stage, k.sales_level, k.number, k.website,"
        " k.archived_at, s.status FROM client k LEFT JOIN client_state s ON s.client_id = k.id"
        f" WHERE {chosen.of('k.id')}",
        **chosen.parameters,
    ):
        words = cut(name)
        pairs = joined(words) + after_quotes(name)
        spelt = spellings(name)
        others = [
            words_of_other
            for other in facts.names.get(number, ())[:OTHER_NAMES]
            for words_of_other in (cut(other), *spellings(other))
        ]
        for other in (*spelt, *others):
            pairs += joined(other)
        places = list(facts.places.get(number, ()))
        if reg:
            places += _number_words(reg)
        hosts = set(facts.hosts.get(number, ()))
        if website:
            hosts.add(_host(website))
        places += sorted(f"@{host}" for host in hosts if host)
        marks = [facets.owner(owner_id), facets.stage(stage)]
        marks += [
            facets.status(one) for one in {status or "prospect", facts.overrides.get(number, "")} if one
        ]
        marks += [facets.code(one) for one in facts.codes.get(number, "-")]
        marks += facts.marks.get(number, ())
        if level:
            marks.append(facets.level(level))
        if archived is not None:
            marks.append(facets.ARCHIVED)
        if access != "everyone":
            marks += _access(access, owner_id, team_id, facts.grants.get(number, ()))
        text = record.write(words, others, places, "", dict.fromkeys(pairs), sorted(marks), spelt)
        found[number] = Document(text, _digits(facts.phones.get(number, ())))
    return found


class _ClientFacts:
    """What hangs on clients, one statement per kind."""

    def __init__(self, db: Reader, chosen: Chosen) -> None:
        def rows(sql: str) -> list[tuple[Any, ...]]:
            return db.rows(sql, **chosen.parameters)

        self.names: dict[int, list[str]] = defaultdict(list)
        self.places: dict[int, dict[str, None]] = defaultdict(dict)
        self.marks: dict[int, set[str]] = defaultdict(set)
        self.hosts: dict[int, set[str]] = defaultdict(set)
        self.codes: dict[int, str] = {}
        self.phones: dict[int, list[str]] = defaultdict(list)
        self.grants: dict[int, list[int]] = defaultdict(list)
        for number, name in rows(
            f"SELECT client_id, name FROM client_name WHERE {chosen.of('client_id')} ORDER BY id"
        ):
            self.names[number].append(name)
        for number, name in rows(
            f"SELECT client_id, name FROM department WHERE {chosen.of('client_id')} AND removed_at IS NULL ORDER BY id"
        ):
            self.places[number] |= dict.fromkeys(_short(name))
        for number, town, postcode, name in rows(
            "SELECT client_id, town, postcode, name FROM site"
            f" WHERE {chosen.of('client_id')} AND removed_at IS NULL ORDER BY client_id, is_main DESC, id"
        ):
            if len(self.places[number]) < OTHER_NAMES:
                self.places[number] |= _place(town or "", postcode or "")
            if town:
                self.marks[number].update(facets.towns(town))
            if name:
                self.places[number] |= dict.fromkeys(_short(name))
        for number, tag_id in rows(
            f"SELECT client_id, tag_id FROM client_tag WHERE {chosen.of('client_id')}"
        ):
            self.marks[number].add(facets.tag(tag_id))
        for number, user_id in rows(
            f"SELECT client_id, user_id FROM client_grant WHERE {chosen.of('client_id')}"
        ):
            self.grants[number].append(user_id)
        for number, csi in rows(
            "SELECT DISTINCT a.client_id, c.csi FROM assignment a JOIN contact c ON c.id = a.contact_id"
            f" WHERE {chosen.of('a.client_id')} AND a.to_at IS NULL AND c.csi IS NOT NULL AND c.archived_at IS NULL"
        ):
            self.codes[number] = self.codes.get(number, "") + csi
        for number, kind, value in rows(
            "SELECT client_id, kind, value FROM contact_point"
            f" WHERE {chosen.of('client_id')} ORDER BY client_id, position, id"
        ):
            self._point(number, kind, value)
        for number, value in rows(
            "SELECT a.client_id, p.value FROM assignment a JOIN contact_point p ON p.contact_id = a.contact_id"
            f" AND p.kind = 'email' WHERE {chosen.of('a.client_id')} AND a.to_at IS NULL"
        ):
            self._point(number, "email", value)
        self.overrides = dict(
            rows(
                "SELECT client_id, status FROM status_override"
                f" WHERE {chosen.of('client_id')} AND cleared_at IS NULL"
            )
        )

    def _point(self, number: int, kind: str, value: str) -> None:
        if kind == "phone":
            self.phones[number].append(value)
        elif kind == "email":
            if host := _company_host(value.rpartition("@")[2]):
                self.hosts[number].add(host)
        elif host := _host(value):
            self.hosts[number].add(host)


def contact_documents(db: Reader, chosen: Chosen) -> dict[int, Document]:
    """Return the search texts of contacts by number; those of their clients must be up to date."""
    clients: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
    roles: dict[int, list[str]] = defaultdict(list)
    for number, role, words in db.rows(
        "SELECT a.contact_id, a.role, d.words FROM assignment a JOIN search_client d ON d.id = a.client_id"
        f" WHERE {chosen.of('a.contact_id')} AND a.to_at IS NULL ORDER BY a.contact_id, a.is_primary DESC, a.id",
        **chosen.parameters,
    ):
        if len(clients[number]) < OTHER_NAMES:
            clients[number].append(_shared(words))
        if role:
            roles[number] += _short(role)
    phones: dict[int, list[str]] = defaultdict(list)
    for number, value in db.rows(
        f"SELECT contact_id, value FROM contact_point WHERE {chosen.of('contact_id')} AND kind = 'phone'"
        " ORDER BY contact_id, position, id",
        **chosen.parameters,
    ):
        phones[number].append(value)
    found: dict[int, Document] = {}
    for number, name, title, csi, archived, owner_id in db.rows(
        "SELECT c.id, c.name, c.job_title, c.csi, c.archived_at, s.owner_id FROM contact c"
        f" LEFT JOIN contact_state s ON s.contact_id = c.id WHERE {chosen.of('c.id')}",
        **chosen.parameters,
    ):
        words = cut(name)
        pairs = joined_person(words)
        if "'" in name or "’" in name:
            pairs += after_quotes(name)
        own = [*(_short(title) if title else ()), *roles.get(number, ())]
        shared = clients.get(number, ())
        marks = {facets.owner(owner_id), facets.code(csi or "-")}
        if archived is not None or (shared and all(facets.ARCHIVED in of_client for _, of_client in shared)):
            marks.add(facets.ARCHIVED)
        marks |= _shared_marks([of_client for _, of_client in shared])
        context = " ".join(words_of_client for words_of_client, _ in shared)
        spelt = spellings(name)
        for other in spelt:
            pairs += joined_person(other)
        text = record.write(words, (), own, context, pairs, sorted(marks), spelt)
        found[number] = Document(text, _digits(phones.get(number, ())))
    return found


@lru_cache(maxsize=4096)
def _shared(client_words: str) -> tuple[str, list[str]]:
    """Return what a contact takes over from a client's text: its words marked, and its facets."""
    client = Record(client_words)
    return client.as_context(), client.facets


def _shared_marks(of_clients: list[list[str]]) -> set[str]:
    """Return the facets that a contact takes over: open to everyone as soon as one of its clients is."""
    found: set[str] = set()
    is_restricted = bool(of_clients)
    for each in of_clients:
        found.update(mark for mark in each if mark[:2] in facets.OF_CLIENT)
        if facets.RESTRICTED in each:
            found.update(mark for mark in each if mark[:2] in ("~m", "~k", "~u"))
        else:
            is_restricted = False
    if is_restricted:
        found.add(facets.RESTRICTED)
    return found


def _access(access: str, owner_id: int | None, team_id: int | None, grants: Iterable[int]) -> list[str]:
    marks = {facets.RESTRICTED, *(facets.user(one) for one in grants)}
    if owner_id is not None:
        marks.add(facets.user(owner_id))
    if team_id is not None:
        marks.add(facets.led(team_id))
        if access == "team":
            marks.add(facets.team(team_id))
    return sorted(marks)


def _digits(phones: Iterable[str]) -> str:
    return " ".join(_NOT_DIGITS.sub("", value)[:20] for value in islice(phones, OTHER_NAMES))


@lru_cache(maxsize=8192)
def _short(text: str) -> list[str]:
    return every_spelling(text)


@lru_cache(maxsize=8192)
def _place(town: str, postcode: str) -> dict[str, None]:
    parts = cut(postcode)
    return dict.fromkeys([*every_spelling(town), *parts, *(["".join(parts)] if len(parts) > 1 else [])])


def _host(text: str) -> str:
    """Return the host of a web address, which is mostly kept as one already."""
    return text if _KEPT_HOST.fullmatch(text) else web.domain_of(text)


@lru_cache(maxsize=8192)
def _company_host(host: str) -> str:
    return host if web.company_domain(host) else ""


def _number_words(number: str) -> list[str]:
    word = number.lower()
    bare = word.lstrip("0")
    return [word, bare] if bare != word and bare else [word]
