"""The columns that an import knows: what belongs in each, and what people call it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trtui.domain.csi import CsiCode
from trtui.domain.kinds import SiteKind
from trtui.domain.stage import AccountStage
from trtui.domain.status import SalesLevel

YES, NO = "yes", "no"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its key, the header in the template, what belongs in it, and the other headers it goes by.

    ``called`` holds those headers with bars between them. ``allowed`` are the values to choose from; where
    ``is_closed`` nothing else is taken. A ``repeats`` column may stand in a file more than once. One that is not
    ``in_template`` is only understood.
    """

    key: str
    label: str
    help: str
    example: str = ""
    called: str = ""
    is_required: bool = False
    allowed: tuple[str, ...] = ()
    is_closed: bool = False
    repeats: bool = False
    in_template: bool = True


COLUMNS: tuple[Column, ...] = (
    Column(
        "client",
        "Client",
        "The company's name. Rows of one client (the same name on rows one below the other, or the same company "
        "number) add contacts and sites to it.",
        "Example Logistics Ltd",
        "client name|company|company name|account|account name|organisation|organization|organisation name"
        "|organization name|business|business name|customer|customer name|employer|firm|legal name|registered name"
        "|school name|practice name",
        is_required=True,
    ),
    Column(
        "number",
        "Company number",
        "The registered number, 8 characters; leading zeros may be missing. The same number is the same client.",
        "04418292",
        "company no|company reg|company reg no|company registration|company registration number|registered number"
        "|registered company number|registration number|registration no|reg no|reg number|crn|companies house number"
        "|companies house no|ch number",
    ),
    Column(
        "website",
        "Website",
        "Web address or domain.",
        "example-logistics.co.uk",
        "web|web site|url|homepage|home page|domain|web address|company domain|company website",
    ),
    Column(
        "stage",
        "Stage",
        "Where the account stands; empty means Prospect.",
        "Prospect",
        "account stage|sales stage",
        allowed=tuple(stage.label for stage in AccountStage),
        is_closed=True,
    ),
    Column(
        "sales_level",
        "Sales level",
        "How interested they are.",
        "Warm",
        "interest|temperature",
        allowed=tuple(level.value.capitalize() for level in SalesLevel),
        is_closed=True,
    ),
    Column(
        "industry",
        "Industry",
        "The trade, in words or as an industry code.",
        "Logistics",
        "sector|trade|sic|sic code|industry code",
    ),
    Column(
        "customer_type",
        "Customer type",
        "What kind of customer it is, in your own words.",
        "Direct employer",
        "client type|account type|type of client|type of customer",
    ),
    Column(
        "lead_source",
        "Lead source",
        "Where the client came from.",
        "Trade fair",
        "source of lead|original source|referral source|came from",
    ),
    Column(
        "banner",
        "Warning",
        "Shown at the top of the client to everybody.",
        "Never before 10",
        "banner|alert|warning banner|client warning",
    ),
    Column(
        "owner",
        "Owner",
        "Whose client it is: login or full name of a user; empty means whoever imports.",
        "",
        "consultant|account manager|account owner|client owner|owned by|recruiter|managed by",
    ),
    Column(
        "tags",
        "Tags",
        "Any number, with semicolons between them.",
        "night shifts; forklift",
        "tag|label|labels|keywords|category|categories",
    ),
    Column(
        "trading_names",
        "Trading names",
        "Other names it is known by, with semicolons between them.",
        "ExLog; Example Haulage",
        "trading name|trading as|t a|aka|also known as|other names|alternative names|dba",
    ),
    Column(
        "previous_names",
        "Previous names",
        "Former names, with semicolons between them.",
        "",
        "previous name|former name|former names|formerly|formerly known as",
    ),
    Column(
        "main_phone",
        "Main phone",
        "The switchboard, in any written form.",
        "0113 496 0100",
        "main number|switchboard|company phone|company telephone|company tel|client phone|office phone|office number"
        "|main telephone|main tel|head office phone",
        repeats=True,
    ),
    Column(
        "site_kind",
        "Site",
        "What the address is for.",
        "Workplace",
        "site type|site kind|address type|address kind",
        allowed=tuple(kind.value.capitalize() for kind in SiteKind),
        is_closed=True,
    ),
    Column(
        "site_name",
        "Site name",
        "What the site is called, if it has a name.",
        "Leeds depot",
        "location name|branch|branch name|depot",
    ),
    Column(
        "line1",
        "Address line 1",
        "Building and street.",
        "Unit 4, Canal Road",
        "line1|line 1|address1|address 1|addr1|street|street address|street 1|address street",
    ),
    Column(
        "line2",
        "Address line 2",
        "The rest of the street address.",
        "",
        "line2|line 2|address2|address 2|addr2|street 2|locality|district|line3|line 3|address3|address 3"
        "|address line 3",
        repeats=True,
    ),
    Column(
        "town",
        "Town",
        "Town or city.",
        "Leeds",
        "city|town city|town or city|city town|post town|posttown|municipality|location",
    ),
    Column("county", "County", "County, state or region.", "", "state|region|province|state province"),
    Column(
        "postcode",
        "Postcode",
        "In any spacing.",
        "LS10 1AB",
        "post code|postal code|zip|zip code|zipcode|pcode|p code",
    ),
    Column("country", "Country", "Empty means at home.", "", "nation|country name"),
    Column(
        "contact",
        "Contact",
        "A person there: the full name. One person per row.",
        "Dana Example",
        "contact name|contact person|contact full name|full name|person|main contact|primary contact name"
        "|hiring manager|key contact",
    ),
    Column(
        "job_title",
        "Job title",
        "What the person is there.",
        "Operations director",
        "title|position|job|job role|contact title|contact job title|designation",
    ),
    Column(
        "role",
        "Role",
        "What the person is to us, such as decision maker, invoices, HR.",
        "Decision maker",
        "contact role|contact type|relationship",
    ),
    Column(
        "is_primary",
        "Primary",
        "Whether this is the client's primary contact.",
        "yes",
        "primary contact|is primary|is main contact",
        allowed=(YES, NO),
        is_closed=True,
    ),
    Column(
        "csi",
        "CSI",
        "A–D: how often to call (month, 2 months, quarter, year); empty means no code.",
        "B",
        "csi code|segment|segmentation|contact csi",
        allowed=tuple(code.value for code in CsiCode),
        is_closed=True,
    ),
    Column(
        "direct",
        "Direct phone",
        "The person's own number, in any written form.",
        "0113 496 0142",
        "phone|telephone|tel|tel no|telephone number|telephone no|phone number|phone no|direct|direct line|direct dial"
        "|ddi|ddi no|direct number|work phone|business phone|contact phone|contact telephone|contact number|landline"
        "|phone 1|phone1|phone 2|phone2|tel 1|tel 2",
        repeats=True,
    ),
    Column(
        "mobile",
        "Mobile",
        "The person's mobile number.",
        "07700 900142",
        "mobile phone|mobile number|mobile no|mob|cell|cell phone|cellphone|contact mobile",
        repeats=True,
    ),
    Column(
        "email",
        "E-mail",
        "The person's e-mail address.",
        "dana@example-logistics.co.uk",
        "email|email address|e mail address|mail|contact email|contact email address|work email|business email"
        "|email 1|email1|email 2|email2",
        repeats=True,
    ),
    Column(
        "best_time",
        "Best time",
        "When to call the person.",
        "before 9, not Fridays",
        "best time to call|call time|preferred time|when to call",
    ),
    Column(
        "note",
        "Note",
        "Anything else worth knowing; kept as a note.",
        "Ask for Dana after 14:00",
        "notes|comment|comments|remark|remarks|description|memo|information",
        repeats=True,
    ),
    Column(
        "address",
        "Address",
        "A whole address in one cell.",
        called="full address|registered address|company address|postal address|registered office",
        in_template=False,
    ),
    Column(
        "first_name",
        "First name",
        "The person's first name, beside the last name.",
        called="forename|firstname|given name|contact first name|contact forename|first",
        in_template=False,
    ),
    Column(
        "last_name",
        "Last name",
        "The person's last name, beside the first name.",
        called="surname|lastname|family name|contact last name|contact surname|last",
        in_template=False,
    ),
    Column(
        "ids",
        "Identifiers",
        "Identifiers such as GB-COH-04418292, with semicolons between them.",
        called="ids|identifier|org ids|org id|organisation id|organisation ids",
        in_template=False,
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}

TEMPLATE_NOTES = (
    "Fill in the sheet “Clients”: one row per contact, or one row for a client without contacts.",
    "Yellow columns are required; the others may stay empty or be deleted. Their order does not matter.",
    "Rows of the same client one below the other, or with the same company number, describe one client.",
    "Leave the grey example row or delete it: it is not imported.",
    "Try it first: trtui import FILE.xlsx --dry-run says what would become of each row and writes nothing.",
)


def template_columns(owners: Sequence[str], tags: Sequence[str]) -> tuple[Column, ...]:
    """Return the template's columns with the store's own users and tags as values to choose from."""
    own = {"owner": tuple(owners), "tags": tuple(tags)}
    found = (column for column in COLUMNS if column.in_template)
    return tuple(
        replace(column, allowed=own[column.key]) if column.key in own else column for column in found
    )
