"""Themes and where the stylesheets are.

Every theme gives the same names: one accent, three states (due amber, overdue red, good green), a muted tone
and the surfaces of bars, menus, fields and the cursor. Stylesheets use those names only. The ``ansi`` themes use the
terminal's own palette, which also halves the bytes over a slow line.
"""

from __future__ import annotations

from pathlib import Path

from textual.theme import Theme

SHEETS = ("tokens.tcss", "shell.tcss", "widgets.tcss")
"""Stylesheets of the foundation, in order; the screens' own come behind them."""


def _names(
    *,
    muted: str,
    due: str,
    overdue: str,
    good: str,
    cursor: tuple[str, str, str],
    resting: tuple[str, str, str],
    field: tuple[str, str],
    bar: str,
    menu: str,
    caret: str = "none",
) -> dict[str, str]:
    """Return the variables of a theme.

    The cursor's row, and the one that rests while another pane has the focus, are (background, text, style);
    a field is its background, and that of the field in use.
    """
    return {
        "tone-muted": muted,
        "tone-due": due,
        "tone-overdue": overdue,
        "tone-good": good,
        "cursor-background": cursor[0],
        "cursor-foreground": cursor[1],
        "cursor-style": cursor[2],
        "resting-background": resting[0],
        "resting-foreground": resting[1],
        "resting-style": resting[2],
        "field-background": field[0],
        "field-in-use": field[1],
        "bar-background": bar,
        "menu-background": menu,
        "input-cursor-text-style": caret,
    }


_ANSI = {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
"""What Textual's own sheets ask of themes in the terminal's colours."""


def _ansi_names(*, due: str, overdue: str, good: str) -> dict[str, str]:
    """Return the variables of a theme in the terminal's colours.

    No palette promises that any of its colours can be read on any other. What holds everywhere is the terminal's
    own text on its own background, either way round: surfaces are the background, the cursor is reversed, muted
    text is text. The colours of states are those that can be read in most palettes, and a glyph says the same.
    """
    plain = "ansi_default"
    return _ANSI | _names(
        muted=plain,
        due=due,
        overdue=overdue,
        good=good,
        cursor=(plain, plain, "reverse"),
        resting=(plain, plain, "underline"),
        field=(plain, plain),
        bar=plain,
        menu=plain,
        caret="reverse",
    )


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
            muted="#9e9e9e",
            due="#d7af5f",
            overdue="#ff8787",
            good="#87af5f",
            cursor=("#1b3550", "#ffffff", "none"),
            resting=("#303030", "#ffffff", "none"),
            field=("#262626", "#303030"),
            bar="#262626",
            menu="#303030",
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
            muted="#585858",
            due="#7a5200",
            overdue="#af0000",
            good="#005f00",
            cursor=("#afd7ff", "#000000", "none"),
            resting=("#dadada", "#000000", "none"),
            field=("#e4e4e4", "#ffffff"),
            bar="#e4e4e4",
            menu="#dadada",
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
            muted="#d0d0d0",
            due="#ffd700",
            overdue="#ff8787",
            good="#87ff87",
            cursor=("#005fd7", "#ffffff", "none"),
            resting=("#626262", "#ffffff", "none"),
            field=("#1c1c1c", "#303030"),
            bar="#1c1c1c",
            menu="#1c1c1c",
        ),
    ),
    Theme(
        name="trtui-ansi-dark",
        primary="ansi_bright_cyan",
        accent="ansi_bright_cyan",
        warning="ansi_yellow",
        error="ansi_bright_red",
        success="ansi_green",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        dark=True,
        ansi=True,
        variables=_ansi_names(due="ansi_yellow", overdue="ansi_bright_red", good="ansi_green"),
    ),
    Theme(
        name="trtui-ansi-light",
        primary="ansi_blue",
        accent="ansi_blue",
        warning="ansi_magenta",
        error="ansi_red",
        success="ansi_blue",
        foreground="ansi_default",
        background="ansi_default",
        surface="ansi_default",
        panel="ansi_default",
        dark=False,
        ansi=True,
        # Yellow, green and cyan are too pale on white in nearly every palette.
        variables=_ansi_names(due="ansi_magenta", overdue="ansi_red", good="ansi_blue"),
    ),
)

NAMES = tuple(theme.name for theme in THEMES)
LABELS = {
    "trtui-dark": "Dark",
    "trtui-light": "Light",
    "trtui-contrast": "High contrast",
    "trtui-ansi-dark": "The terminal's own colours, dark",
    "trtui-ansi-light": "The terminal's own colours, light",
}
"""What people call the themes."""


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
