"""Labelled pairs of real company names, and a store that holds the companies, for judging the duplicate check."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zlib import crc32

from trtui.domain.matching.normal import normalise
from trtui.store import matching
from trtui.store.place import open_store
from trtui.store.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
TUNING, UNSEEN = 0, 1
"""The halves of the data: the rules are fitted on one, and what they are worth is told by the other."""
SPLIT = "organisations"
"""The seed by which organisations fall into the halves."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A name that somebody typed, a company of the base, and whether they are the same."""

    query: str
    record: int
    typed: str
    name: str
    is_same: bool
    kind: str
    source: str
    is_resolvable: bool


@dataclass(frozen=True, slots=True)
class Query:
    """A name that somebody typed, and the company of the base that was meant, if it is there."""

    number: str
    typed: str
    truth: int | None
    is_resolvable: bool


class NoData(Exception):
    """The labelled pairs are not on this machine."""


def data_folder() -> Path:
    """Return the folder of labelled pairs; raise NoData where there is none."""
    folder = Path(os.environ.get("TRTUI_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not (folder / "pairs.csv").exists():
        raise NoData(f"No labelled company pairs at {folder}; name their folder in TRTUI_REAL_DATA.")
    return folder


@dataclass(frozen=True)
class CompanyPairs:
    """The labelled data: only rows of the best quality."""

    folder: Path

    @cached_property
    def companies(self) -> dict[int, str]:
        """The names of the base by record."""
        return {int(row["rec_id"]): row["name"] for row in self._rows("companies.csv")}

    @cached_property
    def pairs(self) -> list[Pair]:
        """All pairs; matches of names that have nothing in common are there, marked as not resolvable."""
        return [
            Pair(
                row["qid"],
                int(row["rec_id"]),
                row["q_name"],
                row["l_name"],
                row["label"] == "1",
                row["neg_kind"] or row["kind"],
                row["q_source"],
                row["label"] == "0" or row["difficulty"] != "D6_unrelated",
            )
            for row in self._rows("pairs.csv")
            if row["quality"] == "gold"
        ]

    @cached_property
    def halves(self) -> dict[str, int]:
        """The half to which each query belongs: all that was ever typed for one organisation is in one half.

        An organisation is a company of the base, everything that means it, and everything of the same name.
        """
        groups = _Groups()
        queries = [(row["qid"], row["q_name"], row["true_rec_id"]) for row in self._rows("queries.csv")]
        meant = [
            (row["qid"], row["q_name"], row["rec_id"] if row["label"] == "1" else "-1")
            for row in self._rows("pairs.csv")
        ]
        for query, name, record in (*queries, *meant):
            groups.join(f"query {query}", f"name {' '.join(normalise(name).main.words)}")
            if record != "-1":
                groups.join(f"query {query}", f"record {record}")
                name = self.companies[int(record)]
                groups.join(f"record {record}", f"name {' '.join(normalise(name).main.words)}")
        return {
            query: crc32(f"{SPLIT} {groups.least(f'query {query}')}".encode()) % 2
            for query, _, _ in (*queries, *meant)
        }

    @cached_property
    def queries(self) -> list[Query]:
        """What was typed, with what was meant."""
        return [
            Query(
                row["qid"],
                row["q_name"],
                int(row["true_rec_id"]) if row["true_rec_id"] != "-1" else None,
                row["difficulty"] != "D6_unrelated",
            )
            for row in self._rows("queries.csv")
            if row["quality"] == "gold"
        ]

    def _rows(self, name: str) -> Iterator[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    @contextmanager
    def base(self) -> Iterator[Reader]:
        """Open a store that holds all companies as clients, under their record numbers."""
        with tempfile.TemporaryDirectory(prefix="trtui-pairs-") as folder:
            store = open_store(f"{folder}/base.db")
            try:
                with store.writing() as db:
                    db.run_many(
                        "INSERT INTO client (id, name, version, access, stage, created_at)"
                        " VALUES (:id, :name, 1, 'everyone', 'prospect', 0)",
                        ({"id": number, "name": name} for number, name in self.companies.items()),
                    )
                    matching.rebuild(db)
                reader = store.reader()
                try:
                    yield reader
                finally:
                    reader.close()
            finally:
                store.close()


class _Groups:
    """Things of which some belong together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def least(self, thing: str) -> str:
        """Return the first of those that belong together, in the order of the alphabet."""
        while (above := self._above.get(thing, thing)) != thing:
            self._above[thing] = self._above.get(above, above)
            thing = above
        return thing

    def join(self, thing: str, other: str) -> None:
        """Take note that two belong together."""
        low, high = sorted((self.least(thing), self.least(other)))
        self._above[high] = low
