"""Who is made up for `refleks demo`: what they visited, logged, learned together and asked."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.domain_model.insights import InsightText, Reach, Verdict
from bot.domain_model.reflections import ReflectionParts
from bot.domain_model.sharing import Sharing
from bot.domain_model.themes import Theme


@dataclass(frozen=True, slots=True)
class Note:
    """A reflection, and when it was logged."""

    school: str
    days_ago: int
    sharing: Sharing
    parts: ReflectionParts


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was passed on to the coordinator; without an answer it waits."""

    text: str
    days_ago: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A partner."""

    name: str
    language: str
    notes: tuple[Note, ...] = ()
    visits: tuple[tuple[str, int, int], ...] = ()
    """School, days from now, and the hour of the day."""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class House:
    """An institution with its coordinator and partners."""

    coordinator: str
    partners: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """An insight; without `days_ago` it is a draft still."""

    house: str
    text: InsightText
    reach: Reach
    themes: tuple[Theme, ...]
    supported_by: tuple[str, ...]
    """Schools whose reflections it cites."""
    days_ago: int | None = None
    read_by: dict[str, Verdict | None] = field(default_factory=dict)


_OLA = Person(
    "Ola Partner",
    "nb",
    (
        Note(
            "Solbakken skole", 20, Sharing.NETWORK,
            ReflectionParts(
                happened="Første økt med hele personalet om kollegaveiledning.",
                worked="Alle skrev noe selv før de snakket sammen.",
                hard="Rektor måtte gå etter ti minutter.",
                next_step="Avtale faste ti minutter med ledergruppa før hver økt.",
            ),
        ),
        Note(
            "Lillehaug ungdomsskole", 6, Sharing.COORDINATOR,
            ReflectionParts(
                happened="Trinnteamene planla en undervisningsøkt sammen.",
                worked="De valgte ett mål og holdt seg til det.",
                hard="Tida ble knapp til å se på elevarbeid.",
                next_step="Begynne med elevarbeidene neste gang.",
            ),
        ),
    ),
    (("Solbakken skole", 4, 9), ("Lillehaug ungdomsskole", 11, 12)),
    (Question("Hvem betaler vikarer når lærerne får veiledning i skoletida?", 2),),
)  # fmt: skip
_EVA = Person(
    "Eva Partner",
    "nb",
    (
        Note(
            "Nordnes skole", 25, Sharing.NETWORK,
            ReflectionParts(
                happened="Oppstartsmøte med ledergruppa om mål for våren.",
                worked="Inspektøren tok på seg å lede neste økt.",
                hard="Rektor måtte gå ut av møtet to ganger.",
                next_step="Be om at ledelsen får sitte i fred de første ti minuttene.",
            ),
        ),
    ),
    (("Nordnes skole", 6, 10),),
    (
        Question(
            "Finnes det en mal for avtalen med skolen?", 9,
            "Ja. Den ligger i mappa vår for nye skoler, og jeg går gjerne gjennom den med deg.",
        ),
    ),
)  # fmt: skip
_TOR = Person(
    "Tor Partner",
    "nb",
    (
        Note(
            "Vågen skole", 14, Sharing.INSTITUTION,
            ReflectionParts(
                happened="Lærerne så på hverandres timer for første gang.",
                worked="De hadde avtalt på forhånd hva de skulle se etter.",
                hard="To lærere var usikre på hvem som hadde ansvaret for ettersamtalen.",
                next_step="Skrive rollene på tavla før neste runde.",
            ),
        ),
    ),
)  # fmt: skip
_SIRI = Person(
    "Siri Partnar",
    "nn",
    (
        Note(
            "Fjellvik ungdomsskule", 12, Sharing.NETWORK,
            ReflectionParts(
                happened="Tre team prøvde kollegarettleiing med førsamtale.",
                worked="Spørjekorta gjorde det lettare å vere kritisk ven.",
                hard="Eitt team fann ikkje tid før timen.",
                next_step="La ressurslærarane leie neste runde sjølve.",
            ),
        ),
    ),
    (("Fjellvik ungdomsskule", 3, 8), ("Breiset skule", 9, 13)),
)  # fmt: skip
_JON = Person(
    "Jon Partnar",
    "nn",
    (
        Note(
            "Breiset skule", 16, Sharing.NETWORK,
            ReflectionParts(
                happened="Heile personalet øvde på å stille opne spørsmål.",
                worked="Kort med spørsmål gjorde at alle torde å seie noko.",
                hard="Leiinga kom ikkje før økta var halvgått.",
                next_step="Avtale med rektor kva leiinga skal gjere i neste økt.",
            ),
        ),
    ),
    (("Breiset skule", 17, 9),),
    (Question("Kor lenge kan ein skule vere med i ordninga?", 1),),
)  # fmt: skip
_PER = Person(
    "Per Partner",
    "nb",
    (
        Note(
            "Granly oppvekstsenter", 30, Sharing.INSTITUTION,
            ReflectionParts(
                happened="Ledelsen og to ressurslærere kartla hva skolen trenger.",
                worked="Elevundersøkelsen ga noe felles å snakke ut fra.",
                hard="Mange andre planer samtidig.",
                next_step="Velge bort to tiltak sammen med rektor.",
            ),
        ),
        Note(
            "Elvebakken skole", 18, Sharing.NETWORK,
            ReflectionParts(
                happened="Ressurslærerne ledet gruppene selv for første gang.",
                worked="Spørsmålskortene ga gruppene noe å holde seg til.",
                hard="Rektor var ikke til stede, og ingen kunne si ja til mer tid.",
                next_step="Møte rektor alene før neste økt.",
            ),
        ),
    ),
    (("Granly oppvekstsenter", 5, 14),),
)  # fmt: skip
HOUSES = {
    "Fjordhøgskolen": House("Kari Koordinator", (_OLA, _EVA, _TOR)),
    "Høgskulen på vidda": House("Nils Koordinator", (_SIRI, _JON)),
    "Østlandsuniversitetet": House("Anne Koordinator", (_PER, Person("Liv Partner", "nb"))),
}
LEARNED = (
    Learned(
        "Fjordhøgskolen",
        InsightText(
            "Avtal ti minutter med ledelsen før økta",
            "Avtal ti minutt med leiinga før økta",
            "Når ledelsen blir kalt ut eller kommer sent, stopper arbeidet etterpå: Ingen kan "
            "bestemme noe. Det hjelper å avtale faste ti minutter med rektor før økta, og bli "
            "enige om hva ledelsen skal gjøre mens den er der.",
            "Når leiinga blir kalla ut eller kjem seint, stoppar arbeidet etterpå: Ingen kan "
            "avgjere noko. Det hjelper å avtale faste ti minutt med rektor før økta, og bli "
            "samde om kva leiinga skal gjere medan ho er der.",
        ),
        Reach.NETWORK,
        (Theme.ANCHORING, Theme.LEARNING_LEADERSHIP),
        ("Solbakken skole", "Nordnes skole", "Elvebakken skole", "Breiset skule"),
        days_ago=8,
        read_by={
            "Siri Partnar": Verdict.USED,
            "Liv Partner": Verdict.USEFUL,
            "Tor Partner": None,
        },
    ),
    Learned(
        "Høgskulen på vidda",
        InsightText(
            "Spørsmålskort gjør det lettere å være kritisk venn",
            "Spørjekort gjer det lettare å vere kritisk ven",
            "Lærere kvier seg for å si noe kritisk til en kollega. Kort med åpne spørsmål gir "
            "alle noe å begynne med, og da er det kortet som spør, ikke kollegaen.",
            "Lærarar kvir seg for å seie noko kritisk til ein kollega. Kort med opne spørsmål gir "
            "alle noko å begynne med, og då er det kortet som spør, ikkje kollegaen.",
        ),
        Reach.NETWORK,
        (Theme.RELATIONS, Theme.SAFE_ENVIRONMENT),
        ("Fjellvik ungdomsskule", "Breiset skule", "Elvebakken skole"),
        days_ago=4,
        read_by={"Eva Partner": Verdict.USED},
    ),
    Learned(
        "Fjordhøgskolen",
        InsightText(
            "Skriv rollene på tavla",
            "Skriv rollene på tavla",
            "Når alle ser hvem som leder og hvem som skriver, kommer gruppene fortere i gang.",
            "Når alle ser kven som leier og kven som skriv, kjem gruppene fortare i gang.",
        ),
        Reach.INSTITUTION,
        (Theme.ROLES,),
        ("Vågen skole",),
    ),
)
