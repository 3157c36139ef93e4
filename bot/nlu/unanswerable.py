"""What kind of message it is that Refleks has no answer to, where its words tell. Pure rules.

They see only what was not understood as anything else. Each is narrow: what is in doubt stays a
question without an answer, and only such a question is passed on to a coordinator.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.domain_model.reminder_words import is_about_something_else
from bot.nlu.feelings import is_feeling
from bot.nlu.folding import fold


class Unanswerable(StrEnum):
    """A kind of message with a reply of its own; the value is its intent."""

    ABUSE = "abuse"
    """Scolds Refleks, or swears at it."""
    INSTRUCTION = "instruction"
    """Wants Refleks to leave its rules, or is written for a machine."""
    OTHER_LANGUAGE = "other_language"
    GIBBERISH = "gibberish"
    """Keys at random, or no letters at all."""
    FEELING = "feeling"
    """Tells that something is hard, and asks for nothing."""
    OTHER_REMINDER = "other_reminder"
    """Wants to be reminded of something else than a visit."""
    PASTIME = "pastime"
    """Jokes, songs, the weather: nothing to do with the field."""


def kind_of(text: str) -> Unanswerable | None:
    """Tell what kind of message `text` is; None for an ordinary question, and for no text."""
    if _is_gibberish(text):
        return Unanswerable.GIBBERISH
    if _is_other_language(text):
        return Unanswerable.OTHER_LANGUAGE
    plain = " ".join(fold(text).replace("?", " ").split())
    if _INSTRUCTION.search(plain) or _MACHINE.search(text.casefold()):
        return Unanswerable.INSTRUCTION
    if _is_abuse(plain):
        return Unanswerable.ABUSE
    if is_feeling(plain):
        return Unanswerable.FEELING
    if is_about_something_else(text):
        return Unanswerable.OTHER_REMINDER
    return Unanswerable.PASTIME if _PASTIME.fullmatch(plain) else None


_SCOLDING = frozenset(fold("""
idiot idioten idiotisk dust dusten tulling tosk tosken drittsekk drittbot drittmaskin dritbot
dritt drit skit skitt møkk dum dumme dummen teit teite korka stokk ubrukelig ubrukeleg ubrukelege
ubrukelige elendig elendige patetisk hjernedod suger kjerring kjerringa jævel rasshol rævhøl faen
fan helvete faens fuck stupid useless dumb moron asshole bullshit shit crap pathetic suck sucks
bastard
""").split())  # fmt: skip
_AROUND_SCOLDING = frozenset(fold("""
du deg di din ditt dine dokker er e jo da nå nu bare berre så helt heilt skikkelig skikkeleg totalt
en ein ei et eit for noe noko nokka no i til av jævla javla jævlig fordømt forbanna hei og
ass altsa bot boten botten maskin maskinen robot roboten program programmet refleks chatbot
you are re your a an what such so completely totally fucking damn the piece of this
eller hvor kor ka
""").split())  # fmt: skip
_PHRASES = re.compile(
    r"\b(?:(?:hold|hald|holl) (?:kjeft|kjeften|munn|snavla)|shut (?:the fuck )?up|fuck (?:off|you)"
    r"|(?:dra|reis) (?:til|te) (?:helvete|helsike)|drit og dra|(?:fen|fan) ta deg|ryk og reis"
    r"|kyss meg bak|gi fen|go to hell|(?:jeg|eg|e) hat(?:er|ar|e) deg|i hate you)\b"
)


def _is_abuse(plain: str) -> bool:
    """Tell whether scolding is all that is said: what a pupil said or did has other words too."""
    rest, phrases = _PHRASES.subn(" ", plain)
    words = rest.split()
    scolds = bool(phrases) or any(word in _SCOLDING for word in words)
    return scolds and all(word in _SCOLDING or word in _AROUND_SCOLDING for word in words)


_INSTRUCTION = re.compile(
    r"""
    ^(?:(?:please|ver\ sa\ snill|na\ skal\ du)\ )?
    (?:ignorer|ignore|glem|gloym|forget|disregard|overse)\ (?!ikk)(?:\S+\ ){0,5}?
    (?:instruks\w*|instruction\w*|prompt\w*|beskjed|beskjedane|rules|reglene\ dine|reglane\ dine)\b
    | \b(?:system\ ?prompt\w*|jailbreak|developer\ mode|utvikl[ae]rmodus)\b
    | ^(?:du\ er\ na|fra\ na\ av\ er\ du|you\ are\ now|from\ now\ on\ you\ are)
      \ (?:en|ein|ei|et|eit|a|an|in)\ (?!del\b|part\b)
    | ^(?:late?\ som(?:\ om)?(?:\ at)?\ du|simuler\ at\ du|act\ as
      |pretend\ (?:to\ be|that\ you|you))\b
    | ^(?:du|you)\ (?:er|are)\ (?:\S+\ )?
      (?:admin\w*|koordinator|coordinator|utvikl[ae]r|developer|root)\ (?:na|no|now)\b
    | \b(?:svar\w*|answer|you\ have)\b.*
      \b(?:uten|utan|without|no)\ (?:\S+\ ){0,2}?
      (?:begrens\w*|avgrens\w*|restriksjon\w*|restrictions?|limitations?|filter|filtre|sperrer?)\b
    | ^(?:gi|vis|skriv\ ut|give|show|print|list|dump)\b.*
      \b(?:passord\w*\ til|password\w*|i\ databasen|in\ the\ database)\b
    """,
    re.VERBOSE,
)
_MACHINE = re.compile(
    r"\b(?:drop|alter|truncate) table\b|\bselect\b.+\bfrom\b.*(?:;|\*|users)|\bselect \*"
    r"|</?(?:script|system|assistant|user)\b|\brm -rf\b|\bunion select\b|\[/?inst\]"
)

_FOREIGN_WORDS = """
ist das ich nicht wie geht dir ihnen bitte danke kostet heißt sprechen deutsch warum wetter
bonjour vous êtes où est ça merci parlez français je suis pourquoi quel quelle
hola qué que cómo está gracias por favor dónde usted buenos días español
ciao grazie dove perché sono italiano buongiorno
jak się masz dzień dobry dziękuję jest gdzie czy mówisz polsku proszę cześć
miten menee mitä kuuluu kiitos missä hyvää päivää puhutko suomea
merhaba nasılsın teşekkür nerede türkçe
iska warran mahadsanid maxaa bures manná giitu
"""
_FOREIGN_GREETINGS = """
danke bonjour merci hola gracias ciao grazie buongiorno dziękuję cześć kiitos merhaba giitu
"""
_FOREIGN = frozenset(_FOREIGN_WORDS.split())
_FOREIGN_ALONE = frozenset(_FOREIGN_GREETINGS.split())
_LETTERS = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zæøåà-öø-ÿ\u0100-\u024f]", re.IGNORECASE)


def _is_other_language(text: str) -> bool:
    """Tell whether most letters are of another alphabet, or half the words of another language."""
    words = [match[0].casefold() for match in _LETTERS.finditer(text)]
    letters = "".join(words)
    if sum(_LATIN.match(sign) is None for sign in letters) * 2 > len(letters):
        return True
    found = sum(word in _FOREIGN for word in words)
    alone = len(words) == 1 and words[0] in _FOREIGN_ALONE
    return alone or (found > 1 and 2 * found >= len(words))


_VOWELS = frozenset("aeiouyæøåäöéèêóòô")
_UNSPEAKABLE = re.compile(r"^(?!sch)[bcdfghjklmnpqrstvwxz]{4}|[bcdfghjklmnpqrstvwxz]{5}(?<!ths)$")
"""Norwegian words begin with at most three consonants and end in four; «strengths» in five."""
_ROWS = ("qwertyuiopå", "asdfghjkløæ", "zxcvbnm")
_RUN = 3
_COVERED = 0.7
_SAME_LETTER = re.compile(r"(\w)\1{2,}")
_SAME_SYLLABLE = re.compile(r"(?!h[aeiou]h)(\w{2,4})\1{2,}")


def _is_gibberish(text: str) -> bool:
    """Tell whether there is something, and nothing of it a word; «?» alone asks for more."""
    words = _LETTERS.findall(text)
    if not words:
        return bool(text.strip(" ?!.\n"))
    return all(_is_no_word(word) for word in words)


def _is_no_word(word: str) -> bool:
    lower = word.casefold()
    if _SAME_LETTER.fullmatch(lower) or _SAME_SYLLABLE.fullmatch(lower):
        return True
    if len(word) > 1 and word.isupper():
        return False  # an abbreviation
    unspeakable = _UNSPEAKABLE.search(fold(lower)) is not None
    return unspeakable or _along_the_keys(lower) >= _COVERED * len(lower)


def _along_the_keys(word: str) -> int:
    """Count the letters of the longest run along a row of keys; «tre» and «iop» are words."""
    rows = [*_ROWS, *(row[::-1] for row in _ROWS)]
    for length in range(len(word), _RUN - 1, -1):
        for start in range(len(word) - length + 1):
            run = word[start : start + length]
            told = length == _RUN and not run.startswith("q") and _VOWELS & set(run)
            if not told and any(run in row for row in rows):
                return length
    return 0


_PASTIME = re.compile(
    r"""
    (?:(?:kan|can|could)\ (?:du|you)\ )?
    (?:fortell|fortel|fortelle|fortelja|tell|syng|synge|sing|spill|spele?|spille|play|skriv|skrive
      |write|lag|lage|gi)
      (?:\ (?:meg|me|us|oss|en|ein|ei|et|eit|a|an|some|litt|morsom|god|artig|funny|good)){0,4}
      \ (?:vits|vitser|vitsar|joke|jokes|sang|song|dikt|poem|musikk|music|gate|kakeoppskrift)
      (?:\ (?:om|about)\ .+)?
    | (?:hva|kva|ka|what|whats|hvordan|korleis|koss|how)
      (?:\ (?:blir|er|e|s|is|the|like|bli)){0,3}\ (?:veret|klokka|klokken|weather|time)
      (?:\ .{0,30})?
    | blir\ det\ (?:regn|sol|sno)\b.{0,30}
    | (?:jeg|eg|e|i)\ (?:kjeder\ meg|kjedar\ meg|keier\ meg|am\ bored|m\ bored)
    | (?:(?:jeg|eg|e|i)\ )?(?:elsker|elskar|elske|love)\ (?:deg|you)
    | (?:liker|likar|do\ you\ like)\ (?:du\ )?(?:meg|me)
    """,
    re.VERBOSE,
)
