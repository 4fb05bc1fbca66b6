"""Normalised rows to accepted and refused ones, by the rules."""
