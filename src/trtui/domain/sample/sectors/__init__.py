"""The lines of business of the sample's clients, by the desk that serves them."""

from trtui.domain.sample.sectors import caring, industrial, office
from trtui.domain.sample.sectors.sector import CARE, INDUSTRIAL, OFFICE, Sector

SECTORS: tuple[Sector, ...] = industrial.SECTORS + caring.SECTORS + office.SECTORS

__all__ = ["CARE", "INDUSTRIAL", "OFFICE", "SECTORS", "Sector"]
