"""Put a reminder off, say which reminders shall come, and prepare a visit."""

from __future__ import annotations

from datetime import datetime, time

from actions.boundary import Event, RefleksAction, outcome
from actions.call import Call
from actions.finishing import say_finished
from actions.names import ActionName, Entity, Outcome, Response
from actions.reminder_settings import listed, settings_buttons
from actions.visit_choice import choice
from actions.visit_times import WantedTime
from bot.domain_model.dates import write_time, write_when
from bot.domain_model.errors import Invalid, NotFound
from bot.domain_model.reminder_words import read_button, read_change
from bot.domain_model.reminders import NotPutOff, PreferenceChange, Snooze
from bot.domain_model.visits import ReminderKind, Visit
from bot.services.reminder_texts import DONE
from bot.services.reminder_wishes import SnoozeReminder

MORNING = time(8)
"""When «i morgen» is meant without a clock time; the answer says it in full."""


class ActionSnoozeReminder(RefleksAction):
    """Has a reminder come again: by its buttons, or in words about the last one."""

    partners_only = True

    def name(self) -> str:
        """Give its name."""
        return ActionName.SNOOZE_REMINDER.value

    def perform(self, call: Call) -> list[Event]:
        """Put it off, or ask until when; PAST when the visit has begun by then."""
        try:
            if call.entity(Entity.VISIT) is not None:
                return _by_button(call)
            about = _about(call)
            if about is None:
                return [outcome(Outcome.EMPTY)]
            until = _told(call)
            if until is None:
                return _asked(call, *about)
            return _put_off(call, about[0].id, about[1], until)
        except NotFound:
            return [outcome(Outcome.GONE)]
        except NotPutOff:
            return [outcome(Outcome.PAST)]


class ActionReminderSettings(RefleksAction):
    """Shows which reminders come and when, after having changed what the message wants."""

    def name(self) -> str:
        """Give its name."""
        return ActionName.REMINDER_SETTINGS.value

    def perform(self, call: Call) -> list[Event]:
        """Change and show them; PAST for a pause that does not end on a day to come."""
        wishes = call.services.reminder_wishes
        change = _wanted(call)
        try:
            preferences = wishes.prefer(call.actor, change, at=call.at)
        except Invalid:
            return [outcome(Outcome.PAST)]
        said = Response.REMINDER_SETTINGS if change.empty else Response.REMINDER_SETTINGS_CHANGED
        buttons = settings_buttons(call, preferences)
        call.say(said, buttons=buttons, list=listed(call, preferences))
        return [outcome(Outcome.DONE)]


def _by_button(call: Call) -> list[Event]:
    visit_id = str(call.entity(Entity.VISIT))
    kind = ReminderKind(str(call.entity(Entity.REMINDER)))
    how = str(call.entity(Entity.SNOOZE))
    if how == DONE:
        _done(call, visit_id, kind)
        return [outcome(Outcome.DONE)]
    return _put_off(call, visit_id, kind, Snooze(how).until(call.sent_at, call.zone))


def _done(call: Call, visit_id: str, kind: ReminderKind) -> None:
    """Be done with the visit when it has begun, and else with the reminders before it."""
    visit = call.services.visits.kept(call.actor, visit_id)
    if kind is ReminderKind.AFTER_VISIT:
        call.services.visits.finishing.finish(call.actor, visit_id, at=call.at)
        call.say(Response.VISIT_NOT_ASKED_ABOUT)
    elif visit.begun(call.at):
        call.services.visits.finishing.finish(call.actor, visit_id, at=call.at)
        say_finished(call, visit)
    else:
        call.services.reminder_wishes.dismiss(call.actor, visit_id, kind, at=call.at)
        call.say(Response.REMINDERS_DONE)


def _put_off(call: Call, visit_id: str, kind: ReminderKind, until: datetime) -> list[Event]:
    wish = SnoozeReminder(call.source_key, visit_id, kind, until)
    visit = call.services.reminder_wishes.snooze(call.actor, wish, at=call.at)
    call.say(Response.REMINDER_SNOOZED, summary=visit.school_name, day=_when(call, until))
    return [outcome(Outcome.DONE)]


def _about(call: Call) -> tuple[Visit, ReminderKind] | None:
    """Tell which reminder is meant: of the school that is named, or the last one."""
    if call.entity(Entity.SCHOOL) is not None:
        found = choice(call, call.services.visits.coming(call.actor, at=call.at))
        if found.only is not None:
            return found.only, ReminderKind.DAY_BEFORE
    return call.services.reminder_wishes.about(call.actor, at=call.at)


def _told(call: Call) -> datetime | None:
    """Give the time that the message names; None when it names none, or could mean several."""
    value = call.entity(Entity.VISIT_TIME)
    wanted = None if value is None else WantedTime.read(value)
    if wanted is None:
        return None
    if wanted.day_only is not None:
        if wanted.day_only <= call.today:
            return None  # «i kveld» is no clock time
        return datetime.combine(wanted.day_only, MORNING, tzinfo=call.zone)
    return wanted.start if wanted.certain or wanted.only_a_clock else None


def _asked(call: Call, visit: Visit, kind: ReminderKind) -> list[Event]:
    buttons = call.services.reminders.snooze_buttons(visit, kind, call.language, at=call.sent_at)
    call.say(
        Response.ASK_SNOOZE, buttons=[{"title": b.title, "payload": b.payload} for b in buttons]
    )
    return [outcome(Outcome.ASKED)]


def _when(call: Call, until: datetime) -> str:
    if until.astimezone(call.zone).date() == call.today:
        return write_time(until, None, call.language, zone=call.zone)
    return write_when(until, None, call.language, zone=call.zone, at=call.sent_at)


def _wanted(call: Call) -> PreferenceChange:
    setting = call.entity(Entity.SETTING)
    if setting is not None:
        return read_button(str(setting), call.today)
    value = call.entity(Entity.VISIT_TIME)
    told = None if value is None else WantedTime.read(value)
    clock = told.start.astimezone(call.zone).time() if told and told.start else None
    day = None
    if told is not None and not told.only_a_clock:
        day = told.day_only or (told.start.astimezone(call.zone).date() if told.start else None)
    return read_change(call.words, call.today, clock, day)
