"""The intents that code speaks of by name; all others are known to rules and actions only."""

TOPIC_INTENT = "faq"
TOPIC_PREFIX = f"{TOPIC_INTENT}/"
"""What comes before the name of a topic that is asked about."""
OUT_OF_SCOPE = "out_of_scope"
INFORM = "inform"
"""What was told while a form waited for it."""
CLARIFY = "clarify"
"""It is asked what was meant."""

UNDERSTOOD_AS = {"tell_reflection": "log_reflection"}
"""What is learned apart, because other words tell it, and means the same: who tells of a visit
wishes to log it."""
