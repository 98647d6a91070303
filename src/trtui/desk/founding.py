"""What a store begins with: the time zone in which its days begin, and whose bank holidays it keeps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trtui.domain import policy
from trtui.domain.policy import Verb
from trtui.domain.time import Clock, zone_name

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.place import Store


def settle(store: Store, actor: Actor, clock: Clock, offered: Mapping[str, Any]) -> str:
    """Give a store that has none a time zone and a country, and return in words which; nothing when it has them.

    They are those of an older settings file (``offered``), else the machine's. For managers and administrators:
    with others the store waits for one of them.
    """
    from trtui.store.queries import settings

    now = clock.now()
    reader = store.reader()
    try:
        there = settings.values(settings.kept(reader))
    finally:
        reader.close()
    if "time_zone" in there or policy.may(actor, Verb.CONFIGURE) is not None:
        return ""
    name = str(offered.get("time_zone") or zone_name(clock.zone, now))
    if not name:
        return (
            "This machine does not tell its time zone, and the store has none: set it with "
            "trtui settings set time_zone Europe/London"
        )
    country = str(there["country"] if "country" in there else offered.get("country") or clock.country(name))
    with store.writing() as writer:
        if not settings.found(writer, "time_zone", name, actor.user_id, now):
            return ""
        settings.found(writer, "country", country, actor.user_id, now)
    holidays = f"keeps the bank holidays of {country}" if country else "knows no bank holidays"
    return (
        f"This store goes by the time of {name} and {holidays}, for everybody. Is that right? "
        "trtui settings list shows it all, trtui settings set changes it."
    )
