"""The company register at its true size: loading it, what it takes, and finding in it, on both databases.

The file is made up in the true format, its rows in no order, which is the harder case: the real one is sorted by name.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path

from rapidfuzz import process

from tests.bench import product, register_rows
from tests.bench.stats import Sample, milliseconds
from tests.bench.table import Budget, Row
from tests.bench.workplace import ROOT, SEED, Workplace, say
from tests.support.pgserver import SAFE, start_cluster, stop_cluster
from trtui.domain.register.layout import COLUMNS, PICKED
from trtui.domain.sample.variants import misspelt

ROWS = int(os.environ.get("BENCH_REGISTER_ROWS", "5700000"))
"""How many companies; fewer for trying the measurement itself."""
ASKED = 150
LOAD, MEMORY, NAME, NUMBER = 360.0, 500e6, 30.0, 5.0
POSTGRES = 3.0
"""How many times as long PostgreSQL may take."""
_SAMPLE = 50_000


def measure(place: Workplace) -> list[Row]:
    """Load the file and ask for companies, on SQLite, then on PostgreSQL."""
    file = _file(place.folder)
    folder = place.folder / "register"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    store = folder / "store.db"
    try:
        product.make_store(store, 100, SEED)
        rows = _loading(file, folder, store)
        size = store.with_name(f"{store.name}.register").stat().st_size
        relevant = _relevant(file)
        rows.append(
            Row(_what("disk"), float(size), "B", Budget(share=2), "relevant columns of the CSV", relevant)
        )
        with closing(product.open_office(store)) as office:
            names = product.registered_names(office)
            asked = _Asked(names)
            theirs = Sample.of(
                milliseconds(partial(process.extract, text, names, limit=8)) for text in asked.slips[:3]
            )
            del names
            rows += _finding(product.register_finder(office), asked, "", 1.0, theirs)
        return [*rows, *_on_postgres(file, asked)]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _loading(file: Path, folder: Path, store: Path) -> list[Row]:
    peer = None
    if program := shutil.which("sqlite3"):
        commands = [".mode csv", f".import {file} company"]
        begun = time.perf_counter()
        subprocess.run([program, folder / "peer.db", *commands], check=True, stderr=subprocess.DEVNULL)
        peer = time.perf_counter() - begun
        (folder / "peer.db").unlink()
    took, memory = _load(str(store), file.with_suffix(".zip"))
    return [
        Row(_what("load"), took, "s", Budget(LOAD), "sqlite3 .import, no index", peer),
        Row(_what("load, memory"), memory, "B", Budget(MEMORY)),
    ]


def _load(url: str, file: Path) -> tuple[float, float]:
    """Load as a user would; return the seconds it took and the most memory in bytes."""
    command = [
        sys.executable,
        "-m",
        "trtui",
        "--db",
        url,
        "--as",
        product.let_in(url),
        "register",
        "load",
        str(file),
    ]
    begun = time.perf_counter()
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    # Not from getrusage: there a child begins with what its parent held when it was started.
    memory = 0.0
    while running.poll() is None:
        memory = max(memory, _peak(running.pid))
        time.sleep(0.1)
    if running.returncode:
        raise RuntimeError(f"the load ended with {running.returncode}")
    return time.perf_counter() - begun, memory


def _peak(process: int) -> float:
    """Return the most memory that a process has held, in bytes; 0 once it is gone."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return 0.0
    return next(
        (float(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0
    )


class _Asked:
    """What is typed on the way to companies that are there."""

    def __init__(self, names: list[str]) -> None:
        chooser = random.Random(SEED)
        self.slips, self.plain, self.typing = [], [], []
        for name in chooser.sample(names, ASKED):
            words = name.lower().split()
            words = words[:-1] if len(words) > 1 and words[-1] in ("limited", "ltd", "llp", "plc") else words
            self.plain.append(" ".join(words))
            longest = max(range(len(words)), key=lambda at: len(words[at]))
            words[longest] = misspelt(chooser.random, words[longest])
            self.slips.append(" ".join(words))
        for text in (*self.plain[: ASKED // 5], *self.slips[: ASKED // 10]):
            self.typing += [text[:end] for end in range(3, len(text) + 1) if text[end - 1] != " "]
        self.numbers = [f"{chooser.randrange(ROWS) * 17:08}".lstrip("0") or "0" for _ in range(ASKED)]
        self.numbers = [number for number in self.numbers if len(number) >= 6]


def _finding(
    find: Callable[[str], object], asked: _Asked, where: str, times: float, theirs: Sample | None = None
) -> list[Row]:
    for text in asked.plain[:20]:
        find(text)
    rows = []
    for what, texts, budget, peer in (
        ("find, a name with a slip", asked.slips, NAME, theirs),
        ("find, a name", asked.plain, NAME, None),
        ("find, every state while typing", asked.typing, NAME, None),
        ("find, a number", asked.numbers, NUMBER, None),
    ):
        sample = Sample.of(milliseconds(partial(find, text)) for text in texts)
        name = "rapidfuzz.process.extract" if peer else ""
        rows.append(Row.p95(_what(what) + f"{where}, p95", sample, "ms", Budget(budget * times), name, peer))
    return rows


def _on_postgres(file: Path, asked: _Asked) -> list[Row]:
    cluster = start_cluster({**SAFE, "max_wal_size": "4GB", "shared_buffers": "512MB"})
    try:
        cluster.create("store")
        url = cluster.dsn("store")
        product.make_store(url, 100, SEED)
        say("register on PostgreSQL")
        took, memory = _load(url, file.with_suffix(".zip"))
        with closing(product.open_office(url)) as office:
            return [
                Row(_what("load") + " on PostgreSQL", took, "s", Budget(LOAD * POSTGRES)),
                Row(_what("load, memory of the client") + " on PostgreSQL", memory, "B", Budget(MEMORY)),
                *_finding(product.register_finder(office), asked, " on PostgreSQL", POSTGRES),
            ]
    finally:
        stop_cluster(cluster)


def _file(folder: Path) -> Path:
    """Return the CSV, made with its zip on first use; it outlives changes of the program."""
    path = folder / f"register-{ROWS}-{SEED}-{register_rows.TODAY}.csv"
    if not path.with_suffix(".zip").exists():
        say(f"making {path.name}")
        unfinished = path.with_name(f"unfinished-{path.name}")
        register_rows.write(unfinished, ROWS, SEED)
        unfinished.rename(path)
        unfinished.with_suffix(".zip").rename(path.with_suffix(".zip"))
    return path


def _relevant(file: Path) -> float:
    """Return the bytes of the columns that are kept, with one for what divides each from the next."""
    wanted = [*PICKED, *(name for name in COLUMNS if name.startswith("PreviousName_"))]
    places = sorted({COLUMNS.index(name) for name in wanted})
    with file.open(encoding="utf-8", newline="") as text:
        reader = islice(csv.reader(text), 1, _SAMPLE + 1)
        size = sum(len(cells[at].encode()) + 1 for cells in reader for at in places)
    return size / min(_SAMPLE, ROWS) * ROWS


def _what(what: str) -> str:
    return f"register of {ROWS:,}: {what}"
