"""Words that no dictionary holds: rank → word, for families, places, brands, compounds and initials.

Every function here is pure arithmetic: the same rank always gives the same word, different ranks nearly always
different ones. A rank is scattered over the patterns first, so that neighbouring ranks do not look alike.
"""

from __future__ import annotations

from trtui.domain.sample.nouns import FIRST_HALVES, SECOND_HALVES

_PLACE_STARTS = tuple(
    """
    Ash Ald Apple Arn Bar Beck Bent Ber Birch Black Blen Bough Bram Bran Brat Breck Bright Brock Brom Broad
    Buck Bur Cald Carl Cat Chal Charl Chel Chil Clay Cliff Cold Comb Copp Corn Cott Cran Craw Cross Cud Dal
    Dar Dean Den Dig Dray Dun East Eccle Eden Egg Elk Ell Elm Ever Fal Farn Fen Fern Field Fin Flax Ford Fox
    Frith Ful Gar Gates Gil Glan Gold Gos Grant Green Grim Hack Had Hal Ham Hand Har Has Hat Hawk Hazel Heb
    Hel Hen Hes High Hin Hol Horn Hor Hul Hunt Ick Ing Kel Ken Kes Kil Kim King Kip Kirk Knap Lad Lam Lang
    Lark Led Leigh Lin Lit Long Lud Mal Man Marl Mars Mel Mere Mid Mil Mor Mos Nan Nether New Nor Oak Od Ol
    Or Os Ot Ox Pad Pen Pick Pip Pol Prest Raven Red Ren Rip Rod Rom Roth Row Rud Rush Sand Scar Sed Sel
    Shel Ship Sil Skel Slaugh Sned South Spar Stan Staple Stock Stoke Strat Sut Swan Swin Tad Tam Tan Thorn
    Thur Tid Til Tod Tor Tren Tul Under Up Wad Wake Wal Ware Wat Wed Wel Wen Wes Whit Wick Wil Win Wold Wood
    Wool Wor Wren Wy Yar Yel York
    """.split()
)
_PLACE_ENDS = tuple(
    """
    ton ham ley field ford well wick worth bury combe dale den don ditch ely fold gate grove hurst ingham
    ington kirk land low mere minster moor mouth ness over port ridge sall sett shaw side stead sted stoke
    stone stow thorpe toft tree ville water wold wood by beck borough bourne bridge brook croft
    """.split()
)
_PLACE_MIDDLES = ("", "", "", "", "", "", "er", "ing", "en", "a")
_PLACE_FRONTS = (
    "Great",
    "Little",
    "Upper",
    "Lower",
    "North",
    "South",
    "East",
    "West",
    "Old",
    "St",
    "Market",
    "Nether",
)

_FAMILY_PATTERNS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (_PLACE_STARTS, _PLACE_ENDS),
    (
        _PLACE_STARTS,
        ("man", "son", "sley", "good", "wright", "ward", "smith", "kins", "ridge", "sby", "nett", "ley"),
    ),
    (
        tuple("Ade Olu Ayo Oye Baba Ola Owo Akin Ogun Fola Odu Ilu Awo Eyi Ige Omo".split()),
        tuple("bayo wale tunde yemi sola dele kunle femi niyi ropo bola jide mola wumi segun tayo".split()),
    ),
    (
        tuple("Chukwu Nna Obi Oke Nwa Uzo Ane Ike Eme Udo Okwu Ani".split()),
        tuple("emeka nta chukwu ma ka nwa dike kwe gwu ora ebe ocha".split()),
    ),
    (
        tuple("Wisz Kow Grab Jan Mal Wal Now Brz Czar Dab Piet Sob Zal Lis Kras Ost Bor Gor Woj Tom".split()),
        tuple("ewski ecki czyk inski owski arz alik czak ak iak owicz anowski ynski aszek ula".split()),
    ),
    (
        tuple("Pop Mun Ion Dum Con Stan Vas Bal Cor Lup Mold Rus Ung Cioc Gher Tud Neag Florea".split()),
        tuple("escu eanu ache oiu aru ovan ica ulescu anu eru".split()),
    ),
    (
        tuple("Vis Raj Sub Ven Nara Gane Kris Rama Siva Hari Bala Loga Jaga Thiru Muru Para".split()),
        tuple(
            "wanathan endran ramanian katesh yanan shan nan moorthy lingam haran murthy nathan dasan vel gavel".split()
        ),
    ),
    (
        tuple("Bal Har Sar Dal Jas Man Gur Kul Raj Sukh Par Nir Har Tal Bha".split()),
        tuple("war inder want deep winder mohan pal preet jit mail dhal gill sena tara wal".split()),
    ),
    (
        tuple("Papa Kara Hadji Kon Geor Theo Niko Mavro Stavro Anto Pana Chara Deme Aga".split()),
        tuple(
            "dakis poulos idis akis stantinou giou doulou laou matis theodorou giotou lambous triou thou".split()
        ),
    ),
    (
        ("Mac", "Mc", "O'"),
        tuple(
            "Ardle Allan Brearty Clinton Cluskey Dermid Elroy Fadden Gahan Garrity Gowan Hale Indoe "
            "Keever Kinstry Laverty Menemy Nulty Quarrie Rory Shea Taggart Vicar Whirter".split()
        ),
    ),
    (
        tuple("Al Ben Abu El Bin Ibn".split()),
        tuple(
            "-Hariri -Masri -Rashidi -Khatib -Saleh -Najjar -Tamimi -Sayed -Shami -Zahra -Fahim -Qasim".split()
        ),
    ),
    (
        tuple("Bell Cast Mont Ros Ferr Gal Mar Sant Vill Font Pel Dell Cap Ricc Lomb".split()),
        tuple("ini etti ano ello agni ucci oni arini ardi iero ante elli acci one".split()),
    ),
)

