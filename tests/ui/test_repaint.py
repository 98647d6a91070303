"""The difference makes the same screen as the whole, cell by cell."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import set_cell_size

from trtui.ui.repaint import Repaint

WIDTH, HEIGHT = 24, 6
SGR = [
    "", "1", "38;2;1;2;3", "38;2;1;2;3;48;2;9;9;9", "48;2;9;9;9", "1;31;44", "7", "38;5;17", "38;2;4;2;3;48;2;9;9;9",
    "1;4;38;2;95;175;215", "7;31;44", "4;31", "1;2;31;44", "2;38;2;138;138;138;48;2;0;0;95", "3;9;31",
]  # fmt: skip


def at(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"


def piece(text: str, sgr: str) -> str:
    return f"\x1b[{sgr}m{text}\x1b[0m" if sgr else text


@st.composite
def frames(draw: st.DrawFn) -> str:
    """Return a frame as Textual writes it: whole rows in segments, or part of a row, then the cursor."""
    out = []
    for y in sorted(draw(st.sets(st.integers(0, HEIGHT - 1)))):
        start = draw(st.integers(0, WIDTH - 2))
        cells = draw(st.integers(1, WIDTH - start))
        text = set_cell_size(draw(st.text("ab é日本●", max_size=WIDTH)), cells)
        cut = draw(st.integers(0, len(text)))
        first, second = draw(st.sampled_from(SGR)), draw(st.sampled_from(SGR))
        out.append(
            at(start, y)
            + "".join(piece(part, sgr) for part, sgr in ((text[:cut], first), (text[cut:], second)) if part)
        )
    return "\n".join(out) + at(draw(st.integers(0, WIDTH - 1)), draw(st.integers(0, HEIGHT - 1)))


def visible(cell: pyte.screens.Char) -> tuple[object, ...]:
    """Return what a person sees of a cell: the ink of a space is not seen."""
    if cell.data == " " and not cell.reverse:
        return " ", cell.bg, cell.underscore
    return cell.data, cell.fg, cell.bg, cell.bold, cell.reverse, cell.underscore


class Emulated:
    def __init__(self) -> None:
        self.screen = pyte.Screen(WIDTH, HEIGHT)
        self.screen.reset_mode(pyte.modes.DECAWM)
        self.stream = pyte.Stream(self.screen)

    def cells(self) -> list[list[tuple[object, ...]]]:
        rows = self.screen.buffer
        return [[visible(rows[y][x]) for x in range(WIDTH)] for y in range(HEIGHT)]

    def cursor(self) -> tuple[int, int]:
        return self.screen.cursor.x, self.screen.cursor.y


@settings(max_examples=150)
@given(st.lists(frames(), min_size=1, max_size=12), st.integers(0, 12))
def test_the_difference_makes_the_same_screen(written: list[str], forget_at: int) -> None:
    whole, less = Emulated(), Emulated()
    repaint = Repaint()
    repaint.resize(WIDTH, HEIGHT)
    for number, frame in enumerate(written):
        if number == forget_at:
            repaint.forget()
        whole.stream.feed(frame)
        less.stream.feed(repaint.feed(frame))
        assert less.cells() == whole.cells()
        assert less.cursor() == whole.cursor()


def drawn(*frame: str) -> tuple[Repaint, str]:
    repaint = Repaint()
    repaint.resize(WIDTH, HEIGHT)
    sent = ""
    for one in frame:
        sent = repaint.feed(one)
    return repaint, sent


ROW = at(0, 0) + piece("Brookhill Logistics Ltd ", "38;2;1;2;3")


def test_what_is_there_already_is_not_sent() -> None:
    assert drawn(ROW + at(0, 0), ROW + at(0, 0))[1] == ""
    assert drawn(ROW + at(0, 0), ROW + at(5, 0))[1] == at(5, 0)


def test_one_letter_costs_one_letter() -> None:
    other = ROW.replace("Logistics", "Logixtics") + at(0, 0)
    _, sent = drawn(ROW + at(0, 0), other)
    assert sent == at(14, 0) + "\x1b[38;2;1;2;3mx\x1b[m" + at(0, 0)


def test_a_new_background_sends_only_the_background() -> None:
    base = at(0, 0) + piece("ab", "38;2;1;2;3;48;2;0;0;0") + piece("cd", "38;2;1;2;3;48;2;9;9;9") + at(0, 0)
    assert "\x1b[48;2;9;9;9m" in drawn(base)[1]
    assert drawn(base)[1].count("38;2;1;2;3") == 1


def test_what_is_no_frame_passes_as_it_is() -> None:
    repaint, _ = drawn(ROW + at(0, 0))
    for other in ("\x1b]52;c;QQ==\x07", "\x07", "\x1b[?25l", "\x1b[>1u", "\x1bPtmux;x\x1b\\", "plain"):
        assert repaint.feed(other) == other
    assert repaint.feed(ROW + at(0, 0)) == ""


def test_another_screen_is_an_unknown_screen() -> None:
    repaint, sent = drawn(ROW + at(0, 0))
    repaint.feed("\x1b[?1049h")
    assert repaint.feed(ROW + at(0, 0)) == sent
    repaint.resize(WIDTH, HEIGHT)
    assert repaint.feed(ROW + at(0, 0)) == sent


def test_links_are_opened_and_closed() -> None:
    link = at(0, 0) + "\x1b]8;id=1;https://a.example\x1b\\" + piece("here", "4") + "\x1b]8;;\x1b\\" + at(0, 0)
    sent = drawn(link)[1]
    assert sent.count("\x1b]8;id=1;https://a.example\x1b\\") == 1
    assert sent.count("\x1b]8;;\x1b\\") == 1
