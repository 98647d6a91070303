"""The themes are tried and chosen inside: seen while moving, kept by enter, left by escape."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.support.waiting import wait_until
from tests.ui.at_work import picture, seen
from tests.ui.small_app import ClientList, SmallApp
from trtui.domain.errors import ConfigError
from trtui.ui.theme import LABELS, NAMES
from trtui.ui.theme_picker import ThemePicker


async def choosing(pilot: Pilot[object]) -> ThemePicker:
    place = pilot.app.screen
    assert isinstance(place, ClientList)
    await wait_until(lambda: place.list.current is not None)
    await pilot.press(":", *"theme")
    await seen(pilot.app, "Choose the colours")  # type: ignore[arg-type]
    await pilot.press("enter")
    await wait_until(lambda: isinstance(pilot.app.screen, ThemePicker))
    picker = pilot.app.screen
    assert isinstance(picker, ThemePicker)
    await wait_until(lambda: picker.table.current is not None)
    return picker


async def test_a_theme_is_seen_while_moving_and_kept_by_enter() -> None:
    kept: list[str] = []

    async def keep(name: str) -> None:
        kept.append(name)

    app = SmallApp(keep_theme=keep)
    async with app.run_test(size=(80, 24)) as pilot:
        await choosing(pilot)
        assert all(label in picture(app) for label in LABELS.values())  # type: ignore[arg-type]
        await pilot.press("down")
        await wait_until(lambda: app.theme == "trtui-light")
        assert kept == []
        await pilot.press("enter")
        await seen(app, "It is kept for the next start")  # type: ignore[arg-type]
        assert app.theme == "trtui-light" and kept == ["trtui-light"]


async def test_escape_brings_the_old_theme_back() -> None:
    app = SmallApp(theme="trtui-contrast")
    async with app.run_test(size=(80, 24)) as pilot:
        picker = await choosing(pilot)
        await wait_until(
            lambda: picker.table.current is not None and picker.table.current.key == "trtui-contrast"
        )
        await pilot.press("down")
        await wait_until(lambda: app.theme == "trtui-ansi-dark")
        await pilot.press("escape")
        await wait_until(lambda: app.theme == "trtui-contrast")


async def test_a_theme_that_cannot_be_kept_is_worn_and_the_reason_told() -> None:
    async def keep(name: str) -> None:
        raise ConfigError("/etc/trtui.toml is read-only.")

    app = SmallApp(keep_theme=keep)
    async with app.run_test(size=(80, 24)) as pilot:
        await choosing(pilot)
        await pilot.press("down", "enter")
        await seen(app, "Theme: Light, until you quit: /etc/trtui.toml is read-only.")  # type: ignore[arg-type]
        assert app.theme == "trtui-light"


def test_every_theme_has_a_name() -> None:
    assert tuple(LABELS) == NAMES
