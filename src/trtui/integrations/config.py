"""The user's settings: ``config.toml`` in the platform's configuration folder, read once at start.

Nothing needs to be set. A name that is not known, a value of the wrong kind or out of range is refused with a
message that names the file, the setting and what would do.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from trtui.domain.errors import ConfigError

FILE_NAME = "config.toml"
KEY_VARIABLE = "TRTUI_COMPANIES_HOUSE_KEY"


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
    register: Register = Register()
    keys: Mapping[str, str] = MappingProxyType({})
    """Action id → keys, such as ``"contact.assign" = "a, f6"``; an empty text switches an action off."""
    offered: Mapping[str, Any] = MappingProxyType({})
    """What an older file decides for the agency in ``[agency]`` and ``[calls]``, by the names of the store's settings.

    It has no effect until a manager or administrator takes it into the store.
    """

    @property
    def source(self) -> str:
        """What to call the file in messages."""
        return str(self.path) if self.path else "the configuration"


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
