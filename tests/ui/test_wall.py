"""Behind everything that draws: no control character and no action link reaches the terminal."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tests.support.evil import EVIL
from tests.ui.small_app import SmallApp
from trtui.ui.wall import Wall

BLACK = Color(0, 0, 0)


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_no_control_character_passes(text: str) -> None:
    (passed,) = Wall().apply([Segment(text, Style())], BLACK)
    assert all(char.isprintable() or char in "\u200c\u200d" for char in passed.text)


def test_what_textual_itself_sends_passes() -> None:
    move = Segment("\x1b[1;1H", None, [(1,)])  # type: ignore[list-item]
    assert Wall().apply([move], BLACK) == [move]


def test_links_that_run_actions_are_cut_and_other_meta_is_kept() -> None:
    style = Style(color="red", meta={"@click": "app.quit", "row": 3})
    (passed,) = Wall().apply([Segment("Acme", style)], BLACK)
    assert passed.style is not None
    assert passed.style.meta == {"row": 3}
    assert passed.style.color is not None


async def test_the_shell_stands_behind_it() -> None:
    async with SmallApp().run_test() as pilot:
        assert any(isinstance(one, Wall) for one in pilot.app.get_line_filters())
