"""Logging, one's own reflections, and the coordinator's list."""

from __future__ import annotations

from dataclasses import replace

from benchmarks.timing import Row, timed
from benchmarks.world import World
from bot.domain_model.reflection_changes import content_of
from bot.domain_model.reflections import ReflectionParts
from bot.services.reflections import LogReflection


def run(world: World) -> list[Row]:
    """Time what a partner and a coordinator wait for."""
    reflections, changes = world.services.reflections, world.services.reflection_changes
    waiting = world.services.overview.waiting
    ola, kari = world.partners[0], world.coordinators[0]
    newest = reflections.own(ola, limit=1)[0]

    def log(number: int) -> None:
        parts = ReflectionParts("Gruppene øvde på kollegaveiledning.", "", f"Tida, {number}.", "")
        wish = LogReflection(f"log:{number}", "School-7 skole", parts, world.at.date())
        reflections.log(ola, wish, at=world.at)

    def change(number: int) -> None:
        parts = replace(newest.parts, hard=f"Noe annet, {number}.")
        changes.change(ola, newest.id, replace(content_of(newest), parts=parts), at=world.at)

    return [
        timed("log a reflection", log),
        timed("/mine", lambda _: reflections.own(ola, limit=6)),
        timed("change a reflection", change),
        timed("last next step at a school", lambda _: changes.open_next_step(ola, "School-9")),
        timed("the coordinator's list", lambda _: reflections.visible_to(kari, limit=21)),
        timed("what waits for the coordinator", lambda _: waiting.now(kari, at=world.at)),
    ]
