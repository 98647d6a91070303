"""Forms whose words survive a dropped line: kept under the place they belong to, put back when it is opened again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trtui.desk import drafts
from trtui.ui import dialogs, putting_back
from trtui.ui.dialogs import Save
from trtui.ui.form import Field

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


async def fill(app: Workspace, heading: str, fields: Sequence[Field], save: Save, place: str) -> Any:
    """Show a form and return what ``save`` returned, or None when it was dropped.

    What was typed at this place when the line dropped is put back; saving or dropping the form forgets it.
    """
    kept = await putting_back.begin(app, place)
    draft: dict[str, str] = {}
    if kept is not None:
        try:
            draft = {str(name): str(text) for name, text in dict(json.loads(kept.words)).items()}
        except (ValueError, TypeError):
            draft = {}
        heading = f"{heading} (put back: typed {kept.when})"
    answer = await dialogs.fill(app, heading, fields, save, draft, place)
    if kept is not None:
        await app.office.operate(drafts.forget, place)
    return answer
