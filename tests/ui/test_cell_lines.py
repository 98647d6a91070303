"""Lines of cells that go on below where they do not fit."""

from __future__ import annotations

import pytest

from tests.support.evil import EVIL
from trtui.ui.text import safe, width
from trtui.ui.widgets.cell_lines import Line, wrapped
from trtui.ui.widgets.rows import Cell


def texts(lines: list[Line]) -> list[str]:
    return ["".join(one.text if isinstance(one, Cell) else one for one in line) for line in lines]


def test_what_fits_stays_as_it_is() -> None:
    line = [Cell("Owner ", "muted"), "Sam Okafor"]
    assert wrapped(line, 16, 3) == [line]


def test_a_long_value_goes_on_beside_its_label() -> None:
    lines = wrapped([Cell("Tags  ", "muted"), "summer, nights, forklift"], 18, 3)
    assert texts(lines) == ["Tags  summer,", "      nights,", "      forklift"]
    assert lines[0][0] == Cell("Tags  ", "muted")


def test_each_word_keeps_its_tone() -> None:
    lines = wrapped(["★ Dana Whitlock", Cell("  Operations director", "muted")], 24, 3)
    assert texts(lines) == ["★ Dana Whitlock", "    Operations director"]
    assert lines[1][-1] == Cell("Operations director", "muted")


def test_no_more_lines_than_said_are_taken() -> None:
    assert len(wrapped(["word " * 1000], 20, 3)) == 3


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_bad_data_fits_but_for_words_that_are_too_long(text: str) -> None:
    for line in wrapped([Cell("Note  ", "muted"), text], 30, 400):
        said = safe("".join(texts([line])))
        assert width(said.rstrip()) <= 30 or len(said.split()) <= 2
