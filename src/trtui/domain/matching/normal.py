"""Company names in their compared form: words, legal form, and the other names a name mentions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum
from functools import lru_cache
from itertools import zip_longest

from trtui.domain import folding
from trtui.domain.matching.forms import split_form

#: Longer names are cut: no real one is, and the work must stay bounded whatever is pasted.
MAX_CHARACTERS = 240
MAX_WORDS = 24
MAX_NAMES = 6

#: Words that carry no name by themselves.
STOP_WORDS = frozenset(
    """and the of for in at on to a an by with from as or de la le les el y et e und der die das van von du des di da
    do""".split()
)

_QUOTES = re.compile(r"['’‘`´ʼʹ′＇]")
_CLUTTER = re.compile(
    r"[/\\](?:[a-z]{2,3}|new|adr|ats|cayman|canada|gdr)[/\\]?\s*$"  # filing suffixes: "/DE/", "/ADR"
    r"|\(\s*(?:the|academy trust|trading address|head office|uk branch)\s*\)"
    r"|\b(?:company|registered|reg|crn|charity)\s*(?:number|no|num)\b[.: #]*[a-z]{0,2}\d{4,8}\b"
    r"|(?<=[^\W_] )c/o\b.*$"
)
_OTHER_NAME = re.compile(
    r"(?<![^\W\d_])(?:t\s?[/\\]\s?a?\s?s?\.?(?![^\W_])|trad(?:e|es|ed|ing|in|iung)[ -]as"
    r"|trading name(?: of)?|d[/.]?b[/.]?a"
    r"|doing business as|formerly(?: known as| named| called)?|previously(?: known as| named| called)?"
    r"|f[/.]?k[/.]?a|a[/.]?k[/.]?a|n[/.]?k[/.]?a|(?:also |now |otherwise |better )?known as"
    r"|now called)(?![^\W_])[.:]*"
    r"|(?<=limited )t\.?\s?a\.?(?=\s)|(?<=ltd )t\.?\s?a\.?(?=\s)"
)
_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]?")
_DASH = re.compile(r"\s[-–—|:;]+\s|\s[–—]|[;|]")
_DOTTED = re.compile(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)")
_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")

_NUMBERS = {
    word: str(number)
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for number, word in enumerate(words.split(), 1)
} | {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8"}
_ONE_WAY = {
    spelling: word
    for word, spellings in {
        "international": "intl intnl internat intern",
        "manufacturing": "mfg manuf",
        "management": "mgmt mngmt mgt",
        "service": "svc svcs serv servs srv",
        "department": "dept",
        "government": "govt",
        "university": "univ uni",
        "brother": "bros",
        "association": "assn assoc assocn",
        "saint": "st",
        "mount": "mt",
        "centre": "center ctr cntr",
        "theatre": "theater",
        "programme": "program",
        "organisation": "organization org",
        "labour": "labor",
        "defence": "defense",
        "grey": "gray",
        "bureau": "bureaux bureaus",
        "cooperative": "coop",
        "limited": "ltd",
        "hospital": "hosp",
        "engineering": "eng engg engr",
        "construction": "constr",
        "development": "dev devt",
        "group": "grp gp",
        "holding": "hldg hldgs",
        "national": "natl",
        "technology": "tech techs",
        "education": "educ edu",
        "community": "comm",
        "council": "cncl",
        "district": "dist",
        "county": "cnty",
        "children": "childrens child",
        "company": "co cmpny",
        "partner": "ptnr ptnrs",
        "laboratory": "lab labs",
        "pharmacy": "pharm",
        "foundation": "fdn found foundn",
        "northern ireland": "ni",
        "men": "mens",
        "women": "womens",
    }.items()
    for spelling in spellings.split()
    if " " not in word
}
# Runs of words that have one short word; longer ones first.
_RUNS = {
    "university of the third age": "u3a",
    "university of the 3rd age": "u3a",
    "united states of america": "usa",
    "united states": "usa",
    "united kingdom": "uk",
    "great britain": "gb",
    "northern ireland": "ni",
    "co operative": "cooperative",
    "co op": "cooperative",
    "nhs ft": "nhs foundation trust",
    "nhs found trust": "nhs foundation trust",
    "dot com": "com",
}
_CONTRACTED = frozenset({"uk", "usa", "gb", "ni"})
_RUN = re.compile(rf"\b(?:{'|'.join(_RUNS)})\b")


class Place(IntEnum):
    """Where in a typed name a phrase comes from."""

    WHOLE = 0
    """It is all of it."""
    ENTITY = 1
    """It stands before “trading as” and its like: the company that trades."""
    TRADE = 2
    """It stands behind: a name under which the company trades or was known."""
    PART = 3
    """It stands in brackets, around them or beside a dash."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One name as compared: its words in order, each as the word that stands for it and as it was written.

    ``forms`` are the families of the legal forms that were set aside.
    """

    words: tuple[str, ...]
    written: tuple[str, ...]
    forms: tuple[str, ...] = ()
    place: Place = field(default=Place.WHOLE, compare=False)
    text: str = field(init=False, compare=False)
    """All of it as written, without spaces."""
    first: int = field(init=False, compare=False)
    """The position of the first word that is not a stop word, or 0."""
    numbers: frozenset[str] = field(init=False, compare=False)
    """The words that are a number or hold one."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", "".join(self.written))
        telling = (at for at, word in enumerate(self.words) if word not in STOP_WORDS)
        object.__setattr__(self, "first", next(telling, 0))
        object.__setattr__(self, "numbers", frozenset(filter(has_digit, self.words)))


