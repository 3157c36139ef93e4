"""Keeps the trained model in step with what it is trained from.

Nothing here imports Rasa: whether the model is current is asked at every start and answered in
milliseconds. The training itself is a process of its own, see `bot.dialogue.train_model`.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.domain_model.errors import RefleksError

MODEL = "models/refleks.tar.gz"
_FINGERPRINT = "models/refleks.sha256"
_LOG = "models/training.log"
_LOCK = "models/.lock"
# Our components are part of a model: a changed one may have learned something else.
_SOURCES = (
    "config.yml",
    "domain.yml",
    "domain/**/*.yml",
    "data/**/*",
    "bot/nlu/**/*.py",
    "bot/encoders/**/*.py",
    "bot/dialogue/swift_model.py",
)
_NEEDED = ("config.yml", "data")
_TELL_SECONDS = 5
_LAST_LINES = 15

# From here Python finds `bot`, and Rasa our components in it, also when nothing is installed.
_CODE = Path(__file__).resolve().parents[2]

Say = Callable[[str], None]


class CannotTrain(RefleksError):
    """The model cannot be trained; the message says why."""


def fingerprint(root: Path) -> str:
    """Give a digest of everything that the model in `root` is trained from."""
    digest = hashlib.sha256(importlib.metadata.version("rasa").encode())
    files = {path for pattern in _SOURCES for path in root.glob(pattern) if path.is_file()}
    for path in sorted(files):
        digest.update(f"\0{path.relative_to(root)}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(root: Path) -> bool:
    """Say whether the model is there and trained from the files as they are now."""
    try:
        kept = (root / _FINGERPRINT).read_text(encoding="ascii")
    except FileNotFoundError:
        return False
    return (root / MODEL).is_file() and kept == fingerprint(root)


def train(root: Path, say: Say, *, if_needed: bool = False) -> Path:
    """Train the model in `root`, or with `if_needed` only when it is missing or out of date.

    The old model stays in place, and usable, until the new one is ready.

    Raises:
        CannotTrain: when the data is not there, or Rasa cannot learn from it.
    """
    model = root / MODEL
    if if_needed and is_current(root):
        return model
    for name in _NEEDED:
        if not (root / name).exists():
            raise CannotTrain(f"{root / name} is missing, so there is nothing to train from.")
    with _alone(root, say):
        # Another process may have trained while this one waited.
        if not (if_needed and is_current(root)):
            _train(root, model, say)
    return model


def _train(root: Path, model: Path, say: Say) -> None:
    say("Training the model (about half a minute) …")
    before = fingerprint(root)
    fresh = model.resolve().with_name("new.tar.gz")
    started = time.monotonic()
    command = [sys.executable, "-m", "bot.dialogue.train_model", str(root.resolve()), str(fresh)]
    with (root / _LOG).open("w", encoding="utf-8") as log:
        process = subprocess.Popen(  # noqa: S603 - our own module, with this Python
            command, cwd=_CODE, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        status = _wait(process, say, started)
    if status != 0 or not fresh.is_file():
        log_path = root / _LOG
        raise CannotTrain(
            f"Rasa could not train the model. The end of {log_path}:\n{_last_lines(log_path)}"
        )
    fresh.replace(model)
    # Written last and taken before: whatever ends this process, and whoever edits a file
    # meanwhile, a model is never called current that is not.
    (root / _FINGERPRINT).write_text(before, encoding="ascii")
    say(f"The model was trained in {time.monotonic() - started:.0f} s.")


def _wait(process: subprocess.Popen[bytes], say: Say, started: float) -> int:
    try:
        while True:
            try:
                return process.wait(timeout=_TELL_SECONDS)
            except subprocess.TimeoutExpired:
                say(f"  … {time.monotonic() - started:.0f} s")
    except BaseException:
        process.kill()
        process.wait()
        raise


def _last_lines(log: Path) -> str:
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join(lines[-_LAST_LINES:])


@contextmanager
def _alone(root: Path, say: Say) -> Iterator[None]:
    """Let one process at a time train; the kernel lets go when a process dies."""
    try:
        (root / "models").mkdir(exist_ok=True)
        lock = (root / _LOCK).open("w", encoding="ascii")
    except OSError as error:
        raise CannotTrain(f"Cannot write in {root / 'models'}: {error.strerror}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Waiting for another process that is training the model …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
