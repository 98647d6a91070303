"""The sample agency as a store: whole or not at all, the same every time, true to the rules, believable."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from tests.support.clock import LONDON, TUESDAY_MORNING
from trtui.domain import sample
from trtui.domain.errors import Invalid, StoreUnavailable
from trtui.domain.rules import Rules
from trtui.store import states
from trtui.store.place import Store, open_store
from trtui.store.reader import Reader
from trtui.store.sample import FIRST_LOGIN, create
from trtui.store.sampling import making
from trtui.store.sampling.helping import Helper
from trtui.store.sampling.sheets import COLUMNS
from trtui.store.search import index
from trtui.store.tables import metadata

DERIVED = ("contact_state", "client_state")


def make(url: str, clients: int = 120, seed: int = 1, **options: Any) -> None:
    """Make a sample that ends on a Tuesday morning."""
    create(url, clients=clients, seed=seed, now=TUESDAY_MORNING, zone=LONDON, **options)


@contextmanager
def opened(url: str) -> Iterator[Store]:
    """Open a store for the length of a block."""
    store = open_store(url, create=False)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def reading(url: str) -> Iterator[Reader]:
    """Read a store for the length of a block."""
    with opened(url) as store:
        reader = store.reader()
        try:
            yield reader
        finally:
            reader.close()


def rows_of(db: Reader, table: str) -> list[tuple[Any, ...]]:
    """Return all rows of a table in one order, truth values as numbers."""
    columns = [column.name for column in metadata.tables[table].columns]
    found = db.rows(f"SELECT {', '.join(columns)} FROM {table}")
    plain = [tuple(int(value) if isinstance(value, bool) else value for value in row) for row in found]
    return sorted(plain, key=repr)


def digest(url: str) -> dict[str, str]:
    """Return a sum of the rows of every table that a sample fills."""
    with reading(url) as db:
        return {
            table: hashlib.sha256(repr(rows_of(db, table)).encode()).hexdigest()
            for table in metadata.tables
            if table != "service_role"  # under which the tests connect to a database
        }


def test_the_same_seed_and_moment_make_the_same_rows_on_both_databases(
    empty_sqlite_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    make(empty_sqlite_url, clients=250)
    make(empty_postgres_url, clients=250)
    again, other = str(tmp_path / "again.db"), str(tmp_path / "other.db")
    make(again, clients=250)
    make(other, clients=250, seed=2)
    first = digest(empty_sqlite_url)
    assert digest(empty_postgres_url) == first
    assert digest(again) == first
    differing = {table for table, total in digest(other).items() if total != first[table]}
    assert {"client", "contact", "touch", "job", "note", "contact_state"} <= differing


@pytest.fixture
def many_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have even small stores made by several processes, on any machine."""
    monkeypatch.setattr(making, "ALONE", 100)
    monkeypatch.setattr(making, "helpers", lambda: 2)


def test_helping_processes_make_the_store_that_one_makes_alone(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    alone, together = str(tmp_path / "alone.db"), str(tmp_path / "search.db")
    clients = making.RANGE + 150
    make(alone, clients)
    request.getfixturevalue("many_hands")
    make(together, clients)
    assert digest(together) == digest(alone)
    with opened(together) as store, store.writing() as db:
        assert db.value("PRAGMA integrity_check") == "ok"
        assert index.faults(db) == []


def test_a_larger_agency_has_the_smaller_one_s_clients(tmp_path: Path) -> None:
    small, large = str(tmp_path / "small.db"), str(tmp_path / "large.db")
    make(small, clients=100)
    make(large, clients=200)
    with reading(small) as few, reading(large) as many:
        for table in ("client", "contact", "touch", "job", "contact_state", "client_state"):
            assert set(rows_of(few, table)) <= set(rows_of(many, table)), table


@pytest.mark.parametrize("seed", [1, 7, 42])
def test_the_states_are_what_the_rules_make_of_the_rows(tmp_path: Path, seed: int) -> None:
    url = str(tmp_path / "store.db")
    make(url, clients=700, seed=seed)
    assert_states_hold(url, Rules())


def test_the_states_follow_the_agency_s_own_cadence_on_both_databases(empty_store_url: str) -> None:
    rules = Rules(cadence={"A": 2, "B": 2, "C": 6, "D": 24})
    make(empty_store_url, clients=200, rules=rules)
    assert_states_hold(empty_store_url, rules)


def assert_states_hold(url: str, rules: Rules) -> None:
    """Hold the states that came with the sample against those refreshed from its rows."""
    with opened(url) as store, store.writing() as db:
        made = {table: rows_of(db, table) for table in DERIVED}
        states.refresh_contacts(db, TUESDAY_MORNING, LONDON, rules, set(db.column("SELECT id FROM contact")))
        states.refresh_clients(db, TUESDAY_MORNING, LONDON, set(db.column("SELECT id FROM client")))
        for table in DERIVED:
            assert made[table] == rows_of(db, table), table


def test_a_new_file_is_like_any_other_store(tmp_path: Path) -> None:
    made, fresh = tmp_path / "made.db", tmp_path / "fresh.db"
    make(str(made))
    open_store(str(fresh)).close()
    what = "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name"
    with reading(str(made)) as db, reading(str(fresh)) as plain:
        assert db.rows(what) == plain.rows(what)
        assert db.value("PRAGMA journal_mode") == "wal"
        assert db.value("PRAGMA integrity_check") == "ok"
        assert db.rows("PRAGMA foreign_key_check") == []
    assert made.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in tmp_path.iterdir() if "-" not in path.name) == ["fresh.db", "made.db"]


