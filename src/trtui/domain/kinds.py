"""Closed sets of words that several rooms share; the values are stored and may not change."""

from __future__ import annotations

from enum import StrEnum


class TouchKind(StrEnum):
    """How somebody was in touch."""

    CALL = "call"
    VOICEMAIL = "voicemail"
    EMAIL = "email"
    SMS = "sms"
    MEETING = "meeting"
    VISIT = "visit"

    @property
    def label(self) -> str:
        """Return the kind for the screen: ``E-mail``."""
        return {"email": "E-mail", "sms": "SMS"}.get(self.value, self.value.capitalize())


class SiteKind(StrEnum):
    """What an address of a client is for."""

    REGISTERED = "registered"
    BILLING = "billing"
    WORKPLACE = "workplace"
    OTHER = "other"


class JobStatus(StrEnum):
    """How a vacancy stands."""

    OPEN = "open"
    FILLED = "filled"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class NameKind(StrEnum):
    """Why a client has another name."""

    PREVIOUS = "previous"
    TRADING = "trading"
    REGISTERED = "registered"
    """The name in the register of companies, where the client goes by another."""
