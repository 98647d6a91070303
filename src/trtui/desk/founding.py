"""What a store begins with: the time zone in which its days begin, and whose bank holidays it keeps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from trtui.domain import policy
from trtui.domain.errors import NotAllowed
from trtui.domain.policy import Verb
from trtui.domain.time import Clock, zone_name

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.days import Converted
    from trtui.store.place import Store


def settle(store: Store, actor: Actor, clock: Clock, offered: Mapping[str, Any]) -> str:
    """Give a store that has none a time zone and a country, and return in words what was done; else nothing.

    They are those of an older settings file (``offered``), else the machine's. What an older program kept at midnight
    of that zone was meant for a whole day, and becomes one. Raises NotAllowed for those who may not settle this.
    """
    from trtui.store import days
    from trtui.store.agreed import agreed
    from trtui.store.derived import restate
    from trtui.store.queries import settings, users

    reader = store.reader()
    try:
        there = settings.values(settings.kept(reader))
        leading = users.leading(reader)
    finally:
        reader.close()
    if "time_zone" in there:
        return ""
    if policy.may(actor, Verb.CONFIGURE) is not None:
        raise NotAllowed(
            "This store was made by an older trtui and has no time zone yet: a manager or an administrator "
            f"opens it once, then you can. Ask {' or '.join(leading)}."
        )
    now = clock.now()
    named = str(offered.get("time_zone") or zone_name(clock.zone, now))
    name = named or "UTC"
    country = str(there["country"] if "country" in there else offered.get("country") or clock.country(name))
    with store.writing() as writer:
        if not settings.found(writer, "time_zone", name, actor.user_id, now):
            return ""
        settings.found(writer, "country", country, actor.user_id, now)
        settled = agreed(writer)
        assert settled.zone is not None
        made = days.convert(writer, settled.zone)
        if any(one.days or one.instants for one in made):
            restate(writer, now, settled.zone, settled.rules)
    holidays = f"keeps the bank holidays of {country}" if country else "knows no bank holidays"
    words = [f"This store goes by the time of {name} and {holidays}, for everybody."]
    if not named:
        words.append("This machine does not tell its time zone: trtui settings set time_zone Europe/London")
    words += kept_words(made)
    words.append("trtui settings list shows what holds, trtui settings set changes it.")
    return " ".join(words)


def kept_words(made: Sequence[Converted]) -> list[str]:
    """Return in sentences what became days, and what stays the instants that they are; nothing where nothing did."""
    whole = ", ".join(one.counted(one.days) for one in made if one.days)
    timed = ", ".join(one.counted(one.instants) for one in made if one.instants)
    words = [f"Now whole days: {whole}."] if whole else []
    return [*words, f"Still times of a day: {timed}."] if timed else words
