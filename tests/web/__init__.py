"""The web site, asked over HTTP, on a real database."""
