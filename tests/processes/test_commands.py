"""The command line when something is wrong: a clear sentence, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import main

ROOT = Path(__file__).parents[2]
CANNOT_START = 78

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def refleks(tmp_path: Path) -> Run:
    """Run the command in a folder of its own, with these settings and no others."""

    def run(*words: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        # A port that nothing listens on, so that no test ever talks with a developer's own.
        nowhere = {"RASA_URL": "http://127.0.0.1:1", "VAR_DIR": str(tmp_path / "var")}
        answer = subprocess.run(
            [sys.executable, "-m", "bot.cli", *words],
            cwd=tmp_path,
            env=kept | nowhere | {"PYTHONPATH": str(ROOT)} | settings,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        assert "Traceback" not in answer.stderr
        return answer

    return run


@pytest.fixture
def migrated(_migrated_sqlite: Path, tmp_path: Path) -> None:
    """Put a migrated database where the command looks, as `refleks migrate` would."""
    (tmp_path / "var").mkdir()
    shutil.copy(_migrated_sqlite, tmp_path / "var" / "refleks.db")


@pytest.fixture
def here(tmp_path: Path) -> Callable[..., Result]:
    """Run the command in this process; starting one takes longer than most commands."""
    settings = {"RASA_URL": "http://127.0.0.1:1", "VAR_DIR": str(tmp_path / "var")}
    return lambda *words: CliRunner().invoke(main, list(words), env=settings)


def test_every_command_explains_itself(refleks: Run, here: Callable[..., Result]) -> None:
    listed = refleks("--help").stdout
    for name in main.commands:
        assert name in listed
        assert here(name, "--help").exit_code == 0


def test_people_are_let_in(refleks: Run) -> None:
    assert refleks("migrate").returncode == 0
    kari = refleks("coordinator", "Kari Nordmann", "--institution", "HVL")
    assert kari.stdout.startswith("http://127.0.0.1:8000/sign-in/")
    ola = refleks("invite", "Ola Ås", PUBLIC_URL="https://refleks.example")
    assert ola.stdout.startswith("https://refleks.example/sign-in/")
    assert refleks("purge").stdout == "0 rows were deleted.\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["invite", "Ola"], "No coordinator"),
        (["coordinator", "  ", "--institution", "HVL"], "A name has"),
        (["parse"], "Give a TEXT"),
        (["parse", "hei", "--at", "yesterday"], "--at"),
        (["parse", "--file", "no-such-file"], "no-such-file"),
        (["run", "everything"], "everything"),
        (["chat", "--as", "../x"], "not the id of a conversation"),
        (["chat", "--wait", "0"], "make run"),
    ],
)
def test_what_cannot_be_done_is_said(
    migrated: None, here: Callable[..., Result], words: list[str], says: str
) -> None:
    answer = here(*words)
    assert answer.exit_code not in {0, None}
    assert isinstance(answer.exception, SystemExit)
    assert says in answer.stderr


@pytest.mark.parametrize("line", ["not json", "[]", '{"no": "text"}', '{"text": 7}'])
def test_a_bad_line_of_a_file_is_named(
    here: Callable[..., Result], tmp_path: Path, line: str
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(f'\n{line}\n{{"text": "hei"}}\n')
    answer = here("parse", "--file", str(path))
    assert answer.exit_code == 1
    assert "line 2" in answer.stderr
    assert answer.stdout == ""


def test_every_bad_setting_is_named_at_once(refleks: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("WEB_LISTEN=nowhere\nLOG_LEVEL=chatty\nSECRET_KEY=short-one\n")
    answer = refleks("migrate")
    assert answer.returncode == CANNOT_START
    assert all(name in answer.stderr for name in ("WEB_LISTEN", "LOG_LEVEL", "SECRET_KEY"))
    assert "short-one" not in answer.stderr


def test_a_broken_env_file_is_named(refleks: Run, tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"\xff\xfe\x00\x01")
    answer = refleks("migrate")
    assert answer.returncode == CANNOT_START
    assert ".env" in answer.stderr


def test_a_database_that_is_not_migrated_is_named(refleks: Run) -> None:
    answer = refleks("run", "web")
    assert answer.returncode == CANNOT_START
    assert "refleks migrate" in answer.stderr


@pytest.mark.usefixtures("trained_model")
@pytest.mark.parametrize("name", ["web", "rasa"])
def test_a_busy_port_is_named(migrated: None, refleks: Run, name: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        taken = f"127.0.0.1:{busy.getsockname()[1]}"
        answer = refleks("run", name, WEB_LISTEN=taken, RASA_URL=f"http://{taken}")
    assert answer.returncode == CANNOT_START
    assert taken in answer.stderr or taken.rpartition(":")[2] in answer.stderr


def test_all_processes_stop_when_one_cannot_start(migrated: None, refleks: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        answer = refleks("run", WEB_LISTEN=f"127.0.0.1:{busy.getsockname()[1]}")
    assert answer.returncode == CANNOT_START


def test_a_disk_that_takes_nothing_is_named(refleks: Run) -> None:
    # Root may write to any folder but those of the kernel.
    answer = refleks("migrate", VAR_DIR="/proc/refleks")
    assert answer.returncode != 0
    assert "/proc/refleks" in answer.stderr


@pytest.mark.parametrize("words", [["migrate"], ["run"], ["invite", "Ola"], ["purge"]])
def test_a_database_that_is_down_is_named(refleks: Run, words: list[str]) -> None:
    answer = refleks(*words, DATABASE_URL="postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert answer.returncode == 1
    assert "database could not be reached" in answer.stderr


@pytest.mark.usefixtures("trained_model")
def test_parse_prints_json_lines_and_nothing_else(refleks: Run, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    texts = [
        "korleis førebur eg eit skulebesøk?",
        "/affirm",
        "",
        "😀",
        "besøk på Solvik skole 27.11 kl 9",
    ]
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    answer = refleks("parse", "--file", str(path), "--at", "2026-11-21T12:00")
    assert answer.returncode == 0, answer.stderr
    parsed = [json.loads(line) for line in answer.stdout.splitlines()]
    assert [each["text"] for each in parsed] == texts
    assert list(parsed[0]) == [
        "text", "intent", "confidence", "decision", "topic", "alternatives", "language", "school",
        "visit_start", "visit_end", "visit_certain", "themes", "personal_data",
    ]  # fmt: skip
    assert (parsed[0]["intent"], parsed[0]["topic"]) == ("faq", "prepare_visit")
    assert (parsed[0]["decision"], parsed[0]["language"]) == ("answer", "nn")
    assert parsed[4]["school"] == "Solvik skole"
    assert parsed[4]["visit_start"] == "2026-11-27T09:00:00+01:00"


def test_schools_are_imported(migrated: None, refleks: Run, tmp_path: Path) -> None:
    refleks("coordinator", "Kari Nordmann", "--institution", "HVL")
    (tmp_path / "skoler.csv").write_text("navn;orgnr\nLade skole;\nÅs;1\n", encoding="cp1252")
    run = refleks("school", "import", "skoler.csv")
    assert run.returncode == 1
    assert run.stdout == "1 added, 0 changed, 0 as before.\n"
    assert "line 3: The organisation number is not valid." in run.stderr
