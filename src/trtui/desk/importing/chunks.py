"""A few hundred rows taken together: looked up, planned, and written in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from trtui.desk.importing.matches import HOW, Pending, Verdict, identify, typed_of
from trtui.desk.importing.plans import Canvas, extend, make, why_not_made
from trtui.desk.importing.portraits import Piece, Portrait
from trtui.desk.importing.results import Alike, Outcome, RowResult
from trtui.desk.importing.rows import BadRow, ImportRow, Person, Point
from trtui.desk.importing.shelf import Shelf
from trtui.desk.jobs import obstacles
from trtui.domain import phones, policy
from trtui.domain.errors import Invalid, NotAllowed
from trtui.domain.folding import fold
from trtui.domain.matching import rank
from trtui.domain.policy import Verb
from trtui.domain.stage import Obstacle
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.domain.matching import Known, Match, Typed

Rows = Sequence[ImportRow | BadRow]
Last = tuple[int, str]
"""The client of a row, and the folded name that the row gives it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How an import decides, the same for all its rows."""

    owner_id: int | None
    teams: Mapping[int, int] = field(default_factory=dict)
    overwrites: bool = False
    accepts_duplicates: bool = False


@dataclass(slots=True)
class Plan:
    """What is to be written for a chunk, and what its rows come to.

    ``results`` have no client number where the client is new; ``portraits`` gives it once the pieces are written.
    ``last_change`` is the newest change that the plan knows of.
    """

    pieces: list[Piece]
    results: list[RowResult]
    portraits: list[Portrait | None]
    pending: Pending
    last_change: int
    last: Last | None = None
    """The client of the last row, by its key."""
    clients: set[int] = field(default_factory=set)
    """Existing clients that are added to."""
    contacts: set[int] = field(default_factory=set)
    """Existing contacts that are assigned to clients."""

    def told(self) -> list[RowResult]:
        """Return the results with the numbers that the new clients got."""
        return [
            replace(
                result,
                client_id=self._numbered(result.client_id) if portrait is None else portrait.id,
                candidates=tuple(
                    replace(alike, client_id=self._numbered(alike.client_id)) for alike in result.candidates
                ),
            )
            for result, portrait in zip(self.results, self.portraits, strict=True)
        ]

    def imagined(self, floor: int | None) -> list[RowResult]:
        """Return the results of a dry run: clients above the floor have no number yet."""

        def real(number: int | None) -> int | None:
            return None if number is not None and floor is not None and number > floor else number

        return [
            replace(
                result,
                client_id=real(result.client_id),
                candidates=tuple(
                    replace(alike, client_id=real(alike.client_id)) for alike in result.candidates
                ),
            )
            for result in self.told()
        ]

    def left_off(self) -> Last | None:
        """Return the client of the last row, by its number in the store."""
        number = self._numbered(self.last[0]) if self.last is not None else None
        return None if number is None or self.last is None else (number, self.last[1])

    def _numbered(self, key: int | None) -> int | None:
        return self.pending[key].id if key is not None and key < 0 else key


def plan_chunk(shelf: Shelf, terms: Terms, rows: Rows, last: Last | None) -> Plan:
    """Decide what becomes of each row and what has to be written; ``last`` is the client of the row before."""
    planner = _Planner(shelf, terms, rows, last)
    for row in rows:
        planner.take(row)
    planner.plan.last = planner.last
    return planner.plan


class _Planner:
    def __init__(self, shelf: Shelf, terms: Terms, rows: Rows, last: Last | None) -> None:
        good = [row for row in rows if isinstance(row, ImportRow)]
        self.shelf = shelf
        self.terms = terms
        self.pending = Pending()
        self.last = last
        self.numbers = shelf.numbers(row.number for row in good if row.number)
        shelf.prepare(row.name for row in good if not self.numbers.get(row.number or ""))
        self.portraits = shelf.portraits(one for ids in self.numbers.values() if len(ids) == 1 for one in ids)
        self.reached = shelf.people_at(
            point.value for row in good if row.person for point in row.person.points
        )
        self.people: dict[int, tuple[Piece, list[Piece]]] = {}
        self.newcomers: dict[tuple[str, str], list[tuple[Piece, list[Piece]]]] = {}
        for portrait in self.portraits.values():
            self._meet(portrait)
        self.canvas = Canvas(
            actor=shelf.look.actor,
            now=shelf.look.now,
            today=local_day(shelf.look.now, shelf.look.zone).isoformat(),
            owner_id=terms.owner_id,
            teams=terms.teams,
            overwrites=terms.overwrites,
            obstacles=self._obstacles,
            elsewhere=self._elsewhere,
            tags=shelf.tags(),
        )
        self.plan = Plan(self.canvas.pieces, [], [], self.pending, shelf.last_change())

    def take(self, row: ImportRow | BadRow) -> None:
        """Decide about one row."""
        if isinstance(row, BadRow):
            self._say(RowResult(row.line, Outcome.REFUSED, row.name, reason=" ".join(row.reasons)))
            return
        typed = typed_of(row)
        by_number = self.pending.by_number(row.number) or self.numbers.get(row.number or "", [])
        verdict = identify(row, typed, by_number, lambda: self._alike(typed), self._client_before(row))
        if verdict.client_id is not None:
            self._extend(row, verdict.client_id)
        elif verdict.why and not self.terms.accepts_duplicates:
            self._decline(row, verdict)
        elif reason := why_not_made(self.canvas, row):
            self._say(RowResult(row.line, Outcome.REFUSED, row.name, reason=reason))
        else:
            self.canvas.kept.clear()
            portrait = make(self.canvas, row)
            self.last = self.pending.add(portrait), fold(row.name)
            self._remember(row, portrait)
            self._say(
                RowResult(row.line, Outcome.CREATED, row.name, remarks=row.remarks + self._kept()), portrait
            )

    def _extend(self, row: ImportRow, key: int) -> None:
        portrait = self._portrait(key)
        if portrait is None:
            self._say(
                RowResult(row.line, Outcome.REFUSED, row.name, reason="Somebody removed the client just now.")
            )
            return
        hidden = policy.may(self.shelf.look.actor, Verb.EDIT_CLIENT, portrait.access)
        if hidden is not None or portrait.is_archived:
            why = hidden or f"{portrait.name} is in the archive: restore it first."
            alike = Alike(key, portrait.name, 1.0, "certain")
            self._say(
                RowResult(
                    row.line, Outcome.DUPLICATE, row.name, key if hidden is None else None, why, (), (alike,)
                )
            )
            return
        if row.person is not None and row.person.is_primary:
            portrait.is_of_this_file = self._is_of_this_file(key)
        self.canvas.kept.clear()
        try:
            said = extend(self.canvas, portrait, row)
        except (Invalid, NotAllowed) as error:
            self._say(RowResult(row.line, Outcome.REFUSED, row.name, key if key > 0 else None, error.message))
            return
        self.last = key, fold(row.name)
        if key < 0:
            self.pending.learn(key)
        self._remember(row, portrait)
        remarks = row.remarks
        if fold(portrait.name) != fold(row.name):
            remarks = (*remarks, f"The name stays {portrait.name}.")
        kept = tuple(self.canvas.kept)
        if kept:
            remarks = (
                *remarks,
                f"Kept as it is: {'; '.join(kept)}. An import that updates (--update) replaces it.",
            )
        if said:
            if key > 0:
                self.plan.clients.add(key)
            words = f"{portrait.name}: {', '.join(said)}"
            self._say(RowResult(row.line, Outcome.UPDATED, row.name, reason=words, remarks=remarks), portrait)
        else:
            new = "what it says otherwise is kept as it is" if kept else "the row says nothing new"
            words = f"{portrait.name} is there, and {new}."
            result = RowResult(
                row.line, Outcome.DUPLICATE, row.name, reason=words, remarks=remarks, is_unchanged=not kept
            )
            self._say(result, portrait)

    def _kept(self) -> tuple[str, ...]:
        """Return as a remark what the row says otherwise and is kept as it is."""
        if not self.canvas.kept:
            return ()
        return (
            f"Kept as it is: {'; '.join(self.canvas.kept)}. An import that updates (--update) replaces it.",
        )

    def _decline(self, row: ImportRow, verdict: Verdict) -> None:
        self.last = None
        candidates = tuple(self._shown(alike) for alike in verdict.candidates)
        why = verdict.why
        if candidates and not candidates[0].reasons and verdict.candidates[0].reasons:
            how = HOW[candidates[0].strength]
            why = f"{how} the same as {candidates[0].name}, to which you have no access"
        first = candidates[0].client_id if candidates else None
        why = f"{why[0].upper()}{why[1:]}."
        self._say(RowResult(row.line, Outcome.DUPLICATE, row.name, first, why, row.remarks, candidates))

    def _shown(self, alike: Alike) -> Alike:
        """Return a candidate as the user may know it: of a client that is not theirs to open only the name."""
        if alike.client_id is None or alike.client_id < 0:
            return alike
        portrait = self._portrait(alike.client_id)
        if portrait is None or policy.may(self.shelf.look.actor, Verb.SEE_CLIENT, portrait.access) is None:
            return alike
        return replace(alike, reasons=())

    def _say(self, result: RowResult, portrait: Portrait | None = None) -> None:
        self.plan.results.append(result)
        self.plan.portraits.append(portrait)

    def _alike(self, typed: Typed) -> list[tuple[Known, Match]]:
        """Return the clients that may be the same, of the store and of the rows before, the likeliest first."""
        known = {one.client_id: one for one in (*self.shelf.candidates(typed), *self.pending.near(typed))}
        if not known:
            return []
        matches = rank(typed, list(known.values()), self.shelf.rarity)
        return [(known[match.client_id], match) for match in matches if match.strength is not None]

    def _client_before(self, row: ImportRow) -> int | None:
        """Return the client of the row above, if the row goes on with it: the same name, and no other number."""
        if self.last is None or self.last[1] != fold(row.name):
            return None
        portrait = self._portrait(self.last[0])
        number = portrait.client.get("number") if portrait is not None else None
        return None if portrait is None or (row.number and number and row.number != number) else self.last[0]

    def _portrait(self, key: int) -> Portrait | None:
        if key < 0:
            return self.pending[key]
        if key not in self.portraits:
            found = self.shelf.portraits([key])
            if key not in found:
                return None
            self._meet(found[key])
            self.portraits[key] = found[key]
        return self.portraits[key]

    def _meet(self, portrait: Portrait) -> None:
        """Let a contact be the same piece at all its clients."""
        for someone in portrait.people:
            known = self.people.setdefault(int(someone.contact.id or 0), (someone.contact, someone.points))
            someone.contact, someone.points = known

    def _remember(self, row: ImportRow, portrait: Portrait) -> None:
        """Note under which numbers and addresses the row's person can be met again at another client."""
        if row.person is not None:
            for someone in portrait.people:
                if fold(someone.name) == fold(row.person.name):
                    for point in row.person.points:
                        met = self.newcomers.setdefault((fold(someone.name), point.value), [])
                        met.append((someone.contact, someone.points))

    def _elsewhere(self, person: Person) -> tuple[Piece, list[Piece]] | None:
        """Return the same person at another client: the same name under the same number or address."""
        name = fold(person.name)
        for point in person.points:
            for met in reversed(self.newcomers.get((name, point.value), ())):
                if _is_on_line(met[1], point):
                    return met
            for contact_id in self.reached.get(point.value, ()):
                found = self.people.get(contact_id) or self.shelf.person(contact_id)
                if (
                    found
                    and fold(str(found[0].get("name"))) == name
                    and _is_on_line(found[1], point)
                    and self.shelf.is_open(contact_id)
                ):
                    self.plan.contacts.add(contact_id)
                    return self.people.setdefault(contact_id, found)
        return None

    def _obstacles(self, client_id: int) -> list[Obstacle]:
        return obstacles(self.shelf.look, client_id)

    def _is_of_this_file(self, key: int) -> bool:
        return key < 0 or self.shelf.is_of_this_file(key)


def _is_on_line(points: list[Piece], wanted: Point) -> bool:
    """Tell whether a number or address is among somebody's: people at one switchboard have extensions of their own."""
    return any(
        (piece.get("kind"), piece.get("value")) == (wanted.kind, wanted.value)
        and phones.is_same_line(wanted.ext, piece.get("ext") or "")
        for piece in points
    )
