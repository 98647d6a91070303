"""Sites and departments."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import sections, sites
from trtui.domain.errors import Invalid, StaleSave


def listed(agency: Agency, client: int) -> tuple[sections.SiteLine, ...]:
    return agency.sam.read_now(sections.sites, client)


def test_one_site_is_the_main_one_and_comes_first(agency: Agency) -> None:
    client = agency.a_client(town="Leeds")
    york = agency.sam.write_now(sites.add, client, sites.NewSite(town="York", postcode="yo17hh"))
    agency.sam.write_now(sites.make_main, york)
    assert [(one.town, one.is_main, one.postcode) for one in listed(agency, client)] == [
        ("York", True, "YO1 7HH"),
        ("Leeds", False, ""),
    ]
    agency.sam.write_now(sites.make_main, york)
    assert [one.is_main for one in listed(agency, client)] == [True, False]


def test_an_address_without_a_line_is_refused(agency: Agency) -> None:
    client = agency.a_client()
    with pytest.raises(Invalid, match="The address is empty"):
        agency.sam.write_now(sites.add, client, sites.NewSite(kind="billing"))
    with pytest.raises(Invalid) as refused:
        agency.sam.write_now(sites.add, client, sites.NewSite(kind="castle", town="York"))
    assert refused.value.field == "kind"
    assert listed(agency, client) == ()


def test_two_people_editing_a_site_keep_both_or_are_told(agency: Agency) -> None:
    client = agency.a_client(town="Leeds")
    (line,) = listed(agency, client)
    base = {"town": "Leeds", "county": ""}
    agency.priya.write_now(sites.edit, line.id, base, {"town": "Leeds", "county": "Yorks"}, line.version)
    agency.sam.write_now(sites.edit, line.id, base, {"town": "Morley", "county": ""}, line.version)
    (line,) = listed(agency, client)
    assert line.address == "Morley, Yorks"
    with pytest.raises(StaleSave, match="changed the town too"):
        agency.sam.write_now(sites.edit, line.id, base, {"town": "Batley"}, line.version - 1)


def test_departments_come_after_the_sites_by_name_until_they_end(agency: Agency) -> None:
    client = agency.a_client(town="Leeds")
    warehouse = agency.sam.write_now(sites.add_department, client, "Warehouse")
    agency.sam.write_now(sites.add_department, client, "accounts")
    version = listed(agency, client)[2].version
    agency.sam.write_now(
        sites.edit_department,
        warehouse,
        {"name": "Warehouse", "note": ""},
        {"name": "Warehouse", "note": "Ring the bell"},
        version,
    )
    found = [(one.name, one.address, one.note, one.is_department) for one in listed(agency, client)]
    assert found == [
        ("", "Leeds", "", False),
        ("accounts", "Leeds", "", True),
        ("Warehouse", "Leeds", "Ring the bell", True),
    ]
    york = agency.sam.write_now(sites.add, client, sites.NewSite(town="York"))
    moved = listed(agency, client)[3]
    wanted = {"site_id": york, "website": "https://stores.example/uk"}
    agency.sam.write_now(sites.edit_department, warehouse, {"site_id": moved.site_id}, wanted, moved.version)
    assert [(one.address, one.website) for one in listed(agency, client)][3] == ("York", "stores.example")
    agency.sam.write_now(sites.remove_department, warehouse)
    assert [one.name for one in listed(agency, client)] == ["", "", "accounts"]
