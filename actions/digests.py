"""Turn the weekly digest on and off."""

from __future__ import annotations

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.names import ActionName, Entity, Outcome, Response
from bot.domain_model.dates import write_weekly
from bot.domain_model.digests import DigestTime, read_digest_time, wants_none
from bot.services.ports.assistant import payload

_OFF = "off"
_OTHER_TIMES = (DigestTime(0, 8), DigestTime(4, 12))


class ActionSetDigest(RefleksAction):
    """Turns the weekly digest on, at the time that is named, or off."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.SET_DIGEST.value

    def perform(self, call: Call) -> list[Event]:
        """Do as the button or the words say, and tell when the digest comes."""
        said = call.entity(Entity.DIGEST)
        if said == _OFF or (said is None and wants_none(call.words)):
            call.services.digests.turn_off(call.actor, at=call.at)
            return [outcome(Outcome.GONE)]
        before = call.services.digests.wanted(call.actor) or DigestTime()
        when = _told(str(said)) if said else read_digest_time(call.words, before)
        call.services.digests.turn_on(call.actor, when, at=call.at)
        others = [each for each in _OTHER_TIMES if each != when]
        buttons = [
            {"title": _written(call, each), "payload": payload("set_digest", digest=_key(each))}
            for each in others
        ]
        off = call.services.texts.get("insights.digest_off", call.language)
        buttons.append({"title": off, "payload": payload("set_digest", digest=_OFF)})
        call.say(Response.DIGEST_ON, buttons=buttons, day=_written(call, when))
        return [outcome(Outcome.DONE)]


def _written(call: Call, when: DigestTime) -> str:
    return write_weekly(when.weekday, when.hour, call.language)


def _key(when: DigestTime) -> str:
    return f"{when.weekday}-{when.hour}"


def _told(key: str) -> DigestTime:
    weekday, hour = key.split("-")
    return DigestTime(int(weekday), int(hour))
