"""Refleks: ask, reflect and be reminded about school-based competence development."""
