"""The process that trains: `python -m bot.dialogue.train_model ROOT FILE`."""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from threading import Thread

from bot.domain_model.errors import RefleksError
from bot.nlu.vector_cache import encode_examples
from bot.swift_start import swift_start


def main(root: Path, target: Path) -> int:
    """Train from Rasa's files in `root` and write the model to `target`; give the exit status."""
    os.chdir(root)
    os.environ["RASA_TELEMETRY_ENABLED"] = "false"
    # Rasa's cache knows a component by its own class only, not by the modules that it uses.
    os.environ["RASA_MAX_CACHE_SIZE"] = "0"
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
    warnings.simplefilter("ignore", DeprecationWarning)
    # Meanwhile Rasa reads its data, on one core: the first training takes half as long.
    Thread(target=_encode_early, args=(root,), daemon=True).start()
    with swift_start():
        from rasa.model_training import train

        from bot.dialogue.swift_model import make_swift

    domain = "domain" if Path("domain").is_dir() else "domain.yml"
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        result = train(
            domain,
            "config.yml",
            ["data"],
            output=folder,
            force_training=True,
            fixed_model_name="new",
        )
        if result.code != 0 or result.model is None:
            return result.code or 1
        make_swift(Path(result.model), target)
    return 0


def _encode_early(root: Path) -> None:
    # What is wrong is said by the component that needs the vectors.
    with suppress(RefleksError):
        encode_examples(root)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
