"""The store's settings: what the agency decides, read by everybody, changed by managers and administrators."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.desk.access import permit
from trtui.desk.stored_names import stored_as
from trtui.domain import policy, settings
from trtui.domain.errors import Invalid
from trtui.domain.outcomes import OUTCOMES
from trtui.domain.policy import Verb
from trtui.domain.settings import CATALOGUE, OUTCOME

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting and its value; ``by`` and ``at`` say who set it and when, where it is set."""

    name: str
    value: Any
    text: str
    default: str
    about: str
    is_set: bool = False
    by: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting that has one value at the store and another somewhere else."""

    name: str
    here: str
    there: str


def listed(look: Look | Work) -> tuple[SettingLine, ...]:
    """Return every setting in the order of the catalogue, and after them the outcomes that were changed."""
    from trtui.store.queries import settings as kept

    rows = {row.name: row for row in kept.every(look.db)}
    lines = []
    for name in (*CATALOGUE, *(one for one in rows if one.startswith(OUTCOME))):
        setting, row = CATALOGUE.get(name), rows.get(name)
        default = "" if setting is None else settings.shown(setting.default)
        about = "An outcome of a call, changed or added." if setting is None else setting.about
        if row is None:
            value = setting.default if setting is not None else None
            lines.append(SettingLine(name, value, default, default, about))
        else:
            lines.append(
                SettingLine(name, row.value, settings.shown(row.value), default, about, True, row.by, row.at)
            )
    return tuple(lines)


def line(look: Look | Work, name: str) -> SettingLine:
    """Return one setting; raises Invalid with the nearest name where there is none of that name."""
    there = {one.name: one for one in listed(look)}
    if name in there:
        return there[name]
    code = name.removeprefix(OUTCOME)
    if name.startswith(OUTCOME) and OUTCOMES.by_code(code) is not None:
        return SettingLine(name, None, "", "", "An outcome of a call, as it comes.")
    settings.checked(name, "")  # raises, naming what there is
    raise Invalid(f"There is no outcome “{code[:40]}”.", "name")


@stored_as("settings.change")
def change(work: Work, name: str, value: Any) -> SettingLine:
    """Give a setting a value, as typed or as a file holds it; due dates follow. For managers and administrators.

    Raises Invalid with what would do, NotAllowed.
    """
    permit(work, Verb.CONFIGURE)
    _put(work, {name: value})
    work.label = f"Set {name} to {line(work, name).text or 'nothing'}"
    return line(work, name)


@stored_as("settings.unset")
def unset(work: Work, name: str) -> SettingLine:
    """Give a setting its default again; raises Invalid, NotAllowed."""
    from trtui.store.queries import settings as kept
    from trtui.store.tables import Setting

    permit(work, Verb.CONFIGURE)
    before = line(work, name)
    if name == "time_zone":
        raise Invalid("The store always has a time zone: set another one instead.", "name")
    number = kept.number(work.db, name)
    if number is not None:
        rest = {one.name: one.value for one in kept.every(work.db) if one.name != name}
        try:
            settings.rules(rest)
        except Exception as error:
            raise Invalid(f"{name} cannot go: {error}", name) from None
        work.remove(work.get(Setting, number))
    work.label = f"Unset {name}"
    there = {one.name: one for one in listed(work)}
    return there.get(name) or SettingLine(name, None, "", "", before.about)


def differences(look: Look | Work, offered: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Return what somebody's older file decides otherwise than the store, by name."""
    there = {one.name: one for one in listed(look)}
    found = []
    for name, value in offered.items():
        here = there.get(name)
        if here is None or here.value != value:
            found.append(Difference(name, "" if here is None else here.text, settings.shown(value)))
    return tuple(found)


@stored_as("settings.take")
def take(work: Work, offered: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Take what an older file decides otherwise than the store; one undo takes all of it back.

    For managers and administrators. Raises Invalid, NotAllowed.
    """
    permit(work, Verb.CONFIGURE)
    found = differences(work, offered)
    _put(work, {one.name: offered[one.name] for one in found})
    work.label = (
        f"Take {len(found)} settings from a file" if len(found) != 1 else f"Take {found[0].name} from a file"
    )
    return found


def may_change(look: Look | Work) -> bool:
    """Tell whether the user may change the settings of the store."""
    return policy.may(look.actor, Verb.CONFIGURE) is None


def _put(work: Work, wanted: Mapping[str, Any]) -> None:
    from trtui.store.queries import settings as kept
    from trtui.store.tables import Setting

    there = {one.name: one for one in kept.every(work.db)}
    values = {name: one.value for name, one in there.items()} | dict(wanted)
    for name, typed in wanted.items():
        others = {other: value for other, value in values.items() if other != name}
        value = settings.checked(name, typed, others)
        values[name] = value
        text = json.dumps(value, ensure_ascii=False)
        row = there.get(name)
        if row is None:
            work.add(Setting(name=name, value=text, set_by=work.actor.user_id, set_at=work.now))
        elif row.value != value:
            work.change(work.get(Setting, row.id), value=text, set_by=work.actor.user_id, set_at=work.now)
