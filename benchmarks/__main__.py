"""Run every benchmark on both databases; print a table, keep the figures as JSON."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

import benchmarks
from benchmarks.timing import Row
from benchmarks.world import World, fill
from bot.bootstrap import ROOT, Services, build_services
from bot.settings import Settings
from bot.storage.migrate import migrate
from tests.support.postgres import running_postgres

_NOT_BENCHMARKS = {"__main__", "timing", "world"}
_NAMES = sorted({m.name for m in pkgutil.iter_modules(benchmarks.__path__)} - _NOT_BENCHMARKS)


@click.command()
@click.option("--size", default=100_000, show_default=True, help="Reflections in the database.")
@click.option("--only", multiple=True, type=click.Choice(_NAMES), help="Run these alone.")
@click.option(
    "--database",
    "kinds",
    multiple=True,
    type=click.Choice(["sqlite", "postgresql"]),
    default=["sqlite", "postgresql"],
    help="Run on this kind alone.",
)
@click.option(
    "--results", type=click.Path(path_type=Path), default=ROOT / "results", help="Where JSON goes."
)
def bench(size: int, only: tuple[str, ...], kinds: tuple[str, ...], results: Path) -> None:
    """Time what people wait for; exit with 1 when something takes longer than it may."""
    found: list[dict[str, Any]] = []
    for kind in kinds:
        with _services(kind) as services:
            begun = time.perf_counter()
            world = fill(services, size)
            seconds = time.perf_counter() - begun
            click.echo(f"\n{kind}: {size} reflections, filled in {seconds:.0f} s")
            for name in only or _NAMES:
                found += [_told(kind, name, row) for row in _run(name, world)]
    results.mkdir(parents=True, exist_ok=True)
    written = json.dumps({"size": size, "rows": found}, indent=2, ensure_ascii=False)
    (results / "benchmarks.json").write_text(written + "\n", encoding="utf-8")
    sys.exit(0 if all(row["within"] for row in found) else 1)


def _run(name: str, world: World) -> list[Row]:
    rows: list[Row] = importlib.import_module(f"benchmarks.{name}").run(world)
    return rows


def _told(kind: str, name: str, row: Row) -> dict[str, Any]:
    verdict = "" if row.within else f"  {row.held_by} over {row.limit:.0f} ms"
    figures = "   ".join(f"{each} {getattr(row, each):>7.1f} ms" for each in ("p50", "p95", "p99"))
    click.echo(f"  {row.name:<40} {figures}{verdict}")
    return {"database": kind, "benchmark": name, **asdict(row), "within": row.within}


@contextmanager
def _services(kind: str) -> Iterator[Services]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="refleks-bench-")))
        url = f"sqlite:///{folder / 'refleks.db'}"
        if kind == "postgresql":
            server = stack.enter_context(running_postgres())
            url = server.url(server.create_database())
        settings = Settings(_env_file=None, database_url=url, var_dir=folder)
        services = build_services(settings)
        stack.callback(services.database.close)
        migrate(services.database.engine)
        yield services


if __name__ == "__main__":
    bench()
