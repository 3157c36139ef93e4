"""Starting a web process, and waiting for it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[2]
_SECONDS_TO_START = 60


@contextmanager
def web_process(url: str, var_dir: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The site on loopback, ended at the end of the test if it has not ended before."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "VAR_DIR": str(var_dir),
        "WEB_LISTEN": f"127.0.0.1:{port}",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.web.serve_site"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        try:
            yield process
        finally:
            process.kill()


def wait_until_served(port: int, process: subprocess.Popen[str]) -> str:
    """Give the address of the site once it answers."""
    address = f"http://127.0.0.1:{port}"
    end = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < end:
        assert process.poll() is None, process.communicate()[0]
        try:
            httpx.get(f"{address}/health")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return address
    raise AssertionError("the web process does not answer")
