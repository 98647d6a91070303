"""The REST API of Companies House: search and company profile, within its limits."""

from __future__ import annotations

from trtui.integrations.companies_house.address import API_URL
from trtui.integrations.companies_house.client import CompaniesHouse, Timeouts, connect

__all__ = ["API_URL", "CompaniesHouse", "Timeouts", "connect"]
