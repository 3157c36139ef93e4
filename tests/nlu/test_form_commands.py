"""In a form's free words: what plainly starts something else, and what is still an answer."""

from __future__ import annotations

import pytest

from bot.nlu.form_commands import command_in_form

COMMANDS = {
    "log_reflection": [
        "logg: Solvik skole i går. Det gikk fint.", "Logg – vi var på Lade, fint stemning",
        "logg i dag på Åsveien gikk det fint", "logg", "logg en ny refleksjon", "ny refleksjon",
        "eg vil logge eit nytt besøk", "logg besøket på Solvik skole", "log a new reflection",
        "log: Solvik school today. It went well.",
    ],
    "stop": [
        "avbryt", "Avbryt!", "stopp nå", "jeg vil avbryte", "avslutt skjemaet", "glem det",
        "eg vil stoppe no", "gløym det no", "nei stopp", "vent, avbryt", "cancel this",
        "never mind", "æ vil avbryt",
    ],
    "help": ["hjelp", "Hjelp meg", "eg treng hjelp", "help", "vis meny"],
    "list_reflections": ["mine refleksjoner", "vis refleksjonane mine", "my reflections", "mine"],
    "list_visits": ["mine besøk", "vis skolebesøkene mine", "my next visits"],
    "export_my_data": ["mine data", "gi meg dataene mine", "last ned dataa mine", "my data"],
    "delete_my_data": ["slett meg", "slett alt om meg", "delete my account"],
    "set_language": ["svar på nynorsk", "bytt til bokmål", "answer in English please"],
}  # fmt: skip
ANSWERS = [
    "Logg over elevsamtaler ble gjennomgått", "Logg på Teams tok lang tid", "Logg var vanskelig",
    "Stopp i arbeidet", "Stopp i prosjektet nå", "Stop and go all day", "Slutt på time fem",
    "Hjelp fra rektor", "Help from the principal", "Hjelp til å komme i gang trengte de",
    "Mine grupper jobbet godt", "Mine besøk hos lærerne ga mest", "Avbrytelser hele veien",
    "Minn meg på å ringe rektor", "Minnet rektor på møtet", "Slett ikke dårlig",
    "Ny refleksjon rundt vurdering kom i gang", "Svar på spørsmål fra lærerne tok tid",
    "Flytte møtet til torsdag", "Log books were checked", "Glem det aldri, sa hun",
    "Avbryte eller fortsette? Det var spørsmålet", "My visits there are always short",
]  # fmt: skip


@pytest.mark.parametrize("intent", COMMANDS)
def test_what_plainly_starts_something_else(intent: str) -> None:
    assert {text: command_in_form(text, "inform") for text in COMMANDS[intent]} == dict.fromkeys(
        COMMANDS[intent], intent
    )


@pytest.mark.parametrize("label", ["schedule_visit", "log_reflection", "stop", "inform"])
def test_an_answer_that_begins_with_such_a_word_stays_one(label: str) -> None:
    assert [text for text in ANSWERS if command_in_form(text, label)] == []


@pytest.mark.parametrize(
    ("text", "label", "found"),
    [
        ("minn meg på besøket på Solvik torsdag kl. 9", "schedule_visit", "schedule_visit"),
        ("minn meg på skolebesøket klokka åtte", "reminder_settings", "reminder_settings"),
        ("minn meg på besøket på Solvik torsdag kl. 9", "faq", None),
        ("avlys besøket på Lade", "cancel_visit", "cancel_visit"),
        ("flytt besøket på Lade til torsdag", "move_visit", "move_visit"),
        ("flytt besøkene på skolene til etter at de har fått satt av tid i ledergruppa igjen",
         "move_visit", None),
    ],
)  # fmt: skip
def test_what_names_a_visit_needs_the_classifiers_word(
    text: str, label: str, found: str | None
) -> None:
    assert command_in_form(text, label) == found
