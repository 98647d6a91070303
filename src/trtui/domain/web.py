"""E-mail addresses and web domains: one form to keep, one form to compare, no network."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from trtui.domain.errors import Invalid

EMAIL_LIMIT: Final = 254
_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~\u00a1-\U0010ffff-]+)*"
)
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_SCHEME = re.compile(r"mailto:|[a-z][a-z0-9+.-]*:/+")
_TOP = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")

FREE_MAIL: Final = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk hotmail.fr live.com live.co.uk "
    "msn.com outlook.co.uk passport.com yahoo.com yahoo.co.uk yahoo.ie yahoo.fr yahoo.de ymail.com "
    "rocketmail.com icloud.com me.com mac.com aol.com aol.co.uk btinternet.com btopenworld.com "
    "btconnect.com sky.com talktalk.net talktalk.co.uk tiscali.co.uk virginmedia.com virgin.net "
    "ntlworld.com blueyonder.co.uk plusnet.com plus.com o2.co.uk orange.net orangehome.co.uk "
    "freeserve.co.uk wanadoo.co.uk lineone.net supanet.com fsmail.net zen.co.uk eclipse.co.uk "
    "madasafish.com onetel.com tesco.net uwclub.net mail.com email.com gmx.com gmx.co.uk gmx.net gmx.de "
    "web.de t-online.de freenet.de proton.me protonmail.com pm.me tutanota.com tuta.io zoho.com "
    "fastmail.com fastmail.fm hushmail.com yandex.com yandex.ru mail.ru inbox.com comcast.net verizon.net "
    "att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net orange.fr wanadoo.fr free.fr "
    "laposte.net sfr.fr libero.it virgilio.it qq.com 163.com 126.com naver.com rediffmail.com "
    "eircom.net".split()
)
"""Providers whose addresses say nothing about the company."""

HOSTED: Final = frozenset(
    "facebook.com linkedin.com instagram.com twitter.com x.com youtube.com wixsite.com wordpress.com "
    "weebly.com blogspot.com blogspot.co.uk sites.google.com godaddysites.com squarespace.com "
    "myshopify.com github.io netlify.app business.site yell.com checkatrade.com".split()
)
"""Sites that hold the pages of many companies, so that the shared part is no evidence."""

# Suffixes of two labels, left of which stands the name that somebody registers. The public suffix list is far
# longer, and changes; these cover the registries under which companies in this trade are found.
_SECOND_LEVEL: Final = {
    "uk": "ac co gov judiciary ltd me mod net nhs nic org parliament plc police sch",
    "au": "com net org edu gov asn id",
    "nz": "co net org ac govt geek maori school iwi",
    "za": "co net org ac gov law web nom",
    "jp": "co ne or ac go ad ed gr lg",
    "kr": "co ne or re go ac",
    "in": "co net org gen firm ind ac edu gov",
    "il": "co org net ac gov muni",
    "br": "com net org gov edu ind srv",
    "cn": "com net org gov edu ac",
    "hk": "com net org gov edu idv",
    "sg": "com net org gov edu per",
    "my": "com net org gov edu",
    "tw": "com net org gov edu idv",
    "tr": "com net org gov edu biz info web gen",
    "mx": "com net org gob edu",
    "ar": "com net org gob edu",
    "pl": "com net org gov edu biz info waw",
    "ua": "com net org gov edu in kiev",
    "at": "co or ac gv",
    "hu": "co org info",
    "es": "com nom org gob edu",
    "pt": "com org edu gov",
    "gr": "com net org edu gov",
    "cy": "com net org ac gov",
    "mt": "com net org edu gov",
    "gg": "co net org",
    "je": "co net org",
    "im": "co com net org ac",
    "ng": "com net org gov edu",
    "ke": "co or ne go ac",
    "th": "co or in ac go",
    "id": "co or web ac go",
    "ph": "com net org gov edu",
    "vn": "com net org gov edu",
    "pk": "com net org gov edu",
    "ae": "co net org ac gov",
    "sa": "com net org gov edu",
    "eg": "com net org gov edu",
}
_SUFFIXES: Final = frozenset(
    f"{second}.{top}" for top, names in _SECOND_LEVEL.items() for second in names.split()
) | {
    "uk.com",
    "gb.com",
    "gb.net",
    "uk.net",
    "eu.com",
    "us.com",
    "de.com",
}


def email(text: str, field: str = "email") -> str:
    """Return an address in lower case, without ``mailto:``, brackets and a display name; empty stays empty.

    Raises Invalid for what cannot be an address.
    """
    bare = text.strip()
    if "<" in bare and bare.endswith(">"):
        bare = bare[bare.rindex("<") + 1 : -1]
    bare = re.sub(r"(?i)^mailto:", "", bare.strip().strip("<>;, ")).split("?", 1)[0].strip()
    if not bare:
        return ""
    local, at, host = unicodedata.normalize("NFC", bare).lower().rpartition("@")
    shown = bare if len(bare) <= 40 else bare[:39] + "…"
    if not at or not _LOCAL.fullmatch(local) or len(bare) > EMAIL_LIMIT or len(local) > 64:
        raise Invalid(f"“{shown}” is not an e-mail address: use the form name@company.co.uk.", field)
    domain = _host(host)
    if not domain:
        raise Invalid(f"“{shown}” is not an e-mail address: check what stands after the @.", field)
    return f"{local}@{domain}"


def website(text: str, field: str = "website") -> str:
    """Return the host of a web address in any form: ``brookhill.example`` for ``https://www.Brookhill.example/uk``.

    An empty text stays empty; what cannot be a web address raises Invalid.
    """
    if not text.strip():
        return ""
    found = domain_of(text)
    if not found or "@" in text or len(text.split()) > 1:
        shown = " ".join(text.split())[:40]
        raise Invalid(f"“{shown}” is not a web address: use the form company.co.uk.", field)
    return found


def domain_of(text: str) -> str:
    """Return the host of a web address or e-mail address, without ``www.``, or nothing; never raises."""
    for word in text[:2000].lower().replace("\\", "/").split():
        bare = re.split(r"[/?#]", _SCHEME.sub("", word.strip("<>()[],;\"'")), maxsplit=1)[0]
        host = _host(re.sub(r":[0-9]*$", "", bare.rpartition("@")[2]))
        if host:
            return re.sub(r"^www[0-9]?\.(?=[^.]+\.)", "", host)
    return ""


def registrable(domain: str) -> str:
    """Return the part of a domain that was registered: ``brookhill.co.uk`` for ``jobs.brookhill.co.uk``."""
    labels = domain.lower().strip(".").split(".")
    keep = 3 if ".".join(labels[-2:]) in _SUFFIXES else 2
    return ".".join(labels[-keep:])


def company_domain(text: str) -> str:
    """Return the registered domain of an address as evidence for a company, or nothing.

    Free-mail providers, sites that hold many companies' pages, and bare suffixes are no evidence. Never
    raises.
    """
    host = domain_of(text)
    if not host or host in HOSTED:
        return ""
    found = registrable(host)
    if found in HOSTED or is_free_mail(found) or found in _SUFFIXES or "." not in found:
        return ""
    return found


def is_free_mail(domain: str) -> bool:
    """Tell whether a domain (or an address's domain) is a provider's for everybody."""
    host = domain.rpartition("@")[2].strip().lower()
    return host in FREE_MAIL or registrable(host) in FREE_MAIL


def _host(text: str) -> str:
    """Return a host name in its ASCII form, or nothing when it cannot be one."""
    host = text.strip().strip(".").lower()
    if not host or len(host) > 253:
        return ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii").lower()
        except (UnicodeError, ValueError):
            return ""
    labels = host.split(".")
    if (
        len(labels) < 2
        or not _TOP.fullmatch(labels[-1])
        or not all(_LABEL.fullmatch(label) for label in labels)
    ):
        return ""
    return host
