"""What is known of a school that changes hands, for the next partner and for the coordinator."""

from __future__ import annotations

from benchmarks.timing import Row, timed
from benchmarks.world import World


def run(world: World) -> list[Row]:
    """Time the pack in the chat, and the coordinator's pages."""
    handovers = world.services.handovers
    ola, kari, at = world.partners[0], world.coordinators[0], world.at
    schools = handovers.schools(kari)
    return [
        timed("hand-over, the next partner", lambda n: handovers.of_school(
            ola, schools[n % len(schools)].name, at=at)),
        timed("hand-over, the coordinator", lambda n: handovers.for_coordinator(
            kari, schools[n % len(schools)].id, at=at)),
        timed("schools to hand over", lambda _: handovers.schools(kari)),
    ]  # fmt: skip
