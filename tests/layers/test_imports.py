"""Every room imports only what it may: read from the source, and from what really gets loaded."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.imports import ROOT, SOURCE, Import, among, imports, imports_in, loaded_by, trees

THIRD_PARTY: dict[str, frozenset[str]] = {
    "domain": frozenset({"rapidfuzz", "phonenumbers", "holidays"}),
    "store": frozenset({"sqlmodel", "sqlalchemy", "alembic", "psycopg", "pydantic", "rapidfuzz"}),
    "desk": frozenset({"rapidfuzz"}),
    "integrations": frozenset({"openpyxl", "defusedxml", "platformdirs", "tomlkit", "httpx"}),
    "ui": frozenset({"textual", "rich", "rapidfuzz"}),
}
"""Room → libraries that it may use; ``cli`` may use all."""

ROOMS: dict[str, frozenset[str]] = {
    "domain": frozenset(),
    "store": frozenset({"domain"}),
    "desk": frozenset({"domain", "store"}),
    "integrations": frozenset({"domain"}),
    "ui": frozenset({"domain", "desk"}),
}
"""Room → other rooms that it may import while it runs (types may come from anywhere)."""

HOUSE = frozenset(path.parent.name for path in (SOURCE / "trtui").glob("*/__init__.py"))
"""Every room there is."""

SPEAK_SQL = frozenset({"store"})
"""The rooms in which a statement may stand."""

SHELL = frozenset({"sqlmodel", "sqlalchemy", "alembic", "psycopg", "textual", "openpyxl", "phonenumbers"})
"""Libraries that take long to import: never at module level of a command."""

CLOCKS = {
    ("datetime", "now"), ("datetime", "utcnow"), ("datetime", "today"), ("date", "today"),
    ("time", "time"), ("time", "time_ns"), ("time", "localtime"), ("time", "gmtime"),
}  # fmt: skip
"""What tells the time of day; a monotonic timer, which measures how long to wait, does not."""

SQL = re.compile(
    r"\b(?:SELECT|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|PRAGMA|VACUUM|WITH [a-z_]+ AS"
    r"|(?:CREATE|ALTER|DROP) [A-Z]+|FROM [a-z_]+|JOIN [a-z_]+"
    r"|WHERE|ORDER BY|GROUP BY|IS NULL|IS NOT NULL|LOCK TABLE|COMMIT|ROLLBACK)\b"
)
"""Words of which only statements and parts of them are made."""

ASKS = frozenset({"rows", "row", "value", "column", "run", "run_many", "execute", "executemany"})
"""Methods that take a statement, when a connection or something that holds one has them."""


@pytest.mark.parametrize("room", THIRD_PARTY)
def test_a_room_uses_only_its_own_libraries(room: str) -> None:
    ours = THIRD_PARTY[room] | {"trtui"}
    strange = [
        str(found)
        for found in imports(f"trtui.{room}")
        if (top := found.target.split(".")[0]) not in sys.stdlib_module_names and top not in ours
    ]
    assert not strange


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_the_rooms_below(room: str) -> None:
    allowed = ROOMS[room] | {room}
    assert not [str(found) for found in imports(f"trtui.{room}") if _room(found) not in {"", *allowed}]


def test_only_the_store_talks_to_a_database() -> None:
    drivers = {"sqlite3", "psycopg", "sqlalchemy", "sqlmodel", "alembic"}
    assert not [
        str(found)
        for room in ("domain", "desk", "integrations", "ui")
        for found in imports(f"trtui.{room}")
        if found.target.split(".")[0] in drivers
    ]


@pytest.mark.parametrize("room", ["desk", "ui", "integrations"])
def test_the_store_is_loaded_when_it_is_opened_and_not_before(room: str) -> None:
    assert not [str(found) for found in imports(f"trtui.{room}") if found.on_load and _room(found) == "store"]


def test_commands_import_heavy_things_inside_functions_only() -> None:
    assert not [
        str(found)
        for found in imports("trtui.cli")
        if found.on_load and (found.target.split(".")[0] in SHELL or _room(found) in {"store", "ui"})
    ]


@pytest.mark.parametrize("room", ["domain", "store", "desk", "ui"])
def test_nothing_below_the_commands_reads_the_clock(room: str) -> None:
    assert not [
        f"{module.relative_to(ROOT)}:{call.lineno} {ast.unparse(call)}"
        for module, tree in trees(f"trtui.{room}")
        for call in _attribute_calls(tree)
        if _reads_the_clock(call)
    ]


@pytest.mark.parametrize("room", sorted(HOUSE - SPEAK_SQL))
def test_only_the_store_speaks_sql(room: str) -> None:
    assert not [
        f"{module.relative_to(ROOT)}:{node.lineno} {node.value[:40]!r}"
        for module, tree in trees(f"trtui.{room}")
        for node in _statements(tree)
    ]


@pytest.mark.parametrize("room", sorted(HOUSE - SPEAK_SQL))
def test_only_the_store_sends_statements(room: str) -> None:
    assert not [
        f"{module.relative_to(ROOT)}:{call.lineno} {ast.unparse(call.func)}"
        for module, tree in trees(f"trtui.{room}")
        for call in _attribute_calls(tree)
        if _sends_a_statement(call)
    ]


def test_the_contracts_of_the_import_linter_hold() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [linter, "--no-cache", "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


DATABASES = ("sqlmodel", "sqlalchemy", "alembic", "psycopg", "sqlite3")
HEAVY = (*DATABASES, "textual", "rapidfuzz", "phonenumbers", "openpyxl")
ENTRIES = {
    "the package": ("import trtui", (*DATABASES, "textual", "click", "rapidfuzz", "phonenumbers", "asyncio")),
    "the command line": ("import trtui.cli", HEAVY),
    "the screens": ("import trtui.ui.app", (*DATABASES, "openpyxl", "phonenumbers", "pydantic")),
    "the reader": ("import trtui.store.reader", ("sqlmodel", "sqlalchemy", "alembic", "pydantic", "textual")),
    "the rules": ("import trtui.domain", (*DATABASES, "textual", "click")),
}


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_point_loads_no_more_than_it_needs(entry: str) -> None:
    statement, unwanted = ENTRIES[entry]
    assert not among(loaded_by(statement), *unwanted)


def test_telling_the_version_starts_nothing() -> None:
    loaded = loaded_by(
        "from trtui.cli import main",
        "sys.argv = ['trtui', '--version']",
        "try: main()",
        "except SystemExit as end: assert not end.code, end.code",
    )
    assert not among(loaded, *HEAVY, "pydantic")


def _room(found: Import) -> str:
    parts = found.target.split(".")
    return parts[1] if parts[0] == "trtui" and len(parts) > 1 else ""


def _statements(tree: ast.Module) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value):
            yield node


def _sends_a_statement(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    holder = ast.unparse(call.func.value).split(".")[-1]
    return call.func.attr in ASKS and holder in {"db", "reader", "writer", "connection", "cursor"}


def _attribute_calls(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node


def _reads_the_clock(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    return (ast.unparse(call.func.value).split(".")[-1], call.func.attr) in CLOCKS


PLANTED = """
import os
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from trtui.store.tables import Client
else:
    import json
