"""What is planned for a client's contacts before it is saved: a value, so every step can be taken back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from trtui.desk.assignment import Member, Planned, Step
from trtui.desk.contacts import NewContact
from trtui.domain.errors import Invalid


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to be assigned; ``new`` holds a person that the store does not know yet.

    Such a person goes by a negative number until the plan is saved.
    """

    contact_id: int
    name: str
    job_title: str = ""
    role: str = ""
    new: NewContact | None = None
    csi: str = ""
    phone: str = ""
    """What is known of them besides."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of a client's contacts as they will be."""

    contact_id: int
    name: str
    what: str
    """The role, else the job title."""
    is_coming: bool = False
    is_leaving: bool = False
    is_role_new: bool = False
    is_primary: bool = False
    """The client's primary contact once the plan is saved."""
    was_primary: bool = False
    csi: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who comes, who leaves, whose role changes, who becomes primary. Every change makes a new plan."""

    coming: tuple[Newcomer, ...] = ()
    leaving: frozenset[int] = frozenset()
    roles: Mapping[int, str] = field(default_factory=dict)
    """Roles of people who are assigned already."""
    primary: int | None = None

    @property
    def count(self) -> int:
        """Number of things that are not saved."""
        return len(self.coming) + len(self.leaving) + len(self.roles) + (self.primary is not None)

    @property
    def in_short(self) -> str:
        """Say in signs what is planned: ``+2 −1 ~1 ★``."""
        counts = (("+", len(self.coming)), ("−", len(self.leaving)), ("~", len(self.roles)))
        signs = [f"{sign}{count}" for sign, count in counts if count]
        return " ".join([*signs, "★"] if self.primary is not None else signs)

    def newcomer(self, contact_id: int) -> Newcomer | None:
        """Return who is to be assigned, by number."""
        return next((one for one in self.coming if one.contact_id == contact_id), None)

    # Changing

    def assign(self, people: Iterable[Newcomer], members: Sequence[Member]) -> Plan:
        """Return the plan with people to come; who was to leave stays, who is here or comes already is left out."""
        here = {one.contact_id for one in members}
        wanted = {one.contact_id: one for one in people}
        planned = {one.contact_id for one in self.coming}
        fresh = tuple(one for number, one in wanted.items() if number not in here and number not in planned)
        return replace(self, coming=self.coming + fresh, leaving=self.leaving - frozenset(wanted))

    def remove(self, contact_ids: Iterable[int], members: Sequence[Member]) -> Plan:
        """Return the plan in which members leave; planned lines are taken back instead."""
        here = {one.contact_id for one in members}
        plan = self
        for number in contact_ids:
            primary = None if plan.primary == number else plan.primary
            if plan.newcomer(number) is not None:
                coming = tuple(one for one in plan.coming if one.contact_id != number)
                plan = replace(plan, coming=coming, primary=primary)
            elif number in plan.leaving:
                plan = replace(plan, leaving=plan.leaving - {number})
            elif number in here:
                roles = {who: role for who, role in plan.roles.items() if who != number}
                plan = replace(plan, leaving=plan.leaving | {number}, roles=roles, primary=primary)
        return plan

    def make_primary(self, contact_id: int, members: Sequence[Member]) -> Plan:
        """Return the plan with another primary contact; naming the planned one again takes that back.

        Raises Invalid for somebody who leaves or is not on the client's side.
        """
        self._check_stays(contact_id, members)
        is_now = any(one.is_primary and one.contact_id == contact_id for one in members)
        return replace(self, primary=None if is_now or self.primary == contact_id else contact_id)

    def with_role(self, contact_id: int, role: str, members: Sequence[Member]) -> Plan:
        """Return the plan with somebody's role here; raises Invalid for somebody who leaves or is not here."""
        self._check_stays(contact_id, members)
        if self.newcomer(contact_id) is not None:
            changed = (
                replace(one, role=role) if one.contact_id == contact_id else one for one in self.coming
            )
            return replace(self, coming=tuple(changed))
        roles = {who: text for who, text in self.roles.items() if who != contact_id}
        if role != next(one.role for one in members if one.contact_id == contact_id):
            roles[contact_id] = role
        return replace(self, roles=roles)

    def role_of(self, contact_id: int, members: Sequence[Member]) -> str:
        """Return somebody's role as it will be."""
        newcomer = self.newcomer(contact_id)
        if newcomer is not None:
            return newcomer.role
        stored = next((one.role for one in members if one.contact_id == contact_id), "")
        return self.roles.get(contact_id, stored)

    def why_no_role(self, contact_id: int, members: Sequence[Member]) -> str | None:
        """Return why somebody can have no role here and not be primary, or none."""
        if contact_id in self.leaving:
            name = next((one.name for one in members if one.contact_id == contact_id), "This contact")
            return f"{name} will be removed on save. Undo that first with x"
        if self.newcomer(contact_id) is None and all(one.contact_id != contact_id for one in members):
            return "Assign this person first with a"
        return None

    def _check_stays(self, contact_id: int, members: Sequence[Member]) -> None:
        if why := self.why_no_role(contact_id, members):
            raise Invalid(f"{why}.")

    # Saving

    def steps(self) -> tuple[Planned, ...]:
        """Return the plan as the desk takes it."""
        steps = [Planned(Step.ASSIGN, one.contact_id, one.role) for one in self.coming]
        steps += [Planned(Step.ROLE, number, role) for number, role in self.roles.items()]
        steps += [Planned(Step.DELINK, number) for number in sorted(self.leaving)]
        if self.primary is not None:
            steps.append(Planned(Step.PRIMARY, self.primary))
        return tuple(steps)

    def without(self, saved: Plan) -> Plan:
        """Return what was planned after ``saved`` was handed over."""
        roles = {who: role for who, role in self.roles.items() if saved.roles.get(who) != role}
        return Plan(
            tuple(one for one in self.coming if one not in saved.coming),
            self.leaving - saved.leaving,
            roles,
            None if self.primary == saved.primary else self.primary,
        )

    def over(self, members: Sequence[Member]) -> Plan:
        """Return the plan over the contacts as they are now: what others did meanwhile needs no step any more."""
        here = {one.contact_id: one for one in members}
        coming = tuple(one for one in self.coming if one.contact_id not in here)
        staying = {*here, *(one.contact_id for one in coming)}
        roles = {who: role for who, role in self.roles.items() if who in here and here[who].role != role}
        primary = self.primary if self.primary in staying else None
        if primary is not None and primary in here and here[primary].is_primary:
            primary = None
        return Plan(coming, self.leaving & frozenset(here), roles, primary)

    # Seeing

    def lines(self, members: Sequence[Member]) -> tuple[PlanLine, ...]:
        """Return the contacts as they will be: the present ones in their order, then those who come."""
        primary = self.primary_after(members)
        present = (
            PlanLine(
                one.contact_id,
                f"{one.name} (archived)" if one.is_archived else one.name,
                self.roles.get(one.contact_id, one.role) or one.job_title,
                is_leaving=one.contact_id in self.leaving,
                is_role_new=one.contact_id in self.roles,
                is_primary=one.contact_id == primary,
                was_primary=one.is_primary,
                csi=one.csi,
                phone=one.phone,
            )
            for one in members
        )
        coming = (
            PlanLine(
                one.contact_id,
                one.name,
                one.role or one.job_title,
                is_coming=True,
                is_role_new=bool(one.role),
                is_primary=one.contact_id == primary,
                csi=one.new.csi if one.new else one.csi,
                phone=(one.new.phone or one.new.mobile) if one.new else one.phone,
            )
            for one in self.coming
        )
        return (*present, *coming)

    def primary_after(self, members: Sequence[Member]) -> int | None:
        """Return who is the primary contact once the plan is saved, by the rule that the desk keeps."""
        if self.primary is not None:
            return self.primary
        staying = [one for one in members if one.contact_id not in self.leaving]
        in_use = [one for one in staying if not one.is_archived]
        if not in_use and self.coming:
            return self.coming[0].contact_id
        staying = in_use or staying
        now = next((one.contact_id for one in staying if one.is_primary), None)
        if now is not None:
            return now
        if staying:
            return min(staying, key=lambda one: (one.from_at, one.assignment_id)).contact_id
        return None

    # Drafts

    def to_text(self) -> str:
        """Return the plan as a draft; an empty plan is an empty text."""
        if not self.count:
            return ""
        return json.dumps(
            {
                "coming": [asdict(one) for one in self.coming],
                "leaving": sorted(self.leaving),
                "roles": [[number, role] for number, role in self.roles.items()],
                "primary": self.primary,
            },
            ensure_ascii=False,
        )


