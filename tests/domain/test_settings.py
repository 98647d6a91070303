"""The settings of a store: read in what somebody typed or a file holds, made into rules, shown again."""

from __future__ import annotations

from datetime import time

import pytest

from trtui.domain import settings
from trtui.domain.errors import Invalid
from trtui.domain.rules import Rules
from trtui.domain.settings import CATALOGUE, checked, rules, shown


def test_without_settings_the_rules_are_those_of_the_domain() -> None:
    assert rules({}) == Rules()


@pytest.mark.parametrize(
    ("name", "typed", "kept"),
    [
        ("goal", "12", 12),
        ("goal", 12, 12),
        ("cadence.B", " 3 ", 3),
        ("time_zone", "Europe/London", "Europe/London"),
        ("country", "scotland", "GB-SCT"),
        ("country", "none", ""),
        ("region", "ie", "IE"),
        ("working_hours", "8:30 to 17.00", "08:30-17:00"),
        ("script", "Good morning \n", "Good morning"),
        ("outcomes.voicemail", 'next = "3 working days"', {"next": "3 working days"}),
        ("outcomes.gatekeeper", "{ off = true }", {"off": True}),
        ("outcomes.busy", 'key = "7", label = "Busy"', {"key": "7", "label": "Busy"}),
    ],
)
def test_a_setting_as_typed(name: str, typed: object, kept: object) -> None:
    others = {"outcomes.gatekeeper": {"off": True}} if name == "outcomes.busy" else {}
    assert checked(name, typed, others) == kept


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [
        ("gaol", "3", "There is no setting “gaol”. Did you mean “goal”?"),
        ("cadance.A", "3", "Did you mean “cadence.A”?"),
        ("outcomes.", "3", "There is no setting"),
        ("zzzz", "3", "There are: time_zone, country, working_hours"),
        ("goal", "0", "goal must be a whole number from 1 to 1000."),
        ("goal", "many", "goal must be a whole number"),
        ("goal", True, "goal must be a whole number"),
        ("cadence.A", "61", "cadence.A must be a whole number from 1 to 60."),
        ("time_zone", "Europe/Lodnon", "“Europe/Lodnon” is no time zone. Did you mean Europe/London?"),
        ("time_zone", "", "is no time zone"),
        ("time_zone", "../etc/passwd", "is no time zone"),
        ("country", "GB-LON", "there are GB-ENG, GB-NIR, GB-SCT, GB-WLS"),
        ("working_hours", "17:00-9:00", "working_hours must be the hours of one day"),
        ("working_hours", "nine to five", "working_hours must be the hours of one day"),
        ("region", "Europe", "no country of phone numbers"),
        ("script", "x" * 2001, "script: The text has 2,001 characters: at most 2,000"),
        ("outcomes.voicemial", 'next = "never"', "Outcome “voicemial” is new (did you mean “voicemail”?)"),
        ("outcomes.voicemail", "next = soon", "is not understood"),
        ("outcomes.voicemail", 'key = "6"', "the key “6” is given twice"),
        ("outcomes.busy", 'key = "7", label = "Busy"', "the key “7” is given twice"),
    ],
)
def test_what_cannot_be_is_refused_with_the_remedy(name: str, typed: object, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        checked(name, typed)
    assert said in refused.value.message


def test_settings_make_the_rules() -> None:
    found = rules(
        {
            "cadence.A": 2,
            "goal": 12,
            "country": "IE",
            "working_hours": "08:00-16:00",
            "script": "Hello",
            "outcomes.gatekeeper": {"off": True},
            "outcomes.busy": {"key": "7", "label": "Busy"},
            "of a newer program": 3,
        }
    )
    assert (found.cadence["A"], found.cadence["B"], found.goal_conversations) == (2, 2, 12)
    assert found.workdays.country == "IE"
    assert (found.working_hours.start, found.working_hours.end) == (time(8), time(16))
    busy = found.outcomes.by_key("7")
    assert busy is not None and busy.code == "busy"


def test_every_default_can_be_typed_back() -> None:
    for setting in CATALOGUE.values():
        if setting.default != "":
            assert setting.check(setting.name, shown(setting.default)) == setting.default
    change = {"key": "7", "label": 'Says "no"', "off": False, "effects": ["repair"]}
    assert checked("outcomes.no", shown(change), {"outcomes.gatekeeper": {"off": True}}) == change
    assert settings.SCHEDULING < set(CATALOGUE)
