"""What a company's standing in the register means for the client that it is."""

from __future__ import annotations

from datetime import date

import pytest

from trtui.domain.register.watching import FlagKind, kind_of, raised, renaming

ON = date(2026, 11, 1)

MEANINGS = {
    "Active": None,
    "": None,
    "Registered": None,
    "Open": None,
    "Active - Proposal to Strike off": FlagKind.STRIKE_OFF,
    "Liquidation": FlagKind.LIQUIDATION,
    "In Administration": FlagKind.INSOLVENCY,
    "In Administration/Receiver Manager": FlagKind.INSOLVENCY,
    "ADMINISTRATIVE RECEIVER": FlagKind.INSOLVENCY,
    "RECEIVERSHIP": FlagKind.INSOLVENCY,
    "Live but Receiver Manager on at least one charge": FlagKind.INSOLVENCY,
    "Voluntary Arrangement": FlagKind.INSOLVENCY,
    "VOLUNTARY ARRANGEMENT / RECEIVER MANAGER": FlagKind.INSOLVENCY,
    "Insolvency Proceedings": FlagKind.INSOLVENCY,
    "Dissolved": FlagKind.DISSOLVED,
    "Converted/Closed": FlagKind.DISSOLVED,
    "Closed": FlagKind.DISSOLVED,
    "Removed": FlagKind.DISSOLVED,
}


@pytest.mark.parametrize(("status", "kind"), MEANINGS.items())
def test_every_status_of_the_register_has_a_meaning(status: str, kind: FlagKind | None) -> None:
    assert kind_of(status) is kind


def test_the_gravest_kind_has_the_first_place() -> None:
    assert [kind.rank for kind in FlagKind] == list(range(len(FlagKind)))
    assert FlagKind.DISSOLVED.rank < FlagKind.LIQUIDATION.rank < FlagKind.RENAMED.rank


@pytest.mark.parametrize(
    ("due", "is_late"), [(date(2026, 10, 31), True), (ON, False), (date(2026, 11, 20), False), (None, False)]
)
def test_accounts_are_late_when_the_edition_says_so_and_not_when_time_passed_since(
    due: date | None, is_late: bool
) -> None:
    found = raised(("Brookhill",), "BROOKHILL LTD", "Active", due, (), ON)
    assert [one.kind for one in found] == ([FlagKind.ACCOUNTS] if is_late else [])


def test_late_accounts_of_a_company_that_is_being_wound_up_are_no_news() -> None:
    found = raised(("Brookhill",), "BROOKHILL LTD", "Liquidation", date(2020, 1, 1), (), ON)
    assert [one.kind for one in found] == [FlagKind.LIQUIDATION]


FORMER = (("BROOKHILL LIMITED", date(2026, 3, 4)), ("HUNSLET HAULAGE LTD", date(2011, 3, 4)))

RENAMINGS = {
    "by its last name": (("Brookhill Ltd",), True),
    "by a name before that": (("Hunslet Haulage",), True),
    "by the name that it has": (("Vosteq",), False),
    "by the name in another form": (("The Vosteq PLC",), False),
    "by a name of its own": (("The Mill Bakery",), False),
    "by its own name, the old company's noted": (("The Mill Bakery", "Brookhill Limited"), True),
    "by its own name, the new company's noted": (("The Mill Bakery", "Brookhill Limited", "Vosteq"), False),
    "by the old name, the new one noted": (("Brookhill", "Vosteq"), True),
}


@pytest.mark.parametrize(("names", "is_renamed"), RENAMINGS.values(), ids=RENAMINGS.keys())
def test_a_client_known_by_a_former_name_was_renamed(names: tuple[str, ...], is_renamed: bool) -> None:
    found = renaming(names, "VOSTEQ LIMITED", FORMER)
    assert (found is not None) == is_renamed
    if found is not None:
        assert found.text == "is called Vosteq Limited since 4 Mar 2026"


def test_a_company_without_former_names_was_never_renamed() -> None:
    assert renaming(("Brookhill",), "VOSTEQ LIMITED", ()) is None
