"""The settings of a store: what the agency decides, the same for everybody who works there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any, Final

from trtui.domain import outcomes
from trtui.domain.csi import CsiCode
from trtui.domain.errors import ConfigError, Invalid
from trtui.domain.nearest import nearest
from trtui.domain.outcomes import OUTCOMES
from trtui.domain.rules import Rules
from trtui.domain.text import note
from trtui.domain.time import Window
from trtui.domain.workdays import checked_country

SCRIPT_LIMIT: Final = 2000
OUTCOME: Final = "outcomes."
_HOURS = re.compile(r"([0-9]{1,2})[:.]([0-9]{2}) *(?:-|–|to) *([0-9]{1,2})[:.]([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: ``default`` is what holds unless it is set, ``check`` reads a value or raises Invalid."""

    name: str
    about: str
    default: Any
    check: Callable[[str, Any], Any]


def whole(least: int, most: int) -> Callable[[str, Any], int]:
    """Return the check of a whole number in a range."""

    def check(name: str, value: Any) -> int:
        if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,9}\s*", value):
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Invalid(f"{name} must be a whole number from {least} to {most}.", name)
        return value

    return check


def _words(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(f'{name} must be text in quotes: {name} = "…".', name)
    return value


def _zone(name: str, value: Any) -> str:
    from zoneinfo import ZoneInfo, available_timezones

    typed = _words(name, value).strip()
    try:
        if not typed:
            raise ValueError
        ZoneInfo(typed)
    except (ValueError, OSError, KeyError):
        near = nearest(typed, tuple(available_timezones()))
        hint = f"Did you mean {near}?" if near else "Use a name such as Europe/London."
        raise Invalid(f"{name}: “{typed[:40]}” is no time zone. {hint}", name) from None
    return typed


def _country(name: str, value: Any) -> str:
    typed = _words(name, value)
    try:
        return checked_country(typed)
    except Invalid as error:
        raise Invalid(f"{name}: {error.message}", name) from None


def _region(name: str, value: Any) -> str:
    from phonenumbers import SUPPORTED_REGIONS

    typed = _words(name, value).strip().upper()
    if typed not in SUPPORTED_REGIONS:
        raise Invalid(
            f"{name}: “{typed[:20]}” is no country of phone numbers. Use two letters such as GB.", name
        )
    return typed


def _working_hours(name: str, value: Any) -> str:
    found = hours(_words(name, value).strip())
    if found is None:
        raise Invalid(f"{name} must be the hours of one day, such as 09:00-17:30.", name)
    return f"{found.start:%H:%M}-{found.end:%H:%M}"


def hours(text: str) -> Window | None:
    """Return the window that ``09:00-17:30`` names, or none; an hour is that of a 24-hour clock."""
    match = _HOURS.fullmatch(text)
    try:
        found = (
            Window(time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))) if match else None
        )
    except ValueError:
        return None
    return found if found is not None and found.start < found.end else None


def _script(name: str, value: Any) -> str:
    typed = _words(name, value)
    try:
        return note(typed, SCRIPT_LIMIT, name)
    except Invalid as error:
        raise Invalid(f"{name}: {error.message}", name) from None


