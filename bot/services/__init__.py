"""Use cases over ports; know nothing of Rasa, Telegram, SQLAlchemy or Starlette."""
