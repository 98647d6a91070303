"""The index of names gives nearly all that comparing every client would find; on both databases."""

from __future__ import annotations

import random
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

from trtui.domain.matching import Known, Typed, rank
from trtui.domain.sample.clients import generate
from trtui.domain.sample.variants import misspelt
from trtui.store import matching
from trtui.store.place import open_store
from trtui.store.reader import Reader

CLIENTS, ASKED, FIRST, WANTED = 300, 60, 5, 0.99


@pytest.fixture
def reader(store_url: str) -> Iterator[Reader]:
    store = open_store(store_url)
    made = generate(7, 0, CLIENTS, 1_750_000_000, ZoneInfo("Europe/London"))
    names = [client.name for client in made] + ["Möbel König GmbH", "Åkesson Måleri AB", "QVZ Ltd"]
    with store.writing() as db:
        db.run_many(
            "INSERT INTO client (id, name, version, access, stage, created_at)"
            " VALUES (:id, :name, 1, 'everyone', 'prospect', 0)",
            [{"id": number, "name": name} for number, name in enumerate(names, 1)],
        )
        matching.rebuild(db)
    opened = store.reader()
    yield opened
    opened.close()
    store.close()


def variants(names: list[str]) -> list[str]:
    """Return names as others write them: a slip, a word less or joined, initials, another order, another form."""
    draw = random.Random(5)
    found = ["Moebel Koenig", "Mobel Konig", "Aakesson Maaleri", "QVZ"]
    for name in draw.sample(names, ASKED):
        words = name.split()
        at = draw.randrange(len(words))
        kinds = [
            [*words[:at], misspelt(draw.random, words[at]), *words[at + 1 :]],
            words[:-1] or words,
            ["".join(words[:2]), *words[2:]],
            ["".join(word[0] for word in words)],
            words[::-1],
            [*words[:1], "Holdings", *words[1:]],
            [name.upper(), "trading", "as", "Zorblax"],
        ]
        found.append(" ".join(draw.choice(kinds)))
    return found


def test_candidates_hold_whom_comparing_every_client_would_put_first(reader: Reader) -> None:
    everybody = [Known(*row) for row in reader.rows("SELECT id, name FROM client ORDER BY id")]
    wanted = held = 0
    for name in variants([one.name for one in everybody]):
        typed = Typed(name)
        rarity = matching.rarity(reader, typed)
        best = [one.client_id for one in rank(typed, everybody, rarity)[:FIRST] if one.score >= 0.2]
        there = {one.client_id for one in matching.candidates(reader, typed)}
        wanted += len(best)
        held += len(there.intersection(best))
    assert wanted > ASKED / 2
    assert held / wanted >= WANTED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Haeusler Kuechen", "Häusler Küchen GmbH"),
        ("Moebel Koenig", "Möbel König GmbH"),
        ("Möbel König", "Moebel Koenig GmbH"),
        ("Aakesson Maaleri", "Åkesson Måleri AB"),
    ],
)
def test_a_name_is_found_in_any_spelling_of_its_letters(store_url: str, typed: str, meant: str) -> None:
    store = open_store(store_url)
    with store.writing() as db:
        db.run(
            "INSERT INTO client (id, name, version, access, stage, created_at)"
            " VALUES (1, :name, 1, 'everyone', 'prospect', 0)",
            name=meant,
        )
        matching.reindex(db, {1})
    reader = store.reader()
    try:
        (found,) = matching.candidates(reader, Typed(typed))
        assert rank(Typed(typed), [found], matching.rarity(reader, Typed(typed)))[0].strength == "likely"
    finally:
        reader.close()
        store.close()
