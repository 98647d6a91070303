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

from trtui.domain.matching import Known, Typed, measures
from trtui.store import matching
from trtui.store.place import open_store
from trtui.store.reader import Reader

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 5
Rows = list[tuple[float, ...]]


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

    @property
    def fold(self) -> int:
        """The part of the data that a query belongs to; a model judges only parts that it was not fitted on."""
        return crc32(self.query.encode()) % FOLDS


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


def measured(reader: Reader, pairs: list[Pair]) -> list[Rows]:
    """Return the measures of each pair, beside the other candidates that the index gives for what was typed."""
    by_query: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        by_query.setdefault(pair.query, []).append(at)
    found: list[Rows] = [[] for _ in pairs]
    for places in by_query.values():
        typed = Typed(pairs[places[0]].typed)
        known = {one.client_id: one for one in matching.candidates(reader, typed)}
        for at in places:
            known.setdefault(pairs[at].record, Known(pairs[at].record, pairs[at].name))
        rows = dict(
            zip(known, measures(typed, list(known.values()), matching.rarity(reader, typed)), strict=True)
        )
        for at in places:
            found[at] = rows[pairs[at].record]
    return found
