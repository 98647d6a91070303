"""Widgets that know nothing of recruitment."""