def test_a_database_keeps_its_indexes_and_goes_on_numbering(empty_store_url: str, postgres_url: str) -> None:
    make(empty_store_url)
    with opened(empty_store_url) as store, store.writing() as db:
        for table in (name for name, columns in COLUMNS.items() if "id" in columns):
            last = db.value(f"SELECT max(id) FROM {table}")
            names = [name for name in COLUMNS[table] if name != "id"]
            unique = {"user_account": ("login",), "team": ("name",), "tag": ("name",)}.get(table, ())
            taken = ["'another'" if name in unique else name for name in names]
            added = db.value(
                f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(taken)} FROM {table} WHERE id = :last"
                " RETURNING id",
                last=last,
            )
            assert added == last + 1, table
        if db.dialect.name == "postgresql":
            what = "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY indexname"
            with reading(postgres_url) as plain:
                assert db.rows(what) == plain.rows(what)


def test_a_store_in_use_is_refused_and_left_alone(empty_store_url: str, tmp_path: Path) -> None:
    make(empty_store_url, clients=20)
    before = digest(empty_store_url)
    with pytest.raises(Invalid, match=r"there already|holds data"):
        make(empty_store_url, clients=10, seed=5)
    assert digest(empty_store_url) == before
    with pytest.raises(Invalid, match="is a folder"):
        make(str(tmp_path))


def test_what_is_left_of_a_store_that_is_gone_is_not_carried_into_the_new_one(tmp_path: Path) -> None:
    (tmp_path / "store.db-wal").write_bytes(b"writes of another store")
    with pytest.raises(Invalid, match="left of another store"):
        make(str(tmp_path / "store.db"))
    assert [path.name for path in tmp_path.iterdir()] == ["store.db-wal"]


def test_an_empty_file_and_a_database_that_was_only_set_up_are_taken(
    tmp_path: Path, postgres_url: str
) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    make(str(path), clients=10)
    make(postgres_url, clients=10)
    assert digest(str(path)) == digest(postgres_url)


class Stopped(Exception):
    """Whoever watches has seen enough."""


def stop_at(stage: str) -> Callable[[str, int, int], None]:
    """Return a watcher that breaks off at a stage."""

    def watch(at: str, done: int, total: int) -> None:
        if at.startswith(stage):
            raise Stopped

    return watch


@pytest.mark.parametrize("stage", ["clients", "indexes", "search", "duplicates"])
def test_what_is_broken_off_leaves_nothing(tmp_path: Path, postgres_url: str, stage: str) -> None:
    folder = tmp_path / "folder"
    with pytest.raises(Stopped):
        make(str(folder / "store.db"), progress=stop_at(stage))
    assert list(folder.iterdir()) == []
    with pytest.raises(Stopped):
        make(postgres_url, progress=stop_at(stage))
    with reading(postgres_url) as db:
        left = [table for table in metadata.tables if db.value(f"SELECT count(*) FROM {table}")]
    assert left == ["service_role"], "the role under which the tests connect"


@pytest.mark.parametrize("stage", ["clients", "search"])
def test_helping_processes_end_when_it_is_broken_off(tmp_path: Path, many_hands: None, stage: str) -> None:
    with pytest.raises(Stopped):
        make(str(tmp_path / "store.db"), clients=150, progress=stop_at(stage))
    assert list(tmp_path.iterdir()) == []
    assert active_children() == []


def test_what_goes_wrong_in_a_helping_process_is_told_here(tmp_path: Path, many_hands: None) -> None:
    with pytest.raises(Invalid, match="cadence of code A"):
        make(str(tmp_path / "store.db"), clients=150, rules=Rules(cadence={"A": 99}))
    assert list(tmp_path.iterdir()) == []


def test_a_helping_process_that_is_killed_is_no_end_of_its_work() -> None:
    order = making.Order(1, 5 * making.RANGE, TUESDAY_MORNING, LONDON, Rules())
    with closing(Helper(making.make_some, order, 0, 1)) as helper:
        assert len(next(helper)["client"]) == making.RANGE
        for process in active_children():
            process.kill()
        with pytest.raises(StoreUnavailable, match="ended from outside"):
            list(helper)


