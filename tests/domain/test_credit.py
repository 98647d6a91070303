"""Credit limits as they are typed and shown, and an approval in words."""

from __future__ import annotations

from datetime import date

import pytest

from trtui.domain.credit import approval, parse_limit, pounds
from trtui.domain.errors import Invalid

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "pence", "shown"),
    [
        ("20000", 2_000_000, "£20,000"),
        (" £20,000.50 ", 2_000_050, "£20,000.50"),
        ("20k", 2_000_000, "£20,000"),
        ("1.5M", 150_000_000, "£1,500,000"),
        ("12 500", 1_250_000, "£12,500"),
        ("0.01", 1, "£0.01"),
        ("1000m", 100_000_000_000, "£1,000,000,000"),
    ],
)
def test_a_limit_is_read_in_pounds(typed: str, pence: int, shown: str) -> None:
    assert parse_limit(typed) == pence
    assert pounds(pence) == shown


@pytest.mark.parametrize("typed", ["", "lots", "-5", "0", "1e9", "1000.5m", "20 000 €", "1.234", "٣٠"])
def test_what_is_no_limit_is_refused(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_limit(typed)
    assert refused.value.field == "limit"


@pytest.mark.parametrize(
    ("limit", "until", "provider", "reference", "said"),
    [
        (
            2_000_000,
            date(2027, 11, 30),
            "Creditsafe",
            "4711",
            "approved to £20,000 until 30 Nov 2027 (Creditsafe 4711)",
        ),
        (None, None, "", "", "approved"),
        (50_000, TODAY, "", "R1", "approved to £500 until 24 Nov (R1)"),
        (50_000, date(2026, 11, 23), "", "", "approved to £500, ran out on 23 Nov"),
    ],
)
def test_an_approval_in_words(
    limit: int | None, until: date | None, provider: str, reference: str, said: str
) -> None:
    assert approval(limit, until, provider, reference, TODAY) == said
