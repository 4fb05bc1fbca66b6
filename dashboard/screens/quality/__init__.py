"""Gegevenskwaliteit: how far what is known can be trusted."""
