"""Legal forms of companies the world over, and what a difference between two of them says."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from unicodedata import normalize

# family → the ways its members are written, as tokens of folded text ("B.V." is the token "bv").
# Forms of one family turn into each other while the company stays the same; a change of family is mild
# evidence for another company of the same group.
_SPELLINGS: dict[str, str] = {
    # Limited by shares or guarantee, and what converts into it.
    "limited": (
        "ltd; limited; limted; limitied; ltd by guarantee; limited by guarantee; "
        "company limited by guarantee; co ltd; co limited; company limited; company ltd; private limited; "
        "private ltd; pvt ltd; pvt limited; pvt; p ltd; pte ltd; pte limited; pte; pty ltd; pty limited; pty; "
        "proprietary limited; unlimited; unltd; unlimited company; uc; dac; designated activity company; clg; "
        "company limited by shares; cyf; cyfyngedig; teoranta; ltee; limitee; tapui; proprietary; "
        "limited company; ltd company; ltd co; private limited company; private company limited by shares"
    ),
    "public": "plc; public limited company; ccc; cwmni cyfyngedig cyhoeddus; cpt; public company limited; pcl",
    "partnership": (
        "llp; limited liability partnership; lp; limited partnership; pac; lllp; gp; general partnership; slp"
    ),
    "community": (
        "cic; community interest company; cbc; cwmni buddiannau cymunedol; cio; scio; "
        "charitable incorporated organisation; scottish charitable incorporated organisation"
    ),
    # North America.
    "inc": (
        "inc; incorporated; corp; corporation; co; company; inc co; pbc; public benefit corporation; "
        "corp inc; co inc; company inc; incorporation"
    ),
    "llc": "llc; limited liability company; lc; pllc; professional limited liability company; l3c; ulc",
    # German-speaking countries.
    "gmbh": (
        "gmbh; ggmbh; mbh; gmbh and co; gmbh and co kg; gmbh co kg; gmbh and co kgaa; gmbh and co ohg; kg; "
        "ohg; gbr; ug; ug haftungsbeschrankt; gesmbh; gesellschaft mit beschrankter haftung; eingetragener kaufmann; "
        "ev; eg; und co kg; and co kg"
    ),
    "ag": "ag; aktiengesellschaft; kgaa; ag and co kgaa; ag and co kg; se and co kgaa; se and co kg; se",
    # Romance languages.
    "sarl": "sarl; eurl; sas; sasu; snc; scs; sci; scop; gie; societe a responsabilite limitee; sprl; srl cv",
    "sa": (
        "sa; societe anonyme; sociedad anonima; sca; sa nv; nv sa; sa de cv; sab de cv; sapi de cv; saic; "
        "saci; sacv; cv; sae; sau"
    ),
    "sl": "sl; slu; sociedad limitada; s de rl de cv; s de rl; srl de cv; lda; ltda; limitada; eireli; "
    "unipessoal lda",
    "srl": "srl; srls; sapa; sas di; soc coop; scarl; scrl; societa a responsabilita limitata; scpa",
    "spa": "spa; societa per azioni",
    # The Low Countries and the Nordic ones.
    "bv": "bv; bvba; besloten vennootschap; vof; vzw; comm v; cvba",
    "nv": "nv; naamloze vennootschap",
    "ab": "ab; aktiebolag; publ; ab publ; hb; handelsbolag; kommanditbolag",
    "as": "as; asa; aksjeselskap; aps; anpartsselskab; aktieselskab; ivs; ans; hf; ehf",
    "oy": "oy; oyj; ab oy; oy ab; osakeyhtio; ky; tmi; oyj abp; abp",
    # Central and eastern Europe.
    "sro": "sro; spol sro; spol s ro; vos; kft; zrt; nyrt; doo; jdoo; dooel; ad; ead; eood; ood; ae; epe; ike",
    "spzoo": "sp zoo; spzoo; sp z oo; sp k; sp j; spolka z oo; spolka akcyjna; uab; sia; osauhing; ou; aktsiaselts",
    "ooo": "ooo; zao; oao; pao; llc ooo; jsc; ojsc; pjsc; cjsc; ojsc jsc; mchj",
    # Asia and the Gulf.
    "bhd": "bhd; sdn bhd; berhad; sendirian berhad; tbk",
    "kk": (
        "kk; kabushiki kaisha; gk; godo kaisha; 株式会社; 有限会社; 合同会社; 주식회사; "
        "有限公司; 股份有限公司; 有限责任公司"
    ),
    "fze": "fze; fzco; fz llc; fzc; fzllc; wll; psc; pjsc qsc; qsc; qpsc; saog; saoc; dmcc; kscp; ksc; bsc",
    "as_tr": "anonim sirketi; limited sirketi; ltd sti; sti; sanayi ve ticaret",
}
# Forms that stand before the name in their own language.
_LEADING = frozenset({"ooo", "oao", "zao", "pao", "sarl", "eurl", "uab", "sia", "gmbh", "pt", "株式会社"})
# Words that are also names or ordinary words: a form only as the last word of a longer name.
_AMBIGUOUS = frozenset(
    """as se ad ab sa co ag ae ans ccc cbc cio clg company corporation cpt cv dac eg epe ev fzc gie gk gp hb hf ike
    kg kk ksc ky lc lp nv oy ou pac pcl proprietary psc pte publ pty sae sas sau sci sia sl spa sti uab uc ug
    unlimited vos""".split()
)
# What cut-off files leave of "limited"; only as the very last word.
_CUT_OFF = frozenset({"lim", "limi", "limit", "limite"})
_FAMILY: dict[tuple[str, ...], str] = {
    tuple(normalize("NFKD", spelling).split()): family
    for family, row in _SPELLINGS.items()
    for spelling in row.split("; ")
}
_LONGEST = max(map(len, _FAMILY))
_ENDS = frozenset(key[-1] for key in _FAMILY)
#: Single words that are a legal form wherever they stand.
FORM_WORDS = frozenset(key[0] for key in _FAMILY if len(key) == 1 and key[0] not in _AMBIGUOUS)

_CONVERTS = frozenset(
    {
        frozenset({"limited", "public"}),
        frozenset({"limited", "community"}),
        frozenset({"inc", "llc"}),
        frozenset({"sarl", "sa"}),
        frozenset({"srl", "spa"}),
        frozenset({"sl", "sa"}),
        frozenset({"gmbh", "ag"}),
        frozenset({"bv", "nv"}),
        frozenset({"bv", "sarl"}),
        frozenset({"nv", "sa"}),
        frozenset({"inc", "limited"}),
    }
)


def split_form(words: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words without their legal forms, and the families of the forms that were set aside.

    Forms go from the end (several in a row: "Co., Ltd"), those used in front from the beginning, and
    unambiguous ones from anywhere after the first word. A name that is nothing but a form keeps its words.
    """
    rest = list(words)
    families: list[str] = []
    if len(rest) > 1 and rest[-1] in _CUT_OFF:
        families.append("limited")
        del rest[-1]
    while len(rest) > 1 and rest[-1] in _ENDS:
        size = next((n for n in range(min(_LONGEST, len(rest) - 1), 0, -1) if tuple(rest[-n:]) in _FAMILY), 0)
        if not size:
            break
        families.append(_FAMILY[tuple(rest[-size:])])
        del rest[-size:]
        while len(rest) > 1 and rest[-1] == "and":
            del rest[-1]
    if len(rest) > 1 and rest[0] in _LEADING:
        families.append(_FAMILY.get((rest[0],), "bhd"))
        del rest[0]
    inside = [at for at, word in enumerate(rest) if at and word in FORM_WORDS]
    for at in reversed(inside):
        families.append(_FAMILY[(rest[at],)])
        del rest[at]
    return tuple(rest), tuple(dict.fromkeys(families))


@lru_cache(maxsize=1024)
def form_conflict(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return how strongly two sets of legal forms speak against one company: 0 (nothing) to 1.

    A form that is missing on one side says nothing; forms that turn into each other say little.
    """
    if not left or not right or set(left) & set(right):
        return 0.0
    if any(frozenset({a, b}) in _CONVERTS for a in left for b in right):
        return 0.4
    return 1.0
