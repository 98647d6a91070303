"""The outcome table behind the keys 1 to 0, and an agency's changes to it."""

from __future__ import annotations

from typing import Any

import pytest

from trtui.domain import outcomes
from trtui.domain.errors import ConfigError
from trtui.domain.outcomes import OUTCOMES, Effect, NextCall, OutcomeTable

TABLE = [
    ("1", "conversation", "Conversation", True, NextCall.INTERVAL, 0, ()),
    ("2", "meeting_booked", "Meeting booked", True, NextCall.AFTER_MEETING, 0, ()),
    ("3", "vacancy_taken", "Vacancy taken", True, NextCall.WORKING_DAYS, 2, (Effect.OPENS_VACANCY,)),
    ("4", "call_back", "Call back agreed", False, NextCall.AGREED, 0, ()),
    ("5", "voicemail", "Voicemail", False, NextCall.WORKING_DAYS, 2, ()),
    ("6", "no_answer", "No answer", False, NextCall.OTHER_TIME, 1, ()),
    ("7", "gatekeeper", "Gatekeeper", False, NextCall.WORKING_DAYS, 2, ()),
    ("8", "not_interested", "Not interested", True, NextCall.INTERVAL, 0, (Effect.PROPOSES_D,)),
    (
        "9",
        "wrong_number",
        "Wrong number / left company",
        False,
        NextCall.NEVER,
        0,
        (Effect.LEAVES_QUEUE, Effect.REPAIR_TASK),
    ),
    ("0", "do_not_call", "Do not call", False, NextCall.NEVER, 0, (Effect.BLOCKS_NUMBER,)),
]


@pytest.mark.parametrize(("key", "code", "label", "resets", "next_call", "days", "effects"), TABLE)
def test_the_default_table(
    key: str, code: str, label: str, resets: bool, next_call: NextCall, days: int, effects: tuple[Effect, ...]
) -> None:
    outcome = OUTCOMES.by_key(key)
    assert outcome is not None
    assert OUTCOMES.by_code(code) is outcome
    found = (outcome.code, outcome.label, outcome.resets, outcome.next_call, outcome.days, outcome.effects)
    assert found == (code, label, resets, next_call, days, effects)


def test_the_table_runs_from_1_to_0() -> None:
    assert [outcome.key for outcome in OUTCOMES] == list("1234567890")


def test_the_call_card_says_them_short() -> None:
    words = [f"{outcome.key} {outcome.short}" for outcome in OUTCOMES]
    assert words[:4] == ["1 conversation", "2 meeting", "3 vacancy", "4 call back"]
    assert words[8:] == ["9 wrong no./left", "0 do not call"]


def test_misses_are_the_attempts_that_reached_nobody() -> None:
    assert OUTCOMES.misses == {"voicemail", "no_answer", "gatekeeper"}
    assert OUTCOMES.resetting == {"conversation", "meeting_booked", "vacancy_taken", "not_interested"}
    assert not OUTCOMES.misses & OUTCOMES.resetting


def test_an_unknown_key_or_an_old_code_is_none() -> None:
    assert OUTCOMES.by_key("x") is None
    assert OUTCOMES.by_code("fax_sent") is None


def test_an_agency_renames_moves_removes_and_adds() -> None:
    table = outcomes.configured(
        {
            "voicemail": {"label": "Left a message", "next": "3 working days"},
            "gatekeeper": {"off": True},
            "busy": {"key": "7", "label": "Busy", "next": "1 working day, other time", "miss": True},
        }
    )
    voicemail, busy = table.by_code("voicemail"), table.by_key("7")
    assert voicemail is not None and busy is not None
    assert (voicemail.label, voicemail.days, voicemail.is_miss) == ("Left a message", 3, True)
    assert (busy.code, busy.next_call, busy.days, busy.short) == ("busy", NextCall.OTHER_TIME, 1, "busy")
    assert table.by_code("gatekeeper") is None
    assert OUTCOMES.by_code("gatekeeper") is not None


def test_two_outcomes_change_places() -> None:
    table = outcomes.configured({"voicemail": {"key": "6"}, "no_answer": {"key": "5"}})
    assert [outcome.code for outcome in table][4:6] == ["no_answer", "voicemail"]


@pytest.mark.parametrize(
    ("text", "next_call", "days"),
    [
        ("interval", NextCall.INTERVAL, 0),
        ("Agreed", NextCall.AGREED, 0),
        ("after  meeting", NextCall.AFTER_MEETING, 0),
        ("never", NextCall.NEVER, 0),
        ("5 working days", NextCall.WORKING_DAYS, 5),
        ("1 working day", NextCall.WORKING_DAYS, 1),
        ("2 working days, at another time", NextCall.OTHER_TIME, 2),
    ],
)
def test_the_next_call_in_the_configuration(text: str, next_call: NextCall, days: int) -> None:
    changed = outcomes.configured({"voicemail": {"next": text}}).by_code("voicemail")
    assert changed is not None
    assert (changed.next_call, changed.days) == (next_call, days)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"voicemail": {"key": "6"}}, "key “6” is given twice"),
        ({"voicemail": {"key": "x"}}, "not a digit"),
        ({"voicemail": {"key": "12"}}, "not a digit"),
        ({"voicemail": {"next": "soon"}}, "next “soon” is not understood"),
        ({"voicemail": {"next": "0 working days"}}, "say 1 to 99 working days"),
        ({"voicemail": {"nxt": "never"}}, "unknown setting “nxt” .did you mean “next”"),
        ({"voicemail": {"label": ""}}, "label must be a text"),
        ({"voicemail": {"resets": "yes"}}, "resets must be true or false"),
        ({"voicemail": {"effects": ["blok"]}}, "unknown effect “blok” .did you mean “block”"),
        ({"voicemail": {"effects": [3]}}, "unknown effect “3”"),
        ({"voicemal": {"label": "x"}}, "did you mean “voicemail”"),
        ({"voicemal": {"off": True}}, "did you mean “voicemail”"),
        ({"Busy!": {"key": "7", "label": "Busy"}}, "a code is lower-case"),
        ({"voicemail": "later"}, "needs a table"),
    ],
)
def test_a_change_that_cannot_be_says_which_and_why(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        outcomes.configured(changes)


def test_a_table_refuses_a_code_twice() -> None:
    with pytest.raises(ConfigError, match="code “voicemail” is given twice"):
        OutcomeTable((outcomes.VOICEMAIL, outcomes.VOICEMAIL._replace(key="6")))


def test_an_outcome_with_a_label_of_its_own_is_short_in_its_own_words() -> None:
    table = outcomes.configured({"meeting_booked": {"label": "Visit booked"}})
    assert [one.short for one in table][:3] == ["conversation", "visit booked", "vacancy"]
