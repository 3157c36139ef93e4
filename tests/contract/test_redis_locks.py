"""Two Rasa processes on one database and one Redis: one turn of a chat at a time."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis

from bot.dialogue.locks import make_lock_store
from tests.support.ports import free_port
from tests.support.tiny_assistant import serving

pytestmark = [pytest.mark.slow, pytest.mark.needs("redis")]


@pytest.fixture
def redis_server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Redis of the test's own, with a password that an address must quote."""
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with subprocess.Popen(
        [*command, "--requirepass", "p@ss/word", "--dir", str(tmp_path)], stdout=subprocess.DEVNULL
    ) as process:
        with Redis(port=port, password="p@ss/word", retry_on_error=[NoRedis]) as client:
            while process.poll() is None:
                try:
                    client.ping()
                    break
                except NoRedis:
                    continue
        yield f"redis://:p%40ss%2Fword@127.0.0.1:{port}/3", process
        process.terminate()


def test_two_processes_run_one_turn_of_a_chat_at_a_time(
    tiny_root: Path,
    tmp_path: Path,
    sqlite_url: str,
    redis_server: tuple[str, subprocess.Popen[bytes]],
) -> None:
    url, redis = redis_server
    (tmp_path / "other").mkdir()
    with (
        serving(tiny_root, tmp_path, sqlite_url, "--redis", url) as one,
        serving(tiny_root, tmp_path / "other", sqlite_url, "--redis", url) as other,
        ThreadPoolExecutor(6) as pool,
    ):
        same = [pool.submit(server.texts, "a", "1", "lagre treg") for server in (one, other)]
        assert [turn.result() for turn in same] == [["Lagret."], ["Lagret."]]
        assert one.saved("a") + other.saved("a") == 1
        different = [
            pool.submit(server.texts, "b", f"{server.saves} {number}", "lagre treg")
            for server in (one, other)
            for number in range(3)
        ]
        assert [turn.result() for turn in different] == [["Lagret."]] * 6
        assert one.saved("b") + other.saved("b") == 6
        redis.terminate()
        redis.wait()
        assert one.turn("a", "2", "hei").status_code == 503
        assert one.process.poll() is None


def test_the_lock_store_takes_apart_what_an_address_holds() -> None:
    store = make_lock_store("rediss://anne:p%40ss@redis.example:6380/2")
    settings = store.red.connection_pool.connection_kwargs
    assert (settings["host"], settings["port"], settings["db"]) == ("redis.example", 6380, 2)
    assert (settings["username"], settings["password"]) == ("anne", "p@ss")
    assert store.red.connection_pool.connection_class.__name__ == "SSLConnection"
