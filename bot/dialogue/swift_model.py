"""A trained model without what only its training needs, so that it is loaded in a second."""

from __future__ import annotations

import io
import json
import tarfile
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain

_METADATA = "metadata.json"
_DOMAIN = "domain.yml"
_PROVIDER = "domain_provider"


class SwiftDomainProvider(DomainProvider):
    """Reads the domain as JSON; Rasa's reads its YAML three times, which takes seconds."""

    @classmethod
    def load(
        cls,
        config: dict[str, Any],  # noqa: ARG003 - Rasa's signature
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,  # noqa: ARG003 - Rasa's signature
        **kwargs: Any,  # noqa: ARG003 - Rasa's signature
    ) -> SwiftDomainProvider:
        """Read what `make_swift` wrote."""
        with model_storage.read_from(resource) as folder:
            domain = json.loads((folder / _DOMAIN).read_text(encoding="utf-8"))
        return cls(model_storage, resource, Domain.from_dict(domain))


def make_swift(model: Path, target: Path) -> None:
    """Write the archive `model` as Rasa has trained it to `target`, quick to load."""
    with tarfile.open(model) as trained:
        metadata = json.load(_opened(trained, _METADATA))
        # Rasa imports every class that is named here, TensorFlow's among them.
        metadata["train_schema"] = {"nodes": {}}
        provider = f"{SwiftDomainProvider.__module__}.{SwiftDomainProvider.__qualname__}"
        metadata["predict_schema"]["nodes"][_PROVIDER]["uses"] = provider
        changed = {_METADATA: metadata, f"{_PROVIDER}/{_DOMAIN}": metadata["domain"]}
        with tarfile.open(target, "w:gz", compresslevel=1) as swift:
            for member in trained:
                _copy(member, trained, swift, changed)


def _copy(
    member: tarfile.TarInfo, trained: tarfile.TarFile, swift: tarfile.TarFile, changed: Any
) -> None:
    new = next((part for name, part in changed.items() if member.name.endswith(name)), None)
    if new is None:
        swift.addfile(member, trained.extractfile(member) if member.isfile() else None)
        return
    content = json.dumps(new, ensure_ascii=False).encode("utf-8")
    member.size = len(content)
    swift.addfile(member, io.BytesIO(content))


def _opened(archive: tarfile.TarFile, name: str) -> Any:
    member = next(each for each in archive if each.name.endswith(name))
    return archive.extractfile(member)
