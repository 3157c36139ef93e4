"""The hints of each theme: words that speak for it only when two different ones come together.

Written as the cues in `theme_words` are.
"""

from __future__ import annotations

from bot.domain_model.theme_words import STAFF

WEAK: dict[str, str] = {
    "factor_anchoring": rf"""
        {STAFF} … (?:vil|ville|ønsker|ønskjer|tror|trur|føler|kjenner)
        motiver~|lyst til|vilje~
        frivillig~
        viktig for
    """,
    "factor_organisation": r"""
        grupper|gruppene
        rommet|hvilket rom|kva rom
        samtidig|samstundes
        plan|planen|program~
        møter|møta|møtene
        rammer|rammene
    """,
    "factor_shared_goals": r"""
        mål
        forstå~
        oppdraget
        i ordet|prioriter~
        (?:legg|legger) … ulik
    """,
    "factor_expectations": r"""
        følg~ opp|fulgt~ opp
        krav|krever|krev
        oppgaven|oppgåva
        neste gang|neste gong
    """,
    "factor_roles": r"""
        oppgaver|oppgåver|referat~
        drive … videre|drive … vidare
        (?:hvem|kven) som
        veileder|rettleiar
    """,
    "factor_relations": r"""
        trygge på
        gruppa|teamet
        humør|prat|småprat
        samarbeid~
        åpne|opne
    """,
    "factor_competence": r"""
        metod~
        kurs~
        undervisningsopplegg~
        usikre?
        rekneopplæring~|skriveopplæring~|leseopplæring~|dybdelæring~|vurdering
        verktøy~
    """,
    "learning_leadership": r"""
        kollegaveil~|kollegarettl~
        læringsfellesskap~|profesjonsfellesskap~|profesjonelle læringsfellesskap~
        (?:lede|leie|leder|leier)
        (?:egen|eigen) (?:praksis|undervisning)
        delegerer|delegerte
    """,
    "advice_resources": r"""
        tid
        timer|timar
        kommunen
        prioriteres|prioriterast
    """,
    "advice_safe_environment": r"""
        regler|reglar|rules|rutiner|rutinar
        trygg~|trygt
        klassen|klassa|klassene|klassane
        ro|calm
        inkluder~
    """,
}
