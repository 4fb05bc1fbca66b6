"""Beheer: what came in, what was refused, and whom to call."""