_DEFAULTS: Final = Rules()
CATALOGUE: Final = {
    setting.name: setting
    for setting in (
        Setting("time_zone", "Where the agency's days begin, such as Europe/London.", "", _zone),
        Setting(
            "country", "Whose bank holidays are no working days, such as GB-ENG, GB-SCT or IE.", "", _country
        ),
        Setting(
            "working_hours", "When calls are proposed, such as 09:00-17:30.", "09:00-17:30", _working_hours
        ),
        Setting("region", "Country of phone numbers that are written without a country code.", "GB", _region),
        *(
            Setting(f"cadence.{code}", f"Months between conversations, code {code}.", months, whole(1, 60))
            for code, months in _DEFAULTS.cadence.items()
        ),
        Setting(
            "attempts_per_week",
            "Attempts without a conversation in a week before a contact rests.",
            _DEFAULTS.attempts_per_week,
            whole(1, 50),
        ),
        Setting(
            "goal",
            "Conversations that a calling session aims at.",
            _DEFAULTS.goal_conversations,
            whole(1, 1000),
        ),
        Setting(
            "lease_minutes",
            "How long an opened call stays yours unless renewed.",
            _DEFAULTS.lease_minutes,
            whole(1, 240),
        ),
        Setting(
            "redial_minutes",
            "How long a client that was just called is not offered again.",
            _DEFAULTS.redial_minutes,
            whole(0, 1440),
        ),
        Setting(
            "screening_days",
            "How long a TPS screening counts as fresh.",
            _DEFAULTS.screening_days,
            whole(1, 365),
        ),
        Setting("target20_size", "Contacts in a Target 20.", _DEFAULTS.target20_size, whole(1, 20)),
        Setting(
            "target20_months",
            "Months after which a Target 20 asks to be renewed.",
            _DEFAULTS.target20_months,
            whole(1, 24),
        ),
        Setting("script", "Words to open a call with; shown on the call card.", "", _script),
    )
}
"""Every setting by its name; beside them ``outcomes.CODE`` changes or adds one outcome of a call."""
SCHEDULING: Final = frozenset({"time_zone", "country", *(f"cadence.{code}" for code in CsiCode)})
"""What due dates are worked out with."""


def checked(name: str, value: Any, others: Mapping[str, Any] | None = None) -> Any:
    """Return the value of a setting as it is kept, out of what somebody typed or a file holds.

    ``others`` are the settings beside it: an outcome must fit them. Raises Invalid with what would do, or with the
    nearest name where there is no such setting.
    """
    if name.startswith(OUTCOME) and len(name) > len(OUTCOME):
        return _outcome(name, value, others or {})
    if name not in CATALOGUE:
        near = nearest(name, (*CATALOGUE, *(f"{OUTCOME}{one.code}" for one in OUTCOMES)))
        hint = f" Did you mean “{near}”?" if near else f" There are: {', '.join(CATALOGUE)}, outcomes.NAME."
        raise Invalid(f"There is no setting “{name[:60]}”.{hint}", "name")
    return CATALOGUE[name].check(name, value)


def rules(values: Mapping[str, Any]) -> Rules:
    """Return the rules that settings make, each as ``checked`` returned it; what is not set has its default."""

    def of(name: str) -> Any:
        return values.get(name, CATALOGUE[name].default)

    return Rules(
        cadence={code: of(f"cadence.{code}") for code in _DEFAULTS.cadence},
        lease_minutes=of("lease_minutes"),
        redial_minutes=of("redial_minutes"),
        attempts_per_week=of("attempts_per_week"),
        screening_days=of("screening_days"),
        target20_size=of("target20_size"),
        target20_months=of("target20_months"),
        goal_conversations=of("goal"),
        region=of("region"),
        outcomes=outcomes.configured(outcome_changes(values)),
        script=of("script"),
        country=of("country"),
        working_hours=hours(of("working_hours")) or _DEFAULTS.working_hours,
    )


def outcome_changes(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the agency's changes to the outcomes by code, as ``outcomes.configured`` takes them."""
    return {name.removeprefix(OUTCOME): value for name, value in values.items() if name.startswith(OUTCOME)}


def shown(value: Any) -> str:
    """Return a value on one line, in the form in which it can be typed back."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {_literal(part)}" for name, part in value.items())
    return str(value)


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_literal(one) for one in value) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if isinstance(value, str) else str(value)


def _outcome(name: str, value: Any, others: Mapping[str, Any]) -> dict[str, Any]:
    """Return the changes to one outcome, written as in ``next = "3 working days", label = "Reception"``."""
    if isinstance(value, str):
        body = value.strip().removeprefix("{").removesuffix("}")
        try:
            value = tomllib.loads(f"it = {{ {body} }}")["it"]
        except tomllib.TOMLDecodeError:
            raise Invalid(
                f'{name} is written as: next = "3 working days", label = "Reception". “{body[:60]}” is not understood.',
                name,
            ) from None
    changes = {**outcome_changes(others), name.removeprefix(OUTCOME): value}
    try:
        outcomes.configured(changes)
    except ConfigError as error:
        raise Invalid(f"{OUTCOME[:-1]}: {error.message}", name) from None
    return dict(value)
