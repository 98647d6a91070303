"""Temporary folders: closed to others, and swept when their program is gone."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from trtui.store.temporary import make_folder, remove_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return tmp_path


def an_ended_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_folder_is_its_owner_s_alone_and_goes_with_all_that_is_in_it(temporary: Path) -> None:
    folder = make_folder("dry")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (folder / "dry.db").write_text("people")
    remove_folder(folder)
    assert list(temporary.iterdir()) == []


def test_what_an_ended_program_left_is_swept_and_nothing_else(temporary: Path) -> None:
    gone = an_ended_process()
    left = temporary / f"trtui-dry-{gone}-abc"
    kept = [
        temporary / f"trtui-dry-{os.getpid()}-abc",
        temporary / f"trtui-demo-{gone}-abc",
        temporary / "trtui-dry-notes-abc",
        temporary / f"other-dry-{gone}-abc",
    ]
    for folder in (left, *kept):
        folder.mkdir()
        (folder / "file").write_text("x")
    (temporary / f"trtui-dry-{gone}-link").symlink_to(temporary / "trtui-dry-notes-abc")
    made = make_folder("dry")
    assert not left.exists()
    assert all((folder / "file").exists() for folder in kept)
    remove_folder(made)
