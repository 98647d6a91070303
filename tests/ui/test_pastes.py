"""What is pasted is data, whatever it holds and in whatever pieces it comes; keys around it stay keys."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from tests.support.waiting import wait_while_blocking
from trtui.ui import keyboard, pastes
from trtui.ui.keyboard import Keyboard, KeyParser
from trtui.ui.pastes import BEGIN, END, Pastes

PIECES = (
    "a",
    "q",
    "\x1b",
    "[",
    "2",
    "0",
    "1",
    "~",
    "\r",
    "\x03",
    "é",
    "\x1b[A",
    BEGIN[:4],
    BEGIN,
    END[:5],
    "\x11",
)
pasted_text = st.lists(st.sampled_from(PIECES), max_size=12).map("".join).filter(lambda text: END not in text)


class Time:
    """A clock that only goes when it is told."""

    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    return stopped(monkeypatch)


def stopped(patch: pytest.MonkeyPatch) -> Time:
    time = Time()
    patch.setattr(keyboard, "time", time)
    patch.setattr("textual._parser.get_time", time.monotonic)
    return time


def read(parser: KeyParser, chunks: Sequence[str]) -> list[Message]:
    found: list[Message] = []
    for chunk in chunks:
        found += parser.feed(chunk)
    return found


def told(messages: Sequence[Message]) -> tuple[str, str]:
    """Return the keys that were read, and what was pasted."""
    keys = [message.key for message in messages if isinstance(message, events.Key)]
    return " ".join(keys), "".join(message.text for message in messages if isinstance(message, events.Paste))


def split(text: str, cuts: Sequence[int]) -> list[str]:
    edges = [0, *sorted({cut % (len(text) + 1) for cut in cuts}), len(text)]
    return [text[start:end] for start, end in zip(edges, edges[1:], strict=False) if end > start]


@settings(max_examples=400, deadline=None)
@given(pasted_text, st.lists(st.integers(0, 200), max_size=30))
def test_nothing_between_the_brackets_is_a_key(text: str, cuts: list[int]) -> None:
    whole = f"x{BEGIN}{text}{END}y"
    if whole.count(END) != 1 or whole.index(END) != len(whole) - len(END) - 1:
        return  # the text ends in a part of the bracket that makes another end
    with pytest.MonkeyPatch.context() as patch:
        stopped(patch)
        assert told(read(KeyParser(), split(whole, cuts))) == ("x y", text)


@pytest.mark.parametrize("slow", [0.2, 1.5])
def test_a_paste_may_come_byte_by_byte_over_a_slow_line(time: Time, slow: float) -> None:
    text = "Acme \x1b\x1bq Ltd \x1b[201"
    parser, found = KeyParser(), []
    for character in BEGIN + text + END:
        found += parser.feed(character)
        time.now += slow if character not in "\x1b[" else 0.05
        found += parser.tick()
    found += parser.feed("j")
    assert told(found) == ("j", text)


def test_an_escape_that_was_taken_for_the_key_begins_a_paste_all_the_same(time: Time) -> None:
    parser = KeyParser()
    found = list(parser.feed("\x1b"))
    time.now += 1
    found += parser.tick()
    assert told(found) == ("escape", "")
    assert told(read(parser, ["[20", f"0~q\x1bq{END}x"])) == ("x", "q\x1bq")


def test_keys_that_look_like_the_beginning_of_a_paste_are_keys(time: Time) -> None:
    parser = KeyParser()
    assert told(read(parser, ["\x1b[2~", "\x1b[2", "0~", "\x1b", "[A"])) == ("insert f9 up", "")
    found = list(parser.feed("\x1b"))
    time.now += 5
    found += [*parser.tick(), *parser.feed("[")]
    assert told(found) == ("escape left_square_bracket", "")
    found = list(parser.feed("\x1b["))
    time.now += 1
    found += parser.tick()
    time.now += 1
    found += parser.tick()
    assert told(found) == ("escape left_square_bracket", "")
    assert told(read(parser, ["\x1b", f"{BEGIN}a{END}"])) == ("escape", "a")


def test_a_paste_whose_end_is_lost_is_handed_on_as_data_and_the_keys_work_again(time: Time) -> None:
    parser = KeyParser()
    found = list(parser.feed(f"{BEGIN}abc\x1bq\x1b[20"))
    time.now += pastes.PATIENCE - 1
    found += [*parser.tick(), *parser.feed("x")]
    time.now += pastes.PATIENCE - 1
    found += parser.tick()
    assert not found
    time.now += 1
    assert told(list(parser.tick())) == ("", "abc\x1bq\x1b[20x")
    assert told(read(parser, ["j", f"late q\x1b{END}k", "l"])) == ("j k l", "late q\x1b")


def test_a_paste_in_a_paste_is_data_up_to_the_first_end(time: Time) -> None:
    assert told(read(KeyParser(), [f"{BEGIN}a{BEGIN}b{END}c"])) == ("c", f"a{BEGIN}b")


def test_a_huge_paste_comes_whole_and_in_bounded_parts(time: Time) -> None:
    text = "Brookhill \x1bq\n" * 300_000
    whole = BEGIN + text + END + "x"
    found = read(KeyParser(), [whole[at : at + 65_536] for at in range(0, len(whole), 65_536)])
    assert told(found) == ("x", text)
    parts = [len(one.text) for one in found if isinstance(one, events.Paste)]
    assert max(parts) <= pastes.LONGEST + 65_536


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from([*PIECES, BEGIN, END]), max_size=20), st.lists(st.integers(0, 99), max_size=20)
)
def test_no_character_is_ever_lost_or_doubled(parts: list[str], cuts: list[int]) -> None:
    def pieces(chunks: Sequence[str]) -> Iterator[str]:
        reader = Pastes()
        for chunk in chunks:
            yield from (piece.text or "|" for piece in reader.take(chunk, 0.0))
        yield from (piece.text for piece in reader.rest(99.0))

    text = "".join(parts)
    assert "".join(pieces(split(text, cuts))).replace("|", "") == "".join(pieces([text])).replace("|", "")


def keys_of(data: bytes, last: str, fails_at: str = "") -> tuple[list[str], int]:
    """Let a keyboard read bytes up to a key; return its keys and how often it fell. Handing on one of them may fail."""
    end, pipe = os.pipe()
    found: list[str] = []
    fell: list[Exception] = []
    done = threading.Event()

    def take(message: Message) -> None:
        if isinstance(message, events.Key):
            found.append(message.key)
            if message.key == fails_at:
                raise ValueError(message.key)
            if message.key == last:
                done.set()

    os.write(pipe, data)
    reading = threading.Thread(target=Keyboard(end, take, fell.append).read_until, args=(done,))
    reading.start()
    try:
        if fails_at:
            wait_while_blocking(lambda: fell)
            os.write(pipe, last.encode())
        reading.join(20)
        assert done.is_set()
    finally:
        os.close(pipe)  # ends a reading that goes on
        reading.join()
        os.close(end)
    return found, len(fell)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_bytes_that_are_no_text_and_sequences_that_cannot_be_do_not_end_the_reading() -> None:
    found, fell = keys_of(b"a\n\xe9\xffb\x1b[99999999999;1u\x1b[1;99999999999999999999uz", "z")
    assert found[:2] == ["a", "enter"] and "b" in found and found[-1] == "z" and not fell


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_key_that_cannot_be_handed_on_does_not_end_the_reading() -> None:
    assert keys_of(b"ab", "z", fails_at="b") == (["a", "b", "z"], 1)
