"""Documents are kept once, without hard identifiers, and found by those they are for."""

from __future__ import annotations

import pytest

from bot.bootstrap import Services
from bot.domain_model.actors import STRANGER, Actor
from bot.domain_model.documents import Block, Document, ReadDocument, document_scope
from bot.services.documents import Documents, NoSuchDocument, NoSuchInstitution, TitleTaken
from tests.support.encoders import WordEncoder
from tests.support.people import NOW, Cast


def add(services: Services, title: str, *texts: str, institution: str | None = None) -> Document:
    read = ReadDocument(title, tuple(Block(text, page=n) for n, text in enumerate(texts, 1)))
    digest = f"{title}:{texts}"[:64]
    documents = Documents(services.begin, WordEncoder)
    return documents.add(digest, read, at=NOW, institution=institution).document


def found(services: Services, actor: Actor, *beginnings: str) -> list[str]:
    with services.begin() as uow:
        hits = uow.documents.matching(document_scope(actor), beginnings, limit=10)
    return [f"{each.document.title}, s. {each.passage.page}" for each in hits]


def test_words_are_found_by_how_they_begin_best_first(services: Services, people: Cast) -> None:
    add(services, "Rollehefte", "Rektor leder arbeidet.", "Partneren støtter rektor og rektors"
        " ledergruppe. Rektor bestemmer.", "Møter holdes i årsplanen.")  # fmt: skip
    assert found(services, people.ola, "rektor") == ["Rollehefte, s. 2", "Rollehefte, s. 1"]
    assert found(services, people.ola, "årsplan", "finnesikke") == ["Rollehefte, s. 3"]
    assert found(services, people.ola, "finnesikke") == []
    assert found(services, people.ola) == []


def test_an_institutions_documents_are_for_its_own_people(
    services: Services, people: Cast
) -> None:
    add(services, "For alle", "Rektor leder arbeidet.")
    own = add(services, "Bare HVL", "Rektor leder arbeidet.", institution="HVL")
    everywhere, theirs = ["For alle, s. 1"], ["Bare HVL, s. 1", "For alle, s. 1"]
    readers = (people.ola, people.kari, people.nils, people.network, people.administrator)
    for actor in (*readers, STRANGER):
        at_hvl = actor in (people.ola, people.kari)
        assert sorted(found(services, actor, "rektor")) == (theirs if at_hvl else everywhere)
        assert document_scope(actor).admits(own) is at_hvl
        with services.begin() as uow:
            scope = document_scope(actor)
            vectors = uow.documents.vectors(scope, WordEncoder.name)
            assert len(vectors) == len(uow.documents.passages(scope, [id_ for id_, _ in vectors]))
            assert len(vectors) == (2 if at_hvl else 1)
            assert uow.documents.vectors(scope, "another") == []


def test_the_same_file_is_kept_once_for_the_same_readers(services: Services, people: Cast) -> None:
    assert people.kari
    read = ReadDocument("Avtale", (Block("Fire møter i året."),))
    first = services.documents.add("d", read, at=NOW)
    again = services.documents.add("d", read, at=NOW)
    theirs = services.documents.add("d", read, at=NOW, institution="HVL")
    assert (first.new, again.new, theirs.new) == (True, False, True)
    assert again.document == first.document
    listed = [(each.document.title, each.institution) for each in services.documents.all()]
    assert sorted(listed, key=str) == [("Avtale", "HVL"), ("Avtale", None)]


def test_a_title_cites_one_document(services: Services) -> None:
    add(services, "Avtale", "Fire møter.")
    with pytest.raises(TitleTaken):
        add(services, "Avtale", "Fem møter.")
    assert len(services.documents.all()) == 1


def test_an_institution_is_never_added_by_a_misspelling(services: Services, people: Cast) -> None:
    assert people.kari
    with pytest.raises(NoSuchInstitution):
        add(services, "Avtale", "Fire møter.", institution="HLV")


def test_hard_identifiers_are_left_out(services: Services, people: Cast) -> None:
    read = ReadDocument("Kontakt kari@hvl.no", (Block("Ring 22 22 55 55 om møter.", "Kari"),))
    added = services.documents.add("d", read, at=NOW)
    assert added.masked
    assert added.document.title == "Kontakt [e-postadresse]"
    with services.begin() as uow:
        (hit,) = uow.documents.matching(document_scope(people.ola), ["møter"], limit=9)
    assert hit.passage.text == "Ring [telefonnummer] om møter."


def test_a_removed_document_is_found_no_more(services: Services, people: Cast) -> None:
    keep = add(services, "Møtebok", "Rektor leder møter.")
    gone = add(services, "Avtale", "Rektor leder arbeidet.")
    for number in ("zzzz", gone.id[:3]):
        with pytest.raises(NoSuchDocument):
            services.documents.remove(number, at=NOW)
    assert services.documents.remove(gone.id[:8], at=NOW) == gone
    assert [each.document for each in services.documents.all()] == [keep]
    assert found(services, people.ola, "rektor") == ["Møtebok, s. 1"]
    assert found(services, people.ola, "arbeid") == []
