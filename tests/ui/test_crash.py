"""A failure leaves a number and a log without anybody's data."""

from __future__ import annotations

import stat
from datetime import datetime
from pathlib import Path

from tests.support.clock import FixedClock
from trtui.ui import crash

NAME = "Dana Whitlock"


def fail(secret: str) -> None:
    held = secret  # noqa: F841  a local variable that must not be printed
    raise ValueError(f"{secret} is not a number")


def failure() -> Exception:
    try:
        try:
            fail(NAME)
        except ValueError as error:
            raise RuntimeError(f"while saving {NAME}") from error
    except RuntimeError as error:
        return error
    raise AssertionError


def test_types_and_places_are_kept_and_nothing_else() -> None:
    said = crash.outline(failure())
    assert "builtins.RuntimeError" in said
    assert "builtins.ValueError" in said
    assert "test_crash.py" in said
    assert "fail" in said
    assert NAME not in said
    assert "not a number" not in said


def test_an_incident_is_written_for_its_owner_only(tmp_path: Path) -> None:
    log = crash.IncidentLog(tmp_path / "logs", FixedClock(), "1.2.3")
    incident = log.record(failure())
    assert incident.log is not None
    written = incident.log.read_text()
    assert f"incident {incident.number} trtui 1.2.3" in written
    assert written.startswith(datetime.fromtimestamp(FixedClock().now(), FixedClock().zone).isoformat())
    assert stat.S_IMODE(incident.log.stat().st_mode) == 0o600
    assert incident.number in incident.message
    assert str(incident.log) in incident.message


def test_a_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = crash.IncidentLog(tmp_path, FixedClock())
    (tmp_path / crash.LOG_NAME).write_text("x" * (crash.LOG_BYTES + 1))
    log.record(failure())
    assert (tmp_path / crash.LOG_NAME).stat().st_size < 10_000
    assert (tmp_path / "incidents.old").stat().st_size > crash.LOG_BYTES


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    incident = crash.IncidentLog(tmp_path / "file", FixedClock()).record(failure())
    assert incident.log is None
    assert incident.number in incident.message
    assert crash.record(failure(), None).log is None


def test_errors_that_cause_each_other_end() -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert crash.outline(one).count("builtins") == 2
