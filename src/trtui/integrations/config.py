"""The user's settings: ``config.toml`` in the platform's configuration folder, read once at start.

Nothing needs to be set. A name that is not known, a value of the wrong kind or out of range is refused with a
message that names the file, the setting and what would do.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from trtui.domain import outcomes
from trtui.domain.errors import ConfigError, Invalid
from trtui.domain.nearest import nearest
from trtui.domain.outcomes import OUTCOMES, OutcomeTable
from trtui.domain.rules import Rules
from trtui.domain.text import note

FILE_NAME = "config.toml"
KEY_VARIABLE = "TRTUI_COMPANIES_HOUSE_KEY"
SCRIPT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Cadence:
    """How many months lie between two conversations, by CSI code."""

    A: int = 1
    B: int = 2
    C: int = 3
    D: int = 12


@dataclass(frozen=True, slots=True)
class Agency:
    """What the agency decides: the same for everybody who works on one store."""

    time_zone: str = ""
    """Where the agency's days begin, such as ``Europe/London``; empty takes the machine's zone."""
    region: str = "GB"
    """Country of phone numbers that are written without a country code."""
    goal: int = 10
    """Conversations that a calling session aims at."""
    lease_minutes: int = 10
    """How long an opened call stays reserved unless it is renewed."""
    redial_minutes: int = 60
    """How long a client that was just called is not offered again."""
    attempts_per_week: int = 3
    """Attempts without a conversation in a week before a contact rests."""
    screening_days: int = 28
    """How long a TPS/CTPS screening counts as fresh."""
    target20_size: int = 20
    """Contacts in a Target 20."""
    target20_months: int = 4
    """Months after which a Target 20 asks to be renewed."""
    cadence: Cadence = field(default_factory=Cadence)
    """Months between conversations: ``[agency.cadence]`` with A, B, C, D."""


@dataclass(frozen=True, slots=True)
class Calls:
    """What the agency says and notes on a call."""

    script: str = ""
    """Words to open a call with, in lines; shown on the call card."""
    outcomes: OutcomeTable = OUTCOMES
    """Changes by outcome, such as ``voicemail = { next = "3 working days" }``: see ``outcomes.configured``."""


@dataclass(frozen=True, slots=True)
class Screen:
    """How the workspace looks and what it asks of the terminal."""

    theme: Literal["trtui-dark", "trtui-light", "trtui-contrast", "trtui-ansi-dark", "trtui-ansi-light"] = (
        "trtui-dark"
    )
    """Colours; the ansi themes use the terminal's own palette."""
    mouse: Literal["auto", "on", "off"] = "auto"
    """``auto`` uses the mouse locally and leaves it to the terminal over SSH."""
    colours: Literal["auto", "truecolor", "256", "16"] = "auto"
    """How many colours to send; ``auto`` asks the terminal."""
    repaint: Literal["changes", "everything"] = "changes"
    """``everything`` sends whole widgets, for terminals that lose track of what they show."""


@dataclass(frozen=True, slots=True)
class Register:
    """The public register of companies over the network; without a key it is not asked."""

    api_key: str = field(default="", repr=False)
    """The key of the REST API of Companies House; ``$TRTUI_COMPANIES_HOUSE_KEY`` wins. Never shown or logged."""
    api_url: str = ""
    """Another address of the API, such as a gateway's; empty takes the official one."""


@dataclass(frozen=True, slots=True)
class Config:
    """All settings, with their defaults."""

    path: Path | None = None
    """The file they were read from, or None when there is none."""
    store: str = ""
    """An SQLite file or a postgresql:// URL; empty takes the file in the user's data folder."""
    screen: Screen = field(default_factory=Screen)
    agency: Agency = field(default_factory=Agency)
    calls: Calls = field(default_factory=Calls)
    register: Register = field(default_factory=Register)
    keys: Mapping[str, str] = field(default_factory=dict)
    """Action id → keys, such as ``"contact.assign" = "a, f6"``; an empty text switches an action off."""

    @property
    def source(self) -> str:
        """What to call the file in messages."""
        return str(self.path) if self.path else "the configuration"

    def rules(self) -> Rules:
        """Return the agency's settings as the rules of the domain take them."""
        agency = self.agency
        return Rules(
            cadence={code: getattr(agency.cadence, code) for code in "ABCD"},
            lease_minutes=agency.lease_minutes,
            redial_minutes=agency.redial_minutes,
            attempts_per_week=agency.attempts_per_week,
            screening_days=agency.screening_days,
            target20_size=agency.target20_size,
            target20_months=agency.target20_months,
            goal_conversations=agency.goal,
            region=agency.region,
            outcomes=self.calls.outcomes,
            script=self.calls.script,
        )


_KEY = re.compile(r"[!-9;-~]{8,200}")

RANGES: Mapping[str, tuple[int, int]] = {
    "agency.goal": (1, 1000),
    "agency.lease_minutes": (1, 240),
    "agency.redial_minutes": (0, 1440),
    "agency.attempts_per_week": (1, 50),
    "agency.screening_days": (1, 365),
    "agency.target20_size": (1, 20),
    "agency.target20_months": (1, 24),
    **{f"agency.cadence.{code}": (1, 60) for code in "ABCD"},
}
"""Least and greatest value of each number."""