@dataclass(frozen=True, slots=True)
class Name:
    """A typed name: the whole of it first, then the names it is made of ("A Ltd t/a B" → A, B)."""

    phrases: tuple[Phrase, ...]

    @property
    def main(self) -> Phrase:
        """The phrase that stands for the whole name."""
        return self.phrases[0]


def has_digit(word: str) -> bool:
    """Whether a word is a number or holds one."""
    return not word.isalpha() and any(map(str.isdigit, word))


def fold(text: str) -> str:
    """Return text in lower case without accents, ligatures, apostrophes and invisible characters."""
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    shown = "".join([char for char in repaired(text) if unicodedata.category(char) != "Cf"])
    return _QUOTES.sub("", folding.plainest(shown))


def repaired(text: str) -> str:
    """Undo UTF-8 that was once read as Windows-1252, where the whole text agrees."""
    if "Ã" not in text and "â€" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text


def split_words(folded: str) -> tuple[str, ...]:
    """Return the words of folded text, in order, each in the spelling under which it is compared."""
    text = folded.replace("&", " and ").replace("+", " and ")
    text = _DOTTED.sub("", text)
    words = _join_initials(_WORD.findall(text))
    if len(words) > 1:
        words = _RUN.sub(lambda run: _RUNS[run[0]], " ".join(words)).split(" ")
    return tuple(words[:MAX_WORDS])


def _join_initials(words: list[str]) -> list[str]:
    """Join runs of single letters: "b m w" is "bmw"."""
    joined: list[str] = []
    run = ""
    for word in words:
        if len(word) == 1 and word.isalpha() and word.isascii():
            run += word
            continue
        if run:
            joined.append(run)
            run = ""
        joined.append(word)
    if run:
        joined.append(run)
    return joined


@lru_cache(maxsize=4096)
def plain_word(word: str) -> str:
    """Return the spelling that stands for all spellings of a word: singular, unabbreviated, numbers as digits."""
    return plain_part(word)


def plain_part(word: str) -> str:
    """Return the same of what is unlikely to be asked about again, such as the half of a word."""
    if word[:1].isdigit():
        ordinal = _ORDINAL.fullmatch(word)
        if ordinal:
            word = ordinal[1]
        if word.isdecimal():
            return word.lstrip("0") or "0"
    word = _NUMBERS.get(word, word)
    word = _ONE_WAY.get(word, word)
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        singular = word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
        # "Vans" are no "van" as in "van Dyck": a word that carries a name never becomes one that does not.
        word = word if singular in STOP_WORDS else singular
    if len(word) > 6 and word.endswith(("ization", "izations")):
        word = word.replace("ization", "isation")
    return _ONE_WAY.get(word, word)


def letters_of(word: str) -> str:
    """Return what a word gives to an abbreviation: its first letter, or all of what is one itself ("NI", "UK")."""
    return word if word in _CONTRACTED else word[0]


def _phrase(folded: str, place: Place) -> Phrase | None:
    words = split_words(folded)
    while len(words) > 1 and words[0] == "the":
        words = words[1:]
    while len(words) > 1 and words[-1] in ("the", "and"):
        words = words[:-1]
    words, forms = split_form(words)
    while len(words) > 1 and words[-1] == "the":
        words = words[:-1]
    if not words:
        return None
    return Phrase(tuple(map(plain_word, words)), words, forms, place)


@lru_cache(maxsize=4096)
def normalise(name: str) -> Name:
    """Return the compared form of a name; any text is taken, and text without a word has no words.

    A name with letters that are written in more ways than one (ö, ø, å) is read in its plainest way and spelt out.
    """
    name = repaired(name[:MAX_CHARACTERS])
    spans = _spans(fold(name))
    if not name.isascii() and (spelt := folding.spelt_out(name)):
        spans = [span for both in zip_longest(spans, _spans(fold(spelt))) for span in both if span]
    phrases: dict[Phrase, None] = {}
    for text, place in spans:
        phrase = _phrase(text, place)
        if phrase is not None:
            phrases.setdefault(phrase)
    return Name(tuple(phrases)[:MAX_NAMES] or (Phrase((), ()),))


def _spans(folded: str) -> list[tuple[str, Place]]:
    """Return the texts of which a name is made, the whole of it first."""
    folded = _CLUTTER.sub(" ", folded)
    parts = [part for part in _OTHER_NAME.split(folded) if _WORD.search(part)]
    spans: list[tuple[str, Place]] = []
    if len(parts) != 1:
        spans.append((_OTHER_NAME.sub(" ", folded), Place.WHOLE))
    for at, part in enumerate(parts):
        spans.append((part, Place.WHOLE if len(parts) == 1 else Place.TRADE if at else Place.ENTITY))
        inside = [b for b in _BRACKETS.findall(part) if _WORD.search(b)]
        if inside:
            spans.append((_BRACKETS.sub(" ", part), Place.PART))
            spans.extend((text, Place.PART) for text in inside)
        dashed = [d for d in _DASH.split(part) if _WORD.search(d)]
        if len(dashed) > 1:
            spans.extend((text, Place.PART) for text in dashed)
    return spans
