"""Whether a company being entered is already a client: normalising, comparing, weighing evidence, giving reasons."""

from trtui.domain.matching.compare import compare, measures, rank
from trtui.domain.matching.keys import Asked, AskedKey, IndexKeys, asked_words, index_words, key_of, pair_key
from trtui.domain.matching.rarity import Rarity, general_rarity, word_rarity
from trtui.domain.matching.values import CERTAIN, LIKELY, POSSIBLE, Known, Match, Reason, Strength, Typed

__all__ = [
    "CERTAIN",
    "LIKELY",
    "POSSIBLE",
    "Asked",
    "AskedKey",
    "IndexKeys",
    "Known",
    "Match",
    "Rarity",
    "Reason",
    "Strength",
    "Typed",
    "asked_words",
    "compare",
    "general_rarity",
    "index_words",
    "key_of",
    "measures",
    "pair_key",
    "rank",
    "word_rarity",
]