from . import status
from ..store import work
from trtui import ui, integrations
try:
    import psycopg
except ImportError:
    import csv
def late():
    with open(os.devnull):
        import textual.app
    return datetime.now(), time.time(), clock.now(), time.monotonic()
def ask(look, table, table_rows):
    look.db.rows(f"SELECT id FROM {table} k" + " WHERE k.id = 1")
    work.db.value("WITH x AS (TABLE y) TABLE x")
    writer.run(f"DELETE FROM {table}")
    table_rows.value("Select from where you are"), screen.rows("Leave or join now")
"""


def test_the_reading_of_imports_sees_what_it_should() -> None:
    found = list(imports_in(SOURCE / "trtui" / "desk" / "planted.py", ast.parse(PLANTED)))
    assert {i.target for i in found if i.on_load} == {
        "os", "typing", "json", "psycopg", "csv",
        "trtui.desk", "trtui.store", "trtui.ui", "trtui.integrations",
    }  # fmt: skip
    assert [i.target for i in found if not i.on_load] == ["textual.app"]


def test_the_reading_of_clocks_sees_what_it_should() -> None:
    calls = [ast.unparse(call) for call in _attribute_calls(ast.parse(PLANTED)) if _reads_the_clock(call)]
    assert calls == ["datetime.now()", "time.time()"]


def test_the_reading_of_statements_sees_what_it_should() -> None:
    planted = ast.parse(PLANTED)
    assert {node.value for node in _statements(planted)} == {
        " WHERE k.id = 1", "WITH x AS (TABLE y) TABLE x", "SELECT id FROM ", "DELETE FROM ",
    }  # fmt: skip
    assert HOUSE >= {*ROOMS, "cli"}
    asking = [ast.unparse(call.func) for call in _attribute_calls(planted) if _sends_a_statement(call)]
    assert asking == ["look.db.rows", "work.db.value", "writer.run"]


def test_a_fresh_interpreter_tells_what_it_loaded() -> None:
    assert among(loaded_by("import json.decoder"), "json", "sqlite3") == {"json"}
