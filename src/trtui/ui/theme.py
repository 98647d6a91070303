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
        warning="#d7af5f",
        error="#ff8787",
        success="#87af5f",
        foreground="#dadada",
        background="#1c1c1c",
        surface="#1c1c1c",
        panel="#262626",
        dark=True,
        variables=_names(
            "#9e9e9e", "#d7af5f", "#ff8787", "#87af5f", "#1b3550", "#ffffff", "#303030", "#262626", "#303030"
        ),
    ),
    Theme(
        name="trtui-light",
        primary="#005f87",
        accent="#005f87",
        warning="#7a5200",
        error="#af0000",
        success="#005f00",
        foreground="#1c1c1c",
        background="#eeeeee",
        surface="#eeeeee",
        panel="#e4e4e4",
        dark=False,
        variables=_names(
            "#585858", "#7a5200", "#af0000", "#005f00", "#afd7ff", "#000000", "#dadada", "#e4e4e4", "#dadada"
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
            "#d0d0d0", "#ffd700", "#ff8787", "#87ff87", "#00005f", "#ffffff", "#1c1c1c", "#000000", "#1c1c1c"
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
