"""Of the companies that may be meant one is: how likely, beside the others."""

from __future__ import annotations

import pytest

from trtui.domain.register.choosing import likeliest
from trtui.domain.register.values import RegisterHit


def a_hit(number: str, score: float, status: str = "Active") -> RegisterHit:
    return RegisterHit(number, f"FIRM {number}", f"FIRM {number}", False, status, "", "", "", (), score)


def test_nothing_found_is_nobody() -> None:
    assert likeliest(()) is None


def test_one_alone_is_as_likely_as_it_looks() -> None:
    found = likeliest([a_hit("1", 0.97)])
    assert found is not None
    assert (found.hit.number, found.reasons) == ("1", ())
    assert found.score == pytest.approx(0.97)


@pytest.mark.parametrize("count", [2, 3, 5])
def test_those_that_fit_alike_share_the_likelihood(count: int) -> None:
    found = likeliest([a_hit(str(at), 0.999) for at in range(count)])
    assert found is not None
    assert found.score == pytest.approx(1 / count, abs=0.001)
    (reason,) = found.reasons
    assert reason.detail == "but FIRM 1 (1) may be meant as well"


def test_one_that_fits_much_worse_changes_nothing() -> None:
    found = likeliest([a_hit("1", 0.999), a_hit("2", 0.3)])
    assert found is not None and found.reasons == ()
    assert found.score == pytest.approx(0.998, abs=0.001)


def test_a_company_that_has_ended_gives_way_to_one_that_trades() -> None:
    found = likeliest([a_hit("1", 0.999, "Liquidation"), a_hit("2", 0.999)])
    assert found is not None
    assert found.hit.number == "2" and 0.9 < found.score < 0.92


def test_a_certain_one_is_still_a_likelihood() -> None:
    found = likeliest([a_hit("1", 1.0)])
    assert found is not None and 0.999 < found.score <= 1
