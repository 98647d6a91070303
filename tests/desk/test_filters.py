"""Filters mean the same in search, call queue and exports; a value that means nothing is named with what would."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact
from trtui.desk import clients, exports, labels, queue, search, sites, users
from trtui.domain.policy import Visibility


def searched(agency: Agency, text: str, by: str = "sam") -> set[str]:
    """Return the contacts that search finds."""
    return {hit.name for hit in agency.sit(by).read_now(search.find, f"{text} is:contact").hits}


def queued(agency: Agency, text: str, by: str = "sam") -> set[str]:
    return {row.contact for row in agency.sit(by).read_now(queue.due, "everyone", text).rows}


def exported(agency: Agency, text: str, by: str = "sam") -> set[Any]:
    def write(found: exports.Export) -> set[Any]:
        return {row[found.columns.index("Contact")] for row in found.rows}

    return agency.sit(by).read_now(exports.export, "contacts", text, write)


def hints(agency: Agency, text: str, by: str = "sam") -> set[str]:
    """Return what search, queue and exports say about a filter, once where they agree."""
    office = agency.sit(by)
    return {
        *office.read_now(search.find, text).hints,
        *office.read_now(queue.due, "everyone", text).hints,
        *office.read_now(exports.export, "contacts", text, lambda found: found.hints),
    }


@pytest.fixture
def base(agency: Agency) -> Agency:
    """Four due contacts: of Zoë Brügge, of Sam and of Priya, at clients with tags and sites."""
    agency.sam.write_now(users.add, "zoe", "Zoë Brügge", "consultant", "", "Leeds")
    zoe = agency.sit("zoe")
    forge = agency.a_client("Alder Forge Ltd", by=zoe, town="Köln")
    mill = agency.a_client("Birch Mill Ltd", town="Hull")
    bakery = agency.a_client("Cedar Bakery Ltd", by=agency.priya, town="St Albans")
    for name, client in {"Ann Lee": forge, "Bob Jones": mill, "Cat Hill": bakery}.items():
        a_due_contact(agency, name, client)
    agency.sam.write_now(sites.add, mill, sites.NewSite(kind="billing", town="Leeds"))
    agency.sam.write_now(labels.tag, [forge], "Führung")
    agency.sam.write_now(labels.tag, [mill], "100% temp")
    return agency


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("owner:brugge", {"Ann Lee"}),
        ("owner:bruegge", {"Ann Lee"}),
        ("owner:Brügge", {"Ann Lee"}),
        ('owner:"zoe br"', {"Ann Lee"}),
        ("owner:ZOE", {"Ann Lee"}),
        ("owner:priya,brugge", {"Ann Lee", "Cat Hill"}),
        ("owner:me", {"Bob Jones"}),
        ("owner:%", set()),
        ("owner:_", set()),
        ("tag:fuehrung", {"Ann Lee"}),
        ("tag:FÜHR", {"Ann Lee"}),
        ("tag:fuhrung", {"Ann Lee"}),
        ("tag:temp", {"Bob Jones"}),
        ("tag:100%", {"Bob Jones"}),
        ("tag:%", set()),
        ("tag:_", set()),
        ("town:koeln", {"Ann Lee"}),
        ("town:kol", {"Ann Lee"}),
        ("town:Köln", {"Ann Lee"}),
        ("town:leeds", {"Bob Jones"}),
        ("town:hull", {"Bob Jones"}),
        ('town:"st alb"', {"Cat Hill"}),
        ("town:st.albans", {"Cat Hill"}),
        ("town:hull,koeln", {"Ann Lee", "Bob Jones"}),
        ("town:%", set()),
        ("town:_", set()),
        ("town:x", set()),
        ("%", set()),
        ("_", set()),
    ],
)
def test_a_value_means_the_same_everywhere(base: Agency, text: str, names: set[str]) -> None:
    assert (searched(base, text), queued(base, text), exported(base, text)) == (names, names, names)


def test_a_value_that_means_nothing_is_named_with_what_would(base: Agency) -> None:
    for text, hint in {
        "owner:zorro": "No user is called “zorro”; use me, nobody, jo, max, priya, sam or zoe",
        "owner:prija": "No user is called “prija”; did you mean priya?",
        "tag:nope": "There is no tag “nope”; use 100% temp or Führung",
        "tag:fuhrnug": "There is no tag “fuhrnug”; did you mean Führung?",
        "csi:z": "csi:z is unknown; use a, b, c, d, any or none",
        "town:atlantis": "No client has a site in “atlantis”.",
        "foo:bar": "foo: is no filter; use status: csi: owner: tag: due: town: stage: level: is:",
    }.items():
        said = hints(base, text)
        assert hint in said and len(said) == 1, (text, said)
        assert len(hint) < 80


def test_a_value_that_means_nothing_never_widens_the_queue(base: Agency) -> None:
    for text in ("csi:z", "csi:", "due:soon", "status:xyz", "is:foo", "csi:a level:tepid", "foo:bar"):
        page = base.sam.read_now(queue.due, "everyone", text)
        assert (page.rows, page.total) == ((), 0), text
        assert page.hints, text


def test_tags_of_clients_that_are_not_for_me_are_no_tags(base: Agency) -> None:
    secret = base.a_client("Quiet Ltd", by=base.priya)
    base.priya.write_now(labels.tag, [secret], "takeover")
    base.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    assert hints(base, "tag:takeover", "jo") == {"There is no tag “takeover”; use 100% temp or Führung"}
    assert hints(base, "tag:takeover", "priya") == set()


def test_a_town_that_is_there_is_not_denied(base: Agency) -> None:
    assert base.sam.read_now(search.find, "town:leeds status:prospect csi:d").hints == ()
    secret = base.a_client("Quiet Ltd", by=base.priya, town="Whitby")
    base.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    assert hints(base, "town:whitby csi:d", "priya") == set()
    assert base.jo.read_now(search.find, "town:whitby").hints == ("No client has a site in “whitby”.",)


def test_where_another_site_is_in_the_town_the_line_says_so(base: Agency) -> None:
    (hit,) = base.sam.read_now(search.find, "town:leeds is:client").hits
    assert (hit.name, hit.where) == ("Birch Mill Ltd", "Leeds, Hull")
    assert base.sam.read_now(search.find, "town:hull is:client").hits[0].where == "Hull"
    assert base.sam.read_now(search.find, "birch is:client").hits[0].where == "Hull"
    (row,) = base.sam.read_now(queue.due, "everyone", "town:leeds").rows
    assert row.town == "Leeds, Hull"
