"""British towns with their postcode districts, and addresses in them: real towns, invented streets and postcodes.

A town stands under the telephone area nearest to it among those with numbers reserved for fiction.
"""

from __future__ import annotations

from typing import NamedTuple

from trtui.domain.sample.stream import Draw, pick, pick_early


class Town(NamedTuple):
    """A town, its postcode area with the first and last district, and the region it lies in (an index)."""

    name: str
    area: str
    first: int
    last: int
    region: int


class Region(NamedTuple):
    """A part of the country: its towns from large to small, dialling code and spare numbers.

    ``spare`` are the digits after the code that Ofcom keeps for fiction, all but the last three.
    """

    name: str
    dial: str
    spare: str
    towns: tuple[Town, ...]


def _regions(text: str) -> tuple[Region, ...]:
    regions: list[Region] = []
    for number, block in enumerate(text.strip().split("\n\n")):
        head, *rest = block.strip().split("\n")
        name, dial, spare = (part.strip() for part in head.split("|"))
        towns = []
        for item in " ".join(" ".join(rest).split()).split(";"):
            town, _, code = item.strip().rpartition(" ")
            letters = code.rstrip("0123456789-")
            first, _, last = code[len(letters) :].partition("-")
            towns.append(Town(town, letters, int(first), int(last or first), number))
        regions.append(Region(name, dial, spare, tuple(towns)))
    return tuple(regions)


