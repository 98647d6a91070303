"""The search index: true after every change, the same when made anew, on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from trtui.desk import clients, contacts, history, labels
from trtui.store import search
from trtui.store.place import Store, open_store
from trtui.store.reader import Writer
from trtui.store.search import index, terms
from trtui.store.search.terms import Term, Without, all_of, any_of, beginning


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    """An agency whose people and clients changed in every way that search must follow."""
    made = Agency(store_url, clock)
    brook = made.a_client(
        "Brook & Hill Ltd", number="04418292", website="brook.example", phone="0113 496 0100"
    )
    acme = made.a_client("Acme Freight", town="Leeds", postcode="LS10 1AB")
    dana = made.a_contact("Dana Whitlock", brook, phone="0113 496 0142", email="dana@brook.example", csi="B")
    made.a_contact("Jo O'Brien", acme, job_title="HR manager")
    base = made.sam.read_now(contacts.values, dana)
    made.sam.write_now(
        contacts.edit, dana, base.values, {**base.values, "phone": "0117 496 0001"}, base.version
    )
    made.sam.write_now(clients.add_name, acme, "Acme Haulage", "previous")
    made.sam.write_now(labels.tag, [brook, acme], "VIP")
    made.sam.write_now(labels.untag, [acme], "VIP")
    made.sam.write_now(clients.archive, [brook], "closed")
    made.sam.write_now(history.undo)
    made.sam.write_now(clients.set_access, acme, clients.Visibility.OWNER)
    yield made
    made.close()


@pytest.fixture
def store(agency: Agency) -> Iterator[Store]:
    """The agency's store."""
    opened = open_store(agency.url)
    yield opened
    opened.close()


def documents(db: Writer) -> list[tuple[object, ...]]:
    return [
        *db.rows("SELECT 'client', id, words, digits FROM search_client ORDER BY id"),
        *db.rows("SELECT 'contact', id, words, digits FROM search_contact ORDER BY id"),
    ]


def found(db: Writer, noun: index.Noun, asked: terms.Asked | None, of: str = "words") -> list[int]:
    assert asked is not None
    source, condition = index.source(db, noun, "digits" if of == "digits" else "words")
    return sorted(db.column(f"SELECT d.id FROM {source} WHERE {condition}", asked=index.question(db, asked)))


def test_the_index_made_anew_is_the_one_that_was_kept(store: Store) -> None:
    with store.writing() as db:
        kept = documents(db)
        assert index.faults(db) == []
        heard: list[tuple[str, int, int]] = []
        search.rebuild(db, lambda *step: heard.append(step))
        assert documents(db) == kept
        assert index.faults(db) == []
        assert heard and all(done == total for _, done, total in heard[-1:])
        assert found(db, "contact", beginning("whit")) == [1]


def test_an_index_that_does_not_agree_is_noticed(sqlite_url: str, clock: FixedClock) -> None:
    agency = Agency(sqlite_url, clock)
    agency.a_client()
    agency.close()
    store = open_store(sqlite_url)
    with store.writing() as db:
        db.run("UPDATE search_client SET words = 'something else||||||'")
        assert index.faults(db) == ["search_client_words"]
    store.close()


def test_what_is_the_same_is_not_written_again(store: Store) -> None:
    with store.writing() as db:
        ids = set(db.column("SELECT id FROM client"))
        people = set(db.column("SELECT id FROM contact"))
        if db.dialect.name == "sqlite":
            changes = db.value("SELECT total_changes()")
            search.reindex(db, ids, people)
            assert db.value("SELECT total_changes()") == changes
        else:
            rows = "SELECT id, CAST(ctid AS text) FROM search_{} ORDER BY id"
            kept = [db.rows(rows.format(noun)) for noun in index.NOUNS]
            search.reindex(db, ids, people)
            assert [db.rows(rows.format(noun)) for noun in index.NOUNS] == kept


def test_a_record_that_is_gone_is_taken_out(store: Store) -> None:
    with store.writing() as db:
        db.run(
            "INSERT INTO client (name, access, stage, created_at, version)"
            " VALUES ('Zenith', 'everyone', 'prospect', 0, 1)"
        )
        number = int(db.value("SELECT max(id) FROM client"))
        search.reindex(db, {number}, set())
        assert found(db, "client", beginning("zen")) == [number]
        db.run("DELETE FROM client WHERE id = :id", id=number)
        search.reindex(db, {number}, set())
        assert found(db, "client", beginning("zen")) == []
        assert index.faults(db) == []


def test_questions_combine_words_beginnings_and_facets_alike_on_both_databases(store: Store) -> None:
    with store.writing() as db:
        brook, acme = 1, 2
        assert found(db, "client", beginning("brook")) == [brook]
        assert found(db, "client", Term("brook")) == [brook]
        assert found(db, "client", Term("broo")) == []
        assert found(db, "client", beginning("brookhill")) == [brook], "neighbours are joined"
        assert found(db, "client", any_of(beginning("brook"), beginning("acme"))) == [brook, acme]
        assert found(db, "client", all_of(beginning("brook"), beginning("acme"))) == []
        assert found(db, "client", all_of(Term("~cb"), beginning("hi"))) == [brook]
        everything = any_of(beginning("brook"), beginning("acme"))
        assert everything is not None
        assert found(db, "client", Without(everything, Term("~r"))) == [brook]
        assert found(db, "client", beginning("@brook.example")) == [brook]
        assert found(db, "contact", beginning("^acme")) == [2]
        assert found(db, "contact", beginning("brien")) == [2]
        assert found(db, "contact", all_of(Term("1749"), Term("6000")), "digits") == [1]
        assert found(db, "contact", all_of(Term("1349")), "digits") == [], "the number was replaced"
        assert found(db, "client", Term("113", True), "digits") == [brook]
