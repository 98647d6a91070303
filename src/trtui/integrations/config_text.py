"""Reading settings from TOML text: what is unknown, of the wrong kind or out of range is told with what would do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

from trtui.domain.errors import ConfigError, Invalid
from trtui.domain.nearest import nearest
from trtui.domain.outcomes import configured
from trtui.domain.settings import CATALOGUE, OUTCOME, checked, outcome_changes
from trtui.integrations.config import Config

CODES = "ABCD"
_KEY = re.compile(r"[!-9;-~]{8,200}")

SECTIONS = {"agency": tuple(name for name in CATALOGUE if name != "script"), "calls": ("script", "outcomes")}
"""What an older file may decide for the agency, by section."""


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
    if "offered" in table:
        raise _unknown(path, "", "offered", _names(Config))
    offered: dict[str, Any] = {}
    for section in SECTIONS:
        if section in table:
            offered |= _offered(section, table.pop(section), path)
    config: Config = _read(Config, table, path, "")
    return config._replace(path=path, keys=_flat(keys, path), offered=offered)


def _offered(section: str, table: Any, path: Path) -> dict[str, Any]:
    """Return what a section decides for the agency, by the names of the store's settings, each of them checked."""
    found: dict[str, Any] = {}
    for name, value in _section(section, table, path).items():
        if section == "agency" and name == "cadence":
            for code, months in _section("agency.cadence", value, path).items():
                if code not in CODES:
                    raise _unknown(path, "agency.cadence.", code, list(CODES))
                found[f"cadence.{code}"] = months
        elif section == "calls" and name == "outcomes":
            for code, change in _section("calls.outcomes", value, path).items():
                found[f"outcomes.{code}"] = change
        elif name in SECTIONS[section] and "." not in name:
            found[name] = value
        else:
            known = [one for one in SECTIONS[section] if "." not in one]
            raise _unknown(path, f"{section}.", name, [*known, *(["cadence"] if section == "agency" else [])])
    outcomes = {name: change for name, change in found.items() if name.startswith(OUTCOME)}
    for name, value in found.items():
        try:
            if name not in outcomes:
                # In a file a number is no text, although on a command line it is.
                is_number = isinstance(CATALOGUE[name].default, int)
                found[name] = checked(name, None if is_number and isinstance(value, str) else value)
            elif not isinstance(value, dict):
                configured({name.removeprefix(OUTCOME): value})
        except (Invalid, ConfigError) as error:
            raise ConfigError(f"{path}: {section}.{error.message}") from None
    try:
        configured(outcome_changes(outcomes))
    except ConfigError as error:
        raise ConfigError(f"{path}: calls.outcomes: {error.message}") from None
    return found


def _section(name: str, table: Any, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise ConfigError(f"{path}: “{name}” is a section: write [{name}] on a line of its own.")
    return table


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
    return [name for name in kind._fields if name not in ("path", "offered")]


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
    if not isinstance(value, str):
        raise ConfigError(f'{path}: {name} must be text in quotes: {name} = "…".')
    if name == "register.api_key":
        return api_key(value.strip(), f"{path}: {name}")
    if name == "register.api_url":
        return _api_url(value, path)
    return value


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
