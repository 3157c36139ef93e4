"""`scripts/environment.sh`: what it installs, what it leaves alone, what it says."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.conftest import ROOT

TOOLS = ["bash", "cat", "cut", "dirname", "flock", "grep", "head", "mkdir", "rm", "sha256sum"]
TOOLS += ["chmod", "sort"]
FAKE_UV = """#!/bin/bash
[ "$1" = --version ] && { echo "uv ${FAKE_UV_VERSION:-99.0.0}"; exit; }
[ "$1 $2" = "python find" ] && exit 2
echo "$@" >>calls
if [ "$1" = venv ]; then
  rm -rf .venv; mkdir -p .venv/bin
  echo "[[ \\$2 = *sys.prefix* ]] && echo $PWD/.venv; exit 0" >.venv/bin/python
  chmod +x .venv/bin/python
fi
[ "$1 $2" = "pip sync" ] && exit "${FAKE_SYNC_STATUS:-0}"
exit 0
"""
FAKE_PYTHON = """#!/bin/bash
[[ "$2" = *version_info* ]] && exit "${FAKE_OTHER_VERSION:-0}"
[[ "$2" = *ensurepip* ]] && exit "${FAKE_NO_VENV:-0}"
[[ "$2" = *_base_executable* ]] && echo "$0"
exit 0
"""


class Checkout:
    """A folder with the script and two locks, on a machine with nothing but what it is given."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "checkout"
        (self.folder / "scripts").mkdir(parents=True)
        for name in ("environment.sh", "uv.lock.txt"):
            shutil.copy(ROOT / "scripts" / name, self.folder / "scripts" / name)
        for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml"):
            (self.folder / name).write_text(f"# {name}\n", encoding="ascii")
        self.path = folder / "bin"
        self.path.mkdir()
        for name in TOOLS:
            (self.path / name).symlink_to(shutil.which(name) or name)

    def command(self, name: str, text: str) -> None:
        (self.path / name).write_text(text, encoding="ascii")
        (self.path / name).chmod(0o755)

    def run(self, kind: str, **environment: str) -> subprocess.CompletedProcess[str]:
        (self.folder / "calls").unlink(missing_ok=True)
        return subprocess.run(
            ["scripts/environment.sh", kind],
            cwd=self.folder,
            env={"PATH": str(self.path), "LC_ALL": "C"} | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls(self) -> list[str]:
        """Say what uv was asked to do in the last run, shortened."""
        try:
            lines = (self.folder / "calls").read_text(encoding="ascii").splitlines()
        except FileNotFoundError:
            return []
        words = [line.split() for line in lines]
        return ["venv" if line[0] == "venv" else f"{line[1]} {line[-1]}" for line in words]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    checkout = Checkout(tmp_path)
    checkout.command("uv", FAKE_UV)
    checkout.command("python3.11", FAKE_PYTHON)
    return checkout


EVERYTHING = ["venv", "sync requirements.lock", "install ."]


def test_the_first_run_installs_and_the_second_does_nothing(checkout: Checkout) -> None:
    assert checkout.run("run").returncode == 0
    assert checkout.calls() == EVERYTHING
    again = checkout.run("run")
    assert (again.returncode, again.stderr, checkout.calls()) == (0, "", [])


def test_hashes_and_bytecode_are_asked_for(checkout: Checkout) -> None:
    checkout.run("run", PYTHONDONTWRITEBYTECODE="1")
    sync = (checkout.folder / "calls").read_text(encoding="ascii").splitlines()[1]
    assert "--require-hashes" in sync
    assert "--compile-bytecode" in sync


def test_running_does_not_take_away_what_tests_need(checkout: Checkout) -> None:
    checkout.run("run")
    checkout.run("test")
    assert checkout.calls() == ["sync requirements-dev.lock", "install ."]
    checkout.run("run")
    assert checkout.calls() == []
    (checkout.folder / "requirements-dev.lock").write_text("# newer\n", encoding="ascii")
    checkout.run("run")
    assert checkout.calls() == ["sync requirements-dev.lock", "install ."]


def test_a_changed_project_file_renews_the_command_only(checkout: Checkout) -> None:
    checkout.run("run")
    (checkout.folder / "pyproject.toml").write_text("# newer\n", encoding="ascii")
    checkout.run("run")
    assert checkout.calls() == ["install ."]


def test_a_moved_folder_gets_a_new_environment(checkout: Checkout) -> None:
    checkout.run("run")
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))
    checkout.run("run")
    assert checkout.calls() == EVERYTHING


def test_a_linked_environment_is_left_alone(checkout: Checkout, tmp_path: Path) -> None:
    (checkout.folder / ".venv").symlink_to(tmp_path)
    assert checkout.run("test").returncode == 0
    assert checkout.calls() == []


def test_a_failed_installation_is_done_again(checkout: Checkout) -> None:
    failed = checkout.run("run", FAKE_SYNC_STATUS="1")
    assert failed.returncode == 1
    assert "could not be installed" in failed.stderr.splitlines()[-1]
    checkout.run("run")
    assert checkout.calls() == ["sync requirements.lock", "install ."]


def test_without_python_311_one_sentence_says_what_to_do(checkout: Checkout) -> None:
    failed = checkout.run("run", FAKE_OTHER_VERSION="1")
    assert failed.returncode == 1
    assert failed.stderr.count("\n") == 1
    assert "apt-get install python3.11" in failed.stderr


@pytest.mark.parametrize("uv", ["none", "old"])
def test_without_venv_one_sentence_names_the_package(checkout: Checkout, uv: str) -> None:
    if uv == "none":
        (checkout.path / "uv").unlink()
    failed = checkout.run("run", FAKE_NO_VENV="1", FAKE_UV_VERSION="0.1.0")
    assert failed.returncode == 1
    assert '"apt-get install python3.11-venv"' in failed.stderr


def test_uv_alone_is_asked_for_by_name(checkout: Checkout) -> None:
    assert checkout.run("uv").stdout == f"{checkout.path / 'uv'}\n"


def test_an_unknown_wish_is_refused(checkout: Checkout) -> None:
    assert checkout.run("fly").returncode == 1


def test_the_lock_holds_what_the_project_file_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for lock, wishes in {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": project["project"]["dependencies"]
        + project["dependency-groups"]["dev"],
    }.items():
        text = (ROOT / lock).read_text(encoding="ascii")
        pins = dict(
            line.removesuffix(" \\").split(";")[0].strip().split("==")
            for line in text.splitlines()
            if "==" in line
        )
        for wish in map(Requirement, wishes):
            name = wish.name.lower().replace("_", "-").replace(".", "-")
            assert wish.specifier.contains(pins[name]), f"{lock}: {wish}; run make lock"
        assert "://" not in text, "a lock holds no address"