class Planning:
    """The plan as it stands, and the ways back to how it was before each step."""

    def __init__(self) -> None:
        self.now = Plan()
        self._before: list[Plan] = []
        self._after: list[Plan] = []

    def do(self, plan: Plan) -> bool:
        """Go on with another plan; return whether it differs."""
        if plan == self.now:
            return False
        self._before.append(self.now)
        self._after.clear()
        self.now = plan
        return True

    def undo(self, members: Sequence[Member]) -> bool:
        """Go back by one step; return whether there was one."""
        return self._step(self._before, self._after, members)

    def redo(self, members: Sequence[Member]) -> bool:
        """Do again what was taken back; return whether there was something."""
        return self._step(self._after, self._before, members)

    def begin(self, plan: Plan) -> None:
        """Begin anew with what is left after a save, or with a draft."""
        self.now = plan
        self._before.clear()
        self._after.clear()

    def _step(self, source: list[Plan], target: list[Plan], members: Sequence[Member]) -> bool:
        if not source:
            return False
        target.append(self.now)
        self.now = source.pop().over(members)
        return True


def from_text(text: str) -> Plan:
    """Return the plan of a draft; one that cannot be read any more is an empty plan."""
    try:
        kept = json.loads(text)
        return Plan(
            tuple(_newcomer(one) for one in kept["coming"]),
            frozenset(int(number) for number in kept["leaving"]),
            {int(number): str(role) for number, role in kept["roles"]},
            None if kept["primary"] is None else int(kept["primary"]),
        )
    except (ValueError, TypeError, KeyError):
        return Plan()


def _newcomer(kept: dict[str, Any]) -> Newcomer:
    new = kept.pop("new")
    return Newcomer(**kept, new=None if new is None else NewContact(**new))
