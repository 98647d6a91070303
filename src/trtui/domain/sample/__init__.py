"""A believable recruitment agency out of nothing but a seed: no real persons, companies, numbers or addresses.

Town names, postcode areas, industry codes and job titles are real; everything else is made up. Telephone numbers come
from Ofcom's ranges for fiction and, when a store is too large for those, from an area code that no place has; web and
e-mail addresses end in the reserved ``.example``; company numbers lie beyond what the register has reached.
"""

from trtui.domain.sample.agency import agency
from trtui.domain.sample.clients import generate
from trtui.domain.sample.values import SampleAgency, SampleClient, SampleContact

__all__ = ["SampleAgency", "SampleClient", "SampleContact", "agency", "generate"]
