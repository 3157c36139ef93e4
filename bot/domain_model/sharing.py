"""The sharing ladder: who may read a reflection. Its author chooses, and can take it back."""

from __future__ import annotations

from enum import StrEnum


class Sharing(StrEnum):
    """How far a reflection is shared, from nobody to the whole network."""

    ONLY_ME = "only_me"
    COORDINATOR = "coordinator"
    INSTITUTION = "institution"
    NETWORK = "network"

    def reaches(self, level: Sharing) -> bool:
        """Tell whether what is shared this far may be read at `level`."""
        return _LADDER.index(self) >= _LADDER.index(level)


_LADDER = tuple(Sharing)


def levels_from(level: Sharing) -> tuple[Sharing, ...]:
    """List `level` and every wider one: what a reader at `level` may see."""
    return _LADDER[_LADDER.index(level) :]
