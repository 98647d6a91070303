"""Loading an edition: all of it or none, beside the one in use, again from where it was broken off."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import Any

import pytest

from tests.support.register import a_company, a_csv, a_zip, many
from trtui.domain.errors import Conflict, Invalid, NotFound, StoreUnavailable
from trtui.domain.register.values import Filters, PreviousName
from trtui.integrations.register_file import open_register_file
from trtui.store.locating import locate
from trtui.store.place import open_store
from trtui.store.reader import Reader
from trtui.store.register import finding, loading, opening, reading
from trtui.store.register.shelf import Shelf

from .conftest import Load


def numbers(db: Reader) -> set[str]:
    opening.require(db)
    return set(db.column("SELECT number FROM register_company"))


def test_before_the_first_load_there_is_no_register_and_a_hint_how_to_get_one(reader: Reader) -> None:
    assert reading.state(reader).edition is None
    with pytest.raises(NotFound, match="trtui register load FILE"):
        finding.find(reader, "brookhill")
    with pytest.raises(NotFound):
        reading.companies(reader, ["04418292"])


def test_what_was_loaded_is_read_back_whole(load: Load, reader: Reader, tmp_path: Path) -> None:
    cells = a_company(
        "BROOKHILL LOGISTICS LIMITED",
        "04418292",
        RegAddress__AddressLine2="HUNSLET",
        RegAddress__County="WEST YORKSHIRE",
        **{"PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED", "PreviousName_1.CONDATE": "04/03/2011"},
    )
    load(a_zip(tmp_path / "file.zip", [cells, *many(3)]))
    found = reading.companies(reader, ["04418292", "99999999"])["04418292"]
    assert found.name == "BROOKHILL LOGISTICS LIMITED" and found.is_active
    assert found.address == "1 MILL ROAD, HUNSLET, LEEDS, WEST YORKSHIRE, ENGLAND"
    assert (found.postcode, found.category) == ("LS10 1AB", "Private Limited Company")
    assert found.sic == ("78109",)
    assert found.sic_texts == ("Other activities of employment placement agencies",)
    assert found.previous_names[0].name == "HOLLIN HAULAGE LIMITED"
    assert isinstance(found.previous_names[0], PreviousName) and found.previous_names[0].until_on is not None
    dates = (
        found.incorporated_on,
        found.accounts_due_on,
        found.accounts_made_up_on,
        found.confirmation_due_on,
    )
    assert [str(day) for day in dates] == ["2011-02-03", "2026-12-31", "2025-03-31", "2027-02-17"]
    state = reading.state(reader)
    assert state.edition is not None and state.unfinished is None
    assert (state.edition.source, str(state.edition.edition_on)) == ("file.zip", "2026-11-01")
    assert (state.edition.tally.rows, state.edition.loaded_by) == (4, "Sam Okafor")
    assert state.counts == {"Active": 4} and state.size > 0


def test_bad_rows_are_listed_and_none_stops_the_load(load: Load, reader: Reader, tmp_path: Path) -> None:
    companies: list[Any] = [
        *many(2),
        a_company("WRONG LIMITED", "12AB5678"),
        b"",
        a_company("LATE LIMITED", "00000090", IncorporationDate="31/02/2019"),
        b'"OPEN LIMITED,00000091',
        *many(2, 100),
        b'"DEBRIS","1"',
    ]
    tally = load(a_csv(tmp_path / "file.csv", companies))
    assert (tally.rows, tally.bad, tally.flawed) == (5, 3, 1)
    edition = reading.edition(reader)
    assert edition is not None
    assert [(one.line, one.is_taken) for one in edition.faults] == [
        (4, False),
        (6, True),
        (7, False),
        (10, False),
    ]
    assert "00000101" in numbers(reader)


def test_quotes_accents_and_line_breaks_in_names_are_taken_as_they_are(
    load: Load, reader: Reader, tmp_path: Path
) -> None:
    latin = a_company("CAFE LATIN LIMITED", "00000003")
    companies: list[Any] = [
        a_company('THE "WHITE HART" LIMITED', "00000001"),
        a_company("CAFÉ DE L'ÉTOILE LIMITED", "00000002"),
        ('"' + '","'.join(latin) + '"').replace("CAFE", "CAFÉ").encode("latin-1"),
        a_company("TWO\nLINES LIMITED", "00000004"),
        *many(2, 10),
    ]
    tally = load(a_csv(tmp_path / "file.csv", companies))
    assert (tally.rows, tally.bad) == (6, 0)
    found = reading.companies(reader, [f"0000000{at}" for at in range(1, 5)])
    assert [found[number].name for number in sorted(found)] == [
        'THE "WHITE HART" LIMITED',
        "CAFÉ DE L'ÉTOILE LIMITED",
        "CAFÉ LATIN LIMITED",
        "TWO LINES LIMITED",
    ]


def test_parts_in_any_order_are_one_edition(load: Load, reader: Reader, tmp_path: Path) -> None:
    day = "BasicCompanyData-2026-11-01-part{}_2"
    two = a_zip(tmp_path / f"{day.format(2)}.zip", many(4, 10), f"{day.format(2)}.csv")
    one = a_zip(tmp_path / f"{day.format(1)}.zip", many(4), f"{day.format(1)}.csv")
    assert load(two, one).rows == 8
    assert len(numbers(reader)) == 8


def test_another_edition_takes_the_place_of_the_old_for_those_who_read_it(
    load: Load, reader: Reader, another_reader: Reader, tmp_path: Path
) -> None:
    load(a_csv(tmp_path / "old.csv", [a_company("OLD LIMITED", "00000001")]))
    assert finding.find(reader, "1000001") == []
    assert [hit.name for hit in finding.find(reader, "00000001")] == ["OLD LIMITED"]
    seen: list[list[str]] = []

    def look(stage: str, *_: int) -> None:
        with another_reader.snapshot():
            seen.append([hit.name for hit in finding.find(another_reader, "00000001")])

    load(a_csv(tmp_path / "new.csv", [a_company("NEW LIMITED", "00000001")]), progress=look)
    assert seen and all(names == ["OLD LIMITED"] for names in seen)
    for db in (reader, another_reader):
        with db.snapshot():
            assert [hit.name for hit in finding.find(db, "00000001")] == ["NEW LIMITED"]
            assert finding.find(db, "old") == []


class Stop(Exception):
    """The load is broken off here."""


def stopper(after: int) -> Any:
    calls = iter(range(100_000))

    def progress(stage: str, *_: int) -> None:
        if next(calls) >= after:
            raise Stop

    return progress


@pytest.mark.parametrize("after", [0, 2, 3, 5, 7, 9])
def test_a_load_that_was_broken_off_goes_on_and_ends_as_if_it_had_not_been(
    load: Load, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    monkeypatch.setattr(loading, "BATCH", 50)
    monkeypatch.setattr("trtui.integrations.register_file.BLOCK", 25_000)
    companies: list[Any] = [*many(200), a_company("WRONG LIMITED", "12AB5678"), *many(200, 201)]
    companies.insert(300, a_company("TWICE LIMITED", "00000005"))
    file = a_zip(tmp_path / "file.zip", companies)
    with pytest.raises(Stop):
        load(file, progress=stopper(after))
    state = reading.state(reader)
    assert state.edition is None
    assert after == 0 or state.unfinished is not None
    tally = load(file, resumes=True)
    assert (tally.rows, tally.bad) == (400, 2)
    edition = reading.edition(reader)
    assert edition is not None and edition.tally == tally and len(edition.faults) == 2
    assert reading.state(reader).unfinished is None
    assert len(numbers(reader)) == 400
    assert reader.value("SELECT companies FROM register_word WHERE word = 'trading'") == 400
    for number in ("00000001", "00000400"):
        name = reading.companies(reader, [number])[number].name
        assert [hit.number for hit in finding.find(reader, name.lower())][:1] == [number]


def test_without_resume_a_load_begins_anew(load: Load, reader: Reader, tmp_path: Path) -> None:
    with pytest.raises(Stop):
        load(a_csv(tmp_path / "one.csv", many(5)), progress=stopper(1))
    assert load(a_csv(tmp_path / "two.csv", many(3))).rows == 3
    assert reading.state(reader).unfinished is None


def test_another_file_or_other_filters_are_not_gone_on_with(load: Load, tmp_path: Path) -> None:
    one, two = a_csv(tmp_path / "one.csv", many(5)), a_csv(tmp_path / "two.csv", many(6))
    with pytest.raises(Stop):
        load(one, progress=stopper(1))
    with pytest.raises(Invalid, match=r"another file, one\.csv"):
        load(two, resumes=True)
    with pytest.raises(Invalid, match="other filters"):
        load(one, resumes=True, filters=Filters(("LS",)))
    assert load(one, resumes=True).rows == 5


def test_resume_with_nothing_broken_off_begins_at_the_beginning(load: Load, tmp_path: Path) -> None:
    assert load(a_csv(tmp_path / "one.csv", many(5)), resumes=True).rows == 5


def test_two_do_not_load_at_once(load: Load, reader: Reader, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "one.csv", many(5))
    refused: list[str] = []

    def meanwhile(stage: str, *_: int) -> None:
        def second() -> None:
            with pytest.raises(Conflict) as caught:
                load(file)
            refused.append(caught.value.message)

        if not refused:
            thread = threading.Thread(target=second)
            thread.start()
            thread.join()

    assert load(file, progress=meanwhile).rows == 5
    assert "Somebody is loading the register just now" in refused[0]
    assert len(finding.find(reader, "00000001")) == 1


def test_a_damaged_file_leaves_the_register_in_use_and_nothing_half_loaded(
    load: Load, reader: Reader, tmp_path: Path
) -> None:
    load(a_csv(tmp_path / "old.csv", [a_company("OLD LIMITED", "00000001")]))
    whole = a_zip(tmp_path / "new.zip", many(3000)).read_bytes()
    at = len(whole) // 2
    (tmp_path / "damaged.zip").write_bytes(whole[:at] + bytes(8) + whole[at + 8 :])
    with pytest.raises(Invalid, match="not a whole zip file"):
        load(tmp_path / "damaged.zip")
    assert [hit.name for hit in finding.find(reader, "00000001")] == ["OLD LIMITED"]
    assert reading.state(reader).unfinished is None


def test_a_filter_that_leaves_nothing_leaves_the_register_in_use(
    load: Load, reader: Reader, tmp_path: Path
) -> None:
    load(a_csv(tmp_path / "old.csv", [a_company("OLD LIMITED", "00000001")]))
    with pytest.raises(Invalid, match="holds no company that the filters want"):
        load(a_csv(tmp_path / "new.csv", many(3)), filters=Filters(("ZE",)))
    assert [hit.name for hit in finding.find(reader, "00000001")] == ["OLD LIMITED"]
    assert load(tmp_path / "new.csv", filters=Filters(("LS",), ("78",))).rows == 3
    edition = reading.edition(reader)
    assert edition is not None and edition.filters == Filters(("LS",), ("78",))


def test_on_sqlite_the_register_is_readable_by_its_owner_alone(sqlite_url: str, tmp_path: Path) -> None:
    source = open_register_file([a_csv(tmp_path / "one.csv", many(5))])
    path = f"{locate(sqlite_url)[0]}.register"
    modes: set[int] = set()

    def look(*_: Any) -> None:
        modes.add(stat.S_IMODE(os.stat(f"{path}.loading").st_mode))

    loading.load(sqlite_url, source, Filters(), now=1, by="sam", progress=look)
    assert modes == {0o600} == {stat.S_IMODE(os.stat(path).st_mode)}
    left = {one.name.removeprefix(Path(path).name) for one in Path(path).parent.glob(f"{Path(path).name}*")}
    assert left == {"", "-lock"}


def test_on_sqlite_a_full_disk_is_told_and_the_load_goes_on_afterwards(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.store.register import sqlite_shelf

    file = open_register_file([a_csv(tmp_path / "one.csv", many(4000))])
    monkeypatch.setattr(loading, "BATCH", 200)
    monkeypatch.setattr("trtui.integrations.register_file.BLOCK", 25_000)
    opened = sqlite_shelf.SqliteShelf._open

    def on_a_small_disk(shelf: Any) -> None:
        opened(shelf)
        shelf.db.connection.execute("PRAGMA max_page_count=40")

    monkeypatch.setattr(sqlite_shelf.SqliteShelf, "_open", on_a_small_disk)
    with pytest.raises(
        StoreUnavailable, match=r"is full.*stays; go on with: trtui register load FILE --resume"
    ):
        loading.load(sqlite_url, file, Filters(), now=1, by="sam")
    monkeypatch.setattr(sqlite_shelf.SqliteShelf, "_open", opened)
    tally = loading.load(sqlite_url, file, Filters(), now=1, by="sam", resumes=True)
    assert tally.rows == 4000


def test_on_sqlite_what_cannot_be_read_back_does_not_take_the_place(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.store.register.sqlite_shelf import SqliteShelf

    complete = SqliteShelf.complete

    def lose_a_row(shelf: Any, progress: Any) -> None:
        complete(shelf, progress)
        shelf.db.run("DELETE FROM register_company WHERE id = 2")

    monkeypatch.setattr(SqliteShelf, "complete", lose_a_row)
    source = open_register_file([a_csv(tmp_path / "one.csv", many(5))])
    with pytest.raises(StoreUnavailable, match="4 of 5 rows"):
        loading.load(sqlite_url, source, Filters(), now=1, by="sam")
    assert not os.path.exists(f"{locate(sqlite_url)[0]}.register")


def test_both_shelves_keep_what_the_loader_asks_of_them() -> None:
    from trtui.store.register.postgres_shelf import PostgresShelf
    from trtui.store.register.sqlite_shelf import SqliteShelf

    asked = {name for name in vars(Shelf) if not name.startswith("_")}
    for shelf in (SqliteShelf, PostgresShelf):
        assert asked <= set(vars(shelf))


def test_one_reading_keeps_the_edition_that_it_began_with(load: Load, reader: Reader, tmp_path: Path) -> None:
    load(a_csv(tmp_path / "old.csv", [a_company("OLD LIMITED", "00000001")]))
    new = a_csv(tmp_path / "new.csv", [a_company("NEW LIMITED", "00000001")])
    with reader.snapshot():
        reading.state(reader)
        if reader.dialect.name == "sqlite":  # PostgreSQL would let the load wait until the reading is over
            load(new)
        assert [hit.name for hit in finding.find(reader, "00000001")] == ["OLD LIMITED"]
    load(new)
    with reader.snapshot():
        assert [hit.name for hit in finding.find(reader, "00000001")] == ["NEW LIMITED"]


def test_what_was_broken_off_can_be_told_within_a_reading_and_not_while_somebody_loads(
    load: Load, reader: Reader, another_reader: Reader, tmp_path: Path
) -> None:
    file = a_csv(tmp_path / "one.csv", many(5))
    told: list[Any] = []

    def meanwhile(*_: Any) -> None:
        told.append(reading.state(another_reader).unfinished)

    with pytest.raises(Stop):
        load(file, progress=stopper(1))
    with reader.snapshot():
        left = reading.state(reader).unfinished
    assert left is not None and (left.source, left.loaded_by) == ("one.csv", "Sam Okafor")
    load(file, resumes=True, progress=meanwhile)
    assert told


def test_a_load_that_was_broken_off_in_a_later_part_goes_on_there(
    load: Load, reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "BATCH", 20)
    monkeypatch.setattr("trtui.integrations.register_file.BLOCK", 10_000)
    parts = [a_zip(tmp_path / f"part{at}_3.zip", many(40, 1 + 40 * at), f"part{at}_3.csv") for at in range(3)]
    with pytest.raises(Stop):
        load(*parts, progress=stopper(5))
    left = reading.state(reader).unfinished
    assert left is not None and 40 < left.tally.rows < 120
    assert load(*parts, resumes=True).rows == 120
    assert len(numbers(reader)) == 120


def test_on_sqlite_a_register_that_is_none_is_told_and_nothing_else_is_hurt(sqlite_url: str) -> None:
    path, _ = locate(sqlite_url)
    Path(f"{path}.register").write_bytes(b"not a database" * 100)
    store = open_store(sqlite_url)
    db = store.reader()
    with db.snapshot(), pytest.raises(StoreUnavailable, match=r"\.register cannot be read\. Load it again"):
        finding.find(db, "brook")
    assert db.value("SELECT count(*) FROM client") == 0
    db.close()
    store.close()
