"""Starlette app: pages, sign-in, web chat, webhook route, health."""
