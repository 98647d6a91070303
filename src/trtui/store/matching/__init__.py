"""The duplicate check's index: candidates for what is being entered, the rarity of words, and upkeep."""

from trtui.store.matching.clients import known
from trtui.store.matching.finding import BaseRarity, Finder, candidates, clients_in, rarity
from trtui.store.matching.upkeep import rebuild, reindex

__all__ = ["BaseRarity", "Finder", "candidates", "clients_in", "known", "rarity", "rebuild", "reindex"]
