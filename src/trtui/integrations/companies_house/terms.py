"""The codes of the API in the words of the register's monthly file, so that both can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

# What differs from the code itself with its hyphens as spaces; from companieshouse/api-enumerations, constants.yml.
STATUS: Final[Mapping[str, str]] = {
    "converted-closed": "Converted/Closed",
    "voluntary-arrangement": "Voluntary Arrangement",
    "insolvency-proceedings": "Insolvency Proceedings",
    "administration": "In Administration",
}
DETAIL: Final[Mapping[str, str]] = {"active-proposal-to-strike-off": "Active - Proposal to Strike off"}
"""Details that say more about an active company than its status does."""
CATEGORY: Final[Mapping[str, str]] = {
    "ltd": "Private Limited Company",
    "plc": "Public Limited Company",
    "old-public-company": "Old Public Company",
    "llp": "Limited Liability Partnership",
    "limited-partnership": "Limited Partnership",
    "scottish-partnership": "Scottish Partnership",
    "private-unlimited": "Private Unlimited Company",
    "private-unlimited-nsc": "Private Unlimited Company without share capital",
    "private-limited-guarant-nsc": "Private limited by guarantee, no share capital",
    "private-limited-guarant-nsc-limited-exemption": "Private limited by guarantee, no share capital",
    "private-limited-shares-section-30-exemption": "Private Limited Company",
    "registered-society-non-jurisdictional": "Registered Society",
    "industrial-and-provident-society": "Industrial and Provident Society",
    "charitable-incorporated-organisation": "Charitable Incorporated Organisation",
    "scottish-charitable-incorporated-organisation": "Scottish Charitable Incorporated Organisation",
    "oversea-company": "Overseas Company",
    "registered-overseas-entity": "Overseas Entity",
    "uk-establishment": "UK Establishment",
    "royal-charter": "Royal Charter Company",
}


def status(code: str, detail: str = "") -> str:
    """Return a company's status: ``Active``, ``Active - Proposal to Strike off``, ``Liquidation``."""
    return DETAIL.get(detail) or STATUS.get(code) or _capital(code)


def category(code: str) -> str:
    """Return what kind of company it is: ``Private Limited Company``."""
    return CATEGORY.get(code) or _capital(code)


def accounts_category(code: str) -> str:
    """Return the kind of its last accounts: ``TOTAL EXEMPTION FULL``."""
    return "NO ACCOUNTS FILED" if code == "null" else code.replace("-", " ").upper()


def _capital(code: str) -> str:
    words = code.replace("-", " ")
    return words[:1].upper() + words[1:]
