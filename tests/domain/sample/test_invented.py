"""Nothing in the sample rings, opens or belongs to somebody."""

from __future__ import annotations

import re
from collections import Counter

from trtui.domain import company_number, phones, postcode, web
from trtui.domain.sample import SampleClient, agency
from trtui.domain.sample.identity import identity
from trtui.domain.sample.numbers import DESK_CLIENTS
from trtui.domain.sample.stream import Stream

SEED = 1


# https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
FOR_FICTION = re.compile(
    r"\+44(113496|114496|116496|117496|118496|121496|131496|141496|151496|161496|191498)0[0-9]{3}"
    r"|\+442079460[0-9]{3}|\+4428964960*[0-9]{3}|\+4429201800*[0-9]{3}|\+447700900[0-9]{3}"
)
IN_NO_PLACE = re.compile(r"\+441632[2-9][0-9]{5}")


def numbers(clients: list[SampleClient]) -> list[tuple[str, str]]:
    found = [client.phone for client in clients if client.phone]
    found += [phone for client in clients for contact in client.contacts for phone in contact.phones]
    return [(phone.e164, phone.typed) for phone in found]


def test_numbers_of_the_demo_are_those_for_fiction(clients: list[SampleClient]) -> None:
    found = numbers(clients)
    assert len(found) > 800
    for e164, typed in found:
        assert FOR_FICTION.fullmatch(e164), e164
        assert phones.parse(typed).e164 == e164


def test_numbers_of_a_large_store_are_in_an_area_that_no_place_has(later: list[SampleClient]) -> None:
    found = numbers(later)
    assert len(found) > 3_000
    assert all(IN_NO_PLACE.fullmatch(e164) for e164, _ in found)
    people = [phone for client in later for contact in client.contacts for phone in contact.phones]
    assert any(phone.ext for phone in people)
    for phone in people[:300]:
        read = phones.parse(phone.typed)
        assert (read.e164, read.ext or None) == (phone.e164, phone.ext)


def test_no_two_clients_share_a_number_unless_one_is_the_other(clients: list[SampleClient]) -> None:
    own = [client for client in clients if client.twin_of is None]
    mains = [client.phone.e164 for client in own if client.phone]
    assert len(mains) == len(set(mains))
    lines = [phone.e164 for client in clients for contact in client.contacts for phone in contact.phones]
    assert len(lines) == len(set(lines))


def test_identifying_numbers_are_unique_in_a_large_store() -> None:
    stream = Stream()
    registered: Counter[str] = Counter()
    boards: Counter[str] = Counter()
    hosts: Counter[str] = Counter()
    for number in [*range(4_000), *range(500_000, 510_000), *range(990_000, 1_000_000)]:
        known = identity(stream, SEED, number)
        if known.twin_of is None:
            registered.update([known.company_number] if known.company_number else [])
            boards.update([known.phone.e164] if known.phone else [])
            hosts.update([known.website] if known.website else [])
    assert max(registered.values()) == max(boards.values()) == 1
    assert len(registered) > 10_000
    assert sum(count - 1 for count in hosts.values()) < 0.01 * len(hosts)


def test_company_numbers_are_well_formed_and_beyond_the_register(clients: list[SampleClient]) -> None:
    found = [client.company_number for client in clients if client.company_number]
    assert len(found) > 150
    for number in found:
        assert company_number.parse(number) == number
        assert re.fullmatch(r"9\d{7}|(OC|SC|NI)9\d{5}", number)


def test_web_and_mail_addresses_are_reserved(clients: list[SampleClient], later: list[SampleClient]) -> None:
    hosts = [client.website for client in clients + later if client.website]
    mails = [client.email for client in clients if client.email]
    mails += [contact.email for client in clients + later for contact in client.contacts if contact.email]
    mails += [user.email for user in agency(SEED, 100_000).users]
    assert len(hosts) > 2_500
    assert len(mails) > 2_500
    assert all(host.endswith(".example") and web.website(host) == host for host in hosts)
    assert all(mail.endswith(".example") and web.email(mail) == mail for mail in mails)


def test_postcodes_are_well_formed(clients: list[SampleClient], later: list[SampleClient]) -> None:
    for client in clients + later:
        for site in client.sites:
            assert postcode.is_british(site.postcode), site
            assert postcode.normalise(site.postcode) == site.postcode


def test_numbers_beyond_the_first_clients_leave_the_ranges_for_fiction_alone() -> None:
    stream = Stream()
    assert FOR_FICTION.match(identity(stream, SEED, DESK_CLIENTS - 1).lines.main().e164)  # type: ignore[union-attr]
    main = next(
        line
        for number in range(DESK_CLIENTS, DESK_CLIENTS + 9)
        if (line := identity(stream, SEED, number).lines.main())
    )
    assert IN_NO_PLACE.fullmatch(main.e164)
