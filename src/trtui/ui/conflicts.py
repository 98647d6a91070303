"""A save over somebody else's changes: shown field by field, nothing lost either way."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from trtui.domain import spoken
from trtui.domain.errors import FieldConflict, StaleSave
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.app import Workspace
    from trtui.ui.form import Field

T = TypeVar("T")
Save = Callable[[Mapping[str, Any], Mapping[str, Any], int], Awaitable[T]]
"""Saves (base, wanted, version); raises StaleSave where both changed the same field."""

SHOWN = 40
"""Characters of a value that are shown."""


async def save(
    workspace: Workspace,
    how: Save[T],
    base: Mapping[str, Any],
    wanted: Mapping[str, Any],
    version: int,
    fields: Sequence[Field] = (),
) -> T:
    """Save a form, asking for every field that somebody else changed too whose value shall stand.

    ``base`` and ``wanted`` hold the values under the names of the form's ``fields``, whose labels and options are
    the words of the question. Raises StaleSave when the user leaves a question unanswered: the form stays open with
    everything typed in it.
    """
    start, end = dict(base), dict(wanted)
    by_name = {field.name: field for field in fields}
    while True:
        try:
            return await how(start, end, version)
        except StaleSave as stale:
            when = spoken.relative(stale.at, workspace.office.clock.now(), workspace.office.clock.zone)
            for clash in stale.fields:
                field = by_name.get(clash.field)
                mine, theirs = _apart(*_words(clash, field))
                choice = await workspace.choose(
                    f"{stale.by} changed “{(field.label if field else '') or clash.label}” too ({when})",
                    [Choice(f"Mine: {mine}", "mine", "m"), Choice(f"Theirs: {theirs}", "theirs", "t")],
                )
                if choice is None:
                    raise
                start[clash.field] = clash.theirs
                if choice.value == "theirs":
                    end[clash.field] = clash.theirs
            version = stale.version


def _words(clash: FieldConflict, field: Field | None) -> tuple[str, str]:
    """Return both values as the form words them, else as the desk does."""
    mine, theirs = clash.words
    if field is None:
        return mine, theirs
    if field.kind == "choice":
        options = dict(field.options)
        return options.get(clash.mine, mine), options.get(clash.theirs, theirs)
    return field.show(clash.mine), field.show(clash.theirs)


def _apart(mine: str, theirs: str) -> tuple[str, str]:
    """Return two values on one line each, long ones from about where they begin to differ."""
    texts = [" ".join(text.split()) or "–" for text in (mine, theirs)]
    if max(map(len, texts)) > SHOWN:
        pairs = zip(*texts, strict=False)
        same = next((at for at, (one, other) in enumerate(pairs) if one != other), min(map(len, texts)))
        skipped = max(0, same - SHOWN // 2)
        texts = [f"…{text[skipped:]}" if skipped else text for text in texts]
    first, second = (text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…" for text in texts)
    return first, second