def test_the_progress_of_every_stage_comes_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "RANGE", 100)
    heard: dict[str, list[tuple[int, int]]] = {}
    make(
        str(tmp_path / "store.db"),
        clients=230,
        progress=lambda stage, done, total: heard.setdefault(stage, []).append((done, total)),
    )
    assert list(heard)[:2] == ["clients", "indexes"]
    assert [done for done, _ in heard["clients"]] == [100, 200, 230]
    for stage, steps in heard.items():
        assert steps == sorted(steps), stage
        assert steps[-1][0] == steps[-1][1] > 0, stage


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The demo as it opens: 400 clients."""
    url = str(tmp_path_factory.mktemp("demo") / "demo.db")
    make(url, clients=400)
    with reading(url) as db:
        yield db


def test_every_client_with_contacts_has_exactly_one_primary(demo: Reader) -> None:
    assert (
        demo.rows(
            "SELECT client_id FROM assignment WHERE to_at IS NULL GROUP BY client_id HAVING sum(is_primary) <> 1"
        )
        == []
    )


def test_nothing_has_happened_yet_that_lies_ahead(demo: Reader) -> None:
    for table, column in (
        ("client", "created_at"),
        ("contact", "created_at"),
        ("assignment", "from_at"),
        ("assignment", "to_at"),
        ("touch", "at"),
        ("csi_history", "set_at"),
        ("call_plan", "set_at"),
        ("target20", "since_at"),
        ("note", "created_at"),
        ("task", "done_at"),
        ("job", "filled_at"),
        ("placement", "placed_at"),
        ("objection", "noted_at"),
        ("phone_screening", "tps_checked_at"),
        ("opened", "at"),
    ):
        latest = demo.value(f"SELECT max({column}) FROM {table}")
        assert latest is not None and latest <= TUESDAY_MORNING, (table, column)


def test_the_first_user_finds_a_day_s_work(demo: Reader) -> None:
    sam = demo.value("SELECT id FROM user_account WHERE login = :login", login=FIRST_LOGIN)
    due = demo.rows(
        "SELECT due_kind, csi FROM contact_state WHERE owner_id = :sam AND due_at <= :now"
        " AND (reserved_for IS NULL OR reserved_for = :sam)",
        sam=sam,
        now=TUESDAY_MORNING,
    )
    kinds = Counter(kind for kind, _ in due)
    assert 20 <= len(due) <= 60
    assert kinds["cadence"] > 10 and kinds["retry"] > 0
    assert {code for _, code in due} >= {"A", "B", "C"}
    ahead = demo.column(
        "SELECT DISTINCT due_kind FROM contact_state WHERE owner_id = :sam AND due_at > :now",
        sam=sam,
        now=TUESDAY_MORNING,
    )
    assert {"cadence", "snooze"} <= set(ahead)
    assert demo.value("SELECT count(*) FROM opened WHERE user_id = :sam", sam=sam) == 12


def test_no_target_20_is_too_long_and_all_on_it_are_coded(demo: Reader) -> None:
    lists = dict(demo.rows("SELECT user_id, count(*) FROM target20 GROUP BY user_id"))
    assert len(lists) >= 6
    assert 5 <= min(lists.values()) and max(lists.values()) <= 20
    uncoded = "SELECT count(*) FROM target20 t JOIN contact c ON c.id = t.contact_id WHERE c.csi IS NULL"
    assert demo.value(uncoded) == 0


def test_everything_the_sample_knows_of_is_kept(demo: Reader) -> None:
    clients = list(sample.generate(1, 0, 400, TUESDAY_MORNING, LONDON))
    contacts = [contact for client in clients for contact in client.contacts]
    counts: dict[str, Callable[[], int]] = {
        "client": lambda: len(clients),
        "client_name": lambda: sum(len(client.also) for client in clients),
        "site": lambda: sum(len(client.sites) for client in clients),
        "department": lambda: sum(len(client.departments) for client in clients),
        "client_tag": lambda: sum(len(client.tags) for client in clients),
        "status_override": lambda: sum(client.override is not None for client in clients),
        "contact": lambda: len(contacts),
        "assignment": lambda: len(contacts) + sum(len(client.shared) for client in clients),
        "contact_point": lambda: (
            sum((client.phone is not None) + (client.email is not None) for client in clients)
            + sum(len(contact.phones) + (contact.email is not None) for contact in contacts)
        ),
        "objection": lambda: sum(bool(one.objected_at) for contact in contacts for one in contact.screenings),
        "phone_screening": lambda: sum(
            bool(one.tps_checked_at) for contact in contacts for one in contact.screenings
        ),
        "csi_history": lambda: sum(len(contact.codes) for contact in contacts),
        "touch": lambda: sum(len(contact.touches) for contact in contacts),
        "call_plan": lambda: sum(contact.plan is not None for contact in contacts),
        "target20": lambda: sum(contact.in_target20 for contact in contacts),
        "job": lambda: sum(len(client.jobs) for client in clients),
        "placement": lambda: sum(len(job.placements) for client in clients for job in client.jobs),
        "note": lambda: sum(len(client.notes) for client in clients),
        "task": lambda: sum(len(client.tasks) for client in clients),
        "not_duplicate": lambda: 2,
    }
    for table, count in counts.items():
        assert demo.value(f"SELECT count(*) FROM {table}") == count() > 0, table
