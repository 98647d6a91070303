"""Writing one setting into the user's configuration: every comment, blank line and other setting stays as it is."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from trtui.domain.errors import ConfigError
from trtui.integrations.config import config_path


def set_theme(name: str, path: Path | None = None) -> Path:
    """Write the theme into the configuration, made where there is none; return the file.

    Raises ConfigError naming the file and why it cannot be written.
    """
    named = path or config_path()
    path = named.resolve()  # what a link leads to is written, and the link stays
    try:
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else ""
        if path.exists() and not os.access(path, os.W_OK):
            raise ConfigError(f"{named} is read-only.")
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, _with_theme(text, name, named))
    except UnicodeDecodeError:
        raise ConfigError(f"{named} is not UTF-8 text.") from None
    except OSError as error:
        raise ConfigError(f"{named} cannot be written ({error.strerror}).") from None
    return named


def _with_theme(text: str, name: str, path: Path) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        settings = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ConfigError(f"{path}: {error}.") from None
    screen = settings.get("screen")
    if screen is None:
        settings["screen"] = {"theme": name}
    elif isinstance(screen, dict):
        screen["theme"] = name
    else:
        raise ConfigError(f"{path}: [screen] must hold settings.")
    return tomlkit.dumps(settings)


def _replace(path: Path, text: str) -> None:
    """Write a file as a whole: a crash leaves the old one or the new one, with the same permissions."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(made, path.stat().st_mode & 0o777 if path.exists() else 0o600)
        os.replace(made, path)
    except OSError:
        Path(made).unlink(missing_ok=True)
        raise
