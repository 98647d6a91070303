"""The form of a new client: its fields, how they are read, and how what was typed is kept and put back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from trtui.desk.clients import NewClient
from trtui.domain import company_number, phones, postcode
from trtui.domain.errors import Invalid
from trtui.ui.form import Field, Form

TAKEN = "taken"
"""Where a draft keeps the number of the company that the form was filled from."""


def fields(name: str, region: Callable[[], str]) -> list[Field]:
    """Return the fields; ``region`` is the country of phone numbers written without a country code."""

    def number(text: str) -> str:
        return phones.display(phones.parse(text, region()).key, region())

    return [
        Field("name", "Name", name, required=True),
        Field("number", "Company no.", preview=_meant(company_number.parse)),
        Field("website", "Website"),
        Field("phone", "Main number", preview=_meant(number)),
        Field("line1", "Address"),
        Field("town", "Town"),
        Field("postcode", "Postcode", preview=_meant(postcode.normalise)),
    ]


def _meant(read: Callable[[str], str]) -> Callable[[str], str]:
    """Return a preview that shows how something is read, where that differs from what was typed."""

    def preview(text: str) -> str:
        try:
            meant = read(text.strip()) if text.strip() else ""
        except Invalid:
            return ""
        return meant if meant != text.strip() else ""

    return preview


def has_address(typed: NewClient) -> bool:
    """Tell whether anything of an address was typed."""
    return any(text.strip() for text in (typed.line1, typed.town, typed.postcode))


def told_reason(text: str) -> str:
    """Return why a client is really new; raises Invalid for a reason that says nothing."""
    if len(text.strip()) < 3:
        raise Invalid("Say it in a few words: others will ask.", "reason")
    return text.strip()


def draft_of(form: Form, taken: str = "") -> str:
    """Return what was typed as words to keep; empty when nothing was. ``taken`` is a company's number."""
    if not form.is_dirty:
        return ""
    typed = {name: form.text(name) for name in form.rows} | {TAKEN: taken}
    return json.dumps({name: text for name, text in typed.items() if text}, ensure_ascii=False)


def fields_of(words: str) -> Mapping[str, str]:
    """Return what was typed from kept words; nothing where they cannot be read."""
    try:
        kept: Any = json.loads(words)
    except ValueError:
        return {}
    return {str(name): str(text) for name, text in kept.items()} if isinstance(kept, dict) else {}