def config_path(environ: Mapping[str, str] | None = None) -> Path:
    """Return where the settings are: ``$TRTUI_CONFIG``, or the file in the platform's configuration folder."""
    environ = os.environ if environ is None else environ
    if named := environ.get("TRTUI_CONFIG"):
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("trtui", appauthor=False) / FILE_NAME


def load(path: Path | None = None) -> Config:
    """Read the settings; without a file everything has its default, but for the key that the environment holds.

    Raises ConfigError naming the file and what is wrong with it.
    """
    config = _load(path)
    if not (key := os.environ.get(KEY_VARIABLE, "").strip()):
        return config
    return replace(config, register=replace(config.register, api_key=_api_key(key, KEY_VARIABLE)))


def _load(path: Path | None) -> Config:
    named = path is not None or bool(os.environ.get("TRTUI_CONFIG"))
    path = path or config_path()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if named:
            raise ConfigError(f"{path}: there is no such file.") from None
        return Config()
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8 text. Save it as UTF-8.") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}).") from None
    return parse(text, path)


def parse(text: str, path: Path) -> Config:
    """Return the settings that a TOML text holds; ``path`` is for messages."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: {error}.") from None
    if "path" in table:
        raise _unknown(path, "", "path", _names(Config))
    keys = table.pop("keys", {})
    if not isinstance(keys, dict):
        raise ConfigError(f'{path}: [keys] must hold lines such as "contact.assign" = "a, f6".')
    config: Config = _read(Config, table, path, "")
    return replace(config, path=path, keys=_flat(keys, path))


def _flat(table: Mapping[str, Any], path: Path, prefix: str = "") -> dict[str, str]:
    """Return the keys section by id; TOML reads ``contact.assign = "a"`` without quotes as nested tables."""
    flat: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            flat |= _flat(value, path, f"{prefix}{name}.")
        elif isinstance(value, str):
            flat[f"{prefix}{name}"] = value
        else:
            raise ConfigError(f'{path}: keys.{prefix}{name} must be text such as "a, f6".')
    return flat


def _names(kind: type) -> list[str]:
    return [one.name for one in fields(kind) if one.name != "path"]


def _unknown(path: Path, prefix: str, name: str, known: list[str]) -> ConfigError:
    near = nearest(name, known)
    hint = f" Did you mean “{prefix}{near}”?" if near else f" There are: {', '.join(known)}."
    return ConfigError(f"{path}: there is no setting “{prefix}{name}”.{hint}")


def _read(kind: type[Any], table: Mapping[str, Any], path: Path, prefix: str) -> Any:
    known = _names(kind)
    hints = get_type_hints(kind)
    values: dict[str, Any] = {}
    for name, value in table.items():
        if name not in known:
            raise _unknown(path, prefix, name, known)
        values[name] = _value(hints[name], value, path, f"{prefix}{name}")
    return kind(**values)


def _value(hint: Any, value: Any, path: Path, name: str) -> Any:
    if hint is OutcomeTable:
        return _outcomes(value, path, name)
    if isinstance(hint, type) and hasattr(hint, "__dataclass_fields__"):
        if not isinstance(value, dict):
            raise ConfigError(f"{path}: “{name}” is a section: write [{name}] on a line of its own.")
        return _read(hint, value, path, f"{name}.")
    if get_origin(hint) is Literal:
        options = get_args(hint)
        if value in options:
            return value
        near = nearest(str(value), options)
        hint_text = f" Did you mean “{near}”?" if near else f" It can be: {', '.join(options)}."
        raise ConfigError(f"{path}: “{value}” is no value of {name}.{hint_text}")
    if hint is int:
        least, most = RANGES[name]
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise ConfigError(f"{path}: {name} must be a whole number from {least} to {most}.")
        return value
    if not isinstance(value, str):
        raise ConfigError(f'{path}: {name} must be text in quotes: {name} = "…".')
    if name == "calls.script":
        return _script(value, path, name)
    if name == "register.api_key":
        return _api_key(value.strip(), f"{path}: {name}")
    if name == "register.api_url":
        return _api_url(value, path)
    return value


def _outcomes(value: Any, path: Path, name: str) -> OutcomeTable:
    if not isinstance(value, dict):
        raise ConfigError(f"{path}: “{name}” is a section: write [{name}] on a line of its own.")
    try:
        return outcomes.configured(value)
    except ConfigError as error:
        raise ConfigError(f"{path}: {name}: {error.message}") from None


def _script(value: str, path: Path, name: str) -> str:
    try:
        return note(value, SCRIPT_LIMIT, name)
    except Invalid as error:
        raise ConfigError(f"{path}: {name}: {error.message}") from None


def _api_key(value: str, source: str) -> str:
    """Return a key that can be sent as a user name; what is refused is not repeated in the message."""
    if value and not _KEY.fullmatch(value):
        raise ConfigError(
            f"{source} is no API key: it must be one word of 8 to 200 letters, digits and signs, no colon."
        )
    return value


def _api_url(value: str, path: Path) -> str:
    from trtui.integrations.companies_house.address import checked_url

    try:
        return checked_url(value) if value.strip() else ""
    except ConfigError as error:
        raise ConfigError(f"{path}: {error.message}") from None
