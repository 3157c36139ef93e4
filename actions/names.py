"""Every name that `domain.yml` and the actions share. A misspelt one would be read as «not set».

`tests/contract/test_names.py` compares them with Rasa's files.
"""

from __future__ import annotations

from enum import StrEnum


class Slot(StrEnum):
    """What the conversation remembers until the next turns have used it."""

    LANGUAGE = "language"
    SCHOOL = "school"
    HAPPENED = "happened"
    WORKED = "worked"
    HARD = "hard"
    NEXT_STEP = "next_step"
    SHARING = "sharing"
    KEPT_AS_IT_IS = "kept_as_it_is"
    REFLECTION = "reflection"
    VISIT_DATE = "visit_date"
    VISIT_TIME = "visit_time"
    VISIT = "visit"
    CONFIRMATION = "confirmation"
    OUTCOME = "outcome"


class Entity(StrEnum):
    """What a message, or one of our own buttons, says beside its intent."""

    LANGUAGE = "language"
    SCHOOL = "school"
    VISIT_TIME = "visit_time"
    SHARING = "sharing"
    FIELD = "field"
    VISIT = "visit"
    REFLECTION = "reflection"
    CONFIRMED = "confirmed"
    QUERY = "query"
    INSIGHT = "insight"
    VERDICT = "verdict"
    DIGEST = "digest"
    VISITED_ON = "visited_on"
    DRAFT = "draft"
    VIEW = "view"
    THEME = "theme"
    MESSAGE = "message"
    WORDS = "words"
    RESULT = "result"
    REMINDER = "reminder"
    SNOOZE = "snooze"
    SETTING = "setting"


class Outcome(StrEnum):
    """What an action achieved; Rasa puts it back to PENDING before the action runs."""

    PENDING = "pending"
    READY = "ready"
    DONE = "done"
    SEVERAL = "several"
    MOVED = "moved"
    CHANGED = "changed"
    EMPTY = "empty"
    ASKED = "asked"
    GONE = "gone"
    PAST = "past"
    REFUSED = "refused"
    NOT_PARTNER = "not_partner"


class Confirmed(StrEnum):
    """What the partner said yes to; EDIT when something is to be told again.

    CANCEL stands while it is asked whether a visit is to be cancelled, DELETE while it is asked
    whether a reflection is to be deleted, ERASE while it is asked whether everything is.
    The last three say what becomes of likely personal data in the draft.
    """

    REFLECTION = "reflection"
    VISIT = "visit"
    MOVE = "move"
    CANCEL = "cancel"
    DELETE = "delete"
    ERASE = "erase"
    EDIT = "edit"
    REPLACE = "replace"
    KEEP = "keep"
    REWRITE = "rewrite"


class ActionName(StrEnum):
    """Our actions, as the rules call them."""

    CHECK_PARTNER = "action_check_partner"
    BEGIN_REFLECTION = "action_begin_reflection"
    ASK_REFLECTION_CONFIRMATION = "action_ask_reflection_form_confirmation"
    SAVE_REFLECTION = "action_save_reflection"
    LIST_REFLECTIONS = "action_list_reflections"
    SHARE_REFLECTION = "action_share_reflection"
    EDIT_REFLECTION = "action_edit_reflection"
    EDIT_MESSAGE = "action_edit_message"
    DELETE_REFLECTION = "action_delete_reflection"
    DELETE_AFTER_YES = "action_delete_after_yes"
    CLOSE_NEXT_STEP = "action_close_next_step"
    REMIND_OF_DRAFT = "action_remind_of_draft"
    FORGET_DRAFT = "action_forget_draft"
    ASK_VISIT_SCHOOL = "action_ask_visit_form_school"
    ASK_VISIT_TIME = "action_ask_visit_form_visit_time"
    ASK_VISIT_CONFIRMATION = "action_ask_visit_form_confirmation"
    SAVE_VISIT = "action_save_visit"
    LIST_VISITS = "action_list_visits"
    CHOOSE_VISIT_TO_MOVE = "action_choose_visit_to_move"
    CANCEL_VISIT = "action_cancel_visit"
    CANCEL_AFTER_YES = "action_cancel_after_yes"
    SNOOZE_REMINDER = "action_snooze_reminder"
    REMINDER_SETTINGS = "action_reminder_settings"
    PREPARE_VISIT = "action_prepare_visit"
    OFFER_INSIGHTS = "action_offer_insights"
    BROWSE_INSIGHTS = "action_browse_insights"
    SET_DIGEST = "action_set_digest"
    TAKE_FEEDBACK = "action_take_feedback"
    SET_LANGUAGE = "action_set_language"
    SEARCH = "action_search"
    HAND_OVER = "action_hand_over"
    EXPORT_MY_DATA = "action_export_my_data"
    DELETE_MY_DATA = "action_delete_my_data"
    ERASE_AFTER_YES = "action_erase_after_yes"
    VALIDATE_REFLECTION = "validate_reflection_form"
    VALIDATE_VISIT = "validate_visit_form"


