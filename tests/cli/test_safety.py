"""What commands never do: print a password or an escape, show a traceback, leave people's data behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.waiting import wait_while_blocking
from trtui.cli import main
from trtui.cli.printing import harmless
from trtui.domain.text import line

Printed = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Printed:
    """Runs a command and returns its exit code and all that it printed."""

    def run(*words: str) -> tuple[int, str]:
        code = main(list(words))
        return code, "".join(capsys.readouterr())

    return run


@pytest.mark.parametrize(
    "url",
    [
        "postgresql:/sam:s3cret@host/agency",
        "postgres:sam:s3cret@host/agency",
        "Postgresql:///sam:s3cret@host",
        "postgresql+psycopg://sam:s3cret@host/agency",
        "host=localhost password=s3cret dbname=agency",
        "password=s3cret",
        "sam:s3cret@host/agency",
        "mysql://sam:s3cret@host/agency",
        "postgresql://sam:s3cret@[host/agency",
        "postgresql://sam:s3cret@127.0.0.1:1/agency?password=s3cret",
    ],
)
def test_a_password_in_a_url_is_never_printed(
    run: Printed, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("TRTUI_DB", url)
    for words in (["find", "acme"], ["doctor"], ["client", "show", "1", "--json"]):
        code, printed = run(*words)
        assert code == 1
        assert "s3cret" not in printed and "Traceback" not in printed


def test_in_a_hosted_session_nobody_is_asked_for_a_path_of_the_server(
    run: Printed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRTUI_HOSTED", "1")
    monkeypatch.setattr("sys.stdin", None)
    store = tmp_path / "none.db"
    assert run("--db", str(store)) == (
        1,
        "trtui: There is no store here yet. Ask your administrator to set it up.\n",
    )
    assert not store.exists()


EVIL = "Ev\x9b31mil \u202egpj.exe\u202c\u200b\U000e0041 Ltd"


def test_json_escapes_what_a_terminal_acts_on_and_means_the_same(agency: Agency, run: Printed) -> None:
    client = agency.a_client("Evil Ltd")
    name = EVIL + "e" + "\u0301" * 189
    agency.sam.write_now(lambda work: work.session.connection().exec_driver_sql(  # as an older program kept it
        "UPDATE client SET name = :name" if agency.url.startswith("sqlite") else "UPDATE client SET name = %(name)s",
        {"name": name},
    ))  # fmt: skip
    code, printed = run("--db", agency.url, "--as", "sam", "client", "show", str(client), "--json")
    assert code == 0
    assert json.loads(printed)["client"]["name"] == name
    assert printed.replace("\n", "").isprintable()
    assert "\u0301" * 5 not in printed


@pytest.fixture
def agency(sqlite_url: str, clock: FixedClock) -> Agency:
    return Agency(sqlite_url, clock)


def test_what_is_harmless_in_json_stays_as_it_is() -> None:
    document = json.dumps({"name": "Zoë Müller-Łódź 東京 कि"}, ensure_ascii=False, indent=2)
    assert harmless(document) == document


def test_marks_that_no_letter_can_carry_do_not_pass_the_door() -> None:
    assert line("e" + "\u0301" * 189 + "x") == "é" + "\u0301" * 4 + "x"
    assert line("Đặng Thị Hồng") == "Đặng Thị Hồng"


def test_where_a_demo_is_made_is_said_without_what_a_terminal_acts_on(run: Printed, tmp_path: Path) -> None:
    folder = tmp_path / "w\x1b]0;P\x07"
    folder.mkdir()
    path = folder / "demo.db"
    code, printed = run("demo", "--clients", "1", "--create", str(path))
    assert code == 0 and "\x1b" not in printed and "\x07" not in printed
    code, printed = run("demo", "--clients", "1", "--create", str(path))
    assert code == 2 and "is there already" in printed
    assert "\x1b" not in printed and "\x07" not in printed


def test_an_unexpected_error_is_one_line_with_an_incident_and_no_traceback(
    run: Printed, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("Dana Whitlock, 0113 496 0142")

    monkeypatch.setattr("trtui.desk.search.find", fail)
    code, printed = run("--db", agency.url, "--as", "sam", "find", "dana")
    assert code == 1
    assert printed.startswith("trtui: trtui stopped because of an error in it: incident ")
    assert printed.count("\n") == 1 and "Dana" not in printed and "Traceback" not in printed
    log = next(Path(os.environ["XDG_STATE_HOME"]).rglob("incidents.log"), None)
    assert log is not None
    assert "ZeroDivisionError" in log.read_text() and "Dana" not in log.read_text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_dry_run_that_is_told_to_end_leaves_no_copy_of_the_store(
    sqlite_url: str, clock: FixedClock, tmp_path: Path, number: signal.Signals
) -> None:
    Agency(sqlite_url, clock).close()
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    rows = tmp_path / "rows.csv"
    rows.write_text("Client\n" + "".join(f"Firm {number} Ltd\n" for number in range(20_000)))
    command = [
        sys.executable,
        "-m",
        "trtui",
        "--db",
        sqlite_url,
        "--as",
        "sam",
        "import",
        str(rows),
        "--dry-run",
    ]
    program = subprocess.Popen(
        command,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    wait_while_blocking(lambda: list(temporary.glob("trtui-dry-*/dry.db")) or program.poll() is not None, 120)
    program.send_signal(number)
    _, errors = program.communicate(timeout=120)
    assert program.returncode == 128 + number, errors
    assert list(temporary.iterdir()) == []


def test_doctor_warns_of_what_others_can_read_and_of_a_password_on_the_command_line(
    run: Printed, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "config.toml"
    settings.write_text('[register]\napi_key = "s3cret-key-1"\n')
    monkeypatch.setenv("TRTUI_CONFIG", str(settings))
    store = Path(sqlite_url.removeprefix("sqlite:///"))
    words = ["--db", sqlite_url, "--as", "sam", "doctor", "--json"]

    def warned() -> list[str]:
        code, printed = run(*words)
        findings = json.loads(printed)
        assert [one for one in findings if not one["is_well"]] == [], code
        return [one["text"] for one in findings if one["what"] == "privacy" and one["is_warning"]]

    settings.chmod(0o644)
    store.chmod(0o666)
    about_settings, about_store = warned()
    assert about_settings == (
        f"{settings} holds a password or key, and others can read it. Close it with: chmod 600 {settings}"
    )
    assert about_store.startswith(
        "the store is not yours alone: others can change it. Close it with: chmod 600 "
    )
    assert "s3cret" not in about_settings
    settings.chmod(0o600)
    for path in store.parent.glob("store.db*"):
        path.chmod(0o600)
    assert warned() == []
    monkeypatch.setattr("sys.argv", ["trtui", "--db=postgresql://sam:s3cret@host/agency", "doctor"])
    (text,) = warned()
    assert text.startswith("a password stands on the command line") and "s3cret" not in text


def test_doctor_warns_of_an_sqlite_that_is_too_old(
    run: Printed, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 46, 1))
    code, printed = run("--db", sqlite_url, "--as", "sam", "doctor")
    assert code == 0
    assert "⚠ database library: SQLite" in printed and "older than 3.51.3" in printed
