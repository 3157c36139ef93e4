"""What plainly starts something else while a form waits for free words: «avbryt», «mine besøk».

An answer may begin with the very same word («Stopp i arbeidet var vanskelig»), so that only a
whole message that can be nothing else is taken for a command. Where the wording leaves open which
one, the classifier's opinion must agree. The patterns read folded words (`fold`): «skjemet» is
«skjemaet».
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain_model.notes import says_to_log
from bot.nlu.folding import fold

_WISH = (
    r"(?:(?:nei|vent|ok|please|vennligst|kan du|kan vi|kan jeg|kan eg|kan e|heller|"
    r"(?:jeg|eg|e|je) (?:vil|onsker a|onskjer a|skal|ska)|i want to|can you|can i) )*"
)
_NOW = (
    r"(?: (?:na|no|her|takk|please|heller|det|dette|den|det her|dette her|alt|alt sammen|a|da|"
    r"hele greia|heile greia|this|it|now|here|all of it|ver sa snill))*"
)
_DRAFT = (
    r"(?: (?:skjemet|skjema|refleksjonen|loggen|loggingen|logginga|registreringen|registreringa|"
    r"utkastet|the form|the reflection|the log))?"
)
_ONE = r"(?: (?:en|ein|et|eit|ny|nytt|til|a|an|new|another|annen|anna|annet))*"
_REFLECTION = (
    r"(?:refleksjon|refleksjonen|reflection|besok|besoket|visit|the visit|my visit|notat)"
)
_AT = r"(?:pa|ved|hos|fra|om|at|to|from|about)"
_VISIT = r"\w*(?:besok|visit|skole|skule|school)\w*"

_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "stop": (
        rf"{_WISH}(?:avbryte?|avslutte?|stoppe?|stans|slutt|kanseller|cancel|stop|quit|abort|exit)"
        rf"{_DRAFT}{_NOW}",
        rf"{_WISH}(?:glem|gloym|glom|dropp|drit i|forget) (?:det|dette|it|hele greia|heile greia)"
        r"(?: (?:na|no|da))?",
        r"never mind|(?:jeg vil ikke|eg vil ikkje|e vil itj) (?:mer|meir)|hold opp",
    ),
    "help": (
        rf"{_WISH}(?:hjelp|help)(?: (?:meg|me|her|please))*",
        r"(?:jeg|eg|e|i) (?:trenger|treng|need) (?:litt )?(?:hjelp|help)",
        r"(?:vis |show )?(?:meny|menu)",
    ),
    "log_reflection": (
        rf"{_WISH}(?:logge?|logga|log){_ONE}(?: {_REFLECTION})?{_NOW}",
        rf"{_WISH}(?:skrive?|starte?|start|begynne?|begin|lage?|write|ny|new){_ONE}"
        rf" (?:refleksjon|reflection){_NOW}",
        rf"{_WISH}(?:logge?|log){_ONE} {_REFLECTION} {_AT}(?: \S+){{1,4}}",
    ),
    "list_reflections": (
        rf"(?:vis|se|sja|show|list)?(?: (?:meg|me))? ?(?:mine?(?: siste)? (?:refleksjone?r|"
        rf"refleksjonar|logger|loggar)|(?:refleksjonene|refleksjonane|loggene|loggane) mine|"
        rf"my (?:last )?reflections|mine){_NOW}",
    ),
    "list_visits": (
        rf"(?:vis|se|sja|show|list)?(?: (?:meg|me))? ?(?:mine (?:neste )?(?:skole|skule)?besok|"
        rf"(?:skole|skule)?besok(?:ene|a) mine|my (?:next )?(?:school )?visits){_NOW}",
    ),
    "export_my_data": (
        rf"{_WISH}(?:(?:vis|gi|gje|send|eksporter|last ned|export|show|give)(?: (?:meg|me))? )?"
        rf"(?:mine data|mine_data|datene mine|data mine|my data){_NOW}",
    ),
    "delete_my_data": (
        rf"{_WISH}(?:slette?|delete|erase) ?_?(?:meg|me|alt om meg|kontoen min|dataene mine|"
        rf"dataa mine|my data|my account|everything about me){_NOW}",
    ),
    "set_language": (
        r"(?:svar|snakk|skriv|bytt|byt|answer|reply|speak|write|switch)"
        r"(?: (?:meg|heller|pa|til|in|to|me))*"
        r" (?:bokmal|nynorsk|engelsk|english|norsk|norwegian)(?: (?:na|no|takk|please|now))*",
    ),
}
_AGREED: tuple[tuple[str, frozenset[str]], ...] = (
    (
        rf"{_WISH}(?:minne?|remind) (?:meg|me)\b.*\b{_VISIT}.*",
        frozenset({"schedule_visit", "snooze_reminder", "reminder_settings", "move_visit"}),
    ),
    (
        rf"{_WISH}(?:avlyse?|flytte?|cancel|move) (?:the |my )?{_VISIT}.*",
        frozenset({"cancel_visit", "move_visit"}),
    ),
    (
        rf"{_WISH}(?:planlegg|legg inn|book|schedule|plan)\b.*\b(?:{_VISIT}).*"
        r"(?:\d|dag|day|morgen|morgon|tomorrow).*",
        frozenset({"schedule_visit"}),
    ),
    (rf"{_WISH}(?:avlys|cancel)(?: \w+){{1,3}}", frozenset({"cancel_visit"})),
)
"""What the classifier must agree on, and the intents that it may choose from."""
_LONGEST = 12
"""Words of a command that names a visit; what is longer is told."""

_COMPILED = {
    intent: re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
    for intent, patterns in _PATTERNS.items()
}
_COMPILED_AGREED = tuple((re.compile(pattern), intents) for pattern, intents in _AGREED)


def command_in_form(text: str, label: str) -> str | None:
    """Give the intent that a message plainly has; `label` is what the classifier takes it for."""
    if says_to_log(text):
        return "log_reflection"
    words = fold(text)
    for intent, pattern in _COMPILED.items():
        if pattern.fullmatch(words):
            return intent
    agreed = (intents for pattern, intents in _COMPILED_AGREED if pattern.fullmatch(words))
    if len(words.split()) <= _LONGEST and any(label in intents for intents in agreed):
        return label
    return None
