"""What is known against calling a number, seen on 24 November 2026."""

from __future__ import annotations

import pytest

from tests.domain.moments import NOW, at
from tests.support.clock import LONDON
from trtui.domain import do_not_call
from trtui.domain.do_not_call import NumberRecord, TpsResult, permission
from trtui.domain.errors import Invalid


def screened(result: TpsResult, day: str) -> NumberRecord:
    return NumberRecord(tps_result=result, tps_checked_at=at(f"{day} 09:00"))


OBJECTED = NumberRecord(
    objected_at=at("2026-11-03 15:00"), objected_by="Sam Okafor", objection="stop calling"
)


@pytest.mark.parametrize(
    ("record", "may_call", "label", "warns"),
    [
        (None, True, "? TPS not checked", True),
        (NumberRecord(), True, "? TPS not checked", True),
        (screened(TpsResult.CLEAR, "2026-11-24"), True, "✔ TPS today", False),
        (screened(TpsResult.CLEAR, "2026-11-20"), True, "✔ TPS 4 d", False),
        (screened(TpsResult.CLEAR, "2026-10-27"), True, "✔ TPS 28 d", False),
        (screened(TpsResult.CLEAR, "2026-10-26"), True, "⚠ TPS 29 d old", True),
        (screened(TpsResult.CLEAR, "2026-01-26"), True, "⚠ TPS 9 mo old", True),
        (screened(TpsResult.TPS, "2026-11-20"), False, "✖ on TPS, 20 Nov", False),
        (screened(TpsResult.CTPS, "2025-11-20"), False, "✖ on CTPS, 20 Nov 2025", False),
        (NumberRecord(tps_result=TpsResult.CTPS), False, "✖ on CTPS", False),
        (OBJECTED, False, "✖ objected 3 Nov, Sam", False),
    ],
)
def test_what_stands_beside_a_number(
    record: NumberRecord | None, may_call: bool, label: str, warns: bool
) -> None:
    found = permission(record, NOW, LONDON)
    assert (found.may_call, found.label, found.warns) == (may_call, label, warns)
    assert do_not_call.is_blocked(record) is not may_call


def test_an_objection_outweighs_a_clean_screening() -> None:
    record = NumberRecord(OBJECTED.objected_at, "", "", TpsResult.CLEAR, NOW)
    assert not permission(record, NOW, LONDON).may_call


def test_how_long_a_screening_counts_is_a_setting() -> None:
    assert permission(screened(TpsResult.CLEAR, "2026-11-10"), NOW, LONDON, stale_days=7).warns


@pytest.mark.parametrize(
    ("typed", "result"),
    [
        ("", "unknown"),
        ("Clear", "clear"),
        ("no", "clear"),
        (" TPS ", "tps"),
        ("CTPS", "ctps"),
        ("TPS / CTPS", "ctps"),
    ],
)
def test_reading_a_result(typed: str, result: str) -> None:
    assert do_not_call.parse_result(typed).value == result


def test_what_is_no_result() -> None:
    with pytest.raises(Invalid, match="use clear, tps, ctps or unknown"):
        do_not_call.parse_result("maybe")
