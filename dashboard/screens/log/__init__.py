"""Logboek: who did what, when, on whom."""
