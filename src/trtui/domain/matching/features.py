"""The measures of two names from which the model judges whether they are one company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler, Prefix

from trtui.domain.matching.align import INITIALS, JOINED, Link, align
from trtui.domain.matching.forms import form_conflict
from trtui.domain.matching.normal import STOP_WORDS, Phrase, Place
from trtui.domain.matching.rarity import CAP, Rarity
from trtui.domain.matching.words import COMPASS_WORDS, GROUP_WORDS, HOLDING_WORDS, PLACE_WORDS, is_common

NAMES: Final = (
    "cover_more",  # share of the weight that found a partner, on the side where it is larger …
    "cover_less",  # … and where it is smaller
    "information",  # summed rarity of what is shared
    "best_word",  # the rarest shared word
    "rarest_left_less",  # the rarest word left over, on the side where it is commoner (0: nothing left) …
    "rarest_left_more",  # … and where it is rarer
    "first_equal",  # both names begin with the same word
    "numbers_differ",  # numbers left over on both sides …
    "number_extra",  # … on one side
    "places_differ",  # places and directions left over on both sides …
    "place_extra",  # … on one side
    "only_group_words",  # all that is left over tells companies of one group apart
    "only_common_words",  # all that is left over says little anywhere
    "typo_loss",  # weight lost to letters that differ
    "initials",  # letters of an abbreviation that the other name spells out
    "joined_ratio",  # likeness of the names written without spaces
    "rest_ratio",  # likeness of what is left over
    "form_conflict",  # legal forms that do not turn into each other
    "words_less",  # words of the shorter name
    "via_part",  # how many of the two are a name inside a longer one …
    "via_trade",  # … a name under which another company trades …
    "via_entity",  # … the company that trades under another name
    "set_aside",  # weight of the longer name that is then left out of account
    "same_start",  # share of the shorter name with which both begin
    "compass",  # directions left over on either side
    "left_less",  # how many telling words are left over on the side where there are fewer …
    "left_more",  # … and where there are more
    "order",  # the shared words are in another order
    "plain_best",  # the rarest word that is shared as it is, not as initials
    "weight_less",  # what the lighter name weighs …
    "weight_more",  # … and the heavier one
    "formal",  # how many of the two say their legal form
    "typo_rarest",  # of the words that differ in letters the rarer one: a slip is a word that nobody has
    "exact",  # the same name word for word
    "sharing",  # clients of another name that have the same words as are shared with this one, at most 3
    "explaining",  # clients of another name that account for the same entered words, at most 3
    "best_rival",  # how close the closest client of another name is
)
_AT: Final = {name: at for at, name in enumerate(NAMES)}
_APART: Final = tuple(_AT[name] for name in ("numbers_differ", "number_extra", "places_differ", "compass"))
_ASIDE: Final = _AT["set_aside"]
_OF_WHOLE: Final = (*_APART, _AT["place_extra"])
# A match of this weight is as good as certain not to be chance.
_ENOUGH: Final = 8.0
_BITS_PER_INITIAL: Final = 2.3
# A word that fewer than one client in twenty has.
OF_WEIGHT: Final = 3.0
_ALL: Final = 0.999


class Weighed(NamedTuple):
    """A name with the rarity of each of its words in this base."""

    phrase: Phrase
    weights: tuple[float, ...]
    total: float
    aside: float
    """What the longer name weighs more than this part of it."""
    place: Place
    """Where in a longer name it stands."""


class Measured(NamedTuple):
    """How two names compare: the measures in the order of ``NAMES`` but for the last three, and what they rest on.

    The last three measure a client against the others; ``trtui.domain.matching.rivals`` gives them.
    """

    values: tuple[float, ...]
    left: Weighed
    right: Weighed
    links: tuple[Link, ...]
    rest_left: tuple[int, ...]
    rest_right: tuple[int, ...]

    def value(self, name: str) -> float:
        """Return a measure by its name."""
        return self.values[_AT[name]]

    @property
    def closeness(self) -> float:
        """How close the names are by rule of thumb, 0 to 1; it picks the pair that the model judges."""
        values = self.values
        return (values[0] + values[1]) / 2 * min(1.0, values[2] / _ENOUGH) - 0.02 * values[_ASIDE]

    def as_part_of(self, whole: Measured) -> Measured:
        """Return these measures with the numbers and places in which the whole names differ."""
        differing = [at for at in _OF_WHOLE if whole.values[at] > self.values[at]]
        if not differing:
            return self
        values = list(self.values)
        for at in differing:
            values[at] = whole.values[at]
        return self._replace(values=tuple(values))

    @property
    def is_by_initials(self) -> bool:
        """Whether initials are all that the names share, but for words that say little."""
        if not self.value("initials"):
            return False
        words = self.left.phrase.words
        return not any(
            link.kind != INITIALS and not all(is_common(words[at]) for at in link.left) for link in self.links
        )

    @property
    def is_shuffled(self) -> bool:
        """Whether words that are merely near each other stand in another order."""
        return bool(self.value("order") and self.value("typo_loss"))

    @property
    def is_verbatim(self) -> bool:
        """Whether both are names in their own right and the same as written, word for word.

        Their legal forms may be spelt in two ways, turn into each other, or be missing.
        """
        left, right = self.left.phrase, self.right.phrase
        return (
            left.written == right.written
            and bool(left.written)
            and left.place <= Place.ENTITY >= right.place
            and form_conflict(left.forms, right.forms) < 1
        )

    @property
    def is_another(self) -> bool:
        """Whether the names differ in what tells companies apart.

        That is a number, a direction, one place and another, a place beside a name in brackets, or that one holds the
        shares of the other.
        """
        is_part = Place.PART in (self.left.place, self.right.place)
        return (
            any(self.values[at] for at in _APART)
            or is_part
            and bool(self.value("place_extra"))
            or self._is_holding
        )

    @property
    def _is_holding(self) -> bool:
        left, right = self.left.phrase.words, self.right.phrase.words
        over = [*(left[at] for at in self.rest_left), *(right[at] for at in self.rest_right)]
        return not HOLDING_WORDS.isdisjoint(over)

    @property
    def explained(self) -> frozenset[str]:
        """The words of the left name that found a partner; those that are initials count where nothing else did."""
        words = self.left.phrase.words
        return frozenset([words[at] for link in self._telling_links for at in link.left])

    @property
    def shared(self) -> frozenset[str]:
        """The words of the right name that found a partner; the same holds for initials."""
        words = self.right.phrase.words
        return frozenset([words[at] for link in self._telling_links for at in link.right])

    @property
    def _telling_links(self) -> Sequence[Link]:
        return [link for link in self.links if link.kind != INITIALS] or self.links


def weigh(phrases: Sequence[Phrase], rarity: Rarity) -> tuple[Weighed, ...]:
    """Return the phrases of one name with their words weighed; the first stands for the whole of it."""
    weighed: list[Weighed] = []
    for phrase in phrases:
        weights = tuple(map(rarity, phrase.words))
        total = sum(weights)
        aside = max(0.0, weighed[0].total - total) if phrase.place > Place.ENTITY else 0.0
        weighed.append(Weighed(phrase, weights, total, aside, phrase.place))
    return tuple(weighed)


def measure(left: Weighed, right: Weighed) -> Measured:
    """Measure two names; the measures stay the same when the names change sides."""
    if left.phrase.written <= right.phrase.written:
        return _measure(left, right)
    values, _, _, links, rest_right, rest_left = _measure(right, left)
    return Measured(values, left, right, tuple([link.turned() for link in links]), rest_left, rest_right)


def _measure(left: Weighed, right: Weighed) -> Measured:
    words_l, words_r = left.phrase.words, right.phrase.words
    weight_l, weight_r = left.weights, right.weights
    links_found, rest_l, rest_r = align(left.phrase, right.phrase)
    matched_l = matched_r = information = best = plain_best = loss = 0.0
    slip = CAP
    initials = 0
    first_l, first_r = left.phrase.first, right.phrase.first
    first_equal = False
    for link in links_found:
        kind, at_l, at_r, quality, _ = link
        sum_l = weight_l[at_l[0]] if len(at_l) == 1 else sum([weight_l[at] for at in at_l])
        sum_r = weight_r[at_r[0]] if len(at_r) == 1 else sum([weight_r[at] for at in at_r])
        matched_l += sum_l * quality
        matched_r += sum_r * quality
        shared = _shared(link, sum_l, sum_r) * quality
        information += shared
        if shared > best:
            best = shared
        if quality < 1:
            loss += min(sum_l, sum_r) * (1 - quality)
            slip = min(slip, max(sum_l, sum_r))
        if kind == INITIALS:
            initials = max(initials, len(at_l), len(at_r))
        elif shared > plain_best:
            plain_best = shared
        first_equal = first_equal or (first_l in at_l and first_r in at_r)
    cover_l, cover_r = matched_l / (left.total or 1.0), matched_r / (right.total or 1.0)
    rare_l = max([weight_l[at] for at in rest_l], default=0.0)
    rare_r = max([weight_r[at] for at in rest_r], default=0.0)
    over_l = [words_l[at] for at in rest_l if words_l[at] not in STOP_WORDS]
    over_r = [words_r[at] for at in rest_r if words_r[at] not in STOP_WORDS]
    over = over_l + over_r
    number_l = not left.phrase.numbers.isdisjoint(over_l)
    number_r = not right.phrase.numbers.isdisjoint(over_r)
    place_l = not PLACE_WORDS.isdisjoint(over_l)
    place_r = not PLACE_WORDS.isdisjoint(over_r)
    text_l, text_r = left.phrase.text, right.phrase.text
    rest_ratio = 0.5 if over else 1.0
    if over_l and over_r:
        rest_ratio = JaroWinkler.similarity("".join(over_l), "".join(over_r))
    values = (
        max(cover_l, cover_r),
        min(cover_l, cover_r),
        information,
        best,
        min(rare_l, rare_r),
        max(rare_l, rare_r),
        float(first_equal),
        float(number_l and number_r),
        float(number_l != number_r),
        float(place_l and place_r),
        float(place_l != place_r),
        float(bool(over) and GROUP_WORDS.issuperset(over)),
        float(all(map(is_common, over))),
        loss,
        float(initials),
        fuzz.ratio(text_l, text_r) / 100,
        rest_ratio,
        form_conflict(left.phrase.forms, right.phrase.forms),
        float(min(len(words_l), len(words_r))),
        float((left.place == Place.PART) + (right.place == Place.PART)),
        float((left.place == Place.TRADE) + (right.place == Place.TRADE)),
        float((left.place == Place.ENTITY) + (right.place == Place.ENTITY)),
        max(left.aside, right.aside),
        _same_start(text_l, text_r),
        float(not COMPASS_WORDS.isdisjoint(over)),
        float(min(len(over_l), len(over_r))),
        float(max(len(over_l), len(over_r))),
        float(_is_reordered(links_found)),
        plain_best,
        min(left.total, right.total),
        max(left.total, right.total),
        float(bool(left.phrase.forms) + bool(right.phrase.forms)),
        slip,
        float(min(cover_l, cover_r) > _ALL and not over and not initials),
    )
    return Measured(values, left, right, tuple(links_found), tuple(rest_l), tuple(rest_r))


def _shared(link: Link, weight_l: float, weight_r: float) -> float:
    """Return how much a link tells: of the two sides the commoner one counts."""
    if link.kind == JOINED:
        return min(CAP, weight_l if len(link.left) > 1 else weight_r)
    if link.kind == INITIALS:
        return min(CAP, _BITS_PER_INITIAL * max(len(link.left), len(link.right)))
    return min(weight_l, weight_r)


def _begins(link: Link) -> tuple[int, ...]:
    return link.left


def _is_reordered(links: Sequence[Link]) -> bool:
    last = -1
    for link in sorted(links, key=_begins):
        if link.right[0] < last:
            return True
        last = link.right[0]
    return False


def _same_start(left: str, right: str) -> float:
    shorter = min(len(left), len(right))
    return Prefix.similarity(left, right) / shorter if shorter else 0.0
