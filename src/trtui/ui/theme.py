"""Themes and where the stylesheets are.

Every theme gives the same names: one accent, three states (due amber, overdue red, good green), a muted tone
and the surfaces of bars, menus and the cursor. Stylesheets use those names only. The ``ansi`` themes use the
terminal's own palette, which also halves the bytes over a slow line.
"""

from __future__ import annotations

from pathlib import Path

from textual.theme import Theme

SHEETS = ("tokens.tcss", "shell.tcss", "widgets.tcss")
"""Stylesheets of the foundation, in order; the screens' own come behind them."""


def _names(
    muted: str,
    due: str,
    overdue: str,
    good: str,
    cursor: str,
    on_cursor: str,
    resting: str,
    bar: str,
    menu: str,
) -> dict[str, str]:
    return {
        "tone-muted": muted,
        "tone-due": due,
        "tone-overdue": overdue,
        "tone-good": good,
        "cursor-background": cursor,
        "cursor-foreground": on_cursor,
        "cursor-resting": resting,
        "bar-background": bar,
        "menu-background": menu,
        "input-cursor-text-style": "reverse",
    }


_ANSI = {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
"""What Textual's own sheets ask of themes in the terminal's colours."""


THEMES: tuple[Theme, ...] = (
    Theme(
        name="trtui-dark",
        primary="#5fafd7",
        accent="#5fafd7",
        warning="#e0af3e",
        error="#f0716b",
        success="#7fbf6a",
        foreground="#d8dce2",
        background="#15181d",
        surface="#15181d",
        panel="#1f242b",
        dark=True,
        variables=_names(
            "#8b949e", "#e0af3e", "#f0716b", "#7fbf6a", "#23466b", "#ffffff", "#262c35", "#1f242b", "#262c35"
        ),
    ),
    Theme(
        name="trtui-light",
        primary="#0b5c94",
        accent="#0b5c94",
        warning="#8a5a00",
        error="#b3261e",
        success="#256b2c",
        foreground="#1c2024",
        background="#fbfbfa",
        surface="#fbfbfa",
        panel="#ececea",
        dark=False,
        variables=_names(
            "#5d646c", "#8a5a00", "#b3261e", "#256b2c", "#cfe3f3", "#000000", "#e6e8ea", "#ececea", "#e6e8ea"
        ),
    ),
    Theme(
        name="trtui-contrast",
        primary="#5fd7ff",
        accent="#5fd7ff",
        warning="#ffd700",
        error="#ff8787",
        success="#87ff87",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        dark=True,
        variables=_names(
            "#d0d0d0", "#ffd700", "#ff8787", "#87ff87", "#ffffff", "#000000", "#444444", "#000000", "#1c1c1c"
        ),
    ),
    Theme(
        name="trtui-ansi-dark",
        primary="ansi_bright_cyan",
        accent="ansi_bright_cyan",
        warning="ansi_bright_yellow",
        error="ansi_bright_red",
        success="ansi_bright_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        dark=True,
        ansi=True,
        variables=_ANSI
        | _names(
            "ansi_white",
            "ansi_bright_yellow",
            "ansi_bright_red",
            "ansi_bright_green",
            "ansi_blue",
            "ansi_bright_white",
            "ansi_bright_black",
            "ansi_default",
            "ansi_bright_black",
        ),
    ),
    Theme(
        name="trtui-ansi-light",
        primary="ansi_blue",
        accent="ansi_blue",
        warning="ansi_yellow",
        error="ansi_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        dark=False,
        ansi=True,
        variables=_ANSI
        | _names(
            "ansi_bright_black",
            "ansi_yellow",
            "ansi_red",
            "ansi_green",
            "ansi_cyan",
            "ansi_black",
            "ansi_white",
            "ansi_default",
            "ansi_white",
        ),
    ),
)

NAMES = tuple(theme.name for theme in THEMES)


def style_folder() -> Path:
    """Return the folder of the stylesheets: in the package, or in the repository when run from there.

    An editable install takes the package from ``src`` while the styles stay at the top of the repository.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "styles", package.parents[1] / "styles"):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"The stylesheets of trtui are missing from {package}. Install it again.")


def styles(*more: str) -> list[Path]:
    """Return the paths of the foundation's stylesheets and of ``more`` ones, in order."""
    folder = style_folder()
    return [folder / name for name in (*SHEETS, *more)]