_ONSETS = tuple("b br c cl d dr f fl g gr h j k kr l m n p pr qu r s sh st str t tr th v w z ch".split())
_ONSETS_INSIDE = tuple("b d g k l m n p r s t v z br dr tr".split())
_VOWELS = tuple("a a a e e e i i i o o o u ai ea io oo y".split())
_CODAS = ("l", "n", "r", "s", "x", "m", "t", "v", "n", "r")
_OPEN_ENDS = tuple(
    """
    a ia ora ara ix ex on eon ion ium is us o io eo ana ena ino ify iq era ova ista eva ica ella etta ari
    onix ent ant in en al el or er um ent ity ura ola ado ano esto ico
    """.split()
)
_SHUT_ENDS = tuple(
    """
    tek tec tech soft ware gen dyne corp med vant vista via net link lab works zone hub lux max pro co ron dan vo
    """.split()
)
_LETTERS = "ABCDEFGHJKLMNPRSTVWACDMSJRKTPBL"  # the common ones twice

_FAMILY_MIDDLES = ("", "", "", "", "a", "i", "ra", "na", "ma", "di", "ka", "la")


def _scattered(rank: int) -> int:
    return (rank * 0x9E3779B97F4A7C15 + 0x7F4A7C15) % 0xFFFFFFFFFFFFFFC5 >> 3


def _joined(start: str, end: str) -> str:
    if start[-1] == end[0] and start[-2:-1] in (end[0], "s"):
        return start[:-1] + end
    return start + end


def place_word(rank: int) -> str:
    """Return an invented village: about 160,000 different ones, some of two words."""
    code = _scattered(rank)
    code, start = divmod(code, len(_PLACE_STARTS))
    code, end = divmod(code, len(_PLACE_ENDS))
    code, middle = divmod(code, len(_PLACE_MIDDLES))
    word = _joined(_PLACE_STARTS[start] + _PLACE_MIDDLES[middle], _PLACE_ENDS[end])
    code, front = divmod(code, 90)
    return f"{_PLACE_FRONTS[front]} {word}" if front < len(_PLACE_FRONTS) else word


def family_word(rank: int) -> str:
    """Return an invented family name, English ones most often: about 25,000 different ones."""
    code, chosen = divmod(_scattered(rank ^ 0x5A5A5), 24)
    starts, ends = _FAMILY_PATTERNS[chosen if chosen < len(_FAMILY_PATTERNS) else chosen % 2]
    code, start = divmod(code, len(starts))
    code, end = divmod(code, len(ends))
    middle = _FAMILY_MIDDLES[code % len(_FAMILY_MIDDLES)] if 2 <= chosen <= 8 else ""
    return _joined(starts[start] + middle, ends[end])


def brand_word(rank: int) -> str:
    """Return a coined brand of two or three syllables: about half a million different ones."""
    code, form = divmod(_scattered(rank ^ 0xC3C3C3), 8)
    code, onset = divmod(code, len(_ONSETS))
    code, vowel = divmod(code, len(_VOWELS))
    code, coda = divmod(code, len(_CODAS))
    word = _ONSETS[onset] + _VOWELS[vowel]
    if form >= 6:
        code, end = divmod(code, len(_SHUT_ENDS))
        return (word + ("" if form == 6 else _CODAS[coda]) + _SHUT_ENDS[end]).capitalize()
    word += _CODAS[coda]
    if form >= 3:
        code, vowel = divmod(code, len(_VOWELS))
        code, onset = divmod(code, len(_ONSETS_INSIDE))
        word += _ONSETS_INSIDE[onset] if form == 3 else _VOWELS[vowel] + _ONSETS_INSIDE[onset]
    return (word + _OPEN_ENDS[code % len(_OPEN_ENDS)]).capitalize()


def compound_word(rank: int) -> str:
    """Return two words written as one (Stonebridge, GreenPath): about 60,000 different ones."""
    code = _scattered(rank ^ 0x77777)
    code, first = divmod(code, len(FIRST_HALVES))
    code, second = divmod(code, len(SECOND_HALVES))
    end = SECOND_HALVES[second]
    return FIRST_HALVES[first] + (end.capitalize() if code % 5 == 0 else end)


def initials_word(rank: int) -> str:
    """Return two to four capital letters (JM, TLC, KBSR), three most often."""
    code, form = divmod(_scattered(rank ^ 0x1A1A1), 10)
    word = ""
    for _ in range(2 if form < 3 else 3 if form < 9 else 4):
        code, letter = divmod(code, len(_LETTERS))
        word += _LETTERS[letter]
    return word
