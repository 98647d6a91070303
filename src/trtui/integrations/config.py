"""The user's settings: ``config.toml`` in the platform's configuration folder, read once at start.

Nothing needs to be set. A name that is not known, a value of the wrong kind or out of range is refused with a
message that names the file, the setting and what would do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from trtui.domain.errors import ConfigError
from trtui.domain.outcomes import OUTCOMES, OutcomeTable
from trtui.domain.rules import Rules

FILE_NAME = "config.toml"
KEY_VARIABLE = "TRTUI_COMPANIES_HOUSE_KEY"


class Cadence(NamedTuple):
    """How many months lie between two conversations, by CSI code."""

    A: int = 1
    B: int = 2
    C: int = 3
    D: int = 12


class Agency(NamedTuple):
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
    cadence: Cadence = Cadence()
    """Months between conversations: ``[agency.cadence]`` with A, B, C, D."""


class Calls(NamedTuple):
    """What the agency says and notes on a call."""

    script: str = ""
    """Words to open a call with, in lines; shown on the call card."""
    outcomes: OutcomeTable = OUTCOMES
    """Changes by outcome, such as ``voicemail = { next = "3 working days" }``: see ``outcomes.configured``."""


class Screen(NamedTuple):
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


class Register(NamedTuple):
    """The public register of companies over the network; without a key it is not asked."""

    api_key: str = ""
    """The key of the REST API of Companies House; ``$TRTUI_COMPANIES_HOUSE_KEY`` wins. Never shown or logged."""
    api_url: str = ""
    """Another address of the API, such as a gateway's; empty takes the official one."""

    def __repr__(self) -> str:
        return f"Register(api_url={self.api_url!r})"


class Config(NamedTuple):
    """All settings, with their defaults."""

    path: Path | None = None
    """The file they were read from, or None when there is none."""
    store: str = ""
    """An SQLite file or a postgresql:// URL; empty takes the file in the user's data folder."""
    screen: Screen = Screen()
    agency: Agency = Agency()
    calls: Calls = Calls()
    register: Register = Register()
    keys: Mapping[str, str] = MappingProxyType({})
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
    from trtui.integrations.config_text import api_key

    return config._replace(register=config.register._replace(api_key=api_key(key, KEY_VARIABLE)))


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
    from trtui.integrations.config_text import parse  # most have no file, and a start is short

    return parse(text, path)
