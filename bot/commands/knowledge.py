"""Commands for an institution's own documents."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap import Services, build_services
from bot.domain_model.documents import DocumentRefused
from bot.services.documents import Listed, TitleTaken
from bot.settings import Settings, load_settings

_NUMBER = 8


@click.group()
def knowledge() -> None:
    """Documents of your own that partners can search in, with /sok."""


@knowledge.command()
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--institution", help="Only its partners find it. Left out: everybody who asks finds it."
)
@click.option("--title", help="How it is cited; for one FILE. Left out: the title it has.")
def add(paths: tuple[Path, ...], institution: str | None, title: str | None) -> None:
    """Add Markdown, text, PDF or Word files; a file that is there already is left as it is."""
    if title is not None and len(paths) > 1:
        raise click.UsageError("--title is for one FILE.")
    settings = load_settings()
    services = build_services(settings)
    refused = sum(not _add(services, settings, path, institution, title) for path in paths)
    if refused:
        raise click.ClickException(f"{refused} of {len(paths)} files were not added.")


@knowledge.command(name="list")
def show() -> None:
    """List the documents: number, title, whose it is, how long it is."""
    listed = build_services(load_settings()).documents.all()
    for each in listed:
        click.echo(_line(each))
    if not listed:
        click.echo("There are no documents. Add one with «refleks knowledge add FILE».", err=True)


@knowledge.command()
@click.argument("number")
def remove(number: str) -> None:
    """Remove the document with this NUMBER, as «refleks knowledge list» shows it."""
    services = build_services(load_settings())
    document = services.documents.remove(number, at=datetime.now(UTC))
    click.echo(f"«{document.title}» was removed.")


def _add(
    services: Services, settings: Settings, path: Path, institution: str | None, title: str | None
) -> bool:
    # PDF and Word readers are slow to import, and no other command needs them.
    from bot.readers.files import Limits, read_file

    limits = Limits(settings.knowledge_max_megabytes, settings.knowledge_max_words)
    try:
        read = read_file(path, limits)
        added = services.documents.add(
            read.digest, read.document, at=datetime.now(UTC), institution=institution, title=title
        )
    except (DocumentRefused, TitleTaken) as reason:
        click.echo(f"{path}: not added. {reason}", err=True)
        return False
    document = added.document
    what = "added" if added.new else "is there already, unchanged,"
    click.echo(f"{path}: {what} as «{document.title}» ({document.id[:_NUMBER]}).")
    if added.masked:
        click.echo(
            f"{path}: identity, telephone and account numbers and e-mail addresses were left out.",
            err=True,
        )
    return True


def _line(listed: Listed) -> str:
    document = listed.document
    length = f"{document.passages} passages"
    if document.pages is not None:
        length = f"{document.pages} pages, {length}"
    readers = listed.institution or "for everybody"
    return f"{document.id[:_NUMBER]}  {document.title}  ({readers}; {length})"
