"""Sentence encoders: texts in, unit vectors out. Used to understand messages and to search."""
