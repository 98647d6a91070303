"""Everything can be read: text 4.5 to 1, and what shows where one is 3 to 1, in every theme."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.clock import FixedClock
from tests.support.palettes import DARK, LIGHT, OWN, contrast, palettes_of
from tests.ui.contrast import SIGN, TEXT, looked_at, measured, sample
from trtui.ui.theme import NAMES, THEMES
from trtui.ui.widgets.virtual_table import VirtualTable

GREEN, BLUE, BRIGHT_RED = 2, 4, 9
PALE = {
    ("Tango", "dark", BRIGHT_RED): 3.0,
    ("Tango", "dark", GREEN): 3.6,
    ("Solarized", "dark", BRIGHT_RED): 3.3,
    ("Solarized", "light", BLUE): 3.4,
}
"""Colours of palettes in which no colour of that meaning can be read better, and what they reach: a glyph or a word
says the same.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of samples, the same for every theme."""
    return sample(tmp_path_factory.mktemp("looks"), FixedClock())


@pytest.mark.parametrize("theme", NAMES)
async def test_every_pair_of_colours_that_a_theme_can_show_can_be_read(
    theme: str, store: Path, clock: FixedClock
) -> None:
    pale = []
    for found in (await measured(store, theme, clock)).values():
        for palette in palettes_of(theme):
            # no theme in the terminal's colours shows more than the terminal's own text does
            least = min(found.least, contrast(palette.text, palette.background))
            for colour in (found.ink, found.paper):
                number = -1 if isinstance(colour, str) or colour.number is None else colour.number
                least = min(least, PALE.get((palette.name, theme.rpartition("-")[2], number), least))
            if round(found.on(palette), 1) < round(least, 1):
                pale.append(f"{found.name} in {palette.name}: {found.on(palette):.2f}, not {least:.2f}")
    assert pale == []


def test_what_is_pale_in_a_palette_is_no_more_than_is_said() -> None:
    for (name, kind, colour), said in PALE.items():
        palette = next(one for one in (DARK if kind == "dark" else LIGHT) if one.name == name)
        assert contrast(palette.colours[colour], palette.background) == pytest.approx(said, abs=0.06)


@pytest.mark.parametrize("theme", ["trtui-contrast", "trtui-ansi-dark", "trtui-ansi-light"])
async def test_the_band_of_the_cursor_stands_out_by_itself(
    theme: str, store: Path, clock: FixedClock
) -> None:
    """In the two quiet themes the sign at the left shows the row, as it does here beside the band."""
    async with looked_at(store, theme, clock) as (app, pilot):
        await pilot.press("escape")
        await pilot.pause()
        table = app.screen.query_one(VirtualTable)
        style = table._style("", True)
        for palette in palettes_of(theme):
            if style.reverse:
                band, around = palette.text, palette.background
            else:
                assert style.bgcolor is not None and table.rich_style.bgcolor is not None
                band, around = palette.hex(style.bgcolor), palette.hex(table.rich_style.bgcolor)
            assert contrast(band, around) >= SIGN


def test_contrast_is_what_wcag_says_it_is() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#1b3550", "#1b3550") == 1
    assert TEXT == 4.5 and SIGN == 3 and len(OWN) == 1


def test_every_theme_gives_the_same_names() -> None:
    names = {frozenset(theme.variables) - {"ansi-background", "ansi-foreground"} for theme in THEMES}
    assert len(names) == 1
