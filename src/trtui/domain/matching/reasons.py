"""Why two names may be one company, in the words of a consultant, read off how their words were paired."""

from __future__ import annotations

from trtui.domain.matching.align import EQUAL, INITIALS, JOINED, SHORT, TYPO, Link
from trtui.domain.matching.features import Measured, Weighed
from trtui.domain.matching.normal import STOP_WORDS, has_digit
from trtui.domain.matching.values import Reason
from trtui.domain.matching.words import GROUP_WORDS, PLACE_WORDS, is_common

_SHOWN = 3


def name_reasons(measured: Measured, other_name: str = "") -> tuple[Reason, ...]:
    """Return what the names share and in what they differ; ``other_name`` is the previous or trading name that met.

    The left name is the one being entered, the right one the client's.
    """
    reasons: list[Reason] = []
    shared = _shared(measured)
    if shared:
        reasons.append(shared)
    if other_name:
        reasons.append(Reason("other name", f"as its other name “{other_name}”"))
    elif measured.left.place or measured.right.place:
        part = measured.right if measured.right.place else measured.left
        reasons.append(Reason("other name", f"but only of the part “{' '.join(part.phrase.written)}”"))
    reasons.extend(_links(measured))
    reasons.extend(_left_over(measured))
    if measured.left.phrase.forms and measured.right.phrase.forms and measured.value("form_conflict") == 1:
        reasons.append(Reason("form", "another legal form"))
    return tuple(reasons)


def _shared(measured: Measured) -> Reason | None:
    links = [link for link in measured.links if not _only_stop_words(link, measured)]
    if not links:
        return None
    edits = sum(link.edits for link in links if link.kind == TYPO)
    is_whole = not _words(measured.left, measured.rest_left) and not _words(
        measured.right, measured.rest_right
    )
    if is_whole and all(link.kind in (EQUAL, JOINED, TYPO) for link in links):
        if edits:
            letters = "1 letter differs" if edits == 1 else f"{edits} letters differ"
            return Reason("name", f"same words, {letters}")
        if any(link.kind == JOINED for link in links):
            return Reason("name", "same name, written together or apart")
        order = [link.right for link in sorted(links, key=lambda link: link.left)]
        return Reason("name", "same name" if order == sorted(order) else "same words in another order")
    telling = [link for link in links if link.kind == EQUAL]
    telling.sort(key=lambda link: -measured.right.weights[link.right[0]])
    words = [measured.right.phrase.written[link.right[0]] for link in telling[:_SHOWN]]
    if not words:
        return None
    noun = "word" if len(words) == 1 else "words"
    return Reason("name", f"same {noun} {_quoted(words)}")


def _links(measured: Measured) -> list[Reason]:
    found = []
    for link in measured.links:
        left = " ".join(measured.left.phrase.written[at] for at in link.left)
        right = " ".join(measured.right.phrase.written[at] for at in link.right)
        if link.kind == INITIALS:
            short, long = (left, right) if len(link.left) == 1 else (right, left)
            found.append(Reason("initials", f"“{short}” are the initials of “{long}”"))
        elif link.kind == JOINED:
            found.append(Reason("joined", f"“{left}” is “{right}”"))
        elif link.kind == TYPO:
            found.append(Reason("typo", f"“{left}” is nearly “{right}”"))
        elif link.kind == SHORT:
            short, long = sorted((left, right), key=len)
            found.append(Reason("short", f"“{short}” may be short for “{long}”"))
    return found


def _left_over(measured: Measured) -> list[Reason]:
    here, there = _words(measured.left, measured.rest_left), _words(measured.right, measured.rest_right)
    if not here and not there:
        return []
    both = [*here, *there]
    plain = [word for word, _ in both]
    if here and there:
        numbers = [word for word, _ in both if has_digit(word)]
        if any(has_digit(word) for word, _ in here) and any(has_digit(word) for word, _ in there):
            return [Reason("differs", f"another number: {_quoted(numbers[:2])}")]
        if not PLACE_WORDS.isdisjoint(w for w, _ in here) and not PLACE_WORDS.isdisjoint(w for w, _ in there):
            return [Reason("differs", f"another place: {_told(here)} here, {_told(there)} there")]
        return [Reason("differs", f"{_told(here)} here, {_told(there)} there")]
    where = "only here" if here else "only there"
    if GROUP_WORDS.issuperset(plain):
        return [Reason("related", f"{_told(both)} {where}: a related company?")]
    if all(word in PLACE_WORDS or is_common(word) for word in plain):
        noun = "a branch?" if not PLACE_WORDS.isdisjoint(plain) else "the same in short?"
        return [Reason("extra", f"{_told(both)} {where}: {noun}")]
    return [Reason("extra", f"{_told(both)} {where}")]


def _words(name: Weighed, places: tuple[int, ...]) -> list[tuple[str, str]]:
    """Return the words at these places as compared and as written, stop words left aside."""
    words, written = name.phrase.words, name.phrase.written
    return [(words[at], written[at]) for at in places if words[at] not in STOP_WORDS]


def _only_stop_words(link: Link, measured: Measured) -> bool:
    return all(measured.left.phrase.words[at] in STOP_WORDS for at in link.left)


def _told(words: list[tuple[str, str]]) -> str:
    return _quoted([written for _, written in words[:_SHOWN]])


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)
