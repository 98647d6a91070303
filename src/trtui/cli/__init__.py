"""The command line: thin commands over the desk; what is heavy is imported by the command that needs it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import click


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code.

    0 done, 1 failed, 2 wrong usage, 3 refused because of likely duplicates, 4 not allowed, 5 conflict; 128 and the
    signal's number where the terminal went away or the program was told to end.
    """
    import click

    from trtui.cli.commands import trtui
    from trtui.cli.ending import Ended, ending_by_signal
    from trtui.domain.errors import TrtuiError

    arguments = list(sys.argv[1:] if argv is None else argv)
    ending_by_signal()
    try:
        code = trtui.main(args=arguments, prog_name="trtui", standalone_mode=False)
        sys.stdout.flush()
        return int(code or 0)
    except click.exceptions.Exit as leaving:
        return int(leaving.exit_code)
    except click.exceptions.Abort:
        print("trtui: stopped; what was begun is whole or undone", file=sys.stderr)
        return 1
    except click.ClickException as error:
        print(_plain(_shown(error)), file=sys.stderr, end="")
        return error.exit_code
    except TrtuiError as error:
        print(f"trtui: {_plain(error.message)}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        _hush()
        return 0
    except KeyboardInterrupt:
        print("trtui: stopped; what was begun is whole or undone", file=sys.stderr)
        return 1
    except Ended as ended:
        return ended.exit_code
    except Exception as error:
        print(f"trtui: {_incident(error)}", file=sys.stderr)
        return 1


def _incident(error: Exception) -> str:
    """Write an unexpected error down and return what the user reads: never a traceback, never what data it held."""
    from platformdirs import user_log_path

    from trtui import __version__
    from trtui.integrations.clock import SystemClock
    from trtui.ui.crash import IncidentLog

    return (
        IncidentLog(user_log_path("trtui", appauthor=False), SystemClock(), __version__).record(error).message
    )


def _shown(error: click.ClickException) -> str:
    """Return a refused command line as click words it, usage and hint included."""
    from io import StringIO

    words = StringIO()
    error.show(words)
    return words.getvalue()


def _plain(message: str) -> str:
    """Return a message without anything that a terminal could act on."""
    return "".join(char if char.isprintable() or char == "\n" else "�" for char in message)


def _hush() -> None:
    """Keep the interpreter from complaining about a reader that went away, such as ``| head``."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
