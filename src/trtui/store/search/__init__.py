"""Search: documents of clients and contacts, the index over them, and finding in it."""

from trtui.store.search.filters import has_town
from trtui.store.search.finding import find
from trtui.store.search.results import Findings, Place
from trtui.store.search.upkeep import rebuild, reindex, respell

__all__ = ["Findings", "Place", "find", "has_town", "rebuild", "reindex", "respell"]
