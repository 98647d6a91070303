"""Words that say little about which company is meant: of the trade, of places, of groups of companies."""

from __future__ import annotations

from typing import Final

from trtui.domain.matching.normal import STOP_WORDS, plain_word


def _plain(words: str) -> frozenset[str]:
    return frozenset(map(plain_word, words.split()))


#: Share of company names anywhere that hold a word; what a small base cannot know yet.
SHARES: Final = {
    word: share
    for share, words in {
        0.03: "group limited trust association society community club",
        0.012: """service institute school centre academy holding solution housing company care council district
            branch fund uk scout union international management london property global church medical health social
            home street saint north south east west royal british national young women advice citizen cooperative
            surgery practice""",
        0.004: """foundation energy park house hall green university college education trading consulting
            development technology construction support capital partnership learning project children county city
            town united central financial media transport business family enterprise partner investment network
            system food building engineering training digital leisure market farm hospital bank design recruitment
            retail security estate local logistic marketing research electrical music travel industry restaurant
            store hotel consultancy consultant catering maintenance finance cleaning healthcare europe scotland
            wales england ireland ni gb usa manchester birmingham leeds bristol glasgow liverpool sheffield
            edinburgh cardiff nottingham leicester yorkshire midland northern southern eastern western kent essex
            sussex surrey oxford cambridge great new old high life world people build agency resource supply
            product motor engineer software data legal insurance wholesale distribution contractor plumbing heating
            charity member registered welfare action voluntary youth sport football rugby cricket golf village
            1 2 3 4 5""",
    }.items()
    for word in _plain(words)
}

#: Directions, and the towns, counties and countries that name branches.
PLACE_WORDS: Final = _plain(
    """north south east west northern southern eastern western central upper lower greater mid inner outer
    aberdeen accrington aldershot ashford aylesbury ayr banbury bangor barking barnet barnsley basildon
    basingstoke bath bedford bedfordshire belfast berkshire bexley birkenhead birmingham blackburn blackpool
    bolton bournemouth bracknell bradford brent brentwood bridgend brighton bristol bromley buckinghamshire burnley
    burton bury cambridge cambridgeshire camden canterbury cardiff carlisle chelmsford cheltenham cheshire chester
    chesterfield chichester cleveland colchester corby cornwall coventry crawley crewe croydon cumbria darlington
    dartford derby derbyshire derry devon dewsbury doncaster dorset dover dudley dumfries dundee durham ealing
    eastbourne edinburgh enfield england essex exeter falkirk fife gateshead glasgow gloucester gloucestershire
    gravesend greenwich grimsby guernsey guildford hackney halifax hampshire harlow harrogate harrow hartlepool
    hastings havering hereford herefordshire hertfordshire hillingdon hounslow huddersfield hull huntingdon
    inverness ipswich ireland islington jersey keighley kent kettering kidderminster kilmarnock kingston kirklees
    knightsbridge lambeth lancashire lancaster leeds leicester leicestershire lewisham lichfield lincoln
    lincolnshire liverpool livingston london londonderry luton macclesfield maidstone manchester mansfield
    medway merseyside merton middlesbrough middlesex midlands newcastle newham newport norfolk northampton
    northamptonshire northumberland norwich nottingham nottinghamshire nuneaton oldham oxford oxfordshire paisley
    perth peterborough plymouth poole portsmouth preston reading redbridge redditch rochdale rotherham rugby
    runcorn salford salisbury scarborough scotland scunthorpe sheffield shrewsbury shropshire slough solihull
    somerset southampton southend southport southwark stafford staffordshire stevenage stirling stockport
    stockton stoke stratford suffolk sunderland surrey sussex sutton swansea swindon tameside taunton telford
    thurrock torbay torquay trafford tyneside wakefield wales walsall walthamstow wandsworth warrington
    warwick warwickshire watford westminster weymouth wigan wiltshire winchester wirral woking wolverhampton
    worcester worcestershire worthing wrexham wycombe yeovil york yorkshire
    america asia australia austria belgium canada china denmark dublin cork europe finland france germany greece
    holland hongkong india italy japan luxembourg netherlands norway poland portugal russia singapore spain
    sweden switzerland turkey dubai texas california florida boston chicago houston dallas york jersey paris
    berlin madrid amsterdam brussels uk usa gb ni"""
)

#: Directions: two names that differ in one are two companies or two branches.
COMPASS_WORDS: Final = _plain(
    """north south east west northern southern eastern western northeast northwest southeast southwest ne nw se sw
    central mid upper lower inner outer"""
)

#: Words that tell one company of a group from another.
GROUP_WORDS: Final = _plain(
    """group holdings uk gb ni ireland scotland wales england international global europe european worldwide america
    american usa us eu emea asia company services trading management properties property operations enterprises
    ventures finance capital investments trust retail brands national parent topco bidco midco newco opco propco"""
)

#: Words of a company that holds another, or is held by it: never the other one.
HOLDING_WORDS: Final = _plain("holdings topco bidco midco newco opco propco parent")


def is_common(word: str) -> bool:
    """Whether a word says little in any base: a stop word, a word of the trade, a large town."""
    return word in SHARES or word in STOP_WORDS
