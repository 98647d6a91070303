"""Reading settings from TOML text: what is unknown, of the wrong kind or out of range is told with what would do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from trtui.domain import outcomes
from trtui.domain.errors import ConfigError, Invalid
from trtui.domain.nearest import nearest
from trtui.domain.outcomes import OutcomeTable
from trtui.domain.text import note
from trtui.integrations.config import Config

SCRIPT_LIMIT = 2000
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
    return config._replace(path=path, keys=_flat(keys, path))


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


def _names(kind: type[Any]) -> list[str]:
    return [name for name in kind._fields if name != "path"]


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
    if isinstance(hint, type) and hasattr(hint, "_fields"):
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
        return api_key(value.strip(), f"{path}: {name}")
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


def api_key(value: str, source: str) -> str:
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
