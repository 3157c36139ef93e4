"""Telegram: the fake Bot API server itself, and everything in bot.telegram against it."""
