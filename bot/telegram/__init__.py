"""Everything Telegram: updates in, messages out, in its own process."""
