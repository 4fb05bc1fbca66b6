"""Mijn gemeente: one municipality in all its figures."""
