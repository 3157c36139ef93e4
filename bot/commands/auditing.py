"""The command that shows who did what."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, tzinfo

import click

from bot.bootstrap import build_services
from bot.services.ports.logs import AuditEntry, AuditWish
from bot.settings import load_settings


@click.command()
@click.option("--since", type=click.DateTime(), help="From this time on, local time.")
@click.option("--until", type=click.DateTime(), help="Before this time, local time.")
@click.option("--action", help="Such as invite, publish, restore.")
@click.option("--kind", help="Of what: partner, reflection, visit, insight …")
@click.option("--account", help="Of this account, by its id.")
@click.option("--subject", help="About this row, by its id.")
@click.option("--limit", type=click.IntRange(1, 100_000), default=100, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def audit(
    since: datetime | None,
    until: datetime | None,
    action: str | None,
    kind: str | None,
    account: str | None,
    subject: str | None,
    limit: int,
    *,
    as_json: bool,
) -> None:
    """List who did what to which row, newest first; never a text or a name.

    Columns: time, account («-» for the command line), action, kind, subject.
    """
    services = build_services(load_settings())
    wish = AuditWish(
        since=since and since.replace(tzinfo=services.zone),
        until=until and until.replace(tzinfo=services.zone),
        action=action,
        kind=kind,
        account_id=account,
        subject=subject,
        limit=limit,
    )
    with services.begin() as uow:
        entries = uow.audit.entries(wish)
    for entry in entries:
        click.echo(_as_json(entry) if as_json else _as_line(entry, services.zone))


def _as_json(entry: AuditEntry) -> str:
    return json.dumps(asdict(entry) | {"at": entry.at.isoformat()})


def _as_line(entry: AuditEntry, zone: tzinfo) -> str:
    at = entry.at.astimezone(zone).isoformat(timespec="seconds")
    account, subject = entry.account_id or "-", entry.subject or "-"
    return "\t".join((at, account, entry.action, entry.kind, subject))
