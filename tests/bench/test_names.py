"""What is reckoned of the answers of the duplicate check."""

from __future__ import annotations

import pytest

from tests.bench.company_pairs import Query, _Groups
from tests.bench.names import Answer, calibration_error, rows
from trtui.domain.matching import Match


def answer(truth: int | None, *found: tuple[int, float, str]) -> Answer:
    matches = tuple(Match(number, score, strength) for number, score, strength in found)  # type: ignore[arg-type]
    return Answer(Query("q", "typed", truth, True), matches, matches)


ANSWERS = [
    answer(1, (1, 0.97, "certain")),
    answer(2, (3, 0.9, "likely"), (2, 0.5, "possible")),
    answer(4, (4, 0.9, "likely")),
    answer(5),
    answer(None, (6, 0.1, "possible")),
]


def test_the_figures_are_shares_of_names_that_have_a_client() -> None:
    found = {row.what.removeprefix("names: "): row.ours for row in rows(ANSWERS)}
    assert found["the right one comes first"] == pytest.approx(50)
    assert found["the right one is among the first five"] == pytest.approx(75)
    assert found["F1 at the warning"] == pytest.approx(100 * 2 * (2 / 3) * (1 / 2) / (2 / 3 + 1 / 2))
    assert found["the first is right where it is certain"] == 100
    assert found["the first is right where it is likely"] == 50


def test_a_per_cent_that_is_as_often_right_as_it_says_has_no_error() -> None:
    even = [answer(1, (1, 0.5, "possible")), answer(2, (1, 0.5, "possible"))]
    assert calibration_error(even) == pytest.approx(0)
    assert calibration_error([answer(2, (1, 0.9, "likely"))]) == pytest.approx(0.9)


def test_what_belongs_together_through_another_is_one_organisation() -> None:
    groups = _Groups()
    groups.join("query 1", "record 7")
    groups.join("query 2", "name acme")
    groups.join("record 7", "name acme")
    assert len({groups.least(one) for one in ("query 1", "query 2", "record 7", "name acme")}) == 1
    assert groups.least("query 3") == "query 3"