# https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
REGIONS: tuple[Region, ...] = _regions(
    """
    Yorkshire | 0113 | 4960
    Leeds LS1-29; Bradford BD1-18; Hull HU1-13; York YO1-32; Wakefield WF1-4; Huddersfield HD1-8; Halifax
    HX1-7; Harrogate HG1-3; Dewsbury WF12-13; Keighley BD20-22; Castleford WF10; Batley WF17; Pontefract
    WF8-9; Skipton BD23; Scarborough YO11-13; Otley LS21; Selby YO8; Brighouse HD6; Ilkley LS29; Wetherby
    LS22-23; Ripon HG4; Goole DN14; Beverley HU17; Bridlington YO15-16; Northallerton DL6-7; Malton YO17;
    Holmfirth HD9; Whitby YO21-22; Thirsk YO7

    South Yorkshire and the Peak | 0114 | 4960
    Sheffield S1-36; Doncaster DN1-12; Rotherham S60-66; Barnsley S70-75; Chesterfield S40-45; Worksop
    S80-81; Lincoln LN1-6; Scunthorpe DN15-17; Grimsby DN31-37; Gainsborough DN21; Retford DN22; Buxton
    SK17; Matlock DE4; Bakewell DE45; Louth LN11; Mexborough S64

    East Midlands | 0116 | 4960
    Nottingham NG1-17; Leicester LE1-9; Derby DE1-24; Northampton NN1-7; Mansfield NG18-21; Loughborough
    LE11-12; Kettering NN14-16; Hinckley LE10; Corby NN17-18; Wellingborough NN8-9; Newark NG22-24; Grantham
    NG31-33; Ilkeston DE7; Daventry NN11; Peterborough PE1-7; Boston PE20-22; Spalding PE11-12; Stamford
    PE9; Coalville LE67; Melton Mowbray LE13-14; Market Harborough LE16; Oakham LE15; Rushden NN10;
    Ashby-de-la-Zouch LE65

    West Country | 0117 | 4960
    Bristol BS1-16; Plymouth PL1-9; Bournemouth BH1-11; Swindon SN1-6; Gloucester GL1-4; Exeter EX1-6; Bath
    BA1-2; Cheltenham GL50-54; Poole BH12-18; Weston-super-Mare BS22-24; Torquay TQ1-2; Taunton TA1-4;
    Salisbury SP1-5; Yeovil BA20-22; Truro TR1-4; Weymouth DT3-4; Bridgwater TA5-7; Trowbridge BA14;
    Barnstaple EX31-32; Stroud GL5-6; Chippenham SN14-15; Newton Abbot TQ12-13; Falmouth TR11; Dorchester
    DT1-2; Frome BA11; Penzance TR18-20; Bodmin PL30-31; Tiverton EX16; Glastonbury BA6; Bideford EX39;
    Launceston PL15; St Austell PL25-26

    Thames Valley and the South | 0118 | 4960
    Reading RG1-8; Southampton SO14-19; Portsmouth PO1-6; Brighton BN1-2; Milton Keynes MK1-15; Oxford
    OX1-4; Slough SL0-3; Basingstoke RG21-24; Luton LU1-4; High Wycombe HP10-15; Guildford GU1-5; Crawley
    RH10-11; Woking GU21-24; Aylesbury HP17-22; Bracknell RG12; Worthing BN11-14; Maidenhead SL6; Newbury
    RG14-20; Winchester SO21-23; Andover SP10-11; Farnborough GU14; Banbury OX15-17; Eastbourne BN20-23;
    Hastings TN34-38; Fareham PO14-16; Bicester OX25-27; Abingdon OX13-14; Horsham RH12-13; Redhill RH1;
    Chichester PO18-20; Witney OX28-29; Windsor SL4; Camberley GU15-17; Newport PO30; Aldershot GU11-12;
    Haslemere GU27; Lewes BN7-8; Thame OX9; Petersfield GU31-32

    West Midlands | 0121 | 4960
    Birmingham B1-48; Coventry CV1-8; Wolverhampton WV1-14; Stoke-on-Trent ST1-12; Walsall WS1-9; Dudley
    DY1-9; Telford TF1-7; Solihull B90-94; Worcester WR1-8; Redditch B96-98; Nuneaton CV10-11; Tamworth
    B77-79; Stafford ST16-20; Burton upon Trent DE13-15; Cannock WS11-12; Hereford HR1-4; Kidderminster
    DY10-11; Rugby CV21-23; Warwick CV34-35; Shrewsbury SY1-5; West Bromwich B70-71; Lichfield WS13-14;
    Leamington Spa CV31-33; Oldbury B68-69; Evesham WR11; Bromsgrove B60-61; Stratford-upon-Avon CV37; Leek
    ST13; Oswestry SY10-11; Ludlow SY8; Malvern WR13-14

    East of Scotland | 0131 | 4960
    Edinburgh EH1-17; Aberdeen AB10-25; Dundee DD1-5; Livingston EH53-54; Dunfermline KY11-12; Perth PH1-2;
    Kirkcaldy KY1-2; Inverness IV1-3; Falkirk FK1-2; Stirling FK7-9; Glenrothes KY6-7; Musselburgh EH21;
    Arbroath DD11; Galashiels TD1; Elgin IV30; Peterhead AB42; Dalkeith EH22; Haddington EH41; Montrose
    DD10; Fort William PH33; St Andrews KY16

    West of Scotland | 0141 | 4960
    Glasgow G1-53; Paisley PA1-3; East Kilbride G74-75; Hamilton ML3; Motherwell ML1; Kilmarnock KA1-3; Ayr
    KA6-8; Greenock PA15-16; Coatbridge ML5; Dumfries DG1-2; Airdrie ML6; Irvine KA11-12; Cumbernauld
    G67-68; Dumbarton G82; Clydebank G81; Wishaw ML2; Oban PA34; Stranraer DG9; Lanark ML11; Largs KA30

    Merseyside and Cheshire | 0151 | 4960
    Liverpool L1-36; Warrington WA1-5; Chester CH1-4; St Helens WA9-11; Birkenhead CH41-43; Southport PR8-9;
    Crewe CW1-3; Widnes WA8; Runcorn WA7; Ellesmere Port CH65-66; Northwich CW8-9; Wrexham LL11-14; Bootle
    L20; Wallasey CH44-45; Winsford CW7; Ormskirk L39-40; Skelmersdale WN8; Rhyl LL18; Nantwich CW5; Bangor
    LL57; Llandudno LL30; Mold CH7

    Greater Manchester and Lancashire | 0161 | 4960
    Manchester M1-35; Bolton BL1-7; Preston PR1-5; Stockport SK1-8; Salford M5-7; Oldham OL1-9; Rochdale
    OL10-16; Blackburn BB1-2; Blackpool FY1-5; Wigan WN1-7; Bury BL8-9; Burnley BB10-12; Altrincham WA14-15;
    Macclesfield SK10-11; Lancaster LA1-2; Trafford Park M17; Ashton-under-Lyne OL5-7; Leyland PR25-26;
    Chorley PR6-7; Accrington BB5; Leigh WN7; Carlisle CA1-6; Kendal LA8-9; Morecambe LA3-4;
    Barrow-in-Furness LA13-14; Hyde SK14; Glossop SK13; Clitheroe BB7; Penrith CA10-11; Workington CA14;
    Rossendale BB4; Nelson BB9; Darwen BB3; Fleetwood FY7; Ulverston LA12

    North East | 0191 | 4980
    Newcastle upon Tyne NE1-7; Sunderland SR1-6; Middlesbrough TS1-9; Gateshead NE8-11; Stockton-on-Tees
    TS17-23; Darlington DL1-3; Durham DH1-7; Hartlepool TS24-27; South Shields NE33-34; Washington NE37-38;
    Cramlington NE23; Bishop Auckland DL13-14; Consett DH8; Redcar TS10; Blyth NE24; Hexham NE46-48; Morpeth
    NE61; Alnwick NE66; Peterlee SR8; Ashington NE63; Berwick-upon-Tweed TD15; North Shields NE29-30;
    Chester-le-Street DH2-3

    London and the East | 020 | 79460
    London EC1-4; London SE1-28; London E1-18; London N1-22; London W2-14; London SW2-20; London NW1-11;
    Croydon CR0-9; Bromley BR1-8; Ilford IG1-11; Harrow HA0-9; Romford RM1-14; Enfield EN1-9; Kingston upon
    Thames KT1-9; Uxbridge UB1-10; Twickenham TW1-12; Sutton SM1-7; Watford WD17-25; Norwich NR1-14; Ipswich
    IP1-10; Cambridge CB1-5; Southend-on-Sea SS0-3; Chelmsford CM1-3; Colchester CO1-7; Maidstone ME14-18;
    Basildon SS13-16; Dartford DA1-4; Stevenage SG1-2; Harlow CM17-20; St Albans AL1-4; Hemel Hempstead
    HP1-3; Bedford MK40-45; Ashford TN23-27; Canterbury CT1-5; Chatham ME4-5; Rochester ME1-3; Tunbridge
    Wells TN1-4; Epsom KT17-19; Grays RM16-20; Brentwood CM13-15; Hatfield AL10; Folkestone CT18-20; Dover
    CT15-17; Margate CT9; King's Lynn PE30-34; Great Yarmouth NR29-31; Lowestoft NR32-33; Bury St Edmunds
    IP28-33; Huntingdon PE26-29; Braintree CM7; Sevenoaks TN13-15; Hertford SG13-14; Letchworth SG6; Hitchin
    SG4-5; Ely CB6-7; Welwyn Garden City AL7-8; Clacton-on-Sea CO15-16; Felixstowe IP11; Thetford IP24-26;
    Newmarket CB8; Sudbury CO10

    Northern Ireland | 028 | 96496
    Belfast BT1-17; Lisburn BT27-28; Derry BT47-48; Newry BT34-35; Newtownabbey BT36-37; Craigavon BT63-67;
    Bangor BT19-20; Ballymena BT42-44; Newtownards BT22-23; Coleraine BT51-52; Omagh BT78-79; Larne BT40;
    Enniskillen BT74; Antrim BT41

    Wales | 029 | 20180
    Cardiff CF3-24; Swansea SA1-9; Newport NP10-20; Barry CF62-63; Llanelli SA14-15; Merthyr Tydfil CF47-48;
    Cwmbran NP44; Bridgend CF31-36; Port Talbot SA12-13; Neath SA10-11; Pontypridd CF37-38; Caerphilly CF83;
    Carmarthen SA31-33; Aberystwyth SY23; Haverfordwest SA61-62; Ebbw Vale NP23; Abergavenny NP7; Newtown
    SY16; Brecon LD3; Chepstow NP16
    """
)

