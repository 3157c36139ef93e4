"""What each kind of file says is read; what cannot be used is refused with its reason."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from bot.domain_model.documents import DocumentRefused
from bot.readers import word as word_reader
from bot.readers.files import Limits, ReadFile, read_file
from bot.readers.refusals import (
    Damaged,
    Empty,
    Encrypted,
    ScannedOnly,
    TooLarge,
    Unreadable,
    WrongKind,
)
from tests.support.files import pdf, word, write

LIMITS = Limits(megabytes=1, words=1000)
MARKDOWN = """\
# Retningslinjer for partnere

Gjelder alle *partnere* ved
høgskolen. Se [avtalen](https://example.org).

## Roller

- Partneren støtter
- Rektor leder

| Hva | Hvem |
| --- | --- |
| Plan | Skolen |

```
Kode står som den er.
```
"""


def read(folder: Path, name: str, content: bytes | str, limits: Limits = LIMITS) -> ReadFile:
    return read_file(write(folder, name, content), limits)


def test_markdown(tmp_path: Path) -> None:
    document = read(tmp_path, "retningslinjer.md", MARKDOWN).document
    assert document.title == "Retningslinjer for partnere"
    assert [(each.heading, each.text) for each in document.blocks] == [
        ("", "Gjelder alle partnere ved høgskolen. Se avtalen."),
        ("Roller", "Partneren støtter"),
        ("Roller", "Rektor leder"),
        ("Roller", "Hva"),
        ("Roller", "Hvem"),
        ("Roller", "Plan"),
        ("Roller", "Skolen"),
        ("Roller", "Kode står som den er.\n"),
    ]


def test_the_title_in_a_markdown_files_front_matter_wins(tmp_path: Path) -> None:
    document = read(tmp_path, "a.md", '---\ntitle: "Årsplan"\n---\n# Noe annet\n\nHei.').document
    assert document.title == "Årsplan"
    assert [(each.heading, each.text) for each in document.blocks] == [("", "Hei.")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text(tmp_path: Path, encoding: str) -> None:
    content = "Første avsnitt\r\nmed to linjer.\r\n\r\nAndre – «avsnitt».\r\n".encode(encoding)
    document = read(tmp_path, "notat_om-møter.txt", content).document
    assert document.title == "notat om møter"
    assert [each.text for each in document.blocks] == [
        "Første avsnitt\nmed to linjer.",
        "Andre – «avsnitt».",
    ]


def test_pdf_with_its_pages(tmp_path: Path) -> None:
    content = pdf(["Om rollene og kompetanse-\nutviklingen på skolen.", "", "Møter på våren."],
                  title="Rollehefte")  # fmt: skip
    document = read(tmp_path, "x.pdf", content).document
    assert (document.title, document.pages) == ("Rollehefte", 3)
    assert [(each.page, each.text) for each in document.blocks] == [
        (1, "Om rollene og kompetanseutviklingen på skolen."),
        (3, "Møter på våren."),
    ]


@pytest.mark.parametrize("title", ["", "Microsoft Word - utkast3.docx", "Untitled"])
def test_a_pdf_without_a_title_of_its_own_is_called_what_its_file_is(
    tmp_path: Path, title: str
) -> None:
    assert read(tmp_path, "Rollehefte_2026.pdf", pdf(["Hei."], title=title)).document.title == (
        "Rollehefte 2026"
    )


def test_a_pdf_that_may_be_read_but_not_changed(tmp_path: Path) -> None:
    assert read(tmp_path, "x.pdf", pdf(["Hei."], owner="hemmelig")).document.pages == 1


def test_word(tmp_path: Path) -> None:
    content = word([
        ("Title", "Samarbeidsavtale"), ("Normal", "Innledning."), ("Heading 1", "Møter"),
        ("Normal", "Fire i året."), ("Table", "Vår|To møter"),
    ])  # fmt: skip
    document = read(tmp_path, "x.docx", content).document
    assert document.title == "Samarbeidsavtale"
    assert [(each.heading, each.text) for each in document.blocks] == [
        ("", "Innledning."),
        ("Møter", "Fire i året."),
        ("Møter", "Vår – To møter"),
    ]


def test_the_title_in_a_word_files_properties_wins(tmp_path: Path) -> None:
    content = word([("Heading 1", "Del 1"), ("Normal", "Hei.")], title="Avtale")
    assert read(tmp_path, "x.docx", content).document.title == "Avtale"


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("bilde.png", b"\x89PNG", WrongKind),
        ("gammel.doc", b"x", WrongKind),
        ("tom.md", b" \n ", Empty),
        ("bare_overskrift.md", b"# Tittel\n", Empty),
        ("tom.docx", word([]), Empty),
        ("skannet.pdf", pdf(["", ""]), ScannedOnly),
        ("laast.pdf", pdf(["Hei."], password="hemmelig"), Encrypted),
        ("laast.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 100, Encrypted),
        ("binaer.txt", b"\x00\x01\x02", Damaged),
        ("ikke.pdf", b"dette er tekst", Damaged),
        ("avbrutt.pdf", pdf(["Hei."])[:200], Damaged),
        ("ikke.docx", b"dette er tekst", Damaged),
        ("arkiv.docx", packed(a=b"x"), Damaged),
        ("lang.txt", b"ord " * 1001, TooLarge),
        ("stor.txt", b"x" * 1_000_001, TooLarge),
    ],
    # An encrypted file is another one each time, and two processes must name it alike.
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_used_is_refused(
    tmp_path: Path, name: str, content: bytes, refusal: type[DocumentRefused]
) -> None:
    with pytest.raises(DocumentRefused) as refused:
        read(tmp_path, name, content)
    assert type(refused.value) is refusal


def test_a_file_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_reader, "_MOST_UNPACKED", 1000)
    with pytest.raises(TooLarge):
        read(tmp_path, "x.docx", packed(a=b"0" * 1001))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="No such file"):
        read_file(tmp_path / "borte.md", LIMITS)


def test_two_copies_of_a_file_have_one_digest(tmp_path: Path) -> None:
    first, copy = read(tmp_path, "a.md", "# A\n\nHei."), read(tmp_path, "b.md", "# A\n\nHei.")
    assert first.digest == copy.digest
    assert read(tmp_path, "a.md", "# A\n\nHei!").digest != first.digest