class Response(StrEnum):
    """The responses that actions ask for by name; the rest are asked for by rules and forms."""

    TRY_LATER = "utter_try_later"
    SCHOOL_NOT_UNDERSTOOD = "utter_school_not_understood"
    DRAFT_OPEN = "utter_draft_open"
    DRAFT_WAITS = "utter_draft_waits"
    VISIT_DATE_NOT_UNDERSTOOD = "utter_visit_date_not_understood"
    SHARING_NOT_UNDERSTOOD = "utter_sharing_not_understood"
    NOTHING_IN_REFLECTION = "utter_nothing_in_reflection"
    REFLECTION_SUMMARY = "utter_reflection_summary"
    PERSONAL_DATA_FOUND = "utter_personal_data_found"
    NOT_UNDERSTOOD = "utter_not_understood_in_form"
    ASK_REFLECTION_FIELD = "utter_ask_reflection_field"
    REFLECTIONS_LIST = "utter_reflections_list"
    REFLECTION_SHOWN = "utter_reflection_shown"
    REFLECTION_HISTORY = "utter_reflection_history"
    REFLECTION_THEMES = "utter_reflection_themes"
    CHOOSE_THEME = "utter_choose_theme"
    NOW_IT_SAYS = "utter_now_it_says"
    MESSAGE_CHANGED = "utter_message_changed"
    CONFIRM_DELETE = "utter_confirm_delete"
    OWN_DATA = "utter_own_data"
    CONFIRM_ERASE = "utter_confirm_erase"
    PRESS_TO_ERASE = "utter_press_to_erase"
    NOTHING_TO_CONFIRM = "utter_nothing_to_confirm"
    NEXT_STEP_OPEN = "utter_next_step_open"
    NEXT_STEP_CLOSED = "utter_next_step_closed"
    CHOOSE_DEFAULT_SHARING = "utter_choose_default_sharing"
    DEFAULT_SHARING_SET = "utter_default_sharing_set"
    CHOOSE_SHARING = "utter_choose_sharing"
    REFLECTION_SHARED = "utter_reflection_shared"
    ASK_VISIT_SCHOOL = "utter_ask_visit_school"
    CHOOSE_SCHOOL = "utter_choose_school"
    CONFIRM_NEW_SCHOOL = "utter_confirm_new_school"
    ASK_VISIT_TIME = "utter_ask_visit_time"
    ASK_VISIT_CLOCK = "utter_ask_visit_clock"
    VISIT_TIME_NOT_UNDERSTOOD = "utter_visit_time_not_understood"
    ASK_WHICH_VISIT_TIME = "utter_ask_which_visit_time"
    ASK_VISIT_ON_FREE_DAY = "utter_ask_visit_on_free_day"
    ASK_VISIT_INSTEAD_OF_PAST = "utter_ask_visit_instead_of_past"
    VISIT_IN_PAST = "utter_visit_in_past"
    VISIT_SUMMARY = "utter_visit_summary"
    ASK_VISIT_FIELD = "utter_ask_visit_field"
    VISITS_LIST = "utter_visits_list"
    NEXT_VISIT = "utter_next_visit"
    CHOOSE_VISIT = "utter_choose_visit"
    CHOOSE_VISIT_TO_MOVE = "utter_choose_visit_to_move"
    MOVE_SUMMARY = "utter_move_summary"
    CONFIRM_CANCEL = "utter_confirm_cancel"
    REMINDER_SNOOZED = "utter_reminder_snoozed"
    REMINDS_OF_VISITS = "utter_reminds_of_visits"
    REMINDERS_DONE = "utter_reminders_done"
    VISIT_NOT_ASKED_ABOUT = "utter_visit_not_asked_about"
    ASK_SNOOZE = "utter_ask_snooze"
    REMINDER_SETTINGS = "utter_reminder_settings"
    REMINDER_SETTINGS_CHANGED = "utter_reminder_settings_changed"
    VISIT_CHECKLIST = "utter_visit_checklist"
    FEEDBACK_WHY = "utter_feedback_why"
    SEARCH_HITS = "utter_search_hits"
    HAND_OVER = "utter_hand_over"
    INSIGHTS_OFFERED = "utter_insights_offered"
    INSIGHTS_LIST = "utter_insights_list"
    INSIGHTS_MORE = "utter_insights_more"
    INSIGHT_THEMES = "utter_insight_themes"
    INSIGHTS_NOT_FOUND = "utter_insights_not_found"
    INSIGHT = "utter_insight"
    INSIGHT_USEFUL = "utter_insight_useful"
    INSIGHT_USED = "utter_insight_used"
    INSIGHT_NOT_RELEVANT = "utter_insight_not_relevant"
    DIGEST_ON = "utter_digest_on"


REFLECTION_PARTS = (Slot.HAPPENED, Slot.WORKED, Slot.HARD, Slot.NEXT_STEP)
REFLECTION_STEPS = (Slot.SCHOOL, *REFLECTION_PARTS, Slot.SHARING, Slot.CONFIRMATION)
REFLECTION_DRAFT = (
    Slot.SCHOOL, Slot.VISIT_DATE, *REFLECTION_PARTS, Slot.SHARING, Slot.KEPT_AS_IT_IS
)  # fmt: skip
VISIT_STEPS = (Slot.SCHOOL, Slot.VISIT_TIME, Slot.CONFIRMATION)

SKIPPED = "–"
"""What stands in a slot whose question was passed over; an empty slot is asked for again."""

EDIT_INTENT = "edit_reflection"
LOG_INTENT = "log_reflection"
