"""A load that is killed in the middle: the register in use stays whole, and the load goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.register import a_company, a_csv, many
from trtui.domain.register.values import Filters
from trtui.integrations.register_file import open_register_file
from trtui.store.place import open_store
from trtui.store.register import finding, loading, reading

ROWS = 3_000
LOADER = """
import os, signal, sys
from pathlib import Path
from trtui.domain.register.values import Filters
from trtui.integrations import register_file
from trtui.store.register import loading

register_file.BLOCK, loading.BATCH = 40_000, 100
url, path, most = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
steps = iter(range(10_000))

def progress(*_):
    if next(steps) == most:
        os.kill(os.getpid(), signal.SIGKILL)

loading.load(url, register_file.open_register_file([path]), Filters(), now=1, by="Sam", progress=progress)
"""


@pytest.mark.parametrize("at", [1, 12, 25, 38, 44, 46])
def test_a_killed_load_loses_nothing_that_was_kept(store_url: str, tmp_path: Path, at: int) -> None:
    old = a_csv(tmp_path / "old.csv", [a_company("OLD LIMITED", "90000000")])
    loading.load(store_url, open_register_file([old]), Filters(), now=1, by="Sam")
    new = a_csv(tmp_path / "new.csv", many(ROWS))
    done = subprocess.run(
        [sys.executable, "-c", LOADER, store_url, str(new), str(at)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "src"},
    )
    store = open_store(store_url)
    reader = store.reader()
    try:
        if done.returncode == -signal.SIGKILL:
            assert [hit.name for hit in finding.find(reader, "90000000")] == ["OLD LIMITED"]
            assert reading.state(reader).unfinished is not None
        else:  # it was done before it could be killed
            assert done.returncode == 0, done.stderr
        tally = loading.load(store_url, open_register_file([new]), Filters(), now=2, by="Sam", resumes=True)
        assert tally.rows == ROWS
        numbers = [f"{number:08}" for number in range(1, ROWS + 1)]
        assert len(reading.companies(reader, numbers)) == ROWS
        assert finding.find(reader, "90000000") == []
        assert finding.find(reader, "trading")
    finally:
        reader.close()
        store.close()
