"""The clients of a chunk that no index knows yet: which of them a row is compared with."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from trtui.desk.importing.matches import Pending
from trtui.desk.importing.portraits import Piece, Portrait
from trtui.domain.folding import fold
from trtui.domain.matching import Typed

WORDS = ["smith", "smyth", "sons", "and", "the", "care", "homes", "carehomes", "ltd", "limited", "leeds", "a"]
names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def pending(*found: str) -> Pending:
    made = Pending()
    for name in found:
        made.add(Portrait(Piece("client", {"name": name})))
    return made


def test_near_are_names_with_the_same_words_and_names_written_alike() -> None:
    made = pending("Smith & Sons Ltd", "Aspen Care", "Carehomes", "Smyth and Sons")
    assert {one.name for one in made.near(Typed("smith and sons"))} == {"Smith & Sons Ltd", "Smyth and Sons"}
    assert {one.name for one in made.near(Typed("Aspen Care Homes Limited"))} == {"Aspen Care"}
    assert {one.name for one in made.near(Typed("Care Homes"))} == {"Carehomes"}
    assert not made.near(Typed("Brookhill Logistics"))


@given(st.lists(names, max_size=8), names)
def test_choosing_first_leaves_out_nothing_that_measuring_all_would_find(
    there: list[str], asked: str
) -> None:
    found = {one.client_id for one in pending(*there).near(Typed(asked))}
    assert found == {
        -place - 1 for place, name in enumerate(there) if fuzz.token_set_ratio(fold(asked), fold(name)) >= 78
    }