_STREETS = tuple(
    word.replace("_", " ")
    for word in """
    High Station Church Victoria Park Mill Queen King Albert George Market Wharf Canal Chapel Bridge Castle
    York Manor Grange North South East West New Old Commercial Wellington Clarence Cross Springfield Grove
    Abbey Priory Railway Carr Dock Quay Foundry Brewery Tannery Weaver Quarry Windmill Orchard Meadow Brook
    Hill Field Lane_End Sandy Ferry Beacon Thorn Willow Elm Ash Oak Holly Lime Sycamore Poplar Chestnut
    Cedar Maple Birch Rowan
    """.split()
)
_STREET_KINDS = (
    "Street",
    "Road",
    "Street",
    "Road",
    "Lane",
    "Avenue",
    "Way",
    "Terrace",
    "Place",
    "Court",
    "Drive",
    "Gate",
)
_ESTATES = (
    "Industrial Estate",
    "Business Park",
    "Trading Estate",
    "Enterprise Park",
    "Works",
    "Mills",
    "Retail Park",
)
_HOUSES = ("House", "Court", "Chambers", "Buildings", "Point", "Exchange", "Hub", "Studios")
_INWARD = "ABDEFGHJLNPQRSTUWXYZ"  # Royal Mail uses no C I K M O V in the last two places


def town_in(draw: Draw, region: int) -> Town:
    """Return a town of a region, large ones more often."""
    return pick_early(draw, REGIONS[region].towns, 1.7)


def postcode_in(draw: Draw, town: Town) -> str:
    """Return a well-formed postcode of a town; whether Royal Mail uses it is chance."""
    code = int(draw() * (town.last - town.first + 1) * 4000)
    code, first = divmod(code, 20)
    code, second = divmod(code, 20)
    district, sector = divmod(code, 10)
    return f"{town.area}{town.first + district} {sector}{_INWARD[first]}{_INWARD[second]}"


def address_line(draw: Draw, *, works: bool) -> str:
    """Return number and street, or for ``works`` mostly a unit on an estate."""
    name = pick(draw, _STREETS)
    number = 1 + int(180 * draw() ** 2)
    share = draw()
    if works and share < 0.6:
        return f"Unit {1 + number % 40}, {name} {pick(draw, _ESTATES)}"
    if share < 0.25:
        return f"{name} {pick(draw, _HOUSES)}, {number} {pick(draw, _STREETS)} {pick(draw, _STREET_KINDS)}"
    return f"{number} {name} {pick(draw, _STREET_KINDS)}"
