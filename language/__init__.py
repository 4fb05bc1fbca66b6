"""Texts in Dutch and English, and the only formatter of numbers and dates."""
