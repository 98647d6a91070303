"""The account under which the program runs, as the operating system knows it."""

from __future__ import annotations

import os


def account_name() -> str:
    """Return the name of this process's user, from its user id: no variable of the environment has a say in it.

    A user id without a name gives ``uid`` and the number.
    """
    try:
        import pwd
    except ImportError:  # no user ids on this system: its own call is as good
        return os.getlogin().lower()
    number = os.geteuid()
    try:
        return pwd.getpwuid(number).pw_name.lower()
    except KeyError:
        return f"uid{number}"
