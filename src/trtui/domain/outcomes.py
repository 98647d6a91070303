"""Outcomes of a call: the table behind the keys 1 to 0, as an agency may change it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, Final, NamedTuple

from trtui.domain.errors import ConfigError
from trtui.domain.nearest import nearest

KEYS: Final = "1234567890"


class NextCall(StrEnum):
    """Which day an outcome proposes for the next call."""

    INTERVAL = "interval"
    AFTER_MEETING = "after meeting"
    AGREED = "agreed"
    WORKING_DAYS = "working days"
    OTHER_TIME = "other time"
    NEVER = "never"


class Effect(StrEnum):
    """What happens beside the touch when an outcome is accepted."""

    OPENS_VACANCY = "opens the vacancy form"
    PROPOSES_D = "proposes code D"
    LEAVES_QUEUE = "takes the contact out of the queue"
    REPAIR_TASK = "makes a task to repair the record"
    BLOCKS_NUMBER = "blocks the number for everybody"


class Outcome(NamedTuple):
    """The result code of a call.

    ``resets``: it was a conversation and restarts the cadence. ``is_miss``: nobody who counts was reached, so
    it counts towards the three attempts after which a contact rests. ``days`` are the working days of a
    retry.
    """

    code: str
    key: str
    label: str
    resets: bool
    next_call: NextCall
    days: int = 0
    is_miss: bool = False
    effects: tuple[Effect, ...] = ()

    @property
    def short(self) -> str:
        """Return the label as the call card shows it beside its key: ``conversation``."""
        return _SHORT.get(self.label, self.label[:1].lower() + self.label[1:])


CONVERSATION: Final = Outcome("conversation", "1", "Conversation", True, NextCall.INTERVAL)
MEETING: Final = Outcome("meeting_booked", "2", "Meeting booked", True, NextCall.AFTER_MEETING)
VACANCY: Final = Outcome(
    "vacancy_taken", "3", "Vacancy taken", True, NextCall.WORKING_DAYS, 2, effects=(Effect.OPENS_VACANCY,)
)
CALL_BACK: Final = Outcome("call_back", "4", "Call back agreed", False, NextCall.AGREED)
VOICEMAIL: Final = Outcome("voicemail", "5", "Voicemail", False, NextCall.WORKING_DAYS, 2, is_miss=True)
NO_ANSWER: Final = Outcome("no_answer", "6", "No answer", False, NextCall.OTHER_TIME, 1, is_miss=True)
GATEKEEPER: Final = Outcome("gatekeeper", "7", "Gatekeeper", False, NextCall.WORKING_DAYS, 2, is_miss=True)
NOT_INTERESTED: Final = Outcome(
    "not_interested", "8", "Not interested", True, NextCall.INTERVAL, effects=(Effect.PROPOSES_D,)
)
WRONG_NUMBER: Final = Outcome(
    "wrong_number",
    "9",
    "Wrong number / left company",
    False,
    NextCall.NEVER,
    effects=(Effect.LEAVES_QUEUE, Effect.REPAIR_TASK),
)
DO_NOT_CALL: Final = Outcome(
    "do_not_call", "0", "Do not call", False, NextCall.NEVER, effects=(Effect.BLOCKS_NUMBER,)
)
DEFAULTS: Final = (
    CONVERSATION,
    MEETING,
    VACANCY,
    CALL_BACK,
    VOICEMAIL,
    NO_ANSWER,
    GATEKEEPER,
    NOT_INTERESTED,
    WRONG_NUMBER,
    DO_NOT_CALL,
)
_SHORT: Final = {
    "Meeting booked": "meeting",
    "Vacancy taken": "vacancy",
    "Call back agreed": "call back",
    "Wrong number / left company": "wrong no./left",
}


class OutcomeTable:
    """The outcomes of an agency in the order of their keys; every key and code stands once."""

    __slots__ = ("outcomes",)

    def __init__(self, outcomes: tuple[Outcome, ...] = DEFAULTS) -> None:
        """Take the outcomes; raises ConfigError for a key or a code that stands twice, or is none."""
        self.outcomes: Final = outcomes
        for name, values in (
            ("key", [outcome.key for outcome in self.outcomes]),
            ("code", [outcome.code for outcome in self.outcomes]),
        ):
            twice = {value for value in values if values.count(value) > 1}
            if twice:
                raise ConfigError(f"Outcomes: the {name} “{min(twice)}” is given twice; each needs its own.")
        for outcome in self.outcomes:
            if len(outcome.key) != 1 or outcome.key not in KEYS:
                raise ConfigError(
                    f"Outcome “{outcome.code}”: the key “{outcome.key}” is not a digit from 1 to 0."
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OutcomeTable) and self.outcomes == other.outcomes

    def __hash__(self) -> int:
        return hash(self.outcomes)

    def __iter__(self) -> Iterator[Outcome]:
        """Yield the outcomes in the order of the keys on the keyboard, 1 to 0."""
        return iter(sorted(self.outcomes, key=lambda outcome: KEYS.index(outcome.key)))

    def by_key(self, key: str) -> Outcome | None:
        """Return the outcome under a digit, or none."""
        return next((outcome for outcome in self.outcomes if outcome.key == key), None)

    def by_code(self, code: str) -> Outcome | None:
        """Return the outcome with a code, or none; touches may carry codes that a newer table has dropped."""
        return next((outcome for outcome in self.outcomes if outcome.code == code), None)

    @property
    def resetting(self) -> frozenset[str]:
        """Return the codes that count as a conversation."""
        return frozenset(outcome.code for outcome in self.outcomes if outcome.resets)

    @property
    def misses(self) -> frozenset[str]:
        """Return the codes that count as an attempt without a conversation."""
        return frozenset(outcome.code for outcome in self.outcomes if outcome.is_miss)


OUTCOMES: Final = OutcomeTable()

_FIELDS: Final = ("key", "label", "resets", "miss", "next", "effects", "off")
_EFFECT_NAMES: Final = {
    "vacancy": Effect.OPENS_VACANCY,
    "code d": Effect.PROPOSES_D,
    "leave queue": Effect.LEAVES_QUEUE,
    "repair": Effect.REPAIR_TASK,
    "block": Effect.BLOCKS_NUMBER,
}
_WORKING_DAYS: Final = r"([0-9]{1,2}) working days?(,? (?:at )?(?:an)?other time)?"
_CODE: Final = r"[a-z][a-z0-9_]{0,39}"


def configured(changes: Mapping[str, Mapping[str, Any]], table: OutcomeTable = OUTCOMES) -> OutcomeTable:
    """Return the table with an agency's changes, as they stand in the configuration file.

    ``changes`` maps an outcome's code to some of ``key`` (a digit), ``label``, ``resets``, ``miss``
    (booleans), ``next`` (``interval``, ``agreed``, ``after meeting``, ``never``, ``2 working days``, ``1
    working day, other time``), ``effects`` (a list of ``vacancy``, ``code d``, ``leave queue``, ``repair``,
    ``block``) and ``off`` (true removes it). A new code adds an outcome and needs ``key`` and ``label``.
    Raises ConfigError.
    """
    found = {outcome.code: outcome for outcome in table.outcomes}
    for code, given in changes.items():
        if not isinstance(given, Mapping):
            raise ConfigError(f"Outcome “{code}” needs a table of settings, such as key and label.")
        for name in given:
            if name not in _FIELDS:
                raise ConfigError(f"Outcome “{code}”: unknown setting “{name}”{_nearest(name, _FIELDS)}.")
        if given.get("off") is True:
            if found.pop(code, None) is None:
                raise ConfigError(f"Outcome “{code}” does not exist{_nearest(code, tuple(found))}.")
            continue
        found[code] = _changed(code, given, found.get(code), tuple(found))
    return OutcomeTable(tuple(found.values()))


def _changed(code: str, given: Mapping[str, Any], base: Outcome | None, known: tuple[str, ...]) -> Outcome:
    if base is None:
        if "key" not in given or "label" not in given:
            raise ConfigError(
                f"Outcome “{code}” is new{_nearest(code, known)}: a new one needs key and label."
            )
        if not re.fullmatch(_CODE, code):
            raise ConfigError(f"Outcome “{code}”: a code is lower-case letters, digits and _.")
        base = Outcome(code, "", "", False, NextCall.WORKING_DAYS, 2)
    next_call, days = _next_call(code, given["next"]) if "next" in given else (base.next_call, base.days)
    return base._replace(
        key=str(given.get("key", base.key)),
        label=_text(code, "label", given.get("label", base.label)),
        resets=_flag(code, "resets", given.get("resets", base.resets)),
        is_miss=_flag(code, "miss", given.get("miss", base.is_miss)),
        effects=_effects(code, given["effects"]) if "effects" in given else base.effects,
        next_call=next_call,
        days=days,
    )


def _next_call(code: str, text: object) -> tuple[NextCall, int]:
    words = " ".join(str(text).casefold().split())
    match = re.fullmatch(_WORKING_DAYS, words)
    if match and int(match[1]) > 0:
        return (NextCall.OTHER_TIME if match[2] else NextCall.WORKING_DAYS), int(match[1])
    if match:
        raise ConfigError(f"Outcome “{code}”: next “{text}” is no day to come; say 1 to 99 working days.")
    plain = {
        kind.value: kind
        for kind in (NextCall.INTERVAL, NextCall.AFTER_MEETING, NextCall.AGREED, NextCall.NEVER)
    }
    if words in plain:
        return plain[words], 0
    raise ConfigError(
        f"Outcome “{code}”: next “{text}” is not understood; use interval, agreed, after meeting, never, "
        "“2 working days” or “1 working day, other time”."
    )


def _effects(code: str, given: object) -> tuple[Effect, ...]:
    names = given if isinstance(given, (list, tuple)) else [given]
    found: list[Effect] = []
    for name in names:
        if not isinstance(name, str) or name not in _EFFECT_NAMES:
            near = _nearest(str(name), tuple(_EFFECT_NAMES))
            raise ConfigError(f"Outcome “{code}”: unknown effect “{name}”{near}.")
        found.append(_EFFECT_NAMES[name])
    return tuple(found)


def _flag(code: str, name: str, value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise ConfigError(f"Outcome “{code}”: {name} must be true or false.")


def _text(code: str, name: str, value: object) -> str:
    if isinstance(value, str) and 0 < len(value.strip()) <= 40:
        return value.strip()
    raise ConfigError(f"Outcome “{code}”: {name} must be a text of 1 to 40 characters.")


def _nearest(name: str, known: tuple[str, ...]) -> str:
    found = nearest(name, known)
    return f" (did you mean “{found}”?)" if found else ""
