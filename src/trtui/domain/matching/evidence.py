"""What speaks for one company beside its name: number, web and e-mail domain, telephone, postcode.

The name gives odds; each piece of evidence multiplies them. An equal company number decides alone. Companies of one
group share a website and a switchboard, so these are strong only beside a name that is close, and the less the
more clients share them; alone they make a client worth a look. Postcodes that differ say little: clients have sites.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from trtui.domain import phones, postcode
from trtui.domain.matching.values import NOT_CERTAIN, Known, Reason, Typed

SAME_DOMAIN: Final = 12.0
SAME_PHONE: Final = 40.0
SAME_POSTCODE: Final = 3.0
SAME_DISTRICT: Final = 1.3
OTHER_POSTCODE: Final = 0.8
OTHER_NUMBER: Final = 0.15

#: The score that a shared website, a shared telephone number, or both, is worth under any name.
DOMAIN_ALONE: Final = 0.37
PHONE_ALONE: Final = 0.45
BOTH_ALONE: Final = 0.6
SAME_NUMBER: Final = 0.999
SAME_NUMBER_OTHER_NAME: Final = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the odds of the name are multiplied with, the bounds of the score, and the reasons in words."""

    factor: float = 1.0
    at_least: float = 0.0
    at_most: float = 1.0
    reasons: tuple[Reason, ...] = ()


def evidence(
    typed: Typed, known: Known, sharing: Mapping[str, int], *, contradicts: bool = False
) -> Evidence:
    """Weigh what is entered beside the name against what is known of a client.

    ``sharing`` tells how many clients of different names, among those compared, have a domain or phone number;
    ``contradicts`` that the names have nothing in common, so that a number alone does not decide: it is asked about.
    """
    if not (typed.number or typed.domains or typed.phones or typed.postcodes):
        return _NOTHING
    if typed.number and typed.number == known.number:
        return _same_number(typed.number, contradicts=contradicts)
    factor, at_least, at_most = 1.0, 0.0, 1.0
    reasons: list[Reason] = []
    domain = _first_common(typed.domains, known.domains)
    phone = _first_common(typed.phones, known.phones)
    if phone:
        among = max(1, sharing.get(phone, 1))
        factor *= 1 + (SAME_PHONE - 1) / among**2
        at_least = PHONE_ALONE if among <= 3 else 0.0
        reasons.append(Reason("phone", f"same phone {phones.display(phone)}"))
    if domain:
        among = max(1, sharing.get(domain, 1))
        factor *= 1 + (SAME_DOMAIN - 1) / among**2
        if among <= 3:
            at_least = BOTH_ALONE if at_least else DOMAIN_ALONE
        reasons.append(Reason("domain", f"same website or e-mail domain {domain}"))
    if typed.postcodes and known.postcodes:
        shared = _first_common(typed.postcodes, known.postcodes)
        here = {postcode.district(one) for one in typed.postcodes} - {""}
        near = here & {postcode.district(one) for one in known.postcodes}
        if shared and postcode.is_british(shared):
            factor *= SAME_POSTCODE
            reasons.append(Reason("postcode", f"same postcode {shared}"))
        elif near:
            factor *= SAME_DISTRICT
            reasons.append(Reason("postcode", f"same postcode district {min(near)}"))
        elif here:
            factor *= OTHER_POSTCODE
    if typed.number and known.number:
        factor *= OTHER_NUMBER
        at_most = NOT_CERTAIN
        reasons.append(Reason("other number", f"another company number, {known.number}"))
    return Evidence(factor, at_least, at_most, tuple(reasons))


def _same_number(number: str, *, contradicts: bool) -> Evidence:
    if contradicts:
        reason = Reason("number", f"same company number {number}, but another name: a slip in one of them?")
        return Evidence(1.0, SAME_NUMBER_OTHER_NAME, SAME_NUMBER_OTHER_NAME, (reason,))
    return Evidence(1.0, SAME_NUMBER, 1.0, (Reason("number", f"same company number {number}"),))


def _first_common(one: Sequence[str], other: Sequence[str]) -> str:
    return next((value for value in one if value and value in other), "") if one and other else ""


_NOTHING: Final = Evidence()
