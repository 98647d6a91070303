"""The Target 20."""

from __future__ import annotations

from datetime import date

import pytest

from trtui.domain import target20
from trtui.domain.csi import CsiCode
from trtui.domain.errors import Invalid

CODED = (CsiCode.A,)


def test_twenty_fit_and_no_more() -> None:
    target20.check_adding(19, 1, CODED)
    with pytest.raises(Invalid, match="room for 0 more, not 1"):
        target20.check_adding(20, 1, CODED)
    with pytest.raises(Invalid, match="room for 2 more, not 3"):
        target20.check_adding(18, 3, CODED * 3)
    target20.check_adding(20, 1, CODED, size=25)


def test_it_is_part_of_the_csi_list() -> None:
    with pytest.raises(Invalid, match="One contact has no CSI code"):
        target20.check_adding(0, 2, (CsiCode.A, None))
    with pytest.raises(Invalid, match="2 contacts have no CSI code"):
        target20.check_adding(0, 2, (None, None))


def test_a_place_lasts_four_months_unless_it_says_otherwise() -> None:
    since = date(2026, 8, 31)
    assert target20.ends_on(since) == date(2026, 12, 31)
    assert target20.ends_on(since, months=3) == date(2026, 11, 30)
    assert not target20.is_over(since, None, date(2026, 12, 30))
    assert target20.is_over(since, None, date(2026, 12, 31))
    assert target20.is_over(since, date(2026, 11, 1), date(2026, 11, 1))
