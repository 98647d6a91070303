"""Working days: Monday to Friday without the bank holidays of the agency's country."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

from trtui.domain.errors import Invalid

ONE: Final = timedelta(days=1)
_OTHER_NAMES: Final = {
    "england": "GB-ENG",
    "wales": "GB-WLS",
    "scotland": "GB-SCT",
    "northern ireland": "GB-NIR",
    "uk": "GB",
    "united kingdom": "GB",
    "great britain": "GB",
    "ireland": "IE",
}


class Workdays:
    """The working days of a country such as ``GB-SCT`` or ``IE``; without a country no day is a holiday.

    The library of holidays takes a tenth of a second to import, so it is imported when a day is first asked for.
    """

    __slots__ = ("_years", "country")

    def __init__(self, country: str = "") -> None:
        self.country: Final = country
        self._years: dict[int, dict[date, str]] = {}

    def holiday(self, day: date) -> str:
        """Return the name of the bank holiday on a day, or nothing."""
        if not self.country:
            return ""
        known = self._years.get(day.year)
        if known is None:
            known = self._years[day.year] = _holidays(self.country, day.year)
        return known.get(day, "")

    def is_working(self, day: date) -> bool:
        """Tell whether a day is from Monday to Friday and no bank holiday."""
        return day.weekday() < 5 and not self.holiday(day)

    def next(self, day: date) -> date:
        """Return the day itself when it is a working day, else the first one after it."""
        while not self.is_working(day):
            day += ONE
        return day

    def after(self, day: date, count: int) -> date:
        """Return the day a number of working days later."""
        for _ in range(count):
            day = self.next(day + ONE)
        return day

    def hint(self, day: date) -> str:
        """Return why a day is no working day: ``Boxing Day, no working day``; nothing when it is one."""
        if self.is_working(day):
            return ""
        name = self.holiday(day)
        return f"{name}, no working day" if name else "no working day"


WEEKDAYS: Final = Workdays()


@cache
def workdays_of(country: str) -> Workdays:
    """Return the working days of a country; the same object for the same country, with what it has looked up."""
    return Workdays(country)


def checked_country(text: str) -> str:
    """Return a country as it is kept: ``GB-ENG`` for ``gb-eng`` or ``England``, nothing for ``none``.

    Raises Invalid, with the nearest one, for a country or a part of one whose holidays are not known.
    """
    from holidays import list_supported_countries

    words = " ".join(text.split())
    if words.casefold() in ("", "none", "-"):
        return ""
    named = _OTHER_NAMES.get(words.casefold(), words.upper())
    known = {
        code: {part.upper(): part for part in parts}
        for code, parts in list_supported_countries(include_aliases=False).items()
        if len(code) == 2
    }
    code, _, part = named.partition("-")
    if code not in known:
        raise Invalid(
            f"“{words[:40]}” is no country whose holidays are known: use letters such as GB-ENG, GB-SCT, GB-NIR or IE.",
            "country",
        )
    if not part:
        return code
    if part not in known[code]:
        there = ", ".join(f"{code}-{one}" for one in known[code].values())
        raise Invalid(
            f"“{words[:40]}” is no part of {code}: "
            + (f"there are {there}." if there else f"say {code} alone."),
            "country",
        )
    return f"{code}-{known[code][part]}"


def _holidays(country: str, year: int) -> dict[date, str]:
    """Return the public holidays of a year with their names, in English where the library knows them so."""
    from holidays import country_holidays

    code, _, part = country.partition("-")
    try:
        there = country_holidays(code, subdiv=part or None)
        english = [one for one in there.supported_languages if one.startswith("en")]
        language = english[0] if english else None
        found = country_holidays(code, subdiv=part or None, years=[year], language=language)
    except NotImplementedError:
        return {}
    return dict(found.items())
