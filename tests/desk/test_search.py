"""Search as its users know it: by any word, number or address, in any order, with slips forgiven and filters."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.pasted import PASTED
from trtui.desk import clients, contacts, duplicates, labels, search, sites, users
from trtui.desk.hits import Hit
from trtui.desk.search import Found
from trtui.domain.status import ClientStatus


def found(agency: Agency, text: str, by: str = "sam", limit: int = 50) -> Found:
    return agency.sit(by).read_now(search.find, text, limit)


def names(agency: Agency, text: str, by: str = "sam") -> list[str]:
    return [hit.name for hit in found(agency, text, by).hits]


def shown(hit: Hit) -> str:
    """Return a hit's name with what was typed in brackets."""
    text = hit.name
    for start, end in reversed(hit.spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text


@pytest.fixture
def desk(agency: Agency) -> Agency:
    """The clients of the sketch, with their people."""
    brookhill = agency.a_client(
        "Brookhill Logistics Ltd", by=agency.sam, number="04418292", website="brookhill.example",
        phone="0113 496 0100", town="Leeds", postcode="LS10 1AB",
    )  # fmt: skip
    agency.a_client("Brook & Hill Solicitors", by=agency.priya, town="Bath", postcode="BA1 2QZ")
    agency.a_client("Brookhill Care Group", by=agency.priya, town="York")
    agency.a_client("Société Générale de Müller", by=agency.jo)
    agency.a_contact(
        "Dana Whitlock", brookhill, job_title="Operations director", phone="+44 113 496 0142",
        email="dana.whitlock@brookhill.example", csi="A",
    )  # fmt: skip
    agency.a_contact("Ravi O'Brien", brookhill, job_title="HR manager")
    return agency


def test_typed_words_match_the_beginning_of_any_word_in_any_order(desk: Agency) -> None:
    assert names(desk, "logi brook")[0] == "Brookhill Logistics Ltd"
    assert names(desk, "whit da") == ["Brookhill Logistics Ltd", "Dana Whitlock"]
    assert names(desk, "oper") == ["Brookhill Logistics Ltd", "Dana Whitlock"]
    assert names(desk, "bath") == ["Brook & Hill Solicitors"]
    assert names(desk, "stics") == [], "the end of a word is no beginning"


def test_a_contact_is_shown_under_its_client_with_what_was_typed(desk: Agency) -> None:
    client, contact = found(desk, "ravi").hits
    assert (client.kind, client.is_match, contact.kind, contact.is_match) == (
        "client",
        False,
        "contact",
        True,
    )
    assert shown(contact) == "[Ravi] O'Brien"
    assert contact.client_name == "Brookhill Logistics Ltd"
    assert contact.where == "HR manager"


def test_a_line_holds_what_a_list_shows(desk: Agency) -> None:
    client, contact = found(desk, "brookhill logistics").hits
    assert shown(client) == "[Brookhill] [Logistics] Ltd"
    assert (client.where, client.postcode, client.phone, client.owner) == (
        "Leeds", "LS10 1AB", "+441134960100", "Sam",
    )  # fmt: skip
    assert (client.status, client.csi, client.next_call.text) == (ClientStatus.TARGET, "A", "today")
    assert (contact.name, contact.phone, contact.next_call.text, contact.is_match) == (
        "Dana Whitlock", "+441134960142", "today", False,
    ), "who is due at the client that was found is shown as well"  # fmt: skip


def test_a_phone_number_is_found_in_any_written_form_and_in_part(desk: Agency) -> None:
    for typed in (
        "0113 496 0142", "01134960142", "+44 113 496 0142", "0044 113 4960142", "+44 (0)113 496-0142", "496 0142",
        "0113 4960", "0113", "60142", "(0113) 496",
    ):  # fmt: skip
        assert "Dana Whitlock" in names(desk, typed), typed


def test_a_pasted_phone_number_is_found(desk: Agency) -> None:
    for typed in (
        *PASTED,
        '"0113 496 0142"',
        "0113 496 0142 (direct)",
        "call 0113 496 0142 now",
        "0113 496 0142 / 07700 900999",
    ):
        answer = found(desk, typed)
        assert "Dana Whitlock" in [hit.name for hit in answer.hits], typed
        assert not any("filter" in note for note in answer.notes), typed


def test_the_duplicate_check_and_forms_read_a_pasted_number_as_search_does(desk: Agency) -> None:
    asked = duplicates.Asked(phones=("Tel: 0113–496–0100 (office)",))
    assert [one.name for one in desk.sam.read_now(duplicates.check, asked)] == ["Brookhill Logistics Ltd"]
    desk.a_contact("Lee Marsh", desk.a_client("Quarry Bank"), phone="(M) 07700‑900‑151 (private)")
    assert "Lee Marsh" in names(desk, "07700 900151")


def test_a_whole_number_or_address_is_found_whatever_words_stand_beside_it(desk: Agency) -> None:
    for typed, what in {
        "Zorro 0113 496 0142": "number",
        "Zorro <dana.whitlock@brookhill.example>": "address",
    }.items():
        answer = found(desk, typed)
        assert "Dana Whitlock" in [hit.name for hit in answer.hits], typed
        assert answer.notes == (f"Found by the {what} alone: the other words do not fit.",)
    assert found(desk, "dana 0113 496 0142").notes == ()
    assert names(desk, "zorro 0113") == [], "part of a number tells too little"


def test_the_number_of_the_client_itself_is_found(desk: Agency) -> None:
    assert names(desk, "0113 496 0100")[0] == "Brookhill Logistics Ltd"
    assert names(desk, "0113 496 0199") == []


def test_addresses_domains_postcodes_and_company_numbers_are_found(desk: Agency) -> None:
    for typed, first in {
        "dana.whitlock@brook": "Dana Whitlock",
        "brookhill.example": "Brookhill Logistics Ltd",
        "@brookhill.ex": "Brookhill Logistics Ltd",
        "https://www.brookhill.example/jobs": "Brookhill Logistics Ltd",
        "ls10 1ab": "Brookhill Logistics Ltd",
        "ls101ab": "Brookhill Logistics Ltd",
        "LS10": "Brookhill Logistics Ltd",
        "04418292": "Brookhill Logistics Ltd",
        "4418292": "Brookhill Logistics Ltd",
        "0441": "Brookhill Logistics Ltd",
        "dana 0113 496": "Dana Whitlock",
        "brookhill ls10": "Brookhill Logistics Ltd",
    }.items():
        assert next(hit.name for hit in found(desk, typed).hits if hit.is_match) == first, typed


def test_words_are_found_joined_or_split(desk: Agency) -> None:
    for typed in ("brook hill", "brookhill", "brook & hill", "brook and hill", "BROOK-HILL"):
        assert {"Brookhill Logistics Ltd", "Brook & Hill Solicitors", "Brookhill Care Group"} <= set(
            names(desk, typed)
        ), typed


def test_elided_words_and_accents_do_not_count(desk: Agency) -> None:
    for typed in ("o'brien", "obrien", "brien", "o’brien"):
        assert "Ravi O'Brien" in names(desk, typed)
    assert names(desk, "societe muller") == ["Société Générale de Müller"]
    assert names(desk, "Sociéte") == ["Société Générale de Müller"]


def test_a_slip_is_forgiven_and_said(desk: Agency) -> None:
    answer = found(desk, "brok hill")
    assert [hit.name for hit in answer.hits if hit.kind == "client"] == [
        "Brookhill Logistics Ltd", "Brookhill Care Group", "Brook & Hill Solicitors",
    ]  # fmt: skip
    assert any(note.startswith("typo-tolerant: ") and "“brok” ≈ “brook”" in note for note in answer.notes)


def test_slips_in_whole_words_and_in_words_still_being_typed(desk: Agency) -> None:
    for typed, meant in {
        "whitlcok": "Dana",
        "witlock": "Dana",
        "whitlo": "Dana",
        "wihtl": "Dana",
        "logsitics": "Brookhill",
        "logistcs": "Brookhill",
        "ligostics": "Brookhill",
        "sollicitor": "Brook & Hill",
        "slicitros": "Brook & Hill",
        "solicitors brok": "Brook & Hill",
    }.items():
        assert any(hit.name.startswith(meant) and hit.is_match for hit in found(desk, typed).hits), typed


def test_what_fits_as_typed_comes_before_what_fits_with_a_slip(desk: Agency) -> None:
    desk.a_client("Brock Foods")
    answer = found(desk, "brock")
    assert answer.hits[0].name == "Brock Foods"
    assert "Brook & Hill Solicitors" in [hit.name for hit in answer.hits]
    assert answer.hits[0].score > max(hit.score for hit in answer.hits[1:])
    assert found(desk, "zzzz").notes == ()


def test_names_rank_exact_then_beginning_then_in_order_then_the_rest(agency: Agency) -> None:
    for name in (
        "Royal Oak Hill",
        "Hill Royal Oak",
        "Royal Oak",
        "The Royal Gala Oak",
        "Oak Royal",
        "Royal Oak Ltd",
    ):
        agency.a_client(name, by=agency.priya)
    agency.a_client("Zenith", by=agency.priya, town="Royal Oak")
    assert names(agency, "royal oak") == [
        "Royal Oak", "Royal Oak Ltd", "Royal Oak Hill", "Hill Royal Oak", "The Royal Gala Oak", "Oak Royal", "Zenith",
    ]  # fmt: skip


def test_a_name_without_its_legal_form_comes_first_however_many_begin_like_it(agency: Agency) -> None:
    for number in range(40):
        agency.a_client(f"Qvz{'abcdefgh'[number % 8]} {number} Foods", by=agency.sam)
    for number in range(40):
        agency.a_client(f"QVZ {'abcdefgh'[number % 8]}{number} Limited", by=agency.sam)
    agency.a_client("QVZ Ltd", by=agency.priya)
    agency.a_contact("Qvz Co", agency.a_client("Acme"))
    for limit in (5, 20, 60):
        assert found(agency, "qvz", limit=limit).hits[0].name == "QVZ Ltd", limit
    assert found(agency, "qvz ltd").hits[0].name == "QVZ Ltd"


def test_what_fits_as_typed_comes_first_and_few_slips_stand_beside_it(agency: Agency) -> None:
    agency.a_client("Naramamoorthy Roofing Limited", by=agency.priya)
    for number in range(9):
        client = agency.a_client(f"Acme {number}")
        agency.a_contact(f"{'Sarah' if number % 2 else 'Farah'} Hill {number}", client, csi="A")
    answer = found(agency, "nara")
    assert answer.hits[0].name == "Naramamoorthy Roofing Limited"
    assert 1 < sum(hit.is_match for hit in answer.hits) <= 6
    assert sum(hit.is_match for hit in found(agency, "sarha").hits) == 4, (
        "where nothing fits, all slips are shown"
    )


def test_among_equals_ones_own_and_due_clients_come_first(agency: Agency) -> None:
    agency.a_client("Oakley A", by=agency.priya)
    due = agency.a_client("Oakley B", by=agency.priya)
    agency.a_contact("Al Green", due, csi="B", by=agency.priya)
    agency.a_client("Oakley C", by=agency.jo)
    assert [one for one in names(agency, "oakley", "jo") if one != "Al Green"] == [
        "Oakley C",
        "Oakley B",
        "Oakley A",
    ]
    assert [one for one in names(agency, "oakley", "sam") if one != "Al Green"] == [
        "Oakley B",
        "Oakley A",
        "Oakley C",
    ]


def test_previous_and_trading_names_and_departments_find_the_client(desk: Agency) -> None:
    number = found(desk, "brookhill care").hits[0].id
    desk.priya.write_now(clients.add_name, number, "Sunny Meadows", "previous")
    hit = found(desk, "sunny mead").hits[0]
    assert (hit.name, hit.via) == ("Brookhill Care Group", "was Sunny Meadows")
    desk.priya.write_now(sites.add, number, sites.NewSite(kind="workplace", name="The Limes", town="Whitby"))
    desk.priya.write_now(sites.add_department, number, "Night nursing")
    for text, via in {
        "limes": "site The Limes", "whitby": "also in Whitby", "nursing": "department Night nursing", "york": "",
    }.items():  # fmt: skip
        hit = found(desk, text).hits[0]
        assert (hit.name, hit.via) == ("Brookhill Care Group", via)


def test_a_change_is_found_at_once_and_what_was_is_not(desk: Agency) -> None:
    dana = next(hit for hit in found(desk, "dana").hits if hit.kind == "contact")
    base = desk.sam.read_now(contacts.values, dana.id)
    desk.sam.write_now(
        contacts.edit, dana.id, base.values, {**base.values, "name": "Dana Carr"}, base.version
    )
    assert "Dana Carr" in names(desk, "carr")
    assert names(desk, "whitlock brookhill logistics") == []


def test_a_clients_new_name_finds_its_contacts(desk: Agency) -> None:
    client = found(desk, "brookhill logistics").hits[0].id
    base = desk.sam.read_now(clients.values, client)
    desk.sam.write_now(
        clients.edit, client, base.values, {**base.values, "name": "Zebra Freight"}, base.version
    )
    assert "Dana Whitlock" in names(desk, "dana zebra")
    assert "Dana Whitlock" not in names(desk, "dana logistics")


def test_archived_clients_are_found_only_when_asked_for(desk: Agency) -> None:
    client = found(desk, "brookhill logistics").hits[0].id
    desk.sam.write_now(clients.archive, [client], "closed down")
    assert "Brookhill Logistics Ltd" not in names(desk, "brookhill")
    assert names(desk, "dana") == []
    assert found(desk, "is:archived brookhill").hits[0].is_archived
    assert "Dana Whitlock" in names(desk, "is:archived dana")


def test_filters_limit_what_is_found_with_and_without_words(desk: Agency) -> None:
    brookhill = found(desk, "brookhill logistics").hits[0].id
    desk.sam.write_now(labels.tag, [brookhill], "VIP")
    for text in (
        "status:target",
        "csi:a is:client",
        "town:leeds is:client",
        "tag:vip is:client",
        "due:today is:client",
    ):
        assert names(desk, text) == ["Brookhill Logistics Ltd"] or text == "status:target", text
        assert "Brookhill Logistics Ltd" in names(desk, text)
    assert names(desk, "csi:a is:contact") == ["Dana Whitlock"]
    assert names(desk, "owner:priya brook") == ["Brook & Hill Solicitors", "Brookhill Care Group"]
    assert names(desk, "owner:me", "jo") == ["Société Générale de Müller"]
    assert names(desk, "brook status:prospect town:bath") == ["Brook & Hill Solicitors"]
    assert names(desk, "stage:active") == []
    assert set(names(desk, "csi:none is:contact")) == {"Ravi O'Brien"}
    assert "Brookhill Logistics Ltd" in names(desk, "due:today logistics")
    assert names(desk, "due:late logistics") == []


def test_an_unknown_filter_value_is_said_and_finds_nothing(desk: Agency) -> None:
    assert found(desk, "owner:zorro brook").notes[0].startswith("No user is called “zorro”; use me")
    assert found(desk, "tag:nope").notes == ("There is no tag “nope”.",)
    assert any("stats:" in note for note in found(desk, "stats:target").notes)


def test_an_overridden_status_is_the_one_that_counts(desk: Agency) -> None:
    care = found(desk, "brookhill care").hits[0].id
    desk.sam.write_now(
        labels.override_client, care, ClientStatus.TARGET, "signing next week", desk.clock.now() + 86400
    )
    assert "Brookhill Care Group" in names(desk, "status:target")
    assert "Brookhill Care Group" not in names(desk, "status:prospect")
    desk.clock.advance(days=2)
    assert "Brookhill Care Group" not in names(desk, "status:target")
    assert "Brookhill Care Group" in names(desk, "status:prospect")


def test_words_in_quotes_stand_together(desk: Agency) -> None:
    desk.a_client("Hill Top Brook Farm")
    assert "Hill Top Brook Farm" in names(desk, "hill brook")
    assert "Hill Top Brook Farm" not in names(desk, '"brook hill"')
    assert "Brook & Hill Solicitors" in names(desk, '"brook hill"')


def test_what_a_user_may_not_open_is_never_found(desk: Agency) -> None:
    number = found(desk, "solicitors").hits[0].id
    desk.a_contact("Una Stubbs", number, by=desk.priya, phone="0117 496 0001", email="una@solicitors.example")
    desk.priya.write_now(clients.set_access, number, clients.Visibility.OWNER)
    for text in (
        "solicitors",
        "una",
        "0117 496 0001",
        "una@solicitors.example",
        "owner:priya",
        "town:bath",
        "bath",
    ):
        assert not {"Brook & Hill Solicitors", "Una Stubbs"} & set(names(desk, text, "jo")), text
        assert {"Brook & Hill Solicitors", "Una Stubbs"} & set(names(desk, text, "priya")), text
        assert {"Brook & Hill Solicitors", "Una Stubbs"} & set(names(desk, text, "sam")), (
            "an administrator sees it"
        )
    jo = desk.sam.read_now(users.listed)
    desk.priya.write_now(
        clients.set_access,
        number,
        clients.Visibility.OWNER,
        [next(one.id for one in jo if one.login == "jo")],
    )
    assert "Brook & Hill Solicitors" in names(desk, "solicitors", "jo")


def test_the_count_is_exact_while_it_is_small_and_a_lower_bound_after(agency: Agency) -> None:
    for number in range(12):
        agency.a_client(f"Acme {number}")
    assert found(agency, "acme").count_text == "12 of 12"
    few = found(agency, "acme", limit=5)
    assert (len(few.hits), few.total, few.is_exact, few.count_text) == (5, 12, True, "5 of 12")


def test_nothing_typed_finds_nothing(desk: Agency) -> None:
    assert found(desk, "").hits == found(desk, "   ").hits == found(desk, "...").hits == ()


def test_evil_text_is_only_text(desk: Agency) -> None:
    for attack, text in EVIL.items():
        assert found(desk, text).total >= 0, attack
    assert "Brookhill Care Group" in names(desk, "brookhill")


def test_the_languages_of_the_databases_are_only_text(desk: Agency) -> None:
    for text in (
        '"', '""', "AND", "OR brook", "brook*", "brook NOT hill", "(brook", "^brook", "~o1", "-brook", "'", "brook:",
        "%", "_", "{words}: x", "a" * 600, "NEAR(brook hill)", "brook\\", "|", ";", "&&&", "!", "brook:*", "'a' | 'b'",
    ):  # fmt: skip
        found(desk, text)
    assert names(desk, "~o1") == names(desk, "%") == names(desk, "_") == []
    assert names(desk, "brook NOT hill") == []
    assert "Brookhill Care Group" in names(desk, "^brook*")


def test_recently_opened_clients_are_remembered_per_user_newest_first(desk: Agency) -> None:
    ids = {name: found(desk, name).hits[0].id for name in ("brookhill logistics", "solicitors", "care group")}
    for name in ("solicitors", "care group", "solicitors"):
        desk.sam.operate_now(search.opened, ids[name])
        desk.clock.advance(minutes=1)
    assert [hit.id for hit in desk.sam.read_now(search.recent)] == [ids["solicitors"], ids["care group"]]
    assert desk.jo.read_now(search.recent) == ()
