"""Every common way of writing a letter finds a name, in search, in lists, in the queue and among tags."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, the_queue
from trtui.desk import labels, queue, search, sections, sites, users
from trtui.desk.search import Found
from trtui.store import queue_selection

NAMES = (
    "Möbel König GmbH", "Böttcher & Söhne KG", "Größler Türen GmbH", "Åkesson Måleri AB", "Ærø Værft ApS",
    "Łódź Meble", "Đorđević Transport", "Sørensen Byg",
)  # fmt: skip
TYPED = {
    "mobel konig": 0, "moebel koenig": 0, "möbel könig": 0, "MOEBEL": 0, "moebel konig": 0, "moebelkoenig": 0,
    "boettcher soehne": 1, "bottcher & sohne": 1, "Böttcher Söhne": 1,
    "groessler tueren": 2, "grossler turen": 2, "größler": 2,
    "aakesson": 3, "akesson": 3, "åkesson maaleri": 3, "måleri": 3,
    "aeroe": 4, "aero vaerft": 4, "ærø": 4, "aeroe værft": 4,
    "lodz": 5, "łódź": 5, "dordevic": 6, "djordjevic": 6, "đorđević": 6, "soerensen": 7, "sorensen": 7, "sørensen": 7,
}  # fmt: skip


def found(agency: Agency, text: str, limit: int = 50) -> Found:
    return agency.sam.read_now(search.find, text, limit)


def names(agency: Agency, text: str, limit: int = 50) -> list[str]:
    return [hit.name for hit in found(agency, text, limit).hits]


def test_a_name_is_found_in_every_spelling_and_no_slip_is_said(agency: Agency) -> None:
    for name in NAMES:
        agency.a_client(name)
    for typed, at in TYPED.items():
        answer = found(agency, typed)
        assert answer.hits and answer.hits[0].name == NAMES[at], (typed, names(agency, typed))
        assert not answer.slips, typed
        assert answer.hits[0].spans, typed
    assert "Möbel König GmbH" in names(agency, '"moebel koenig"')
    assert names(agency, '"koenig moebel"') == []


def test_where_both_spellings_exist_neither_hides_the_other(agency: Agency) -> None:
    pair = {"Möbel König GmbH", "Moebel Koenig GmbH"}
    for name in pair:
        agency.a_client(name)
    for typed in ("möbel", "moebel", "moebel koenig", "möbel könig gmbh", '"möbel könig"'):
        assert set(names(agency, typed)) == pair, typed
    assert names(agency, "mobel")[0] == "Möbel König GmbH"
    for number in range(9):
        agency.a_client(f"Müller {number} Ltd", by=agency.jo)
        agency.a_client(f"Mueller {number} Ltd", by=agency.jo)
    for typed in ("mueller", "müller"):
        assert {name[:2] for name in names(agency, typed, 40)} == {"Mü", "Mu"}, typed


def test_people_places_departments_and_job_titles_are_found_too(agency: Agency) -> None:
    client = agency.a_client("Acme Freight", town="Köln")
    agency.a_contact("Jörg Weiß", client, job_title="Büroleiter")
    agency.sam.write_now(sites.add_department, client, "Nürnberg Süd")
    for typed in ("joerg weiss", "jorg weiß", "bueroleiter", "joerg acme", "buroleiter freight"):
        assert "Jörg Weiß" in names(agency, typed), typed
    for typed in ("koeln", "köln", "nuernberg sued", "nurnberg", "acme koeln"):
        assert "Acme Freight" in names(agency, typed), typed


@pytest.mark.parametrize("many", [-1, queue_selection.MANY])
def test_the_queue_is_narrowed_in_every_spelling(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(queue_selection, "MANY", many)
    moebel, mueller = agency.a_client("Möbel König GmbH"), agency.a_client("Mueller Blue Ltd")
    a_due_contact(agency, "Jörg Weiß", moebel)
    a_due_contact(agency, "Ann Lee", mueller)
    a_due_contact(agency, "Cat Blum", agency.a_client("Moba Ltd"))
    for typed, name in {
        "moebel": "Jörg Weiß", "möbel": "Jörg Weiß", "mobel": "Jörg Weiß", "joerg": "Jörg Weiß", "jorg": "Jörg Weiß",
        "weiss koenig": "Jörg Weiß", "müller": "Ann Lee", "mueller": "Ann Lee", "blue": "Ann Lee", "blum": "Cat Blum",
    }.items():  # fmt: skip
        assert the_queue(agency.sam, "everyone", typed) == [name], typed
    assert agency.sam.read_now(queue.due, "everyone", "muller").rows == ()


def test_a_tag_is_one_in_every_spelling(agency: Agency) -> None:
    first, second = agency.a_client("Acme"), agency.a_client("Zenith")
    agency.sam.write_now(labels.tag, [first], "Führung")
    agency.sam.write_now(labels.tag, [second], "FUEHRUNG")
    assert [row.name for row in agency.sam.read_now(labels.tags, first)] == ["Führung"]
    assert set(names(agency, "tag:fuehrung is:client")) == {"Acme", "Zenith"}
    assert agency.sam.write_now(labels.untag, [first, second], "fuhrung") == 2


def test_lists_sort_letters_with_marks_among_the_others(agency: Agency) -> None:
    for login, name in (("ada", "Äda Berg"), ("zoe", "zoë Weiß"), ("eva", "Éva Nagy")):
        agency.sam.write_now(users.add, login, name)
    assert [name for _, name in agency.sam.read_now(users.colleagues)] == [
        "Äda Berg", "Éva Nagy", "Jo Bright", "Max Ford", "Priya Shah", "Sam", "zoë Weiß",
    ]  # fmt: skip
    client = agency.a_client("Acme")
    for name in ("Zed Hill", "Örjan Ek", "Ann Lee", "Élodie Roy", "peter Pan"):
        agency.a_contact(name, client)
    people = agency.sam.read_now(sections.contacts, client)
    assert [one.name for one in people if not one.is_primary] == [
        "Ann Lee",
        "Élodie Roy",
        "Örjan Ek",
        "peter Pan",
    ]
    for tag in ("zebra", "Übung", "alpha", "École"):
        agency.sam.write_now(labels.tag, [client], tag)
    assert [row.name for row in agency.sam.read_now(labels.tags, client)] == [
        "alpha",
        "École",
        "Übung",
        "zebra",
    ]
