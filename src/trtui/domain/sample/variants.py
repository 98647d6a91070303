"""Other names of one organisation: entered a second time by somebody else, trading names, previous names."""

from __future__ import annotations

from trtui.domain.sample.naming import Named, distinctive
from trtui.domain.sample.sectors import Sector
from trtui.domain.sample.stream import Draw, pick, pick_early
from trtui.domain.sample.towns import Town

_NEIGHBOURS = {
    "a": "s", "b": "v", "c": "k", "d": "s", "e": "a", "f": "ph", "g": "h", "h": "n", "i": "y", "j": "g", "k": "c",
    "l": "ll", "m": "n", "n": "nn", "o": "a", "p": "pp", "q": "k", "r": "e", "s": "z", "t": "tt", "u": "o", "v": "w",
    "w": "v", "x": "ks", "y": "i", "z": "s",
}  # fmt: skip


def misspelt(draw: Draw, word: str) -> str:
    """Return a word with one slip of hand or ear, never in its first letter."""
    if len(word) < 4:
        return word
    at = 1 + int((len(word) - 2) * draw())
    share = draw()
    if share < 0.3:
        return word[:at] + word[at + 1 :]
    if share < 0.55 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if share < 0.7:
        return word[:at] + word[at] + word[at:]
    slip = _NEIGHBOURS.get(word[at].lower(), "e")
    return word[:at] + (slip.upper() if word.isupper() else slip) + word[at + 1 :]


def _with_slip(draw: Draw, words: list[str]) -> list[str]:
    longest = max(range(len(words)), key=lambda index: len(words[index]))
    return [misspelt(draw, word) if index == longest else word for index, word in enumerate(words)]


def twin_name(draw: Draw, named: Named) -> str:
    """Return the name as somebody else would have typed it: never quite the same, always the same organisation."""
    words = named.name.split()
    form = words.pop() if words[-1] in ("Ltd", "Limited", "LTD", "LIMITED", "LLP", "PLC") else ""
    share = draw()
    if form:
        form = {"Ltd": "Limited", "Limited": "Ltd", "LTD": "Limited", "LIMITED": "Ltd"}.get(form, form)
        form = "" if draw() < 0.35 else form
    if share < 0.34 and words:
        words = _with_slip(draw, words)
    elif share < 0.50 and len(words) > 2:
        words = words[:-1]
    elif share < 0.60 and len(words) > 1:
        second = words[1] if words[0].isupper() else words[1].lower()
        words = [words[0] + second, *words[2:]] if second.isalpha() else words[1:]
    elif share < 0.68:
        addition = pick(draw, ("Group", "UK", "(UK)", "Services", "Holdings"))
        words = words[:-1] if words[-1].strip("()") == addition.strip("()") else [*words, addition]
    elif share < 0.74 and words[0] != "The":
        words.insert(0, "The")
    elif share < 0.80 and len(words) > 1:
        words = [words[1], words[0], *words[2:]] if "&" not in words and "and" not in words else words
    name = " ".join([*words, form] if form else words)
    if "&" in name:
        name = name.replace("&", "and")
    elif " and " in name:
        name = name.replace(" and ", " & ")
    return name if name != named.name else f"{name}."


def trading_name(draw: Draw, sector: Sector, town: Town) -> str:
    """Return the name over the door of a company that is registered under another."""
    name = f"{distinctive(draw, town)} {pick_early(draw, sector.trades, 2.6)}"
    return f"The {name}" if draw() < 0.2 else name


def previous_name(draw: Draw, named: Named, sector: Sector, town: Town) -> str:
    """Return what a company was called before: partly the same, or nothing like it."""
    form = named.form or "Ltd"
    if draw() < 0.5 and len(named.stem) > 1:
        return f"{named.stem[0]} {pick_early(draw, sector.trades, 1.2)} {form}"
    return f"{distinctive(draw, town)} {' '.join(named.stem[1:]) or pick(draw, sector.trades)} {form}"
