"""Reads an institution's own documents: Markdown, text, PDF and Word files."""
